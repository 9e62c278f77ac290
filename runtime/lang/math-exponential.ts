// Math.exp, expm1, sinh, cosh and tanh (ECMA-262 §21.3.2.14, .15, .32, .12, .35) after fdlibm, e_exp, s_expm1, e_sinh,
// e_cosh and s_tanh.
import { absF64, type bool, type f64, type i32 } from './intrinsics.ts';
import { fromHigh, highWord, powerOf2, sizeWord } from './math-parts.ts';

// ln 2 as a sum whose first part has 32 bits, and 1 / ln 2.
const LN2_HIGH: f64 = 0.6931471803691238;
const LN2_LOW: f64 = 1.9082149292705877e-10;
const INVERSE_LN2: f64 = 1.4426950408889634;
/** Above this e^x is infinite. */
const EXP_LIMIT: f64 = 709.782712893384;
/** Below this e^x is zero. */
const EXP_ZERO: f64 = -745.1332191019411;
/** Above this sinh and cosh are infinite. */
const HYPERBOLIC_LIMIT: f64 = 710.4758600739439;
/** 2^-28: below it sinh x is x. */
const TINY: f64 = 3.725290298461914e-9;

export function Math_exp(given: f64): f64 {
  let x: f64 = given;
  const negative: bool = highWord(x) < 0;
  const size: i32 = sizeWord(x);
  if (size >= 0x40862e42) {
    if (x !== x) return NaN;
    if (x > EXP_LIMIT) return Infinity;
    if (x < EXP_ZERO) return 0;
  }
  let high: f64 = 0;
  let low: f64 = 0;
  let k: i32 = 0;
  if (size > 0x3fd62e42) {
    if (size < 0x3ff0a2b2) {
      // The computation below would miss the last bit of e itself.
      if (x === 1) return 2.718281828459045;
      k = negative ? -1 : 1;
      high = negative ? x + LN2_HIGH : x - LN2_HIGH;
      low = negative ? -LN2_LOW : LN2_LOW;
    } else {
      k = (INVERSE_LN2 * x + (negative ? -0.5 : 0.5)) as i32;
      high = x - (k as f64) * LN2_HIGH;
      low = (k as f64) * LN2_LOW;
    }
    x = high - low;
  } else if (size < 0x3e300000) {
    return 1 + x;
  }
  const t: f64 = x * x;
  const c: f64 =
    x -
    t *
      (0.16666666666666602 +
        t *
          (-0.0027777777777015593 +
            t * (0.00006613756321437934 + t * (-0.0000016533902205465252 + t * 4.1381367970572385e-8))));
  if (k === 0) return 1 - ((x * c) / (c - 2) - x);
  const y: f64 = 1 - (low - (x * c) / (2 - c) - high);
  if (k < -1021) return y * fromHigh(0x3ff00000 + ((k + 1000) << 20)) * 9.332636185032189e-302;
  if (k === 1024) return y * 2 * 8.98846567431158e307;
  return y * powerOf2(k);
}

/** e^x - 1 */
export function Math_expm1(given: f64): f64 {
  let x: f64 = given;
  const negative: bool = highWord(x) < 0;
  const size: i32 = sizeWord(x);
  if (size >= 0x4043687a) {
    if (x !== x) return NaN;
    if (x > EXP_LIMIT) return Infinity;
    if (negative) return -1;
  }
  let c: f64 = 0;
  let k: i32 = 0;
  if (size > 0x3fd62e42) {
    let high: f64 = 0;
    let low: f64 = 0;
    if (size < 0x3ff0a2b2) {
      k = negative ? -1 : 1;
      high = negative ? x + LN2_HIGH : x - LN2_HIGH;
      low = negative ? -LN2_LOW : LN2_LOW;
    } else {
      k = (INVERSE_LN2 * x + (negative ? -0.5 : 0.5)) as i32;
      high = x - (k as f64) * LN2_HIGH;
      low = (k as f64) * LN2_LOW;
    }
    x = high - low;
    c = high - x - low;
  } else if (size < 0x3c900000) {
    return x;
  }
  const half: f64 = 0.5 * x;
  const s: f64 = x * half;
  const r: f64 =
    1 +
    s *
      (-0.03333333333333313 +
        s *
          (0.0015873015872548146 +
            s * (-0.0000793650757867488 + s * (0.000004008217827329362 + s * -2.0109921818362437e-7))));
  const t: f64 = 3 - r * half;
  let e: f64 = s * ((r - t) / (6 - x * t));
  if (k === 0) return x - (x * e - s);
  e = x * (e - c) - c;
  e = e - s;
  return scaledExpm1(x, e, k);
}
/** 2^k (1 + x - e) - 1, each case added up in the order that loses least. */
function scaledExpm1(x: f64, e: f64, k: i32): f64 {
  if (k === -1) return 0.5 * (x - e) - 0.5;
  if (k === 1) return x < -0.25 ? -2 * (e - (x + 0.5)) : 1 + 2 * (x - e);
  if (k <= -2 || k > 56) {
    const y: f64 = 1 - (e - x);
    return (k === 1024 ? y * 2 * 8.98846567431158e307 : y * powerOf2(k)) - 1;
  }
  if (k < 20) return (fromHigh(0x3ff00000 - (0x200000 >> k)) - (e - x)) * powerOf2(k);
  return (x - (e + powerOf2(0 - k)) + 1) * powerOf2(k);
}

export function Math_sinh(x: f64): f64 {
  const half: f64 = x < 0 ? -0.5 : 0.5;
  const size: f64 = absF64(x);
  if (size < 22) {
    if (size < TINY) return x;
    const t: f64 = Math_expm1(size);
    if (size < 1) return half * (2 * t - (t * t) / (t + 1));
    return half * (t + t / (t + 1));
  }
  if (size < 709.7822265625) return half * Math_exp(size);
  if (size <= HYPERBOLIC_LIMIT) {
    const w: f64 = Math_exp(0.5 * size);
    return half * w * w;
  }
  return x * Infinity;
}

export function Math_cosh(x: f64): f64 {
  const word: i32 = sizeWord(x);
  const size: f64 = absF64(x);
  if (word < 0x3fd62e43) {
    const t: f64 = Math_expm1(size);
    const w: f64 = 1 + t;
    return word < 0x3c800000 ? w : 1 + (t * t) / (w + w);
  }
  if (word < 0x40360000) {
    const t: f64 = Math_exp(size);
    return 0.5 * t + 0.5 / t;
  }
  if (word < 0x40862e42) return 0.5 * Math_exp(size);
  if (size <= HYPERBOLIC_LIMIT) {
    const w: f64 = Math_exp(0.5 * size);
    return 0.5 * w * w;
  }
  return x === x ? Infinity : NaN;
}

export function Math_tanh(x: f64): f64 {
  const word: i32 = sizeWord(x);
  if (x !== x) return NaN;
  let z: f64 = 1;
  if (word < 0x40360000) {
    if (word < 0x3e300000) return x;
    if (word >= 0x3ff00000) {
      const t: f64 = Math_expm1(2 * absF64(x));
      z = 1 - 2 / (t + 2);
    } else {
      const t: f64 = Math_expm1(-2 * absF64(x));
      z = -t / (t + 2);
    }
  }
  return highWord(x) < 0 ? -z : z;
}
