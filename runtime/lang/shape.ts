// Shapes (hidden classes): which properties an object has, where, and with what attributes. Static shapes come from the
// compiler; further ones are made by transitions when a property is added, and are shared by all objects that take the
// same way. Layout: docs/internals.md, "Cells". Slots count from the object's +8, built-in slots included.
import {
  addr,
  asObject,
  asString,
  asSymbol,
  heapBase,
  isString,
  load32,
  load8,
  memoryCopy,
  memoryFill,
  staticBytes,
  store32,
  type Str,
  type Val,
  type bool,
  type i32,
  type u32,
} from './intrinsics.ts';
import { collections, retain } from './collect.ts';
import { allocImmortal } from './memory.ts';
import { hashString, stringEquals } from './string.ts';

export const SHAPE_KIND: u32 = 0;
export const NON_EXTENSIBLE: u32 = 1;
export const SEALED: u32 = 2;
export const FROZEN: u32 = 4;
export const DICTIONARY: u32 = 8;
export const CLASS_PROTOTYPE: u32 = 16;
/** The prototype of an ordinary function: it has a name, and may be written to. */
export const NAMED_PROTOTYPE: u32 = 32;
/** Attributes of a property, in the low bits of a key word. */
export const READ_ONLY: u32 = 1;
export const HIDDEN: u32 = 2;
export const FIXED: u32 = 4;

const SHAPE_BYTES: u32 = 48;
const SLOT_MASK: u32 = 0x7fffffff;
/** An object with more properties than this turns to dictionary mode when one more is added. */
export const MAX_FAST_KEYS: u32 = 128;
/** Inline slots of an object that starts empty. */
export const SPARE_SLOTS: u32 = 4;

// The lookup cache: 512 entries of { shape, key cell, key word's address or 1 for "not there" }.
const CACHE_BYTES: u32 = 6144;
let cacheAge: u32 = 0;

/** Address of the key word of `key` in a shape that is no dictionary, 0 if it has none. `key` is a flat string or a symbol. */
export function findKey(shape: u32, key: Val): u32 {
  const count: u32 = load32(shape, 12);
  if (count === 0) return 0;
  const cell: u32 = addr(key);
  if (count <= 4) return searchKeys(load32(shape, 16), count, cell, isString(key));
  if (cacheAge !== collections()) {
    // Cells that died may have been reused for other keys.
    memoryFill(staticBytes('lang.lookup', 6144), 0, CACHE_BYTES);
    cacheAge = collections();
  }
  const entry: u32 = staticBytes('lang.lookup', 6144) + (((shape >>> 3) ^ ((cell >>> 3) * 7)) & 511) * 12;
  if (load32(entry, 0) === shape && load32(entry, 4) === cell) return load32(entry, 8);
  const found: u32 = searchKeys(load32(shape, 16), count, cell, isString(key));
  store32(entry, shape, 0);
  store32(entry, cell, 4);
  store32(entry, found, 8);
  return found;
}

/** Slot of a property or -1; for what generated code asks of shapes. */
export function findProperty(shape: u32, key: Val): i32 {
  const word: u32 = findKey(shape, key);
  return word === 0 ? -1 : (slotOfKey(word) as i32);
}

function searchKeys(keys: u32, count: u32, cell: u32, text: bool): u32 {
  const end: u32 = keys + (count << 3);
  for (let at: u32 = keys; at < end; at = at + 8) {
    if ((load32(at) & 0xfffffff8) === cell) return at;
  }
  // Literals are unique, so two static cells that differ are different keys.
  if (!text || (cell < heapBase() && keys < heapBase())) return 0;
  const hash: u32 = hashString(asString(cell));
  for (let at: u32 = keys; at < end; at = at + 8) {
    const other: u32 = load32(at) & 0xfffffff8;
    if (
      (cell >= heapBase() || other >= heapBase()) &&
      load32(other, 4) === hash &&
      load32(other) <= 2 &&
      stringEquals(asString(other), asString(cell))
    )
      return at;
  }
  return 0;
}

/** The slot that a key word names. */
export function slotOfKey(word: u32): u32 {
  return load32(word, 4) & SLOT_MASK;
}
/** The attributes of a key word. */
export function attributesOfKey(word: u32): u32 {
  return load32(word) & 7;
}
/** The key itself: a string or a symbol. */
export function keyOfWord(word: u32): Val {
  const cell: u32 = load32(word) & 0xfffffff8;
  return load8(cell) >= 8 ? asSymbol(cell) : asString(cell);
}

