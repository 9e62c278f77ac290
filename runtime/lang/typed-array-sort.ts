// %TypedArray%.prototype.sort and toSorted (ECMA-262 §23.2.3.29, §23.2.3.34). Without a comparator elements are sorted as
// 64-bit keys whose order is theirs (-0 before 0, NaN last); with one, as values. Both are merge sorts: stable, n log n.
import {
  isBigKind,
  addr,
  bitsFromF64,
  f64FromBits,
  i64FromF64,
  invoke,
  kindOf,
  load64,
  memoryCopy,
  store64,
  f64FromI64,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arraySet, newHoles } from './array.ts';
import { newBytes } from './array-buffer.ts';
import { throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { toDescription } from './describe.ts';
import { toNumber } from './primitive.ts';
import { kindOfObject } from './slots.ts';
import { concatStrings } from './string.ts';
import { copyOf } from './typed-array-methods.ts';
import { requireTyped, typedData, typedLength } from './typed-array.ts';
import { elementAt, elementShift, setElement, typedGet, typedSet } from './typed-element.ts';

/** Runs up to this length are sorted by insertion. */
const RUN: u32 = 12;
const SIGN: i64 = -0x8000000000000000n;
const LOW_BITS: i64 = 0x7fffffffffffffffn;

export function TypedArray_prototype_sort(self: Val, comparator: Val): Val {
  requireComparator(comparator);
  const length: u32 = requireTyped(self, 'sort');
  sortTyped(self as Obj, length, comparator);
  return self;
}
export function TypedArray_prototype_toSorted(self: Val, comparator: Val): Obj {
  requireComparator(comparator);
  const length: u32 = requireTyped(self, 'toSorted');
  const copy: Obj = copyOf(self, length);
  sortTyped(copy, length, comparator);
  return copy;
}
function requireComparator(comparator: Val): void {
  if (comparator === undefined || isFunction(comparator)) return;
  const text: Str = 'The comparison function must be either a function or undefined: ';
  throwTypeError(concatStrings(text, toDescription(comparator)));
}
function sortTyped(array: Obj, length: u32, comparator: Val): void {
  if (length < 2) return;
  if (comparator === undefined) sortByKeys(array, length);
  else sortByComparator(array, length, comparator);
}

function sortByKeys(array: Obj, length: u32): void {
  const kind: u32 = kindOfObject(addr(array));
  const shift: u32 = elementShift(kind);
  const area: Cell = newBytes(length << 4);
  const keys: u32 = addr(area) + 8;
  const data: u32 = typedData(array);
  for (let i: u32 = 0; i < length; i = i + 1) store64(keys + (i << 3), keyAt(kind, data + (i << shift)));
  const sorted: u32 = sortKeys(keys, keys + (length << 3), length);
  for (let i: u32 = 0; i < length; i = i + 1) storeKey(kind, data + (i << shift), load64(sorted + (i << 3)));
}

/** The signed 64-bit number that stands for an element in the order. */
function keyAt(kind: u32, at: u32): i64 {
  if (isBigKind(kind)) return kind === kindOf('BigInt64Array') ? load64(at) : load64(at) ^ SIGN;
  const x: f64 = elementAt(kind, at) as f64;
  if (kind < kindOf('Float32Array')) return i64FromF64(x);
  // Positive doubles are ordered as their bits; negative ones the other way round. Canonical NaN is above infinity.
  const bits: i64 = bitsFromF64(x === x ? x : NaN) & (x === x ? -1n : LOW_BITS);
  return bits < 0n ? bits ^ LOW_BITS : bits;
}
function storeKey(kind: u32, at: u32, key: i64): void {
  if (isBigKind(kind)) store64(at, kind === kindOf('BigInt64Array') ? key : key ^ SIGN);
  else if (kind < kindOf('Float32Array')) setElement(kind, at, f64FromI64(key));
  else setElement(kind, at, f64FromBits(key < 0n ? key ^ LOW_BITS : key));
}

/** Sorts keys with `spare` as second area; the address of the sorted ones. */
function sortKeys(keys: u32, spare: u32, count: u32): u32 {
  for (let from: u32 = 0; from < count; from = from + RUN)
    insertKeys(keys + (from << 3), (count - from < RUN ? count - from : RUN) << 3);
  let source: u32 = keys;
  let target: u32 = spare;
  for (let width: u32 = RUN; width < count; width = width << 1) {
    for (let from: u32 = 0; from < count; from = from + (width << 1)) mergeKeys(source, target, from, width, count);
    const kept: u32 = source;
    source = target;
    target = kept;
  }
  return source;
}
function insertKeys(keys: u32, bytes: u32): void {
  for (let i: u32 = 8; i < bytes; i = i + 8) {
    const key: i64 = load64(keys + i);
    let j: u32 = i;
    while (j !== 0 && load64(keys + j - 8) > key) {
      store64(keys + j, load64(keys + j - 8));
      j = j - 8;
    }
    store64(keys + j, key);
  }
}
function mergeKeys(source: u32, target: u32, from: u32, width: u32, count: u32): void {
  const middle: u32 = from + width < count ? from + width : count;
  const end: u32 = middle + width < count ? middle + width : count;
  let left: u32 = source + (from << 3);
  let right: u32 = source + (middle << 3);
  const leftEnd: u32 = right;
  const rightEnd: u32 = source + (end << 3);
  let to: u32 = target + (from << 3);
  while (left < leftEnd && right < rightEnd) {
    const a: i64 = load64(left);
    const b: i64 = load64(right);
    if (a <= b) {
      store64(to, a);
      left = left + 8;
    } else {
      store64(to, b);
      right = right + 8;
    }
    to = to + 8;
  }
  memoryCopy(to, left, leftEnd - left);
  memoryCopy(to + (leftEnd - left), right, rightEnd - right);
}

/** Halves first, the left before the right, as V8 asks comparators. */
function sortByComparator(array: Obj, length: u32, comparator: Val): void {
  const source: Arr = newHoles(length);
  const target: Arr = newHoles(length);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = typedGet(array, i);
    arraySet(source, i, value);
    arraySet(target, i, value);
  }
  sortValues(source, target, 0, length, comparator);
  // The comparator may have made the array shorter.
  const now: u32 = typedLength(array);
  for (let i: u32 = 0; i < length && i < now; i = i + 1) typedSet(array, i, arrayGet(target, i));
}
/** Sorts a part that is the same in both arrays into `target`. */
function sortValues(source: Arr, target: Arr, from: u32, end: u32, comparator: Val): void {
  const middle: u32 = from + ((end - from) >>> 1);
  if (middle - from > 1) sortValues(target, source, from, middle, comparator);
  if (end - middle > 1) sortValues(target, source, middle, end, comparator);
  let left: u32 = from;
  let right: u32 = middle;
  for (let to: u32 = from; to < end; to = to + 1) {
    const takeLeft: bool =
      right >= end || (left < middle && !isAfter(comparator, arrayGet(source, left), arrayGet(source, right)));
    if (takeLeft) {
      arraySet(target, to, arrayGet(source, left));
      left = left + 1;
    } else {
      arraySet(target, to, arrayGet(source, right));
      right = right + 1;
    }
  }
}
function isAfter(comparator: Val, a: Val, b: Val): bool {
  return toNumber(invoke(comparator, undefined, a, b)) > 0;
}
