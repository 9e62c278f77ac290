// Number operations that wasm has no instruction for: ToInt32 (ECMA-262 §7.1.6) and the remainder (§6.1.6.1.6).
import {
  absF64,
  bitsFromF64,
  clz64,
  copysignF64,
  f64FromBits,
  i64FromF64,
  i64FromU32,
  shru64,
  truncF64,
  u32FromI64,
  type f64,
  type i32,
  type i64,
  type u32,
} from './intrinsics.ts';

/** ToInt32: the value modulo 2^32. */
export function toInt32F64(x: f64): i32 {
  if (absF64(x) < 9223372036854774784) return u32FromI64(i64FromF64(x)) as i32;
  if (x !== x) return 0;
  const bits: i64 = bitsFromF64(x);
  const exponent: i32 = (u32FromI64(shru64(bits, 52n) & 0x7ffn) as i32) - 1075;
  // From 2^84 on all bits that count are zero; infinities too.
  if (exponent >= 32) return 0;
  const significand: u32 = u32FromI64(bits) << (exponent as u32);
  return (bits < 0n ? 0 - significand : significand) as i32;
}

/** x % y: exact, with the sign of x. */
export function remainderF64(x: f64, y: f64): f64 {
  const size: f64 = absF64(x);
  const divisor: f64 = absF64(y);
  if (!(size < Infinity) || !(divisor > 0)) return NaN;
  if (size < divisor) return x;
  if (size < 9007199254740992) {
    // The rounded quotient is at most one too large, and everything else is exact.
    const rest: f64 = size - divisor * truncF64(size / divisor);
    if (truncF64(divisor) === divisor) return copysignF64(rest < 0 ? rest + divisor : rest, x);
  }
  return copysignF64(longRemainder(size, divisor), x);
}

/** Long division by shifting and subtracting significands, for 0 < y <= x < Infinity. */
function longRemainder(x: f64, y: f64): f64 {
  const exponentX: i32 = exponentOf(x);
  const exponentY: i32 = exponentOf(y);
  let rest: i64 = significandOf(x);
  const divisor: i64 = significandOf(y);
  let steps: i32 = exponentX - exponentY;
  while (steps > 0) {
    if (rest >= divisor) rest = rest - divisor;
    rest = rest << 1n;
    steps = steps - 1;
  }
  if (rest >= divisor) rest = rest - divisor;
  if (rest === 0n) return 0;
  // Normalise: bring the top bit to bit 52, or as far as the smallest exponent allows.
  const shift: i32 = (u32FromI64(clz64(rest)) as i32) - 11;
  const exponent: i32 = exponentY - shift;
  if (exponent < 1) {
    if (exponentY < 1) return f64FromBits(shru64(rest, i64FromU32((1 - exponentY) as u32)));
    return f64FromBits(rest << i64FromU32((exponentY - 1) as u32));
  }
  const normal: i64 = (rest << i64FromU32(shift as u32)) & 0xfffffffffffffn;
  return f64FromBits(normal | (i64FromU32(exponent as u32) << 52n));
}

/** The exponent that goes with `significandOf`, biased; below 1 for subnormals. */
function exponentOf(x: f64): i32 {
  const bits: i64 = bitsFromF64(x);
  const field: i32 = u32FromI64(shru64(bits, 52n)) as i32;
  return field === 0 ? 12 - (u32FromI64(clz64(bits)) as i32) : field;
}
/** The significand with its top bit at bit 52: the division relies on that. */
function significandOf(x: f64): i64 {
  const bits: i64 = bitsFromF64(x);
  const fraction: i64 = bits & 0xfffffffffffffn;
  if (shru64(bits, 52n) === 0n) return fraction << (clz64(bits) - 11n);
  return fraction | 0x10000000000000n;
}
