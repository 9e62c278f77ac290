// WeakMap, WeakSet, WeakRef and FinalizationRegistry (ECMA-262 §24.3, §24.4, §26.1, §26.2). Weak tables are leaves to the
// marker; when it is done, values of live keys are marked until nothing changes (ephemerons), then dead entries go.
// WeakRefs keep their targets until the turn ends. A FinalizationRegistry keeps nothing and never calls (§9.9 allows it).
import {
  addr,
  asCell,
  asObject,
  asSymbol,
  initVal,
  invoke,
  isAbsent,
  isObject,
  isSymbol,
  kindOf,
  load32,
  loadVal,
  memoryCopy,
  shapeOf,
  store32,
  storeVal,
  tagOf,
  type Arr,
  type Cell,
  type Fn,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { callable } from './argument-text.ts';
import { arrayGet, arrayLength, arrayPush, arraySetLength, newArray } from './array.ts';
import { checkCallback } from './array-support.ts';
import { barrier, isAlive, isMarking, markThrough, setWeakHook } from './collect.ts';
import { setTurnEndHook } from './loop.ts';
import { toDescription } from './describe.ts';
import { throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { iterate, iterateCloseQuiet, iterateNext } from './iterate.ts';
import { putEntry, tableOf } from './map.ts';
import { allocLeaf } from './memory.ts';
import { getProperty } from './object.ts';
import { isPrivateName } from './property-key.ts';
import { concatStrings } from './string.ts';
import { registeredSymbol } from './symbol.ts';
import { ENTRY_BYTES, newWeakTable, tableDelete, tableEntries, tableFind, tableRemoveRaw } from './table.ts';

/** Addresses of the weak collections and of the WeakRefs, without keeping them: leaves {+0 count, +4 capacity, +8 …}. */
let holders: Val = undefined;
let references: Val = undefined;
/** What WeakRefs were given or gave since the last turn ended (AddToKeptObjects, §9.12): an array. */
let kept: Val = undefined;

/** A list with room for one address more. */
function roomIn(list: Val): Val {
  const old: u32 = tagOf(list) === 0xfffe ? addr(list) : 0;
  const count: u32 = old === 0 ? 0 : load32(old);
  if (old !== 0 && count !== load32(old, 4)) return list;
  const capacity: u32 = count === 0 ? 4 : count << 1;
  const cell: u32 = allocLeaf(8 + (capacity << 2));
  // Allocating may have dropped entries, so count again.
  const left: u32 = old === 0 ? 0 : load32(old);
  store32(cell, left);
  store32(cell, capacity, 4);
  memoryCopy(cell + 8, old + 8, left << 2);
  return asCell(cell);
}
function append(list: Val, cell: u32): void {
  const at: u32 = addr(list);
  store32(at + (load32(at) << 2), cell, 8);
  store32(at, load32(at) + 1);
}

function register(self: Val): void {
  setWeakHook(sweepWeak as Fn);
  holders = roomIn(holders);
  append(holders, addr(self));
}

/** Called by the collector when marking is done. */
export function sweepWeak(): void {
  while (markValues()) {}
  if (holders !== undefined) sweepHolders(addr(holders));
  if (references !== undefined) sweepReferences(addr(references));
}
function sweepHolders(list: u32): void {
  let left: u32 = 0;
  for (let i: u32 = 0; i < load32(list); i = i + 1) {
    const holder: u32 = load32(list + (i << 2), 8);
    if (isAlive(asCell(holder))) {
      dropDead(addr(loadVal(holder, 8)));
      store32(list + (left << 2), holder, 8);
      left = left + 1;
    }
  }
  store32(list, left);
}
/** WeakRefs whose targets died become empty; those that died themselves are forgotten. */
function sweepReferences(list: u32): void {
  let left: u32 = 0;
  for (let i: u32 = 0; i < load32(list); i = i + 1) {
    const reference: u32 = load32(list + (i << 2), 8);
    const target: u32 = load32(reference, 8);
    if (isAlive(asCell(reference)) && target !== 0) {
      if (isAlive(asCell(target))) {
        store32(list + (left << 2), reference, 8);
        left = left + 1;
      } else store32(reference, 0, 8);
    }
  }
  store32(list, left);
}

/** Marks values whose keys are alive; true if any was new. */
function markValues(): bool {
  if (holders === undefined) return false;
  const list: u32 = addr(holders);
  let changed: bool = false;
  for (let i: u32 = 0; i < load32(list); i = i + 1) {
    const holder: u32 = load32(list + (i << 2), 8);
    if (isAlive(asCell(holder)) && markTable(addr(loadVal(holder, 8)))) changed = true;
  }
  return changed;
}
function markTable(table: u32): bool {
  let changed: bool = false;
  let entry: u32 = tableEntries(table);
  for (let i: u32 = 0; i < load32(table, 8); i = i + 1) {
    const value: Val = loadVal(entry, 8);
    if (!isAbsent(loadVal(entry)) && isAlive(loadVal(entry)) && !isAlive(value)) {
      markThrough(value);
      changed = true;
    }
    entry = entry + ENTRY_BYTES;
  }
  return changed;
}
function dropDead(table: u32): void {
  let entry: u32 = tableEntries(table);
  for (let i: u32 = 0; i < load32(table, 8); i = i + 1) {
    if (!isAlive(loadVal(entry))) tableRemoveRaw(table, entry);
    entry = entry + ENTRY_BYTES;
  }
}

/** CanBeHeldWeakly (§9.14): objects and symbols that are not registered. */
function canBeHeld(value: Val): bool {
  if (isObject(value)) return true;
  if (!isSymbol(value) || isPrivateName(value)) return false;
  const description: Val = loadVal(addr(value), 8);
  return tagOf(description) !== 0xfffb || registeredSymbol(description as Str) !== value;
}

function open(self: Val): void {
  storeVal(addr(self), newWeakTable(4), 8);
  register(self);
}

function map(self: Val, method: Str): Cell {
  return tableOf(self, kindOf('WeakMap'), method);
}
export function WeakMap_construct(self: Val, iterable?: Val): void {
  open(self);
  if (iterable === undefined || iterable === null) return;
  const adder: Val = load32(addr(self)) === shapeOf('WeakMap') ? undefined : (self as { set: Val }).set;
  const cursor: Val = iterate(iterable, false);
  while (true) {
    const entry: Val = iterateNext(cursor);
    if (isAbsent(entry)) return;
    try {
      if (!isObject(entry))
        throwTypeError(
          concatStrings(concatStrings('Iterator value ', toDescription(entry)), ' is not an entry object'),
        );
      const key: Val = getProperty(entry, 0 as Val, 0);
      const value: Val = getProperty(entry, 1 as Val, 0);
      if (adder === undefined) WeakMap_prototype_set(self, key, value);
      else invoke(callable(adder), self, key, value);
    } catch (error) {
      iterateCloseQuiet(cursor);
      throw error;
    }
  }
}
export function WeakMap_prototype_get(self: Val, key: Val): Val {
  const entry: u32 = tableFind(map(self, 'WeakMap.prototype.get'), key);
  return entry === 0 ? undefined : loadVal(entry, 8);
}
export function WeakMap_prototype_set(self: Val, key: Val, value: Val): Val {
  const table: Cell = map(self, 'WeakMap.prototype.set');
  if (!canBeHeld(key)) throwTypeError('Invalid value used as weak map key');
  putEntry(self, table, key, value);
  return self;
}
export function WeakMap_prototype_has(self: Val, key: Val): bool {
  return tableFind(map(self, 'WeakMap.prototype.has'), key) !== 0;
}
export function WeakMap_prototype_delete(self: Val, key: Val): bool {
  return tableDelete(map(self, 'WeakMap.prototype.delete'), key);
}

/** WeakMap.prototype.getOrInsert (proposal upsert, in V8 of Node 26). */
export function WeakMap_prototype_getOrInsert(self: Val, key: Val, value: Val): Val {
  const table: Cell = map(self, 'WeakMap.prototype.getOrInsert');
  if (!canBeHeld(key)) throwTypeError('Invalid value used as weak map key');
  const found: u32 = tableFind(table, key);
  if (found !== 0) return loadVal(found, 8);
  putEntry(self, table, key, value);
  return value;
}
export function WeakMap_prototype_getOrInsertComputed(self: Val, key: Val, callback: Val): Val {
  const table: Cell = map(self, 'WeakMap.prototype.getOrInsertComputed');
  if (!canBeHeld(key)) throwTypeError('Invalid value used as weak map key');
  checkCallback(callback);
  const found: u32 = tableFind(table, key);
  if (found !== 0) return loadVal(found, 8);
  const value: Val = invoke(callback, undefined, key);
  putEntry(self, loadVal(addr(self), 8) as Cell, key, value);
  return value;
}

function set(self: Val, method: Str): Cell {
  return tableOf(self, kindOf('WeakSet'), method);
}
export function WeakSet_construct(self: Val, iterable?: Val): void {
  open(self);
  if (iterable === undefined || iterable === null) return;
  const adder: Val = load32(addr(self)) === shapeOf('WeakSet') ? undefined : (self as { add: Val }).add;
  const cursor: Val = iterate(iterable, false);
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return;
    try {
      if (adder === undefined) WeakSet_prototype_add(self, value);
      else invoke(callable(adder), self, value);
    } catch (error) {
      iterateCloseQuiet(cursor);
      throw error;
    }
  }
}
export function WeakSet_prototype_add(self: Val, value: Val): Val {
  const table: Cell = set(self, 'WeakSet.prototype.add');
  if (!canBeHeld(value)) throwTypeError('Invalid value used in weak set');
  putEntry(self, table, value, undefined);
  return self;
}
export function WeakSet_prototype_has(self: Val, value: Val): bool {
  return tableFind(set(self, 'WeakSet.prototype.has'), value) !== 0;
}
export function WeakSet_prototype_delete(self: Val, value: Val): bool {
  return tableDelete(set(self, 'WeakSet.prototype.delete'), value);
}

// A WeakRef: +8 the raw address of its target, 0 when that is gone, +12 its sort: no reference to the collector.
const OBJECT: u32 = 1;
const SYMBOL: u32 = 2;

export function WeakRef_construct(self: Val, target: Val): void {
  if (!canBeHeld(target)) throwTypeError('WeakRef: invalid target');
  keep(target);
  store32(addr(self), addr(target), 8);
  store32(addr(self), isSymbol(target) ? SYMBOL : OBJECT, 12);
  setWeakHook(sweepWeak as Fn);
  references = roomIn(references);
  append(references, addr(self));
}
/** WeakRefDeref (§26.1.4.1). */
export function WeakRef_prototype_deref(self: Val): Val {
  if (!isObject(self) || load32(load32(addr(self))) !== kindOf('WeakRef'))
    throwTypeError(
      concatStrings('Method WeakRef.prototype.deref called on incompatible receiver ', toDescription(self)),
    );
  const target: u32 = load32(addr(self), 8);
  if (target === 0) return undefined;
  const value: Val = load32(addr(self), 12) === SYMBOL ? asSymbol(target) : asObject(target);
  // It may have been reachable through weak references alone when marking began.
  if (isMarking()) barrier(value);
  keep(value);
  return value;
}
function keep(value: Val): void {
  if (kept === undefined) {
    kept = newArray(4);
    setTurnEndHook(clearKept as Fn);
  }
  const list: Arr = kept as Arr;
  const count: u32 = arrayLength(list);
  if (count === 0 || arrayGet(list, count - 1) !== value) arrayPush(list, value);
}
export function clearKept(): void {
  arraySetLength(kept as Arr, 0);
}

// A registry: +8 the tokens that are registered, as a weak table, +16 the callback.
export function FinalizationRegistry_construct(self: Val, cleanup: Val): void {
  if (!isFunction(cleanup)) throwTypeError('FinalizationRegistry: cleanup must be callable');
  initVal(addr(self), cleanup, 16);
  open(self);
}
export function FinalizationRegistry_prototype_register(self: Val, target: Val, held: Val, token?: Val): void {
  if (!canBeHeld(target)) throwTypeError('FinalizationRegistry.prototype.register: invalid target');
  if (target === held) throwTypeError('FinalizationRegistry.prototype.register: target and holdings must not be same');
  if (token !== undefined)
    putEntry(
      self,
      tableOf(self, kindOf('FinalizationRegistry'), 'FinalizationRegistry.prototype.register'),
      token,
      undefined,
    );
}
export function FinalizationRegistry_prototype_unregister(self: Val, token: Val): bool {
  return tableDelete(tableOf(self, kindOf('FinalizationRegistry'), 'FinalizationRegistry.prototype.unregister'), token);
}
