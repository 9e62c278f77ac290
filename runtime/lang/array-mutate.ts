// Array.prototype methods that change the array (ECMA-262 §23.1.3). Elements move as raw memory; holes move with them.
import {
  addr,
  isAbsent,
  isObject,
  loadVal,
  memoryCopy,
  memoryFill,
  shapeOf,
  store32,
  storeVal,
  load32,
  type Arr,
  type Val,
  type f64,
  type u32,
} from './intrinsics.ts';
import {
  arrayGet,
  arrayLength,
  arrayPush,
  arraySetLength,
  beforeMove,
  copyRange,
  elementsOf,
  reserve,
} from './array.ts';
import {
  copyWithinOn,
  fillOn,
  isOpenArray,
  popFrom,
  pushOn,
  reverseOn,
  shiftFrom,
  spliceOn,
  unshiftOn,
} from './array-generic.ts';
import { endIndex, putNext, speciesArray } from './array-support.ts';
import { trimFirst } from './array-trim.ts';
import { toNumber } from './primitive.ts';
import { clampIndex, relativeIndex } from './string-builtins.ts';

/** Array.prototype.push (§23.1.3.23). */
export function Array_prototype_push(self: Val, ...items: Arr): u32 {
  if (!isOpenArray(self)) return pushOn(self, items);
  const count: u32 = arrayLength(items);
  for (let i: u32 = 0; i < count; i = i + 1) arrayPush(self as Arr, arrayGet(items, i));
  return arrayLength(self as Arr);
}

export function Array_prototype_pop(self: Val): Val {
  if (isObject(self) && load32(addr(self)) === shapeOf('Array') && load32(addr(self), 8) !== 0)
    return popPlain(addr(self));
  if (!isOpenArray(self)) return popFrom(self);
  const array: Arr = self as Arr;
  const length: u32 = arrayLength(array);
  const value: Val = length === 0 ? undefined : arrayGet(array, length - 1);
  arraySetLength(array, length === 0 ? 0 : length - 1);
  return value;
}
/** The last element of an array that is not empty, as it was made. */
function popPlain(array: u32): Val {
  const length: u32 = load32(array, 8) - 1;
  const at: u32 = load32(array, 16) + 8 + (length << 3);
  const value: Val = loadVal(at);
  storeVal(at, undefined);
  store32(array, length, 8);
  return isAbsent(value) ? undefined : value;
}

/** Moves the elements from `from` on to `to`; the array must have room. */
function moveElements(array: Arr, from: u32, to: u32): void {
  beforeMove(array);
  const elements: u32 = elementsOf(array);
  memoryCopy(elements + (to << 3), elements + (from << 3), (arrayLength(array) - from) << 3);
}

/** Array.prototype.shift (§23.1.3.27). */
export function Array_prototype_shift(self: Val): Val {
  if (!isOpenArray(self)) return shiftFrom(self);
  const array: Arr = self as Arr;
  const length: u32 = arrayLength(array);
  if (length === 0) return undefined;
  const value: Val = arrayGet(array, 0);
  if (!trimFirst(array)) {
    moveElements(array, 1, 0);
    storeVal(elementsOf(array) + ((length - 1) << 3), undefined);
  }
  store32(addr(array), length - 1, 8);
  return value;
}

export function Array_prototype_unshift(self: Val, ...items: Arr): u32 {
  if (!isOpenArray(self)) return unshiftOn(self, items);
  const array: Arr = self as Arr;
  insertGap(array, 0, arrayLength(items));
  placeAll(array, 0, items, 0);
  return arrayLength(array);
}

/** Makes `count` places at `at`, whose contents are to be overwritten. */
function insertGap(array: Arr, at: u32, count: u32): void {
  if (count === 0) return;
  const length: u32 = arrayLength(array);
  reserve(array, length + count);
  moveElements(array, at, at + count);
  memoryFill(elementsOf(array) + (at << 3), 0, count << 3);
  store32(addr(array), length + count, 8);
}
/** Writes items[from…] over the elements at `at`. */
function placeAll(array: Arr, at: u32, items: Arr, from: u32): void {
  const elements: u32 = elementsOf(array);
  for (let i: u32 = from; i < arrayLength(items); i = i + 1)
    storeVal(elements + ((at + i - from) << 3), arrayGet(items, i));
}

/** Array.prototype.splice (§23.1.3.31). */
export function Array_prototype_splice(self: Val, ...args: Arr): Arr {
  if (!isOpenArray(self)) return spliceOn(self, args);
  const array: Arr = self as Arr;
  const length: u32 = arrayLength(array);
  const count: u32 = arrayLength(args);
  const start: u32 = count === 0 ? 0 : relativeIndex(toNumber(arrayGet(args, 0)), length);
  let removed: u32 = count === 0 ? 0 : length - start;
  if (count > 1) removed = clampIndex(toNumber(arrayGet(args, 1)), length - start);
  const inserted: u32 = count > 2 ? count - 2 : 0;
  const result: Arr = removedElements(self, array, start, removed);
  if (inserted > removed) insertGap(array, start + removed, inserted - removed);
  else if (inserted < removed) {
    moveElements(array, start + removed, start + inserted);
    arraySetLength(array, length - (removed - inserted));
  }
  placeAll(array, start, args, 2);
  return result;
}
function removedElements(self: Val, array: Arr, start: u32, count: u32): Arr {
  if (load32(addr(self)) === shapeOf('Array')) return copyRange(array, start, start + count);
  const result: Arr = speciesArray(self, count, count);
  for (let i: u32 = 0; i < count; i = i + 1) putNext(result, i, arrayGet(array, start + i));
  arraySetLength(result, count);
  return result;
}

export function Array_prototype_reverse(self: Val): Val {
  if (!isOpenArray(self)) return reverseOn(self);
  const array: Arr = self as Arr;
  const elements: u32 = elementsOf(array);
  let low: u32 = 0;
  let high: u32 = arrayLength(array);
  while (low + 1 < high) {
    high = high - 1;
    const value: Val = loadVal(elements + (low << 3));
    storeVal(elements + (low << 3), loadVal(elements + (high << 3)));
    storeVal(elements + (high << 3), value);
    low = low + 1;
  }
  return self;
}
export function Array_prototype_fill(self: Val, value: Val, start?: f64, end?: Val): Val {
  if (!isOpenArray(self)) return fillOn(self, value, start as f64, end);
  const array: Arr = self as Arr;
  const from: u32 = relativeIndex(start as f64, arrayLength(array));
  const to: u32 = endIndex(end, arrayLength(array));
  const elements: u32 = elementsOf(array);
  for (let i: u32 = from; i < to; i = i + 1) storeVal(elements + (i << 3), value);
  return self;
}

export function Array_prototype_copyWithin(self: Val, target: f64, start: f64, end?: Val): Val {
  if (!isOpenArray(self)) return copyWithinOn(self, target, start, end);
  const array: Arr = self as Arr;
  const length: u32 = arrayLength(array);
  const to: u32 = relativeIndex(target, length);
  const from: u32 = relativeIndex(start, length);
  const last: u32 = endIndex(end, length);
  if (last <= from) return self;
  let count: u32 = last - from;
  if (count > length - to) count = length - to;
  beforeMove(array);
  memoryCopy(elementsOf(array) + (to << 3), elementsOf(array) + (from << 3), count << 3);
  return self;
}
