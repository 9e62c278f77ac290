// IEEE 754 half precision (binary16): sign, 5 exponent bits, 10 fraction bits. For Math.f16round (ECMA-262 §21.3.2.17) and
// DataView's getFloat16 and setFloat16 (§25.3.4.7, §25.3.4.18).
import {
  absF64,
  bitsFromF64,
  f64FromBits,
  i64FromU32,
  nearestF64,
  shru64,
  u32FromI64,
  type f64,
  type u32,
} from './intrinsics.ts';

/** Smallest value that rounds to infinity: halfway from 65504 to 65536, ties to even. */
const OVERFLOW: f64 = 65520;
/** 2^-14, the smallest normal half; 2^-24, the distance of subnormal ones. */
const SMALLEST_NORMAL: f64 = 0.00006103515625;
const SUBNORMAL_STEP: f64 = 5.960464477539063e-8;
const INFINITY_BITS: u32 = 0x7c00;

/** The half nearest to a double, ties to even, as 16 bits. */
export function float16FromF64(x: f64): u32 {
  const sign: u32 = u32FromI64(shru64(bitsFromF64(x), 48n)) & 0x8000;
  const size: f64 = absF64(x);
  if (size !== size) return 0x7e00;
  if (size >= OVERFLOW) return sign | INFINITY_BITS;
  if (size < SMALLEST_NORMAL) return sign | (nearestF64(size / SUBNORMAL_STEP) as u32);
  // Below 2^-14 steps are 2^-24; above, ten fraction bits follow the first. Rounding may carry into the exponent.
  const exponent: u32 = (u32FromI64(shru64(bitsFromF64(size), 52n)) & 0x7ff) - 1023;
  const step: f64 = f64FromBits(i64FromU32(exponent + 1013) << 52n);
  const fraction: u32 = nearestF64(size / step) as u32;
  return sign | (((exponent + 14) << 10) + fraction);
}

/** The value of 16 bits; any NaN is canonical. */
export function float16ToF64(bits: u32): f64 {
  const exponent: u32 = (bits >>> 10) & 31;
  const fraction: f64 = (bits & 0x3ff) as f64;
  let size: f64 = fraction * SUBNORMAL_STEP;
  if (exponent === 31) size = fraction === 0 ? Infinity : NaN;
  else if (exponent !== 0) size = (1024 + fraction) * f64FromBits(i64FromU32(exponent + 998) << 52n);
  return (bits & 0x8000) === 0 ? size : -size;
}

/** Math.f16round */
export function Math_f16round(x: f64): f64 {
  return x === x ? float16ToF64(float16FromF64(x)) : NaN;
}
