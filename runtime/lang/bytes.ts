// Copies and comparisons of short runs of bytes, eight at a time. A bulk copy of wasm is a call out of the code, which costs
// more than a few dozen bytes do; the last word overlaps the one before it, so that no loop over single bytes is left.
import {
  ctz64,
  i64FromU32,
  load16,
  load32,
  load64,
  load8,
  memoryCopy,
  store16,
  store32,
  store64,
  store8,
  u32FromI64,
  type bool,
  type i32,
  type i64,
  type u32,
} from './intrinsics.ts';

/** Longer runs are copied in bulk. */
const MAX_BY_WORDS: u32 = 128;

/** Copies bytes between places that do not overlap. */
export function copyBytes(to: u32, from: u32, count: u32): void {
  if (count >= 8) {
    if (count > MAX_BY_WORDS) {
      memoryCopy(to, from, count);
      return;
    }
    const last: u32 = count - 8;
    for (let i: u32 = 0; i < last; i = i + 8) store64(to + i, load64(from + i));
    store64(to + last, load64(from + last));
  } else if (count >= 4) {
    store32(to, load32(from));
    store32(to + count - 4, load32(from + count - 4));
  } else if (count >= 2) {
    store16(to, load16(from));
    store16(to + count - 2, load16(from + count - 2));
  } else if (count !== 0) store8(to, load8(from));
}

/** Are the bytes the same? */
export function sameBytes(one: u32, other: u32, count: u32): bool {
  if (count >= 8) {
    const last: u32 = count - 8;
    for (let i: u32 = 0; i < last; i = i + 8) {
      if (load64(one + i) !== load64(other + i)) return false;
    }
    return load64(one + last) === load64(other + last);
  }
  if (count >= 4) return load32(one) === load32(other) && load32(one + count - 4) === load32(other + count - 4);
  if (count >= 2) return load16(one) === load16(other) && load8(one + count - 1) === load8(other + count - 1);
  return count === 0 || load8(one) === load8(other);
}

/** The order of two runs of bytes: negative, zero or positive. */
export function compareBytes(one: u32, other: u32, count: u32): i32 {
  let i: u32 = 0;
  while (i + 8 <= count) {
    const difference: i64 = load64(one + i) ^ load64(other + i);
    if (difference !== 0n) {
      i = i + (u32FromI64(ctz64(difference)) >>> 3);
      return (load8(one + i) as i32) - (load8(other + i) as i32);
    }
    i = i + 8;
  }
  while (i < count) {
    const difference: i32 = (load8(one + i) as i32) - (load8(other + i) as i32);
    if (difference !== 0) return difference;
    i = i + 1;
  }
  return 0;
}

/** The address of the first such byte from `from` on, `end` if there is none. */
export function findByte(from: u32, end: u32, byte: u32): u32 {
  const pattern: i64 = i64FromU32(byte) * 0x0101010101010101n;
  let at: u32 = from;
  while (at + 8 <= end) {
    const word: i64 = load64(at) ^ pattern;
    const zeros: i64 = (word - 0x0101010101010101n) & (word ^ -1n) & -0x7f7f7f7f7f7f7f80n;
    if (zeros !== 0n) return at + (u32FromI64(ctz64(zeros)) >>> 3);
    at = at + 8;
  }
  while (at < end && load8(at) !== byte) at = at + 1;
  return at;
}
