// Lowers a source text or file for tests, with files from the disk and from memory.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createFrontend } from '../../compiler/frontend/frontend.ts';
import type { FileHost } from '../../compiler/frontend/host.ts';
import { checkProgram } from '../../compiler/subset/index.ts';
import { Lowering } from '../../compiler/lower/lowering.ts';
import type { Program } from '../../compiler/ir/nodes.ts';

const RUNTIME = fileURLToPath(new URL('../../runtime', import.meta.url));

/** A host that knows `files` by absolute path and otherwise the disk. */
export function memoryHost(files: Readonly<Record<string, string>> = {}): FileHost {
  const own = new Map(Object.entries(files));
  return {
    readFile: (path) => own.get(path) ?? (isFile(path) ? readFileSync(path, 'utf8') : undefined),
    readBytes: (path) =>
      own.has(path)
        ? new TextEncoder().encode(own.get(path))
        : isFile(path)
          ? new Uint8Array(readFileSync(path))
          : undefined,
    fileExists: (path) => own.has(path) || isFile(path),
    directoryExists: (path) =>
      [...own.keys()].some((name) => name.startsWith(`${path}/`)) || (existsSync(path) && statSync(path).isDirectory()),
    readDirectory: (path) => (existsSync(path) ? readdirSync(path) : []),
    realPath: (path) => (existsSync(path) ? realpathSync(path) : path),
  };
}
function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

export function lowerFiles(files: Readonly<Record<string, string>>, entry: string): Program {
  const frontend = createFrontend(memoryHost(files), entry, { runtimeDirectory: RUNTIME });
  checkProgram(frontend);
  return new Lowering(frontend).lowerProgram();
}
export function lowerText(text: string): Program {
  return lowerFiles({ '/program/main.ts': text }, '/program/main.ts');
}
export function lowerFile(path: string): Program {
  return lowerFiles({}, path);
}
