// Strings (ECMA-262 §6.1.4): immutable sequences of 16-bit code units in four representations, so that Latin-1 text takes
// a byte a unit, concatenation copies nothing and a slice shares its parent. Layouts: docs/internals.md, "Cells".
// A *flat* string is a leaf (Latin-1 or UTF-16) or a slice of a leaf; a rope becomes a slice of its flat copy when read.
import {
  addr,
  asString,
  initVal,
  isString,
  load16,
  load32,
  load8,
  loadVal,
  memoryCopy,
  sameBits,
  singleStrings,
  store16,
  store32,
  store8,
  storeVal,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { compareBytes, copyBytes, findByte, sameBytes } from './bytes.ts';
import { throwRangeError } from './error.ts';
import { allocLeaf, allocScan, allocUncleared } from './memory.ts';

export const LATIN1: u32 = 1;
export const UTF16: u32 = 2;
export const ROPE: u32 = 3;
export const SLICE: u32 = 4;
/** Set in a rope's kind when one of its leaves is UTF-16. */
const WIDE_ROPE: u32 = 0x103;
/** Longest string, in code units: what V8 allows on 64-bit machines. */
export const MAX_STRING_LENGTH: u32 = 0x1fffffe8;
/** Results up to this many units are copied rather than made ropes or slices: the cell of those is as large. */
export const MAX_COPIED: u32 = 24;
/** Several texts that are put together at once are copied up to this many units: two ropes and their flattening cost more. */
const MAX_JOINED: u32 = 256;

export function stringLength(s: Str): u32 {
  return load32(addr(s), 8);
}

/** A fresh Latin-1 leaf with its units still zero; they start at +12. */
export function newLatin1(length: u32): Str {
  const cell: u32 = allocLeaf(length + 12);
  store32(cell, LATIN1, 0);
  store32(cell, length, 8);
  return asString(cell);
}

/** A fresh UTF-16 leaf with its units still zero; they start at +12. */
export function newUtf16(length: u32): Str {
  const cell: u32 = allocLeaf((length << 1) + 12);
  store32(cell, UTF16, 0);
  store32(cell, length, 8);
  return asString(cell);
}

export function newLeaf(length: u32, wide: bool): Str {
  return wide ? newUtf16(length) : newLatin1(length);
}

/** The same for units that are all written before they are read: long ones are not cleared. */
export function newUncleared(length: u32, wide: bool): Str {
  const cell: u32 = allocUncleared((wide ? length << 1 : length) + 12);
  store32(cell, wide ? UTF16 : LATIN1, 0);
  store32(cell, 0, 4);
  store32(cell, length, 8);
  return asString(cell);
}

/** True when the units of a string (of any representation) take two bytes each. */
export function isWide(s: Str): bool {
  const cell: u32 = addr(s);
  const kind: u32 = load32(cell, 0);
  if (kind === SLICE) return load32(addr(loadVal(cell, 16)), 0) === UTF16;
  return kind === UTF16 || kind === WIDE_ROPE;
}

/**
 * Makes the rope at an address flat, so that unitsOf and isWide describe its memory. Allocates only for ropes; takes an address,
 * so that nothing is spilled for what is flat already.
 */
export function settle(cell: u32): void {
  if ((load32(cell) & 0xff) === ROPE) flattenRope(asString(cell));
}

/** The address of the first unit of a settled string; valid while the string is held. */
export function unitsOf(s: Str): u32 {
  const cell: u32 = addr(s);
  if (load32(cell, 0) !== SLICE) return cell + 12;
  const base: u32 = addr(loadVal(cell, 16));
  const offset: u32 = load32(cell, 12);
  return base + 12 + (load32(base, 0) === UTF16 ? offset << 1 : offset);
}

/** The address of the first unit of a flat string in a byte a unit, 0 for every other; valid while its leaf is held. */
export function narrowUnits(cell: u32): u32 {
  const kind: u32 = load32(cell, 0);
  if (kind === LATIN1) return cell + 12;
  if (kind !== SLICE) return 0;
  const base: u32 = addr(loadVal(cell, 16));
  return load32(base, 0) === LATIN1 ? base + 12 + load32(cell, 12) : 0;
}

/** The same string as a leaf. */
export function flatten(s: Str): Str {
  if (load32(addr(s), 0) <= UTF16) return s;
  settle(addr(s));
  const cell: u32 = addr(s);
  const base: Str = loadVal(cell, 16) as Str;
  const length: u32 = load32(cell, 8);
  if (length === load32(addr(base), 8)) return base;
  const flat: Str = copyUnits(s, 0, length);
  // The slice now stands on its own copy, so that the next call finds it.
  store32(cell, 0, 12);
  storeVal(cell, flat, 16);
  return flat;
}

function flattenRope(s: Str): void {
  const cell: u32 = addr(s);
  const wide: bool = load32(cell, 0) === WIDE_ROPE;
  const flat: Str = newUncleared(load32(cell, 8), wide);
  fill(cell, addr(flat) + 12, wide);
  store32(cell, SLICE, 0);
  store32(cell, 0, 12);
  storeVal(cell, flat, 16);
  storeVal(cell, undefined, 24);
}

/** Writes the units of a string; recursion goes to the shorter side, so its depth is the logarithm of the length. */
function fill(start: u32, address: u32, wide: bool): void {
  let cell: u32 = start;
  let to: u32 = address;
  while ((load32(cell, 0) & 0xff) === ROPE) {
    const left: u32 = addr(loadVal(cell, 16));
    const right: u32 = addr(loadVal(cell, 24));
    const leftLength: u32 = load32(left, 8);
    const behind: u32 = to + (wide ? leftLength << 1 : leftLength);
    if (load32(right, 8) <= leftLength) {
      fill(right, behind, wide);
      cell = left;
    } else {
      fill(left, to, wide);
      cell = right;
      to = behind;
    }
  }
  if (load32(cell) === LATIN1 && !wide) copyBytes(to, cell + 12, load32(cell, 8));
  else writeUnits(asString(cell), 0, load32(cell, 8), to, wide);
}

/** Copies units of a settled string to memory, widening where asked. A wide source needs a wide target. */
export function writeUnits(s: Str, from: u32, count: u32, to: u32, wide: bool): void {
  if (load32(addr(s)) === LATIN1 && !wide) {
    copyBytes(to, addr(s) + 12 + from, count);
    return;
  }
  const units: u32 = unitsOf(s);
  if (isWide(s)) memoryCopy(to, units + (from << 1), count << 1);
  else if (!wide) copyBytes(to, units + from, count);
  else for (let i: u32 = 0; i < count; i = i + 1) store16(to + (i << 1), load8(units + from + i));
}

/** A leaf with `count` units of a settled string; Latin-1 when they fit. */
function copyUnits(s: Str, from: u32, count: u32): Str {
  if (!isWide(s)) {
    const narrow: Str = newLatin1(count);
    copyBytes(addr(narrow) + 12, unitsOf(s) + from, count);
    return narrow;
  }
  return stringFromUtf16(s, unitsOf(s) + (from << 1), count);
}

/** A leaf from UTF-16 units in memory that `holder` keeps alive; Latin-1 when all fit. */
export function stringFromUtf16(holder: Val, from: u32, count: u32): Str {
  let all: u32 = 0;
  for (let i: u32 = 0; i < count; i = i + 1) all = all | load16(from + (i << 1));
  if (all < 256) {
    const narrow: Str = newLatin1(count);
    const to: u32 = addr(narrow) + 12;
    for (let i: u32 = 0; i < count; i = i + 1) store8(to + i, load16(from + (i << 1)));
    return narrow;
  }
  const wide: Str = newUtf16(count);
  memoryCopy(addr(wide) + 12, from, count << 1);
  return wide;
}

/** A leaf from Latin-1 bytes in memory. */
export function stringFromLatin1(from: u32, count: u32): Str {
  if (count === 1) return singleUnit(load8(from));
  const s: Str = newLatin1(count);
  copyBytes(addr(s) + 12, from, count);
  return s;
}

/** a + b (§13.15.3): short results are copied, long ones become ropes. */
export function concatStrings(a: Str, b: Str): Str {
  const left: u32 = load32(addr(a), 8);
  const right: u32 = load32(addr(b), 8);
  if (left === 0) return b;
  if (right === 0) return a;
  const length: u32 = left + right;
  if (length > MAX_COPIED) return rope(a, b, length);
  if (load32(addr(a)) === LATIN1 && load32(addr(b)) === LATIN1) {
    const made: u32 = addr(newLatin1(length)) + 12;
    copyBytes(made, addr(a) + 12, left);
    copyBytes(made + left, addr(b) + 12, right);
    return asString(made - 12);
  }
  settle(addr(a));
  settle(addr(b));
  const wide: bool = isWide(a) || isWide(b);
  const result: Str = newLeaf(length, wide);
  const to: u32 = addr(result) + 12;
  writeUnits(a, 0, left, to, wide);
  writeUnits(b, 0, right, to + (wide ? left << 1 : left), wide);
  return result;
}

/** Three texts in one piece: what is put together at once is copied once. */
export function concatThree(a: Str, b: Str, c: Str): Str {
  const left: u32 = load32(addr(a), 8);
  const middle: u32 = load32(addr(b), 8);
  const right: u32 = load32(addr(c), 8);
  const length: u32 = left + middle + right;
  if (length > MAX_JOINED || (load32(addr(a)) | load32(addr(b)) | load32(addr(c))) !== LATIN1)
    return concatStrings(concatStrings(a, b), c);
  const made: u32 = addr(newLatin1(length)) + 12;
  copyBytes(made, addr(a) + 12, left);
  copyBytes(made + left, addr(b) + 12, middle);
  copyBytes(made + left + middle, addr(c) + 12, right);
  return asString(made - 12);
}
/** Four texts in one piece. */
export function concatFour(a: Str, b: Str, c: Str, d: Str): Str {
  const first: u32 = load32(addr(a), 8);
  const second: u32 = first + load32(addr(b), 8);
  const third: u32 = second + load32(addr(c), 8);
  const length: u32 = third + load32(addr(d), 8);
  if (length > MAX_JOINED || (load32(addr(a)) | load32(addr(b)) | load32(addr(c)) | load32(addr(d))) !== LATIN1)
    return concatStrings(concatStrings(concatStrings(a, b), c), d);
  const made: u32 = addr(newLatin1(length)) + 12;
  copyBytes(made, addr(a) + 12, first);
  copyBytes(made + first, addr(b) + 12, second - first);
  copyBytes(made + second, addr(c) + 12, third - second);
  copyBytes(made + third, addr(d) + 12, length - third);
  return asString(made - 12);
}

function rope(a: Str, b: Str, length: u32): Str {
  if (length > MAX_STRING_LENGTH) throwRangeError('Invalid string length');
  const cell: u32 = allocScan(32);
  store32(cell, isWide(a) || isWide(b) ? WIDE_ROPE : ROPE, 0);
  store32(cell, length, 8);
  initVal(cell, a, 16);
  initVal(cell, b, 24);
  return asString(cell);
}

/** Code unit at `index`, -1 past the end. */
export function charCodeAt(s: Str, index: u32): i32 {
  const cell: u32 = addr(s);
  if (index >= load32(cell, 8)) return -1;
  return load32(cell, 0) === LATIN1 ? (load8(cell + index, 12) as i32) : otherUnit(s, index);
}
function otherUnit(s: Str, index: u32): i32 {
  const cell: u32 = addr(s);
  if (load32(cell, 0) === UTF16) return load16(cell + (index << 1), 12) as i32;
  settle(cell);
  const base: u32 = addr(loadVal(cell, 16));
  const at: u32 = load32(cell, 12) + index;
  return (load32(base, 0) === UTF16 ? load16(base + (at << 1), 12) : load8(base + at, 12)) as i32;
}

/** Code point at `index` (§11.1.4 CodePointAt), -1 past the end. */
export function codePointAt(s: Str, index: u32): i32 {
  const first: i32 = charCodeAt(s, index);
  if (first >>> 10 !== 54) return first;
  const second: i32 = charCodeAt(s, index + 1);
  if (second >>> 10 !== 55) return first;
  return (first << 10) + second - 0x35fdc00;
}

/** The string of one code unit; Latin-1 ones are made once. */
export function singleUnit(unit: u32): Str {
  if (unit > 255) {
    const wide: Str = newUtf16(1);
    store16(addr(wide), unit, 12);
    return wide;
  }
  const known: Val = loadVal(singleStrings() + (unit << 3));
  return addr(known) !== 0 ? (known as Str) : makeSingle(unit);
}
function makeSingle(unit: u32): Str {
  const s: Str = newLatin1(1);
  store8(addr(s), unit, 12);
  store32(addr(s), ((unit ^ 0x811c9dc5) as u32) * 0x01000193, 4);
  storeVal(singleStrings() + (unit << 3), s);
  return s;
}

/** The string of one code point. */
export function fromCodePoint(point: u32): Str {
  if (point < 0x10000) return singleUnit(point);
  const s: Str = newUtf16(2);
  store16(addr(s), 0xd7c0 + (point >>> 10), 12);
  store16(addr(s), 0xdc00 | (point & 0x3ff), 14);
  return s;
}

/** The one-unit string at `index`, which is in range. */
export function stringAt(s: Str, index: u32): Str {
  return singleUnit(charCodeAt(s, index) as u32);
}

/** Is the value the text of this one unit? */
export function isUnit(value: Val, unit: i32): bool {
  return isString(value) && load32(addr(value), 8) === 1 && charCodeAt(value as Str, 0) === unit;
}
/** The order of a text and that of one unit: negative, zero or positive. */
export function unitOrder(s: Str, unit: i32): i32 {
  const first: i32 = charCodeAt(s, 0);
  if (first !== unit) return first - unit;
  return (load32(addr(s), 8) as i32) - 1;
}

/** `s[index]`: the unit as a string, undefined past the end. */
export function stringElement(s: Str, index: u32): Val {
  const unit: i32 = charCodeAt(s, index);
  return unit < 0 ? undefined : (singleUnit(unit as u32) as Val);
}
/** `s.charAt(index)`: the unit as a string, the empty one past the end. */
export function unitOrEmpty(s: Str, index: u32): Str {
  const unit: i32 = charCodeAt(s, index);
  return unit < 0 ? '' : singleUnit(unit as u32);
}
/** `s[index]` for any number: what is no index names no property that a string could have. */
export function stringElementAt(s: Str, index: f64): Val {
  const at: u32 = index as u32;
  return (at as f64) === index ? stringElement(s, at) : undefined;
}

/** Units from..to, both in range and in order. */
export function substring(s: Str, from: u32, to: u32): Str {
  const count: u32 = to - from;
  if (count === 0) return '';
  if (count === 1) return stringAt(s, from);
  if (count === load32(addr(s), 8)) return s;
  if (count <= MAX_COPIED) {
    if (load32(addr(s)) === LATIN1) {
      const made: u32 = addr(newLatin1(count));
      copyBytes(made + 12, addr(s) + 12 + from, count);
      return asString(made);
    }
    settle(addr(s));
    return copyUnits(s, from, count);
  }
  settle(addr(s));
  return slice(s, from, count);
}

function slice(s: Str, from: u32, count: u32): Str {
  const cell: u32 = allocScan(24);
  const parent: u32 = addr(s);
  store32(cell, SLICE, 0);
  store32(cell, count, 8);
  if (load32(parent, 0) === SLICE) {
    store32(cell, load32(parent, 12) + from, 12);
    initVal(cell, loadVal(parent, 16), 16);
  } else {
    store32(cell, from, 12);
    initVal(cell, s, 16);
  }
  return asString(cell);
}

/** FNV-1a over the code units, never 0; kept in leaves. */
export function hashString(s: Str): u32 {
  return load32(addr(s)) > UTF16 ? leafHash(addr(flatten(s))) : leafHash(addr(s));
}
/** The same of a leaf. */
export function leafHash(cell: u32): u32 {
  const known: u32 = load32(cell, 4);
  return known !== 0 ? known : makeHash(cell);
}
function makeHash(cell: u32): u32 {
  const length: u32 = load32(cell, 8);
  let hash: u32 = 0x811c9dc5;
  if (load32(cell, 0) === LATIN1) {
    for (let i: u32 = 0; i < length; i = i + 1) hash = (hash ^ load8(cell + i, 12)) * 0x01000193;
  } else {
    for (let i: u32 = 0; i < length; i = i + 1) hash = (hash ^ load16(cell + (i << 1), 12)) * 0x01000193;
  }
  if (hash === 0) hash = 1;
  store32(cell, hash, 4);
  return hash;
}

/** Equality of contents (§7.2.12). */
export function stringEquals(a: Str, b: Str): bool {
  if (sameBits(a, b)) return true;
  const left: u32 = addr(a);
  const right: u32 = addr(b);
  const length: u32 = load32(left, 8);
  if (length !== load32(right, 8)) return false;
  if (load32(left) !== LATIN1 || load32(right) !== LATIN1) return equalsOther(a, b);
  const one: u32 = load32(left, 4);
  const other: u32 = load32(right, 4);
  if (one !== other && one !== 0 && other !== 0) return false;
  return sameBytes(left + 12, right + 12, length);
}
/** Equality of strings of one length of which one is no Latin-1 leaf. */
function equalsOther(a: Str, b: Str): bool {
  const length: u32 = load32(addr(a), 8);
  settle(addr(a));
  settle(addr(b));
  if (!isWide(a) && !isWide(b)) return sameBytes(unitsOf(a), unitsOf(b), length);
  return compareUnits(a, b, length) === 0;
}

/** Equality of the contents of two leaves. */
export function leafEquals(one: u32, other: u32): bool {
  const length: u32 = load32(one, 8);
  if (length !== load32(other, 8)) return false;
  const kind: u32 = load32(one);
  if (kind === load32(other)) return sameBytes(one + 12, other + 12, kind === LATIN1 ? length : length << 1);
  return compareUnits(asString(one), asString(other), length) === 0;
}

/** Which text of a table (static-data.ts, textTable) a value is: its place and one, 0 if it is none. */
export function textCase(value: Val, table: u32, mask: u32): u32 {
  if (!isString(value)) return 0;
  const cell: u32 = addr(value);
  if (load32(cell) > UTF16) return textCase(flatten(value as Str), table, mask);
  const hash: u32 = leafHash(cell);
  let slot: u32 = hash & mask;
  while (true) {
    const entry: u32 = table + (slot << 3);
    const literal: u32 = load32(entry);
    if (literal === 0) return 0;
    if (literal === cell || (load32(literal, 4) === hash && stringEquals(asString(literal), asString(cell))))
      return load32(entry, 4);
    slot = (slot + 1) & mask;
  }
}

/** Order by code units (§7.2.12 IsLessThan): negative, zero or positive. */
export function compareStrings(a: Str, b: Str): i32 {
  if (sameBits(a, b)) return 0;
  const left: u32 = load32(addr(a), 8);
  const right: u32 = load32(addr(b), 8);
  const shorter: u32 = left < right ? left : right;
  if (load32(addr(a)) !== LATIN1 || load32(addr(b)) !== LATIN1) return compareSettled(a, b, shorter);
  // Most differ at their first unit, if they have one.
  const first: i32 = (load8(addr(a), 12) as i32) - (load8(addr(b), 12) as i32);
  if (first !== 0 && shorter !== 0) return first;
  const order: i32 = compareBytes(addr(a) + 12, addr(b) + 12, shorter);
  return order !== 0 ? order : (left as i32) - (right as i32);
}

function compareSettled(a: Str, b: Str, count: u32): i32 {
  settle(addr(a));
  settle(addr(b));
  const order: i32 = compareUnits(a, b, count);
  return order !== 0 ? order : (stringLength(a) as i32) - (stringLength(b) as i32);
}
/** Compares the first `count` units of settled strings. */
function compareUnits(a: Str, b: Str, count: u32): i32 {
  const left: u32 = unitsOf(a);
  const right: u32 = unitsOf(b);
  const leftWide: bool = isWide(a);
  const rightWide: bool = isWide(b);
  let i: u32 = 0;
  if (!leftWide && !rightWide) return compareBytes(left, right, count);
  while (i < count) {
    const one: u32 = leftWide ? load16(left + (i << 1)) : load8(left + i);
    const other: u32 = rightWide ? load16(right + (i << 1)) : load8(right + i);
    if (one !== other) return (one as i32) - (other as i32);
    i = i + 1;
  }
  return 0;
}

/** True when `part` (settled) stands at `index` of `s` (settled); the caller has checked the bounds. */
export function matchesAt(s: Str, part: Str, index: u32): bool {
  const length: u32 = load32(addr(part), 8);
  const units: u32 = unitsOf(s);
  const other: u32 = unitsOf(part);
  const wide: bool = isWide(s);
  const otherWide: bool = isWide(part);
  if (!wide && !otherWide) return sameBytes(units + index, other, length);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const one: u32 = wide ? load16(units + ((index + i) << 1)) : load8(units + index + i);
    const two: u32 = otherWide ? load16(other + (i << 1)) : load8(other + i);
    if (one !== two) return false;
  }
  return true;
}

