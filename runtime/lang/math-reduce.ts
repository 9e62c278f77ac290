// Argument reduction for sin, cos and tan: x modulo pi/2 as a sum of two doubles, by Cody and Waite's split of pi/2 for
// moderate arguments and by Payne and Hanek's product with 2/pi for large ones (fdlibm, e_rem_pio2 and k_rem_pio2).
import {
  absF64,
  floorF64,
  load32,
  load8,
  loadF64,
  staticBytes,
  store32,
  storeF64,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { powerOf2, sizeWord } from './math-parts.ts';
import { unitsOf } from './string.ts';

const TWO_OVER_PI: f64 = 0.6366197723675814;
// pi/2 in pieces of 33 bits, and what remains behind each.
const PIECE_1: f64 = 1.5707963267341256;
const REST_1: f64 = 6.077100506506192e-11;
const PIECE_2: f64 = 6.077100506303966e-11;
const REST_2: f64 = 2.0222662487959506e-21;
const PIECE_3: f64 = 2.0222662487111665e-21;
const REST_3: f64 = 8.4784276603689e-32;
const TWO_24: f64 = 16777216;
const TWO_MINUS_24: f64 = 5.960464477539063e-8;
/** Digits of 2/pi in base 2^24 that a result of 53 bits takes at first. */
const FIRST_DIGITS: i32 = 4;

/** 2/pi: 66 digits in base 2^24, three bytes each, the most significant first. */
const DIGITS =
  '\xa2\xf9\x83\x6e\x4e\x44\x15\x29\xfc\x27\x57\xd1\xf5\x34\xdd\xc0\xdb\x62\x95\x99\x3c\x43\x90\x41' +
  '\xfe\x51\x63\xab\xde\xbb\xc5\x61\xb7\x24\x6e\x3a\x42\x4d\xd2\xe0\x06\x49\x2e\xea\x09\xd1\x92\x1c' +
  '\xfe\x1d\xeb\x1c\xb1\x29\xa7\x3e\xe8\x82\x35\xf5\x2e\xbb\x44\x84\xe9\x9c\x70\x26\xb4\x5f\x7e\x41' +
  '\x39\x91\xd6\x39\x83\x53\x39\xf4\x9c\x84\x5f\x8b\xbd\xf9\x28\x3b\x1f\xf8\x97\xff\xde\x05\x98\x0f' +
  '\xef\x2f\x11\x8b\x5a\x0a\x6d\x1f\x6d\x36\x7e\xcf\x27\xcb\x09\xb7\x4f\x46\x3f\x66\x9e\x5f\xea\x2d' +
  '\x75\x27\xba\xc7\xeb\xe5\xf1\x7b\x3d\x07\x39\xf7\x8a\x52\x92\xea\x6b\xfb\x5f\xb1\x1f\x8d\x5d\x08' +
  '\x56\x03\x30\x46\xfc\x7b\x6b\xab\xf0\xcf\xbc\x20\x9a\xf4\x36\x1d\xa9\xe3\x91\x61\x5e\xe6\x1b\x08' +
  '\x65\x99\x85\x5f\x14\xa0\x68\x40\x8d\xff\xd8\x80\x4d\x73\x27\x31\x06\x06\x15\x56\xca\x73\xa8\xc9' +
  '\x60\xe2\x7b\xc0\x8c\x6b';

/** Where the reduced argument lies: the tail of the last reduction at +0, scratch behind it. */
function area(): u32 {
  return staticBytes('lang.trig', 1024);
}
/** The low part of the last reduced argument. */
export function reducedLow(): f64 {
  return loadF64(area());
}
export function reducedHigh(): f64 {
  return loadF64(area(), 8);
}
function setReduced(high: f64, low: f64): void {
  storeF64(area(), low);
  storeF64(area(), high, 8);
}

/** Reduces x to at most pi/4 in size (reducedHigh + reducedLow); the number of quarter turns, modulo 4. NaN gives NaN. */
export function reduce(x: f64): i32 {
  const size: i32 = sizeWord(x);
  if (size <= 0x3fe921fb) {
    setReduced(x, 0);
    return 0;
  }
  if (size >= 0x7ff00000) {
    setReduced(NaN, NaN);
    return 0;
  }
  let turns: i32 = 0;
  if (size < 0x4002d97c) turns = reduceOnce(absF64(x), size);
  else turns = size <= 0x413921fb ? reduceModerate(absF64(x), size) : reduceLarge(absF64(x), size);
  if (x > 0) return turns & 3;
  setReduced(-reducedHigh(), -reducedLow());
  return (0 - turns) & 3;
}

/** Below 3 pi/4 one pi/2 is taken off. */
function reduceOnce(x: f64, size: i32): i32 {
  let z: f64 = x - PIECE_1;
  let rest: f64 = REST_1;
  if (size === 0x3ff921fb) {
    // So near to pi/2 that 33 + 53 bits of it are not enough.
    z = z - PIECE_2;
    rest = REST_2;
  }
  const high: f64 = z - rest;
  setReduced(high, z - high - rest);
  return 1;
}

/** Up to 2^19 pi/2: pieces of pi/2 are taken off until enough bits remain. */
function reduceModerate(x: f64, size: i32): i32 {
  const turns: i32 = (x * TWO_OVER_PI + 0.5) as i32;
  const n: f64 = turns as f64;
  const exponent: i32 = size >> 20;
  let r: f64 = x - n * PIECE_1;
  let w: f64 = n * REST_1;
  let high: f64 = r - w;
  if (exponent - (sizeWord(high) >> 20) > 16) {
    let t: f64 = r;
    w = n * PIECE_2;
    r = t - w;
    w = n * REST_2 - (t - r - w);
    high = r - w;
    if (exponent - (sizeWord(high) >> 20) > 49) {
      t = r;
      w = n * PIECE_3;
      r = t - w;
      w = n * REST_3 - (t - r - w);
      high = r - w;
    }
  }
  setReduced(high, r - high - w);
  return turns;
}

// Scratch for large arguments, 20 elements each: x in base 2^24 at 16 (3), digits of 2/pi at 64, partial products at 224,
// the product's digits (u32) at 384, the terms of the result at 480 and 640.
const X: u32 = 16;
const F: u32 = 64;
const Q: u32 = 224;
const IQ: u32 = 384;
const TERMS: u32 = 480;
const SUMS: u32 = 640;

function getF(array: u32, index: i32): f64 {
  return loadF64(area() + array + ((index as u32) << 3));
}
function setF(array: u32, index: i32, value: f64): void {
  storeF64(area() + array + ((index as u32) << 3), value);
}
function getDigit(index: i32): i32 {
  return load32(area() + IQ + ((index as u32) << 2)) as i32;
}
function setDigit(index: i32, value: i32): void {
  store32(area() + IQ + ((index as u32) << 2), value as u32);
}
function digitOfTwoOverPi(index: i32): f64 {
  if (index < 0) return 0;
  const at: u32 = unitsOf(DIGITS) + (index as u32) * 3;
  return ((load8(at) << 16) | (load8(at, 1) << 8) | load8(at, 2)) as f64;
}

/** x in base 2^24: at most three digits, the first below 2^24; how many. */
function splitLarge(x: f64, exponent: i32): i32 {
  let z: f64 = scale(x, 0 - exponent);
  for (let i: i32 = 0; i < 2; i = i + 1) {
    setF(X, i, z as i32 as f64);
    z = (z - getF(X, i)) * TWO_24;
  }
  setF(X, 2, z);
  let count: i32 = 3;
  while (getF(X, count - 1) === 0) count = count - 1;
  return count;
}

/** x * 2^k, exact, in steps whose factors are doubles. */
function scale(x: f64, k: i32): f64 {
  if (k > 1000) return x * powerOf2(1000) * powerOf2(k - 1000);
  if (k < -1000) return x * powerOf2(-1000) * powerOf2(k + 1000);
  return x * powerOf2(k);
}

/** One element of the product of x with the digits of 2/pi. */
function partial(index: i32, last: i32): f64 {
  let sum: f64 = 0;
  for (let j: i32 = 0; j <= last; j = j + 1) sum = sum + getF(X, j) * getF(F, last + index - j);
  return sum;
}

/** Payne and Hanek. */
function reduceLarge(x: f64, size: i32): i32 {
  const exponent: i32 = (size >> 20) - 1046;
  const last: i32 = splitLarge(x, exponent) - 1;
  let skipped: i32 = (exponent - 3) / 24;
  if (skipped < 0) skipped = 0;
  const shift: i32 = exponent - 24 * (skipped + 1);
  for (let i: i32 = 0; i <= last + FIRST_DIGITS; i = i + 1) setF(F, i, digitOfTwoOverPi(skipped - last + i));
  for (let i: i32 = 0; i <= FIRST_DIGITS; i = i + 1) setF(Q, i, partial(i, last));
  let top: i32 = FIRST_DIGITS;
  while (true) {
    let z: f64 = scale(distill(top), shift);
    z = z - 8 * floorF64(z * 0.125);
    let turns: i32 = z as i32;
    z = z - (turns as f64);
    let half: i32 = 0;
    if (shift > 0) {
      const over: i32 = getDigit(top - 1) >> (24 - shift);
      turns = turns + over;
      setDigit(top - 1, getDigit(top - 1) - (over << (24 - shift)));
      half = getDigit(top - 1) >> (23 - shift);
    } else if (shift === 0) {
      half = getDigit(top - 1) >> 23;
    } else if (z >= 0.5) {
      half = 2;
    }
    if (half > 0) {
      turns = turns + 1;
      const carried: bool = complement(top, shift);
      if (half === 2) {
        z = 1 - z;
        if (carried) z = z - scale(1, shift);
      }
    }
    if (z === 0 && allZero(FIRST_DIGITS, top)) {
      top = extendProduct(top, last, skipped);
    } else {
      compress(z, top, shift, half !== 0);
      return turns;
    }
  }
}

/** The partial products as digits in base 2^24; the part above them. */
function distill(top: i32): f64 {
  let z: f64 = getF(Q, top);
  let i: i32 = 0;
  for (let j: i32 = top; j > 0; j = j - 1) {
    const carry: f64 = (TWO_MINUS_24 * z) as i32 as f64;
    setDigit(i, (z - TWO_24 * carry) as i32);
    z = getF(Q, j - 1) + carry;
    i = i + 1;
  }
  return z;
}

/** Takes the digits from one, when the fraction is a half or more; true if any was not zero. */
function complement(top: i32, shift: i32): bool {
  let carried: bool = false;
  for (let i: i32 = 0; i < top; i = i + 1) {
    const digit: i32 = getDigit(i);
    if (carried) {
      setDigit(i, 0xffffff - digit);
    } else if (digit !== 0) {
      carried = true;
      setDigit(i, 0x1000000 - digit);
    }
  }
  if (shift === 1) setDigit(top - 1, getDigit(top - 1) & 0x7fffff);
  else if (shift === 2) setDigit(top - 1, getDigit(top - 1) & 0x3fffff);
  return carried;
}

function allZero(from: i32, to: i32): bool {
  for (let i: i32 = from; i < to; i = i + 1) if (getDigit(i) !== 0) return false;
  return true;
}

/** The leading digits all cancelled: as many more are taken in as were zero. */
function extendProduct(top: i32, last: i32, skipped: i32): i32 {
  let more: i32 = 1;
  while (more <= FIRST_DIGITS && getDigit(FIRST_DIGITS - more) === 0) more = more + 1;
  for (let i: i32 = top + 1; i <= top + more; i = i + 1) {
    setF(F, last + i, digitOfTwoOverPi(skipped + i));
    setF(Q, i, partial(i, last));
  }
  return top + more;
}

/** The fraction's digits times pi/2, as two doubles. */
function compress(fraction: f64, count: i32, exponent: i32, negative: bool): void {
  let top: i32 = count;
  let shift: i32 = exponent;
  if (fraction === 0) {
    top = top - 1;
    shift = shift - 24;
    while (getDigit(top) === 0) {
      top = top - 1;
      shift = shift - 24;
    }
  } else {
    const z: f64 = scale(fraction, 0 - shift);
    if (z >= TWO_24) {
      const carry: f64 = (TWO_MINUS_24 * z) as i32 as f64;
      setDigit(top, (z - TWO_24 * carry) as i32);
      top = top + 1;
      shift = shift + 24;
      setDigit(top, carry as i32);
    } else {
      setDigit(top, z as i32);
    }
  }
  let weight: f64 = scale(1, shift);
  for (let i: i32 = top; i >= 0; i = i - 1) {
    setF(TERMS, i, weight * (getDigit(i) as f64));
    weight = weight * TWO_MINUS_24;
  }
  for (let i: i32 = top; i >= 0; i = i - 1) setF(SUMS, top - i, timesPi(i, top));
  sumUp(top, negative);
}

/** One term of the product with pi/2, which is taken in pieces of 24 bits. */
function timesPi(index: i32, top: i32): f64 {
  let sum: f64 = 0;
  for (let k: i32 = 0; k <= FIRST_DIGITS && k <= top - index; k = k + 1)
    sum = sum + pieceOfPi(k) * getF(TERMS, index + k);
  return sum;
}
function pieceOfPi(k: i32): f64 {
  if (k === 0) return 1.570796251296997;
  if (k === 1) return 7.549789415861596e-8;
  if (k === 2) return 5.390302529957765e-15;
  return k === 3 ? 3.282003415807913e-22 : 1.270655753080676e-29;
}

/** Adds the smallest terms first. */
function sumUp(top: i32, negative: bool): void {
  let sum: f64 = 0;
  for (let i: i32 = top; i >= 0; i = i - 1) sum = sum + getF(SUMS, i);
  let rest: f64 = getF(SUMS, 0) - sum;
  for (let i: i32 = 1; i <= top; i = i + 1) rest = rest + getF(SUMS, i);
  setReduced(negative ? -sum : sum, negative ? -rest : rest);
}
