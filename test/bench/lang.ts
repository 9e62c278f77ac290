// `just bench lang [NAME…] [--json] [--rounds N] [--engines a,b] [--reuse]`: the language benchmarks, one table, one run.
// Every program is built for every engine first; then rounds follow in which each program runs once under each engine, so
// that whatever else the machine does meets all of them. What is printed is the median of the rounds, with its spread.
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENGINES, type Engine } from './lang/engines.ts';
import { printTable, summarise, type ProgramResult } from './lang/table.ts';
import { BUILD_DIRECTORY, runTimed, type Command, type Refused } from './lang/processes.ts';

const PROGRAMS = join(import.meta.dirname, 'lang', 'programs');
/** Repetitions in one process; the first ones warm up a just-in-time compiler and are not counted. */
const REPETITIONS = 9;
const WARM_UP = 4;

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    engines: { type: 'string', default: ENGINES.map(({ name }) => name).join() },
    reuse: { type: 'boolean', default: false },
  },
});

interface Job {
  readonly program: string;
  readonly engine: Engine;
  readonly built: Command | Refused;
  readonly warm: number[];
  readonly process: number[];
  failure?: string;
}

function programs(): string[] {
  return readdirSync(PROGRAMS)
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
    .toSorted();
}

function engines(): Engine[] {
  return flags.engines.split(',').map((name) => {
    const engine = ENGINES.find((candidate) => candidate.name === name);
    if (engine === undefined) {
      throw new Error(`Cannot measure ${name}: there are ${ENGINES.map((known) => known.name).join(', ')}`);
    }
    return engine;
  });
}

async function build(): Promise<Job[]> {
  mkdirSync(BUILD_DIRECTORY, { recursive: true });
  const jobs: Job[] = [];
  for (const engine of engines()) {
    const problem = await engine.prepare();
    for (const program of programs()) {
      const source = join(PROGRAMS, `${program}.ts`);
      const built = problem ?? (await engine.build(program, source, flags.reuse));
      jobs.push({ program, engine, built, warm: [], process: [] });
    }
  }
  return jobs;
}

/** One process with all repetitions, and one with a single repetition, whose whole time counts. */
async function measureOnce(job: Job): Promise<void> {
  if ('refused' in job.built || job.failure !== undefined) return;
  if (job.built.repetitions === undefined) {
    const single = await runTimed(job.built, 1);
    if ('failure' in single) {
      job.failure = single.failure;
      return;
    }
    job.process.push(single.processMs);
  }
  const many = await runTimed(job.built, REPETITIONS);
  if ('failure' in many) job.failure = many.failure;
  else job.warm.push(...many.timesMs.slice(WARM_UP));
}

async function main(): Promise<number> {
  const jobs = await build();
  const byProgram = Map.groupBy(jobs, ({ program }) => program);
  for (const job of jobs) if ('command' in job.built) await runTimed(job.built, 1);
  for (let round = 0; round < Number(flags.rounds); round++) {
    for (const ofProgram of byProgram.values()) for (const job of ofProgram) await measureOnce(job);
  }
  const results: ProgramResult[] = [...byProgram].map(([program, ofProgram]) => ({
    program,
    engines: ofProgram.map((job) => summarise(job.engine.name, job.warm, job.process, failureOf(job))),
  }));
  if (flags.json) console.log(JSON.stringify(results, null, 2));
  else printTable(results);
  return jobs.some(({ failure }) => failure !== undefined) ? 1 : 0;
}

function failureOf({ built, failure }: Job): string | undefined {
  return 'refused' in built ? built.refused : failure;
}

process.exitCode = await main();
