// `caisson run`: boots a module under the host. A TypeScript program is built first, into a cache.
// The host is a program of its own (host/, in Rust); this command finds it, passes the options on, and ends as it ends.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { constants as systemConstants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { CompileError } from '../diagnostics/report.ts';
import { encodeSourceMap } from '../seal/source-map.ts';
import { compileSource, type BuildFlags } from './build.ts';
import { CommandFailure, packageDirectory, reportDiagnostics, reportRefusal, type Context } from './context.ts';
import { recordingHost, type Observation } from './disk-host.ts';
import { cacheDirectory, cacheKey, ResultCache } from './result-cache.ts';

const HOST_NAME = 'caisson-host';

/** `hostOptions` are passed on as they are; `args` become the program's `process.argv`. */
export async function runCommand(
  context: Context,
  source: string,
  flags: BuildFlags,
  hostOptions: readonly string[],
  args: readonly string[],
): Promise<number> {
  const host = findHost(context);
  let module = source;
  if (/\.m?ts$/.test(source)) {
    try {
      module = await buildCached(context, source, flags);
    } catch (error) {
      if (error instanceof CompileError) return reportRefusal(context, error, false);
      throw error;
    }
  }
  return spawnAndWait(host, ['run', ...hostOptions, module, ...(args.length > 0 ? ['--', ...args] : [])]);
}

/** For a build that asked too much to be recorded: it is stored to be run, and never found again. */
const NEVER_HOLDS: readonly Observation[] = [{ question: 'exists', path: '/', answer: 'unknown' }];

/** Builds a program unless an earlier build of the same sources is at hand; the path of its module. */
async function buildCached(context: Context, source: string, flags: BuildFlags): Promise<string> {
  const cache = new ResultCache(cacheDirectory(context.environment));
  const key = cacheKey({ command: 'run', source: resolve(context.directory, source), flags });
  const found = cache.find(key)?.['wasm'];
  if (found !== undefined) return found;
  const recording = recordingHost();
  const result = await compileSource(context, source, flags, recording);
  reportDiagnostics(
    context,
    (result.report.notes ?? []).filter(({ severity }) => severity !== 'note'),
    false,
  );
  const files = { wasm: result.wasm, 'wasm.map': encodeSourceMap(result.map) };
  return cache.store(key, recording.observations() ?? NEVER_HOLDS, files)['wasm'] as string;
}

/** `$CAISSON_HOST`, else beside this package, else on the PATH. */
export function findHost(context: Context): string {
  const named = context.environment['CAISSON_HOST'];
  if (named !== undefined && named !== '') {
    if (isExecutable(named)) return named;
    throw new CommandFailure(`Cannot start the host: $CAISSON_HOST names ${named}, which cannot be executed`);
  }
  const candidates = [
    join(packageDirectory(), 'host', 'target', 'release', HOST_NAME),
    ...(context.environment['PATH'] ?? '').split(delimiter).map((directory) => join(directory, HOST_NAME)),
  ];
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new CommandFailure(
    `Cannot start the host: ${HOST_NAME} is not built (run \`just build\`, or name it in $CAISSON_HOST)`,
  );
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Signals that are passed on to the child, which decides how to end. */
const PASSED_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a program on our terminal and returns its exit code; a signal is 128 and its number, as a shell says it. */
export function spawnAndWait(file: string, args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolvePromise, reject) => {
    const child = spawn(file, args, { stdio: 'inherit', ...(environment === undefined ? {} : { env: environment }) });
    const pass = (signal: NodeJS.Signals): void => void child.kill(signal);
    for (const signal of PASSED_SIGNALS) process.on(signal, pass);
    const done = (): void => PASSED_SIGNALS.forEach((signal) => process.off(signal, pass));
    child.once('error', (error) => {
      done();
      reject(new CommandFailure(`Cannot start ${file}: ${error.message}`));
    });
    child.once('close', (code, signal) => {
      done();
      resolvePromise(code ?? 128 + (signal === null ? 0 : systemConstants.signals[signal]));
    });
  });
}