/** First index >= from at which `part` stands (§22.1.3.9), -1 if none. */
export function indexOfString(s: Str, part: Str, from: u32): i32 {
  const length: u32 = load32(addr(s), 8);
  const count: u32 = load32(addr(part), 8);
  if (from > length || count > length - from) return -1;
  if (count === 0) return from as i32;
  settle(addr(s));
  settle(addr(part));
  const first: u32 = charCodeAt(part, 0) as u32;
  const units: u32 = unitsOf(s);
  const wide: bool = isWide(s);
  const last: u32 = length - count;
  if (!wide) return first > 255 ? -1 : indexOfNarrow(s, part, units + from, units + last + 1, first);
  for (let i: u32 = from; i <= last; i = i + 1) {
    if (load16(units + (i << 1)) === first && matchesAt(s, part, i)) return i as i32;
  }
  return -1;
}

function indexOfNarrow(s: Str, part: Str, from: u32, end: u32, first: u32): i32 {
  const units: u32 = unitsOf(s);
  const one: bool = load32(addr(part), 8) === 1;
  let at: u32 = findByte(from, end, first);
  while (at < end) {
    if (one || matchesAt(s, part, at - units)) return (at - units) as i32;
    at = findByte(at + 1, end, first);
  }
  return -1;
}

/** Last index <= from at which `part` stands (§22.1.3.11), -1 if none. */
export function lastIndexOfString(s: Str, part: Str, from: u32): i32 {
  const length: u32 = load32(addr(s), 8);
  const count: u32 = load32(addr(part), 8);
  if (count > length) return -1;
  settle(addr(s));
  settle(addr(part));
  let i: u32 = length - count;
  if (from < i) i = from;
  while (!matchesAt(s, part, i)) {
    if (i === 0) return -1;
    i = i - 1;
  }
  return i as i32;
}
