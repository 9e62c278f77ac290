// SipHash-1-3 (Aumasson and Bernstein 2012) over UTF-16 units: the hash of tables that were attacked with colliding keys.
// Iteration order does not depend on it, so its seed is no input that a replay would have to know.
import {
  addr,
  bitsFromF64,
  busNow,
  i64FromU32,
  load16,
  load32,
  load64,
  load8,
  shru64,
  staticBytes,
  store64,
  u32FromI64,
  type Str,
  type i64,
  type u32,
} from './intrinsics.ts';
import { flatten } from './string.ts';

// The state is raw bits, so it lies outside the collector's roots: two key words, then v0 to v3.
function state(): u32 {
  return staticBytes('lang.siphash', 48);
}

function rotate(x: i64, bits: i64): i64 {
  return (x << bits) | shru64(x, 64n - bits);
}

function round(): void {
  const at: u32 = state();
  let v0: i64 = load64(at, 16);
  let v1: i64 = load64(at, 24);
  let v2: i64 = load64(at, 32);
  let v3: i64 = load64(at, 40);
  v0 = v0 + v1;
  v1 = rotate(v1, 13n) ^ v0;
  v0 = rotate(v0, 32n);
  v2 = v2 + v3;
  v3 = rotate(v3, 16n) ^ v2;
  v0 = v0 + v3;
  v3 = rotate(v3, 21n) ^ v0;
  v2 = v2 + v1;
  v1 = rotate(v1, 17n) ^ v2;
  v2 = rotate(v2, 32n);
  store64(at, v0, 16);
  store64(at, v1, 24);
  store64(at, v2, 32);
  store64(at, v3, 40);
}

/** The secret; drawn at first use. */
export function keyedSeed(): i64 {
  const at: u32 = state();
  if (load64(at, 0) === 0n) {
    const now: i64 = bitsFromF64(busNow());
    store64(at, now * 0x9e3779b97f4a7c15n + 1n, 0);
    store64(at, rotate(now, 29n) * 0xbf58476d1ce4e5b9n + bitsFromF64(busNow()), 8);
  }
  return load64(at, 0);
}

export function keyedHash(s: Str): u32 {
  const leaf: Str = flatten(s);
  const cell: u32 = addr(leaf);
  const length: u32 = load32(cell, 8);
  const at: u32 = state();
  const key0: i64 = keyedSeed();
  const key1: i64 = load64(at, 8);
  store64(at, key0 ^ 0x736f6d6570736575n, 16);
  store64(at, key1 ^ 0x646f72616e646f6dn, 24);
  store64(at, key0 ^ 0x6c7967656e657261n, 32);
  store64(at, key1 ^ 0x7465646279746573n, 40);
  let word: i64 = 0n;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = load32(cell, 0) === 1 ? load8(cell + i, 12) : load16(cell + (i << 1), 12);
    word = (word << 16n) | i64FromU32(unit);
    if ((i & 3) === 3) {
      absorb(word);
      word = 0n;
    }
  }
  absorb((i64FromU32(length) << 48n) ^ word);
  store64(at, load64(at, 32) ^ 0xffn, 32);
  round();
  round();
  round();
  const hash: i64 = load64(at, 16) ^ load64(at, 24) ^ load64(at, 32) ^ load64(at, 40);
  return u32FromI64(hash ^ shru64(hash, 32n));
}

function absorb(word: i64): void {
  const at: u32 = state();
  store64(at, load64(at, 40) ^ word, 40);
  round();
  store64(at, load64(at, 16) ^ word, 16);
}
