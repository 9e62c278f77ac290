// String.prototype.normalize (ECMA-262 §22.1.3.15; Unicode §3.11, UAX #15): a text is decomposed by tables, its marks are
// sorted by combining class, and for the composed forms the pairs that have a composite are put together again.
import { addr, load16, load32, load8, type Cell, type Str, type Val, type bool, type u32 } from './intrinsics.ts';
import { readNumber, readingPlace, startReading } from './packed-numbers.ts';
import { codePointAt, fromCodePoint, isWide, settle, stringEquals, stringLength } from './string.ts';
import { throwRangeError } from './error.ts';
import { toStringValue } from './primitive.ts';
import { appendString, finishBuilder, newBuilder } from './string-builder.ts';
import { textOf } from './string-builtins.ts';
import {
  CANONICAL,
  CANONICAL_ANCHORS,
  COMBINING,
  COMBINING_CLASSES,
  COMPATIBLE,
  COMPATIBLE_ANCHORS,
  COMPOSITIONS,
} from './unicode-normalization-table.ts';
import { newLongWords, pushWord, setWord, truncateWords, wordAt, wordCount } from './words.ts';

// Hangul syllables are composed by arithmetic (Unicode §3.12): leads 19, vowels 21, trails 28 with none.
const SYLLABLES: u32 = 0xac00;
const SYLLABLE_COUNT: u32 = 11172;
const LEADS: u32 = 0x1100;
const VOWELS: u32 = 0x1161;
const TRAILS: u32 = 0x11a7;
/** The first code point that a composition changes or joins to what stands before it. */
const FIRST_COMPOSING: u32 = 0x300;
const POINT: u32 = 0x1fffff;
const CLASS_SHIFT: u32 = 24;

export function String_prototype_normalize(self: Val, form?: Val): Str {
  const s: Str = textOf(self, 'normalize');
  const name: Str = form === undefined ? 'NFC' : toStringValue(form);
  const compatible: bool = stringEquals(name, 'NFKC') || stringEquals(name, 'NFKD');
  const composed: bool = stringEquals(name, 'NFC') || stringEquals(name, 'NFKC');
  if (!compatible && !composed && !stringEquals(name, 'NFD'))
    throwRangeError('The normalization form should be one of NFC, NFD, NFKC, NFKD.');
  settle(addr(s));
  if (isUnchanged(s, composed && !compatible)) return s;
  const points: Cell = decomposed(s, compatible);
  if (composed) compose(points);
  const builder: Cell = newBuilder(stringLength(s));
  for (let i: u32 = 0; i < wordCount(points); i = i + 1)
    appendString(builder, fromCodePoint(wordAt(points, i) & POINT));
  return finishBuilder(builder);
}

/** Whether every unit is below what the form can change: ASCII always, more of it for NFC. */
function isUnchanged(s: Str, canonicalComposition: bool): bool {
  const limit: u32 = canonicalComposition ? FIRST_COMPOSING : 128;
  if (canonicalComposition && !isWide(s)) return true;
  for (let i: u32 = 0; i < stringLength(s); i = i + 1) if ((codePointAt(s, i) as u32) >= limit) return false;
  return true;
}

/** Code points in canonical order, each with its combining class above it. */
function decomposed(s: Str, compatible: bool): Cell {
  const points: Cell = newLongWords();
  let run: u32 = 0;
  let i: u32 = 0;
  while (i < stringLength(s)) {
    const point: u32 = codePointAt(s, i) as u32;
    i = i + (point > 0xffff ? 2 : 1);
    const before: u32 = wordCount(points);
    pushDecomposition(points, point, compatible);
    for (let k: u32 = before; k < wordCount(points); k = k + 1) {
      if (wordAt(points, k) >>> CLASS_SHIFT !== 0) continue;
      sortMarks(points, run, k);
      run = k + 1;
    }
  }
  sortMarks(points, run, wordCount(points));
  return points;
}

function pushDecomposition(points: Cell, point: u32, compatible: bool): void {
  if (point < 128) {
    pushWord(points, point);
    return;
  }
  const syllable: u32 = point - SYLLABLES;
  if (syllable < SYLLABLE_COUNT) {
    pushWord(points, LEADS + syllable / 588);
    pushWord(points, VOWELS + (syllable % 588) / 28);
    if (syllable % 28 !== 0) pushWord(points, TRAILS + (syllable % 28));
    return;
  }
  if (compatible && pushEntry(points, point, COMPATIBLE, COMPATIBLE_ANCHORS)) return;
  if (!pushEntry(points, point, CANONICAL, CANONICAL_ANCHORS)) pushPoint(points, point);
}
function pushPoint(points: Cell, point: u32): void {
  pushWord(points, point | (combiningClass(point) << CLASS_SHIFT));
}

