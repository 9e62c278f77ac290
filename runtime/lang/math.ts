// The part of Math that is exact (ECMA-262 §21.3.2). The transcendental functions are in math-*.ts.
import {
  absF64,
  ceilF64,
  clz32,
  copysignF64,
  f32FromBits,
  bitsFromF32,
  floorF64,
  maxF64,
  minF64,
  sqrtF64,
  truncF64,
  type Arr,
  type Val,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arraySet } from './array.ts';
import { powF64 } from './pow.ts';
import { toNumber } from './primitive.ts';

export function Math_abs(x: f64): f64 {
  return absF64(x);
}
export function Math_floor(x: f64): f64 {
  return floorF64(x);
}
export function Math_ceil(x: f64): f64 {
  return ceilF64(x);
}
export function Math_trunc(x: f64): f64 {
  return truncF64(x);
}
export function Math_sqrt(x: f64): f64 {
  return sqrtF64(x);
}
/** Halves go up; the sign of zero is kept (§21.3.2.28). */
export function Math_round(x: f64): f64 {
  const floor: f64 = floorF64(x);
  return copysignF64(x - floor >= 0.5 ? floor + 1 : floor, x);
}
export function Math_sign(x: f64): f64 {
  if (x > 0) return 1;
  return x < 0 ? -1 : x;
}
export function Math_fround(x: f64): f64 {
  return f32FromBits(bitsFromF32(x));
}
export function Math_imul(x: i32, y: i32): i32 {
  return x * y;
}
export function Math_clz32(x: u32): u32 {
  return clz32(x);
}
export function Math_pow(x: f64, y: f64): f64 {
  return powF64(x, y);
}

// All arguments are converted before any is compared.
export function Math_max(...values: Arr): f64 {
  let result: f64 = -Infinity;
  for (let i: u32 = 0; i < arrayLength(values); i = i + 1) result = maxF64(result, toNumber(arrayGet(values, i)));
  return result;
}
export function Math_min(...values: Arr): f64 {
  let result: f64 = Infinity;
  for (let i: u32 = 0; i < arrayLength(values); i = i + 1) result = minF64(result, toNumber(arrayGet(values, i)));
  return result;
}

/** Math.hypot (§21.3.2.18), scaled and with compensated summation as in V8. */
export function Math_hypot(...values: Arr): f64 {
  let largest: f64 = 0;
  let nan: f64 = 0;
  for (let i: u32 = 0; i < arrayLength(values); i = i + 1) {
    const x: f64 = absF64(toNumber(arrayGet(values, i)));
    arraySet(values, i, x as Val);
    if (x !== x) nan = x;
    else if (x > largest) largest = x;
  }
  if (largest === Infinity) return Infinity;
  if (nan !== nan) return NaN;
  if (largest === 0) return 0;
  let sum: f64 = 0;
  let compensation: f64 = 0;
  for (let i: u32 = 0; i < arrayLength(values); i = i + 1) {
    const n: f64 = (arrayGet(values, i) as f64) / largest;
    const summand: f64 = n * n - compensation;
    const preliminary: f64 = sum + summand;
    compensation = preliminary - sum - summand;
    sum = preliminary;
  }
  return sqrtF64(sum) * largest;
}
