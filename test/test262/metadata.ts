// One test of test262 as its file describes it: the YAML between `/*---` and `---*/` (test262, INTERPRETING.md). Only the keys
// that decide whether and how a test runs are read, so no YAML parser is needed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Test {
  /** Path below `test/`, with `/`. */
  readonly name: string;
  readonly source: string;
  readonly flags: readonly string[];
  readonly features: readonly string[];
  readonly includes: readonly string[];
  /** Set when the test must fail, with the phase in which it must. */
  readonly negative: string | undefined;
}

/** Every test below `root/test` whose path contains one of the filters. Fixtures are not tests. */
export function findTests(root: string, filters: readonly string[]): Test[] {
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.js') && !name.includes('_FIXTURE'))
    .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
    .toSorted()
    .map((name) => parseTest(name, readFileSync(join(root, 'test', name), 'utf8')));
}

export function parseTest(name: string, source: string): Test {
  const text = /\/\*---([^]*?)---\*\//.exec(source)?.[1]?.replaceAll('\r', '\n') ?? '';
  return {
    name,
    source,
    flags: list(text, 'flags'),
    features: list(text, 'features'),
    includes: list(text, 'includes'),
    negative: /^negative:\s*\n(?:\s+.*\n)*?\s+phase:\s*(\w+)/m.exec(text)?.[1],
  };
}

/** `key: [a, b]`, or the key alone and `- a` lines below it. */
function list(text: string, key: string): string[] {
  const inline = new RegExp(`^${key}:\\s*\\[([^\\]]*)\\]`, 'm').exec(text);
  if (inline !== null) return inline[1]!.split(/[\s,]+/).filter(Boolean);
  const block = new RegExp(`^${key}:[ \\t]*\\n((?:[ \\t]*-.*\\n)*)`, 'm').exec(text);
  return block === null ? [] : block[1]!.split('\n').flatMap((line) => /-\s*(\S+)/.exec(line)?.[1] ?? []);
}
