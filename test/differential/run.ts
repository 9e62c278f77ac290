// Command line of the differential suite: every program compiled and run, compared with Node.
//   node run.ts [--filter a,b] [--modes plain,stress,O0/4] [--turn n] [--jobs 2] [--timeout ms] [--json] [--list]
// `O0/4` takes a quarter of the programs in that mode: those whose turn it is, by `--turn` and a hash of the name.
// Exit code 1 when a program fails that `known-failures.json` does not list, or a listed one passes.
import { createHash } from 'node:crypto';
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
    turn: { type: 'string', default: '0' },
    jobs: { type: 'string', default: '2' },
    timeout: { type: 'string', default: '60000' },
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const programs = findPrograms(flags.filter);
  const plan = flags.modes.split(',').map(toShare);
  const modes = plan.map(({ mode }) => mode);
  if (flags.list) {
    for (const { name } of programs) console.log(name);
    return 0;
  }
  const expected = await references(programs, Number(flags.jobs));
  const jobs: Job[] = programs.flatMap((program) =>
    plan.filter((share) => isTurn(program, share)).map(({ mode }) => ({ program, mode, entry: program.entry })),
  );
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

/** A mode, and of how many turns it takes to come round to every program. */
interface Share {
  readonly mode: Mode;
  readonly turns: number;
}

function toShare(text: string): Share {
  const [name, turns = '1'] = text.split('/');
  if (!Object.hasOwn(MODES, name!))
    throw new Error(`Cannot run mode ${name}: there are ${Object.keys(MODES).join(', ')}`);
  if (!/^[1-9]\d*$/.test(turns)) throw new Error(`Cannot run one of ${turns} programs: the share is no whole number`);
  return { mode: name as Mode, turns: Number(turns) };
}

function isTurn({ name }: TestProgram, { mode, turns }: Share): boolean {
  const hash = createHash('sha256').update(`${mode} ${name}`).digest().readUInt32BE(0);
  return (hash + Number(flags.turn)) % turns === 0;
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
