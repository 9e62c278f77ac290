// Math.random (ECMA-262 §21.3.2.27): xoshiro256+ (Blackman and Vigna 2018), seeded from the entropy device at first use.
// Not for secrets: crypto.getRandomValues is.
import { f64FromI64, load64, shru64, staticBytes, store64, type f64, type i64, type u32 } from './intrinsics.ts';
import { fillRandom } from './entropy.ts';

/** 2^-53 */
const UNIT: f64 = 1.1102230246251565e-16;

function rotate(x: i64, bits: i64): i64 {
  return (x << bits) | shru64(x, 64n - bits);
}

/** Uniform in [0, 1), a multiple of 2^-53. */
export function Math_random(): f64 {
  const at: u32 = staticBytes('lang.random', 32);
  if ((load64(at) | load64(at, 8) | load64(at, 16) | load64(at, 24)) === 0n) fillRandom(at, 32);
  const s0: i64 = load64(at);
  const last: i64 = load64(at, 24);
  const s1: i64 = load64(at, 8);
  const s2: i64 = load64(at, 16) ^ s0;
  const s3: i64 = last ^ s1;
  store64(at, s0 ^ s3);
  store64(at, s1 ^ s2, 8);
  store64(at, s2 ^ (s1 << 17n), 16);
  store64(at, rotate(s3, 45n), 24);
  return f64FromI64(shru64(s0 + last, 11n)) * UNIT;
}
