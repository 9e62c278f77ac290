// The embedding under Node: modules from files, output to the process's own streams. The only file here that uses Node's API.
import { readFile } from 'node:fs/promises';
import { writeSync } from 'node:fs';
import { type RunOptions, type RunResult, runModule } from './instance.ts';

const STDOUT = 1;
const STDERR = 2;

/** Runs the module in `path` on this process's stdout and stderr; a fault is reported on stderr. */
export async function runFile(path: string, options: RunOptions = {}): Promise<RunResult> {
  const result = await runModule(await readFile(path), {
    stdout: (chunk) => writeAll(STDOUT, chunk),
    stderr: (chunk) => writeAll(STDERR, chunk),
    now: () => process.hrtime.bigint(),
    ...options,
  });
  if (result.fault !== undefined) writeAll(STDERR, new TextEncoder().encode(`${result.fault.message}\n`));
  return result;
}

function writeAll(stream: number, chunk: Uint8Array): void {
  for (let at = 0; at < chunk.length;) {
    try {
      at += writeSync(stream, chunk, at);
    } catch (cause) {
      // A full pipe: the module's console is synchronous, so wait for the reader.
      if ((cause as NodeJS.ErrnoException).code !== 'EAGAIN') throw cause;
    }
  }
}
