// The command line's view of the pipeline: its options, its result, and loading it only when a command compiles.
// It exists because `verify`, `inspect`, `size` and `explain` must not pay for loading TypeScript and Binaryen.
import type { Diagnostic } from '../diagnostics/report.ts';
import type { BuildSummary, SourceMapJson } from '../seal/source-map.ts';

/** Files by absolute path. The second name of each pair is what the frontend calls it. */
export interface FileHost {
  readText(path: string): string | undefined;
  readFile(path: string): string | undefined;
  readBytes(path: string): Uint8Array | undefined;
  compress(bytes: Uint8Array, coding: 'gzip' | 'brotli'): Uint8Array | undefined;
  exists(path: string): boolean;
  fileExists(path: string): boolean;
  directoryExists(path: string): boolean;
  list(path: string): readonly string[];
  readDirectory(path: string): readonly string[];
  realPath(path: string): string;
}

export interface CompileOptions {
  /** Absolute path of the module that runs first. */
  readonly entry: string;
  readonly host: FileHost;
  readonly optimize: 0 | 1 | 3;
  /** Collect at every allocation and poison freed cells. */
  readonly gcStress: boolean;
  /** Evaluate the effect-free start of the program at build time. */
  readonly snapshot: boolean;
  readonly ipv4Only?: boolean;
  readonly layoutSeed?: number;
  readonly emit: { readonly ir: boolean; readonly wat: boolean };
  /** A variable, field or function whose representation is to be explained. */
  readonly explainRepr?: string;
  readonly engine: Engine;
  /** Runs the second engine's compiler; missing where it is not installed. */
  readonly foreign?: ForeignCompiler;
}

/** Runs the second engine's compiler on a script. */
export type ForeignCompiler = (
  script: string,
) => Promise<{ readonly wasm: Uint8Array } | { readonly refused: string } | { readonly missing: true }>;

export type Engine = 'sealed' | 'porffor';
export const ENGINES: readonly Engine[] = ['sealed', 'porffor'];

export interface CompileResult {
  readonly wasm: Uint8Array;
  readonly map: SourceMapJson;
  readonly ir?: string;
  readonly wat?: string;
  readonly explain?: string;
  readonly report: BuildReport;
}

/** What a build has to say besides its result. */
export interface BuildReport extends BuildSummary {
  /** Warnings and notes. */
  readonly notes?: readonly Diagnostic[];
  /** The engine that compiled; missing means the default. */
  readonly engine?: Engine;
}

export interface Pipeline {
  /** Throws CompileError for a program that is refused. */
  compile(options: CompileOptions): Promise<CompileResult>;
}

export interface Checker {
  /** Warnings and notes; throws CompileError for a program that is refused. */
  check(options: { readonly entry: string; readonly host: FileHost }): readonly Diagnostic[];
}

export async function loadPipeline(): Promise<Pipeline> {
  return import('../compile.ts');
}

export async function loadChecker(): Promise<Checker> {
  return import('../check.ts');
}
