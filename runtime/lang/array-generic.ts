// Array.prototype methods that change their receiver (ECMA-262 §23.1.3), on array-likes, on arrays that are frozen, sealed or
// closed, and on those whose elements are properties of their own. Element by element as the specification has it: a getter
// may change the array meanwhile, and the first step that fails says why.
import {
  addr,
  isObject,
  load32,
  shapeOf,
  type Arr,
  type Obj,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayRaw, arraySetLength, checkedLength, hasFixedLength } from './array.ts';
import { endIndex, isDenseArray, putNext, speciesArray } from './array-support.ts';
import { getProperty, setIndex, setProperty } from './object.ts';
import { deleteProperty, hasProperty } from './object-define.ts';
import { toNumber, toObject, truncate } from './primitive.ts';
import { NON_EXTENSIBLE } from './shape.ts';
import { shapeFlags } from './slots.ts';
import { clampIndex, relativeIndex } from './string-builtins.ts';

/** LengthOfArrayLike (§7.3.18) with room for `more`; past what an array can have it is refused. */
function lengthOf(object: Obj, more: u32): u32 {
  const length: f64 = truncate(toNumber(getProperty(object, 'length', 0)));
  const known: f64 = length > 0 ? length : 0;
  checkedLength(known + (more as f64));
  return known as u32;
}
function setLength(object: Obj, length: u32): void {
  setProperty(object, 'length', length as f64 as Val, 0);
}
/** The receiver's elements all lie in its storage, and any of them may be written, added or removed. */
export function isOpenArray(value: Val): bool {
  if (!isObject(value)) return false;
  if (load32(addr(value)) === shapeOf('Array')) return !hasFixedLength(value as Arr);
  return isDenseArray(value) && (shapeFlags(addr(value)) & NON_EXTENSIBLE) === 0 && !hasFixedLength(value as Arr);
}

/** What stands at `from` goes to `to`, holes too. */
function move(object: Obj, from: u32, to: u32): void {
  if (hasProperty(object, from as f64 as Val)) setIndex(object, to as f64 as Val, get(object, from));
  else deleteChecked(object, to);
}
function deleteChecked(object: Obj, index: u32): void {
  deleteProperty(object, index as f64 as Val);
}
function get(object: Obj, index: u32): Val {
  return getProperty(object, index as f64 as Val, 0);
}

export function pushOn(self: Val, items: Arr): u32 {
  const object: Obj = toObject(self);
  const count: u32 = arrayLength(items);
  const length: u32 = lengthOf(object, count);
  for (let i: u32 = 0; i < count; i = i + 1) setIndex(object, (length + i) as f64 as Val, arrayRaw(items, i));
  setLength(object, length + count);
  return length + count;
}

export function popFrom(self: Val): Val {
  const object: Obj = toObject(self);
  const length: u32 = lengthOf(object, 0);
  if (length === 0) {
    setLength(object, 0);
    return undefined;
  }
  const value: Val = get(object, length - 1);
  deleteChecked(object, length - 1);
  setLength(object, length - 1);
  return value;
}

export function shiftFrom(self: Val): Val {
  const object: Obj = toObject(self);
  const length: u32 = lengthOf(object, 0);
  if (length === 0) {
    setLength(object, 0);
    return undefined;
  }
  const first: Val = get(object, 0);
  for (let i: u32 = 1; i < length; i = i + 1) move(object, i, i - 1);
  deleteChecked(object, length - 1);
  setLength(object, length - 1);
  return first;
}

export function unshiftOn(self: Val, items: Arr): u32 {
  const object: Obj = toObject(self);
  const count: u32 = arrayLength(items);
  const length: u32 = lengthOf(object, count);
  if (count > 0) {
    for (let i: u32 = length; i > 0; i = i - 1) move(object, i - 1, i - 1 + count);
    for (let i: u32 = 0; i < count; i = i + 1) setIndex(object, i as f64 as Val, arrayRaw(items, i));
  }
  setLength(object, length + count);
  return length + count;
}

export function spliceOn(self: Val, args: Arr): Arr {
  const object: Obj = toObject(self);
  const length: u32 = lengthOf(object, 0);
  const count: u32 = arrayLength(args);
  const start: u32 = count === 0 ? 0 : relativeIndex(toNumber(arrayGet(args, 0)), length);
  let removed: u32 = count === 0 ? 0 : length - start;
  if (count > 1) removed = clampIndex(toNumber(arrayGet(args, 1)), length - start);
  const inserted: u32 = count > 2 ? count - 2 : 0;
  const after: u32 = length - removed + inserted;
  checkedLength(after as f64);
  const result: Arr = speciesArray(object, removed, removed);
  for (let i: u32 = 0; i < removed; i = i + 1)
    if (hasProperty(object, (start + i) as f64 as Val)) putNext(result, i, get(object, start + i));
  arraySetLength(result, removed);
  if (inserted < removed) {
    for (let i: u32 = start; i < length - removed; i = i + 1) move(object, i + removed, i + inserted);
    for (let i: u32 = length; i > after; i = i - 1) deleteChecked(object, i - 1);
  } else if (inserted > removed) {
    for (let i: u32 = length - removed; i > start; i = i - 1) move(object, i + removed - 1, i + inserted - 1);
  }
  for (let i: u32 = 0; i < inserted; i = i + 1) setIndex(object, (start + i) as f64 as Val, arrayGet(args, i + 2));
  setLength(object, after);
  return result;
}

export function reverseOn(self: Val): Val {
  const object: Obj = toObject(self);
  let high: u32 = lengthOf(object, 0);
  let low: u32 = 0;
  while (low + 1 < high) {
    high = high - 1;
    const hasLow: bool = hasProperty(object, low as f64 as Val);
    const first: Val = hasLow ? get(object, low) : undefined;
    const hasHigh: bool = hasProperty(object, high as f64 as Val);
    const last: Val = hasHigh ? get(object, high) : undefined;
    if (hasHigh) setIndex(object, low as f64 as Val, last);
    else if (hasLow) deleteChecked(object, low);
    if (hasLow) setIndex(object, high as f64 as Val, first);
    else if (hasHigh) deleteChecked(object, high);
    low = low + 1;
  }
  return object;
}

export function fillOn(self: Val, value: Val, start: f64, end: Val): Val {
  const object: Obj = toObject(self);
  const length: u32 = lengthOf(object, 0);
  const from: u32 = relativeIndex(start, length);
  const to: u32 = endIndex(end, length);
  for (let i: u32 = from; i < to; i = i + 1) setIndex(object, i as f64 as Val, value);
  return object;
}

export function copyWithinOn(self: Val, target: f64, start: f64, end: Val): Val {
  const object: Obj = toObject(self);
  const length: u32 = lengthOf(object, 0);
  const to: u32 = relativeIndex(target, length);
  const from: u32 = relativeIndex(start, length);
  const last: u32 = endIndex(end, length);
  let count: u32 = last > from ? last - from : 0;
  if (count > length - to) count = length - to;
  const backwards: bool = from < to && to < from + count;
  for (let i: u32 = 0; i < count; i = i + 1) {
    const at: u32 = backwards ? count - 1 - i : i;
    move(object, from + at, to + at);
  }
  return object;
}
