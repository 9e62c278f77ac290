// What tables and comparisons need of bigints; arithmetic is in bigint.ts.
// Layout (docs/internals.md): +0 kind 16, +4 sign, +8 limb count, +12 limbs, little end first; no leading zero limbs.
import { addr, load32, type Big, type bool, type u32 } from './intrinsics.ts';

/** Equality of values. */
export function bigEquals(a: Big, b: Big): bool {
  const left: u32 = addr(a);
  const right: u32 = addr(b);
  const count: u32 = load32(left, 8);
  if (count !== load32(right, 8) || load32(left, 4) !== load32(right, 4)) return false;
  for (let i: u32 = 0; i < count; i = i + 1) {
    if (load32(left + (i << 2), 12) !== load32(right + (i << 2), 12)) return false;
  }
  return true;
}

export function bigIsZero(a: Big): bool {
  return load32(addr(a), 8) === 0;
}

export function bigHash(a: Big): u32 {
  const cell: u32 = addr(a);
  const count: u32 = load32(cell, 8);
  let hash: u32 = load32(cell, 4) + 0x811c9dc5;
  for (let i: u32 = 0; i < count; i = i + 1) hash = (hash ^ load32(cell + (i << 2), 12)) * 0x01000193;
  return hash;
}
