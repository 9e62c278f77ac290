// clang-19 -O3 to wasm, for the numeric kernels, under the same host and wasmtime: what a C compiler makes of them.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { adaptFor } from './adapted.ts';
import type { Engine } from './engines.ts';
import { BUILD_DIRECTORY, runTool } from './processes.ts';

const COMPILER = 'clang-19';
/** Below it lie 16 KiB that the program does not use. */
const GLOBAL_BASE = 16_384;

export const clang: Engine = {
  name: 'clang',

  async prepare() {
    const missing = await runTool(COMPILER, ['--version']);
    return missing === undefined
      ? undefined
      : { refused: `${COMPILER} is not installed (apt install clang-19 lld-19)` };
  },

  async build(program) {
    const source = join(import.meta.dirname, 'clang', `${program}.c`);
    if (!existsSync(source)) return { refused: 'it is no numeric kernel' };
    const plain = join(BUILD_DIRECTORY, `${program}.clang.plain.wasm`);
    const flags = ['--target=wasm32', '-O3', '-nostdlib', '-mbulk-memory', '-mnontrapping-fptoint'];
    const linker = ['--no-entry', `--global-base=${GLOBAL_BASE}`].map((flag) => `-Wl,${flag}`);
    const problem = await runTool(COMPILER, [...flags, ...linker, '-o', plain, source]);
    if (problem !== undefined) return problem;
    return adaptFor(program, 'clang', readFileSync(plain), writeFileSync);
  },
};
