// Finds Porffor's npm package beside the program, or beside this package, and runs its compiler in a process of its own.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ForeignCompiler } from './pipeline.ts';
import { packageDirectory, type Context } from './context.ts';

const COMPILER = 'node_modules/porffor/runtime/index.js';
const TIMEOUT_MS = 120_000;

/** The compiler that `$CAISSON_PORFFOR` names, or the nearest installed package; undefined without one. */
export function findPorffor(context: Context, entry: string): ForeignCompiler | undefined {
  const named = context.environment['CAISSON_PORFFOR'];
  const candidates = [...(named === undefined ? [] : [named]), ...ancestors(dirname(entry)), packageDirectory()];
  const root = candidates.find((directory) => existsSync(join(directory, COMPILER)));
  return root === undefined ? undefined : (script) => runPorffor(join(root, COMPILER), script);
}

function ancestors(directory: string): string[] {
  const parent = dirname(directory);
  return parent === directory ? [directory] : [directory, ...ancestors(parent)];
}

function runPorffor(compiler: string, script: string): ReturnType<ForeignCompiler> {
  const directory = mkdtempSync(join(tmpdir(), 'caisson-'));
  const source = join(directory, 'program.js');
  const target = join(directory, 'program.wasm');
  writeFileSync(source, script);
  return new Promise((resolve) => {
    const args = [compiler, 'wasm', '-O1', source, target];
    execFile(process.execPath, args, { timeout: TIMEOUT_MS, encoding: 'utf8' }, (error, stdout, stderr) => {
      if (error === null && existsSync(target)) resolve({ wasm: readFileSync(target) });
      else resolve({ refused: reasonIn(`${stderr}\n${stdout}`) });
      rmSync(directory, { recursive: true, force: true });
    });
  });
}

/** The line of an error in what Porffor printed. */
function reasonIn(text: string): string {
  const escape = String.fromCharCode(27);
  const lines = text.split('\n').map((line) => line.replaceAll(new RegExp(`${escape}\\[[0-9;]*m`, 'g'), '').trim());
  return lines.find((line) => /^\w*(?:Error|error)\b/.test(line)) ?? 'it failed without a message';
}
