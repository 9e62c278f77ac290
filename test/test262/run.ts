// Command line: runs the part of test262 that a closed world of strict TypeScript can hold, and prints what passes.
//   node run.ts PATH [FILTER…] [--jobs 2] [--batch 40] [--sample N] [--offset K] [--optimize] [--stress] [--list FILE]
// PATH is a checkout of test262, which is never part of this repository. Exit code 1 below the share that we promise.
import { type ChildProcess, fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { skipReason } from './applies.ts';
import { findTests, type Test } from './metadata.ts';
import { summary } from './summary.ts';
import type { Result, WorkerJob, WorkerMessage } from './worker.ts';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: '2' },
    batch: { type: 'string', default: '40' },
    sample: { type: 'string', default: '1' },
    offset: { type: 'string', default: '0' },
    optimize: { type: 'boolean', default: false },
    stress: { type: 'boolean', default: false },
    list: { type: 'string' },
    markdown: { type: 'string' },
  },
});
/** Silence of a worker that means a test hangs, and while it compiles a batch. */
const SILENCE_MS = 20_000;
const COMPILE_MS = 240_000;
const PROMISED_SHARE = 0.85;

async function main(): Promise<number> {
  const [root, ...filters] = positionals;
  if (root === undefined) throw new Error('Cannot run test262: give the path of a checkout');
  const results: Result[] = [];
  const jobs: Test[] = [];
  const sample = Number(flags.sample);
  const offset = Number(flags.offset);
  for (const [index, test] of findTests(root, filters).entries()) {
    if (index % sample !== offset) continue;
    const reason = skipReason(test);
    if (reason === undefined) jobs.push(test);
    else results.push({ name: test.name, verdict: 'skip', detail: reason });
  }
  const batches = inBatches(jobs, Number(flags.batch));
  const lane = async (): Promise<void> => {
    const worker = { process: startWorker() };
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const done = await runBatch(worker, root, batch);
      results.push(...done);
      const passed = results.filter(({ verdict }) => verdict === 'pass').length;
      process.stderr.write(`\r${results.length} judged, ${passed} pass, ${batches.length} batches left   `);
    }
    worker.process.kill();
  };
  await Promise.all(Array.from({ length: Number(flags.jobs) }, lane));
  process.stderr.write('\n');
  results.sort((a, b) => (a.name < b.name ? -1 : 1));
  if (flags.list !== undefined)
    writeFileSync(flags.list, results.map((r) => `${r.verdict}\t${r.name}\t${r.detail}\n`).join(''));
  const { text, share } = summary(results);
  if (flags.markdown !== undefined) writeFileSync(flags.markdown, text);
  console.log(text);
  return share < PROMISED_SHARE ? 1 : 0;
}

function inBatches(tests: readonly Test[], size: number): Test[][] {
  const batches: Test[][] = [];
  for (let at = 0; at < tests.length; at += size) batches.push(tests.slice(at, at + size));
  return batches;
}

function startWorker(): ChildProcess {
  return fork(join(import.meta.dirname, 'worker.ts'), [], {
    execArgv: ['--stack-size=5000', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
}

/** The results of a batch; after a hang or a crash the rest goes to a fresh worker. */
async function runBatch(worker: { process: ChildProcess }, root: string, tests: readonly Test[]): Promise<Result[]> {
  const results: Result[] = [];
  let left = tests;
  while (left.length > 0) {
    const at = await attempt(
      worker.process,
      { root, tests: left, optimize: flags.optimize ? 3 : 0, gcStress: flags.stress },
      results,
    );
    if (at === undefined) break;
    worker.process = startWorker();
    const known = new Set(results.map(({ name }) => name));
    if (!known.has(at.name)) results.push({ name: at.name, verdict: at.verdict, detail: '' });
    left = left.filter(({ name }) => !known.has(name) && name !== at.name);
  }
  return results;
}

/** Undefined when the worker answered for all; else the test at which it hung or died. */
function attempt(
  worker: ChildProcess,
  job: WorkerJob,
  results: Result[],
): Promise<{ name: string; verdict: 'timeout' | 'crash' } | undefined> {
  return new Promise((resolve) => {
    let current = job.tests[0]!.name;
    const finish = (end: { name: string; verdict: 'timeout' | 'crash' } | undefined): void => {
      clearTimeout(timer);
      worker.off('message', onMessage);
      worker.off('exit', onExit);
      resolve(end);
    };
    const hung = (): void => {
      worker.off('exit', onExit);
      worker.kill('SIGKILL');
      finish({ name: current, verdict: 'timeout' });
    };
    let timer = setTimeout(hung, COMPILE_MS);
    const onMessage = (message: WorkerMessage): void => {
      clearTimeout(timer);
      timer = setTimeout(hung, 'started' in message && message.compiles ? COMPILE_MS : SILENCE_MS);
      if ('started' in message) current = message.started;
      else if ('result' in message) results.push(message.result);
      else finish(undefined);
    };
    const onExit = (): void => finish({ name: current, verdict: 'crash' });
    worker.on('message', onMessage);
    worker.on('exit', onExit);
    worker.send(job);
  });
}

process.exitCode = await main();
