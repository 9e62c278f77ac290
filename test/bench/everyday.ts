// `just bench everyday [--rounds N] [--json]`: some seventy small kernels in the style of everyday programs
// (lang/everyday), under Caisson's host and under the pinned Node, processes alternating. What is printed is the least time of
// each, worst ratio first: it finds idioms that the compiler does not see through, and says little about hot loops.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { caisson } from './lang/engine-caisson.ts';
import { node } from './lang/engine-node.ts';
import { BUILD_DIRECTORY, type Command } from './lang/processes.ts';

const PROGRAMS = join(import.meta.dirname, 'lang', 'everyday');
const ENGINES = [caisson, node];

const { values: flags } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } },
});

interface Kernel {
  readonly name: string;
  /** What it computed, by engine: must be the same. */
  readonly results: string[];
  /** Least time in ms, by engine. */
  readonly leastMs: number[];
}

function run({ command: [file, ...args] }: Command): RegExpExecArray[] {
  return [...execFileSync(file, args, { encoding: 'utf8' }).matchAll(/^(\S+) (\S+) ([\d.]+)$/gm)];
}

async function main(): Promise<number> {
  mkdirSync(BUILD_DIRECTORY, { recursive: true });
  const kernels = new Map<string, Kernel>();
  for (const file of readdirSync(PROGRAMS).toSorted()) {
    const commands: Command[] = [];
    for (const engine of ENGINES) {
      const problem = await engine.prepare();
      const built = problem ?? (await engine.build(`everyday-${file.slice(0, -3)}`, join(PROGRAMS, file), false));
      if ('refused' in built) throw new Error(`Cannot measure ${file} with ${engine.name}: ${built.refused}`);
      commands.push(built);
    }
    for (let round = 0; round < Number(flags.rounds); round++) {
      commands.forEach((command, engine) => {
        for (const [, name, result, ms] of run(command)) {
          const kernel = kernels.get(name!) ?? { name: name!, results: [], leastMs: [Infinity, Infinity] };
          kernels.set(name!, kernel);
          kernel.results[engine] = result!;
          kernel.leastMs[engine] = Math.min(kernel.leastMs[engine]!, Number(ms));
        }
      });
    }
  }
  const rows = [...kernels.values()].map((kernel) => ({ ...kernel, ratio: kernel.leastMs[0]! / kernel.leastMs[1]! }));
  rows.sort((a, b) => b.ratio - a.ratio);
  if (flags.json) console.log(JSON.stringify(rows));
  else {
    console.log('kernel            caisson ms    node ms    ratio');
    for (const { name, leastMs, ratio } of rows) {
      const cells = [
        leastMs[0]!.toFixed(3).padStart(10),
        leastMs[1]!.toFixed(3).padStart(10),
        ratio.toFixed(2).padStart(8),
      ];
      console.log(`${name.padEnd(17)} ${cells.join(' ')}`);
    }
    const mean = Math.exp(rows.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / rows.length);
    console.log(
      `median ${rows[rows.length >> 1]!.ratio.toFixed(2)}, geometric mean ${mean.toFixed(2)}, ${rows.length} kernels`,
    );
  }
  const wrong = rows.filter(({ results }) => results[0] !== results[1]);
  for (const { name, results } of wrong) console.error(`${name} computes ${results[0]}, Node ${results[1]}`);
  return wrong.length > 0 ? 1 : 0;
}

process.exitCode = await main();
