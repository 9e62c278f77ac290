// The insertion-ordered hash table under Map, Set and objects in dictionary mode (ECMA-262 §24.1). Entries stand in order
// of insertion and are chained by bucket; removal leaves a tombstone until the next rehash. A table that outgrows itself
// points to its successor, so that iterations under way go on at the right place. Order never depends on hashes.
import {
  absent,
  addr,
  asCell,
  bitsOf,
  initVal,
  isAbsent,
  isNumber,
  isString,
  load32,
  loadVal,
  sameBits,
  shru64,
  store32,
  storeVal,
  tagOf,
  u32FromI64,
  type Big,
  type Cell,
  type Str,
  type Val,
  type bool,
  type f64,
  type i64,
  type u32,
} from './intrinsics.ts';
import { bigEquals, bigHash } from './bigint-core.ts';
import { throwRangeError } from './error.ts';
import { keyedHash, keyedSeed } from './hash-keyed.ts';
import { allocLeaf, allocScan } from './memory.ts';
import { UTF16, flatten, hashString, leafEquals, leafHash, stringEquals } from './string.ts';

// Header: +0 capacity, +4 successor (traced), +8 entries used, +12 entries live, +16 bucket mask, +20 flags, +24 first
// entry that may be live, +28 free; then the buckets (u32: entry + 1), then the entries of ENTRY_BYTES:
// key, value, { u32 hash, u32 next entry + 1 | attributes << 27 }.
const HEADER: u32 = 32;
export const ENTRY_BYTES: u32 = 24;
const KEYED: u32 = 1;
const CLEARED: u32 = 2;
const WEAK: u32 = 4;
const NEXT_MASK: u32 = 0x07ffffff;
const MAX_ENTRIES: u32 = 0x04000000;
const MIN_CAPACITY: u32 = 4;
/** A chain longer than this is an attack: the table moves to the keyed hash. With a fair hash it happens to no table. */
const MAX_CHAIN: u32 = 24;

/** A table with room for `capacity` entries, a power of two. */
export function newTable(capacity: u32): Cell {
  return prepared(allocScan(HEADER + capacity * 28), capacity, 0);
}
/** A table that the collector does not look into: weak.ts does. */
export function newWeakTable(capacity: u32): Cell {
  return prepared(allocLeaf(HEADER + capacity * 28), capacity, WEAK);
}
function prepared(cell: u32, capacity: u32, flags: u32): Cell {
  store32(cell, capacity, 0);
  store32(cell, capacity - 1, 16);
  store32(cell, flags, 20);
  return asCell(cell);
}

/** The smallest capacity that holds `count` entries. */
export function tableCapacity(count: u32): u32 {
  let capacity: u32 = MIN_CAPACITY;
  while (capacity < count) capacity = capacity << 1;
  return capacity;
}

export function tableSize(table: Cell): u32 {
  return load32(addr(table), 12);
}

/** Address of the entries. */
export function tableEntries(table: u32): u32 {
  return table + HEADER + (load32(table, 0) << 2);
}

/** SameValueZero for keys of which -0 and the second NaN were normalised. */
function sameKey(a: Val, b: Val): bool {
  if (sameBits(a, b)) return true;
  const tag: u32 = tagOf(a);
  if (tag !== tagOf(b)) return false;
  if (tag === 0xfffb) return stringEquals(a as Str, b as Str);
  if (tag === 0xfffd) return bigEquals(a as Big, b as Big);
  return false;
}

function mix(bits: i64): u32 {
  let hash: u32 = u32FromI64(bits ^ shru64(bits, 32n));
  hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
  hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
  return hash ^ (hash >>> 16);
}

function hashKey(table: u32, key: Val): u32 {
  const keyed: bool = (load32(table, 20) & KEYED) !== 0;
  const tag: u32 = tagOf(key);
  if (tag === 0xfffb) return keyed ? keyedHash(key as Str) : hashString(key as Str);
  if (tag === 0xfffd) return bigHash(key as Big);
  return hashBits(table, bitsOf(key));
}
function hashBits(table: u32, bits: i64): u32 {
  return mix((load32(table, 20) & KEYED) !== 0 ? bits ^ keyedSeed() : bits);
}

/** Address of the entry of a key, 0 if there is none. String keys should be flat. */
export function tableFind(table: Cell, key: Val): u32 {
  const cell: u32 = addr(table);
  if (load32(cell, 12) === 0) return 0;
  const tag: u32 = tagOf(key);
  if (tag === 0xfffb) {
    if (load32(addr(key)) <= UTF16 && (load32(cell, 20) & KEYED) === 0)
      return findText(cell, addr(key), leafHash(addr(key)));
  } else if (tag !== 0xfffd) return findBits(cell, bitsOf(key));
  return findHashed(cell, key, hashKey(cell, key));
}

