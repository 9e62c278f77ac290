// What every command needs of the process: output, files, exit codes. It exists so that commands can be tested, and so
// that the exit codes that `caisson --help` documents are written down once.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatDiagnostics, diagnosticsToJson, type CompileError, type Diagnostic } from '../diagnostics/report.ts';

/** Documented in `caisson --help` and docs/guide.md. */
export const EXIT = {
  success: 0,
  /** The program is refused, or the module is not sealed. */
  refused: 1,
  /** The command line cannot be understood. */
  usage: 2,
  /** A file cannot be read or written, or a tool is missing. */
  environment: 3,
  /** A defect of Caisson itself. */
  internal: 70,
} as const;

/** Ends a command with a message for people and an exit code; never a defect. */
export class CommandFailure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.environment) {
    super(message);
    this.name = 'CommandFailure';
    this.exitCode = exitCode;
  }
}

export interface Context {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly colour: boolean;
  out(text: string): void;
  error(text: string): void;
}

/** The folder of this package: above `compiler/` as a checkout, above `dist/compiler/` as installed. */
export function packageDirectory(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const above = resolve(here, '..', '..');
  return above.endsWith('/dist') ? dirname(above) : above;
}

export function readBytes(context: Context, path: string): Uint8Array {
  try {
    return readFileSync(resolve(context.directory, path));
  } catch (error) {
    throw new CommandFailure(`Cannot read ${path}: ${systemState(error)}`);
  }
}

/** The text of a file, or undefined when it does not exist. */
export function readTextIfPresent(context: Context, path: string): string | undefined {
  try {
    return readFileSync(resolve(context.directory, path), 'utf8');
  } catch {
    return undefined;
  }
}

/** Writes beside the target and renames, so that no reader sees half a file. */
export function writeFile(context: Context, path: string, contents: Uint8Array | string): void {
  const target = resolve(context.directory, path);
  const partial = `${target}.${process.pid}.partial`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(partial, contents);
    renameSync(partial, target);
  } catch (error) {
    throw new CommandFailure(`Cannot write ${path}: ${systemState(error)}`);
  }
}

const SYSTEM_STATES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of its path is no directory',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

export function systemState(error: unknown): string {
  const code = (error as { code?: string } | null)?.code ?? '';
  return SYSTEM_STATES[code] ?? (error instanceof Error ? error.message : String(error));
}

/** Prints errors where people or tools look for them, and says how the command ends. */
export function reportRefusal(context: Context, error: CompileError, json: boolean): number {
  reportDiagnostics(context, error.diagnostics, json);
  const internal = error.diagnostics.some((diagnostic) => diagnostic.code === 'CSN9002');
  return internal ? EXIT.internal : EXIT.refused;
}

/** JSON goes to stdout, frames go to stderr. File names are shown relative to the current directory. */
export function reportDiagnostics(context: Context, diagnostics: readonly Diagnostic[], json: boolean): void {
  const shown = diagnostics.map((diagnostic) => ({ ...diagnostic, file: shortPath(context, diagnostic.file) }));
  if (json) context.out(`${diagnosticsToJson(shown)}\n`);
  else if (shown.length > 0) context.error(formatDiagnostics(shown, context.colour));
}

/** A path below the current directory without it. */
export function shortPath(context: Context, path: string): string {
  const prefix = `${context.directory}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}
