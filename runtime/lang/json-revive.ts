// The reviver of JSON.parse (ECMA-262 §25.5.1.1): called on every property, innermost first.
import { invoke, isObject, type Arr, type Obj, type Str, type Val, type f64, type u32 } from './intrinsics.ts';
import { arrayGet, arrayLength, isArray } from './array.ts';
import { throwRangeError } from './error.ts';
import { numberToString } from './number.ts';
import { getProperty } from './object.ts';
import { defineProperty, deleteProperty } from './object-define.ts';
import { ENUMERABLE, STRINGS, ownKeysOf } from './object-keys.ts';
import { newPlainObject } from './slots.ts';

/** Deepest nesting that is revived: each level is a call of the program's function. V8's limit is where its stack ends. */
export const MAX_DEPTH: u32 = 1000;

/** Runs the reviver over a parsed value; what it makes of the whole. */
export function internalize(value: Val, reviver: Val): Val {
  const root: Obj = newPlainObject();
  defineProperty(root, '', value);
  return revive(root, '', reviver, 0);
}

function revive(holder: Val, name: Str, reviver: Val, depth: u32): Val {
  if (depth > MAX_DEPTH) throwRangeError('Maximum call stack size exceeded');
  const value: Val = getProperty(holder, name, 0);
  if (isArray(value)) {
    const length: u32 = arrayLength(value as Arr);
    for (let i: u32 = 0; i < length; i = i + 1) reviveMember(value, numberToString(i as f64), reviver, depth);
  } else if (isObject(value)) {
    const keys: Arr = ownKeysOf(value as Obj, STRINGS | ENUMERABLE);
    for (let i: u32 = 0; i < arrayLength(keys); i = i + 1)
      reviveMember(value, arrayGet(keys, i) as Str, reviver, depth);
  }
  return invoke(reviver, holder, name, value);
}
function reviveMember(object: Val, name: Str, reviver: Val, depth: u32): void {
  const made: Val = revive(object, name, reviver, depth + 1);
  if (made === undefined) deleteProperty(object, name);
  else defineProperty(object, name, made);
}