/** The same for any key, in the table of a Map or Set. */
export function entryOfKey(collection: Val, key: Val): u32 {
  return isString(key)
    ? entryOfText(collection, key as Str)
    : tableFind(asCell(load32(addr(collection), 8)), canonicalNumber(key));
}
/** The same for a text. */
export function entryOfText(collection: Val, key: Str): u32 {
  const cell: u32 = load32(addr(collection), 8);
  if (load32(addr(key)) <= UTF16 && (load32(cell, 20) & KEYED) === 0)
    return findText(cell, addr(key), leafHash(addr(key)));
  return tableFind(asCell(cell), flatten(key));
}

/** The same for a key that is neither a text nor a bigint: its bits are all there is to it, once zero has no sign. */
export function entryOfBits(collection: Val, key: Val): u32 {
  return findBits(load32(addr(collection), 8), bitsOf(canonicalNumber(key)));
}
function findBits(cell: u32, bits: i64): u32 {
  const hash: u32 = hashBits(cell, bits);
  const entries: u32 = tableEntries(cell);
  let at: u32 = load32(cell + ((hash & load32(cell, 16)) << 2), 32);
  while (at !== 0) {
    const entry: u32 = entries + (at - 1) * ENTRY_BYTES;
    if (bitsOf(loadVal(entry)) === bits) return entry;
    at = load32(entry, 20) & NEXT_MASK;
  }
  return 0;
}

/** Numbers that are the same as keys have the same bits. */
export function canonicalNumber(key: Val): Val {
  if (!isNumber(key)) return key;
  const x: f64 = key as f64;
  if (x !== x) return NaN as Val;
  return x === 0 ? (0 as f64 as Val) : key;
}

/** The entry of a leaf in a table that is not keyed. */
function findText(cell: u32, key: u32, hash: u32): u32 {
  const entries: u32 = tableEntries(cell);
  let at: u32 = load32(cell + ((hash & load32(cell, 16)) << 2), 32);
  while (at !== 0) {
    const entry: u32 = entries + (at - 1) * ENTRY_BYTES;
    if (load32(entry, 16) === hash && isString(loadVal(entry))) {
      const other: u32 = load32(entry);
      if (other === key || leafEquals(other, key)) return entry;
    }
    at = load32(entry, 20) & NEXT_MASK;
  }
  return 0;
}

function findHashed(cell: u32, key: Val, hash: u32): u32 {
  const entries: u32 = tableEntries(cell);
  let at: u32 = load32(cell + ((hash & load32(cell, 16)) << 2), 32);
  while (at !== 0) {
    const entry: u32 = entries + (at - 1) * ENTRY_BYTES;
    if (load32(entry, 16) === hash && sameKey(loadVal(entry), key)) return entry;
    at = load32(entry, 20) & NEXT_MASK;
  }
  return 0;
}

/** Sets a key's value; attributes are kept for a known key and 0 for a new one. Returns the table to use from now on. */
export function tablePut(table: Cell, key: Val, value: Val): Cell {
  const flat: Val = isString(key) ? flatten(key as Str) : key;
  const hash: u32 = hashKey(addr(table), flat);
  const plain: bool = isString(flat) && (load32(addr(table), 20) & KEYED) === 0;
  const known: u32 = plain ? findText(addr(table), addr(flat), hash) : findHashed(addr(table), flat, hash);
  if (known !== 0) {
    storeVal(known, value, 8);
    return table;
  }
  return tableInsert(table, flat, hash, value);
}

/** Adds a key that is not there yet, with attributes (4 bits). */
export function tableAdd(table: Cell, key: Val, value: Val, attributes: u32): Cell {
  const flat: Val = isString(key) ? flatten(key as Str) : key;
  const result: Cell = tableInsert(table, flat, hashKey(addr(table), flat), value);
  const cell: u32 = addr(result);
  const entry: u32 = tableEntries(cell) + (load32(cell, 8) - 1) * ENTRY_BYTES;
  entrySetAttributes(entry, attributes);
  return result;
}

export function entryAttributes(entry: u32): u32 {
  return load32(entry, 20) >>> 27;
}
export function entrySetAttributes(entry: u32, attributes: u32): void {
  store32(entry, (load32(entry, 20) & NEXT_MASK) | (attributes << 27), 20);
}

function tableInsert(table: Cell, key: Val, hash: u32, value: Val): Cell {
  if (load32(addr(table), 8) === load32(addr(table), 0)) {
    const larger: Cell = rehash(table, false);
    return tableInsert(larger, key, hash, value);
  }
  const cell: u32 = addr(table);
  const used: u32 = load32(cell, 8);
  const bucket: u32 = cell + ((hash & load32(cell, 16)) << 2);
  const entry: u32 = tableEntries(cell) + used * ENTRY_BYTES;
  storeVal(entry, key);
  storeVal(entry, value, 8);
  store32(entry, hash, 16);
  store32(entry, load32(bucket, 32), 20);
  store32(bucket, used + 1, 32);
  store32(cell, used + 1, 8);
  store32(cell, load32(cell, 12) + 1, 12);
  if ((load32(cell, 20) & KEYED) === 0 && chainTooLong(cell, entry)) return rehash(table, true);
  return table;
}

