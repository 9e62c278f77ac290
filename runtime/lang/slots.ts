// Where an object's own properties are, and how one is added: inline slots, the slot array behind them, or the hash table
// of dictionary mode. A property is found as the address of its slot with the attributes in the low three bits; a slot
// that holds an internal cell is an accessor pair {+8 getter, +16 setter}.
import {
  absent,
  addr,
  asCell,
  asObject,
  heapBase,
  initVal,
  isAbsent,
  isMade,
  isNameAsked,
  isNumber,
  isString,
  kindOf,
  load32,
  loadVal,
  memoryCopy,
  shapeOf,
  store32,
  storeVal,
  tagOf,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { isTrimmed, untrim } from './array-trim.ts';
import { barrier, isMarking, retain } from './collect.ts';
import { throwTypeError } from './error.ts';
import { stackText } from './error-stack.ts';
import { allocScan } from './memory.ts';
import { numberToString } from './number.ts';
import { isName, isPrivateName, keyText, primitiveKey } from './property-key.ts';
import {
  DICTIONARY,
  FIXED,
  FROZEN,
  HIDDEN,
  MAX_FAST_KEYS,
  NON_EXTENSIBLE,
  READ_ONLY,
  SEALED,
  attributesOfKey,
  dictionaryShape,
  findKey,
  keyOfWord,
  shapeWith,
  shapeWithKeyLast,
  slotOfKey,
} from './shape.ts';
import { concatStrings, stringEquals } from './string.ts';
import {
  ENTRY_BYTES,
  entryAttributes,
  entrySetAttributes,
  newTable,
  tableAdd,
  tableCapacity,
  tableEntries,
  tableFind,
  tableRemove,
} from './table.ts';

/** In a dictionary's entry: the value is the byte offset of an inline slot, where properties stay that an object was born with. */
export const INLINE: u32 = 8;
export const ADDRESS_MASK: u32 = 0xfffffff8;

export function kindOfObject(object: u32): u32 {
  return load32(load32(object));
}
export function shapeFlags(object: u32): u32 {
  return load32(load32(object), 4);
}
/** Address of the prototype, 0 for null. */
export function prototypeOfObject(object: u32): u32 {
  return load32(load32(object), 8);
}
export function isAccessor(value: Val): bool {
  return tagOf(value) === 0xfffe;
}

/** Address of a slot by its number. */
export function slotAddress(object: u32, shape: u32, slot: u32): u32 {
  const inline: u32 = load32(shape, 20);
  if (slot < inline) return object + 8 + (slot << 3);
  return load32(object, 4) + 8 + ((slot - inline) << 3);
}

/** The own property `key` (canonical): its slot's address with attributes, 0 if the object has none. */
export function ownSlot(object: u32, key: Val): u32 {
  const shape: u32 = load32(object);
  const kind: u32 = load32(shape);
  if (isNumber(key)) {
    if (kind === kindOf('Array')) {
      const element: u32 = elementSlot(object, key as f64 as u32);
      if (element !== 0 || (load32(shape, 4) & DICTIONARY) === 0) return element;
    }
    if ((load32(shape, 4) & DICTIONARY) !== 0) return dictionarySlot(object, key);
    return hasIndexName(shape) ? shapeSlot(object, shape, numberToString(key as f64)) : 0;
  }
  const found: u32 =
    (load32(shape, 4) & DICTIONARY) !== 0 ? dictionarySlot(object, key) : shapeSlot(object, shape, key);
  if (found === 0 && kind === kindOf('Error')) return errorSlot(object, key);
  if (found === 0 && kind === kindOf('RegExp') && isString(key) && stringEquals(key as Str, 'lastIndex'))
    return (object + 40) | HIDDEN | FIXED;
  return found;
}

/** Whether a shape has a name that begins as an index does: hardly any has. */
function hasIndexName(shape: u32): bool {
  const end: u32 = load32(shape, 16) + (load32(shape, 12) << 3);
  for (let word: u32 = load32(shape, 16); word < end; word = word + 8) {
    const key: Val = keyOfWord(word);
    if (isString(key) && !isName(key)) return true;
  }
  return false;
}

function shapeSlot(object: u32, shape: u32, key: Val): u32 {
  const word: u32 = findKey(shape, key);
  if (word === 0) return 0;
  const at: u32 = slotAddress(object, shape, slotOfKey(word));
  return isAbsent(loadVal(at)) ? 0 : at | attributesOfKey(word);
}

function dictionarySlot(object: u32, key: Val): u32 {
  const entry: u32 = tableFind(asCell(load32(object, 4)), key);
  if (entry === 0) return 0;
  const attributes: u32 = entryAttributes(entry);
  if ((attributes & INLINE) === 0) return (entry + 8) | attributes;
  return (object + (loadVal(entry, 8) as f64 as u32)) | (attributes & 7);
}

/** Elements have the attributes of the array's integrity level. */
function elementSlot(array: u32, index: u32): u32 {
  if (index >= load32(array, 8)) return 0;
  const at: u32 = load32(array, 16) + 8 + (index << 3);
  if (isAbsent(loadVal(at))) return 0;
  const flags: u32 = shapeFlags(array);
  if ((flags & FROZEN) !== 0) return at | READ_ONLY | FIXED;
  return (flags & SEALED) !== 0 ? at | FIXED : at;
}

/** stack, message and cause of an error are hidden properties in its built-in slots. */
function errorSlot(object: u32, key: Val): u32 {
  const offset: u32 = errorSlotOffset(key);
  if (offset === 0) return 0;
  const at: u32 = object + offset;
  if (isNameAsked('stack') && offset === STACK_OFFSET) {
    const record: Val = loadVal(at);
    if (isNumber(record)) storeVal(at, stackText(asObject(object), record as f64 as u32));
  }
  return isAbsent(loadVal(at)) ? 0 : at | HIDDEN;
}
const STACK_OFFSET: u32 = 8;
/** Where an error has a property of this name, which is absent where it has none (error.ts); 0 for other names. */
export function errorSlotOffset(key: Val): u32 {
  if (!isString(key)) return 0;
  if (stringEquals(key as Str, 'message')) return 16;
  if (stringEquals(key as Str, 'stack')) return STACK_OFFSET;
  return stringEquals(key as Str, 'cause') ? 24 : 0;
}

/** Puts a cell into an object's ext word, which is no tagged slot. */
export function setExtra(object: u32, cell: u32): void {
  const old: u32 = load32(object, 4);
  if (old !== 0 && isMarking()) barrier(asCell(old));
  store32(object, cell, 4);
  // The collector does not look at the ext word of static objects.
  if (object < heapBase() && cell >= heapBase()) retain(asCell(cell));
}

/** Adds a property that the object does not have (its slot may be there, holding absent). */
export function addProperty(object: Obj, key: Val, value: Val, attributes: u32): void {
  const target: u32 = addr(object);
  const shape: u32 = load32(target);
  const flags: u32 = load32(shape, 4);
  if ((flags & NON_EXTENSIBLE) !== 0)
    throwTypeError(concatStrings(concatStrings('Cannot add property ', keyText(key)), ', object is not extensible'));
  if ((flags & DICTIONARY) !== 0) {
    addToDictionary(object, key, value, attributes);
    return;
  }
  if (!isNumber(key)) {
    const word: u32 = findKey(shape, key);
    if (word !== 0) {
      if (attributesOfKey(word) === attributes && !isAccessor(value)) {
        storeVal(slotAddress(target, shape, slotOfKey(word)), value);
        const index: u32 = (word - load32(shape, 16)) >>> 3;
        if (isMade('Fields') && index !== 0 && lacks(target, shape, index - 1)) moveUnset(target, load32(shape, 12));
        return;
      }
    } else if (load32(shape, 12) < MAX_FAST_KEYS) {
      addToShape(object, key, value, attributes);
      return;
    }
  }
  toDictionary(object);
  addToDictionary(object, key, value, attributes);
}

function addToShape(object: Obj, key: Val, value: Val, attributes: u32): void {
  const target: u32 = addr(object);
  const shape: u32 = load32(target);
  const next: u32 = shapeWith(shape, key, attributes, isAccessor(value));
  const slot: u32 = slotOfKey(load32(next, 16) + (load32(next, 12) << 3) - 8);
  const inline: u32 = load32(shape, 20);
  if (slot >= inline) reserveExtra(object, slot - inline);
  storeVal(slotAddress(target, shape, slot), value);
  store32(target, next);
  const count: u32 = load32(shape, 12);
  if (isMade('Fields') && count !== 0 && lacks(target, shape, count - 1)) moveUnset(target, count);
}
function lacks(object: u32, shape: u32, index: u32): bool {
  return isAbsent(loadVal(slotAddress(object, shape, slotOfKey(load32(shape, 16) + (index << 3)))));
}
/**
 * Fields that the constructor has not come to yet stand, in the order of keys, behind a property that the object was given
 * before them. Of the first `count` properties some are such.
 */
function moveUnset(object: u32, count: u32): void {
  let index: u32 = 0;
  for (let left: u32 = count; left > 0; left = left - 1) {
    const shape: u32 = load32(object);
    if (lacks(object, shape, index)) store32(object, shapeWithKeyLast(shape, index));
    else index = index + 1;
  }
}

/** Gives a copy of an object slots outside of it like those of `source`. */
export function copyExtra(copy: Obj, source: Obj): void {
  const capacity: u32 = load32(load32(addr(source), 4));
  const fresh: u32 = allocScan(8 + (capacity << 3));
  const cell: Cell = asCell(fresh);
  store32(fresh, capacity);
  memoryCopy(fresh + 8, load32(addr(source), 4) + 8, capacity << 3);
  setExtra(addr(copy), addr(cell));
}

/** The ext word of an array may serve its elements. */
function freeExtra(object: u32): void {
  if (kindOfObject(object) === kindOf('Array') && isTrimmed(object)) untrim(object);
}

/** Makes the slot array reach `index`. */
function reserveExtra(object: Obj, index: u32): void {
  const target: u32 = addr(object);
  freeExtra(target);
  const old: u32 = load32(target, 4);
  const capacity: u32 = old === 0 ? 0 : load32(old);
  if (index < capacity) return;
  const larger: u32 = capacity === 0 ? 4 : capacity << 1;
  const fresh: u32 = allocScan(8 + (larger << 3));
  const cell: Cell = asCell(fresh);
  store32(fresh, larger);
  if (old !== 0) memoryCopy(fresh + 8, old + 8, capacity << 3);
  setExtra(target, addr(cell));
}

function addToDictionary(object: Obj, key: Val, value: Val, attributes: u32): void {
  const target: u32 = addr(object);
  const old: u32 = load32(target, 4);
  const table: Cell = tableAdd(asCell(old), key, value, attributes);
  if (addr(table) !== old) setExtra(target, addr(table));
}

/** Turns an object to dictionary mode. Inline slots keep their places: proven accesses go on reading them. */
export function toDictionary(object: Obj): void {
  const target: u32 = addr(object);
  const shape: u32 = load32(target);
  if ((load32(shape, 4) & DICTIONARY) !== 0) return;
  freeExtra(target);
  const count: u32 = load32(shape, 12);
  const next: u32 = dictionaryShape(shape);
  let table: Cell = newTable(tableCapacity(count + 1));
  for (let i: u32 = 0; i < count; i = i + 1) {
    const word: u32 = load32(shape, 16) + (i << 3);
    const slot: u32 = slotOfKey(word);
    const at: u32 = slotAddress(target, shape, slot);
    if (!isAbsent(loadVal(at))) {
      const key: Val = primitiveKey(keyOfWord(word));
      if (slot < load32(shape, 20))
        table = tableAdd(table, key, (at - target) as f64 as Val, attributesOfKey(word) | INLINE);
      else table = tableAdd(table, key, loadVal(at), attributesOfKey(word));
    }
  }
  store32(target, next);
  setExtra(target, addr(table));
}

/** Removes an own property that is neither an element nor built in; the object turns to dictionary mode. */
export function removeProperty(object: Obj, key: Val): void {
  toDictionary(object);
  const target: u32 = addr(object);
  const table: u32 = load32(target, 4);
  const entry: u32 = tableFind(asCell(table), key);
  if (entry === 0) return;
  if ((entryAttributes(entry) & INLINE) !== 0) storeVal(target + (loadVal(entry, 8) as f64 as u32), absent());
  tableRemove(table, entry);
}

/** Replaces value and attributes of an own property that is neither an element nor built in. */
export function redefineProperty(object: Obj, key: Val, value: Val, attributes: u32): void {
  const target: u32 = addr(object);
  const found: u32 = ownSlot(target, key);
  if ((found & 7) === attributes && isAccessor(value) === isAccessor(loadVal(found & ADDRESS_MASK))) {
    storeVal(found & ADDRESS_MASK, value);
    return;
  }
  toDictionary(object);
  const entry: u32 = tableFind(asCell(load32(target, 4)), key);
  const inline: u32 = entryAttributes(entry) & INLINE;
  entrySetAttributes(entry, attributes | inline);
  if (inline !== 0) storeVal(target + (loadVal(entry, 8) as f64 as u32), value);
  else storeVal(entry, value, 8);
}

/** An array all of whose elements lie in its storage: accessors and elements with attributes stand in a table (defineElement). */
export function isDense(array: u32): bool {
  return (shapeFlags(array) & DICTIONARY) === 0;
}

/** An element of an array that is an accessor, or not writable, enumerable or configurable: storage has a hole there. */
export function defineElement(array: Obj, key: Val, value: Val, attributes: u32): void {
  const target: u32 = addr(array);
  // Before the element is looked for: it moves.
  freeExtra(target);
  const stored: u32 = elementSlot(target, key as f64 as u32);
  toDictionary(array);
  if (stored !== 0) storeVal(stored & ADDRESS_MASK, absent());
  const entry: u32 = tableFind(asCell(load32(target, 4)), key);
  if (entry === 0) {
    addToDictionary(array, key, value, attributes);
    return;
  }
  entrySetAttributes(entry, attributes);
  storeVal(entry, value, 8);
}

/** Removes elements from `length` on out of the table, the last first; gives the length at which a fixed one stops that. */
export function shortenTable(array: Obj, length: u32): u32 {
  const target: u32 = addr(array);
  let stop: u32 = length;
  const table: u32 = load32(target, 4);
  for (let i: u32 = 0; i < load32(table, 8); i = i + 1) {
    const entry: u32 = tableEntries(table) + i * ENTRY_BYTES;
    const key: Val = loadVal(entry);
    if (isNumber(key) && (key as f64) >= (stop as f64) && (entryAttributes(entry) & FIXED) !== 0)
      stop = (key as f64 as u32) + 1;
  }
  for (let i: u32 = 0; i < load32(table, 8); i = i + 1) {
    const entry: u32 = tableEntries(table) + i * ENTRY_BYTES;
    const key: Val = loadVal(entry);
    if (isNumber(key) && (key as f64) >= (stop as f64)) tableRemove(table, entry);
  }
  return stop;
}

/** Makes all properties of a dictionary fixed, and read-only when frozen. */
export function levelDictionary(object: u32, level: u32): void {
  const table: u32 = load32(object, 4);
  const used: u32 = load32(table, 8);
  let entry: u32 = tableEntries(table);
  for (let i: u32 = 0; i < used; i = i + 1) {
    let attributes: u32 = entryAttributes(entry);
    if (!isPrivateName(loadVal(entry))) attributes = attributes | FIXED;
    if ((level & FROZEN) !== 0 && (attributes & FIXED) !== 0 && !isAccessor(entryValue(object, entry)))
      attributes = attributes | READ_ONLY;
    entrySetAttributes(entry, attributes);
    entry = entry + ENTRY_BYTES;
  }
}

/** The value of a dictionary's entry, wherever it is kept. */
export function entryValue(object: u32, entry: u32): Val {
  const value: Val = loadVal(entry, 8);
  if ((entryAttributes(entry) & INLINE) === 0) return value;
  return loadVal(object + (value as f64 as u32));
}

/** An accessor pair. */
export function newPair(getter: Val, setter: Val): Cell {
  const pair: u32 = allocScan(24);
  initVal(pair, getter, 8);
  initVal(pair, setter, 16);
  return asCell(pair);
}

/** A fresh object of a shape: property slots absent, built-in slots zero. */
export function newObject(shape: u32): Obj {
  const cell: u32 = allocScan(8 + (load32(shape, 20) << 3));
  store32(cell, shape);
  let at: u32 = cell + 8 + (load32(shape, 40) << 3);
  const end: u32 = at + (load32(shape, 12) << 3);
  while (at < end) {
    initVal(at, absent());
    at = at + 8;
  }
  return asObject(cell);
}

/** A fresh empty object. */
export function newPlainObject(): Obj {
  return newObject(shapeOf('Object'));
}
