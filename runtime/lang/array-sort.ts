// Array.prototype.sort (ECMA-262 §23.1.3.30): stable, with comparators called in the order in which V8 calls them
// (tim-sort.ts). Undefined goes last, holes behind it.
import { addr, isAbsent, isObject, isString, storeVal, type Arr, type Val, type bool, type u32 } from './intrinsics.ts';
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
import { throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { objectText } from './object.ts';
import { toStringValue } from './primitive.ts';
import { FROZEN } from './shape.ts';
import { shapeFlags } from './slots.ts';
import { concatStrings } from './string.ts';
import { timSort } from './tim-sort.ts';

function checkComparator(comparator: Val): void {
  if (comparator !== undefined && !isFunction(comparator))
    throwTypeError(
      concatStrings(
        'The comparison function must be either a function or undefined: ',
        isObject(comparator) ? objectText(comparator) : toStringValue(comparator),
      ),
    );
}

/** V8 sorts shorter arrays in place by insertion alone; copies it sorts otherwise. */
const SHORT: u32 = 8;

export function Array_prototype_sort(self: Val, comparator: Val): Val {
  checkComparator(comparator);
  return sortInPlace(self, comparator, SHORT);
}
function sortInPlace(self: Val, comparator: Val, short: u32): Val {
  const array: Arr = arrayOf(self, '');
  const length: u32 = arrayLength(array);
  const values: Arr = newArray(length);
  let undefineds: u32 = 0;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (value === undefined) undefineds = undefineds + 1;
    else if (!isAbsent(value)) arrayPush(values, value);
  }
  sortValues(values, comparator, short);
  if (length < 2) return self;
  if ((shapeFlags(addr(array)) & FROZEN) !== 0)
    throwTypeError("Cannot assign to read only property '0' of object '[object Array]'");
  const count: u32 = arrayLength(values);
  for (let i: u32 = 0; i < count; i = i + 1) arraySetSorted(array, i, arrayGet(values, i));
  for (let i: u32 = 0; i < undefineds; i = i + 1) arraySetSorted(array, count + i, undefined);
  if (length <= arrayLength(array)) fillHoles(array, count + undefineds, length);
  writeBack(self, array);
  return self;
}

/** What is there already may be written in arrays that take nothing new. */
function arraySetSorted(array: Arr, index: u32, value: Val): void {
  if (isAbsent(arrayRaw(array, index))) arraySetOutside(array, index, value);
  else storeVal(elementsOf(array) + (index << 3), value);
}

export function Array_prototype_toSorted(self: Val, comparator: Val): Arr {
  checkComparator(comparator);
  const copy: Arr = denseCopy(arrayOf(self, ''));
  sortInPlace(copy, comparator, 0);
  return copy;
}

/** Sorts an array that has neither undefined nor holes and that nobody else sees. */
function sortValues(values: Arr, comparator: Val, short: u32): void {
  if (arrayLength(values) < 2) return;
  if (comparator === undefined) sortByText(values, short);
  else timSort(values, comparator, short);
}

/** The default order: by the texts of the values. Those of primitives are made once; objects are asked at each comparison. */
function sortByText(values: Arr, short: u32): void {
  const length: u32 = arrayLength(values);
  let strings: bool = true;
  let objects: bool = false;
  for (let i: u32 = 0; i < length && !objects; i = i + 1) {
    objects = isObject(arrayGet(values, i));
    strings = strings && isString(arrayGet(values, i));
  }
  if (strings || objects) {
    timSort(values, undefined, short);
    return;
  }
  const pairs: Arr = newArray(length);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const pair: Arr = newArray(2);
    arrayPush(pair, toStringValue(arrayGet(values, i)));
    arrayPush(pair, arrayGet(values, i));
    arrayPush(pairs, pair);
  }
  timSort(pairs, null, short);
  for (let i: u32 = 0; i < length; i = i + 1) arraySetOutside(values, i, arrayGet(arrayGet(pairs, i) as Arr, 1));
}
