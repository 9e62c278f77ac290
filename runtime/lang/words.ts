// Growable vectors of 32-bit words: what the compiler of regular expressions keeps its nodes, sets and code in, and code
// points while a text is normalised. A vector is {+8 length, +12 capacity, +16 leaf, +24 most words, +28 0}; words start at +8
// of the leaf.
import {
  addr,
  asCell,
  initVal,
  load32,
  loadVal,
  memoryCopy,
  store32,
  storeVal,
  type Cell,
  type u32,
} from './intrinsics.ts';
import { throwSyntaxError } from './error.ts';
import { allocLeaf, allocScan } from './memory.ts';

/** Most words of a vector of a pattern: bounds what it can cost when it is compiled (4 MB). */
const MAX_PATTERN_WORDS: u32 = 0x100000;
/** Most words that memory could hold. */
const MAX_WORDS: u32 = 0x10000000;

export function newWords(): Cell {
  return newVector(MAX_PATTERN_WORDS);
}
/** A vector for as many words as a string's contents need. */
export function newLongWords(): Cell {
  return newVector(MAX_WORDS);
}
function newVector(limit: u32): Cell {
  const leaf: Cell = asCell(allocLeaf(136));
  const cell: u32 = allocScan(32);
  store32(cell, 32, 12);
  store32(cell, limit, 24);
  initVal(cell, leaf, 16);
  return asCell(cell);
}

export function wordCount(words: Cell): u32 {
  return load32(addr(words), 8);
}
/** Address of the first word; valid until the vector grows. */
export function wordsStart(words: Cell): u32 {
  return addr(loadVal(addr(words), 16)) + 8;
}
export function wordAt(words: Cell, index: u32): u32 {
  return load32(wordsStart(words) + (index << 2));
}
export function setWord(words: Cell, index: u32, value: u32): void {
  store32(wordsStart(words) + (index << 2), value);
}
export function truncateWords(words: Cell, count: u32): void {
  store32(addr(words), count, 8);
}

export function pushWord(words: Cell, value: u32): void {
  const cell: u32 = addr(words);
  const length: u32 = load32(cell, 8);
  if (length === load32(cell, 12)) growWords(cell, length);
  store32(wordsStart(words) + (length << 2), value);
  store32(cell, length + 1, 8);
}

function growWords(cell: u32, length: u32): void {
  if (length >= load32(cell, 24)) throwSyntaxError('Invalid regular expression: Regular expression too large');
  const leaf: Cell = asCell(allocLeaf(8 + (length << 3)));
  memoryCopy(addr(leaf) + 8, addr(loadVal(cell, 16)) + 8, length << 2);
  storeVal(cell, leaf, 16);
  store32(cell, length << 1, 12);
}
