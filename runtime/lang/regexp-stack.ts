// The matcher's stack of things to go back to: records of three words {tag | word, a, b} in a leaf that grows. Choices
// resume elsewhere, undo records restore registers, runs give back one place at a time, barriers mark look-arounds.
import {
  addr,
  asCell,
  load32,
  memoryCopy,
  store32,
  tagOf,
  type Cell,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { throwRangeError } from './error.ts';
import { allocLeaf } from './memory.ts';

/** {instruction, position}. */
export const CHOICE: u32 = 0;
/** {register, its value}. */
export const UNDO: u32 = 0x80000000;
/** {instruction, last place tried, first place}: of a greedy run. */
export const RUN: u32 = 0x40000000;
/** {instruction, place, how many more}: of a lazy run. */
export const LAZY: u32 = 0x20000000;
/** {end, position, 1 if negative}. */
export const BARRIER: u32 = 0x10000000;
export const TAGS: u32 = 0xf0000000;
export const RECORD: u32 = 12;

const INITIAL_BYTES: u32 = 12288;
/** Largest stack: a pattern that needs more is refused on that subject. */
const MAX_BYTES: u32 = 0x6000000;

let leaf: Val = undefined;
let base: u32 = 0;
let top: u32 = 0;
let limit: u32 = 0;

/** An empty stack. */
export function resetStack(): void {
  if (tagOf(leaf) !== 0xfffe || limit - base > INITIAL_BYTES) newStack(INITIAL_BYTES);
  top = base;
}
function newStack(bytes: u32): void {
  const fresh: Cell = asCell(allocLeaf(8 + bytes));
  if (top > base) memoryCopy(addr(fresh) + 8, base, top - base);
  top = addr(fresh) + 8 + (top - base);
  leaf = fresh;
  base = addr(fresh) + 8;
  limit = base + bytes;
}

export function push(word: u32, a: u32, b: u32): void {
  if (top === limit) {
    if (limit - base >= MAX_BYTES) throwRangeError('Cannot match a regular expression: its backtracking stack is full');
    newStack((limit - base) << 1);
  }
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
