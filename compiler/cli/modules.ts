// `caisson inspect`, `size` and `verify`: what a module's bytes say, with its `.map` when it lies beside it.
// All three work on any module, whoever built it, and load no compiler. Of a component they look at the module inside.
import { moduleInComponent } from '../seal/component.ts';
import { formatInspection, inspectModule } from '../seal/inspect.ts';
import { formatSize, measureModule } from '../seal/size.ts';
import { decodeSourceMap, type SourceMapJson } from '../seal/source-map.ts';
import { verifyModule } from '../seal/verify.ts';
import { CommandFailure, EXIT, readBytes, readTextIfPresent, type Context } from './context.ts';

export function inspectCommand(context: Context, file: string, flags: { readonly json: boolean }): number {
  const result = inspectModule(readModuleBytes(context, file), readMap(context, file));
  if (!result.ok) throw new CommandFailure(`Cannot inspect ${file}: ${result.reason}${hint(file)}`, EXIT.refused);
  context.out(flags.json ? `${JSON.stringify(result.inspection)}\n` : formatInspection(file, result.inspection));
  return EXIT.success;
}

/** A program that was not built yet is the likeliest mistake. */
function hint(file: string): string {
  return /\.[cm]?[jt]s$/.test(file) ? ` (it is source text: \`caisson build ${file}\` makes a module of it)` : '';
}

export interface SizeFlags {
  readonly json: boolean;
  /** Functions listed. */
  readonly top: number;
}

export function sizeCommand(context: Context, file: string, flags: SizeFlags): number {
  const map = readMap(context, file);
  const result = measureModule(readModuleBytes(context, file), map);
  if (!result.ok) throw new CommandFailure(`Cannot measure ${file}: ${result.reason}${hint(file)}`, EXIT.refused);
  if (map === undefined) context.error(`note: ${file}.map is missing, so functions have no names\n`);
  context.out(flags.json ? `${JSON.stringify(result.report)}\n` : formatSize(file, result.report, flags.top));
  return EXIT.success;
}

export function verifyCommand(context: Context, file: string, flags: { readonly json: boolean }): number {
  const result = verifyModule(readModuleBytes(context, file));
  if (flags.json) context.out(`${JSON.stringify(result)}\n`);
  else if (result.sealed) {
    const { start, end } = result.sealRange ?? { start: 0, end: 0 };
    const devices = result.manifest?.devices.join(', ') || 'none';
    context.out(
      `${file}: sealed (devices: ${devices}; ${end - start} read-only bytes; ${result.mutableGlobals} mutable globals)\n`,
    );
  } else {
    for (const { code, message } of result.violations) context.error(`${file} - error ${code}: ${message}\n`);
  }
  return result.sealed ? EXIT.success : EXIT.refused;
}

/** A module's bytes; of a component, those of the module that was fused into it. */
function readModuleBytes(context: Context, file: string): Uint8Array {
  const bytes = readBytes(context, file);
  return moduleInComponent(bytes) ?? bytes;
}

/** The `.map` beside a module; a damaged one is named and left aside. */
function readMap(context: Context, file: string): SourceMapJson | undefined {
  const text = readTextIfPresent(context, `${file}.map`);
  if (text === undefined) return undefined;
  const result = decodeSourceMap(text);
  if (result.ok) return result.map;
  context.error(`note: ${file}.map is not used: ${result.reason}\n`);
  return undefined;
}
