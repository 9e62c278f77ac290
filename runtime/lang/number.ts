// Number::toString (ECMA-262 §6.1.6.1.20). Integers and decimals of up to 15 digits take exact double arithmetic; all
// others go through the exact digit generator of decimal.ts.
import {
  absF64,
  addr,
  load32,
  load8,
  loadVal,
  memoryCopy,
  memoryFill,
  smallTexts,
  staticBytes,
  store32,
  store8,
  storeVal,
  truncF64,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { digitArea, shortestDigits } from './decimal.ts';
import { quickDigits } from './decimal-quick.ts';
import { newLatin1, singleUnit, stringFromLatin1 } from './string.ts';

/** Decimals with this many digits at most are told apart by every double (DBL_DIG). */
const SURE_LIMIT: f64 = 1e15;
/** Up to 10^22 powers of ten are exact doubles. */
const MAX_SHORTCUT_PLACES: u32 = 20;

/** As util.inspect shows a number: -0 with its sign. */
export function numberText(x: f64): Str {
  return x === 0 && 1 / x < 0 ? '-0' : numberToString(x);
}

/** The text of a number in radix 10. */
export function numberToString(x: f64): Str {
  const whole: i32 = x as i32;
  if ((whole as f64) === x) return integerToString(whole);
  if (x !== x) return 'NaN';
  if (absF64(x) === Infinity) return x > 0 ? 'Infinity' : '-Infinity';
  const past: u32 = layOutNumber(x);
  return stringFromLatin1(numberArea(), past - numberArea());
}

/** Where `layOutNumber` puts its text. */
export function numberArea(): u32 {
  return staticBytes('lang.text', 64);
}
/** Writes the text of a finite number that is not 0; returns the address behind it. */
export function layOutNumber(x: f64): u32 {
  const size: f64 = absF64(x);
  if (!shortcutDigits(size) && !quickDigits(size)) shortestDigits(size);
  return layOutDigits(x < 0);
}

/** The text of a 32-bit integer; -0 has been turned to 0 by the conversion. */
export function integerToString(x: i32): Str {
  if ((x as u32) > 255) return makeInteger(x);
  const known: Val = loadVal(smallTexts() + ((x as u32) << 3));
  return addr(known) !== 0 ? (known as Str) : makeSmall(x);
}
/** Small ones are made once. */
function makeSmall(x: i32): Str {
  const s: Str = x < 10 ? singleUnit((x + 48) as u32) : makeInteger(x);
  storeVal(smallTexts() + ((x as u32) << 3), s);
  return s;
}
function makeInteger(x: i32): Str {
  let rest: u32 = x as u32;
  if (x < 0) rest = 0 - rest;
  const digits: u32 = decimalPlaces(rest);
  const length: u32 = x < 0 ? digits + 1 : digits;
  const s: Str = newLatin1(length);
  let at: u32 = addr(s) + 12 + length;
  for (let i: u32 = 0; i < digits; i = i + 1) {
    at = at - 1;
    store8(at, 48 + (rest % 10));
    rest = rest / 10;
  }
  if (x < 0) store8(addr(s), 45, 12);
  return s;
}

/** The text of an unsigned 32-bit integer. */
export function unsignedToString(x: u32): Str {
  if (x < 0x80000000) return integerToString(x as i32);
  return numberToString(x as f64);
}

/** How many digits an integer has. */
export function decimalPlaces(x: u32): u32 {
  if (x < 10000) return x < 100 ? (x < 10 ? 1 : 2) : x < 1000 ? 3 : 4;
  let count: u32 = 5;
  let limit: u32 = 100000;
  while (count < 10 && x >= limit) {
    count = count + 1;
    limit = limit * 10;
  }
  return count;
}

/** Digits of x when some m / 10^k with m < 10^15 is x: dividing two exact doubles rounds correctly, so it reads back as x. */
function shortcutDigits(x: f64): bool {
  let scale: f64 = 1;
  for (let places: u32 = 0; places <= MAX_SHORTCUT_PLACES; places = places + 1) {
    const scaled: f64 = x * scale;
    if (scaled >= SURE_LIMIT) return false;
    const m: f64 = truncF64(scaled + 0.5);
    if (m !== 0 && m / scale === x) {
      digitsOfInteger(m, places);
      return true;
    }
    scale = scale * 10;
  }
  return false;
}

/** Puts the digits of the integer m, 0 < m <= 10^15, into the digit area, without trailing zeros. */
function digitsOfInteger(m: f64, places: u32): void {
  const area: u32 = digitArea();
  const high: u32 = truncF64(m / 1e8) as u32;
  let low: u32 = (m - (high as f64) * 1e8) as u32;
  let count: u32 = decimalPlaces(low);
  if (high !== 0) count = decimalPlaces(high) + 8;
  for (let i: u32 = count; i !== 0; i = i - 1) {
    if (count - i === 8) low = high;
    store8(area + i, low % 10, 7);
    low = low / 10;
  }
  store32(area, count - places, 4);
  while (load8(area + count, 7) === 0) count = count - 1;
  store32(area, count, 0);
}

/** Lays out the digit area as §6.1.6.1.20 steps 6 to 12 do. */
function layOutDigits(negative: bool): u32 {
  const area: u32 = digitArea();
  const count: i32 = load32(area, 0) as i32;
  const point: i32 = load32(area, 4) as i32;
  let at: u32 = numberArea();
  if (negative) at = putByte(at, 45);
  if (point > 0 && point <= 21) {
    if (count <= point) {
      at = putDigits(at, 0, count);
      at = putZeros(at, point - count);
    } else {
      at = putDigits(at, 0, point);
      at = putByte(at, 46);
      at = putDigits(at, point, count);
    }
  } else if (point > -6 && point <= 0) {
    at = putByte(at, 48);
    at = putByte(at, 46);
    at = putZeros(at, 0 - point);
    at = putDigits(at, 0, count);
  } else {
    at = putDigits(at, 0, 1);
    if (count > 1) {
      at = putByte(at, 46);
      at = putDigits(at, 1, count);
    }
    at = putExponent(at, point - 1);
  }
  return at;
}

export function putByte(at: u32, byte: u32): u32 {
  store8(at, byte);
  return at + 1;
}

/** Digits from..to of the digit area as text. */
export function putDigits(at: u32, from: i32, to: i32): u32 {
  const area: u32 = digitArea();
  let next: u32 = at;
  for (let i: i32 = from; i < to; i = i + 1) next = putByte(next, 48 + load8(area + (i as u32), 8));
  return next;
}

export function putZeros(at: u32, count: i32): u32 {
  memoryFill(at, 48, count as u32);
  return at + (count as u32);
}

/** `e+5`, `e-7` … */
export function putExponent(at: u32, exponent: i32): u32 {
  let next: u32 = putByte(at, 101);
  next = putByte(next, exponent < 0 ? 45 : 43);
  const s: Str = integerToString(exponent < 0 ? 0 - exponent : exponent);
  const length: u32 = load32(addr(s), 8);
  memoryCopy(next, addr(s) + 12, length);
  return next + length;
}
