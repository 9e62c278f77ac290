// Sets of code points as sorted half-open ranges in a vector of words: union, complement, intersection, closure under
// letter case (ECMA-262 §22.2.2.7.3 Canonicalize), and the sets that escapes name.
import { addr, load16, load32, load8, type Cell, type Str, type bool, type u32 } from './intrinsics.ts';
import { newWords, pushWord, setWord, truncateWords, wordAt, wordCount } from './words.ts';
import { stringLength } from './string.ts';
import { foldOf, specialUpper, upperOf } from './unicode-case.ts';
import { FOLD, UPPER } from './unicode-case-table.ts';

/** One past the last code point. */
export const POINTS: u32 = 0x110000;

/** Adds from..to (inclusive); the set must be normalised before it is used. */
export function addRange(set: Cell, from: u32, to: u32): void {
  pushWord(set, from);
  pushWord(set, to + 1);
}
export function addAll(set: Cell, other: Cell): void {
  const count: u32 = wordCount(other);
  for (let i: u32 = 0; i < count; i = i + 1) pushWord(set, wordAt(other, i));
}

/** Sorts ranges and merges those that touch. */
export function normalise(set: Cell): void {
  const count: u32 = wordCount(set);
  for (let i: u32 = 2; i < count; i = i + 2) {
    const from: u32 = wordAt(set, i);
    const to: u32 = wordAt(set, i + 1);
    let at: u32 = i;
    while (at > 0 && wordAt(set, at - 2) > from) {
      setWord(set, at, wordAt(set, at - 2));
      setWord(set, at + 1, wordAt(set, at - 1));
      at = at - 2;
    }
    setWord(set, at, from);
    setWord(set, at + 1, to);
  }
  let used: u32 = 0;
  for (let i: u32 = 0; i < count; i = i + 2) {
    const from: u32 = wordAt(set, i);
    const to: u32 = wordAt(set, i + 1);
    if (used > 0 && from <= wordAt(set, used - 1)) {
      if (to > wordAt(set, used - 1)) setWord(set, used - 1, to);
    } else {
      setWord(set, used, from);
      setWord(set, used + 1, to);
      used = used + 2;
    }
  }
  truncateWords(set, used);
}

/** The complement of a normalised set. */
export function complement(set: Cell): Cell {
  const result: Cell = newWords();
  const count: u32 = wordCount(set);
  let at: u32 = 0;
  for (let i: u32 = 0; i < count; i = i + 2) {
    if (wordAt(set, i) > at) addRange(result, at, wordAt(set, i) - 1);
    at = wordAt(set, i + 1);
  }
  if (at < POINTS) addRange(result, at, POINTS - 1);
  return result;
}
/** What is in both normalised sets. */
export function intersection(a: Cell, b: Cell): Cell {
  const result: Cell = newWords();
  let i: u32 = 0;
  let k: u32 = 0;
  while (i < wordCount(a) && k < wordCount(b)) {
    const from: u32 = wordAt(a, i) > wordAt(b, k) ? wordAt(a, i) : wordAt(b, k);
    const to: u32 = wordAt(a, i + 1) < wordAt(b, k + 1) ? wordAt(a, i + 1) : wordAt(b, k + 1);
    if (from < to) addRange(result, from, to - 1);
    if (wordAt(a, i + 1) < wordAt(b, k + 1)) i = i + 2;
    else k = k + 2;
  }
  return result;
}

/** Membership in a normalised set. */
export function contains(set: Cell, point: u32): bool {
  let low: u32 = 0;
  let high: u32 = wordCount(set) >>> 1;
  while (low < high) {
    const middle: u32 = (low + high) >>> 1;
    if (wordAt(set, (middle << 1) + 1) <= point) low = middle + 1;
    else high = middle;
  }
  return low << 1 < wordCount(set) && wordAt(set, low << 1) <= point;
}

/** Canonicalize with ignoreCase (§22.2.2.7.3). */
export function canonical(point: u32, unicode: bool): u32 {
  if (point < 128 && !unicode) return point - 97 < 26 ? point - 32 : point;
  if (unicode) return foldOf(point);
  if (point > 0xffff || specialUpper(point) !== 0) return point;
  const upper: u32 = upperOf(point);
  return (upper < 128 && point >= 128) || upper > 0xffff ? point : upper;
}

/** Adds all code points that Canonicalize takes for the same as one of the set; the result is normalised. */
export function closeCase(set: Cell, unicode: bool): void {
  normalise(set);
  const present: Cell = newWords();
  if (!unicode && (wordCount(set) === 0 || wordAt(set, wordCount(set) - 1) <= 128)) {
    closeAscii(set);
    return;
  }
  collectCanonical(set, present, unicode, unicode ? FOLD : UPPER);
  normalise(present);
  addEquals(set, present, unicode, unicode ? FOLD : UPPER);
  normalise(set);
}
function closeAscii(set: Cell): void {
  for (let letter: u32 = 65; letter < 91; letter = letter + 1) {
    const large: bool = contains(set, letter);
    const small: bool = contains(set, letter + 32);
    if (large && !small) addRange(set, letter + 32, letter + 32);
    if (small && !large) addRange(set, letter, letter);
    if (large !== small) normalise(set);
  }
}

