// Array.prototype.sort (ECMA-262 §23.1.3.30): stable. Up to 63 elements by the ascending run at the front and binary
// insertion, which calls comparators in the same order as V8; above that such runs are merged. Undefined goes last,
// holes behind it.
import {
  addr,
  invoke,
  isAbsent,
  isNumber,
  isObject,
  isString,
  loadVal,
  storeVal,
  initVal,
  type Arr,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import {
  arrayGet,
  arrayLength,
  arrayPush,
  arrayRaw,
  arraySetOutside,
  elementsOf,
  fillHoles,
  newArray,
} from './array.ts';
import { arrayOf, writeBack } from './array-support.ts';
import { denseCopy } from './array-methods.ts';
import { isMarking } from './collect.ts';
import { throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { objectText } from './object.ts';
import { toNumber, toStringValue } from './primitive.ts';
import { shapeFlags } from './slots.ts';
import { compareStrings, concatStrings } from './string.ts';

/** Runs shorter than this are extended by insertion before they are merged. */
const MIN_RUN: u32 = 32;
const MAX_INSERTION: u32 = 64;

function checkComparator(comparator: Val): void {
  if (comparator !== undefined && !isFunction(comparator))
    throwTypeError(
      concatStrings(
        'The comparison function must be either a function or undefined: ',
        isObject(comparator) ? objectText(comparator) : toStringValue(comparator),
      ),
    );
}

export function Array_prototype_sort(self: Val, comparator: Val): Val {
  checkComparator(comparator);
  const array: Arr = arrayOf(self, 'sort');
  if ((shapeFlags(addr(array)) & 4) !== 0)
    throwTypeError("Cannot assign to read only property '0' of object '[object Array]'");
  const length: u32 = arrayLength(array);
  const values: Arr = newArray(length);
  let undefineds: u32 = 0;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (value === undefined) undefineds = undefineds + 1;
    else if (!isAbsent(value)) arrayPush(values, value);
  }
  sortValues(values, comparator);
  const count: u32 = arrayLength(values);
  for (let i: u32 = 0; i < count; i = i + 1) arraySetOutside(array, i, arrayGet(values, i));
  for (let i: u32 = 0; i < undefineds; i = i + 1) arraySetOutside(array, count + i, undefined);
  if (length <= arrayLength(array)) fillHoles(array, count + undefineds, length);
  writeBack(self, array);
  return self;
}

export function Array_prototype_toSorted(self: Val, comparator: Val): Arr {
  checkComparator(comparator);
  const copy: Arr = denseCopy(arrayOf(self, 'toSorted'));
  Array_prototype_sort(copy, comparator);
  return copy;
}

/** Sorts an array that has neither undefined nor holes and that nobody else sees. */
export function sortValues(values: Arr, comparator: Val): void {
  if (arrayLength(values) < 2) return;
  if (comparator === undefined) sortByText(values);
  else sortRuns(values, comparator, undefined);
}

/** The default order: by the texts of the values, each made once. */
function sortByText(values: Arr): void {
  const length: u32 = arrayLength(values);
  let strings: bool = true;
  for (let i: u32 = 0; i < length && strings; i = i + 1) strings = isString(arrayGet(values, i));
  if (strings) {
    sortRuns(values, undefined, undefined);
    return;
  }
  const texts: Arr = newArray(length);
  for (let i: u32 = 0; i < length; i = i + 1) arrayPush(texts, toStringValue(arrayGet(values, i)));
  // Sorted together: the texts decide, the values follow.
  sortRuns(texts, undefined, values);
}

function order(comparator: Val, a: Val, b: Val): f64 {
  if (comparator === undefined) return compareStrings(a as Str, b as Str) as f64;
  const result: Val = invoke(comparator, undefined, a, b);
  return isNumber(result) ? (result as f64) : toNumber(result);
}

function element(array: Arr, i: u32): Val {
  return loadVal(elementsOf(array) + (i << 3));
}
/** The barrier is written out: this is what moving an element costs. */
function put(array: Arr, i: u32, value: Val): void {
  const at: u32 = elementsOf(array) + (i << 3);
  if (isMarking()) storeVal(at, value);
  else initVal(at, value);
}

/** `follow` is undefined or an array that is permuted in step. */
function sortRuns(array: Arr, comparator: Val, follow: Val): void {
  const length: u32 = arrayLength(array);
  if (length < MAX_INSERTION) {
    insertionSort(array, 0, length, comparator, follow);
    return;
  }
  // What is in order already, or in the reverse one, is common: it costs one walk.
  if (runAtFront(array, 0, length, comparator, follow) === length) return;
  for (let from: u32 = 0; from < length; from = from + MIN_RUN) {
    const to: u32 = from + MIN_RUN;
    insertionSort(array, from, to < length ? to : length, comparator, follow);
  }
  const spare: Arr = denseCopy(array);
  const spareFollow: Val = follow === undefined ? undefined : denseCopy(follow as Arr);
  for (let width: u32 = MIN_RUN; width < length; width = width << 1) {
    for (let from: u32 = 0; from + width < length; from = from + (width << 1)) {
      const to: u32 = from + (width << 1);
      merge(array, spare, from, from + width, to < length ? to : length, comparator, follow, spareFollow);
    }
  }
}

/** Where the run at from ends; one that descends is reversed. */
function runAtFront(array: Arr, from: u32, to: u32, comparator: Val, follow: Val): u32 {
  let next: u32 = from + 1;
  if (next >= to) return to;
  const descending: bool = order(comparator, element(array, next), element(array, from)) < 0;
  next = next + 1;
  while (next < to && order(comparator, element(array, next), element(array, next - 1)) < 0 === descending)
    next = next + 1;
  if (descending) {
    reverse(array, from, next);
    if (follow !== undefined) reverse(follow as Arr, from, next);
  }
  return next;
}

/** The run at the front, then binary insertion of the rest. */
function insertionSort(array: Arr, from: u32, to: u32, comparator: Val, follow: Val): void {
  let next: u32 = runAtFront(array, from, to, comparator, follow);
  while (next < to) {
    const pivot: Val = element(array, next);
    let low: u32 = from;
    let high: u32 = next;
    while (low < high) {
      const middle: u32 = (low + high) >>> 1;
      if (order(comparator, pivot, element(array, middle)) < 0) high = middle;
      else low = middle + 1;
    }
    insert(array, low, next);
    if (follow !== undefined) insert(follow as Arr, low, next);
    next = next + 1;
  }
}
function reverse(array: Arr, from: u32, to: u32): void {
  let low: u32 = from;
  let high: u32 = to - 1;
  while (low < high) {
    const value: Val = element(array, low);
    put(array, low, element(array, high));
    put(array, high, value);
    low = low + 1;
    high = high - 1;
  }
}
/** Moves the element at `from` down to `to`. */
function insert(array: Arr, to: u32, from: u32): void {
  const value: Val = element(array, from);
  if (isMarking()) {
    for (let i: u32 = from; i !== to; i = i - 1) put(array, i, element(array, i - 1));
    put(array, to, value);
    return;
  }
  const end: u32 = elementsOf(array) + (to << 3);
  for (let at: u32 = elementsOf(array) + (from << 3); at !== end; at = at - 8) initVal(at, loadVal(at - 8));
  initVal(end, value);
}

/** Merges from..middle and middle..to, both in order; the left half is set aside first. */
function merge(
  array: Arr,
  spare: Arr,
  from: u32,
  middle: u32,
  to: u32,
  comparator: Val,
  follow: Val,
  spareFollow: Val,
): void {
  if (order(comparator, element(array, middle), element(array, middle - 1)) >= 0) return;
  copyOver(array, spare, from, middle);
  if (follow !== undefined) copyOver(follow as Arr, spareFollow as Arr, from, middle);
  let left: u32 = from;
  let right: u32 = middle;
  let at: u32 = from;
  while (left < middle) {
    if (right < to && order(comparator, element(array, right), element(spare, left)) < 0) {
      put(array, at, element(array, right));
      if (follow !== undefined) put(follow as Arr, at, element(follow as Arr, right));
      right = right + 1;
    } else {
      put(array, at, element(spare, left));
      if (follow !== undefined) put(follow as Arr, at, element(spareFollow as Arr, left));
      left = left + 1;
    }
    at = at + 1;
  }
}
function copyOver(array: Arr, spare: Arr, from: u32, to: u32): void {
  for (let i: u32 = from; i < to; i = i + 1) put(spare, i, element(array, i));
}
