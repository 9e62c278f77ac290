// Set (ECMA-262 §24.2): +8 the hash table, whose values are unused.
import {
  addr,
  invoke,
  isAbsent,
  isObject,
  kindOf,
  load32,
  loadVal,
  shapeOf,
  storeVal,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { callable } from './argument-text.ts';
import { checkCallback } from './array-support.ts';
import { throwRangeError, throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { iterate, iterateClose, iterateCloseQuiet, iterateNext, cursorOf, pairOf } from './iterate.ts';
import { YIELD_KEYS, YIELD_ENTRIES, initTable, putEntry, tableIterator, tableIteratorStep, tableOf } from './map.ts';
import { toBoolean, toNumber, toStringValue, truncate } from './primitive.ts';
import { newObject } from './slots.ts';
import { canonicalNumber, cursorNext, tableClear, tableDelete, tableFind, tableSize } from './table.ts';

function table(self: Val, method: Str): Cell {
  return tableOf(self, kindOf('Set'), method);
}

/** new Set(iterable) (§24.2.2.1). */
export function Set_construct(self: Val, iterable?: Val): void {
  initTable(self);
  if (iterable === undefined || iterable === null) return;
  const adder: Val = load32(addr(self)) === shapeOf('Set') ? undefined : callable((self as { add: Val }).add);
  const cursor: Val = iterate(iterable, false);
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return;
    if (adder === undefined) {
      putEntry(self, loadVal(addr(self), 8) as Cell, value, undefined);
    } else {
      try {
        invoke(adder, self, value);
      } catch (error) {
        iterateCloseQuiet(cursor);
        throw error;
      }
    }
  }
}
function newSet(): Obj {
  const set: Obj = newObject(shapeOf('Set'));
  Set_construct(set, undefined);
  return set;
}

export function Set_prototype_add(self: Val, value: Val): Val {
  putEntry(self, table(self, 'Set.prototype.add'), value, undefined);
  return self;
}
export function Set_prototype_has(self: Val, value: Val): bool {
  return tableFind(table(self, 'Set.prototype.has'), canonicalNumber(value)) !== 0;
}
export function Set_prototype_delete(self: Val, value: Val): bool {
  return tableDelete(table(self, 'Set.prototype.delete'), canonicalNumber(value));
}
export function Set_prototype_clear(self: Val): void {
  storeVal(addr(self), tableClear(table(self, 'Set.prototype.clear')), 8);
}
export function Set_prototype_$get_size(self: Val): u32 {
  return tableSize(table(self, 'get Set.prototype.size'));
}

function iterator(self: Val, yields: u32, method: Str): Obj {
  table(self, method);
  return setIterator(self, yields);
}
/** `keys`, `values` and `entries` where the receiver is known to be a Set. */
export function setIterator(self: Val, yields: u32): Obj {
  return tableIterator(shapeOf('SetIterator'), loadVal(addr(self), 8) as Cell, yields);
}
export function Set_prototype_forEach(self: Val, callback: Val, thisArg?: Val): void {
  const cursor: Obj = iterator(self, YIELD_KEYS, 'Set.prototype.forEach');
  checkCallback(callback);
  while (true) {
    const value: Val = tableIteratorStep(cursor);
    if (isAbsent(value)) return;
    invoke(callback, thisArg, value, value, self);
  }
}
export function Set_prototype_values(self: Val): Obj {
  return iterator(self, YIELD_KEYS, 'Set.prototype.values');
}
export function Set_prototype_keys(self: Val): Obj {
  return iterator(self, YIELD_KEYS, 'Set.prototype.values');
}
export function Set_prototype_entries(self: Val): Obj {
  return iterator(self, YIELD_ENTRIES, 'Set.prototype.entries');
}
export function Set_prototype_$$iterator(self: Val): Obj {
  return iterator(self, YIELD_KEYS, 'Set.prototype.values');
}
export function SetIterator_prototype_next(self: Val): Val {
  const cell: u32 = addr(self);
  if (load32(cell, 24) === YIELD_ENTRIES && loadVal(cell, 8) !== undefined) {
    const entry: u32 = cursorNext(cell + 8);
    if (entry !== 0) return { value: pairOf(loadVal(entry), loadVal(entry)), done: false };
    storeVal(cell, undefined, 8);
  }
  const value: Val = tableIteratorStep(self);
  return isAbsent(value) ? { value: undefined, done: true } : { value, done: false };
}

// The Set methods of ES2025 (§24.2.4): the other side is a set record {size, has, keys} (§24.2.1.2).
interface SetRecord {
  object: Val;
  size: f64;
  has: Val;
  keys: Val;
}

function recordOf(other: Val): SetRecord {
  if (!isObject(other)) throwTypeError(`${toStringValue(other)} is not an object`);
  const size: f64 = toNumber((other as { size: Val }).size);
  if (size !== size) throwTypeError('The .size property is NaN');
  const whole: f64 = truncate(size);
  if (whole < 0) throwRangeError(`'${whole}' is an invalid size`);
  const has: Val = (other as { has: Val }).has;
  if (!isFunction(has)) throwTypeError('string "has" is not a function');
  const keys: Val = (other as { keys: Val }).keys;
  if (!isFunction(keys)) throwTypeError('string "keys" is not a function');
  return { object: other, size: whole, has, keys };
}
function hasIn(record: SetRecord, value: Val): bool {
  return toBoolean(invoke(record.has, record.object, value));
}
function keysOf(record: SetRecord): Cell {
  const keys: Val = invoke(record.keys, record.object);
  if (!isObject(keys)) throwTypeError('The keys method must return an object');
  return cursorOf(keys);
}
function copyOf(self: Val): Obj {
  const result: Obj = newSet();
  const cursor: Obj = iterator(self, YIELD_KEYS);
  while (true) {
    const value: Val = tableIteratorStep(cursor);
    if (isAbsent(value)) return result;
    Set_prototype_add(result, value);
  }
}

export function Set_prototype_union(self: Val, other: Val): Obj {
  table(self, 'Set.prototype.union');
  const record: SetRecord = recordOf(other);
  const cursor: Cell = keysOf(record);
  const result: Obj = copyOf(self);
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return result;
    Set_prototype_add(result, value);
  }
}

