// Porffor 0.61.13 through `caisson build --engine porffor`: the same programs, where it takes them. It takes one file, so
// measure.ts is put in front of the program; it has no process.argv, so repetitions are a constant and two modules are built.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostCommand } from './adapted.ts';
import type { Engine } from './engines.ts';
import { install, packageRoot } from './packages.ts';
import { BUILD_DIRECTORY, NODE, ROOT, runTool } from './processes.ts';

const VERSION = '0.61.13';
const REPETITIONS = 9;

export const porffor: Engine = {
  name: 'porffor',

  prepare: () => install('porffor', VERSION),

  async build(program, source) {
    const joined = join(BUILD_DIRECTORY, `${program}.porffor.ts`);
    const module = join(BUILD_DIRECTORY, `${program}.porffor.wasm`);
    writeFileSync(joined, singleFile(source));
    const compiler = join(ROOT, 'compiler', 'main.ts');
    process.env['CAISSON_PORFFOR'] = packageRoot('porffor', VERSION);
    const problem = await runTool(NODE, [compiler, 'build', joined, '-o', module, '--engine', 'porffor']);
    return problem ?? { ...hostCommand(module), repetitions: REPETITIONS };
  },
};

/** The program and what it measures with, as one module that prints whole microseconds. */
function singleFile(source: string): string {
  const measure = readFileSync(join(import.meta.dirname, 'measure.ts'), 'utf8')
    .replaceAll(/^export /gm, '')
    .replace("Number(process.argv[2] ?? '1')", `${REPETITIONS}`)
    .replaceAll('performance.now() - start', 'Math.round((performance.now() - start) * 1000) / 1000');
  return measure + readFileSync(source, 'utf8').replace(/^import .*measure\.ts';\n/m, '');
}
