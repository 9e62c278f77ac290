// Small parts of statements and expressions that generated code leaves to the runtime: object rest, for-in's check, tagged
// templates, and the errors of destructuring and `super`.
import { addr, asObject, isAbsent, type Arr, type Obj, type Str, type Val, type bool, type u32 } from './intrinsics.ts';
import { throwReferenceError, throwTypeError } from './error.ts';
import { computedOwn } from './exotic.ts';
import { defineWith } from './object-define.ts';
import { copyDataProperties } from './object-keys.ts';
import { Object_freeze } from './object-statics.ts';
import { immediateText, toObject } from './primitive.ts';
import { propertyKey } from './property-key.ts';
import { FIXED, HIDDEN, READ_ONLY } from './shape.ts';
import { newPlainObject, ownSlot, prototypeOfObject } from './slots.ts';
import { concatStrings } from './string.ts';

/** `const { a, ...rest } = source`: own enumerable properties but the excluded ones (§14.3.3.2). */
export function objectRest(source: Val, excluded: Arr): Obj {
  const rest: Obj = newPlainObject();
  copyDataProperties(rest, source, excluded);
  return rest;
}

/** Whether a key that `for (k in value)` is about to visit is still there and enumerable (§14.7.5.9). */
export function isEnumerableNow(value: Val, key: Val): bool {
  const object: Obj = toObject(value);
  const name: Val = propertyKey(key);
  let at: u32 = addr(object);
  while (at !== 0) {
    const found: u32 = ownSlot(at, name);
    if (found !== 0) return (found & HIDDEN) === 0;
    at = prototypeOfObject(at);
  }
  return !isAbsent(computedOwn(object, name));
}

/** Destructuring of null or undefined; `key` is the first property, or undefined; `text` the source of the value. */
export function throwDestructure(value: Val, key: Val, text: Str): never {
  let message: Str = 'Cannot destructure ';
  if (key !== undefined)
    message = concatStrings(concatStrings(concatStrings(message, "property '"), key as Str), "' of ");
  message = concatStrings(concatStrings(concatStrings(message, "'"), text), "' as it is ");
  throwTypeError(concatStrings(concatStrings(message, immediateText(value)), '.'));
}

export function throwSuperTwice(): never {
  throwReferenceError('Super constructor may only be called once');
}

/** The class that a class extends: its own prototype. */
export function prototypeOf(type: Val): Val {
  return asObject(prototypeOfObject(addr(type)));
}

/** The strings array of a tagged template, frozen, with its frozen `raw` (§13.2.8.4). */
export function templateObject(cooked: Arr, raw: Arr): Arr {
  Object_freeze(raw);
  defineWith(cooked, 'raw', raw, HIDDEN | FIXED | READ_ONLY);
  Object_freeze(cooked);
  return cooked;
}
