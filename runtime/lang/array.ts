// Arrays as the runtime uses them (ECMA-262 §10.4.2): length, storage that always reaches it, holes that hold *absent*.
// Layout: +8 length, +16 storage cell {+0 capacity, +8 elements}. Methods of Array.prototype are in array-*.ts.
import {
  absent,
  addr,
  asCell,
  asObject,
  initVal,
  isAbsent,
  isObject,
  kindOf,
  load32,
  loadVal,
  memoryCopy,
  memoryFill,
  shapeOf,
  staticBytes,
  store32,
  storeVal,
  type Arr,
  type Cell,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { isTrimmed, untrim, wholeStorage } from './array-trim.ts';
import { barrierCell, isMarking } from './collect.ts';
import { throwRangeError, throwTypeError } from './error.ts';
import { allocScan, allocScanIfRoom } from './memory.ts';
import { unsignedToString } from './number.ts';
import { NON_EXTENSIBLE, FROZEN, SEALED } from './shape.ts';
import { concatStrings } from './string.ts';

/** Longest array: its storage is dense, so this bounds what a stray index can cost (512 MB). Less, where memory has no room. */
export const MAX_ARRAY_LENGTH: u32 = 0x04000000;

/** The storage of arrays without elements. */
export function emptyStorage(): Cell {
  return asCell(staticBytes('lang.noelements', 8));
}

function newStorage(capacity: u32): Cell {
  if (capacity === 0) return emptyStorage();
  if (capacity > MAX_ARRAY_LENGTH) throwRangeError('Invalid array length');
  const cell: u32 = allocScanIfRoom(8 + (capacity << 3));
  if (cell === 0) throwRangeError('Invalid array length');
  store32(cell, capacity);
  return asCell(cell);
}

/** An empty array with room for `capacity` elements. */
export function newArray(capacity: u32): Arr {
  const storage: Cell = newStorage(capacity);
  const cell: u32 = allocScan(24);
  store32(cell, shapeOf('Array'));
  initVal(cell, storage, 16);
  return asObject(cell) as Arr;
}

/** An array of `length` holes. */
export function newHoles(length: u32): Arr {
  const array: Arr = newArray(length);
  fillHoles(array, 0, length);
  store32(addr(array), length, 8);
  return array;
}

export function isArray(value: Val): bool {
  return isObject(value) && load32(load32(addr(value))) === kindOf('Array');
}

export function arrayLength(array: Arr): u32 {
  return load32(addr(array), 8);
}

/** Address of the first element; valid until the array grows. */
export function elementsOf(array: Arr): u32 {
  return load32(addr(array), 16) + 8;
}

/** Element or *undefined*. */
export function arrayGet(array: Arr, index: u32): Val {
  const value: Val = arrayRaw(array, index);
  return isAbsent(value) ? undefined : value;
}

/** Element or *absent* for holes and past the end. */
export function arrayRaw(array: Arr, index: u32): Val {
  const cell: u32 = addr(array);
  if (index >= load32(cell, 8)) return absent();
  return loadVal(load32(cell, 16) + (index << 3), 8);
}

/** Writes an element that may be anywhere; grows the array. */
export function arraySet(array: Arr, index: u32, value: Val): void {
  const cell: u32 = addr(array);
  if (index < load32(cell, 8) && load32(cell) === shapeOf('Array')) storeVal(load32(cell, 16) + (index << 3), value, 8);
  else arraySetOutside(array, index, value);
}

/** Writes an element that is not there yet. */
export function arraySetOutside(array: Arr, index: u32, value: Val): void {
  const cell: u32 = addr(array);
  const length: u32 = load32(cell, 8);
  if ((load32(load32(cell), 4) & NON_EXTENSIBLE) !== 0) throwNotExtensible(index);
  if (index >= length) {
    if (hasFixedLength(array)) throwFixedLength();
    if (index >= MAX_ARRAY_LENGTH) throwRangeError('Invalid array length');
    reserve(array, index + 1);
    fillHoles(array, length, index);
    store32(cell, index + 1, 8);
  }
  storeVal(load32(cell, 16) + (index << 3), value, 8);
}

function throwNotExtensible(index: u32): never {
  throwTypeError(
    concatStrings(concatStrings('Cannot add property ', unsignedToString(index)), ', object is not extensible'),
  );
}

/** Appends; the new length. */
export function arrayPush(array: Arr, value: Val): u32 {
  const cell: u32 = addr(array);
  const length: u32 = load32(cell, 8);
  if (load32(cell) !== shapeOf('Array')) {
    if ((load32(load32(cell), 4) & NON_EXTENSIBLE) !== 0) throwNotExtensible(length);
    if (hasFixedLength(array)) throwFixedLength();
  }
  if (length === load32(load32(cell, 16))) grow(array, length + 1);
  initVal(load32(cell, 16) + (length << 3), value, 8);
  store32(cell, length + 1, 8);
  return length + 1;
}

/** Makes room for `length` elements, by half of the capacity at least. */
export function reserve(array: Arr, length: u32): void {
  if (length > load32(load32(addr(array), 16))) grow(array, length);
}

function grow(array: Arr, length: u32): void {
  const cell: u32 = addr(array);
  if (isTrimmed(cell)) {
    // What was shifted out makes room at least half of the time, so that elements move seldom.
    const whole: u32 = load32(load32(cell, 4));
    const trimmed: u32 = (load32(cell, 16) - load32(cell, 4)) >>> 3;
    untrim(cell);
    if (length <= whole && trimmed >= whole >>> 1) return;
  }
  const old: u32 = load32(cell, 16);
  let capacity: u32 = load32(old);
  capacity = capacity + (capacity >>> 1) + 4;
  if (capacity > MAX_ARRAY_LENGTH) capacity = MAX_ARRAY_LENGTH;
  if (capacity < length) capacity = length;
  const storage: Cell = newStorage(capacity);
  memoryCopy(addr(storage) + 8, old + 8, load32(cell, 8) << 3);
  storeVal(cell, storage, 16);
}

/** Makes elements from..to holes, whatever they held. */
export function fillHoles(array: Arr, from: u32, to: u32): void {
  const elements: u32 = elementsOf(array);
  for (let i: u32 = from; i < to; i = i + 1) initVal(elements + (i << 3), absent());
}

/** `length` was made read-only: +12, in arrays whose shape is no longer the plain one. */
export function hasFixedLength(array: Arr): bool {
  return load32(addr(array), 12) !== 0;
}
function throwFixedLength(): never {
  throwTypeError("Cannot assign to read only property 'length' of object '[object Array]'");
}
export function fixLength(array: Arr): void {
  store32(addr(array), 1, 12);
}

/** ArraySetLength (§10.4.2.4) with a length that is in range. */
export function arraySetLength(array: Arr, length: u32): void {
  const cell: u32 = addr(array);
  const old: u32 = load32(cell, 8);
  if (length === old) return;
  const flags: u32 = load32(load32(cell), 4);
  if ((flags & FROZEN) !== 0 || hasFixedLength(array)) throwFixedLength();
  if (length > old) {
    reserve(array, length);
    fillHoles(array, old, length);
  } else {
    if ((flags & SEALED) !== 0)
      throwTypeError("Cannot delete property '" + unsignedToString(old - 1) + "' of [object Array]");
    beforeMove(array);
    memoryFill(elementsOf(array) + (length << 3), 0, (old - length) << 3);
  }
  store32(cell, length, 8);
}

/** To be called before elements are moved or cleared as raw memory. */
export function beforeMove(array: Arr): void {
  if (isMarking()) barrierCell(wholeStorage(addr(array)));
}

/** A length value as §10.4.2.4 checks it. */
export function checkedLength(x: f64): u32 {
  const length: u32 = x as u32;
  if ((length as f64) !== x || length > MAX_ARRAY_LENGTH) throwRangeError('Invalid array length');
  return length;
}

/** A fresh array with elements from..to; holes stay holes. */
export function copyRange(array: Arr, from: u32, to: u32): Arr {
  const count: u32 = to - from;
  const result: Arr = newArray(count);
  memoryCopy(elementsOf(result), elementsOf(array) + (from << 3), count << 3);
  store32(addr(result), count, 8);
  return result;
}

/** Appends the elements of another array, holes as undefined. */
export function appendElements(array: Arr, source: Arr): void {
  const length: u32 = arrayLength(array);
  const count: u32 = arrayLength(source);
  reserve(array, length + count);
  const to: u32 = elementsOf(array) + (length << 3);
  memoryCopy(to, elementsOf(source), count << 3);
  for (let at: u32 = to; at < to + (count << 3); at = at + 8) if (isAbsent(loadVal(at))) initVal(at, undefined);
  store32(addr(array), length + count, 8);
}
