// `caisson check`: the front of the pipeline, up to lowering, which is where the last refusal can be found. It stands
// beside compile.ts so that checking loads neither Binaryen nor the code generator.
import type { Diagnostic } from './diagnostics/report.ts';
import { createFrontend } from './frontend/frontend.ts';
import type { FileHost } from './frontend/host.ts';
import { RUNTIME_DIRECTORY } from './frontend/runtime-directory.ts';
import { Lowering } from './lower/lowering.ts';
import { checkProgram } from './subset/index.ts';

/** Warnings and notes of a program that is accepted. Throws CompileError for one that is refused. */
export function check(options: { readonly entry: string; readonly host: FileHost }): readonly Diagnostic[] {
  const frontend = createFrontend(options.host, options.entry, { runtimeDirectory: RUNTIME_DIRECTORY });
  checkProgram(frontend);
  new Lowering(frontend).lowerProgram();
  return [];
}
