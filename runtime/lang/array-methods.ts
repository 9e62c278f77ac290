// Array.prototype methods that read or copy (ECMA-262 §23.1.3), and iteration.
import {
  isTypedKind,
  absent,
  addr,
  invoke,
  isAbsent,
  isNumber,
  isObject,
  isString,
  load32,
  loadF64,
  loadVal,
  sameBits,
  shapeOf,
  store32,
  storeVal,
  wellKnownSymbol,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import {
  arrayGet,
  arrayLength,
  arrayPush,
  arrayRaw,
  arraySetLength,
  copyRange,
  elementsOf,
  isArray,
  newArray,
} from './array.ts';
import { arrayOf, endIndex, putNext, shown, speciesArray } from './array-support.ts';
import { throwRangeError } from './error.ts';
import { pairOf } from './iterate.ts';
import { getProperty } from './object.ts';
import { Object_prototype_toString } from './object-descriptors.ts';
import { isFunction } from './function.ts';
import { sameValueZero, strictEquals } from './operators.ts';
import { toBoolean, toNumber, toStringValue, truncate } from './primitive.ts';
import { kindOfObject, newObject } from './slots.ts';
import { appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { clampIndex, relativeIndex } from './string-builtins.ts';
import { stringEquals, stringLength } from './string.ts';

export function Array_prototype_at(self: Val, position: f64): Val {
  const array: Arr = arrayOf(self, '');
  let x: f64 = truncate(position);
  if (x < 0) x = x + (arrayLength(array) as f64);
  return x >= 0 && x < (arrayLength(array) as f64) ? arrayGet(array, x as u32) : undefined;
}

export function Array_prototype_includes(self: Val, wanted: Val, from?: f64): bool {
  const array: Arr = arrayOf(self, '');
  const length: u32 = arrayLength(array);
  const start: u32 = relativeIndex(from as f64, length);
  // Strict equality finds all but these.
  if (wanted !== undefined && !(isNumber(wanted) && (wanted as f64) !== (wanted as f64)))
    return searchElements(array, start, wanted) !== NOT_FOUND;
  for (let i: u32 = start; i < length; i = i + 1) {
    if (sameValueZero(shown(arrayRaw(array, i)), wanted)) return true;
  }
  return false;
}
export function Array_prototype_indexOf(self: Val, wanted: Val, from?: f64): i32 {
  const array: Arr = arrayOf(self, 'indexOf');
  return searchElements(array, relativeIndex(from as f64, arrayLength(array)), wanted) as i32;
}
const NOT_FOUND: u32 = 0xffffffff;
/** The place from `from` on of the first element that is strictly equal to a value; all ones if there is none. */
function searchElements(array: Arr, from: u32, wanted: Val): u32 {
  const elements: u32 = elementsOf(array);
  const end: u32 = elements + (arrayLength(array) << 3);
  let at: u32 = elements + (from << 3);
  if (isNumber(wanted)) at = searchNumber(at, end, wanted as f64);
  else if (isString(wanted)) {
    // A text may be equal without being the same.
    while (at < end && !sameBits(loadVal(at), wanted)) {
      if (isString(loadVal(at)) && stringEquals(loadVal(at) as Str, wanted as Str)) break;
      at = at + 8;
    }
  } else {
    while (at < end && !strictEquals(loadVal(at), wanted)) at = at + 8;
  }
  return at < end ? (at - elements) >>> 3 : NOT_FOUND;
}
/** Values that are no numbers are NaN when they are read as such. */
function searchNumber(from: u32, end: u32, wanted: f64): u32 {
  let at: u32 = from;
  while (at < end && loadF64(at) !== wanted) at = at + 8;
  return at;
}
export function Array_prototype_lastIndexOf(self: Val, wanted: Val, ...from: Arr): i32 {
  const array: Arr = arrayOf(self, '');
  const length: f64 = arrayLength(array) as f64;
  let x: f64 = length - 1;
  if (arrayLength(from) !== 0) {
    x = truncate(toNumber(arrayGet(from, 0)));
    if (x < 0) x = x + length;
    if (x > length - 1) x = length - 1;
  }
  for (let i: i32 = x as i32; i >= 0; i = i - 1) {
    const value: Val = arrayRaw(array, i as u32);
    if (!isAbsent(value) && strictEquals(value, wanted)) return i;
  }
  return -1;
}

/** Arrays that are being joined: one inside itself is the empty string there, as in V8. */
let joining: Val = undefined;

/** Array.prototype.join (§23.1.3.18). */
export function Array_prototype_join(self: Val, separator: Val): Str {
  const array: Arr = arrayOf(self, '');
  const between: Str = separator === undefined ? ',' : toStringValue(separator);
  if (!isObject(joining)) joining = newArray(4);
  const outer: Arr = joining as Arr;
  for (let i: u32 = 0; i < arrayLength(outer); i = i + 1) if (arrayGet(outer, i) === self) return '';
  const depth: u32 = arrayLength(outer);
  arrayPush(outer, self);
  try {
    return joined(array, between);
  } finally {
    arraySetLength(outer, depth);
  }
}
function joined(array: Arr, between: Str): Str {
  const length: u32 = arrayLength(array);
  if (length === 1) return elementText(arrayGet(array, 0));
  const builder: Cell = newBuilder(length << 2);
  for (let i: u32 = 0; i < length; i = i + 1) {
    if (i !== 0 && stringLength(between) !== 0) appendString(builder, between);
    appendString(builder, elementText(arrayGet(array, i)));
  }
  return finishBuilder(builder);
}
function elementText(value: Val): Str {
  return value === undefined || value === null ? '' : toStringValue(value);
}
/** Array.prototype.toString (§23.1.3.36): a subclass may have a `join` of its own. */
export function Array_prototype_toString(self: Val): Val {
  if (!isObject(self) || load32(addr(self)) === shapeOf('Array')) return Array_prototype_join(self, undefined);
  const join: Val = (self as { join: Val }).join;
  return isFunction(join) ? invoke(join, self) : Object_prototype_toString(self);
}
export function Array_prototype_toLocaleString(self: Val): Str {
  const array: Arr = arrayOf(self, '');
  const builder: Cell = newBuilder(16);
  for (let i: u32 = 0; i < arrayLength(array); i = i + 1) {
    const value: Val = arrayGet(array, i);
    if (i !== 0) appendUnit(builder, 44);
    if (value !== undefined && value !== null)
      appendString(builder, toStringValue((value as { toLocaleString(): Val }).toLocaleString()));
  }
  return finishBuilder(builder);
}

export function Array_prototype_slice(self: Val, start: f64, end: Val): Arr {
  const array: Arr = arrayOf(self, '');
  const from: u32 = relativeIndex(start, arrayLength(array));
  const to: u32 = endIndex(end, arrayLength(array));
  if (isArray(self) && load32(addr(self)) === shapeOf('Array'))
    return from < to ? copyRange(array, from, to) : newArray(0);
  const count: u32 = from < to ? to - from : 0;
  const result: Arr = speciesArray(self, 0, count);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const value: Val = arrayRaw(array, from + i);
    if (!isAbsent(value)) putNext(result, i, value);
  }
  // Holes at the end count too.
  arraySetLength(result, count);
  return result;
}

/** Array.prototype.concat (§23.1.3.2). */
export function Array_prototype_concat(self: Val, ...items: Arr): Arr {
  const result: Arr = speciesArray(self, 0, 0);
  let at: u32 = putItem(result, 0, self);
  for (let i: u32 = 0; i < arrayLength(items); i = i + 1) at = putItem(result, at, arrayGet(items, i));
  if (arrayLength(result) !== at) arraySetLength(result, at);
  return result;
}
/** Puts a value, or the elements of an array; the index behind them. */
function putItem(result: Arr, at: u32, item: Val): u32 {
  if (!isSpreadable(item)) {
    putNext(result, at, item);
    return at + 1;
  }
  const array: Arr = arrayOf(item, 'concat');
  const length: u32 = arrayLength(array);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (!isAbsent(value)) putNext(result, at + i, value);
  }
  return at + length;
}
function isSpreadable(item: Val): bool {
  if (!isObject(item)) return false;
  const spreadable: Val = getProperty(item, wellKnownSymbol('isConcatSpreadable'), 0);
  return spreadable === undefined ? isArray(item) : toBoolean(spreadable);
}

