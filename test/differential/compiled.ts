// Compiles a program with Caisson and runs the module through `embed/`, in this process. Used by the worker; a compiler that
// throws and a module that traps are outcomes, not errors.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { runModule } from '../../embed/instance.ts';
import type { CompiledOutcome } from './outcome.ts';

/**
 * How a program is compiled: as it ships and under collection at every allocation, without Binaryen's passes (which take most
 * of the time), with nothing proven, and with nothing evaluated at build time.
 */
export const MODES = {
  plain: { optimize: 3, gcStress: false, snapshot: true },
  stress: { optimize: 3, gcStress: true, snapshot: true },
  O1: { optimize: 1, gcStress: false, snapshot: true },
  'O1-stress': { optimize: 1, gcStress: true, snapshot: true },
  'O1-no-snapshot': { optimize: 1, gcStress: false, snapshot: false },
  O0: { optimize: 0, gcStress: false, snapshot: true },
  'O0-stress': { optimize: 0, gcStress: true, snapshot: true },
  'no-snapshot': { optimize: 3, gcStress: false, snapshot: false },
} as const;
export type Mode = keyof typeof MODES;

const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

interface Compiler {
  prepareProgram(options: object): object;
  finish(prepared: object, options: object): Promise<{ wasm: Uint8Array<ArrayBuffer> }>;
}

/** The program behind the passes, kept for the modes that differ only in how code is generated. */
let last: { readonly entry: string; readonly proven: boolean; readonly prepared: object } | undefined;

async function build(entry: string, mode: Mode): Promise<Uint8Array<ArrayBuffer>> {
  const { prepareProgram, finish } = (await import('../../compiler/compile.ts')) as unknown as Compiler;
  const options = { entry, host: diskHost, ...MODES[mode], emit: { ir: false, wat: false }, engine: 'sealed' };
  const proven = options.optimize > 0;
  if (last?.entry !== entry || last.proven !== proven) last = { entry, proven, prepared: prepareProgram(options) };
  return (await finish(last.prepared, options)).wasm;
}

const diskHost = {
  readFile: (path: string) => (isFile(path) ? readFileSync(path, 'utf8') : undefined),
  readText: (path: string) => (isFile(path) ? readFileSync(path, 'utf8') : undefined),
  readBytes: (path: string) => (isFile(path) ? new Uint8Array(readFileSync(path)) : undefined),
  exists: (path: string) => existsSync(path),
  list: (path: string) => (isDirectory(path) ? readdirSync(path) : []),
  fileExists: (path: string) => isFile(path),
  directoryExists: (path: string) => isDirectory(path),
  readDirectory: (path: string) => (isDirectory(path) ? readdirSync(path) : []),
  realPath: (path: string) => (existsSync(path) ? realpathSync(path) : path),
};

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

export async function compileAndRun(entry: string, mode: Mode): Promise<CompiledOutcome> {
  const started = performance.now();
  let wasm: Uint8Array<ArrayBuffer>;
  try {
    wasm = await build(entry, mode);
  } catch (error) {
    return compileFailure(error);
  }
  const compiled = performance.now();
  const output = { stdout: collector(), stderr: collector() };
  const { exitCode, fault } = await runModule(wasm, { stdout: output.stdout.add, stderr: output.stderr.add });
  const run = { stdout: output.stdout.text(), stderr: output.stderr.text(), exitCode };
  const ms = { compile: compiled - started, run: performance.now() - compiled };
  if (fault === undefined) return { kind: 'ran', run, ms };
  const stack = fault.cause instanceof Error ? `\n${(fault.cause.stack ?? '').split('\n').slice(1, 9).join('\n')}` : '';
  return { kind: 'trap', run, message: fault.message + stack, ms };
}

interface DiagnosticLike {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

function compileFailure(error: unknown): CompiledOutcome {
  const diagnostics = (error as { diagnostics?: readonly DiagnosticLike[] }).diagnostics;
  if (Array.isArray(diagnostics)) {
    const lines = diagnostics.slice(0, 3).map(({ code, message, line }) => `${code} line ${line}: ${message}`);
    return { kind: 'refused', message: lines.join('\n') };
  }
  return {
    kind: 'crash',
    message: error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 8).join('\n') : String(error),
  };
}

/** Gathers output up to a bound; what is past it would only differ later. */
function collector(): { add: (chunk: Uint8Array) => void; text: () => string } {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return {
    add: (chunk) => {
      if (length < OUTPUT_BYTES_MAX) chunks.push(chunk);
      length += chunk.length;
    },
    text: () => Buffer.concat(chunks).toString('utf8'),
  };
}
