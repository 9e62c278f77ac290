// The proof of the compiler under vitest: every program compiled, run and compared with Node, in the modes that the variable
// CAISSON_MODES names. `run.ts` does the work in processes of the pinned Node. The number that passes is a ratchet: it may
// not fall below what `ratchet.json` holds, and whoever raises it raises the file. `run.ts` lists each failure.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import ratchet from './ratchet.json' with { type: 'json' };
import { NODE } from './reference.ts';

const MODES = process.env['CAISSON_MODES'] ?? 'plain';
const LIMIT_MS = 60 * 60_000;
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;
const PROGRAM_MS = 30_000;

interface Result {
  readonly mode: string;
  readonly verdict: string;
}

it(`compiled programs do what Node does (${MODES})`, { timeout: LIMIT_MS }, async () => {
  const output = await new Promise<string>((resolve, reject) => {
    const args = [join(import.meta.dirname, 'run.ts'), '--json', '--modes', MODES, '--timeout', `${PROGRAM_MS}`];
    execFile(NODE, args, { maxBuffer: OUTPUT_BYTES_MAX }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr, { cause: error }));
      else resolve(stdout);
    });
  });
  const { results } = JSON.parse(output) as { results: readonly Result[] };
  for (const mode of MODES.split(',')) {
    const own = results.filter((result) => result.mode === mode);
    const passed = own.filter((result) => result.verdict === 'pass').length;
    console.log(`${mode}: ${passed} of ${own.length} programs do what Node does`);
    expect(passed).toBeGreaterThanOrEqual((ratchet as Record<string, number>)[mode] ?? 0);
  }
});
