// Array.prototype methods that call back (ECMA-262 §23.1.3). The length is read once; elements that appear later are not
// visited, elements that vanish are skipped; holes are skipped where the specification asks HasProperty.
import { invoke, isAbsent, type Arr, type Val, type bool, type f64, type i32, type u32 } from './intrinsics.ts';
import { arrayLength, arrayRaw, arraySetLength, isArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { arrayOf, checkCallback, putNext, shown, speciesArray } from './array-support.ts';
import { toBoolean, toInteger } from './primitive.ts';

function index(i: u32): Val {
  return i as f64 as Val;
}

export function Array_prototype_forEach(self: Val, callback: Val, thisArg?: Val): void {
  const array: Arr = arrayOf(self, 'forEach');
  checkCallback(callback);
  const length: u32 = arrayLength(array);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (!isAbsent(value)) invoke(callback, thisArg, value, index(i), self);
  }
}

export function Array_prototype_map(self: Val, callback: Val, thisArg?: Val): Arr {
  const array: Arr = arrayOf(self, 'map');
  checkCallback(callback);
  const length: u32 = arrayLength(array);
  const result: Arr = speciesArray(self, length, length);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (!isAbsent(value)) putNext(result, i, invoke(callback, thisArg, value, index(i), self));
  }
  if (arrayLength(result) < length) arraySetLength(result, length);
  return result;
}

export function Array_prototype_filter(self: Val, callback: Val, thisArg?: Val): Arr {
  const array: Arr = arrayOf(self, 'filter');
  checkCallback(callback);
  const length: u32 = arrayLength(array);
  const result: Arr = speciesArray(self, 0, 0);
  let kept: u32 = 0;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (isAbsent(value) || !toBoolean(invoke(callback, thisArg, value, index(i), self))) continue;
    putNext(result, kept, value);
    kept = kept + 1;
  }
  return result;
}

export function Array_prototype_some(self: Val, callback: Val, thisArg?: Val): bool {
  const array: Arr = arrayOf(self, 'some');
  checkCallback(callback);
  const length: u32 = arrayLength(array);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (!isAbsent(value) && toBoolean(invoke(callback, thisArg, value, index(i), self))) return true;
  }
  return false;
}

export function Array_prototype_every(self: Val, callback: Val, thisArg?: Val): bool {
  const array: Arr = arrayOf(self, 'every');
  checkCallback(callback);
  const length: u32 = arrayLength(array);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (!isAbsent(value) && !toBoolean(invoke(callback, thisArg, value, index(i), self))) return false;
  }
  return true;
}

/** First index whose element passes, -1 if none; holes count as undefined. */
function findFirst(self: Val, array: Arr, callback: Val, thisArg: Val): i32 {
  checkCallback(callback);
  const length: u32 = arrayLength(array);
  for (let i: u32 = 0; i < length; i = i + 1) {
    if (toBoolean(invoke(callback, thisArg, shown(arrayRaw(array, i)), index(i), self))) return i as i32;
  }
  return -1;
}
function findLast(self: Val, array: Arr, callback: Val, thisArg: Val): i32 {
  checkCallback(callback);
  for (let i: u32 = arrayLength(array); i !== 0; i = i - 1) {
    if (toBoolean(invoke(callback, thisArg, shown(arrayRaw(array, i - 1)), index(i - 1), self))) return (i as i32) - 1;
  }
  return -1;
}
// The element is kept by its own loop: a callback may change the array after it was read.
export function Array_prototype_find(self: Val, callback: Val, thisArg?: Val): Val {
  const array: Arr = arrayOf(self, 'find');
  checkCallback(callback);
  const length: u32 = arrayLength(array);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = shown(arrayRaw(array, i));
    if (toBoolean(invoke(callback, thisArg, value, index(i), self))) return value;
  }
  return undefined;
}
export function Array_prototype_findLast(self: Val, callback: Val, thisArg?: Val): Val {
  const array: Arr = arrayOf(self, 'findLast');
  checkCallback(callback);
  for (let i: u32 = arrayLength(array); i !== 0; i = i - 1) {
    const value: Val = shown(arrayRaw(array, i - 1));
    if (toBoolean(invoke(callback, thisArg, value, index(i - 1), self))) return value;
  }
  return undefined;
}
export function Array_prototype_findIndex(self: Val, callback: Val, thisArg?: Val): i32 {
  return findFirst(self, arrayOf(self, 'findIndex'), callback, thisArg);
}
export function Array_prototype_findLastIndex(self: Val, callback: Val, thisArg?: Val): i32 {
  return findLast(self, arrayOf(self, 'findLastIndex'), callback, thisArg);
}

