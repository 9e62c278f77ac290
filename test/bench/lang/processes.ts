// Starts programs and reads their times: how a benchmark is run is the same for every engine.
import { execFile } from 'node:child_process';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..', '..');
export const BUILD_DIRECTORY = join(ROOT, '.cache', 'bench', 'lang');
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', 'node');
export const HOST = join(ROOT, 'host', 'target', 'release', 'caisson-host');
const TIMEOUT_MS = 120_000;

/** How a built program is started; the number of repetitions is appended. */
export interface Command {
  readonly command: readonly [string, ...string[]];
  /** Set when the program was built for so many, and takes no number; then whole processes are not compared. */
  readonly repetitions?: number;
}

/** Why an engine does not run a program. */
export interface Refused {
  readonly refused: string;
}

export interface Timed {
  /** What the program measured, one repetition each. */
  readonly timesMs: readonly number[];
  /** From the start of the process to its end. */
  readonly processMs: number;
}

/** Runs a program with so many repetitions. */
export function runTimed(
  { command, repetitions: fixed }: Command,
  asked: number,
): Promise<Timed | { readonly failure: string }> {
  const [file, ...args] = command;
  const repetitions = fixed ?? asked;
  return new Promise((resolve) => {
    const start = performance.now();
    execFile(file, [...args, `${repetitions}`], { timeout: TIMEOUT_MS, encoding: 'utf8' }, (error, stdout, stderr) => {
      const processMs = performance.now() - start;
      const timesMs = stdout.trim().split(/\s+/).map(Number);
      if (error === null && timesMs.length === repetitions && timesMs.every((time) => time >= 0)) {
        resolve({ timesMs, processMs });
      } else {
        resolve({ failure: firstLine(stderr, 'Error') ?? `printed ${JSON.stringify(stdout.slice(0, 100))}` });
      }
    });
  });
}

/** Runs a tool to its end; its error's first lines where it fails. */
export function runTool(file: string, args: readonly string[], cwd = ROOT): Promise<Refused | undefined> {
  return new Promise((resolve) => {
    execFile(file, args, { timeout: TIMEOUT_MS, encoding: 'utf8', cwd }, (error, stdout, stderr) => {
      if (error === null) resolve(undefined);
      else resolve({ refused: firstLine(`${stderr}\n${stdout}`, 'rror') ?? error.message });
    });
  });
}

function firstLine(text: string, containing: string): string | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => line.includes(containing)) ?? lines[0])?.trim();
}
