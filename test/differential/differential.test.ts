// The proof of the compiler under vitest: every program compiled, run and compared with Node. Each change runs all of them behind
// our own passes, and of every other mode a share that takes turns from commit to commit; `just differential` runs all of everything.
// `run.ts` does the work in processes of the pinned Node and lists each failure.
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NODE } from './reference.ts';

const MODES = process.env['CAISSON_MODES'] ?? 'O1,plain/8,O1-stress/4,O1-no-snapshot/8,O0/4,O0-stress/8';
const LIMIT_MS = 60 * 60_000;
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;
/**
 * The share of programs that must pass in each of the modes that take turns. No run of the whole in them exists yet; what fails
 * is printed, and once `just differential` is clean this becomes all of them but those in `known-failures.json`.
 */
const PASSING_MIN = 0.95;
/** Compiling under a loaded machine takes its time; a program that hangs takes longer. */
const PROGRAM_MS = 120_000;

interface Result {
  readonly mode: string;
  readonly verdict: string;
}

/** Which share of the modes is run: the number of commits, so that a commit always repeats its own. */
function turn(): string {
  try {
    return execFileSync('git', ['rev-list', '--count', 'HEAD'], { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  } catch {
    return '0';
  }
}

it(`compiled programs do what Node does (${MODES})`, { timeout: LIMIT_MS }, async () => {
  const output = await new Promise<string>((resolve, reject) => {
    const args = [join(import.meta.dirname, 'run.ts'), '--json', '--modes', MODES, '--turn', turn()];
    execFile(
      NODE,
      [...args, '--timeout', `${PROGRAM_MS}`],
      { maxBuffer: OUTPUT_BYTES_MAX },
      (error, stdout, stderr) => {
        if (stdout === '') reject(new Error(stderr, { cause: error }));
        else resolve(stdout);
      },
    );
  });
  const { results, surprises } = JSON.parse(output) as { results: readonly Result[]; surprises: readonly string[] };
  const shares = [...new Set(results.map((result) => result.mode))].map((mode) => {
    const own = results.filter((result) => result.mode === mode);
    const passed = own.filter((result) => result.verdict === 'pass').length;
    console.log(`${mode}: ${passed} of ${own.length} programs do what Node does`);
    return { mode, share: passed / own.length };
  });
  for (const surprise of surprises) console.log(surprise);
  // Every program runs in this mode, so here nothing may be unforeseen.
  expect(surprises.filter((surprise) => surprise.includes(' [O1] '))).toEqual([]);
  expect(shares.filter(({ share }) => share < PASSING_MIN)).toEqual([]);
});
