// Modules of other compilers behind Caisson's ABI, so that they run under the same host, with the same wasmtime settings.
import { join } from 'node:path';
import { adapt } from '../../../compiler/engines/adapter.ts';
import { encodeManifest } from '../../../compiler/seal/manifest.ts';
import { BUILD_DIRECTORY, HOST, type Command, type Refused } from './processes.ts';

const MEMORY_PAGES_MAX = 4096;
/** Where the modules leave 4 KiB free. */
const AREA = 4096;

/** The command line that runs a module of the host. */
export function hostCommand(module: string): Command {
  return { command: [HOST, 'run', '--code-cache', join(BUILD_DIRECTORY, 'code'), module, '--'] };
}

export function adaptFor(
  program: string,
  engine: string,
  wasm: Uint8Array,
  write: (path: string, bytes: Uint8Array) => void,
): Command | Refused {
  const manifest = encodeManifest({ version: 1, devices: ['console'], memory: { max: MEMORY_PAGES_MAX } });
  const imports = {
    'env.now': 'now-ms',
    'env.number': 'print-number',
    'env.char': 'print-char',
    'env.argument': 'argument',
    'env.abort': 'abort',
  } as const;
  const options = { imports, start: 'run', area: AREA, memoryMaxPages: MEMORY_PAGES_MAX, keepGlobals: true };
  const adapted = adapt(wasm, options, manifest);
  if ('reason' in adapted) return { refused: adapted.reason };
  const module = join(BUILD_DIRECTORY, `${program}.${engine}.wasm`);
  write(module, adapted.wasm);
  return hostCommand(module);
}