export function Array_prototype_toReversed(self: Val): Arr {
  const array: Arr = arrayOf(self, '');
  const result: Arr = newArray(arrayLength(array));
  for (let i: u32 = arrayLength(array); i !== 0; i = i - 1) arrayPush(result, arrayGet(array, i - 1));
  return result;
}
/** A copy without holes. */
export function denseCopy(array: Arr): Arr {
  const result: Arr = newArray(arrayLength(array));
  for (let i: u32 = 0; i < arrayLength(array); i = i + 1) arrayPush(result, arrayGet(array, i));
  return result;
}
export function Array_prototype_with(self: Val, position: f64, value: Val): Arr {
  const array: Arr = arrayOf(self, '');
  let x: f64 = truncate(position);
  if (x < 0) x = x + (arrayLength(array) as f64);
  if (x < 0 || x >= (arrayLength(array) as f64)) throwRangeError('Invalid index : ' + toStringValue(position as Val));
  const result: Arr = denseCopy(array);
  storeVal(elementsOf(result) + ((x as u32) << 3), value);
  return result;
}
export function Array_prototype_toSpliced(self: Val, ...args: Arr): Arr {
  const array: Arr = arrayOf(self, '');
  const length: u32 = arrayLength(array);
  const count: u32 = arrayLength(args);
  const start: u32 = count === 0 ? 0 : relativeIndex(toNumber(arrayGet(args, 0)), length);
  let skip: u32 = count === 0 ? 0 : length - start;
  if (count > 1) skip = clampIndex(toNumber(arrayGet(args, 1)), length - start);
  const result: Arr = newArray(length);
  for (let i: u32 = 0; i < start; i = i + 1) arrayPush(result, arrayGet(array, i));
  for (let i: u32 = 2; i < count; i = i + 1) arrayPush(result, arrayGet(args, i));
  for (let i: u32 = start + skip; i < length; i = i + 1) arrayPush(result, arrayGet(array, i));
  return result;
}

