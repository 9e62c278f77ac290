// The matcher's stack of things to go back to: records of three words {tag | word, a, b} in a leaf that grows. Choices
// resume elsewhere, undo records restore registers, runs give back one place at a time, barriers mark look-arounds.
import {
  addr,
  asCell,
  load32,
  memoryCopy,
  staticBytes,
  store32,
  tagOf,
  type Cell,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { throwRangeError } from './error.ts';
import { allocLeaf } from './memory.ts';
import {
  RECORD,
  SEARCH_BASE,
  SEARCH_LIMIT,
  SEARCH_MAX_STEPS,
  SEARCH_START,
  SEARCH_STEPS,
  SEARCH_TOP,
  UNDO,
} from './regexp-code.ts';

/** {instruction, position}. */
export const CHOICE: u32 = 0;
/** {instruction, last place tried, first place}: of a greedy run. */
export const RUN: u32 = 0x40000000;
/** {instruction, place, how many more}: of a lazy run. */
export const LAZY: u32 = 0x20000000;
/** {end, position, 1 if negative}. */
export const BARRIER: u32 = 0x10000000;
export const TAGS: u32 = 0xf0000000;

const INITIAL_BYTES: u32 = 12288;
/** Largest stack: a pattern that needs more is refused on that subject. */
const MAX_BYTES: u32 = 0x6000000;

let leaf: Val = undefined;
let base: u32 = 0;
let top: u32 = 0;
let limit: u32 = 0;

/** An empty stack. */
export function resetStack(): void {
  // Before there is a smaller one: what the last search left would not fit.
  top = base;
  if (tagOf(leaf) !== 0xfffe || limit - base > INITIAL_BYTES) newStack(INITIAL_BYTES);
}
function newStack(bytes: u32): void {
  const fresh: Cell = asCell(allocLeaf(8 + bytes));
  if (top > base) memoryCopy(addr(fresh) + 8, base, top - base);
  top = addr(fresh) + 8 + (top - base);
  leaf = fresh;
  base = addr(fresh) + 8;
  limit = base + bytes;
}

function grow(): void {
  if (limit - base >= MAX_BYTES) throwRangeError('Cannot match a regular expression: its backtracking stack is full');
  newStack((limit - base) << 1);
}

export function push(word: u32, a: u32, b: u32): void {
  if (top === limit) grow();
  store32(top, word);
  store32(top, a, 4);
  store32(top, b, 8);
  top = top + RECORD;
}
export function isEmptyStack(): bool {
  return top === base;
}
/** Address of the last record. */
export function lastRecord(): u32 {
  return top - RECORD;
}
export function dropRecord(): void {
  top = top - RECORD;
}
/** Offset of the top: stays valid when the stack moves. */
export function stackHeight(): u32 {
  return top - base;
}

/** Ends a look-around that matched: choices above its barrier go, undo records stay. Returns the barrier's position. */
export function cutTo(height: u32): u32 {
  const barrier: u32 = base + height - RECORD;
  const place: u32 = load32(barrier, 4);
  let to: u32 = barrier;
  for (let from: u32 = barrier + RECORD; from < top; from = from + RECORD) {
    if ((load32(from) & UNDO) !== 0) {
      memoryCopy(to, from, RECORD);
      to = to + RECORD;
    }
  }
  top = to;
  return place;
}

// Compiled programs keep the top in a variable of their own.

function shared(): u32 {
  return staticBytes('lang.search', 32);
}
/** Tells a compiled program where the stack is. */
function publish(): void {
  const search: u32 = shared();
  store32(search, base, SEARCH_BASE);
  store32(search, limit, SEARCH_LIMIT);
  store32(search, top, SEARCH_TOP);
}
/** A stack for a compiled program, and the steps that it may take; returns the stack's start. */
export function openStack(steps: u32, maxSteps: u32): u32 {
  publish();
  const search: u32 = shared();
  store32(search, steps, SEARCH_STEPS);
  store32(search, maxSteps, SEARCH_MAX_STEPS);
  return base;
}
export function sharedSteps(): u32 {
  return load32(shared(), SEARCH_STEPS);
}
export function addSharedSteps(more: u32): void {
  store32(shared(), sharedSteps() + more, SEARCH_STEPS);
}
/** Where a compiled program was when its steps were used up. */
export function sharedStart(): u32 {
  return load32(shared(), SEARCH_START);
}
/** A longer stack for one that is full up to `at`. */
export function growStack(at: u32): void {
  top = at;
  grow();
  publish();
}
/** `cutTo` with the top at `at`. */
export function cutStack(at: u32, height: u32): u32 {
  top = at;
  const place: u32 = cutTo(height);
  publish();
  return place;
}
