// structuredClone (HTML §2.7): a deep copy that keeps identity and cycles. The shapes of copies come from the originals, so
// that cloning links no built-in kind that the program does not use itself.
import {
  isTypedKind,
  addr,
  asCell,
  asString,
  initVal,
  isAbsent,
  isNullish,
  isObject,
  isString,
  isSymbol,
  kindOf,
  load32,
  loadVal,
  memoryCopy,
  prototypeOf,
  shapeOf,
  store32,
  storeVal,
  throwVal,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, newHoles } from './array.ts';
import { bufferData, detach, isBuffer, isDetached, newBytes } from './array-buffer.ts';
import { toDescription } from './describe.ts';
import { newDomException } from './dom-exception.ts';
import { initError } from './error.ts';
import { listOf } from './iterate.ts';
import { allocScan } from './memory.ts';
import { defineProperty } from './object-define.ts';
import { Object_hasOwn, Object_keys } from './object-statics.ts';
import { getProperty } from './object.ts';
import { shapeWithPrototype } from './shape.ts';
import { newObject, ownSlot, prototypeOfObject } from './slots.ts';
import { concatStrings, stringEquals } from './string.ts';
import { ENTRY_BYTES, newTable, tableCapacity, tableEntries, tableFind, tablePut, tableSize } from './table.ts';
import { fillTrackingView, fillView } from './typed-array.ts';

/** What was copied: a cell with the table of originals and copies at +8. */
type Seen = Cell;

export function global_structuredClone(value: Val, options?: Val): Val {
  const seen: Seen = asCell(allocScan(16));
  initVal(addr(seen), newTable(tableCapacity(4)), 8);
  const transfer: Val = isNullish(options) ? undefined : (options as { transfer: Val }).transfer;
  const moved: Arr = isNullish(transfer) ? newHoles(0) : listOf(transfer);
  for (let i: u32 = 0; i < arrayLength(moved); i = i + 1) beginTransfer(seen, arrayGet(moved, i));
  const result: Val = clone(seen, value);
  for (let i: u32 = 0; i < arrayLength(moved); i = i + 1) detach(arrayGet(moved, i));
  return result;
}

function refuse(value: Val, why: Str): never {
  throwVal(newDomException(concatStrings(toDescription(value), why), 'DataCloneError'));
}

/** The copy has the storage from now on; the original loses it at the end. */
function beginTransfer(seen: Seen, value: Val): void {
  if (!isBuffer(value) || isDetached(value)) refuse(value, ' could not be transferred.');
  if (known(seen, value) !== undefined)
    throwVal(newDomException('ArrayBuffer occurs in the transfer list more than once', 'DataCloneError'));
  const copy: Obj = newObject(baseShape(value, 1));
  storeVal(addr(copy), loadVal(addr(value), 8), 8);
  store32(addr(copy), load32(addr(value), 16), 16);
  store32(addr(copy), load32(addr(value), 24), 24);
  remember(seen, value, copy);
}

function known(seen: Seen, value: Val): Val {
  const entry: u32 = tableFind(loadVal(addr(seen), 8) as Cell, value);
  return entry === 0 ? undefined : loadVal(entry, 8);
}
function remember(seen: Seen, value: Val, copy: Val): void {
  storeVal(addr(seen), tablePut(loadVal(addr(seen), 8) as Cell, value, copy), 8);
}

/** The shape of fresh objects like `value` whose prototype is the built-in one, `depth` steps from Object.prototype. */
function baseShape(value: Val, depth: u32): u32 {
  const shape: u32 = load32(addr(value));
  let prototype: u32 = load32(shape, 8);
  while (prototype !== 0 && distance(prototype) > depth) prototype = prototypeOfObject(prototype);
  return shapeFor(shape, prototype);
}
function distance(prototype: u32): u32 {
  let steps: u32 = 0;
  let at: u32 = prototype;
  while (at !== 0 && at !== prototypeOf('Object')) {
    steps = steps + 1;
    at = prototypeOfObject(at);
  }
  return steps;
}
function shapeFor(shape: u32, prototype: u32): u32 {
  if (prototype === load32(shape, 8) && load32(shape, 12) === 0) return shape;
  const base: u32 = shapeWithPrototype(shape, prototype);
  store32(base, load32(load32(prototype), 36), 36);
  return base;
}

