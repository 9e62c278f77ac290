// Object's functions (ECMA-262 §20.1.2).
import {
  isTypedKind,
  addr,
  asObject,
  isAbsent,
  isNullish,
  isObject,
  load32,
  loadVal,
  shapeOf,
  store32,
  type Arr,
  type Obj,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { toDescription } from './describe.ts';
import { throwTypeError } from './error.ts';
import { requireFunction } from './function.ts';
import { iterate, iterateCloseQuiet, iterateNext, pairOf } from './iterate.ts';
import { getFrom, getProperty, setOn } from './object.ts';
import { Object_defineProperties } from './object-descriptors.ts';
import { defineProperty, defineWith, hasOwnKey } from './object-define.ts';
import { ENUMERABLE, STRINGS, SYMBOLS, ownKeysOf } from './object-keys.ts';
import { sameValue } from './operators.ts';
import { toObject, toStringValue } from './primitive.ts';
import { primitiveKey, propertyKey } from './property-key.ts';
import {
  DICTIONARY,
  FIXED,
  FROZEN,
  NON_EXTENSIBLE,
  READ_ONLY,
  SEALED,
  shapeAtLevel,
  shapeWith,
  shapeWithPrototype,
  attributesOfKey,
  keyOfWord,
  slotOfKey,
} from './shape.ts';
import {
  ADDRESS_MASK,
  isAccessor,
  kindOfObject,
  levelDictionary,
  newObject,
  newPlainObject,
  ownSlot,
  prototypeOfObject,
  shapeFlags,
  toDictionary,
} from './slots.ts';
import { concatStrings } from './string.ts';

export function Object_construct(self: Val, value?: Val): Val {
  return value === undefined || value === null ? self : toObject(value);
}
export function Object_call(value?: Val): Val {
  return value === undefined || value === null ? newPlainObject() : toObject(value);
}

export function Object_keys(value: Val): Arr {
  return ownKeysOf(toObject(value), STRINGS | ENUMERABLE);
}

/** EnumerableOwnProperties (§7.3.24) with values, or with entries. */
function enumerated(value: Val, entries: bool): Arr {
  const object: Obj = toObject(value);
  const keys: Arr = ownKeysOf(object, STRINGS | ENUMERABLE);
  const result: Arr = newArray(arrayLength(keys));
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const key: Val = arrayGet(keys, i);
    const name: Val = propertyKey(key);
    if (hasOwnKey(addr(object), name)) {
      const item: Val = getFrom(object, name, object, 0);
      arrayPush(result, entries ? (pairOf(key, item) as Val) : item);
    }
  }
  return result;
}
export function Object_values(value: Val): Arr {
  return enumerated(value, false);
}
export function Object_entries(value: Val): Arr {
  return enumerated(value, true);
}

export function Object_assign(target: Val, ...sources: Arr): Val {
  const to: Obj = toObject(target);
  for (let i: u32 = 0; i < arrayLength(sources); i = i + 1) {
    const source: Val = arrayGet(sources, i);
    if (source !== undefined && source !== null) assignFrom(to, toObject(source));
  }
  return to;
}
function assignFrom(to: Obj, from: Obj): void {
  const keys: Arr = ownKeysOf(from, STRINGS | SYMBOLS | ENUMERABLE);
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const key: Val = primitiveKey(arrayGet(keys, i));
    if (hasOwnKey(addr(from), key)) setOn(to, key, getFrom(from, key, from, 0), 0);
  }
}

/** Object.create (§20.1.2.2). */
export function Object_create(prototype: Val, properties: Val): Obj {
  if (!isObject(prototype) && prototype !== null)
    throwTypeError(concatStrings('Object prototype may only be an Object or null: ', toStringValue(prototype)));
  const object: Obj = objectCreate(prototype);
  if (properties !== undefined) Object_defineProperties(object, properties);
  return object;
}
/** A fresh object with a prototype, which may be null. */
export function objectCreate(prototype: Val): Obj {
  return newObject(shapeWithPrototype(shapeOf('Object'), isObject(prototype) ? addr(prototype) : 0));
}

/** `{ __proto__: value }` (§B.3.1): the properties that are there already move to a shape with the new prototype. */
export function literalPrototype(object: Val, value: Val): void {
  if (!isObject(value) && value !== null) return;
  const target: u32 = addr(object);
  const old: u32 = load32(target);
  let shape: u32 = shapeWithPrototype(old, isObject(value) ? addr(value) : 0);
  const count: u32 = load32(old, 12);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const word: u32 = load32(old, 16) + (i << 3);
    shape = shapeWith(shape, keyOfWord(word), attributesOfKey(word), load32(word, 4) !== slotOfKey(word));
  }
  store32(target, shape);
}

