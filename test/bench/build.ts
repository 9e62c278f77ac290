// `just bench build [--rounds N]`: seconds of a warm build of apps/dns, and of `caisson check` cold (nothing remembered) and warm
// (an unchanged program). Each round is a process of its own, as an editor or a shell would start it; medians.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NODE, ROOT } from '../peers/namespace.ts';
import { median, printTable, spread } from './net/rounds.ts';

const APP = 'apps/dns/main.ts';

const { values: flags } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });

interface Run {
  /** By the clock, and of CPU time: on a busy machine the second is the one to compare. */
  readonly seconds: number;
  readonly cpu: number;
}

function timed(...args: string[]): Run {
  const started = performance.now();
  const command = `${NODE} compiler/main.ts ${args.join(' ')} >&2 && echo ok; times`;
  const { stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: ROOT, encoding: 'utf8' });
  if (!stdout.startsWith('ok')) throw new Error(`Cannot measure ${args.join(' ')}:\n${stderr}`);
  const seconds = (performance.now() - started) / 1000;
  // The second line of bash's `times`: user and system time of its children, as `0m1.234s`.
  const children = [
    ...stdout
      .trim()
      .split('\n')
      .at(-1)!
      .matchAll(/(\d+)m([\d.]+)s/g),
  ];
  const cpu = children.reduce((total, [, minutes, rest]) => total + Number(minutes) * 60 + Number(rest), 0);
  return { seconds, cpu };
}

const folder = mkdtempSync(join(tmpdir(), 'caisson-bench-build-'));
try {
  const subjects = [
    { name: 'build, warm', goal: 2, args: ['build', APP, '-o', join(folder, 'dns.wasm')], runs: [] as Run[] },
    { name: 'check, cold', goal: 1, args: ['check', APP, '--no-cache'], runs: [] as Run[] },
    { name: 'check, warm', goal: 0.3, args: ['check', APP], runs: [] as Run[] },
  ];
  for (const { args } of subjects) timed(...args);
  for (let round = 0; round < Number(flags.rounds); round++) {
    for (const { args, runs } of subjects) runs.push(timed(...args));
  }
  const rows = subjects.map(({ name, goal, runs }) => {
    const seconds = runs.map((run) => run.seconds);
    const cpu = runs.map((run) => run.cpu);
    return [name, spread(seconds, 2), spread(cpu, 2), `${goal}`, (median(seconds) / goal).toFixed(2)];
  });
  printTable(['apps/dns', 'seconds', 'CPU seconds', 'goal', 'to goal'], rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