/** Index of the last record of `size` bytes whose first three say no more than `point`; -1, wrapped, if there is none. */
function lastRecord(table: Str, size: u32, point: u32): u32 {
  let low: u32 = 0;
  let high: u32 = stringLength(table) / size;
  while (low < high) {
    const middle: u32 = (low + high) >>> 1;
    if ((load32(addr(table) + 12 + middle * size) & 0xffffff) <= point) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function combiningClass(point: u32): u32 {
  if (point < FIRST_COMPOSING) return 0;
  const index: u32 = lastRecord(COMBINING, 5, point);
  const record: u32 = addr(COMBINING) + 12 + index * 5;
  return point - (load32(record) & 0xffffff) < load8(record, 4) ? load8(record, 3) : 0;
}

/** Appends a code point's decomposition; false if the table has none. */
function pushEntry(points: Cell, point: u32, table: Str, anchors: Str): bool {
  const block: u32 = lastRecord(anchors, 5, point);
  if (block + 1 === 0) return false;
  const anchor: u32 = addr(anchors) + 12 + block * 5;
  const start: u32 = addr(table) + 12;
  const last: bool = (block + 1) * 5 === stringLength(anchors);
  const end: u32 = start + (last ? stringLength(table) : load16(anchor, 8));
  startReading(start + load16(anchor, 3));
  let entry: u32 = load32(anchor) & 0xffffff;
  while (readingPlace() < end) {
    entry = entry + readNumber();
    const count: u32 = readNumber();
    if (entry > point) return false;
    for (let i: u32 = 0; i < count; i = i + 1) {
      const part: u32 = readNumber();
      if (entry === point) pushPoint(points, part);
    }
    if (entry === point) return true;
  }
  return false;
}

/** Sorts the marks from..to by class, stably (Canonical Ordering Algorithm): once through them for each class. */
function sortMarks(points: Cell, from: u32, to: u32): void {
  let sorted: bool = true;
  for (let i: u32 = from + 1; i < to; i = i + 1)
    if (wordAt(points, i - 1) >>> CLASS_SHIFT > wordAt(points, i) >>> CLASS_SHIFT) sorted = false;
  if (sorted) return;
  const marks: Cell = newLongWords();
  for (let i: u32 = from; i < to; i = i + 1) pushWord(marks, wordAt(points, i));
  let at: u32 = from;
  for (let order: u32 = 1; order <= COMBINING_CLASSES; order = order + 1) {
    for (let i: u32 = 0; i < wordCount(marks); i = i + 1) {
      if (wordAt(marks, i) >>> CLASS_SHIFT !== order) continue;
      setWord(points, at, wordAt(marks, i));
      at = at + 1;
    }
  }
}

/** Canonical Composition Algorithm (Unicode D117), in place. */
function compose(points: Cell): void {
  let starter: u32 = 0;
  let hasStarter: bool = false;
  let lastClass: u32 = 0;
  let used: u32 = 0;
  for (let i: u32 = 0; i < wordCount(points); i = i + 1) {
    const word: u32 = wordAt(points, i);
    const order: u32 = word >>> CLASS_SHIFT;
    // Blocked by a mark of the same or a higher class, or, for a starter, by any mark between.
    const free: bool = starter + 1 === used || (lastClass !== 0 && lastClass < order);
    const whole: u32 = hasStarter && free ? compositeOf(wordAt(points, starter), word & POINT) : 0;
    if (whole !== 0) {
      setWord(points, starter, whole);
      continue;
    }
    if (order === 0) {
      starter = used;
      hasStarter = true;
    }
    lastClass = order;
    setWord(points, used, word);
    used = used + 1;
  }
  truncateWords(points, used);
}

/** The primary composite of two code points, 0 if there is none. */
function compositeOf(first: u32, second: u32): u32 {
  if (first - LEADS < 19 && second - VOWELS < 21) return SYLLABLES + ((first - LEADS) * 21 + second - VOWELS) * 28;
  const syllable: u32 = first - SYLLABLES;
  if (syllable < SYLLABLE_COUNT && syllable % 28 === 0 && second - TRAILS - 1 < 27) return first + second - TRAILS;
  let low: u32 = 0;
  let high: u32 = stringLength(COMPOSITIONS) / 9;
  while (low < high) {
    const middle: u32 = (low + high) >>> 1;
    const record: u32 = addr(COMPOSITIONS) + 12 + middle * 9;
    const a: u32 = load32(record) & 0xffffff;
    const b: u32 = load32(record, 3) & 0xffffff;
    if (a === first && b === second) return load32(record, 6) & 0xffffff;
    if (a < first || (a === first && b < second)) low = middle + 1;
    else high = middle;
  }
  return 0;
}
