// `caisson dev`: the same program under Node, on the operating system's sockets, with Node's debugger when asked.
// It exists so that a program can be stepped through; `dev-hooks.ts` gives Node the imports that the compiler gives.
import { existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CommandFailure, packageDirectory, type Context } from './context.ts';
import { spawnAndWait } from './run.ts';

export interface DevFlags {
  /** `true` or `host:port` for Node's inspector. */
  readonly inspect?: string | boolean;
  readonly inspectBrk?: string | boolean;
  /** Added to ports below 1024, which need privileges. */
  readonly portOffset?: number;
}

export async function devCommand(
  context: Context,
  source: string,
  flags: DevFlags,
  args: readonly string[],
): Promise<number> {
  const entry = resolve(context.directory, source);
  if (!existsSync(entry)) throw new CommandFailure(`Cannot read ${source}: no such file`);
  const environment = {
    ...context.environment,
    CAISSON_RUNTIME: join(packageDirectory(), 'runtime'),
    CAISSON_ENTRY: pathToFileURL(entry).href,
    ...(flags.portOffset === undefined ? {} : { CAISSON_PORT_OFFSET: `${flags.portOffset}` }),
  };
  return spawnAndWait(process.execPath, [...nodeOptions(flags), entry, ...args], environment);
}

function nodeOptions(flags: DevFlags): string[] {
  const self = fileURLToPath(import.meta.url);
  const hooks = join(self, '..', `dev-register${extname(self)}`);
  const options = ['--no-warnings', '--enable-source-maps', '--import', pathToFileURL(hooks).href];
  for (const [name, value] of [
    ['--inspect', flags.inspect],
    ['--inspect-brk', flags.inspectBrk],
  ] as const) {
    if (value === undefined || value === false) continue;
    options.push(value === true ? name : `${name}=${value}`);
  }
  return options;
}
