// `just bench boot [--rounds N] [--json]`: what starting costs. Each round measures hello and the DNS appliance once, by the
// host's own `bench-boot` (module loaded already: instantiate, seal, boot, first turn; loading from the code cache; memory of a
// further instance) and `bench-start` (process start to end, or to the first answered frame). Printed: medians of the rounds.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(import.meta.dirname, '../..');
const HOST = join(ROOT, 'host/target/release/caisson-host');
const BUILD = join(ROOT, 'build');
const ADDRESS = '10.0.0.2';

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '7' }, json: { type: 'boolean', default: false } },
});

interface Goal {
  readonly what: string;
  readonly unit: string;
  /** By app; undefined where there is none. */
  readonly goals: Readonly<Record<string, number | undefined>>;
}

/** The figures by the host's name for them. */
const FIGURES: Readonly<Record<string, Goal>> = {
  boot_us: { what: 'instantiate, seal, boot, first turn', unit: 'µs', goals: { hello: 10, dns: 50 } },
  load_from_cache_us: { what: 'load from the code cache', unit: 'µs', goals: { hello: 60, dns: 300 } },
  start_to_answer_us: { what: 'process start to first answered frame', unit: 'µs', goals: { dns: 3000 } },
  start_to_end_us: { what: 'process start to its end', unit: 'µs', goals: {} },
  resident_per_instance_kib: { what: 'memory of a further instance', unit: 'KiB', goals: { hello: 1024, dns: 1024 } },
  drop_us: { what: 'take an instance down', unit: 'µs', goals: {} },
};

const APPS: Readonly<Record<string, { readonly boot: readonly string[]; readonly start: readonly string[] }>> = {
  hello: { boot: [], start: [] },
  dns: { boot: ['--param', `net0.address=${ADDRESS}/24`], start: ['--answers', ADDRESS] },
};

function run(file: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(file, args, { cwd: ROOT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`Cannot measure: ${file} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

mkdirSync(BUILD, { recursive: true });
const samples = new Map<string, number[]>();
for (const app of Object.keys(APPS)) {
  run(process.execPath, ['compiler/main.ts', 'build', `apps/${app}/main.ts`, '-o', join(BUILD, `${app}.wasm`)]);
}
for (let round = 0; round < Number(flags.rounds); round++) {
  for (const [app, options] of Object.entries(APPS)) {
    const module = join(BUILD, `${app}.wasm`);
    const texts = [
      run(HOST, ['bench-boot', module, '--json', '--rounds', '500', ...options.boot]),
      run(HOST, ['bench-start', module, '--json', '--rounds', '20', ...options.start]),
    ];
    for (const [name, value] of texts.flatMap((text) => Object.entries(JSON.parse(text) as Record<string, number>))) {
      const key = `${app} ${name}`;
      samples.set(key, [...(samples.get(key) ?? []), value]);
    }
  }
}

const rows = Object.keys(APPS).flatMap((app) =>
  Object.entries(FIGURES).flatMap(([name, { what, unit, goals }]) => {
    const values = samples.get(`${app} ${name}`);
    if (values === undefined) return [];
    const middle = median(values);
    const goal = goals[app];
    const judged = goal === undefined ? '' : middle <= goal ? 'met' : `missed by ${(middle / goal).toFixed(1)} times`;
    return [{ app, what, unit, median: middle, min: Math.min(...values), max: Math.max(...values), goal, judged }];
  }),
);
if (flags.json) console.log(JSON.stringify(rows));
else {
  console.log(`| app | what | median | least to most | goal | |\n| --- | --- | --- | --- | --- | --- |`);
  for (const { app, what, unit, median: middle, min, max, goal, judged } of rows) {
    const [shown, least, most] = [middle, min, max].map((value) => value.toFixed(1));
    console.log(`| ${app} | ${what} | ${shown} ${unit} | ${least} to ${most} | ${goal ?? ''} | ${judged} |`);
  }
}
