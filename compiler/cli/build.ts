// `caisson build`: a TypeScript program in, one sealed module and its `.map` out.
import { basename, dirname, join, resolve } from 'node:path';
import { CompileError, diagnose, NOWHERE } from '../diagnostics/report.ts';
import { encodeSourceMap } from '../seal/source-map.ts';
import { verifyModule } from '../seal/verify.ts';
import { CommandFailure, EXIT, reportDiagnostics, reportRefusal, writeFile, type Context } from './context.ts';
import { recordingHost, type RecordingHost } from './disk-host.ts';
import { findPorffor } from './porffor.ts';
import { loadPipeline, type CompileOptions, type CompileResult, type Engine } from './pipeline.ts';
import { wasiComponent } from './wasi-shim.ts';

export interface BuildFlags {
  readonly output?: string;
  readonly emit: readonly string[];
  readonly gcStress: boolean;
  readonly snapshot: boolean;
  readonly ipv4Only: boolean;
  readonly optimize: 0 | 1 | 3;
  readonly layoutSeed?: number;
  readonly explainRepr?: string;
  readonly engine: Engine;
  /** What to write: the sealed module for our hosts, or a component with the WASI shim. */
  readonly target: Target;
  readonly json: boolean;
}

export type Target = 'module' | 'wasi';
export const TARGETS: readonly Target[] = ['module', 'wasi'];

export async function buildCommand(context: Context, source: string, flags: BuildFlags): Promise<number> {
  const extension = flags.target === 'wasi' ? 'component.wasm' : 'wasm';
  const output = flags.output ?? `${basename(source).replace(/\.m?ts$/, '')}.${extension}`;
  let result: CompileResult;
  try {
    result = await compileSource(context, source, flags, recordingHost());
  } catch (error) {
    if (error instanceof CompileError) return reportRefusal(context, error, flags.json);
    throw error;
  }
  const bytes = flags.target === 'wasi' ? wasiComponent(context, result.wasm) : result.wasm;
  const written = writeResult(context, output, { ...result, wasm: bytes });
  const notes = result.report.notes ?? [];
  if (flags.json) {
    context.out(`${JSON.stringify({ version: 1, ...written, bytes: bytes.length, diagnostics: notes })}\n`);
    return EXIT.success;
  }
  reportDiagnostics(context, notes, false);
  if (result.explain !== undefined) context.out(`${result.explain.trimEnd()}\n`);
  context.error(`${output}: ${bytes.length} bytes\n`);
  return EXIT.success;
}

/** Runs the pipeline on a file of the disk; throws CompileError when the program is refused. */
export async function compileSource(
  context: Context,
  source: string,
  flags: BuildFlags,
  host: RecordingHost,
): Promise<CompileResult> {
  const entry = entryPath(context, source, host);
  const pipeline = await loadPipeline();
  const foreign = flags.engine === 'porffor' ? findPorffor(context, entry) : undefined;
  const options: CompileOptions = {
    entry,
    host,
    optimize: flags.optimize,
    gcStress: flags.gcStress,
    snapshot: flags.snapshot,
    ipv4Only: flags.ipv4Only,
    emit: { ir: flags.emit.includes('ir'), wat: flags.emit.includes('wat') },
    engine: flags.engine,
    ...(foreign === undefined ? {} : { foreign }),
    ...(flags.layoutSeed === undefined ? {} : { layoutSeed: flags.layoutSeed }),
    ...(flags.explainRepr === undefined ? {} : { explainRepr: flags.explainRepr }),
  };
  const result = await pipeline.compile(options);
  checkResult(result, flags);
  const { statements, evaluated, stopped } = result.report;
  return { ...result, map: { ...result.map, build: { statements, evaluated, stopped } } };
}

/** A module that is not sealed is a defect, and an option that had no effect is an error rather than a surprise. */
function checkResult(result: CompileResult, flags: BuildFlags): void {
  const { violations, manifest } = verifyModule(result.wasm);
  const [violation] = violations;
  if (violation !== undefined) throw new CompileError([diagnose('CSN9002', NOWHERE, violation.message)]);
  if (flags.explainRepr !== undefined && result.explain === undefined) {
    throw new CommandFailure(`Cannot explain the representation of ${flags.explainRepr}: the compiler does not tell`);
  }
  if (flags.layoutSeed !== undefined && manifest?.seed === undefined) {
    throw new CommandFailure('Cannot permute the layout: the compiler does not take a seed');
  }
  if (flags.engine !== 'sealed' && result.report.engine !== flags.engine) {
    throw new CompileError([diagnose('CSN4002', NOWHERE, flags.engine)]);
  }
}

/** The absolute path of a program's entry. */
export function entryPath(context: Context, source: string, host: RecordingHost): string {
  const entry = resolve(context.directory, source);
  if (!/\.m?ts$/.test(entry) || entry.endsWith('.d.ts')) throw new CompileError([diagnose('CSN2006', NOWHERE, source)]);
  if (!host.exists(entry)) throw new CompileError([diagnose('CSN2001', NOWHERE, source)]);
  return entry;
}

/** Where the files went: the module, its map, and what `--emit` asked for. */
function writeResult(context: Context, output: string, result: CompileResult): Record<string, string> {
  if (!output.endsWith('.wasm')) throw new CommandFailure(`Cannot write ${output}: a module ends in .wasm`, EXIT.usage);
  const stem = join(dirname(output), basename(output, '.wasm'));
  const files: Record<string, string> = { file: output, map: `${output}.map` };
  writeFile(context, output, result.wasm);
  writeFile(context, `${output}.map`, encodeSourceMap(result.map));
  for (const kind of ['ir', 'wat'] as const) {
    const text = result[kind];
    if (text === undefined) continue;
    files[kind] = `${stem}.${kind}`;
    writeFile(context, `${stem}.${kind}`, text);
  }
  return files;
}
