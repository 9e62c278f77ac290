// Compilers that only the benchmarks need: npm packages at exact versions, installed under .cache when they are first used.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUILD_DIRECTORY, runTool, type Refused } from './processes.ts';

/** The directory that a package was installed into. */
export function packageRoot(name: string, version: string): string {
  return join(BUILD_DIRECTORY, 'packages', `${name}-${version}`);
}

/** Installs a package unless it is there. */
export async function install(name: string, version: string): Promise<Refused | undefined> {
  const root = packageRoot(name, version);
  if (existsSync(join(root, 'node_modules', name))) return undefined;
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'package.json'), '{"private":true}\n');
  const problem = await runTool('npm', ['install', '--no-audit', '--no-fund', `${name}@${version}`], root);
  return problem === undefined ? undefined : { refused: `${name}@${version} does not install: ${problem.refused}` };
}
