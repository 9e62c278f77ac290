// A growing string: units are appended to leaf storage that doubles, so that building text is linear and allocates
// little. Used by the built-ins that make strings piece by piece (join, replace, JSON, inspect, number formatting).
import {
  addr,
  asCell,
  initVal,
  load32,
  load8,
  loadVal,
  memoryCopy,
  store16,
  store32,
  store8,
  storeVal,
  type Cell,
  type Str,
  type bool,
  type u32,
} from './intrinsics.ts';
import { throwRangeError } from './error.ts';
import { allocScan, releaseLarge } from './memory.ts';
import {
  MAX_STRING_LENGTH,
  UTF16,
  isWide,
  newLatin1,
  newLeaf,
  newUncleared,
  settle,
  stringLength,
  writeUnits,
} from './string.ts';

// A builder: +8 length, +12 capacity (units), +16 leaf.

/** An empty builder with room for `capacity` Latin-1 units. */
export function newBuilder(capacity: u32): Cell {
  const leaf: Str = newLatin1(capacity);
  const cell: u32 = allocScan(24);
  store32(cell, capacity, 12);
  initVal(cell, leaf, 16);
  return asCell(cell);
}

/** Units so far. */
export function builderLength(builder: Cell): u32 {
  return load32(addr(builder), 8);
}

export function appendUnit(builder: Cell, unit: u32): void {
  const cell: u32 = addr(builder);
  const length: u32 = load32(cell, 8);
  if (length === load32(cell, 12)) grow(builder, 1, unit > 255);
  else if (unit > 255 && load32(addr(loadVal(cell, 16)), 0) !== UTF16) grow(builder, 1, true);
  const leaf: u32 = addr(loadVal(cell, 16));
  if (load32(leaf, 0) === UTF16) store16(leaf + (length << 1), unit, 12);
  else store8(leaf + length, unit, 12);
  store32(cell, length + 1, 8);
}

export function appendString(builder: Cell, s: Str): void {
  settle(addr(s));
  appendPart(builder, s, 0, stringLength(s));
}

/** Appends units from..to of a settled string. */
export function appendPart(builder: Cell, s: Str, from: u32, to: u32): void {
  const cell: u32 = addr(builder);
  const length: u32 = load32(cell, 8);
  const count: u32 = to - from;
  const wide: bool = isWide(s);
  if (count > load32(cell, 12) - length || (wide && load32(addr(loadVal(cell, 16)), 0) !== UTF16))
    grow(builder, count, wide);
  const leaf: u32 = addr(loadVal(cell, 16));
  const target: bool = load32(leaf, 0) === UTF16;
  writeUnits(s, from, count, leaf + 12 + (target ? length << 1 : length), target);
  store32(cell, length + count, 8);
}

/** Appends Latin-1 bytes from memory that does not belong to the collector. */
export function appendBytes(builder: Cell, from: u32, count: u32): void {
  for (let i: u32 = 0; i < count; i = i + 1) appendUnit(builder, load8(from + i));
}

/** Makes room for `count` more units, wide ones if asked. */
function grow(builder: Cell, count: u32, wide: bool): void {
  const cell: u32 = addr(builder);
  const length: u32 = load32(cell, 8);
  const needed: u32 = length + count;
  if (needed > MAX_STRING_LENGTH) throwRangeError('Invalid string length');
  const old: Str = loadVal(cell, 16) as Str;
  let capacity: u32 = load32(cell, 12);
  if (needed > capacity) {
    capacity = capacity << 1;
    if (capacity < needed) capacity = needed;
    if (capacity < 32) capacity = 32;
  }
  const target: bool = wide || load32(addr(old), 0) === UTF16;
  const leaf: Str = newUncleared(capacity, target);
  writeUnits(old, 0, length, addr(leaf) + 12, target);
  store32(cell, capacity, 12);
  storeVal(cell, leaf, 16);
  releaseLarge(addr(old));
}

/** The string; the builder must not be used again. */
export function finishBuilder(builder: Cell): Str {
  const cell: u32 = addr(builder);
  const leaf: Str = loadVal(cell, 16) as Str;
  const length: u32 = load32(cell, 8);
  if (length === 0) return '';
  if (load32(cell, 12) - length > 32 && length < load32(cell, 12) >>> 1) {
    const wide: bool = load32(addr(leaf), 0) === UTF16;
    const exact: Str = newLeaf(length, wide);
    memoryCopy(addr(exact) + 12, addr(leaf) + 12, wide ? length << 1 : length);
    return exact;
  }
  store32(addr(leaf), length, 8);
  return leaf;
}
