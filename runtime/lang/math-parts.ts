// The halves of a double's bits, which the elementary functions branch on and round with. Those functions (math-*.ts) follow
// fdlibm (Sun Microsystems 1993), the published algorithms that V8 computes with, so that every result has V8's bits: the
// order of operations and the thresholds on high words are part of the result.
import {
  bitsFromF64,
  f64FromBits,
  i64FromU32,
  shru64,
  u32FromI64,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';

/** Sign, exponent and the upper 20 fraction bits. */
export function highWord(x: f64): i32 {
  return u32FromI64(shru64(bitsFromF64(x), 32n)) as i32;
}
/** The high word without the sign. */
export function sizeWord(x: f64): i32 {
  return highWord(x) & 0x7fffffff;
}
export function lowWord(x: f64): u32 {
  return u32FromI64(bitsFromF64(x));
}
/** x with another high word. */
export function withHigh(x: f64, high: i32): f64 {
  return f64FromBits((bitsFromF64(x) & 0xffffffffn) | (i64FromU32(high as u32) << 32n));
}
/** x with the lower 32 bits zero: a product of two such is exact. */
export function withoutLow(x: f64): f64 {
  return f64FromBits(bitsFromF64(x) & -0x100000000n);
}
/** The double with this high word and no lower bits. */
export function fromHigh(high: i32): f64 {
  return f64FromBits(i64FromU32(high as u32) << 32n);
}
/** 2^k, for -1023 < k < 1024. */
export function powerOf2(k: i32): f64 {
  return fromHigh((k + 1023) << 20);
}
