// Makes a failing snippet smaller by cuts in its tree: statements go, expressions become their simplest value or one of their
// parts. Candidates are packed many to a program, since each would cost a compilation; those that still fail are taken together.
import { type Failure, examine } from './examine.ts';
import type { Mode } from './engines.ts';
import type { Runner } from './worker.ts';
import type { Snippet } from './snippet.ts';
import { type Part, type Tree, descendants, print, replaceAt } from './tree.ts';

interface Cut {
  readonly path: readonly number[];
  readonly replacement: Part;
  /** Characters that go. */
  readonly gain: number;
}

const PACK = 16;
const ROUNDS_MAX = 60;

/** The smallest snippet found that fails in the same way. */
export async function shrink(lane: Runner, failure: Failure, mode: Mode): Promise<Snippet> {
  let { snippet } = failure;
  let skip = 0;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const cuts = cutsOf(snippet.root);
    const pack = cuts.slice(skip, skip + PACK);
    if (pack.length === 0) {
      if (skip === 0 || cuts.length === 0) break;
      // One more pass from the front: a cut may have become possible.
      if (round > 0 && (await firstPass(lane, snippet, cuts.slice(0, PACK), failure, mode)).length === 0) break;
      skip = 0;
      continue;
    }
    const good = await firstPass(lane, snippet, pack, failure, mode);
    if (good.length === 0) {
      skip += PACK;
      continue;
    }
    snippet = await together(lane, snippet, good, failure, mode);
    skip = Math.max(0, skip - PACK);
  }
  return snippet;
}

async function firstPass(
  lane: Runner,
  snippet: Snippet,
  cuts: readonly Cut[],
  failure: Failure,
  mode: Mode,
): Promise<Cut[]> {
  const candidates = cuts.map((cut) => replaceAt(snippet.root, cut.path, cut.replacement));
  const failing = await stillFailing(lane, snippet, candidates, failure, mode);
  return cuts.filter((_, i) => failing.has(i));
}

/** Applies as many of the cuts as keep the failure: all of them, else the first ones. */
async function together(
  lane: Runner,
  snippet: Snippet,
  cuts: readonly Cut[],
  failure: Failure,
  mode: Mode,
): Promise<Snippet> {
  const chosen: Cut[] = [];
  const stages: Tree[] = [];
  let root = snippet.root;
  for (const cut of cuts) {
    if (
      chosen.some(
        (each) =>
          each.path.every((step, i) => cut.path[i] === step) || cut.path.every((step, i) => each.path[i] === step),
      )
    )
      continue;
    root = replaceAt(root, cut.path, cut.replacement);
    chosen.push(cut);
    stages.push(root);
  }
  if (stages.length === 1) return { ...snippet, root: stages[0]! };
  const failing = await stillFailing(lane, snippet, stages, failure, mode);
  const best = Math.max(0, ...failing);
  return { ...snippet, root: stages[best]! };
}

async function stillFailing(
  lane: Runner,
  snippet: Snippet,
  roots: readonly Tree[],
  failure: Failure,
  mode: Mode,
): Promise<Set<number>> {
  const own = new RegExp(`_${snippet.suffix}\\b`, 'g');
  const candidates = roots.map((root, i): Snippet => ({
    ...snippet,
    suffix: String(i),
    root: { sort: 'fixed', parts: [print(root).replace(own, `_${i}`)], fallback: null },
  }));
  const failures = await examine(lane, candidates, mode);
  return new Set(
    failures
      .filter((each) => each.kind === failure.kind && each.signature === failure.signature)
      .map((each) => Number(each.snippet.suffix)),
  );
}

/** Every cut, those that take most away first. Cuts that leave a name without its declaration are not tried. */
function cutsOf(root: Tree): Cut[] {
  const whole = print(root);
  const cuts: Cut[] = [];
  const add = (path: readonly number[], node: Tree, replacement: Part): void => {
    const [before, after] = [print(node), print(replacement)];
    if (after.length >= before.length) return;
    if (undeclares(whole, before, after)) return;
    cuts.push({ path, replacement, gain: before.length - after.length });
  };
  for (const { node, path } of descendants(root)) {
    if (node.fallback !== null) add(path, node, node.fallback);
    if (node.sort === 'list' || node.sort === 'commas') continue;
    const inner = descendants(node);
    if (node.sort.startsWith('expr:'))
      for (const each of inner) if (each.node.sort === node.sort) add(path, node, each.node);
    if (node.sort === 'stmt') for (const each of inner) if (each.node.sort === 'list') add(path, node, each.node);
  }
  return cuts.toSorted((a, b) => b.gain - a.gain);
}

const DECLARATION = /\b(?:let|const|function\*?|class|interface|type|catch \(|for \(const) ([A-Za-z]\w*_\w+)/g;

function undeclares(whole: string, before: string, after: string): boolean {
  for (const [, name] of before.matchAll(DECLARATION)) {
    const count = (text: string): number => text.split(name!).length - 1;
    if (
      !new RegExp(`(let|const|function\\*?|class|interface|type|\\() ${name}\\b`).test(after) &&
      count(whole) - count(before) + count(after) > 0
    )
      return true;
  }
  return false;
}
