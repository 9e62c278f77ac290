// Several neighbouring bytes of a Uint8Array that an expression joins to one number, or that statements write one after the
// other, where not all of them lie inside: compiler/codegen/joined-bytes.ts does the rest with one load or store. Past the end
// a byte reads as 0, as undefined converts, and a write does nothing (ECMA-262 §10.4.5.16, §10.4.5.17).
import { load32, load8, store8, type i32, type u32 } from './intrinsics.ts';

/** Of `how`: how many bytes; set when the lowest comes first. */
const COUNT: u32 = 7;
const LITTLE: u32 = 8;
/** Layout of a typed array: docs/internals.md, "Cells". */
const DATA: u32 = 16;
const LENGTH: u32 = 24;

/** The bytes from `at` on, which counts modulo 2^32. */
export function joinOutside(array: u32, at: u32, how: u32): i32 {
  const count: u32 = how & COUNT;
  let value: u32 = 0;
  for (let i: u32 = 0; i < count; i = i + 1) {
    const place: u32 = at + ((how & LITTLE) !== 0 ? count - 1 - i : i);
    value = value << 8;
    if (place < load32(array + LENGTH)) value = value | load8(load32(array + DATA) + place);
  }
  return value as i32;
}

/** Writes those that lie inside. */
export function splitOutside(array: u32, at: u32, value: i32, how: u32): void {
  const count: u32 = how & COUNT;
  let left: u32 = value as u32;
  for (let i: u32 = 0; i < count; i = i + 1) {
    const place: u32 = at + ((how & LITTLE) !== 0 ? i : count - 1 - i);
    if (place < load32(array + LENGTH)) store8(load32(array + DATA) + place, left & 0xff);
    left = left >>> 8;
  }
}
