// The tree of a parsed pattern: nodes of eight words in one vector, sets of code points in another. Node 0 is the empty one.
import { type Cell, type bool, type u32 } from './intrinsics.ts';
import { newWords, pushWord, setWord, wordAt, wordCount } from './words.ts';

export const EMPTY: u32 = 0;
/** a: code point. */
export const CHAR: u32 = 1;
/** a: where its set starts in the pool {class offset + 1 or 0, count of words, words…}. */
export const SET: u32 = 2;
/** a: first child. */
export const SEQUENCE: u32 = 3;
export const ALTERNATIVES: u32 = 4;
/** a: number of the group, b: child. */
export const CAPTURE: u32 = 5;
/** a: LOOK_NEGATIVE | LOOK_BEHIND, b: child. */
export const LOOK: u32 = 6;
/** a: group or, with b & REFERENCE_NAMED, index of the name; b: flags. */
export const REFERENCE: u32 = 7;
/** a: which. */
export const ASSERT: u32 = 8;
/** a: child, b: min, c: max, d: lazy, e and f: groups from..to inside. */
export const QUANTIFIER: u32 = 9;

export const LOOK_NEGATIVE: u32 = 1;
export const LOOK_BEHIND: u32 = 2;
export const REFERENCE_IGNORE_CASE: u32 = 1;
export const REFERENCE_NAMED: u32 = 2;

const NODE_WORDS: u32 = 8;

export function newNode(nodes: Cell, kind: u32, a: u32, b: u32): u32 {
  const at: u32 = wordCount(nodes);
  pushWord(nodes, kind);
  pushWord(nodes, a);
  pushWord(nodes, b);
  for (let i: u32 = 3; i < NODE_WORDS; i = i + 1) pushWord(nodes, 0);
  return at;
}
export function newNodes(): Cell {
  const nodes: Cell = newWords();
  newNode(nodes, EMPTY, 0, 0);
  return nodes;
}
export function kindOfNode(nodes: Cell, node: u32): u32 {
  return wordAt(nodes, node);
}
/** The n-th word of a node: 1 is a, 2 is b … */
export function field(nodes: Cell, node: u32, n: u32): u32 {
  return wordAt(nodes, node + n);
}
export function setField(nodes: Cell, node: u32, n: u32, value: u32): void {
  setWord(nodes, node + n, value);
}
/** The next child of the parent, 0 after the last. */
export function nextOf(nodes: Cell, node: u32): u32 {
  return wordAt(nodes, node + 7);
}
export function link(nodes: Cell, node: u32, next: u32): void {
  setWord(nodes, node + 7, next);
}

/** Copies a normalised set into the pool. */
export function poolSet(pool: Cell, set: Cell): u32 {
  const at: u32 = wordCount(pool);
  pushWord(pool, 0);
  pushWord(pool, wordCount(set));
  for (let i: u32 = 0; i < wordCount(set); i = i + 1) pushWord(pool, wordAt(set, i));
  return at;
}

/** Whether what stands at a node can match without consuming. */
export function isNullable(nodes: Cell, node: u32): bool {
  const kind: u32 = kindOfNode(nodes, node);
  if (kind === CHAR || kind === SET) return false;
  if (kind === CAPTURE) return isNullable(nodes, field(nodes, node, 2));
  if (kind === QUANTIFIER) return field(nodes, node, 2) === 0 || isNullable(nodes, field(nodes, node, 1));
  if (kind === SEQUENCE) {
    for (let child: u32 = field(nodes, node, 1); child !== 0; child = nextOf(nodes, child))
      if (!isNullable(nodes, child)) return false;
    return true;
  }
  if (kind !== ALTERNATIVES) return true;
  for (let child: u32 = field(nodes, node, 1); child !== 0; child = nextOf(nodes, child))
    if (isNullable(nodes, child)) return true;
  return false;
}
