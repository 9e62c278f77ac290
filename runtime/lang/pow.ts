// Number::exponentiate (ECMA-262 §6.1.6.1.3): 2^(y log2 x) with the logarithm and the product carried in two doubles, so
// that the result is the correctly rounded one but for rare ties. Double-double sums after Dekker (1971) and Knuth.
import {
  absF64,
  bitsFromF64,
  f64FromBits,
  nearestF64,
  shru64,
  sqrtF64,
  truncF64,
  i64FromI32,
  u32FromI64,
  type bool,
  type f64,
  type i32,
  type i64,
} from './intrinsics.ts';

/** Splits a double into two halves of 26 bits whose products are exact (Veltkamp). */
const SPLITTER: f64 = 134217729;

/** The error of the product a * b, whose rounded value is `product`. */
function productError(a: f64, b: f64, product: f64): f64 {
  const aBig: f64 = a * SPLITTER;
  const aHigh: f64 = aBig - (aBig - a);
  const aLow: f64 = a - aHigh;
  const bBig: f64 = b * SPLITTER;
  const bHigh: f64 = bBig - (bBig - b);
  const bLow: f64 = b - bHigh;
  return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
}

/** True for integers that are odd. */
function isOdd(y: f64): bool {
  const half: f64 = y / 2;
  return truncF64(y) === y && truncF64(half) !== half;
}

/** x ** y. */
export function powF64(x: f64, y: f64): f64 {
  if (y === 0) return 1;
  if (x !== x || y !== y) return NaN;
  const size: f64 = absF64(x);
  if (size === 1 && absF64(y) === Infinity) return NaN;
  if (x === 1) return 1;
  if (y === 1) return x;
  // Reciprocals lie close to ties: the division rounds them right.
  if (y === -1) return 1 / x;
  if (y === 2) return x * x;
  const negative: bool = bitsFromF64(x) < 0n && isOdd(y);
  if (size === 0 || size === Infinity || absF64(y) === Infinity) {
    const large: bool = size > 1 === y > 0;
    const limit: f64 = large ? Infinity : 0;
    return negative ? -limit : limit;
  }
  if (x < 0 && truncF64(y) !== y) return NaN;
  const magnitude: f64 = y === 0.5 ? sqrtF64(size) : power(size, y);
  return negative ? -magnitude : magnitude;
}

/** size ** y for finite positive size and finite y. */
function power(size: f64, y: f64): f64 {
  if (absF64(y) > 1e19) return size > 1 === y > 0 ? (size === 1 ? 1 : Infinity) : size === 1 ? 1 : 0;
  if (truncF64(y) === y && absF64(y) <= 64) {
    const exact: f64 = smallPower(size, absF64(y));
    if (exact !== 0) return y > 0 ? exact : 1 / exact;
  }
  // size = m * 2^k with m in [sqrt 1/2, sqrt 2).
  let scaled: f64 = size;
  let k: f64 = 0;
  if (size < 2.2250738585072014e-308) {
    scaled = size * 18014398509481984;
    k = -54;
  }
  let bits: i64 = bitsFromF64(scaled);
  k = k + (u32FromI64(shru64(bits, 52n)) as i32 as f64) - 1023;
  bits = (bits & 0xfffffffffffffn) | 0x3ff0000000000000n;
  let m: f64 = f64FromBits(bits);
  if (m > 1.4142135623730951) {
    m = m / 2;
    k = k + 1;
  }
  return scaledExp2(m, k, y);
}

/** Exact integer powers of integers while everything stays below 2^53, else 0. */
function smallPower(x: f64, y: f64): f64 {
  if (truncF64(x) !== x || x > 94906265) return 0;
  let result: f64 = 1;
  for (let i: f64 = 0; i < y; i = i + 1) {
    result = result * x;
    if (result > 9007199254740992) return 0;
  }
  return result;
}

