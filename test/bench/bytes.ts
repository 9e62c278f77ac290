// `just bench bytes [APP…]`: the modules as shipped, in bytes, by section and by source folder, against the goals of
// docs/benchmarks.md. Needs no quiet machine: the same sources give the same bytes.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../peers/dns-app.ts';
import { NODE, ROOT } from '../peers/namespace.ts';
import { printTable } from './net/rounds.ts';

const GOALS: Readonly<Record<string, number>> = { hello: 2048, map: 12_000, nested: 25_000, dns: 60_000 };
/** Programs of `test/bench/bytes`, beside the apps. */
const SMALL: ReadonlySet<string> = new Set(['map', 'nested']);
const FOLDERS_SHOWN = 12;

const apps = process.argv.length > 2 ? process.argv.slice(2) : ['hello', 'map', 'nested', 'echo', 'dns'];

interface Sizes {
  readonly total: number;
  readonly code: number;
  readonly data: number;
  readonly folders: ReadonlyMap<string, number>;
}

function sizesOf(app: string, folder: string): Sizes {
  const module = join(folder, `${app}.wasm`);
  compile(SMALL.has(app) ? `test/bench/bytes/${app}.ts` : `apps/${app}/main.ts`, module);
  const { stdout } = spawnSync(NODE, ['compiler/main.ts', 'size', module], { cwd: ROOT, encoding: 'utf8' });
  const section = (name: string): number => Number(new RegExp(`^ +(\\d+)  ${name}$`, 'm').exec(stdout)?.[1] ?? 0);
  const folders = new Map<string, number>();
  for (const [, bytes, path] of stdout.matchAll(/^ +(\d+)  (\S+) \(\d+ functions?\)$/gm)) {
    const parts = path!.replace(`${ROOT}/`, '').split('/');
    const name = parts.slice(0, 2).join('/');
    folders.set(name, (folders.get(name) ?? 0) + Number(bytes));
  }
  return { total: statSync(module).size, code: section('code'), data: section('data'), folders };
}

const folder = mkdtempSync(join(tmpdir(), 'caisson-bench-bytes-'));
try {
  const sizes = new Map(apps.map((app) => [app, sizesOf(app, folder)]));
  const rows = [...sizes].map(([app, { total, code, data }]) => {
    const goal = GOALS[app];
    return [
      app,
      `${total}`,
      `${code}`,
      `${data}`,
      goal === undefined ? '' : `${goal}`,
      goal === undefined ? '' : (total / goal).toFixed(2),
    ];
  });
  printTable(['app', 'bytes', 'code', 'data', 'goal', 'to goal'], rows);
  const [last] = apps.slice(-1);
  const largest = [...sizes.get(last!)!.folders].toSorted((a, b) => b[1] - a[1]).slice(0, FOLDERS_SHOWN);
  console.log('');
  printTable(
    [`code of ${last}`, 'bytes'],
    largest.map(([name, bytes]) => [name, `${bytes}`]),
  );
  const zone = join(ROOT, 'apps/dns/example.zone');
  if (last === 'dns') console.log(`\nits zone file is ${readFileSync(zone).length} bytes of text`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
