// Own property keys in V8's order (ECMA-262 §10.1.11): array indices ascending, then strings, then symbols, each in order
// of creation. Used by for-in, spread, Object.keys and whatever else enumerates.
import {
  isTypedKind,
  absent,
  addr,
  asObject,
  initVal,
  isAbsent,
  isNumber,
  isObject,
  isString,
  kindOf,
  load32,
  loadVal,
  memoryCopy,
  prototypeOf,
  store32,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, arrayRaw, arraySet, elementsOf, newArray } from './array.ts';
import { isConstructor } from './function.ts';
import { allocScan } from './memory.ts';
import { getFrom } from './object.ts';
import { defineWith } from './object-define.ts';
import { sameValueZero } from './operators.ts';
import { toObject } from './primitive.ts';
import { isName, isPrivateName, keyValue, primitiveKey } from './property-key.ts';
import { CLASS_PROTOTYPE, DICTIONARY, HIDDEN, attributesOfKey, keyOfWord, slotOfKey } from './shape.ts';
import {
  copyExtra,
  isDense,
  kindOfObject,
  newPlainObject,
  ownSlot,
  prototypeOfObject,
  shapeFlags,
  slotAddress,
} from './slots.ts';
import { stringLength } from './string.ts';
import { ENTRY_BYTES, entryAttributes, tableEntries } from './table.ts';

/** Which keys: bits. */
export const STRINGS: u32 = 1;
export const SYMBOLS: u32 = 2;
export const ENUMERABLE: u32 = 4;

/** How many places for keys an object's shape or table has. */
function keyPlaces(object: u32): u32 {
  if ((shapeFlags(object) & DICTIONARY) !== 0) return load32(load32(object, 4), 8);
  return load32(load32(object), 12);
}

/** The canonical key at a place, absent if nothing is there (any more) or if `mode` leaves it out. */
function keyAt(object: u32, place: u32, mode: u32): Val {
  const shape: u32 = load32(object);
  let key: Val = absent();
  let attributes: u32 = 0;
  if ((load32(shape, 4) & DICTIONARY) !== 0) {
    const entry: u32 = tableEntries(load32(object, 4)) + place * ENTRY_BYTES;
    key = loadVal(entry);
    attributes = entryAttributes(entry);
  } else {
    const word: u32 = load32(shape, 16) + (place << 3);
    attributes = attributesOfKey(word);
    if (!isAbsent(loadVal(slotAddress(object, shape, slotOfKey(word))))) key = primitiveKey(keyOfWord(word));
  }
  if ((mode & ENUMERABLE) !== 0 && (attributes & HIDDEN) !== 0) return absent();
  return isPrivateName(key) ? absent() : key;
}

/** The own keys that `mode` selects, indices as strings. */
export function ownKeysOf(object: Obj, mode: u32): Arr {
  const keys: Arr = newArray(keyPlaces(addr(object)));
  if (mode === (STRINGS | ENUMERABLE) && listNames(keys, object)) return keys;
  if ((mode & STRINGS) !== 0) {
    addElementKeys(keys, object);
    addIndices(keys, object, mode);
    if (kindOfObject(addr(object)) === kindOf('Function')) addFunctionKeys(keys, object, mode);
    if ((mode & ENUMERABLE) === 0) addHiddenKeys(keys, object);
    addNames(keys, object, mode, true);
  }
  if ((mode & SYMBOLS) !== 0) addNames(keys, object, mode, false);
  return keys;
}

/**
 * Puts the enumerable names of an object that has nothing but names into an empty array with room for them, in the order of its
 * shape. False, and the array still empty, for all other objects.
 */
function listNames(keys: Arr, object: Obj): bool {
  const cell: u32 = addr(object);
  const shape: u32 = load32(cell);
  if (load32(shape) !== kindOf('Object') || (load32(shape, 4) & DICTIONARY) !== 0) return false;
  const start: u32 = elementsOf(keys);
  let to: u32 = start;
  const end: u32 = load32(shape, 16) + (load32(shape, 12) << 3);
  for (let word: u32 = load32(shape, 16); word < end; word = word + 8) {
    if ((load32(word) & HIDDEN) === 0 && !isAbsent(loadVal(slotAddress(cell, shape, slotOfKey(word))))) {
      const key: Val = keyOfWord(word);
      if (!isName(key)) return false;
      initVal(to, key);
      to = to + 8;
    }
  }
  store32(addr(keys), (to - start) >>> 3, 8);
  return true;
}

