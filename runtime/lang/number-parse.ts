// StringToNumber (ECMA-262 §7.1.4.1.1) and the scanner that Number(), parseFloat and parseInt share. A decimal of up to
// 15 digits and a power of ten up to 22 is one exact multiplication or division (Clinger 1990); the rest is exact.
import {
  addr,
  f64FromI64,
  i64FromI32,
  load32,
  staticBytes,
  store32,
  store8,
  truncF64,
  type Str,
  type bool,
  type f64,
  type i32,
  type i64,
  type u32,
} from './intrinsics.ts';
import { MAX_DIGITS, digitArea, doubleFromDigits } from './decimal.ts';
import { MAX_EXACT_POWER, MAX_QUICK_DIGITS, powerOfTen, quickDouble, shortInteger } from './decimal-quick.ts';
import { LATIN1, charCodeAt, matchesAt, settle, stringLength } from './string.ts';

/** Exponents are cut off here: far beyond what any double needs. */
const MAX_EXPONENT: i32 = 100000;

/** White space and line ends (§12.2, §12.3). */
export function isWhiteSpace(unit: i32): bool {
  if (unit <= 32) return unit === 32 || (unit >= 9 && unit <= 13);
  if (unit < 0xa0) return false;
  if (unit >= 0x2000 && unit <= 0x200a) return true;
  return (
    unit === 0xa0 ||
    unit === 0xfeff ||
    unit === 0x1680 ||
    unit === 0x2028 ||
    unit === 0x2029 ||
    unit === 0x202f ||
    unit === 0x205f ||
    unit === 0x3000
  );
}

/** Index of the first unit at or after `from` that is not white space. */
export function skipWhiteSpace(s: Str, from: u32): u32 {
  const length: u32 = stringLength(s);
  let at: u32 = from;
  while (at < length && isWhiteSpace(charCodeAt(s, at))) at = at + 1;
  return at;
}

/** Index behind the last unit that is not white space, at least `from`. */
export function trimmedEnd(s: Str, from: u32): u32 {
  let end: u32 = stringLength(s);
  while (end > from && isWhiteSpace(charCodeAt(s, end - 1))) end = end - 1;
  return end;
}

/** Value of a digit in radix up to 36, 99 if it is none. */
export function digitValue(unit: i32): u32 {
  if (unit >= 48 && unit <= 57) return (unit - 48) as u32;
  const lower: i32 = unit | 32;
  if (lower >= 97 && lower <= 122) return (lower - 87) as u32;
  return 99;
}

/** ToNumber of a string. */
export function parseNumber(s: Str): f64 {
  const short: u32 = shortNumber(s);
  return short === NO_NUMBER ? parseLong(s) : (short as f64);
}
const NO_NUMBER: u32 = 0xffffffff;
/** The value of a text of a few digits and nothing else; 2^32 - 1 for all others. */
export function shortNumber(s: Str): u32 {
  const cell: u32 = addr(s);
  return load32(cell) === LATIN1 ? shortInteger(cell + 12, load32(cell, 8)) : NO_NUMBER;
}
function parseLong(s: Str): f64 {
  settle(addr(s));
  const from: u32 = skipWhiteSpace(s, 0);
  const end: u32 = trimmedEnd(s, from);
  if (from === end) return 0;
  if (charCodeAt(s, from) === 48 && end - from > 2) {
    const letter: i32 = charCodeAt(s, from + 1) | 32;
    if (letter === 120) return parseRadix(s, from + 2, end, 16);
    if (letter === 111) return parseRadix(s, from + 2, end, 8);
    if (letter === 98) return parseRadix(s, from + 2, end, 2);
  }
  const x: f64 = parseDecimal(s, from, end);
  return scanEnd() === end ? x : NaN;
}

/** Where the last parseDecimal stopped; its start when there was no number. */
export function scanEnd(): u32 {
  return load32(staticBytes('lang.scan', 8), 0);
}

function stopAt(at: u32): void {
  store32(staticBytes('lang.scan', 8), at, 0);
}

/** All of from..end as digits of a power-of-two radix; NaN if there is anything else. */
function parseRadix(s: Str, from: u32, end: u32, radix: u32): f64 {
  for (let i: u32 = from; i < end; i = i + 1) if (digitValue(charCodeAt(s, i)) >= radix) return NaN;
  return radixValue(s, from, end, radix);
}

/** The value of digits known to be valid, correctly rounded for radixes that are powers of two. */
export function radixValue(s: Str, from: u32, end: u32, radix: u32): f64 {
  let value: f64 = 0;
  let i: u32 = from;
  // Exact while the value stays below 2^53.
  while (i < end && value < 140737488355328) {
    value = value * (radix as f64) + (digitValue(charCodeAt(s, i)) as f64);
    i = i + 1;
  }
  if (i === end) return value;
  if ((radix & (radix - 1)) === 0) return roundPowerOfTwo(s, i, end, radix, value);
  // Other radixes: an approximation is allowed (§19.2.5 step 14).
  while (i < end) {
    value = value * (radix as f64) + (digitValue(charCodeAt(s, i)) as f64);
    i = i + 1;
  }
  return value;
}

