// `just deny`, the part that needs no network and no further tool: every crate that is built comes from a registry or from this
// repository, and its licence is one that deny.toml allows. Advisories need cargo-deny and its database (see the justfile).
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const WORKSPACES = ['host/Cargo.toml', 'wasi-shim/Cargo.toml'];
const PLATFORM = 'x86_64-unknown-linux-gnu';

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string | null;
  /** Null for a crate of this repository. */
  readonly source: string | null;
}

/** The strings of `allow = [ … ]` below `[licenses]`. */
function allowedLicences(): ReadonlySet<string> {
  const list = /\[licenses\][^[]*allow = \[([^\]]*)\]/.exec(readFileSync('deny.toml', 'utf8'))?.[1] ?? '';
  return new Set([...list.matchAll(/"([^"]+)"/g)].map(([, name]) => name as string));
}

/** SPDX expressions as crates write them: OR (or `/`), AND, parentheses; `A WITH B` is a licence of its own. */
function isAllowed(expression: string, allowed: ReadonlySet<string>): boolean {
  const tokens = expression.replaceAll('/', ' OR ').match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;
  const either = (): boolean => {
    let result = both();
    while (tokens[at] === 'OR') {
      at++;
      const other = both();
      result ||= other;
    }
    return result;
  };
  const both = (): boolean => {
    let result = one();
    while (tokens[at] === 'AND') {
      at++;
      const other = one();
      result &&= other;
    }
    return result;
  };
  const one = (): boolean => {
    if (tokens[at] === '(') {
      at++;
      const result = either();
      at++;
      return result;
    }
    let name = tokens[at++] ?? '';
    if (tokens[at] === 'WITH') name = [name, ...tokens.slice(at, (at += 2))].join(' ');
    return allowed.has(name);
  };
  return either();
}

function packages(manifest: string): readonly Package[] {
  const args = ['metadata', '--format-version', '1', '--locked', '--manifest-path', manifest];
  const options = { encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync('cargo', [...args, '--filter-platform', PLATFORM], options);
  if (status !== 0) throw new Error(`Cannot list the crates of ${manifest}: ${stderr}`);
  const { packages: all, resolve } = JSON.parse(stdout) as {
    packages: readonly (Package & { id: string })[];
    resolve: { nodes: readonly { id: string }[] };
  };
  const built = new Set(resolve.nodes.map(({ id }) => id));
  return all.filter(({ id }) => built.has(id));
}

const allowed = allowedLicences();
for (const manifest of WORKSPACES) {
  const crates = packages(manifest);
  const wrong = crates.flatMap(({ name, version, license, source }) => {
    if (source !== null && !source.startsWith('registry+')) return [`${name} ${version}: comes from ${source}`];
    return license !== null && isAllowed(license, allowed)
      ? []
      : [`${name} ${version}: licence ${license ?? 'unknown'}`];
  });
  wrong.forEach((line) => console.error(`${manifest}: ${line}`));
  console.log(`${manifest}: ${crates.length} crates, ${wrong.length} against deny.toml`);
  if (crates.length === 0 || wrong.length > 0) process.exitCode = 1;
}
