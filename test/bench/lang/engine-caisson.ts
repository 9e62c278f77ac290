// Caisson under its own host, as `caisson run` starts it: the module built beforehand, its machine code in the host's cache.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { hostCommand } from './adapted.ts';
import type { Engine } from './engines.ts';
import { BUILD_DIRECTORY, HOST, NODE, ROOT, runTool } from './processes.ts';

export const caisson: Engine = {
  name: 'caisson',

  async prepare() {
    return existsSync(HOST) ? undefined : { refused: 'the host is not built (just setup)' };
  },

  async build(program, source, reuse) {
    const module = join(BUILD_DIRECTORY, `${program}.wasm`);
    if (!reuse || !existsSync(module)) {
      const problem = await runTool(NODE, [join(ROOT, 'compiler', 'main.ts'), 'build', source, '-o', module]);
      if (problem !== undefined) return problem;
    }
    return hostCommand(module);
  },
};