function clone(seen: Seen, value: Val): Val {
  if (isSymbol(value)) refuse(value, ' could not be cloned.');
  if (!isObject(value)) return value;
  const copied: Val = known(seen, value);
  if (copied !== undefined) return copied;
  const kind: u32 = load32(load32(addr(value)));
  if (kind === kindOf('Object')) return cloneProperties(seen, value, newObject(shapeOf('Object')));
  if (kind === kindOf('Array')) return cloneProperties(seen, value, newHoles(arrayLength(value as Arr)));
  if (kind === kindOf('Map') || kind === kindOf('Set')) return cloneTable(seen, value);
  if (kind === kindOf('Error')) return cloneError(seen, value);
  if (kind === kindOf('ArrayBuffer')) return cloneBuffer(seen, value);
  if (isTypedKind(kind)) return cloneView(seen, value, 2);
  if (kind === kindOf('DataView')) return cloneView(seen, value, 1);
  if (isSimple(kind)) return cloneSlots(seen, value);
  refuse(value, ' could not be cloned.');
}
/** Kinds whose slots are all there is to copy. */
function isSimple(kind: u32): bool {
  return (
    kind === kindOf('Date') ||
    kind === kindOf('RegExp') ||
    kind === kindOf('Boolean') ||
    kind === kindOf('Number') ||
    kind === kindOf('String') ||
    kind === kindOf('BigInt')
  );
}

function cloneProperties(seen: Seen, value: Val, copy: Obj): Val {
  remember(seen, value, copy);
  const keys: Arr = Object_keys(value);
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const key: Val = arrayGet(keys, i);
    // A getter may have removed what comes later (§2.7.3 step 26.4.1).
    if (i === 0 || Object_hasOwn(value, key)) defineProperty(copy, key, clone(seen, getProperty(value, key, 0)));
  }
  return copy;
}

function cloneSlots(seen: Seen, value: Val): Val {
  const copy: Obj = newObject(baseShape(value, 1));
  memoryCopy(addr(copy) + 8, addr(value) + 8, load32(load32(addr(value)), 40) << 3);
  remember(seen, value, copy);
  if (load32(load32(addr(value))) === kindOf('RegExp')) (copy as { lastIndex: Val }).lastIndex = 0;
  return copy;
}

/** Map and Set: what is there when the copying begins. */
function cloneTable(seen: Seen, value: Val): Val {
  const copy: Obj = newObject(baseShape(value, 1));
  let table: Cell = newTable(tableCapacity(tableSize(loadVal(addr(value), 8) as Cell)));
  storeVal(addr(copy), table, 8);
  remember(seen, value, copy);
  const source: Val = loadVal(addr(value), 8);
  const used: u32 = load32(addr(source), 8);
  for (let i: u32 = 0; i < used; i = i + 1) {
    const entry: u32 = tableEntries(addr(source)) + i * ENTRY_BYTES;
    const key: Val = loadVal(entry);
    if (!isAbsent(key)) {
      const item: Val = loadVal(entry, 8);
      const keyCopy: Val = clone(seen, key);
      table = tablePut(table, keyCopy, clone(seen, item));
      storeVal(addr(copy), table, 8);
    }
  }
  return copy;
}

function cloneError(seen: Seen, value: Val): Val {
  const shape: u32 = load32(addr(value));
  const copy: Obj = newObject(shapeFor(shape, errorPrototype(value)));
  remember(seen, value, copy);
  const message: u32 = ownSlot(addr(value), 'message');
  initError(copy, message === 0 ? loadVal(addr(value), 16) : loadVal(message & 0xfffffff8), loadVal(addr(value), 24));
  const stack: Val = (value as { stack: Val }).stack;
  if (isString(stack)) storeVal(addr(copy), stack, 8);
  const cause: Val = loadVal(addr(value), 24);
  if (!isAbsent(cause)) storeVal(addr(copy), clone(seen, cause), 24);
  return copy;
}
/** The prototype of the built-in error that `name` says; Error.prototype for every other name. */
function errorPrototype(value: Val): u32 {
  const name: Val = (value as { name: Val }).name;
  let at: u32 = load32(load32(addr(value)), 8);
  while (distance(at) > 1) {
    if (distance(at) === 2 && isString(name) && stringEquals(name as Str, nameOf(at))) return at;
    at = prototypeOfObject(at);
  }
  return at;
}
function nameOf(prototype: u32): Str {
  return asString(load32(load32(prototype), 36));
}

function cloneBuffer(seen: Seen, value: Val): Val {
  if (isDetached(value)) refuse(value, ' could not be cloned.');
  const bytes: u32 = load32(load32(addr(value), 8));
  const storage: Cell = newBytes(bytes);
  memoryCopy(addr(storage) + 8, bufferData(value), bytes);
  const copy: Obj = newObject(baseShape(value, 1));
  storeVal(addr(copy), storage, 8);
  store32(addr(copy), load32(addr(value), 16), 16);
  store32(addr(copy), load32(addr(value), 24), 24);
  remember(seen, value, copy);
  return copy;
}
function cloneView(seen: Seen, value: Val, depth: u32): Val {
  const buffer: Val = clone(seen, loadVal(addr(value), 8));
  const copy: Obj = newObject(baseShape(value, depth));
  remember(seen, value, copy);
  if (load32(addr(value), 40) !== 0) fillTrackingView(copy, buffer, load32(addr(value), 32));
  else fillView(copy, buffer, load32(addr(value), 32), load32(addr(value), 24));
  return copy;
}
