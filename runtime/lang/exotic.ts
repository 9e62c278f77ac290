// Own properties that built-in kinds compute instead of keeping them in slots: length of arrays; name, length and prototype
// of functions; units of string objects; elements of typed arrays (ECMA-262 §10.2, §10.4).
import {
  isTypedKind,
  absent,
  addr,
  asObject,
  isAbsent,
  isNumber,
  isString,
  kindOf,
  load32,
  loadVal,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayLength, arraySetLength, checkedLength, hasFixedLength } from './array.ts';
import { throwTypeError } from './error.ts';
import { functionName, instanceShape } from './function.ts';
import { stringOwn, throwReadOnly } from './object.ts';
import { numberToString, unsignedToString } from './number.ts';
import { toNumber } from './primitive.ts';
import { indexOfKey } from './property-key.ts';
import { FROZEN } from './shape.ts';
import { isDense, kindOfObject, shapeFlags, shortenTable } from './slots.ts';
import { charCodeAt, concatStrings, stringEquals, stringLength } from './string.ts';
import { typedGet, typedSet } from './typed-element.ts';

export function isKey(key: Val, name: Str): bool {
  return isString(key) && stringEquals(key as Str, name);
}

/** CanonicalNumericIndexString (§7.1.21): `-1`, `1.5` and `NaN` name elements too, which no typed array has. */
function namesElement(key: Val): bool {
  if (isNumber(key)) return true;
  if (!isString(key) || stringLength(key as Str) === 0) return false;
  // Numbers are written from these on: `-1`, `0.5`, `Infinity`, `NaN`.
  const first: u32 = charCodeAt(key as Str, 0) as u32;
  if (first !== 45 && first !== 73 && first !== 78 && first - 48 > 9) return false;
  return isKey(key, '-0') || isKey(key, numberToString(toNumber(key)));
}

/** The value of a computed own property; absent if `key` is none. */
export function computedOwn(object: Obj, key: Val): Val {
  const kind: u32 = kindOfObject(addr(object));
  if (kind === kindOf('Object')) return absent();
  if (kind === kindOf('Array')) return isKey(key, 'length') ? (arrayLength(object as Arr) as f64 as Val) : absent();
  if (kind === kindOf('Function')) return functionOwn(object, key);
  if (kind === kindOf('String')) return stringOwn(loadVal(addr(object), 8) as Str, key);
  if (isTypedKind(kind) && indexOfKey(key) < load32(addr(object), 24)) return typedGet(object, indexOfKey(key));
  return absent();
}

function functionOwn(object: Obj, key: Val): Val {
  const cell: u32 = addr(object);
  if (isKey(key, 'name')) return functionName(object);
  if (isKey(key, 'length')) return load32(load32(cell, 16), 4) as f64 as Val;
  if (isKey(key, 'prototype')) return classPrototype(cell);
  return absent();
}

/** `C.prototype`: what instances of the class inherit from. */
export function classPrototype(cell: u32): Val {
  const shape: u32 = instanceShape(cell);
  if (shape === 0) return absent();
  const prototype: u32 = load32(shape, 8);
  return prototype === 0 ? null : asObject(prototype);
}

/** ArraySetLength (§10.4.2.4) of any value: elements that cannot be deleted stop it. */
export function setArrayLength(array: Obj, value: Val): void {
  const length: u32 = checkedLength(toNumber(value));
  if (isDense(addr(array)) || length >= arrayLength(array as Arr) || hasFixedLength(array as Arr)) {
    arraySetLength(array as Arr, length);
    return;
  }
  const stop: u32 = shortenTable(array, length);
  arraySetLength(array as Arr, stop);
  if (stop !== length)
    throwTypeError(
      concatStrings(concatStrings("Cannot delete property '", unsignedToString(stop - 1)), "' of [object Array]"),
    );
}

/** Writes a computed property; false if `key` is none. */
export function setComputed(object: Obj, key: Val, value: Val): bool {
  const kind: u32 = kindOfObject(addr(object));
  if (kind === kindOf('Object')) return false;
  if (isTypedKind(kind)) {
    if (!namesElement(key)) return false;
    // No array is that long: what is no index is converted and ignored, as everything past the end is.
    typedSet(object, indexOfKey(key), value);
    return true;
  }
  if (kind === kindOf('Array') && isKey(key, 'length')) {
    // A write fails even where the length would stay (§10.1.9.2).
    if (hasFixedLength(object as Arr) || (shapeFlags(addr(object)) & FROZEN) !== 0) throwReadOnly(key, object);
    setArrayLength(object, value);
    return true;
  }
  if (!isAbsent(computedOwn(object, key))) throwReadOnly(key, object);
  return false;
}
