// Command line of the differential suite: every program compiled and run, compared with Node.
//   node run.ts [--filter a,b] [--modes plain,stress,O0] [--jobs 2] [--timeout ms] [--json] [--list]
// Exit code 1 when a program fails that `known-failures.json` does not list, or a listed one passes.
import { parseArgs } from 'node:util';
import { MODES, type Mode } from './compiled.ts';
import { unexpected } from './known-failures.ts';
import { type Judgement, judge, VERDICTS } from './outcome.ts';
import { runPool } from './pool.ts';
import { findPrograms, type TestProgram } from './programs.ts';
import { reference } from './reference.ts';
import type { WorkerJob } from './worker.ts';

interface Job extends WorkerJob {
  readonly program: TestProgram;
}

export interface ResultLine extends Judgement {
  readonly program: string;
  readonly mode: Mode;
  readonly compileMs?: number;
  readonly runMs?: number;
}

const { values: flags } = parseArgs({
  options: {
    filter: { type: 'string', default: '' },
    modes: { type: 'string', default: 'plain,stress,O0' },
    jobs: { type: 'string', default: '2' },
    timeout: { type: 'string', default: '60000' },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const programs = findPrograms(flags.filter);
  const modes = flags.modes.split(',').map(toMode);
  if (flags.list) {
    for (const { name } of programs) console.log(name);
    return 0;
  }
  const expected = await references(programs, Number(flags.jobs));
  const jobs: Job[] = programs.flatMap((program) => modes.map((mode) => ({ program, mode, entry: program.entry })));
  const results: ResultLine[] = [];
  await runPool(jobs, Number(flags.jobs), Number(flags.timeout), (job, outcome) => {
    const { program, mode } = job;
    const judgement = judge(expected.get(program)!, outcome);
    const timing = 'ms' in outcome ? { compileMs: outcome.ms.compile, runMs: outcome.ms.run } : {};
    results.push({ program: program.name, mode, ...judgement, ...timing });
    if (!flags.json && judgement.verdict !== 'pass') report(results.at(-1)!);
  });
  results.sort((a, b) => (`${a.program} ${a.mode}` < `${b.program} ${b.mode}` ? -1 : 1));
  const surprises = unexpected(results);
  if (flags.json) console.log(JSON.stringify({ results, surprises }));
  else summarise(results, modes, surprises);
  return surprises.length > 0 ? 1 : 0;
}

function toMode(name: string): Mode {
  if (!Object.hasOwn(MODES, name))
    throw new Error(`Cannot run mode ${name}: there are ${Object.keys(MODES).join(', ')}`);
  return name as Mode;
}

async function references(programs: readonly TestProgram[], jobs: number) {
  const outcomes = new Map<TestProgram, Awaited<ReturnType<typeof reference>>>();
  const queue = [...programs];
  const lane = async (): Promise<void> => {
    for (let program = queue.shift(); program !== undefined; program = queue.shift()) {
      outcomes.set(program, await reference(program));
    }
  };
  await Promise.all(Array.from({ length: jobs }, lane));
  return outcomes;
}

function report({ program, mode, verdict, detail }: ResultLine): void {
  console.log(`${verdict.toUpperCase()} ${program} [${mode}]\n${detail.replace(/^/gm, '    ')}`);
}

function summarise(results: readonly ResultLine[], modes: readonly Mode[], surprises: readonly string[]): void {
  console.log(['mode'.padEnd(12), ...VERDICTS.map((verdict) => verdict.padStart(12))].join(''));
  for (const mode of modes) {
    const ofMode = results.filter((result) => result.mode === mode);
    const counts = VERDICTS.map((verdict) => ofMode.filter((result) => result.verdict === verdict).length);
    console.log([mode.padEnd(12), ...counts.map((count) => `${count}`.padStart(12))].join(''));
  }
  console.log(
    surprises.length === 0 ? 'nothing unexpected' : `${surprises.length} unexpected (see known-failures.json)`,
  );
}

process.exitCode = await main();
