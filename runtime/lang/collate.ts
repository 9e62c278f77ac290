// String comparison in the root locale (ECMA-262 §22.1.3.12 with the root collation of CLDR, UTS #10): letters first by
// alphabet, then by accents, then by case, small before capital. The table has the scripts that European languages use;
// other characters follow in code point order, symbols before currency signs and digits, Han behind everything.
import {
  addr,
  load16,
  staticBytes,
  load32,
  load8,
  store32,
  type Str,
  type Val,
  type bool,
  type i32,
  type u32,
} from './intrinsics.ts';
import { COLLATION_0, COLLATION_1E00, COLLATION_2010, COLLATION_20A0, COLLATION_370 } from './collation-table.ts';
import { LATIN1, charCodeAt, codePointAt, stringEquals, stringLength } from './string.ts';
import { textOf } from './string-builtins.ts';

const SYMBOLS_BEFORE: u32 = 36;
/** Weights of the table are spread so that others fit between them. */
const SPREAD: u32 = 17;

/** Address of a character's weights in the table, 0 if it has none. */
function tableEntry(point: u32): u32 {
  if (point < 0x180) return addr(COLLATION_0) + 12 + (point << 2);
  if (point < 0x370) return 0;
  if (point < 0x460) return addr(COLLATION_370) + 12 + ((point - 0x370) << 2);
  if (point >= 0x1e00 && point < 0x1f00) return addr(COLLATION_1E00) + 12 + ((point - 0x1e00) << 2);
  if (point >= 0x2010 && point < 0x2040) return addr(COLLATION_2010) + 12 + ((point - 0x2010) << 2);
  if (point >= 0x20a0 && point < 0x20c0) return addr(COLLATION_20A0) + 12 + ((point - 0x20a0) << 2);
  return 0;
}

function primaryOf(point: u32): u32 {
  const entry: u32 = tableEntry(point);
  if (entry !== 0) return load16(entry) << SPREAD;
  if (isIgnored(point)) return 0;
  if ((point >= 0x2000 && point < 0x2e00) || (point >= 0x1f000 && point < 0x1fb00))
    return (load16(tableEntry(SYMBOLS_BEFORE)) << SPREAD) - 0x20000 + point;
  if (point >= 0x3040 && point < 0x3130) return 0x50000000 + point;
  const han: bool = (point >= 0x3400 && point < 0xa000) || (point >= 0xf900 && point < 0xfb00) || point >= 0x20000;
  return (han ? 0x60000000 : 0x40000000) + point;
}
/** Secondary weight in the high byte, tertiary in the low one. */
function lowerOf(point: u32): u32 {
  const entry: u32 = tableEntry(point);
  if (entry !== 0) return load16(entry, 2);
  return point >= 0x300 && point < 0x370 ? (point - 0x2ff) << 8 : 0;
}
/** Combining marks and invisible characters have no letter of their own. */
function isIgnored(point: u32): bool {
  return (
    (point >= 0x300 && point < 0x370) ||
    (point >= 0x200b && point <= 0x200f) ||
    (point >= 0xfe00 && point <= 0xfe0f) ||
    point === 0xfeff
  );
}

/** Two letters written as one, the first in the low half; 0 for other characters. */
function expansion(point: u32): u32 {
  if (point === 0xdf) return 0x730073;
  if (point === 0x1e9e) return 0x530053;
  if (point === 0xe6) return 0x650061;
  if (point === 0xc6) return 0x450041;
  if (point === 0x153) return 0x65006f;
  if (point === 0x152) return 0x45004f;
  if (point === 0x133) return 0x6a0069;
  if (point === 0x132) return 0x4a0049;
  return point === 0x149 ? 0x6e02bc : 0;
}

/** The two cursors: { u32 index, u32 second letter of an expansion }. */
function cursor(which: u32): u32 {
  return staticBytes('lang.collate', 16) + (which << 3);
}
/** The next character of a string at a cursor, 0xffffffff at the end. */
function nextPoint(s: Str, at: u32): u32 {
  const pending: u32 = load32(at, 4);
  if (pending !== 0) {
    store32(at, 0, 4);
    return pending;
  }
  const index: u32 = load32(at);
  if (index >= stringLength(s)) return 0xffffffff;
  const point: u32 = codePointAt(s, index) as u32;
  store32(at, index + (point > 0xffff ? 2 : 1));
  const pair: u32 = expansion(point);
  if (pair === 0) return point;
  store32(at, pair >>> 16, 4);
  return pair & 0xffff;
}
/** The next weight of a level that is not zero, 0 at the end. Level 0 is primary, 8 secondary, else tertiary (plus one). */
function nextWeight(s: Str, at: u32, level: u32): u32 {
  while (true) {
    const point: u32 = nextPoint(s, at);
    if (point === 0xffffffff) return 0;
    if (level === 0) {
      const primary: u32 = primaryOf(point);
      if (primary !== 0) return primary;
    } else if (primaryOf(point) !== 0 || lowerOf(point) !== 0) {
      return level === 8 ? (lowerOf(point) >>> 8) + 1 : (lowerOf(point) & 255) + 1;
    }
  }
}

function compareLevel(a: Str, b: Str, level: u32): i32 {
  store32(cursor(0), 0);
  store32(cursor(0), 0, 4);
  store32(cursor(1), 0);
  store32(cursor(1), 0, 4);
  while (true) {
    const one: u32 = nextWeight(a, cursor(0), level);
    const other: u32 = nextWeight(b, cursor(1), level);
    if (one !== other) return one < other ? -1 : 1;
    if (one === 0) return 0;
  }
}

/** The order of the first units that differ, where both are ASCII and it is primary; 0 where more has to be looked at. */
function firstDifference(a: Str, b: Str): i32 {
  const left: u32 = addr(a);
  const right: u32 = addr(b);
  if (load32(left) !== LATIN1 || load32(right) !== LATIN1) return 0;
  const shorter: u32 = load32(left, 8) < load32(right, 8) ? load32(left, 8) : load32(right, 8);
  // What stands before weighs the same on both sides.
  let i: u32 = 0;
  while (i < shorter && load8(left + i, 12) === load8(right + i, 12)) i = i + 1;
  if (i === shorter) return 0;
  const one: u32 = load8(left + i, 12);
  const other: u32 = load8(right + i, 12);
  if (one > 127 || other > 127 || primaryOf(one) === 0 || primaryOf(other) === 0) return 0;
  return primaryOf(one) === primaryOf(other) ? 0 : primaryOf(one) < primaryOf(other) ? -1 : 1;
}

/** -1, 0 or 1 in the root locale. */
export function collate(a: Str, b: Str): i32 {
  if (stringEquals(a, b)) return 0;
  // Most comparisons are decided by the first letters that differ.
  let order: i32 = firstDifference(a, b);
  if (order === 0) order = compareLevel(a, b, 0);
  if (order === 0) order = compareLevel(a, b, 8);
  if (order === 0) order = compareLevel(a, b, 1);
  return order === 0 ? expansions(a) - expansions(b) : order;
}

/** 1 if a string has a letter that was expanded: it goes behind the one that is spelt out. */
function expansions(s: Str): i32 {
  for (let i: u32 = 0; i < stringLength(s); i = i + 1) if (expansion(charCodeAt(s, i) as u32) !== 0) return 1;
  return 0;
}

export function String_prototype_localeCompare(self: Val, other: Str): i32 {
  return collate(textOf(self, 'localeCompare'), other);
}
