// What the methods of Array.prototype share (ECMA-262 §23.1.3): receivers, positions, species.
import {
  addr,
  isAbsent,
  isObject,
  load32,
  shapeOf,
  wellKnownSymbol,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import {
  arrayLength,
  arrayPush,
  arrayRaw,
  arraySetLength,
  arraySetOutside,
  checkedLength,
  isArray,
  newArray,
} from './array.ts';
import { throwTypeError } from './error.ts';
import { construct, isConstructor, isFunction } from './function.ts';
import { getProperty, setIndex, setProperty } from './object.ts';
import { deleteProperty, hasProperty } from './object-define.ts';
import { throwNotCallable } from './argument-text.ts';
import { toNumber, toObject, truncate } from './primitive.ts';
import { isDense } from './slots.ts';
import { concatStrings, stringLength } from './string.ts';
import { relativeIndex } from './string-builtins.ts';

/** An array whose elements all lie in its storage. */
export function isDenseArray(value: Val): bool {
  return isArray(value) && isDense(addr(value));
}
/**
 * The receiver as an array; an array-like that is none is copied, which serves all methods that only read. `method` is the
 * name in V8's message for undefined and null, empty where that has none.
 */
export function arrayOf(self: Val, method: Str): Arr {
  if (isDenseArray(self)) return self as Arr;
  if ((self === undefined || self === null) && stringLength(method) > 0)
    throwTypeError(concatStrings(concatStrings('Array.prototype.', method), ' called on null or undefined'));
  const object: Obj = toObject(self);
  const length: f64 = truncate(toNumber((object as { length: Val }).length));
  const count: u32 = length > 0 ? checkedLength(length) : 0;
  const result: Arr = newArray(count);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const index: Val = i as f64 as Val;
    if (hasProperty(object, index)) arraySetOutside(result, i, getProperty(object, index, 0));
  }
  if (arrayLength(result) < count) arraySetLength(result, count);
  return result;
}

/** What a method has made of the copy of an array-like goes back into it; arrays were changed in place. */
export function writeBack(self: Val, array: Arr): void {
  if (isDenseArray(self)) return;
  const before: f64 = truncate(toNumber(getProperty(self, 'length', 0)));
  const length: u32 = arrayLength(array);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayRaw(array, i);
    if (isAbsent(value)) deleteProperty(self, i as f64 as Val);
    else setIndex(self, i as f64 as Val, value);
  }
  for (let i: f64 = before; i > (length as f64); i = i - 1) deleteProperty(self, (i - 1) as Val);
  setProperty(self, 'length', length as f64 as Val, 0);
}

/** A callback argument. */
export function checkCallback(callback: Val): void {
  if (!isFunction(callback)) throwNotCallable(callback);
}

/** An optional end position: `length` when undefined. */
export function endIndex(end: Val, length: u32): u32 {
  return end === undefined ? length : relativeIndex(toNumber(end), length);
}

/** ArraySpeciesCreate (§23.1.3.1.1): plain arrays are empty and have room for `capacity`, others are made with `length`. */
export function speciesArray(self: Val, capacity: u32, length: u32): Arr {
  if (!isObject(self) || load32(addr(self)) === shapeOf('Array') || !isArray(self)) return newArray(capacity);
  const type: Val = speciesOf(self);
  if (type === undefined || load32(addr(type), 20) === shapeOf('Array')) return newArray(capacity);
  const args: Arr = newArray(1);
  arrayPush(args, length as f64 as Val);
  const result: Val = construct(type, args, type);
  return isArray(result) ? (result as Arr) : newArray(capacity);
}
/** The constructor that the class of an array names; undefined for %Array%. */
function speciesOf(array: Val): Val {
  const type: Val = getProperty(array, 'constructor', 0);
  if (!isConstructor(type)) return undefined;
  const species: Val = getProperty(type, wellKnownSymbol('species'), 0);
  // Undefined is the getter that classes inherit, where nobody asks for it by name.
  if (species === undefined) return type;
  if (species === null) return undefined;
  if (!isConstructor(species)) throwTypeError('object.constructor[Symbol.species] is not a constructor');
  return species;
}
/** CreateDataProperty on an array that is being filled in order. */
export function putNext(result: Arr, i: u32, value: Val): void {
  if (arrayLength(result) === i) arrayPush(result, value);
  else arraySetOutside(result, i, value);
}

/** Element for a callback: holes are undefined. */
export function shown(value: Val): Val {
  return isAbsent(value) ? undefined : value;
}