// Transitions: an open-addressing table of child shapes, found by parent, key and attributes. A child knows how it was
// made: +28 its parent, +32 what was done: below 16 a key was added (its attributes, 8 for an accessor), else one of these.
const ADDED_ACCESSOR: u32 = 8;
const TO_DICTIONARY: u32 = 16;
const TO_PROTOTYPE: u32 = 17;
/** A key went to the end of the list, and kept its slot. */
const MOVED_KEY: u32 = 18;
/** With the level in the low bits. */
const TO_LEVEL: u32 = 32;
const ACCESSOR_SLOT: u32 = 0x80000000;
let transitions: u32 = 0;
let transitionMask: u32 = 0;
let transitionCount: u32 = 0;

function transitionHash(parent: u32, how: u32, keyHash: u32): u32 {
  let hash: u32 = (((parent >>> 3) + how) * 0x9e3779b1) ^ keyHash;
  hash = (hash ^ (hash >>> 15)) * 0x85ebca6b;
  return hash ^ (hash >>> 13);
}

function keyHash(key: Val): u32 {
  return isString(key) ? hashString(key as Str) : addr(key) >>> 3;
}

function findTransition(parent: u32, how: u32, hash: u32, key: Val): u32 {
  if (transitions === 0) return 0;
  let at: u32 = hash & transitionMask;
  while (true) {
    const child: u32 = load32(transitions + (at << 2));
    if (child === 0) return 0;
    if (
      load32(child, 28) === parent &&
      load32(child, 32) === how &&
      ((how >= TO_DICTIONARY && how !== MOVED_KEY) || hasLastKey(child, key))
    )
      return child;
    at = (at + 1) & transitionMask;
  }
}

function hasLastKey(child: u32, key: Val): bool {
  const word: u32 = load32(child, 16) + (load32(child, 12) << 3) - 8;
  const cell: u32 = load32(word) & 0xfffffff8;
  if (cell === addr(key)) return true;
  return isString(key) && load32(cell) <= 2 && stringEquals(asString(cell), key as Str);
}

function addTransition(child: u32, hash: u32): void {
  if (transitionCount << 1 >= transitionMask) growTransitions();
  place(child, hash);
  transitionCount = transitionCount + 1;
}
function place(child: u32, hash: u32): void {
  let at: u32 = hash & transitionMask;
  while (load32(transitions + (at << 2)) !== 0) at = (at + 1) & transitionMask;
  store32(transitions + (at << 2), child);
  store32(child, hash, 24);
}
function growTransitions(): void {
  const old: u32 = transitions;
  const size: u32 = transitionMask + 1;
  const larger: u32 = old === 0 ? 64 : size << 1;
  transitions = allocImmortal(larger << 2);
  transitionMask = larger - 1;
  if (old === 0) return;
  for (let i: u32 = 0; i < size; i = i + 1) {
    const child: u32 = load32(old + (i << 2));
    if (child !== 0) place(child, load32(child, 24));
  }
}

/** A copy of a shape that has not been entered anywhere. */
function copyShape(shape: u32): u32 {
  const child: u32 = allocImmortal(SHAPE_BYTES);
  memoryCopy(child, shape, SHAPE_BYTES);
  store32(child, 0, 24);
  store32(child, shape, 28);
  return child;
}

/** The shape of objects of `shape` once `key` (flat string or symbol) is added with `attributes`. */
export function shapeWith(shape: u32, key: Val, attributes: u32, accessor: bool): u32 {
  const how: u32 = accessor ? attributes | ADDED_ACCESSOR : attributes;
  const hash: u32 = transitionHash(shape, how, keyHash(key));
  const known: u32 = findTransition(shape, how, hash, key);
  if (known !== 0) return known;
  const child: u32 = copyShape(shape);
  const count: u32 = load32(shape, 12);
  const keys: u32 = roomForKey(load32(shape, 16), count);
  store32(keys + (count << 3), addr(key) | attributes);
  store32(keys + (count << 3), accessor ? nextSlot(shape) | ACCESSOR_SLOT : nextSlot(shape), 4);
  store32(keys - 8, count + 1);
  if (addr(key) >= heapBase()) retain(key);
  store32(child, count + 1, 12);
  store32(child, keys, 16);
  store32(child, how, 32);
  addTransition(child, hash);
  return child;
}

/** The slot that the next property gets: each key has one, behind those of the kind. */
function nextSlot(shape: u32): u32 {
  return load32(shape, 40) + load32(shape, 12);
}

/** The same properties in the same slots, the key at `index` last in order. */
export function shapeWithKeyLast(shape: u32, index: u32): u32 {
  const count: u32 = load32(shape, 12);
  const keys: u32 = load32(shape, 16);
  const key: Val = keyOfWord(keys + (index << 3));
  const hash: u32 = transitionHash(shape, MOVED_KEY, keyHash(key));
  const known: u32 = findTransition(shape, MOVED_KEY, hash, key);
  if (known !== 0) return known;
  const child: u32 = copyShape(shape);
  const fresh: u32 = roomForKey(0, count);
  memoryCopy(fresh, keys, index << 3);
  memoryCopy(fresh + (index << 3), keys + (index << 3) + 8, (count - index - 1) << 3);
  memoryCopy(fresh + (count << 3) - 8, keys + (index << 3), 8);
  store32(fresh - 8, count);
  store32(child, fresh, 16);
  store32(child, MOVED_KEY, 32);
  addTransition(child, hash);
  return child;
}

