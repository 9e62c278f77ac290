// AssemblyScript 0.28 under the same host: programs in its idiom, which has no closures, exceptions, async or unions.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adaptFor } from './adapted.ts';
import type { Engine } from './engines.ts';
import { install, packageRoot } from './packages.ts';
import { BUILD_DIRECTORY, NODE, runTool } from './processes.ts';

const VERSION = '0.28.20';
/** Below it lie 16 KiB that the program does not use. */
const MEMORY_BASE = 16_384;

export const assemblyscript: Engine = {
  name: 'assemblyscript',

  prepare: () => install('assemblyscript', VERSION),

  async build(program) {
    const source = join(import.meta.dirname, 'assemblyscript', `${program}.ts`);
    if (!existsSync(source)) return { refused: 'it is not written in its idiom' };
    const plain = join(BUILD_DIRECTORY, `${program}.assemblyscript.plain.wasm`);
    const compiler = join(packageRoot('assemblyscript', VERSION), 'node_modules', 'assemblyscript', 'bin', 'asc.js');
    const flags = ['-O3', '--noAssert', '--memoryBase', `${MEMORY_BASE}`, '--use', 'abort=', '-o', plain];
    const problem = await runTool(NODE, [compiler, source, ...flags]);
    if (problem !== undefined) return problem;
    return adaptFor(program, 'assemblyscript', readFileSync(plain), writeFileSync);
  },
};