// Iterators: +8 the array (undefined when done), +16 index, +20 what it yields.
const KEYS: u32 = 0;
const VALUES: u32 = 1;
const ENTRIES: u32 = 2;

function newIterator(self: Val, yields: u32): Obj {
  const iterator: Obj = newObject(shapeOf('ArrayIterator'));
  storeVal(addr(iterator), self, 8);
  store32(addr(iterator), yields, 20);
  return iterator;
}
export function Array_prototype_keys(self: Val): Obj {
  return newIterator(self, KEYS);
}
export function Array_prototype_values(self: Val): Obj {
  return newIterator(self, VALUES);
}
export function Array_prototype_entries(self: Val): Obj {
  return newIterator(self, ENTRIES);
}
export function Array_prototype_$$iterator(self: Val): Obj {
  return newIterator(self, VALUES);
}

function iteratedLength(source: Val): u32 {
  if (isArray(source)) return arrayLength(source as Arr);
  if (isObject(source) && isTypedKind(kindOfObject(addr(source)))) return load32(addr(source), 24);
  return toNumber((source as { length: Val }).length) as u32;
}
/** The next value of an array iterator, absent at its end. */
export function arrayIteratorStep(iterator: Val): Val {
  const cell: u32 = addr(iterator);
  const source: Val = loadVal(cell, 8);
  if (source === undefined) return absent();
  const index: u32 = load32(cell, 16);
  if (index >= iteratedLength(source)) {
    storeVal(cell, undefined, 8);
    return absent();
  }
  store32(cell, index + 1, 16);
  const yields: u32 = load32(cell, 20);
  const key: Val = index as f64 as Val;
  if (yields === KEYS) return key;
  const stored: Val = isArray(source) ? arrayRaw(source as Arr, index) : absent();
  const value: Val = isAbsent(stored) ? getProperty(source, key, 0) : stored;
  return yields === VALUES ? value : pairOf(key, value);
}
export function ArrayIterator_prototype_next(self: Val): Val {
  const value: Val = arrayIteratorStep(self);
  return isAbsent(value) ? { value: undefined, done: true } : { value, done: false };
}
