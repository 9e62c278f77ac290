// The text that JSON.stringify makes (ECMA-262 §25.5.2.3): a leaf that doubles, written through addresses in static cells,
// so that a unit costs a store. Whoever lets the program run in between parks the text first: it may stringify, too.
import {
  addr,
  i64FromU32,
  load16,
  load32,
  load64,
  load8,
  memoryCopy,
  store16,
  store32,
  store64,
  store8,
  storeVal,
  loadVal,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type i64,
  type u32,
} from './intrinsics.ts';
import { copyBytes } from './bytes.ts';
import { throwRangeError } from './error.ts';
import { releaseLarge } from './memory.ts';
import { decimalPlaces, integerToString, layOutNumber, numberArea } from './number.ts';
import {
  LATIN1,
  MAX_STRING_LENGTH,
  UTF16,
  isWide,
  newLatin1,
  newLeaf,
  newUncleared,
  settle,
  stringLength,
  unitsOf,
} from './string.ts';

/** Units that a text starts with. */
const INITIAL_UNITS: u32 = 244;
/** What a quoted string takes besides its units: quotes, comma, colon, and what the last word written reaches too far. */
const AROUND: u32 = 16;

/** The leaf, whose length is what it has room for; the address of its units, of the next one, and of the first it has no room for. */
let leaf: Val = undefined;
let base: u32 = 0;
let at: u32 = 0;
let end: u32 = 0;
/** 1 if units take two bytes. */
let wide: u32 = 0;

/** An empty text. */
export function beginText(): void {
  useLeaf(newLatin1(INITIAL_UNITS), 0, 0);
}
function useLeaf(fresh: Str, isWideLeaf: u32, offset: u32): void {
  leaf = fresh;
  wide = isWideLeaf;
  base = addr(fresh) + 12;
  at = base + offset;
  end = base + (load32(addr(fresh), 8) << isWideLeaf);
}

/** Leaves the text in a cell: the leaf at +8, how far it goes at +56. */
export function parkText(cell: u32): void {
  storeVal(cell, leaf, 8);
  store32(cell, at - base, 56);
}
export function resumeText(cell: u32): void {
  const parked: Str = loadVal(cell, 8) as Str;
  useLeaf(parked, load32(addr(parked)) === UTF16 ? 1 : 0, load32(cell, 56));
}

/** How far the text goes, in units. */
export function textLength(): u32 {
  return (at - base) >>> wide;
}
/** Takes back what was written behind the first `length` units. */
export function cutText(length: u32): void {
  at = base + (length << wide);
}

/** The string. */
export function finishText(): Str {
  const length: u32 = textLength();
  let made: Str = leaf as Str;
  const spare: u32 = load32(addr(made), 8) - length;
  if (spare > 32 && spare > length) {
    const exact: Str = newLeaf(length, wide !== 0);
    memoryCopy(addr(exact) + 12, base, length << wide);
    made = exact;
  } else store32(addr(made), length, 8);
  leaf = undefined;
  return made;
}

/** Makes room for `units` more, wide ones if asked. */
function grow(units: u32, toWide: u32): void {
  const length: u32 = textLength();
  const needed: u32 = length + units;
  if (needed > MAX_STRING_LENGTH) throwRangeError('Invalid string length');
  let room: u32 = load32(addr(leaf as Str), 8);
  if (needed > room) room = needed < room << 1 ? room << 1 : needed;
  const fresh: Str = newUncleared(room, toWide !== 0);
  const to: u32 = addr(fresh) + 12;
  if (toWide === wide) memoryCopy(to, base, length << wide);
  else for (let i: u32 = 0; i < length; i = i + 1) store16(to + (i << 1), load8(base + i));
  const old: Str = leaf as Str;
  useLeaf(fresh, toWide, length << toWide);
  releaseLarge(addr(old));
}

/** Writes one Latin-1 unit. */
export function putUnit(unit: u32): void {
  if (at === end) grow(1, wide);
  if (wide === 0) store8(at, unit);
  else store16(at, unit);
  at = at + 1 + wide;
}

/** Writes Latin-1 bytes from memory outside of the heap, or from what is held elsewhere. */
function putBytes(from: u32, count: u32): void {
  if (end - at < count << wide) grow(count, wide);
  if (wide === 0) copyBytes(at, from, count);
  else for (let i: u32 = 0; i < count; i = i + 1) store16(at + (i << 1), load8(from + i));
  at = at + (count << wide);
}
/** Writes a string as it is. */
export function putText(s: Str): void {
  settle(addr(s));
  const length: u32 = stringLength(s);
  if (!isWide(s)) {
    putBytes(unitsOf(s), length);
    return;
  }
  if (wide === 0 || end - at < length << 1) grow(length, 1);
  memoryCopy(at, unitsOf(s), length << 1);
  at = at + (length << 1);
}