function chainTooLong(cell: u32, first: u32): bool {
  const entries: u32 = tableEntries(cell);
  let at: u32 = load32(first, 20) & NEXT_MASK;
  let length: u32 = 0;
  while (at !== 0) {
    length = length + 1;
    if (length > MAX_CHAIN) return true;
    at = load32(entries + (at - 1) * ENTRY_BYTES, 20) & NEXT_MASK;
  }
  return false;
}

/** Copies the live entries to a new table and makes it the successor of the old one. */
function rehash(table: Cell, keyed: bool): Cell {
  const old: u32 = addr(table);
  const live: u32 = load32(old, 12);
  let capacity: u32 = load32(old, 0);
  if (live > capacity >>> 1 || live + 1 > capacity >>> 1) capacity = capacity << 1;
  else if (live < capacity >>> 3 && capacity > MIN_CAPACITY) capacity = capacity >>> 1;
  if (capacity > MAX_ENTRIES) throwRangeError('Map maximum size exceeded');
  const next: Cell = (load32(old, 20) & WEAK) === 0 ? newTable(capacity) : newWeakTable(capacity);
  const cell: u32 = addr(next);
  const rehashed: bool = keyed && (load32(old, 20) & KEYED) === 0;
  store32(cell, load32(cell, 20) | (load32(old, 20) & KEYED) | (rehashed ? KEYED : 0), 20);
  copyEntries(old, cell, rehashed);
  store32(old, cell, 4);
  return next;
}

function copyEntries(from: u32, to: u32, rehashed: bool): void {
  const used: u32 = load32(from, 8);
  const mask: u32 = load32(to, 16);
  let source: u32 = tableEntries(from);
  let target: u32 = tableEntries(to);
  let count: u32 = 0;
  for (let i: u32 = 0; i < used; i = i + 1) {
    const key: Val = loadVal(source);
    if (!isAbsent(key)) {
      const hash: u32 = rehashed ? hashKey(to, key) : load32(source, 16);
      const bucket: u32 = to + ((hash & mask) << 2);
      initVal(target, key);
      initVal(target, loadVal(source, 8), 8);
      store32(target, hash, 16);
      store32(target, load32(bucket, 32) | (load32(source, 20) & 0xf8000000), 20);
      count = count + 1;
      store32(bucket, count, 32);
      target = target + ENTRY_BYTES;
    }
    source = source + ENTRY_BYTES;
  }
  store32(to, count, 8);
  store32(to, count, 12);
}

/** Removes a key; false if it was not there. */
export function tableDelete(table: Cell, key: Val): bool {
  const entry: u32 = tableFind(table, key);
  if (entry === 0) return false;
  tableRemove(addr(table), entry);
  return true;
}

/** The same without telling the collector, which is what calls it; a tombstone stays one. */
export function tableRemoveRaw(cell: u32, entry: u32): void {
  if (isAbsent(loadVal(entry))) return;
  initVal(entry, absent());
  initVal(entry, undefined, 8);
  store32(cell, load32(cell, 12) - 1, 12);
}

/** Turns an entry into a tombstone. */
export function tableRemove(cell: u32, entry: u32): void {
  storeVal(entry, absent());
  storeVal(entry, undefined, 8);
  store32(cell, load32(cell, 12) - 1, 12);
  const entries: u32 = tableEntries(cell);
  let first: u32 = load32(cell, 24);
  const used: u32 = load32(cell, 8);
  while (first < used && isAbsent(loadVal(entries + first * ENTRY_BYTES))) first = first + 1;
  store32(cell, first, 24);
}

/** An empty successor; iterations under way start again in it. */
export function tableClear(table: Cell): Cell {
  const next: Cell = newTable(MIN_CAPACITY);
  const old: u32 = addr(table);
  store32(addr(next), load32(old, 20) & KEYED, 20);
  store32(old, load32(old, 20) | CLEARED, 20);
  store32(old, addr(next), 4);
  return next;
}

// A cursor is any cell or object with {+0: table Val, +8: u32 index, u32 0} at some place in it.

/** The address of the next live entry, 0 at the end (the cursor then stays there). Follows successors. */
export function cursorNext(place: u32): u32 {
  let cell: u32 = addr(loadVal(place));
  let index: u32 = load32(place, 8);
  while (load32(cell, 4) !== 0) {
    index = (load32(cell, 20) & CLEARED) !== 0 ? 0 : index - tombstonesBefore(cell, index);
    cell = load32(cell, 4);
    storeVal(place, asCell(cell));
  }
  if (index < load32(cell, 24)) index = load32(cell, 24);
  const used: u32 = load32(cell, 8);
  let entry: u32 = tableEntries(cell) + index * ENTRY_BYTES;
  while (index < used) {
    index = index + 1;
    if (!isAbsent(loadVal(entry))) {
      store32(place, index, 8);
      return entry;
    }
    entry = entry + ENTRY_BYTES;
  }
  store32(place, index, 8);
  return 0;
}

function tombstonesBefore(cell: u32, index: u32): u32 {
  let count: u32 = 0;
  let entry: u32 = tableEntries(cell);
  for (let i: u32 = 0; i < index; i = i + 1) {
    if (isAbsent(loadVal(entry))) count = count + 1;
    entry = entry + ENTRY_BYTES;
  }
  return count;
}