export function Object_getPrototypeOf(value: Val): Val {
  const prototype: u32 = prototypeOfObject(addr(toObject(value)));
  return prototype === 0 ? null : asObject(prototype);
}

export function Object_is(a: Val, b: Val): bool {
  return sameValue(a, b);
}
export function Object_hasOwn(value: Val, key: Val): bool {
  const object: Obj = toObject(value);
  return hasOwnKey(addr(object), propertyKey(key));
}
export function Object_getOwnPropertyNames(value: Val): Arr {
  return ownKeysOf(toObject(value), STRINGS);
}
export function Object_getOwnPropertySymbols(value: Val): Arr {
  return ownKeysOf(toObject(value), SYMBOLS);
}

/** SetIntegrityLevel (§7.3.15): 1 preventExtensions, 3 seal, 7 freeze. */
function setLevel(value: Val, level: u32): Val {
  if (!isObject(value)) return value;
  const object: u32 = addr(value);
  if (isTypedKind(kindOfObject(object)) && (level & FROZEN) !== 0 && load32(object, 24) !== 0)
    throwTypeError('Cannot freeze array buffer views with elements');
  const shape: u32 = shapeAtLevel(load32(object), level);
  if (shape === load32(object)) return value;
  if ((load32(shape, 4) & DICTIONARY) !== 0 && level !== NON_EXTENSIBLE) levelDictionary(object, level);
  store32(object, shape);
  return value;
}
export function Object_preventExtensions(value: Val): Val {
  return setLevel(value, NON_EXTENSIBLE);
}
export function Object_seal(value: Val): Val {
  return setLevel(value, NON_EXTENSIBLE | SEALED);
}
export function Object_freeze(value: Val): Val {
  return setLevel(value, NON_EXTENSIBLE | SEALED | FROZEN);
}

export function Object_isExtensible(value: Val): bool {
  return isObject(value) && (shapeFlags(addr(value)) & NON_EXTENSIBLE) === 0;
}
export function Object_isSealed(value: Val): bool {
  return atLevel(value, FIXED);
}
export function Object_isFrozen(value: Val): bool {
  return atLevel(value, FIXED | READ_ONLY);
}
/** TestIntegrityLevel (§7.3.16). */
function atLevel(value: Val, attributes: u32): bool {
  if (!isObject(value)) return true;
  const object: Obj = value as Obj;
  if (Object_isExtensible(object)) return false;
  const keys: Arr = ownKeysOf(object, STRINGS | SYMBOLS);
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const found: u32 = ownSlot(addr(object), primitiveKey(arrayGet(keys, i)));
    if (found !== 0) {
      const wanted: u32 = isAccessor(loadVal(found & ADDRESS_MASK)) ? FIXED : attributes;
      if ((found & wanted) !== wanted) return false;
    }
  }
  return true;
}

/** Object.fromEntries (§20.1.2.7). */
export function Object_fromEntries(entries: Val): Obj {
  const result: Obj = newPlainObject();
  const cursor: Val = iterate(entries, false);
  while (true) {
    const entry: Val = iterateNext(cursor);
    if (isAbsent(entry)) return result;
    try {
      if (!isObject(entry))
        throwTypeError(
          concatStrings(concatStrings('Iterator value ', toStringValue(entry)), ' is not an entry object'),
        );
      const key: Val = getProperty(entry, 0 as f64 as Val, 0);
      defineProperty(result, key, getProperty(entry, 1 as f64 as Val, 0));
    } catch (error) {
      iterateCloseQuiet(cursor);
      throw error;
    }
  }
}

/** Object.groupBy (§20.1.2.13). */
export function Object_groupBy(items: Val, callback: Val): Obj {
  if (isNullish(items)) throwTypeError('Object.groupBy called on null or undefined');
  requireFunction(callback, toDescription(callback));
  const groups: Obj = objectCreate(null);
  toDictionary(groups);
  const cursor: Val = iterate(items, false);
  let index: f64 = 0;
  while (true) {
    const item: Val = iterateNext(cursor);
    if (isAbsent(item)) return groups;
    try {
      const key: Val = propertyKey((callback as (item: Val, index: f64) => Val)(item, index));
      const found: u32 = ownSlot(addr(groups), key);
      if (found !== 0) {
        arrayPush(loadVal(found & ADDRESS_MASK) as Arr, item);
      } else {
        const group: Arr = newArray(4);
        arrayPush(group, item);
        defineWith(groups, key, group, 0);
      }
    } catch (error) {
      iterateCloseQuiet(cursor);
      throw error;
    }
    index = index + 1;
  }
}

export { toDescription } from './describe.ts';
