// The compiler's fuzzer: random well-typed programs, run under Node and compiled, compared byte for byte.
//   compiler.ts [--seed N] [--count N] [--minutes N] [--modes plain,stress,O0] [--batch N] [--size small|large|mixed]
//     [--timeout SECONDS] [--no-shrink] [--print]
// Each program holds many snippets, each of its own seed; `--count` counts snippets. What fails is shrunk and written to
// .cache/fuzz. Exit code 1 when a snippet failed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MODES, type Mode } from './compiler/engines.ts';
import { type Failure, examine } from './compiler/examine.ts';
import { Lane } from './compiler/lane.ts';
import { shrink } from './compiler/shrink.ts';
import { makeSnippet, programText, type Size } from './compiler/snippet.ts';

const { values: flags } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '400' },
    minutes: { type: 'string', default: '600' },
    modes: { type: 'string', default: 'plain,plain,stress,O0,no-snapshot' },
    batch: { type: 'string', default: '40' },
    size: { type: 'string', default: 'large' },
    timeout: { type: 'string', default: '240' },
    shrink: { type: 'boolean', default: true },
    print: { type: 'boolean', default: false },
  },
  allowNegative: true,
});
const OUTPUT = join(import.meta.dirname, '..', '..', '.cache', 'fuzz');
/** Failures of one signature that are shrunk; more would be the same again. */
const SHRUNK_MAX = 2;

async function main(): Promise<number> {
  const [seed, count, batch] = [Number(flags.seed), Number(flags.count), Number(flags.batch)];
  const modes = flags.modes.split(',').map((name) => {
    if (!Object.hasOwn(MODES, name))
      throw new Error(`Cannot run mode ${name}: there are ${Object.keys(MODES).join(', ')}`);
    return name as Mode;
  });
  if (flags.print) {
    process.stdout.write(
      programText(
        Array.from({ length: Math.min(count, batch) }, (_, i) => makeSnippet(seed + i, String(i), sizeOf(seed + i))),
      ),
    );
    return 0;
  }
  const started = performance.now();
  const lane = new Lane(Number(flags.timeout) * 1000);
  const seen = new Map<string, number>();
  const counts: Record<Failure['kind'], number> = { differs: 0, trap: 0, crash: 0, unsupported: 0, 'ill-typed': 0 };
  let done = 0;
  for (let at = 0; at < count && performance.now() - started < Number(flags.minutes) * 60_000; at += batch) {
    const mode = modes[(at / batch) % modes.length]!;
    const snippets = Array.from({ length: Math.min(batch, count - at) }, (_, i) =>
      makeSnippet(seed + at + i, String(i), sizeOf(seed + at + i)),
    );
    const failures = await examine(lane, snippets, mode);
    done += snippets.length;
    for (const failure of failures) {
      counts[failure.kind]++;
      const times = (seen.get(failure.signature) ?? 0) + 1;
      seen.set(failure.signature, times);
      await report(lane, failure, mode, times);
    }
    if ((at / batch) % 10 === 9) progress(done, started, counts);
  }
  progress(done, started, counts);
  lane.close();
  return counts.differs + counts.trap + counts.crash > 0 ? 1 : 0;
}

/** Mixed: one of five is large. */
function sizeOf(seed: number): Size {
  if (flags.size === 'mixed') return seed % 5 === 0 ? 'large' : 'small';
  if (flags.size === 'small' || flags.size === 'large') return flags.size;
  throw new Error(`Cannot make programs of size ${flags.size}: there are small, large, mixed`);
}

async function report(lane: Lane, failure: Failure, mode: Mode, times: number): Promise<void> {
  const { snippet, kind, detail } = failure;
  console.log(`${kind} seed ${snippet.seed} [${mode}]: ${detail.slice(0, 600)}`);
  const serious = kind === 'differs' || kind === 'trap' || kind === 'crash';
  if (!serious || (kind !== 'differs' && times > SHRUNK_MAX)) return;
  mkdirSync(OUTPUT, { recursive: true });
  const small = flags.shrink ? await shrink(lane, failure, mode) : snippet;
  const file = join(OUTPUT, `${snippet.seed}-${mode}.ts`);
  writeFileSync(file, `// seed ${snippet.seed}, ${mode}: ${kind}, ${detail.split('\n')[0]}\n${programText([small])}`);
  console.log(`  ${programText([small]).length} characters in ${file}`);
}

function progress(done: number, started: number, counts: Readonly<Record<string, number>>): void {
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  const found = Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([kind, number]) => `${number} ${kind}`);
  console.log(`${done} snippets in ${minutes} minutes: ${found.length === 0 ? 'clean' : found.join(', ')}`);
}

process.exitCode = await main();