/** All own keys. */
export function ownKeys(object: Obj): Arr {
  return ownKeysOf(object, STRINGS | SYMBOLS);
}

/** Elements of arrays, typed arrays and string objects. */
function addElementKeys(keys: Arr, object: Obj): void {
  const cell: u32 = addr(object);
  const kind: u32 = kindOfObject(cell);
  let count: u32 = 0;
  if (kind === kindOf('Array')) count = arrayLength(object as Arr);
  else if (kind === kindOf('String')) count = stringLength(loadVal(cell, 8) as Str);
  else if (isTypedKind(kind)) count = load32(cell, 24);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const key: Val = i as f64 as Val;
    if (kind !== kindOf('Array')) arrayPush(keys, keyValue(key));
    else if (!isAbsent(arrayRaw(object as Arr, i))) arrayPush(keys, isDense(cell) ? keyValue(key) : key);
  }
}

/** Index keys of the shape or table, ascending. */
function addIndices(keys: Arr, object: Obj, mode: u32): void {
  const cell: u32 = addr(object);
  const places: u32 = keyPlaces(cell);
  // Elements in storage and elements in the table are sorted together.
  const from: u32 = kindOfObject(cell) === kindOf('Array') && !isDense(cell) ? 0 : arrayLength(keys);
  for (let i: u32 = 0; i < places; i = i + 1) {
    const key: Val = keyAt(cell, i, mode);
    if (isNumber(key)) arrayPush(keys, key);
  }
  sortNumbers(keys, from);
  for (let i: u32 = from; i < arrayLength(keys); i = i + 1) arraySet(keys, i, keyValue(arrayGet(keys, i)));
}

/** Shell sort with Ciura's gaps; indices nearly always come in order already. */
function sortNumbers(keys: Arr, from: u32): void {
  const count: u32 = arrayLength(keys) - from;
  let gap: u32 = 1;
  while (gap < count) gap = gap * 3 + 1;
  while (gap !== 0) {
    for (let i: u32 = gap; i < count; i = i + 1) {
      const key: Val = arrayGet(keys, from + i);
      let j: u32 = i;
      while (j >= gap && (arrayGet(keys, from + j - gap) as f64) > (key as f64)) {
        arraySet(keys, from + j, arrayGet(keys, from + j - gap));
        j = j - gap;
      }
      arraySet(keys, from + j, key);
    }
    gap = gap / 3;
  }
}

/** `length` and `name` come first, also where they were defined anew. */
function addFunctionKeys(keys: Arr, object: Obj, mode: u32): void {
  addFunctionKey(keys, object, mode, 'length');
  addFunctionKey(keys, object, mode, 'name');
}
function addFunctionKey(keys: Arr, object: Obj, mode: u32, key: Str): void {
  const found: u32 = ownSlot(addr(object), key);
  if ((mode & ENUMERABLE) === 0 || (found !== 0 && (found & HIDDEN) === 0)) arrayPush(keys, key);
}
function isFunctionKey(key: Val): bool {
  return sameValueZero(key, 'length') || sameValueZero(key, 'name');
}

/** Hidden properties that no shape lists. */
function addHiddenKeys(keys: Arr, object: Obj): void {
  const cell: u32 = addr(object);
  const kind: u32 = kindOfObject(cell);
  if (kind === kindOf('Array') || kind === kindOf('String')) arrayPush(keys, 'length');
  if (kind === kindOf('Function') && isConstructor(object)) arrayPush(keys, 'prototype');
  if (kind === kindOf('Error')) {
    if (!isAbsent(loadVal(cell, 8))) arrayPush(keys, 'stack');
    if (!isAbsent(loadVal(cell, 16))) arrayPush(keys, 'message');
    if (!isAbsent(loadVal(cell, 24))) arrayPush(keys, 'cause');
  }
}

