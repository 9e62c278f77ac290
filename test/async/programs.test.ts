// Programs about promises, generators, iteration and the event loop: compiled, run, and compared with Node, plain and with a
// collection at every allocation. What they print includes the microtask of each step.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Mode, compileAndRun } from '../differential/compiled.ts';
import { judge } from '../differential/outcome.ts';
import type { TestProgram } from '../differential/programs.ts';
import { reference } from '../differential/reference.ts';

const DIRECTORY = join(import.meta.dirname, 'programs');
const MODES: readonly Mode[] = ['plain', 'O0-stress'];
const TIMEOUT_MS = 180_000;

function program(file: string): TestProgram {
  const entry = join(DIRECTORY, file);
  const text = readFileSync(entry, 'utf8');
  const code = /\(exit code (\d+)\)/.exec(text.slice(0, 500))?.[1];
  return {
    name: `async/${file}`,
    entry,
    files: [entry],
    expectedExitCode: Number(code ?? 0),
    lines: text.split('\n').length,
  };
}

describe.each(readdirSync(DIRECTORY).filter((file) => file.endsWith('.ts')))('%s', (file) => {
  it.each(MODES)('behaves as under Node, %s', { timeout: TIMEOUT_MS }, async (mode) => {
    const tested = program(file);
    const expected = await reference(tested);
    expect(expected.exitCode).toBe(tested.expectedExitCode);
    const { verdict, detail } = judge(expected, await compileAndRun(tested.entry, mode));
    expect(detail).toBe('');
    expect(verdict).toBe('pass');
  });
});