/** Run-time key lists have { u32 used, u32 capacity } in front and are shared along a chain of transitions. */
function roomForKey(keys: u32, count: u32): u32 {
  if (keys >= heapBase() && load32(keys - 8) === count && count < load32(keys - 4)) return keys;
  const capacity: u32 = count < 4 ? 8 : count << 1;
  const fresh: u32 = allocImmortal(8 + (capacity << 3)) + 8;
  store32(fresh - 4, capacity);
  memoryCopy(fresh, keys, count << 3);
  return fresh;
}

/** The dictionary shape with the same kind, prototype and slots. */
export function dictionaryShape(shape: u32): u32 {
  const how: u32 = TO_DICTIONARY;
  const root: u32 = dictionaryRoot(shape);
  const hash: u32 = transitionHash(root, how, 0);
  const known: u32 = findTransition(root, how, hash, undefined);
  if (known !== 0) return known;
  const child: u32 = copyShape(root);
  store32(child, load32(shape, 4) | DICTIONARY, 4);
  store32(child, 0, 12);
  store32(child, how, 32);
  addTransition(child, hash);
  return child;
}

/** All shapes that a chain of added keys leads to share one dictionary shape, unless they differ in flags. */
function dictionaryRoot(shape: u32): u32 {
  let root: u32 = shape;
  while (load32(root, 28) !== 0 && (load32(root, 32) < TO_DICTIONARY || load32(root, 32) === MOVED_KEY))
    root = load32(root, 28);
  return root;
}

/** The shape of objects that were made non-extensible (1), sealed (3) or frozen (7); attributes of keys follow. */
export function shapeAtLevel(shape: u32, level: u32): u32 {
  if ((load32(shape, 4) & level) === level) return shape;
  const how: u32 = TO_LEVEL | level;
  const hash: u32 = transitionHash(shape, how, 0);
  const known: u32 = findTransition(shape, how, hash, undefined);
  if (known !== 0) return known;
  const child: u32 = copyShape(shape);
  const count: u32 = load32(shape, 12);
  if (level !== NON_EXTENSIBLE && count !== 0) {
    const keys: u32 = roomForKey(0, count);
    memoryCopy(keys, load32(shape, 16), count << 3);
    for (let i: u32 = 0; i < count; i = i + 1) store32(keys + (i << 3), levelKey(keys + (i << 3), level));
    store32(keys - 8, count);
    store32(child, keys, 16);
  }
  store32(child, load32(shape, 4) | level, 4);
  store32(child, how, 32);
  addTransition(child, hash);
  return child;
}

/** A key word made fixed, and read-only unless it is an accessor or a private name. */
function levelKey(word: u32, level: u32): u32 {
  const key: u32 = load32(word);
  const cell: u32 = key & 0xfffffff8;
  if (load8(cell) === 9) return key;
  if ((level & FROZEN) !== 0 && load32(word, 4) <= SLOT_MASK) return key | FIXED | READ_ONLY;
  return key | FIXED;
}

/** The shape of fresh objects like those of `shape` (without its keys) whose prototype is `prototype` (0: null). */
export function shapeWithPrototype(shape: u32, prototype: u32): u32 {
  const hash: u32 = transitionHash(shape, TO_PROTOTYPE, prototype);
  let at: u32 = hash & transitionMask;
  while (transitions !== 0) {
    const child: u32 = load32(transitions + (at << 2));
    if (child === 0) break;
    if (
      load32(child, 28) === 0 &&
      load32(child, 32) === TO_PROTOTYPE &&
      load32(child, 8) === prototype &&
      load32(child, 44) === shape
    )
      return child;
    at = (at + 1) & transitionMask;
  }
  const child: u32 = rootShape(shape, prototype);
  store32(child, TO_PROTOTYPE, 32);
  store32(child, shape, 44);
  addTransition(child, hash);
  return child;
}

/** A new shape without keys that no transition leads to: the shape of a class's instances, of its prototype, of itself. */
export function rootShape(shape: u32, prototype: u32): u32 {
  const child: u32 = copyShape(shape);
  store32(child, prototype, 8);
  store32(child, 0, 12);
  store32(child, 0, 16);
  store32(child, 0, 28);
  store32(child, 0, 44);
  if (prototype >= heapBase()) retain(asObject(prototype));
  return child;
}
