// Case mapping and case folding of code points (Unicode §3.13, §5.18) by binary search in generated tables of runs.
import { addr, load16, load32, load8, type Cell, type Str, type bool, type i32, type u32 } from './intrinsics.ts';
import { stringLength } from './string.ts';
import { appendUnit } from './string-builder.ts';
import { CASED, CASE_IGNORABLE, FOLD, LOWER, UPPER, UPPER_SPECIAL } from './unicode-case-table.ts';

// A run is 8 bytes: u24 first, u8 stride; u12 count, i20 what is added to each.

/** What a table of runs maps a code point to: itself if it is in no run. */
function mapped(table: Str, point: u32): u32 {
  const runs: u32 = addr(table) + 12;
  let low: u32 = 0;
  let high: u32 = stringLength(table) >>> 3;
  while (low < high) {
    const middle: u32 = (low + high) >>> 1;
    if ((load32(runs + (middle << 3)) & 0xffffff) <= point) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return point;
  const run: u32 = runs + (low << 3) - 8;
  const first: u32 = load32(run) & 0xffffff;
  const stride: u32 = load8(run, 3);
  const word: u32 = load32(run, 4);
  const distance: u32 = point - first;
  if (distance >= (word & 0xfff) * stride || distance % stride !== 0) return point;
  return point + (((word as i32) >> 12) as u32);
}

/** Simple_Uppercase_Mapping. */
export function upperOf(point: u32): u32 {
  return mapped(UPPER, point);
}
/** Simple_Lowercase_Mapping. */
export function lowerOf(point: u32): u32 {
  return mapped(LOWER, point);
}
/** One member of the class of code points that simple case folding makes equal; the same for all of them. */
export function foldOf(point: u32): u32 {
  return mapped(FOLD, point);
}

/** Address of the 8 bytes {u16 point, u16 × 3 capitals or 0} of a code point with several capitals, else 0. */
export function specialUpper(point: u32): u32 {
  const records: u32 = addr(UPPER_SPECIAL) + 12;
  let low: u32 = 0;
  let high: u32 = stringLength(UPPER_SPECIAL) >>> 3;
  while (low < high) {
    const middle: u32 = (low + high) >>> 1;
    const found: u32 = load16(records + (middle << 3));
    if (found === point) return records + (middle << 3);
    if (found < point) low = middle + 1;
    else high = middle;
  }
  return 0;
}

/** Appends the capitals of a code point that has several; false if it has one. */
export function appendFullUpper(builder: Cell, point: u32): bool {
  const record: u32 = specialUpper(point);
  if (record === 0) return false;
  appendUnit(builder, load16(record, 2));
  appendUnit(builder, load16(record, 4));
  if (load16(record, 6) !== 0) appendUnit(builder, load16(record, 6));
  return true;
}

/** Whether a code point is in a table of alternating gaps and lengths (7 bits a byte, low first, top bit: more follows). */
export function inRanges(table: Str, point: u32): bool {
  let at: u32 = addr(table) + 12;
  const end: u32 = at + stringLength(table);
  let inside: bool = true;
  let border: u32 = 0;
  while (at < end && border <= point) {
    let byte: u32 = load8(at);
    let value: u32 = byte & 127;
    let shift: u32 = 7;
    while (byte > 127) {
      at = at + 1;
      byte = load8(at);
      value = value | ((byte & 127) << shift);
      shift = shift + 7;
    }
    at = at + 1;
    border = border + value;
    inside = !inside;
  }
  return border > point && inside;
}
export function isCased(point: u32): bool {
  return inRanges(CASED, point);
}
export function isCaseIgnorable(point: u32): bool {
  return inRanges(CASE_IGNORABLE, point);
}