// ln 2 and 1 / ln 2, each as a sum of two doubles.
const LN2_HIGH: f64 = 0.6931471805599453;
const LN2_LOW: f64 = 2.3190468138462996e-17;

/** (m * 2^k) ** y. */
function scaledExp2(m: f64, k: f64, y: f64): f64 {
  // ln m = 2 atanh(s), s = (m - 1) / (m + 1); s and s^2 in two doubles, the series in one where it is small enough.
  const top: f64 = m - 1;
  const bottom: f64 = m + 1;
  const bottomLow: f64 = m - (bottom - 1);
  const s: f64 = top / bottom;
  const back: f64 = s * bottom;
  const sLow: f64 = (top - back - productError(s, bottom, back) - s * bottomLow) / bottom;
  const square: f64 = s * s;
  const squareLow: f64 = productError(s, s, square) + 2 * s * sLow;
  let tail: f64 = 1 / 41;
  for (let n: f64 = 39; n > 4; n = n - 2) tail = tail * square + 1 / n;
  // s^3 (1/3 + s^2 tail): the third in two doubles.
  const inner: f64 = square * tail;
  const third: f64 = 0.3333333333333333 + inner;
  const thirdLow: f64 = 0.3333333333333333 - third + inner + 1.850371707708594e-17 + squareLow * tail;
  const cubeA: f64 = square * third;
  const cubeLow: f64 = productError(square, third, cubeA) + square * thirdLow + squareLow * third;
  const cube: f64 = s * cubeA;
  const cubeError: f64 = productError(s, cubeA, cube) + s * cubeLow + sLow * cubeA;
  const halfLog: f64 = s + cube;
  const halfLow: f64 = s - halfLog + cube + sLow + cubeError;
  // The whole logarithm: k ln 2 + 2 (half).
  const kHigh: f64 = k * LN2_HIGH;
  const kLow: f64 = productError(k, LN2_HIGH, kHigh) + k * LN2_LOW;
  const log: f64 = kHigh + 2 * halfLog;
  const away: f64 = log - kHigh;
  const logLow: f64 = kHigh - (log - away) + (2 * halfLog - away) + kLow + 2 * halfLow;
  const product: f64 = y * log;
  const productLow: f64 = productError(y, log, product) + y * logLow;
  if (product > 709.8) return Infinity;
  if (product < -745.2) return 0;
  return expSum(product, productLow);
}

/** e^(x + low), the result scaled in two steps so that subnormals round once. */
function expSum(x: f64, low: f64): f64 {
  const n: f64 = nearestF64(x / LN2_HIGH);
  const nHigh: f64 = n * LN2_HIGH;
  const first: f64 = x - nHigh;
  const rest: f64 = low - productError(n, LN2_HIGH, nHigh) - n * LN2_LOW;
  const r: f64 = first + rest;
  const rLow: f64 = first - r + rest;
  // e^r - 1 - r = r^2 / 2 + …, the square in two doubles.
  let tail: f64 = 1;
  for (let i: f64 = 20; i > 3; i = i - 1) tail = 1 + (r * tail) / i;
  const square: f64 = r * r;
  const squareLow: f64 = productError(r, r, square) + 2 * r * rLow;
  const cubic: f64 = (square * r * tail) / 6;
  const part: f64 = square / 2 + cubic;
  const partLow: f64 = square / 2 - part + cubic + squareLow / 2;
  const sum: f64 = r + part;
  const sumLow: f64 = r - sum + part + rLow + partLow;
  const total: f64 = 1 + sum;
  const totalLow: f64 = 1 - total + sum + sumLow;
  const whole: f64 = total + totalLow;
  if (n > -1022) return whole * powerOfTwo((n as i32) - 1) * 2;
  return whole * powerOfTwo((n as i32) + 200) * powerOfTwo(-200);
}

function powerOfTwo(n: i32): f64 {
  return f64FromBits((i64FromI32(n) + 1023n) << 52n);
}
