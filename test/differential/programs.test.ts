// The programs themselves: each type-checks as plain strict TypeScript, runs under Node and ends as it says. Without this a
// broken program would prove nothing.
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { unexpected } from './known-failures.ts';
import { judge } from './outcome.ts';
import { findPrograms } from './programs.ts';
import { reference } from './reference.ts';

const programs = findPrograms();
const LARGE_GROUP = 'real/';
const MINUTES = 60_000;
/** The text of `stack` differs from Node's, so no program may print it. */
const STACK_POSITION = /^ +at .*:\d+:\d+\)?$/m;

it('has 500 small programs and 50 large ones', () => {
  const large = programs.filter(({ name }) => name.startsWith(LARGE_GROUP));
  expect(programs.length - large.length).toBeGreaterThanOrEqual(500);
  expect(large.length).toBeGreaterThanOrEqual(50);
  for (const { name, lines } of large) expect(lines, name).toBeGreaterThanOrEqual(90);
});

it('type-checks every program', { timeout: 5 * MINUTES }, () => {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(import.meta.dirname, 'tsconfig.json'),
    {},
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => expect.fail(String(diagnostic.messageText)),
    },
  );
  const program = ts.createProgram(config!.fileNames, config!.options);
  const errors = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const { file, start = 0 } = diagnostic;
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return `${file?.fileName}:${line}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n')}`;
  });
  expect(errors).toEqual([]);
});

it('runs every program under Node to the end that it announces', { timeout: 10 * MINUTES }, async () => {
  const queue = [...programs];
  const wrong: string[] = [];
  const lane = async (): Promise<void> => {
    for (let program = queue.shift(); program !== undefined; program = queue.shift()) {
      const { exitCode, stdout, stderr } = await reference(program);
      const announced = exitCode === program.expectedExitCode && (stdout !== '' || stderr !== '');
      if (!announced) wrong.push(`${program.name}: exit code ${exitCode}: ${stderr.slice(0, 400)}`);
      if (STACK_POSITION.test(exitCode === 0 ? stdout + stderr : stdout)) wrong.push(`${program.name} prints a stack`);
    }
  };
  await Promise.all([lane(), lane()]);
  expect(wrong).toEqual([]);
});

it('knows a difference from a pass', () => {
  const ran = (stdout: string, exitCode = 0, stderr = '') => ({ stdout, exitCode, stderr });
  const compiled = (run: ReturnType<typeof ran>) => ({ kind: 'ran', run, ms: { compile: 0, run: 0 } }) as const;
  expect(judge(ran('a\n'), compiled(ran('a\n'))).verdict).toBe('pass');
  expect(judge(ran('a\nb\n'), compiled(ran('a\nc\n'))).detail).toMatch(/line 2/);
  expect(judge(ran('a\n'), compiled(ran('a'))).verdict).toBe('miscompiled');
  expect(judge(ran(''), compiled(ran('', 1))).verdict).toBe('miscompiled');
  expect(judge(ran('', 1, 'Error: x'), compiled(ran('', 1, 'Error: y'))).verdict).toBe('pass');
  expect(judge(ran('', 1, 'Error: x'), compiled(ran('', 1))).verdict).toBe('miscompiled');
  expect(judge(ran(''), { kind: 'refused', message: 'no' }).verdict).toBe('refused');
});

it('finds both kinds of surprise', () => {
  const list = [{ program: 'a/b', modes: ['stress'], reason: 'because' }];
  const line = (mode: string, verdict: string) => ({ program: 'a/b', mode, verdict, detail: '' });
  expect(unexpected([line('stress', 'trap'), line('plain', 'pass')], list)).toEqual([]);
  expect(unexpected([line('stress', 'pass')], list)).toHaveLength(1);
  expect(unexpected([line('plain', 'trap')], list)).toHaveLength(1);
});
