// A bounded run of the compiler's fuzzer for every test run, always of the same programs; long runs are `just fuzz compiler`.
// And the fuzzer's own parts: seeds are reproducible, the shrinker cuts what does not matter.
import { expect, it } from 'vitest';
import { examine } from './compiler/examine.ts';
import type { Mode } from './compiler/engines.ts';
import { shrink } from './compiler/shrink.ts';
import { makeSnippet, programText } from './compiler/snippet.ts';
import { expr } from './compiler/context.ts';
import { fixed, list, print, statement } from './compiler/tree.ts';
import { NUMBER } from './compiler/types.ts';
import { answer, type Runner } from './compiler/worker.ts';

const MINUTES = 60_000;
const here: Runner = { run: answer };

it('makes the same program from the same seed', () => {
  const program = (seed: number): string => programText([makeSnippet(seed, '0'), makeSnippet(seed + 1, '1')]);
  expect(program(7)).toBe(program(7));
  expect(program(7)).not.toBe(program(9));
});

const RUNS: readonly (readonly [mode: Mode, seed: number, count: number])[] = [
  ['plain', 500_000, 60],
  ['stress', 500_100, 30],
  ['O0', 500_200, 30],
];
it.each(RUNS)('finds nothing, %s', { timeout: 5 * MINUTES }, async (mode, seed, count) => {
  const snippets = Array.from({ length: count }, (_, i) => makeSnippet(seed + i, String(i)));
  const failures = await examine(here, snippets, mode);
  const wrong = failures.filter(({ kind }) => kind !== 'ill-typed');
  expect(wrong.map(({ snippet, kind, detail }) => `seed ${snippet.seed}: ${kind}: ${detail}`)).toEqual([]);
  // What does not type-check tests nothing.
  expect(failures.length).toBeLessThan(count / 10);
});

it('shrinks a snippet to what makes it fail', async () => {
  // A stand-in for a compiler that is wrong about every `Math.imul`.
  const wrong: Runner = {
    run: ({ source }) => {
      const texts = source.split(/^function snippet_/m).slice(1);
      const output = (says: (text: string) => string): string =>
        texts.map((text) => `#${Number.parseInt(text, 10)}\n${says(text)}\n`).join('');
      const got = output((text) => (text.includes('Math.imul') ? 'wrong' : 'right'));
      const result = { kind: 'ran', output: got, end: 'exit 0' } as const;
      return Promise.resolve({ expected: output(() => 'right'), result });
    },
  };
  const noise = Array.from({ length: 30 }, (_, i) => statement`console.log(${i});`);
  const guilty = statement`if (true) {\n${list([...noise, statement`console.log(${expr(NUMBER)`(1 + ${expr(NUMBER)`Math.imul(2, 3)`})`});`])}\n}`;
  const root = list([fixed`function snippet_0(): void {\n${list([...noise, guilty, ...noise])}\n}`]);
  const [failure] = await examine(wrong, [{ seed: 0, suffix: '0', async: false, root }], 'plain');
  const small = await shrink(wrong, failure!, 'plain');
  expect(print(small.root)).toBe('function snippet_0(): void {\nconsole.log(Math.imul(2, 3));\n}');
});
