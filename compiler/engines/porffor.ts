// `--engine porffor`: Porffor 0.61.13, the last version that emits WebAssembly itself, behind the same seal and host. It
// takes one module of plain JavaScript without imports, and of that what it can; everything else is refused with its
// reason. It is a measured peer, and shows that the seal does not depend on who compiled (docs/decisions).
import { CompileError, diagnose, NOWHERE } from '../diagnostics/report.ts';
import { adapt, type Adapted } from './adapter.ts';

/** Runs the foreign compiler on a script; the command line provides it, because it needs processes and files. */
export type ForeignCompiler = (script: string) => Promise<ForeignResult>;
export type ForeignResult =
  | { readonly wasm: Uint8Array }
  | { readonly refused: string }
  /** The npm package is not there. */
  | { readonly missing: true };

export interface PorfforOptions {
  /** The program as JavaScript. */
  readonly script: string;
  readonly compiler: ForeignCompiler | undefined;
  readonly manifest: Uint8Array;
  readonly memoryMaxPages: number;
}

/** Porffor's imports, by `module.name` (its compiler/wrap.js names them in this order). */
const IMPORTS = {
  '.a': 'print-number',
  '.b': 'print-plain-char',
  '.c': 'now-ms',
  '.d': 'time-origin',
} as const;
const MAIN = 'm';

export async function compileWithPorffor(options: PorfforOptions): Promise<Adapted> {
  const result: ForeignResult =
    options.compiler === undefined ? { missing: true } : await options.compiler(options.script);
  if ('missing' in result) throw new CompileError([diagnose('CSN4002', NOWHERE, 'porffor')]);
  if ('refused' in result) refuseProgram(result.refused);
  const adapted = adapt(
    result.wasm,
    { imports: IMPORTS, start: MAIN, memoryMaxPages: options.memoryMaxPages },
    options.manifest,
  );
  if ('reason' in adapted) refuseProgram(adapted.reason);
  return adapted;
}

/** For programs that are refused before Porffor sees them, too. */
export function refuseProgram(reason: string): never {
  throw new CompileError([diagnose('CSN4001', NOWHERE, reason)]);
}
