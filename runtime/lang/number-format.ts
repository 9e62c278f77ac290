// Number.prototype's formatting (ECMA-262 §21.1.3): fixed, precision and exponential notation from exact digits, other
// radixes, and the root locale's grouping.
import {
  absF64,
  bitsFromF64,
  f64FromBits,
  floorF64,
  load32,
  load8,
  staticBytes,
  store32,
  store8,
  type Cell,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { remainderF64 } from './arith.ts';
import { digitArea, exactDigits, shortestDigits } from './decimal.ts';
import { quickFixed } from './decimal-quick.ts';
import { throwRangeError } from './error.ts';
import { numberToString, putByte, putDigits, putExponent, putZeros } from './number.ts';
import { thisNumber } from './number-builtins.ts';
import { toInteger } from './primitive.ts';
import { appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { stringFromLatin1 } from './string.ts';

/** Most digits that the three formats take. */
const MAX_DIGITS_SHOWN: f64 = 100;

function area(): u32 {
  return staticBytes('lang.format', 256);
}
function digitCount(): i32 {
  return load32(digitArea(), 0) as i32;
}
function pointPlace(): i32 {
  return load32(digitArea(), 4) as i32;
}

/** NaN and infinities look the same in every format. */
function notFinite(x: f64): bool {
  return x - x !== 0;
}

function checkDigits(digits: f64, least: f64, text: Str): void {
  if (digits < least || digits > MAX_DIGITS_SHOWN) throwRangeError(text);
}

/** Number.prototype.toFixed (§21.1.3.3). */
export function Number_prototype_toFixed(self: Val, digits: Val): Str {
  const x: f64 = thisNumber(self, 'Number.prototype.toFixed');
  const places: f64 = toInteger(digits);
  checkDigits(places, 0, 'toFixed() digits argument must be between 0 and 100');
  if (notFinite(x) || absF64(x) >= 1e21) return numberToString(x);
  return fixedText(x, places as i32);
}

function fixedText(x: f64, places: i32): Str {
  let at: u32 = area();
  if (x < 0) at = putByte(at, 45);
  let count: i32 = 0;
  if (x !== 0) {
    if (!quickFixed(absF64(x), places)) exactDigits(absF64(x), places as u32, true);
    count = digitCount();
  }
  const point: i32 = count === 0 ? 0 - places : pointPlace();
  if (count === 0 && x < 0) return fixedZero(places, true);
  if (count === 0) return fixedZero(places, false);
  if (point <= 0) at = putByte(at, 48);
  else at = putDigits(at, 0, point);
  if (places > 0) {
    at = putByte(at, 46);
    if (point < 0) at = putZeros(at, 0 - point);
    at = putDigits(at, point < 0 ? 0 : point, count);
  }
  return stringFromLatin1(area(), at - area());
}
function fixedZero(places: i32, negative: bool): Str {
  let at: u32 = area();
  if (negative) at = putByte(at, 45);
  at = putByte(at, 48);
  if (places > 0) at = putZeros(putByte(at, 46), places);
  return stringFromLatin1(area(), at - area());
}

/** Number.prototype.toExponential (§21.1.3.2). */
export function Number_prototype_toExponential(self: Val, digits: Val): Str {
  const x: f64 = thisNumber(self, 'Number.prototype.toExponential');
  const places: f64 = toInteger(digits);
  if (notFinite(x)) return numberToString(x);
  checkDigits(places, 0, 'toExponential() argument must be between 0 and 100');
  makeDigits(x, digits === undefined ? -1 : (places as i32) + 1);
  return exponentialText(x < 0);
}

/** The digits of |x|: a number of significant ones, or the shortest when that is negative. */
function makeDigits(x: f64, significant: i32): void {
  const digits: u32 = digitArea();
  if (x === 0) {
    const count: i32 = significant < 0 ? 1 : significant;
    for (let i: u32 = 0; i < (count as u32); i = i + 1) store8(digits + i, 0, 8);
    store32(digits, count as u32, 0);
    store32(digits, 1, 4);
  } else if (significant < 0) {
    shortestDigits(absF64(x));
  } else {
    exactDigits(absF64(x), significant as u32, false);
  }
}

function exponentialText(negative: bool): Str {
  let at: u32 = area();
  if (negative) at = putByte(at, 45);
  at = putDigits(at, 0, 1);
  if (digitCount() > 1) at = putDigits(putByte(at, 46), 1, digitCount());
  at = putExponent(at, pointPlace() - 1);
  return stringFromLatin1(area(), at - area());
}

/** Number.prototype.toPrecision (§21.1.3.5). */
export function Number_prototype_toPrecision(self: Val, precision: Val): Str {
  const x: f64 = thisNumber(self, 'Number.prototype.toPrecision');
  if (precision === undefined) return numberToString(x);
  const wanted: f64 = toInteger(precision);
  if (notFinite(x)) return numberToString(x);
  checkDigits(wanted, 1, 'toPrecision() argument must be between 1 and 100');
  const count: i32 = wanted as i32;
  makeDigits(x, count);
  const point: i32 = pointPlace();
  if (point < -5 || point > count) return exponentialText(x < 0);
  let at: u32 = area();
  if (x < 0) at = putByte(at, 45);
  if (point <= 0) {
    at = putByte(putByte(at, 48), 46);
    at = putDigits(putZeros(at, 0 - point), 0, count);
  } else {
    at = putDigits(at, 0, point);
    if (point < count) at = putDigits(putByte(at, 46), point, count);
  }
  return stringFromLatin1(area(), at - area());
}

/** Number.prototype.toString (§21.1.3.6). */
export function Number_prototype_toString(self: Val, radix: Val): Str {
  const x: f64 = thisNumber(self, 'Number.prototype.toString');
  const base: f64 = radix === undefined ? 10 : toInteger(radix);
  if (base < 2 || base > 36) throwRangeError('toString() radix argument must be between 2 and 36');
  if (base === 10 || notFinite(x)) return numberToString(x);
  return radixText(x, base);
}

// The fraction grows upwards from the middle of the area, the integer part downwards.
const MIDDLE: u32 = 1152;

function putDigit(at: u32, digit: u32): void {
  store8(at, digit < 10 ? digit + 48 : digit + 87);
}

/** Digits of the fraction are made while they are more than half a unit in the last place of x away from it, as in V8. */
function radixText(x: f64, radix: f64): Str {
  const middle: u32 = staticBytes('lang.radix', 2304) + MIDDLE;
  const size: f64 = absF64(x);
  let whole: f64 = floorF64(size);
  let fraction: f64 = size - whole;
  let end: u32 = middle;
  let delta: f64 = (f64FromBits(bitsFromF64(size) + 1n) - size) / 2;
  if (delta < 5e-324) delta = 5e-324;
  if (fraction >= delta) {
    end = putByte(end, 46);
    let more: bool = true;
    while (more) {
      fraction = fraction * radix;
      delta = delta * radix;
      const digit: u32 = fraction as u32;
      putDigit(end, digit);
      end = end + 1;
      fraction = fraction - (digit as f64);
      if ((fraction > 0.5 || (fraction === 0.5 && (digit & 1) !== 0)) && fraction + delta > 1) {
        end = roundUp(middle, end, radix as u32);
        if (end === middle) whole = whole + 1;
        more = false;
      } else {
        more = fraction >= delta;
      }
    }
  }
  let start: u32 = middle;
  // Above 2^53 the last digits are zero, as in V8.
  while (whole / radix >= 9007199254740992) {
    whole = whole / radix;
    start = start - 1;
    putDigit(start, 0);
  }
  whole = floorF64(whole);
  do {
    const digit: f64 = remainderF64(whole, radix);
    start = start - 1;
    putDigit(start, digit as u32);
    whole = (whole - digit) / radix;
  } while (whole > 0);
  if (x < 0) {
    start = start - 1;
    store8(start, 45);
  }
  return stringFromLatin1(start, end - start);
}

/** Adds one to the last digit, dropping digits that overflow; the new end, `middle` when the fraction is used up. */
function roundUp(middle: u32, end: u32, radix: u32): u32 {
  let at: u32 = end - 1;
  while (at !== middle) {
    const byte: u32 = load8(at);
    const digit: u32 = (byte > 57 ? byte - 87 : byte - 48) + 1;
    if (digit < radix) {
      putDigit(at, digit);
      return at + 1;
    }
    at = at - 1;
  }
  return middle;
}

/** Number.prototype.toLocaleString in the root locale: groups of three, at most three decimals of the shortest text. */
export function Number_prototype_toLocaleString(self: Val): Str {
  const x: f64 = thisNumber(self, 'Number.prototype.toLocaleString');
  if (x !== x) return 'NaN';
  if (notFinite(x)) return x > 0 ? '∞' : '-∞';
  roundToThousandths(absF64(x));
  const count: i32 = digitCount();
  const point: i32 = count === 0 ? 0 : pointPlace();
  const builder: Cell = newBuilder(32);
  if (x < 0 || (x === 0 && 1 / x < 0)) appendUnit(builder, 45);
  if (point <= 0) appendUnit(builder, 48);
  for (let i: i32 = 0; i < point; i = i + 1) {
    if (i !== 0 && (point - i) % 3 === 0) appendUnit(builder, 44);
    appendUnit(builder, 48 + (i < count ? load8(digitArea() + (i as u32), 8) : 0));
  }
  if (count > point) {
    appendUnit(builder, 46);
    for (let i: i32 = point; i < count; i = i + 1)
      appendUnit(builder, 48 + (i < 0 ? 0 : load8(digitArea() + (i as u32), 8)));
  }
  return finishBuilder(builder);
}

/** The shortest digits of x, rounded half up behind the third decimal; zeros at the end dropped. */
function roundToThousandths(x: f64): void {
  const digits: u32 = digitArea();
  store32(digits, 0);
  if (x === 0) return;
  shortestDigits(x);
  const kept: i32 = pointPlace() + 3;
  let count: i32 = digitCount();
  if (kept < count) {
    let carry: bool = kept >= 0 && load8(digits + (kept as u32), 8) >= 5;
    count = kept < 0 ? 0 : kept;
    for (let i: i32 = count - 1; carry && i >= 0; i = i - 1) {
      const digit: u32 = load8(digits + (i as u32), 8) + 1;
      carry = digit === 10;
      store8(digits + (i as u32), carry ? 0 : digit, 8);
    }
    if (carry) {
      store8(digits, 1, 8);
      store32(digits, (pointPlace() + 1) as u32, 4);
      count = 1;
    }
  }
  while (count > 0 && load8(digits + ((count - 1) as u32), 8) === 0) count = count - 1;
  store32(digits, count as u32);
}
