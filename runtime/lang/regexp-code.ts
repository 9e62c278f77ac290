// The code that patterns are compiled to: what regexp-emit.ts writes and regexp-match.ts runs,
// or the build turns into WebAssembly (compiler/codegen/pattern-code.ts). A program is one leaf: header words, then instructions, then classes. An
// instruction's first word is its operation with an argument above it.
import type { u32 } from './intrinsics.ts';

/** Argument: the unit that must stand there. */
export const OP_CHAR = 0;
/** Argument: offset of the class, in words; one unit. */
export const OP_CLASS = 1;
/** Argument: class; then MODE bits. One unit or code point, either way. */
export const OP_POINT = 2;
/** Argument: 1 if the target is tried first; then target, memo number. */
export const OP_SPLIT = 3;
/** Argument: class; then RUN bits, min, max, memo number. As many as there are, or with RUN_LAZY as few. */
export const OP_RUN = 4;
/** Argument: register that takes the position. */
export const OP_SAVE = 5;
/** Argument: target. */
export const OP_JUMP = 6;
/** Argument: first register; then one past the last: captures of an iteration are forgotten. */
export const OP_RESET = 7;
/** Argument: register: fails if nothing was consumed since it was saved. */
export const OP_CHECK = 8;
/** Argument: which. */
export const OP_ASSERT = 9;
/** Argument: register of a counter. */
export const OP_ZERO = 10;
/** Argument: counter; then min, max, lazy, exit. */
export const OP_COUNT = 11;
/** Argument: counter. */
export const OP_INCREMENT = 12;
/** Argument: saved register; then counter, min: OP_CHECK for iterations that are not mandatory. */
export const OP_CHECK_COUNTED = 13;
/** Argument: how many groups; then REFERENCE bits, groups. */
export const OP_REFERENCE = 14;
/** Argument: 1 if negative; then register, end. */
export const OP_LOOK = 15;
/** Argument: 1 if negative; then register. */
export const OP_LOOK_END = 16;
export const OP_MATCH = 17;

/** OP_ASSERT's arguments; the last two: with the flags i and u. */
export const ASSERT_START: u32 = 0;
export const ASSERT_END: u32 = 1;
export const ASSERT_LINE_START: u32 = 2;
export const ASSERT_LINE_END: u32 = 3;
export const ASSERT_WORD: u32 = 4;
export const ASSERT_NOT_WORD: u32 = 5;
export const ASSERT_WORD_FOLD: u32 = 6;
export const ASSERT_NOT_WORD_FOLD: u32 = 7;

export const MODE_BACK = 1;
export const MODE_UNICODE = 2;
export const RUN_LAZY = 1;
export const RUN_UNICODE = 2;
/** What follows cannot start with what the run takes: giving back is of no use. */
export const RUN_POSSESSIVE = 4;
export const REFERENCE_FOLD = 1;
export const REFERENCE_UNICODE = 2;
export const REFERENCE_BACK = 4;

/** A maximum that is none. */
export const INFINITE: u32 = 0xffffffff;
/** No position. */
export const UNSET: u32 = 0xffffffff;

/** Bytes of a record of the stack (regexp-stack.ts), and the mark of those that restore registers: {register, its value}. */
export const RECORD: u32 = 12;
export const UNDO: u32 = 0x80000000;

/** Words that an instruction takes; `first` is its first one. */
export function instructionWords(first: u32): u32 {
  const op: u32 = first & 255;
  if (op === OP_RUN || op === OP_COUNT) return 5;
  if (op === OP_SPLIT || op === OP_CHECK_COUNTED || op === OP_LOOK) return 3;
  if (op === OP_REFERENCE) return 2 + (first >>> 8);
  return op === OP_POINT || op === OP_RESET || op === OP_LOOK_END ? 2 : 1;
}

/** Header words. */
export const HEAD_CLASSES = 0;
export const HEAD_GROUPS = 1;
export const HEAD_REGISTERS = 2;
export const HEAD_FLAGS = 3;
export const HEAD_MEMOS = 4;
/** How many loops the header names the registers of, then those: a state of the search includes whether they advanced. */
export const HEAD_MARKS = 5;
export const MAX_MARKS = 3;
/** Eight words of bits: Latin-1 units a match can start with. */
export const HEAD_FIRST = 9;
/** Number of the function that the build made of the program, for subjects in Latin-1; 0 if there is none. */
export const HEAD_COMPILED = 17;
export const HEAD_WORDS = 18;

/** Static bytes that matcher and compiled programs share: bounds of the stack, its top where it moved, steps taken and allowed, where it tries. */
export const SEARCH_BASE = 0;
export const SEARCH_LIMIT = 4;
export const SEARCH_TOP = 8;
export const SEARCH_STEPS = 12;
export const SEARCH_MAX_STEPS = 16;
export const SEARCH_START = 20;
export const SEARCH_BYTES = 32;

/** No look-around, references or counters: the search can be made linear. */
export const LINEAR = 1;
/** Matches only at the start of the subject. */
export const ANCHORED = 2;
/** HEAD_FIRST holds. */
export const HAS_FIRST = 4;
/** A match can start with a unit above 255. */
export const FIRST_WIDE = 8;