function addNames(keys: Arr, object: Obj, mode: u32, text: bool): void {
  const cell: u32 = addr(object);
  const places: u32 = keyPlaces(cell);
  const listed: bool = kindOfObject(cell) === kindOf('Function');
  for (let i: u32 = 0; i < places; i = i + 1) {
    const key: Val = keyAt(cell, i, mode);
    if (!isAbsent(key) && !isNumber(key) && isString(key) === text && !(listed && isFunctionKey(key)))
      arrayPush(keys, key);
  }
}

/** What `for (k in value)` visits: enumerable string keys of the object and of its prototypes, each name once. */
export function enumerateKeys(value: Val): Arr {
  if (value === undefined || value === null) return newArray(0);
  const object: Obj = toObject(value);
  const keys: Arr = ownKeysOf(object, STRINGS | ENUMERABLE);
  let holder: u32 = prototypeOfObject(addr(object));
  while (holder !== 0) {
    // Members of classes and built-ins are not enumerable.
    if ((shapeFlags(holder) & CLASS_PROTOTYPE) === 0) addInherited(keys, object, holder);
    holder = prototypeOfObject(holder);
  }
  return keys;
}

function addInherited(keys: Arr, object: Obj, holder: u32): void {
  const inherited: Arr = ownKeysOf(asObject(holder), STRINGS | ENUMERABLE);
  for (let i: u32 = 0; i < arrayLength(inherited); i = i + 1) {
    const key: Val = arrayGet(inherited, i);
    let hidden: bool = false;
    for (let at: u32 = addr(object); at !== holder; at = prototypeOfObject(at)) {
      if (ownSlot(at, primitiveKey(key)) !== 0) hidden = true;
    }
    if (!hidden) arrayPush(keys, key);
  }
}

/** CopyDataProperties (§7.3.26): spread and rest; `excluded` is undefined or an array of keys. */
/** The fresh object that `{ ...source }` is. A plain object's copy has its shape from the start. */
export function spreadObject(source: Val): Val {
  if (!isObject(source) || !isCopyable(addr(source))) {
    const empty: Obj = newPlainObject();
    copyDataProperties(empty, source, undefined);
    return empty;
  }
  const shape: u32 = load32(addr(source));
  const inline: u32 = load32(shape, 20);
  const count: u32 = load32(shape, 12);
  const cell: u32 = allocScan(8 + (inline << 3));
  memoryCopy(cell + 8, addr(source) + 8, (count < inline ? count : inline) << 3);
  store32(cell, shape);
  const copy: Obj = asObject(cell);
  if (count > inline) copyExtra(copy, source as Obj);
  return copy;
}
/** A plain object whose properties are all data, enumerable and there: as many slots as keys, filled from the front. */
function isCopyable(object: u32): bool {
  const shape: u32 = load32(object);
  if (load32(shape) !== kindOf('Object') || load32(shape, 4) !== 0 || load32(shape, 8) !== prototypeOf('Object'))
    return false;
  const count: u32 = load32(shape, 12);
  const inline: u32 = load32(shape, 20);
  if (load32(shape, 40) !== 0) return false;
  const keys: u32 = load32(shape, 16);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const word: u32 = keys + (i << 3);
    if (load32(word, 4) !== i || attributesOfKey(word) !== 0 || isPrivateName(keyOfWord(word))) return false;
    const at: u32 = i < inline ? object + 8 + (i << 3) : load32(object, 4) + 8 + ((i - inline) << 3);
    if (isAbsent(loadVal(at))) return false;
  }
  return true;
}

export function copyDataProperties(target: Val, source: Val, excluded: Val): void {
  if (source === undefined || source === null) return;
  const from: Obj = toObject(source);
  const keys: Arr = ownKeysOf(from, STRINGS | SYMBOLS | ENUMERABLE);
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const key: Val = primitiveKey(arrayGet(keys, i));
    if (excluded === undefined || !contains(excluded as Arr, key)) {
      // A getter may have removed it meanwhile.
      if (ownSlot(addr(from), key) !== 0 || !isAbsent(elementOf(from, key)))
        defineWith(target as Obj, key, getFrom(from, key, source, 0), 0);
    }
  }
}

function elementOf(object: Obj, key: Val): Val {
  return isNumber(key) ? getFrom(object, key, object, 0) : absent();
}

function contains(keys: Arr, key: Val): bool {
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    if (sameValueZero(primitiveKey(arrayGet(keys, i)), key)) return true;
  }
  return false;
}