export function Set_prototype_intersection(self: Val, other: Val): Obj {
  table(self, 'Set.prototype.intersection');
  const record: SetRecord = recordOf(other);
  const result: Obj = newSet();
  if ((tableSize(table(self, 'Set.prototype.intersection')) as f64) <= record.size) {
    const own: Obj = setIterator(self, YIELD_KEYS);
    while (true) {
      const value: Val = tableIteratorStep(own);
      if (isAbsent(value)) return result;
      if (hasIn(record, value)) Set_prototype_add(result, value);
    }
  }
  const cursor: Cell = keysOf(record);
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return result;
    if (Set_prototype_has(self, value)) Set_prototype_add(result, value);
  }
}

export function Set_prototype_difference(self: Val, other: Val): Obj {
  table(self, 'Set.prototype.difference');
  const record: SetRecord = recordOf(other);
  const result: Obj = copyOf(self);
  if ((tableSize(table(self, 'Set.prototype.difference')) as f64) <= record.size) {
    const own: Obj = setIterator(self, YIELD_KEYS);
    while (true) {
      const value: Val = tableIteratorStep(own);
      if (isAbsent(value)) return result;
      if (hasIn(record, value)) Set_prototype_delete(result, value);
    }
  }
  const cursor: Cell = keysOf(record);
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return result;
    Set_prototype_delete(result, value);
  }
}

export function Set_prototype_symmetricDifference(self: Val, other: Val): Obj {
  table(self, 'Set.prototype.symmetricDifference');
  const record: SetRecord = recordOf(other);
  const cursor: Cell = keysOf(record);
  const result: Obj = copyOf(self);
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return result;
    if (Set_prototype_has(self, value)) Set_prototype_delete(result, value);
    else Set_prototype_add(result, value);
  }
}

export function Set_prototype_isSubsetOf(self: Val, other: Val): bool {
  const record: SetRecord = recordOf(other);
  if ((tableSize(table(self, 'Set.prototype.isSubsetOf')) as f64) > record.size) return false;
  const own: Obj = setIterator(self, YIELD_KEYS);
  while (true) {
    const value: Val = tableIteratorStep(own);
    if (isAbsent(value)) return true;
    if (!hasIn(record, value)) return false;
  }
}
export function Set_prototype_isSupersetOf(self: Val, other: Val): bool {
  const record: SetRecord = recordOf(other);
  if ((tableSize(table(self, 'Set.prototype.isSupersetOf')) as f64) < record.size) return false;
  const cursor: Cell = keysOf(record);
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return true;
    if (!Set_prototype_has(self, value)) {
      iterateClose(cursor);
      return false;
    }
  }
}
export function Set_prototype_isDisjointFrom(self: Val, other: Val): bool {
  const record: SetRecord = recordOf(other);
  if ((tableSize(table(self, 'Set.prototype.isDisjointFrom')) as f64) <= record.size) {
    const own: Obj = setIterator(self, YIELD_KEYS);
    while (true) {
      const value: Val = tableIteratorStep(own);
      if (isAbsent(value)) return true;
      if (hasIn(record, value)) return false;
    }
  }
  const cursor: Cell = keysOf(record);
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return true;
    if (Set_prototype_has(self, value)) {
      iterateClose(cursor);
      return false;
    }
  }
}
