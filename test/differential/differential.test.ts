// The proof of the compiler under vitest: every program compiled, run and compared with Node, in the modes that the variable
// CAISSON_MODES names. `run.ts` does the work in processes of the pinned Node.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { NODE } from './reference.ts';

const MODES = process.env['CAISSON_MODES'] ?? 'plain';
const LIMIT_MS = 60 * 60_000;
const OUTPUT_BYTES_MAX = 256 * 1024 * 1024;

it(`compiled programs do what Node does (${MODES})`, { timeout: LIMIT_MS }, async () => {
  const output = await new Promise<string>((resolve, reject) => {
    const args = [join(import.meta.dirname, 'run.ts'), '--json', '--modes', MODES];
    execFile(NODE, args, { maxBuffer: OUTPUT_BYTES_MAX }, (error, stdout, stderr) => {
      if (stdout === '') reject(new Error(stderr, { cause: error }));
      else resolve(stdout);
    });
  });
  const { surprises } = JSON.parse(output) as { surprises: string[] };
  expect(surprises).toEqual([]);
});
