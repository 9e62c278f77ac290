// Runs a generated program twice: under this Node, as tsc emits it, and compiled, through `embed/`. Both in this process, because
// starting one costs more than the program does; whoever calls it gives the process a time limit.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { formatWithOptions } from 'node:util';
import ts from 'typescript';
import { compile } from '../../../compiler/compile.ts';
import type { Expr, Program } from '../../../compiler/ir/nodes.ts';
import { verifyFlows } from '../../../compiler/ir/verify-flow.ts';
import { assertVerified } from '../../../compiler/ir/verifier.ts';
import type { FileHost } from '../../../compiler/frontend/host.ts';
import { runModule } from '../../../embed/instance.ts';
import { checkProofs, rememberFlows } from '../../passes/check-proofs.ts';

/** All but `full` leave out Binaryen's optimiser: it takes nine tenths of the time, and its own fuzzers test it. */
export const MODES = {
  plain: { optimize: 1, gcStress: false, snapshot: true },
  stress: { optimize: 1, gcStress: true, snapshot: true },
  O0: { optimize: 0, gcStress: false, snapshot: true },
  'no-snapshot': { optimize: 1, gcStress: false, snapshot: false },
  full: { optimize: 3, gcStress: false, snapshot: true },
  /** Every proof of inference becomes a test that the program makes and complains about. */
  proofs: { optimize: 1, gcStress: false, snapshot: false },
} as const;
export type Mode = keyof typeof MODES;

export type Result =
  | { readonly kind: 'ran'; readonly output: string; readonly end: string }
  | { readonly kind: 'refused'; readonly lines: readonly number[]; readonly message: string }
  | { readonly kind: 'crash'; readonly message: string };

const ENTRY = '/program/main.ts';
const OUTPUT_CHARACTERS_MAX = 16 << 20;
const EMIT: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  useDefineForClassFields: true,
};
const AsyncFunction = (async () => undefined).constructor as new (
  ...text: string[]
) => (console: object) => Promise<void>;

/** What Node prints. The program stands in a function of this process: it has no imports. */
export async function runUnderNode(source: string): Promise<string> {
  const { outputText } = ts.transpileModule(source, { compilerOptions: EMIT, fileName: ENTRY });
  let output = '';
  const log = (...values: unknown[]): void => {
    if (output.length < OUTPUT_CHARACTERS_MAX) output += `${formatWithOptions({}, ...values)}\n`;
  };
  await new AsyncFunction('console', `'use strict';\n${outputText.replace(/export \{\s*\};/, '')}`)({ log });
  // What nobody awaits still runs.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return output.toWellFormed();
}

export async function runCompiled(source: string, mode: Mode): Promise<Result> {
  let wasm: Uint8Array;
  try {
    ({ wasm } = await compile({
      entry: ENTRY,
      host: hostOf(source),
      ...MODES[mode],
      emit: { ir: false, wat: false },
      engine: 'sealed',
      after: mode === 'proofs' ? testProofs : verify,
    }));
  } catch (error) {
    return failure(error);
  }
  const chunks: Uint8Array[] = [];
  const add = (chunk: Uint8Array): void => void chunks.push(chunk.slice());
  const { exitCode, fault } = await runModule(wasm as Uint8Array<ArrayBuffer>, { stdout: add, stderr: add });
  const output = Buffer.concat(chunks).toString('utf8');
  return { kind: 'ran', output, end: fault === undefined ? `exit ${exitCode}` : `${fault.kind}: ${fault.message}` };
}

/** A pass that leaves a broken tree is found there, not by what the program prints. */
function verify(pass: string, program: Program, reached?: (e: Expr) => boolean): void {
  assertVerified(program, pass);
  const problems = reached === undefined ? [] : verifyFlows(program, reached);
  if (problems.length > 0) throw new Error(`Cannot trust what ${pass} proved: ${problems.join('; ')}`);
}

function testProofs(pass: string, program: Program): void {
  if (pass !== 'machines') return;
  rememberFlows(program);
  checkProofs(program, () => false);
}

function failure(error: unknown): Result {
  const { diagnostics } = error as { diagnostics?: readonly { code: string; message: string; line?: number }[] };
  if (diagnostics === undefined) {
    const text =
      error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 6).join('\n') : String(error);
    return { kind: 'crash', message: text };
  }
  const message = diagnostics.slice(0, 3).map(({ code, message, line }) => `${code} line ${line}: ${message}`);
  return { kind: 'refused', lines: diagnostics.map(({ line }) => line ?? 0), message: message.join('\n') };
}

/** The program in memory, the library on the disk. */
function hostOf(source: string): FileHost {
  const stat = (path: string) => statSync(path, { throwIfNoEntry: false });
  const read = (path: string): string | undefined =>
    path === ENTRY ? source : stat(path)?.isFile() === true ? readFileSync(path, 'utf8') : undefined;
  return {
    readFile: read,
    readText: read,
    readBytes: (path: string) => (stat(path)?.isFile() === true ? new Uint8Array(readFileSync(path)) : undefined),
    exists: (path: string) => path === ENTRY || existsSync(path),
    fileExists: (path: string) => path === ENTRY || stat(path)?.isFile() === true,
    directoryExists: (path: string) => stat(path)?.isDirectory() === true,
    list: (path: string) => (existsSync(path) ? readdirSync(path) : []),
    readDirectory: (path: string) => (existsSync(path) ? readdirSync(path) : []),
    realPath: (path: string) => path,
  } as unknown as FileHost;
}
