// Map (ECMA-262 §24.1): +8 the hash table. Keys are compared by SameValueZero: -0 and NaN are normalised before they enter.
import {
  absent,
  addr,
  invoke,
  isAbsent,
  isNullish,
  isObject,
  isString,
  kindOf,
  load32,
  loadVal,
  shapeOf,
  store32,
  storeVal,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { callable } from './argument-text.ts';
import { arrayGet, arrayPush, isArray, newArray } from './array.ts';
import { checkCallback } from './array-support.ts';
import { toDescription } from './describe.ts';
import { throwTypeError } from './error.ts';
import { entryResult, iterate, iterateCloseQuiet, iterateNext } from './iterate.ts';
import { getProperty } from './object.ts';
import { newObject } from './slots.ts';
import { concatStrings } from './string.ts';
import {
  canonicalNumber,
  cursorNext,
  newTable,
  tableClear,
  tableDelete,
  tableFind,
  tablePut,
  tableSize,
} from './table.ts';

const INITIAL_CAPACITY: u32 = 4;

/** The table of a receiver of a kind. */
export function tableOf(self: Val, kind: u32, method: Str): Cell {
  if (!isObject(self) || load32(load32(addr(self))) !== kind) throwIncompatible(self, method);
  return loadVal(addr(self), 8) as Cell;
}
function throwIncompatible(self: Val, method: Str): never {
  throwTypeError(
    concatStrings(
      concatStrings(concatStrings('Method ', method), ' called on incompatible receiver '),
      isString(self) ? (self as Str) : toDescription(self),
    ),
  );
}

/** new Map(iterable) (§24.1.1.1). */
export function Map_construct(self: Val, iterable?: Val): void {
  initTable(self);
  if (iterable === undefined || iterable === null) return;
  const adder: Val = load32(addr(self)) === shapeOf('Map') ? undefined : (self as { set: Val }).set;
  const cursor: Val = iterate(iterable, false);
  while (true) {
    const entry: Val = iterateNext(cursor);
    if (isAbsent(entry)) return;
    try {
      addEntry(self, adder, entry);
    } catch (error) {
      iterateCloseQuiet(cursor);
      throw error;
    }
  }
}
function addEntry(self: Val, adder: Val, entry: Val): void {
  if (!isObject(entry))
    throwTypeError(concatStrings(concatStrings('Iterator value ', toDescription(entry)), ' is not an entry object'));
  let key: Val = undefined;
  let value: Val = undefined;
  if (isArray(entry)) {
    key = arrayGet(entry as Arr, 0);
    value = arrayGet(entry as Arr, 1);
  } else {
    key = getProperty(entry, 0 as f64 as Val, 0);
    value = getProperty(entry, 1 as f64 as Val, 0);
  }
  if (adder === undefined) putEntry(self, loadVal(addr(self), 8) as Cell, key, value);
  else invoke(callable(adder), self, key, value);
}

/** Sets a key in the table that `self` has. */
export function putEntry(self: Val, table: Cell, key: Val, value: Val): void {
  const result: Cell = tablePut(table, canonicalNumber(key), value);
  if (addr(result) !== addr(table)) storeVal(addr(self), result, 8);
}

/** `new Map()` and `new Set()` of nothing */
export function initTable(self: Val): void {
  storeVal(addr(self), newTable(INITIAL_CAPACITY), 8);
}
// What generated code calls where the receiver is known to be a Map or a Set: they test nothing.
/** `map.set(key, value)` */
export function setEntry(self: Val, key: Val, value: Val): Val {
  putEntry(self, loadVal(addr(self), 8) as Cell, key, value);
  return self;
}
/** `set.add(value)` */
export function addKey(self: Val, key: Val): Val {
  return setEntry(self, key, undefined);
}
/** `delete` of either */
export function deleteKey(self: Val, key: Val): bool {
  return tableDelete(loadVal(addr(self), 8) as Cell, canonicalNumber(key));
}
/** `clear` of either */
export function clearKeys(self: Val): void {
  storeVal(addr(self), tableClear(loadVal(addr(self), 8) as Cell), 8);
}
/** `keys`, `values` and `entries` of a Map */
export function mapIterator(self: Val, yields: u32): Obj {
  return tableIterator(shapeOf('MapIterator'), loadVal(addr(self), 8) as Cell, yields);
}

export function Map_prototype_get(self: Val, key: Val): Val {
  const entry: u32 = tableFind(tableOf(self, kindOf('Map'), 'Map.prototype.get'), canonicalNumber(key));
  return entry === 0 ? undefined : loadVal(entry, 8);
}
export function Map_prototype_set(self: Val, key: Val, value: Val): Val {
  putEntry(self, tableOf(self, kindOf('Map'), 'Map.prototype.set'), key, value);
  return self;
}
export function Map_prototype_has(self: Val, key: Val): bool {
  return tableFind(tableOf(self, kindOf('Map'), 'Map.prototype.has'), canonicalNumber(key)) !== 0;
}
export function Map_prototype_delete(self: Val, key: Val): bool {
  return tableDelete(tableOf(self, kindOf('Map'), 'Map.prototype.delete'), canonicalNumber(key));
}
export function Map_prototype_clear(self: Val): void {
  storeVal(addr(self), tableClear(tableOf(self, kindOf('Map'), 'Map.prototype.clear')), 8);
}
export function Map_prototype_$get_size(self: Val): u32 {
  return tableSize(tableOf(self, kindOf('Map'), 'get Map.prototype.size'));
}

// Iterators and cursors: +8 table (undefined when done), +16 index, +24 what is yielded (KEYS, VALUES or ENTRIES of iterate.ts).
export const YIELD_KEYS: u32 = 2;
export const YIELD_VALUES: u32 = 3;
export const YIELD_ENTRIES: u32 = 4;

/** An object whose words from +8 on are a cursor on a table. */
export function tableIterator(shape: u32, table: Cell, yields: u32): Obj {
  const iterator: Obj = newObject(shape);
  storeVal(addr(iterator), table, 8);
  store32(addr(iterator), yields, 24);
  return iterator;
}
/** What the iterator yields next, absent at its end. */
export function tableIteratorStep(iterator: Val): Val {
  const cell: u32 = addr(iterator);
  if (loadVal(cell, 8) === undefined) return absent();
  const entry: u32 = cursorNext(cell + 8);
  if (entry !== 0) return entryResult(entry, load32(cell, 24));
  storeVal(cell, undefined, 8);
  return absent();
}

export function Map_prototype_forEach(self: Val, callback: Val, thisArg?: Val): void {
  const cursor: Obj = tableIterator(
    shapeOf('MapIterator'),
    tableOf(self, kindOf('Map'), 'Map.prototype.forEach'),
    YIELD_ENTRIES,
  );
  checkCallback(callback);
  while (true) {
    const entry: u32 = cursorNext(addr(cursor) + 8);
    if (entry === 0) return;
    invoke(callback, thisArg, loadVal(entry, 8), loadVal(entry), self);
  }
}
export function Map_prototype_keys(self: Val): Obj {
  return tableIterator(shapeOf('MapIterator'), tableOf(self, kindOf('Map'), 'Map.prototype.keys'), YIELD_KEYS);
}
export function Map_prototype_values(self: Val): Obj {
  return tableIterator(shapeOf('MapIterator'), tableOf(self, kindOf('Map'), 'Map.prototype.values'), YIELD_VALUES);
}
export function Map_prototype_entries(self: Val): Obj {
  return tableIterator(shapeOf('MapIterator'), tableOf(self, kindOf('Map'), 'Map.prototype.entries'), YIELD_ENTRIES);
}
export function Map_prototype_$$iterator(self: Val): Obj {
  return Map_prototype_entries(self);
}
export function MapIterator_prototype_next(self: Val): Val {
  const value: Val = tableIteratorStep(self);
  return isAbsent(value) ? { value: undefined, done: true } : { value, done: false };
}

/** Map.groupBy (§24.1.2.1). */
export function Map_groupBy(items: Val, callback: Val): Obj {
  if (isNullish(items)) throwTypeError('Map.groupBy called on null or undefined');
  checkCallback(callback);
  const result: Obj = newObject(shapeOf('Map'));
  Map_construct(result, undefined);
  const cursor: Val = iterate(items, false);
  let index: f64 = 0;
  while (true) {
    const item: Val = iterateNext(cursor);
    if (isAbsent(item)) return result;
    try {
      const key: Val = invoke(callback, undefined, item, index as Val);
      const known: Val = Map_prototype_get(result, key);
      if (known !== undefined) {
        arrayPush(known as Arr, item);
      } else {
        const group: Arr = newArray(4);
        arrayPush(group, item);
        Map_prototype_set(result, key, group);
      }
    } catch (error) {
      iterateCloseQuiet(cursor);
      throw error;
    }
    index = index + 1;
  }
}

/** Map.prototype.getOrInsert (proposal upsert, in V8 of Node 26). */
export function Map_prototype_getOrInsert(self: Val, key: Val, value: Val): Val {
  const table: Cell = tableOf(self, kindOf('Map'), 'Map.prototype.getOrInsert');
  const found: u32 = tableFind(table, canonicalNumber(key));
  if (found !== 0) return loadVal(found, 8);
  putEntry(self, table, key, value);
  return value;
}
export function Map_prototype_getOrInsertComputed(self: Val, key: Val, callback: Val): Val {
  const table: Cell = tableOf(self, kindOf('Map'), 'Map.prototype.getOrInsertComputed');
  checkCallback(callback);
  const canonical: Val = canonicalNumber(key);
  const found: u32 = tableFind(table, canonical);
  if (found !== 0) return loadVal(found, 8);
  const value: Val = invoke(callback, undefined, canonical);
  // The callback may have changed the map.
  putEntry(self, loadVal(addr(self), 8) as Cell, canonical, value);
  return value;
}