/** Walks the runs of a case table: canonical forms of the members of `set` go to `present`. */
function collectCanonical(set: Cell, present: Cell, unicode: bool, table: Str): void {
  const end: u32 = addr(table) + 12 + stringLength(table);
  for (let run: u32 = addr(table) + 12; run < end; run = run + 8) {
    const count: u32 = load16(run, 4) & 0xfff;
    for (let i: u32 = 0; i < count; i = i + 1) {
      const point: u32 = (load32(run) & 0xffffff) + i * load8(run, 3);
      const form: u32 = canonical(point, unicode);
      if (contains(set, point) || contains(set, form)) addRange(present, form, form);
    }
  }
}
function addEquals(set: Cell, present: Cell, unicode: bool, table: Str): void {
  const end: u32 = addr(table) + 12 + stringLength(table);
  for (let run: u32 = addr(table) + 12; run < end; run = run + 8) {
    const count: u32 = load16(run, 4) & 0xfff;
    for (let i: u32 = 0; i < count; i = i + 1) {
      const point: u32 = (load32(run) & 0xffffff) + i * load8(run, 3);
      const form: u32 = canonical(point, unicode);
      if (contains(present, form)) {
        addRange(set, point, point);
        addRange(set, form, form);
      }
    }
  }
}

/** Adds \d, \s or \w, or what is not in it for a capital letter. */
export function addEscapeClass(set: Cell, letter: u32, foldWords: bool): void {
  const part: Cell = newWords();
  const small: u32 = letter | 32;
  if (small === 100) addRange(part, 48, 57);
  else if (small === 119) addWordUnits(part, foldWords);
  else addSpaces(part);
  normalise(part);
  addAll(set, letter === small ? part : complement(part));
}
/** WordCharacters (§22.2.2.9.3): with the flags i and u also what folds to a letter. */
export function addWordUnits(set: Cell, foldWords: bool): void {
  addRange(set, 48, 57);
  addRange(set, 65, 90);
  addRange(set, 95, 95);
  addRange(set, 97, 122);
  if (!foldWords) return;
  addRange(set, 0x17f, 0x17f);
  addRange(set, 0x212a, 0x212a);
}
function addSpaces(set: Cell): void {
  addRange(set, 9, 13);
  addRange(set, 32, 32);
  addRange(set, 0xa0, 0xa0);
  addRange(set, 0x1680, 0x1680);
  addRange(set, 0x2000, 0x200a);
  addRange(set, 0x2028, 0x2029);
  addRange(set, 0x202f, 0x202f);
  addRange(set, 0x205f, 0x205f);
  addRange(set, 0x3000, 0x3000);
  addRange(set, 0xfeff, 0xfeff);
}
/** `.` without the flag s. */
export function addNotLineEnds(set: Cell): void {
  addRange(set, 0, 9);
  addRange(set, 11, 12);
  addRange(set, 14, 0x2027);
  addRange(set, 0x202a, POINTS - 1);
}

/** Appends a class as the matcher reads it: 8 words of bits for the members below 256, then how many ranges above, then those. */
export function writeClass(to: Cell, set: Cell): u32 {
  const start: u32 = wordCount(to);
  for (let i: u32 = 0; i < 9; i = i + 1) pushWord(to, 0);
  let wide: u32 = 0;
  for (let i: u32 = 0; i < wordCount(set); i = i + 2) {
    const end: u32 = wordAt(set, i + 1);
    let point: u32 = wordAt(set, i);
    while (point < 256 && point < end) {
      const at: u32 = start + (point >>> 5);
      setWord(to, at, wordAt(to, at) | (1 << (point & 31)));
      point = point + 1;
    }
    if (point < end) {
      pushWord(to, point);
      pushWord(to, end);
      wide = wide + 1;
    }
  }
  setWord(to, start + 8, wide);
  return start;
}
/** Membership in a class that `writeClass` wrote, by its address. */
export function inClass(class_: u32, point: u32): bool {
  if (point < 256) return (load8(class_ + (point >>> 3)) & (1 << (point & 7))) !== 0;
  let low: u32 = 0;
  let high: u32 = load32(class_, 32);
  const ranges: u32 = class_ + 36;
  while (low < high) {
    const middle: u32 = (low + high) >>> 1;
    if (load32(ranges + (middle << 3), 4) <= point) low = middle + 1;
    else high = middle;
  }
  return low < load32(class_, 32) && load32(ranges + (low << 3)) <= point;
}
/** LineTerminator (§12.3). */
export function isLineEnd(unit: u32): bool {
  return unit === 10 || unit === 13 || unit === 0x2028 || unit === 0x2029;
}
