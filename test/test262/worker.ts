// One process of the pool: takes a batch of tests, asks Node about each, compiles the rest as one program, runs each test in an
// instance of its own, and reports test by test, so that a test that hangs costs only itself.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { compile } from '../../compiler/compile.ts';
import { CompileError } from '../../compiler/diagnostics/report.ts';
import { runModule } from '../../embed/instance.ts';
import type { FileHost } from '../../compiler/frontend/host.ts';
import type { Test } from './metadata.ts';
import { batchProgram, ENTRY, includeFile, LINES_BEFORE, PROGRAM } from './program.ts';
import { underNode } from './reference.ts';

export type Verdict = 'pass' | 'fail' | 'trap' | 'crash' | 'refused' | 'timeout' | 'skip';
export interface Result {
  readonly name: string;
  readonly verdict: Verdict;
  readonly detail: string;
}
export interface WorkerJob {
  readonly root: string;
  readonly tests: readonly Test[];
  readonly optimize: 0 | 3;
  readonly gcStress: boolean;
}
export type WorkerMessage =
  { readonly started: string; readonly compiles: boolean } | { readonly result: Result } | { readonly done: true };

const OUTPUT_BYTES_MAX = 1 << 16;
const TURNS_MAX = 10_000;
const TEST_MS = 10_000;

function send(message: WorkerMessage): void {
  process.send?.(message);
}
function report(name: string, verdict: Verdict, detail = ''): void {
  send({ result: { name, verdict, detail } });
}

async function judge(job: WorkerJob): Promise<void> {
  const tests: Test[] = [];
  for (const test of job.tests) {
    send({ started: test.name, compiles: false });
    const answer = await underNode(job.root, test);
    if (answer === 'ok') tests.push(test);
    else report(test.name, 'skip', `Node does not pass it as strict code in a function\t${answer}`);
  }
  await judgeBatch(job, tests);
}

async function judgeBatch(job: WorkerJob, tests: readonly Test[]): Promise<void> {
  let left = tests;
  while (left.length > 0) {
    send({ started: left[0]!.name, compiles: true });
    const outcome = await compileBatch(job, left);
    if (outcome instanceof WebAssembly.Module) return runBatch(outcome, left);
    const next = left.filter((_, index) => !outcome.has(index));
    for (const [index, { verdict, detail }] of outcome) report(left[index]!.name, verdict, detail);
    if (next.length < left.length) {
      left = next;
      continue;
    }
    // The compiler failed without saying where: halves find it.
    const middle = left.length >> 1;
    await judgeBatch(job, left.slice(0, middle));
    left = left.slice(middle);
  }
}

type Refusals = Map<number, { verdict: Verdict; detail: string }>;

async function compileBatch(job: WorkerJob, tests: readonly Test[]): Promise<WebAssembly.Module | Refusals> {
  try {
    const { wasm } = await compile({
      entry: ENTRY,
      host: virtualHost(batchProgram(job.root, tests)),
      optimize: job.optimize,
      gcStress: job.gcStress,
      snapshot: false,
      emit: { ir: false, wat: false },
      engine: 'sealed',
    });
    return await WebAssembly.compile(wasm as Uint8Array<ArrayBuffer>);
  } catch (error) {
    const refusals: Refusals = new Map();
    if (error instanceof CompileError) {
      for (const { file, code, message, line } of error.diagnostics) {
        const verdict = code === 'CSN9001' ? 'refused' : 'skip';
        const detail = `${code}\tline ${line - LINES_BEFORE}: ${message}`;
        for (const index of testsOf(file, tests)) if (!refusals.has(index)) refusals.set(index, { verdict, detail });
      }
    }
    // What fails in the runtime's own files fails for every test.
    if (refusals.size === 0 && (tests.length === 1 || error instanceof CompileError))
      for (const index of tests.keys())
        refusals.set(index, {
          verdict: 'crash',
          detail:
            error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' | ') : String(error),
        });
    return refusals;
  }
}

/** The tests that a file of the program belongs to: one, or all that include it. */
function testsOf(file: string, tests: readonly Test[]): number[] {
  const index = new RegExp(`^${PROGRAM}/t(\\d+)\\.ts$`).exec(file)?.[1];
  if (index !== undefined) return [Number(index)];
  return [...tests.keys()].filter((i) => tests[i]!.includes.some((name) => file === `${PROGRAM}/${includeFile(name)}`));
}

async function runBatch(module: WebAssembly.Module, tests: readonly Test[]): Promise<void> {
  for (const [index, test] of tests.entries()) {
    send({ started: test.name, compiles: false });
    let output = '';
    const add = (chunk: Uint8Array): void => {
      if (output.length < OUTPUT_BYTES_MAX) output += Buffer.from(chunk).toString('utf8');
    };
    const signal = AbortSignal.timeout(TEST_MS);
    const { fault, exitCode } = await runModule(module, {
      stdout: add,
      stderr: add,
      args: ['test', `${index}`].slice(1),
      maxTurns: TURNS_MAX,
      signal,
    });
    const lines = output.split('\n');
    if (lines.includes('ok')) report(test.name, 'pass');
    else if (fault !== undefined)
      report(test.name, 'trap', `${fault.message} ${output}`.replaceAll('\n', ' | ').slice(0, 300));
    else report(test.name, 'fail', output.replaceAll('\n', ' | ').slice(0, 300) || `no answer, exit code ${exitCode}`);
  }
}

function virtualHost(files: ReadonlyMap<string, string>): FileHost {
  const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return {
    readFile: (path) => files.get(path) ?? (isFile(path) ? readFileSync(path, 'utf8') : undefined),
    readBytes: (path) => (isFile(path) ? new Uint8Array(readFileSync(path)) : undefined),
    fileExists: (path) => files.has(path) || isFile(path),
    directoryExists: (path) => path === PROGRAM || isDirectory(path),
    readDirectory: (path) => (isDirectory(path) ? readdirSync(path) : []),
    realPath: (path) => (existsSync(path) ? realpathSync(path) : path),
  };
}

// Tests leave rejections unhandled on purpose.
process.on('unhandledRejection', () => undefined);
process.on('message', (job: WorkerJob) => {
  void judge(job).then(() => send({ done: true }));
});
