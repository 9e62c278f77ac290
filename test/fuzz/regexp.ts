// The fuzzer of regular expressions: random literals on random subjects, under Node and compiled, where the build makes a function of
// each pattern or, with `no-snapshot`, the matcher runs it.
//   regexp.ts [--seed N] [--count N] [--modes plain,no-snapshot,O0] [--timeout SECONDS]
// A program holds forty patterns; `--count` counts programs. Exit code 1 when an output differed, or came late: Node has no bound on
// steps. The program is in .cache/fuzz then.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MODES, type Mode } from './compiler/engines.ts';
import { Lane } from './compiler/lane.ts';
import { Random } from './compiler/random.ts';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '20' },
    timeout: { type: 'string', default: '120' },
    modes: { type: 'string', default: 'plain,plain,O0,no-snapshot,stress' },
  },
});
const OUTPUT = join(import.meta.dirname, '..', '..', '.cache', 'fuzz');
const PATTERNS = 40;
const SUBJECTS = 14;
const SUBJECT_PARTS_MAX = 12;
const DEPTH = 2;

const LITERALS = ['a', 'b', 'c', 'ab', 'é', '1', ' ', 'A', 'abc', 'x1', '(?:)', '\\u0101'];
const CLASSES = [
  '\\d',
  '\\w',
  '\\s',
  '.',
  '[ab]',
  '[^a]',
  '[a-c1]',
  '\\W',
  '[^\\d\\s]',
  '[A-Za-z]',
  '\\S',
  '[\\w-]',
  '[é-ü]',
];
const WIDE_CLASSES = ['[^\\u0100-\\u0200]', '[\\s\\S]', '[^]', '[\\u0101a]'];
const ASSERTIONS = ['^', '$', '\\b', '\\B'];
const LOOKS = ['?=', '?!', '?<=', '?<!'];
const QUANTIFIERS = ['*', '+', '?', '{2}', '{1,3}', '{0,2}', '{2,}', '{3}', '{9}', '{10,}'];
const FLAGS = ['', '', 'g', 'g', 'i', 'm', 's', 'y', 'gy', 'gi', 'd', 'u', 'gu', 'im', 'v', 'iu'];
const TEXTS = ['a', 'b', 'c', 'ab', 'abc', '1', '12', ' ', 'é', 'A', 'B', '\\n', 'x1', '-', 'aa'];
const WIDE_TEXT = '\\u0101';

/** One pattern's source, without what no engine accepts. */
class PatternMaker {
  readonly #random: Random;
  #groups = 0;
  constructor(random: Random) {
    this.#random = random;
  }
  make(): string {
    for (;;) {
      this.#groups = 0;
      const source = this.#alternatives(DEPTH);
      const letters = this.#random.pick(FLAGS);
      // TypeScript refuses references to groups that do not exist.
      if (isPattern(source, letters) && isPattern(source, `${letters.replace(/[uv]/, '')}u`))
        return `/${source}/${letters}`;
    }
  }
  #alternatives(depth: number): string {
    let text = this.#sequence(depth);
    while (this.#random.chance(0.33)) text += `|${this.#sequence(depth)}`;
    return text;
  }
  #sequence(depth: number): string {
    return Array.from({ length: this.#random.between(1, 4) }, () => this.#term(depth)).join('');
  }
  #term(depth: number): string {
    const random = this.#random;
    if (random.chance(0.07)) return random.pick(ASSERTIONS);
    if (depth > 0 && random.chance(0.05)) return `(${random.pick(LOOKS)}${this.#alternatives(depth - 1)})`;
    const atom = this.#atom(depth);
    if (!random.chance(0.35)) return atom;
    const single = atom.length === 1 || /^(?:\\.|\[.*\]|\(.*\))$/s.test(atom);
    return `${single ? atom : `(?:${atom})`}${random.pick(QUANTIFIERS)}${random.chance(0.25) ? '?' : ''}`;
  }
  #atom(depth: number): string {
    const random = this.#random;
    if (depth > 0 && random.chance(0.15)) {
      this.#groups++;
      return `(${this.#alternatives(depth - 1)})`;
    }
    if (depth > 0 && random.chance(0.15)) return `(?:${this.#alternatives(depth - 1)})`;
    if (this.#groups > 0 && random.chance(0.05)) return `(?:\\${random.between(1, this.#groups)})`;
    if (random.chance(0.05)) return random.pick(WIDE_CLASSES);
    return random.pick(random.chance(0.5) ? LITERALS : CLASSES);
  }
}
function isPattern(source: string, letters: string): boolean {
  try {
    return new RegExp(source, letters).flags === letters;
  } catch {
    return false;
  }
}

const PRELUDE = `console.log('patterns are evaluated after this');
function show(found: RegExpExecArray | null): string {
  return found === null ? 'null' : found.index + JSON.stringify(found);
}
function all(make: () => RegExp, name: string): void {
  for (const text of TEXTS) {
    const pattern = make();
    try {
      let line = show(pattern.exec(text)) + pattern.lastIndex;
      line += text.replace(make(), '<$&$1>') + JSON.stringify(text.split(make())) + text.search(make());
      if (pattern.global) line += JSON.stringify(text.match(pattern)) + [...text.matchAll(pattern)].map((m) => m.index).join();
      console.log(name, line);
    } catch (error) {
      console.log(name, String(error));
    }
  }
}
`;

function program(seed: number): string {
  const random = new Random(seed);
  const subject = (): string =>
    Array.from({ length: random.between(0, SUBJECT_PARTS_MAX) }, () =>
      random.chance(0.01) ? WIDE_TEXT : random.pick(TEXTS),
    ).join('');
  const subjects = Array.from({ length: SUBJECTS }, () => `'${subject()}'`);
  const patterns = Array.from({ length: PATTERNS }, () => new PatternMaker(random).make());
  const calls = patterns.map((pattern) => `all(() => ${pattern}, ${JSON.stringify(pattern)});`);
  return `const TEXTS = [${subjects.join(', ')}];\n${PRELUDE}${calls.join('\n')}\n`;
}

async function main(): Promise<number> {
  const modes = flags.modes.split(',') as Mode[];
  for (const mode of modes)
    if (!Object.hasOwn(MODES, mode))
      throw new Error(`Cannot run mode ${mode}: there are ${Object.keys(MODES).join(', ')}`);
  const lane = new Lane(Number(flags.timeout) * 1000);
  let failed = 0;
  for (let i = 0; i < Number(flags.count); i++) {
    const seed = Number(flags.seed) + i;
    const mode = modes[i % modes.length]!;
    const source = program(seed);
    const { expected, result } = await lane.run({ source, mode });
    if (result.kind === 'ran' && result.output === expected) continue;
    failed++;
    mkdirSync(OUTPUT, { recursive: true });
    writeFileSync(join(OUTPUT, `regexp-${seed}.ts`), source);
    process.stdout.write(
      `seed ${seed} [${mode}]: ${result.kind === 'ran' ? difference(expected ?? '', result.output) : result.message}\n`,
    );
  }
  lane.close();
  process.stdout.write(`${flags.count} programs of ${PATTERNS} patterns: ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}
function difference(expected: string, output: string): string {
  const [wanted, got] = [expected.split('\n'), output.split('\n')];
  const at = wanted.findIndex((line, i) => line !== got[i]);
  return `expected ${wanted[at] ?? 'no more'}\n  got ${got[at] ?? 'nothing'}`;
}

process.exitCode = await main();
