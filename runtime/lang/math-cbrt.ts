// Math.cbrt (ECMA-262 §21.3.2.9) after FreeBSD's s_cbrt: an estimate from the exponent, a polynomial to 23 bits, and one
// step of Newton's method.
import { bitsFromF64, f64FromBits, type f64, type i32 } from './intrinsics.ts';
import { fromHigh, highWord, sizeWord } from './math-parts.ts';

/** (1023 - 1023/3 - 0.03306235651) * 2^20: a third of the high word and this is nearly the root's. */
const BIAS: i32 = 715094163;
/** The same for arguments scaled by 2^54. */
const BIAS_SMALL: i32 = 696219795;
const TWO_54: f64 = 18014398509481984;

export function Math_cbrt(x: f64): f64 {
  const word: i32 = sizeWord(x);
  if (word >= 0x7ff00000) return x === x ? x : NaN;
  if (x === 0) return x;
  const sign: i32 = highWord(x) & (0x80000000 as i32);
  let t: f64 = 0;
  if (word < 0x00100000) t = fromHigh(sign | (sizeWord(x * TWO_54) / 3 + BIAS_SMALL));
  else t = fromHigh(sign | (word / 3 + BIAS));
  let r: f64 = t * t * (t / x);
  t =
    t *
    (1.87595182427177 +
      r * (-1.8849797954337717 + r * 1.6214297201053545) +
      r * r * r * (-0.758397934778766 + r * 0.14599619288661245));
  // Rounded to 23 bits, so that t * t is exact.
  t = f64FromBits((bitsFromF64(t) + 0x80000000n) & -0x40000000n);
  const square: f64 = t * t;
  r = x / square;
  r = (r - t) / (t + t + r);
  return t + t * r;
}