/** Continues with single bits: 53 of them, then a rounding bit and whether anything follows. */
function roundPowerOfTwo(s: Str, from: u32, end: u32, radix: u32, start: f64): f64 {
  let value: f64 = start;
  let scale: f64 = 1;
  let half: bool = false;
  let more: bool = false;
  let full: bool = false;
  for (let i: u32 = from; i < end; i = i + 1) {
    const digit: u32 = digitValue(charCodeAt(s, i));
    for (let bit: u32 = radix >>> 1; bit !== 0; bit = bit >>> 1) {
      const set: bool = (digit & bit) !== 0;
      if (value < 4503599627370496) {
        value = value * 2 + (set ? 1 : 0);
      } else {
        scale = scale * 2;
        if (full) more = more || set;
        else half = set;
        full = true;
      }
    }
  }
  if (half && (more || value - truncF64(value / 2) * 2 === 1)) value = value + 1;
  return value * scale;
}

/** Reads the longest StrDecimalLiteral from..end; scanEnd tells where it ended. NaN if there is none. */
export function parseDecimal(s: Str, from: u32, end: u32): f64 {
  let at: u32 = from;
  let negative: bool = false;
  const sign: i32 = at < end ? charCodeAt(s, at) : 0;
  if (sign === 43 || sign === 45) {
    negative = sign === 45;
    at = at + 1;
  }
  if (end - at >= 8 && charCodeAt(s, at) === 73 && matchesAt(s, 'Infinity', at)) {
    stopAt(at + 8);
    return negative ? -Infinity : Infinity;
  }
  const x: f64 = parseDigits(s, at, end);
  if (x !== x) {
    stopAt(from);
    return x;
  }
  return negative ? -x : x;
}

/** An unsigned decimal: digits go to the digit area, leading zeros left out. */
function parseDigits(s: Str, from: u32, end: u32): f64 {
  const area: u32 = digitArea();
  let at: u32 = from;
  let count: u32 = 0;
  let point: i32 = 0;
  let seen: bool = false;
  let behind: bool = false;
  let sticky: bool = false;
  let digits: i64 = 0n;
  while (at < end) {
    const unit: i32 = charCodeAt(s, at);
    if (unit === 46 && !behind) {
      behind = true;
    } else if (unit >= 48 && unit <= 57) {
      seen = true;
      if (count !== 0 || unit !== 48) {
        if (count < MAX_DIGITS) {
          store8(area + count, (unit - 48) as u32, 8);
          count = count + 1;
          if (count <= MAX_QUICK_DIGITS) digits = digits * 10n + i64FromI32(unit - 48);
        } else if (unit !== 48) {
          sticky = true;
        }
        if (!behind) point = point + 1;
      } else if (behind) {
        point = point - 1;
      }
    } else {
      break;
    }
    at = at + 1;
  }
  if (!seen) return NaN;
  const exponentEnd: u32 = scanExponent(s, at, end);
  if (exponentEnd !== at) {
    point = point + exponentValue(s, at + 1, exponentEnd);
    at = exponentEnd;
  }
  stopAt(at);
  if (count <= MAX_QUICK_DIGITS && count !== 0) {
    const power: i32 = point - (count as i32);
    const size: i32 = power < 0 ? 0 - power : power;
    if (size <= MAX_EXACT_POWER) {
      const x: f64 = count > 15 ? quickDouble(digits, power) : scaled(f64FromI64(digits), power, powerOfTen(size));
      if (x === x) return x;
    }
  }
  store32(area, count, 0);
  store32(area, point as u32, 4);
  return doubleFromDigits(sticky);
}

function scaled(x: f64, power: i32, scale: f64): f64 {
  return power < 0 ? x / scale : x * scale;
}

/** Index behind an exponent part that starts at `at`, or `at` if there is none. */
function scanExponent(s: Str, at: u32, end: u32): u32 {
  if (at >= end || (charCodeAt(s, at) | 32) !== 101) return at;
  let next: u32 = at + 1;
  if (next < end) {
    const sign: i32 = charCodeAt(s, next);
    if (sign === 43 || sign === 45) next = next + 1;
  }
  const first: u32 = next;
  while (next < end && digitValue(charCodeAt(s, next)) < 10) next = next + 1;
  return next === first ? at : next;
}

function exponentValue(s: Str, from: u32, end: u32): i32 {
  const sign: i32 = charCodeAt(s, from);
  let at: u32 = from;
  if (sign === 43 || sign === 45) at = at + 1;
  let value: i32 = 0;
  while (at < end && value < MAX_EXPONENT) {
    value = value * 10 + (digitValue(charCodeAt(s, at)) as i32);
    at = at + 1;
  }
  return sign === 45 ? 0 - value : value;
}
