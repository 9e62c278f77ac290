// Builds a DNS appliance for zones that a test brings: a program of a few lines around apps/dns, with the zone files beside it,
// compiled by the command line into one module, as a user would.

import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NODE, ROOT } from './namespace.ts';

const BUILD_LIMIT_MS = 600_000;

export interface DnsApp {
  /** The program's entry. */
  readonly source: string;
  /** Zone names with the files they stand in, for other servers. */
  readonly zones: readonly { readonly name: string; readonly file: string }[];
}

export interface DnsAppOptions {
  /** 0 for none; by default as many as apps/dns keeps. */
  readonly memoAnswers?: number;
  readonly responsesPerSecond?: number;
}

/** The name that a zone's text begins with: `$ORIGIN name`. */
export function originOf(text: string): string {
  const found = /^\$ORIGIN (\S+)/.exec(text);
  if (found === null) throw new Error('Cannot name a zone: its text does not begin with $ORIGIN');
  return found[1]!;
}

/** Writes the zones and the program to build/peers/`name`. */
export function writeDnsApp(name: string, zones: readonly string[], options: DnsAppOptions = {}): DnsApp {
  const folder = join(ROOT, 'build/peers', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = zones.map((text, index) => {
    const file = join(folder, `${index}.zone`);
    writeFileSync(file, text);
    return { name: originOf(text), file };
  });
  const imports = files.map((_, index) => `import zone${index} from './${index}.zone' with { type: 'text' };`);
  const parsed = files.map(({ name: zone }, index) => `  parseZone(zone${index}, { file: '${zone}', origin: '.' }),`);
  const program = [
    `import { buildZones, DnsServer, parseZone } from 'caisson/dns';`,
    `import { serve } from '../../../apps/dns/serve.ts';`,
    ...imports,
    `const zones = buildZones([\n${parsed.join('\n')}\n]);`,
    `if (!zones.ok) throw new Error(zones.errors.join('\\n'));`,
    `const server = new DnsServer(zones.index, ${JSON.stringify(options)});`,
    `console.log(\`dns on \${await serve(server)}\`);`,
    '',
  ];
  writeFileSync(
    join(folder, 'zones.d.ts'),
    "declare module '*.zone' {\n  const text: string;\n  export default text;\n}\n",
  );
  const source = join(folder, 'main.ts');
  writeFileSync(source, program.join('\n'));
  return { source, zones: files };
}

/** The same, compiled. */
export function buildDnsApp(
  name: string,
  zones: readonly string[],
  options: DnsAppOptions = {},
): DnsApp & { readonly module: string } {
  const app = writeDnsApp(name, zones, options);
  const module = join(dirname(app.source), 'main.wasm');
  compile(app.source, module);
  return { ...app, module };
}

/** `caisson build`; throws with what it printed. */
export function compile(source: string, module: string, ...options: string[]): void {
  const args = ['compiler/main.ts', 'build', source, '-o', module, ...options];
  const { status, stderr } = spawnSync(NODE, args, { cwd: ROOT, encoding: 'utf8', timeout: BUILD_LIMIT_MS });
  if (status !== 0) throw new Error(`Cannot build ${source}:\n${stderr}`);
}
