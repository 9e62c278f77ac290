// Decimals of 16 to 18 digits without big integers: a product or quotient by an exact power of ten, kept with its rounding error as
// a second double (Dekker, "A floating-point technique for extending the available precision", 1971). Where the error could
// decide how the sum rounds, the caller takes the exact way of decimal.ts.
import {
  bitsFromF64,
  f64FromI64,
  floorF64,
  i64FromF64,
  load8,
  store32,
  store8,
  u32FromI64,
  type bool,
  type f64,
  type i32,
  type i64,
  type u32,
} from './intrinsics.ts';
import { digitArea } from './decimal.ts';

/** Up to 10^22 powers of ten are exact doubles. */
export const MAX_EXACT_POWER: i32 = 22;
/** Digits that fit: 10^18 is below 2^60. */
export const MAX_QUICK_DIGITS: u32 = 18;
/** Splits a double into two halves of 26 bits. */
const SPLITTER: f64 = 134217729;
/** Far more than the error of the second double can be, far less than half a unit in the last place: 2^-96. */
const DOUBT: f64 = 1.262177448353619e-29;

/** 10^0 … 10^22: exact. */
export function powerOfTen(power: i32): f64 {
  let value: f64 = 1;
  for (let i: i32 = 0; i < power; i = i + 1) value = value * 10;
  return value;
}

/** What the product a * b = p rounded off, exactly. */
function productError(a: f64, b: f64, p: f64): f64 {
  const bigA: f64 = a * SPLITTER;
  const highA: f64 = bigA - (bigA - a);
  const lowA: f64 = a - highA;
  const bigB: f64 = b * SPLITTER;
  const highB: f64 = bigB - (bigB - b);
  const lowB: f64 = b - highB;
  return highA * highB - p + highA * lowB + lowA * highB + lowA * lowB;
}

/** The double nearest to m * 10^power for 0 < m < 10^18 and a power from -22 to 22; NaN where that takes more precision. */
export function quickDouble(m: i64, power: i32): f64 {
  const high: f64 = f64FromI64(m);
  const low: f64 = f64FromI64(m - i64FromF64(high));
  const scale: f64 = powerOfTen(power < 0 ? 0 - power : power);
  let value: f64 = 0;
  let rest: f64 = 0;
  if (power < 0) {
    value = high / scale;
    const product: f64 = value * scale;
    rest = (high - product - productError(value, scale, product) + low) / scale;
  } else {
    value = high * scale;
    rest = productError(high, scale, value) + low * scale;
  }
  const doubt: f64 = value * DOUBT;
  const result: f64 = value + (rest - doubt);
  return result === value + (rest + doubt) ? result : NaN;
}

/**
 * The shortest digits of x, from 1e-5 to 1e17, where they are 16 or 17: of the decimals with as many digits the nearest to x, the
 * shorter one if it reads back as x. False where this cannot tell.
 */
export function quickDigits(x: f64): bool {
  // The neighbours of a power of two are not equally far.
  if (x < 1e-5 || x >= 1e17 || (bitsFromF64(x) & 0xfffffffffffffn) === 0n) return false;
  let places: i32 = 16;
  let limit: f64 = 10;
  while (x >= limit) {
    limit = limit * 10;
    places = places - 1;
  }
  limit = 1;
  while (x * limit < 1) {
    limit = limit * 10;
    places = places + 1;
  }
  if (places < 1 || places > MAX_EXACT_POWER) return false;
  const scale: f64 = powerOfTen(places);
  const product: f64 = x * scale;
  if (product < 1e16 || product >= 1e17) return false;
  const error: f64 = productError(x, scale, product);
  const whole: f64 = floorF64(error);
  const fraction: f64 = error - whole;
  const floor: i64 = i64FromF64(product) + i64FromF64(whole);
  const last: i64 = floor % 10n;
  let shorter: i64 = floor / 10n;
  if (last > 5n || (last === 5n && (fraction > 0 || (shorter & 1n) !== 0n))) shorter = shorter + 1n;
  if (shorter < 1000000000000000n || shorter >= 10000000000000000n) return false;
  if (quickDouble(shorter, 1 - places) === x) {
    putQuickDigits(shorter, 16, places - 1);
    return true;
  }
  let nearest: i64 = floor;
  if (fraction > 0.5 || (fraction === 0.5 && (floor & 1n) !== 0n)) nearest = nearest + 1n;
  if (nearest < 10000000000000000n || nearest >= 100000000000000000n) return false;
  putQuickDigits(nearest, 17, places);
  return true;
}

/** m * 10^-places into the digit area: `count` digits, zeros at the end left out. */
function putQuickDigits(m: i64, count: u32, places: i32): void {
  const area: u32 = digitArea();
  const low: u32 = u32FromI64(m % 1000000000n);
  putPart(area, low, count - 9, count);
  putPart(area, u32FromI64(m / 1000000000n), 0, count - 9);
  store32(area, ((count as i32) - places) as u32, 4);
  let length: u32 = count;
  while (load8(area + length, 7) === 0) length = length - 1;
  store32(area, length, 0);
}
function putPart(area: u32, digits: u32, from: u32, to: u32): void {
  let rest: u32 = digits;
  for (let i: u32 = to; i !== from; i = i - 1) {
    store8(area + i, rest % 10, 7);
    rest = rest / 10;
  }
}

/**
 * x * 10^places rounded half up, for a positive x and up to 22 places, in the digit area as exactDigits leaves it; false where the
 * product has more than 15 digits.
 */
export function quickFixed(x: f64, places: i32): bool {
  if (places > MAX_EXACT_POWER) return false;
  const scale: f64 = powerOfTen(places);
  const product: f64 = x * scale;
  if (product >= 1e15) return false;
  // Below, the error would not be exact.
  if (x < 1e-250) return false;
  const error: f64 = productError(x, scale, product);
  let whole: f64 = floorF64(product);
  // Below 10^15 the error is less than a sixteenth, and what the product has behind the point a multiple of more: it decides halves.
  const half: f64 = product - whole - 0.5;
  if (half > 0 || (half === 0 && error >= 0)) whole = whole + 1;
  const area: u32 = digitArea();
  store32(area, 0, 0);
  store32(area, (0 - places) as u32, 4);
  if (whole === 0) return true;
  const m: i64 = i64FromF64(whole);
  let count: u32 = 0;
  for (let rest: i64 = m; rest !== 0n; rest = rest / 10n) count = count + 1;
  if (count > 9) {
    putPart(area, u32FromI64(m % 1000000000n), count - 9, count);
    putPart(area, u32FromI64(m / 1000000000n), 0, count - 9);
  } else putPart(area, u32FromI64(m), 0, count);
  store32(area, count, 0);
  store32(area, ((count as i32) - places) as u32, 4);
  return true;
}

/** The value of a Latin-1 text of one to nine digits at an address, 0xffffffff if it is something else. */
export function shortInteger(units: u32, length: u32): u32 {
  if (length - 1 > 8) return 0xffffffff;
  let value: u32 = 0;
  for (let at: u32 = units; at < units + length; at = at + 1) {
    const digit: u32 = load8(at) - 48;
    if (digit > 9) return 0xffffffff;
    value = value * 10 + digit;
  }
  return value;
}