/** Writes a number: its shortest text, or null where it is none. */
export function putNumber(x: f64): void {
  const whole: i32 = x as i32;
  if ((whole as f64) === x) {
    if (wide !== 0) putText(integerToString(whole));
    else {
      if (end - at < 12) grow(12, 0);
      putInteger(whole);
    }
  } else if (x - x !== 0) putText('null');
  else {
    const past: u32 = layOutNumber(x);
    putBytes(numberArea(), past - numberArea());
  }
}
function putInteger(x: i32): void {
  let rest: u32 = x as u32;
  if (x < 0) {
    store8(at, 45);
    at = at + 1;
    rest = 0 - rest;
  }
  at = at + decimalPlaces(rest);
  let to: u32 = at;
  do {
    const tenth: u32 = rest / 10;
    to = to - 1;
    store8(to, 48 + rest - tenth * 10);
    rest = tenth;
  } while (rest !== 0);
}

/** Writes a property's name with its quotes and colon, behind a comma if asked. */
export function putKey(key: Str, comma: bool): void {
  if (wide === 0 && load32(addr(key)) === LATIN1) {
    const length: u32 = load32(addr(key), 8);
    if (end - at < length + AROUND + 1) grow(length + AROUND + 1, 0);
    if (comma) {
      store8(at, 44);
      at = at + 1;
    }
    // Leaves some of what it asks for around the units.
    quoteNarrow(key, addr(key) + 12, length);
    store8(at, 58);
    at = at + 1;
    return;
  }
  if (comma) putUnit(44);
  putQuoted(key);
  putUnit(58);
}

/** QuoteJSONString (§25.5.2.3). */
export function putQuoted(s: Str): void {
  if (wide === 0 && load32(addr(s)) === LATIN1) {
    quoteNarrow(s, addr(s) + 12, load32(addr(s), 8));
    return;
  }
  settle(addr(s));
  if (!isWide(s) && wide === 0) {
    quoteNarrow(s, unitsOf(s), stringLength(s));
    return;
  }
  const length: u32 = stringLength(s);
  if (wide === 0 || end - at < (length + AROUND) << 1) grow(length + AROUND, 1);
  quoteWide(s, unitsOf(s), length, isWide(s));
}

/** Does one of eight Latin-1 units need an escape: is it below a blank, a quote or a backslash? */
export function needsEscape(units: i64): bool {
  const quote: i64 = units ^ 0x2222222222222222n;
  const backslash: i64 = units ^ 0x5c5c5c5c5c5c5c5cn;
  const low: i64 = (units - 0x2020202020202020n) & (units ^ -1n);
  const quotes: i64 = (quote - 0x0101010101010101n) & (quote ^ -1n);
  const backslashes: i64 = (backslash - 0x0101010101010101n) & (backslash ^ -1n);
  return ((low | quotes | backslashes) & -0x7f7f7f7f7f7f7f80n) !== 0n;
}

/** `s` is a parameter so that it is held while escapes make the text grow. */
function quoteNarrow(s: Str, units: u32, length: u32): void {
  if (end - at < length + AROUND) grow(length + AROUND, 0);
  let to: u32 = at;
  store8(to, 34);
  to = to + 1;
  let i: u32 = 0;
  while (i < length) {
    const count: u32 = length - i < 8 ? length - i : 8;
    // Eight bytes may be read wherever they do not reach into another page, whatever stands behind the string.
    if (((units + i) & 0xffff) <= 0xfff8) {
      let word: i64 = load64(units + i);
      if (count < 8) {
        const known: i64 = (1n << i64FromU32(count << 3)) - 1n;
        word = (word & known) | (0x6161616161616161n & (known ^ -1n));
      }
      if (!needsEscape(word)) {
        store64(to, word);
        to = to + count;
        i = i + count;
        continue;
      }
    }
    const stop: u32 = i + count;
    while (i < stop) {
      const unit: u32 = load8(units + i);
      i = i + 1;
      if (unit >= 32 && unit !== 34 && unit !== 92) {
        store8(to, unit);
        to = to + 1;
      } else {
        at = to;
        putEscape(unit);
        if (end - at < length - i + AROUND) grow(length - i + AROUND, 0);
        to = at;
      }
    }
  }
  store8(to, 34);
  at = to + 1;
}

function quoteWide(s: Str, units: u32, length: u32, wideSource: bool): void {
  putUnit(34);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = wideSource ? load16(units + (i << 1)) : load8(units + i);
    if (end - at < 16) grow(length - i + AROUND, wide);
    if (unit < 32 || unit === 34 || unit === 92) putEscape(unit);
    else if (unit >>> 11 !== 27) putWide(unit);
    else if (unit < 0xdc00 && i + 1 < length && load16(units + (i << 1), 2) >>> 10 === 55) {
      putWide(unit);
      i = i + 1;
      putWide(load16(units + (i << 1)));
    } else putEscape(unit);
  }
  putUnit(34);
}
function putWide(unit: u32): void {
  store16(at, unit);
  at = at + 2;
}

function putEscape(unit: u32): void {
  putUnit(92);
  if (unit === 34 || unit === 92) putUnit(unit);
  else if (unit === 8) putUnit(98);
  else if (unit === 9) putUnit(116);
  else if (unit === 10) putUnit(110);
  else if (unit === 12) putUnit(102);
  else if (unit === 13) putUnit(114);
  else {
    putUnit(117);
    for (let i: u32 = 0; i < 4; i = i + 1) {
      const digit: u32 = (unit >>> (12 - (i << 2))) & 15;
      putUnit(digit < 10 ? 48 + digit : 87 + digit);
    }
  }
}