export function Array_prototype_reduce(self: Val, callback: Val, ...initial: Arr): Val {
  const array: Arr = arrayOf(self, 'reduce');
  checkCallback(callback);
  const length: u32 = arrayLength(array);
  let i: u32 = 0;
  let result: Val = undefined;
  if (arrayLength(initial) !== 0) {
    result = shown(arrayRaw(initial, 0));
  } else {
    while (i < length && isAbsent(arrayRaw(array, i))) i = i + 1;
    if (i >= length) throwTypeError('Reduce of empty array with no initial value');
    result = arrayRaw(array, i);
    i = i + 1;
  }
  while (i < length) {
    const value: Val = arrayRaw(array, i);
    if (!isAbsent(value)) result = invoke(callback, undefined, result, value, index(i), self);
    i = i + 1;
  }
  return result;
}

export function Array_prototype_reduceRight(self: Val, callback: Val, ...initial: Arr): Val {
  const array: Arr = arrayOf(self, 'reduceRight');
  checkCallback(callback);
  let i: u32 = arrayLength(array);
  let result: Val = undefined;
  if (arrayLength(initial) !== 0) {
    result = shown(arrayRaw(initial, 0));
  } else {
    while (i !== 0 && isAbsent(arrayRaw(array, i - 1))) i = i - 1;
    if (i === 0) throwTypeError('Reduce of empty array with no initial value');
    result = arrayRaw(array, i - 1);
    i = i - 1;
  }
  while (i !== 0) {
    i = i - 1;
    const value: Val = arrayRaw(array, i);
    if (!isAbsent(value)) result = invoke(callback, undefined, result, value, index(i), self);
  }
  return result;
}

/** Array.prototype.flatMap (§23.1.3.14). */
export function Array_prototype_flatMap(self: Val, callback: Val, thisArg?: Val): Arr {
  const array: Arr = arrayOf(self, '');
  checkCallback(callback);
  const length: u32 = arrayLength(array);
  const result: Arr = speciesArray(self, length, 0);
  let at: u32 = 0;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (!isAbsent(value)) at = flattenInto(result, at, invoke(callback, thisArg, value, index(i), self), 1);
  }
  return result;
}

/** Puts a value, or the elements of an array down to `depth` levels (§23.1.3.13.1); the index behind them. */
function flattenInto(result: Arr, at: u32, value: Val, depth: f64): u32 {
  if (depth < 1 || !isArray(value)) {
    putNext(result, at, value);
    return at + 1;
  }
  const array: Arr = value as Arr;
  const length: u32 = arrayLength(array);
  let next: u32 = at;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const inner: Val = arrayRaw(array, i);
    if (!isAbsent(inner)) next = flattenInto(result, next, inner, depth - 1);
  }
  return next;
}
export function Array_prototype_flat(self: Val, depth?: Val): Arr {
  const array: Arr = arrayOf(self, '');
  const levels: f64 = depth === undefined ? 1 : toInteger(depth);
  const result: Arr = speciesArray(self, arrayLength(array), 0);
  const length: u32 = arrayLength(array);
  let at: u32 = 0;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (!isAbsent(value)) at = flattenInto(result, at, value, levels);
  }
  return result;
}
