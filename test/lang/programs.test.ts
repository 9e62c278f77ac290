// Programs that load the language runtime: compiled, run and compared with Node 26, optimised and, where that ends in
// reasonable time, with a collection at every allocation.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Mode, compileAndRun } from '../differential/compiled.ts';
import { judge } from '../differential/outcome.ts';
import type { TestProgram } from '../differential/programs.ts';
import { reference } from '../differential/reference.ts';

const DIRECTORY = join(import.meta.dirname, 'programs');
const TIMEOUT_MS = 180_000;
/** Too much allocation for a collection at each. */
const HEAVY: ReadonlySet<string> = new Set([
  'collector-churn.ts',
  'numbers-text.ts',
  'bounds.ts',
  'hash-collisions.ts',
]);

function program(file: string): TestProgram {
  const entry = join(DIRECTORY, file);
  return {
    name: `lang/${file}`,
    entry,
    files: [entry],
    expectedExitCode: 0,
    lines: readFileSync(entry, 'utf8').split('\n').length,
  };
}

describe.each(readdirSync(DIRECTORY).filter((file) => file.endsWith('.ts')))('%s', (file) => {
  const modes: readonly Mode[] = HEAVY.has(file) ? ['plain'] : ['plain', 'O0-stress'];
  it.each(modes)('behaves as under Node, %s', { timeout: TIMEOUT_MS }, async (mode) => {
    const tested = program(file);
    const expected = await reference(tested);
    expect(expected.exitCode).toBe(0);
    const { verdict, detail } = judge(expected, await compileAndRun(tested.entry, mode));
    expect(detail).toBe('');
    expect(verdict).toBe('pass');
  });
});
