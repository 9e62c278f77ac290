// What a test's description says, and which tests apply.
import { describe, expect, it } from 'vitest';
import { skipReason } from './applies.ts';
import { parseTest } from './metadata.ts';

const source = (yaml: string, code = ''): string => `/*---\n${yaml}\n---*/\n${code}`;

describe('descriptions', () => {
  it('are read in both forms of YAML lists', () => {
    const test = parseTest(
      'a.js',
      source('flags: [onlyStrict, async]\nfeatures:\n  - Symbol\n  - BigInt\nincludes: [deepEqual.js]'),
    );
    expect(test.flags).toEqual(['onlyStrict', 'async']);
    expect(test.features).toEqual(['Symbol', 'BigInt']);
    expect(test.includes).toEqual(['deepEqual.js']);
    expect(test.negative).toBeUndefined();
  });
  it('tell the phase of a test that must fail', () => {
    expect(parseTest('a.js', source('negative:\n  phase: parse\n  type: SyntaxError')).negative).toBe('parse');
  });
});

describe('tests that apply', () => {
  it.each([
    ['built-ins/Proxy/get.js', '', '', 'Proxy'],
    ['language/a.js', 'flags: [noStrict]', '', 'sloppy mode'],
    ['language/a.js', '', 'eval("1");', 'eval and script scope'],
    ['language/a.js', '', '// eval is named in a comment only', undefined],
    ['built-ins/Array/a.js', 'features: [Symbol.iterator]', '', undefined],
  ])('%s %s %s', (name, yaml, code, reason) => {
    expect(skipReason(parseTest(name, source(yaml, code)))).toBe(reason);
  });
});
