// `caisson check`: all diagnostics of a program, without generating code; quick enough for an editor.
import { CompileError, type Diagnostic } from '../diagnostics/report.ts';
import { readFileSync } from 'node:fs';
import { entryPath } from './build.ts';
import { EXIT, reportDiagnostics, type Context } from './context.ts';
import { recordingHost } from './disk-host.ts';
import { loadChecker } from './pipeline.ts';
import { cacheDirectory, cacheKey, ResultCache } from './result-cache.ts';

export interface CheckFlags {
  readonly json: boolean;
  readonly cache: boolean;
}

export async function checkCommand(context: Context, source: string, flags: CheckFlags): Promise<number> {
  const diagnostics = await cachedCheck(context, source, flags.cache);
  const errors = diagnostics.filter((diagnostic) => (diagnostic.severity ?? 'error') === 'error');
  reportDiagnostics(context, diagnostics, flags.json);
  if (errors.length > 0) return errors.some(({ code }) => code === 'CSN9002') ? EXIT.internal : EXIT.refused;
  if (!flags.json) context.error(`${source}: no errors\n`);
  return EXIT.success;
}

/** The diagnostics of a program; those of an unchanged program come from the cache. */
async function cachedCheck(context: Context, source: string, useCache: boolean): Promise<readonly Diagnostic[]> {
  const host = recordingHost();
  const cache = new ResultCache(cacheDirectory(context.environment));
  const key = cacheKey({ command: 'check', directory: context.directory, source });
  const found = useCache ? cache.find(key)?.['diagnostics'] : undefined;
  if (found !== undefined) return JSON.parse(readFileSync(found, 'utf8')) as Diagnostic[];
  const diagnostics = await diagnosticsOf(context, source, host);
  const observations = host.observations();
  const internal = diagnostics.some(({ code }) => code === 'CSN9002');
  if (useCache && !internal && observations !== undefined) {
    cache.store(key, observations, { diagnostics: JSON.stringify(diagnostics) });
  }
  return diagnostics;
}

async function diagnosticsOf(
  context: Context,
  source: string,
  host: ReturnType<typeof recordingHost>,
): Promise<readonly Diagnostic[]> {
  try {
    const entry = entryPath(context, source, host);
    const { check } = await loadChecker();
    return check({ entry, host });
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics;
    throw error;
  }
}
