// Iteration as generated code runs it (ECMA-262 §7.4): a cursor that walks arrays, strings, maps and sets directly and
// everything else by the iterator protocol. The end is told by *absent*, so that no result objects are made.
import {
  isTypedKind,
  absent,
  addr,
  asCell,
  initVal,
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
  wellKnownSymbol,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { appendElements, arrayLength, arrayPush, arrayRaw, elementsOf, newArray } from './array.ts';
import { callSiteText, callable } from './argument-text.ts';
import { throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { allocScan } from './memory.ts';
import { getProperty } from './object.ts';
import { toBoolean, toStringValue } from './primitive.ts';
import { codePointAt, concatStrings, fromCodePoint, stringLength } from './string.ts';
import { ENTRY_BYTES, cursorNext, tableEntries } from './table.ts';
import { typedGet } from './typed-element.ts';

// A cursor: +0 mode, +8 source (iterator object for the protocol), +16 position, +24 the next method. For tables the words
// at +8 and +16 are what cursorNext of table.ts walks.
const ARRAY: u32 = 0;
const STRING: u32 = 1;
/** Map and Set: what a step yields. */
const KEYS: u32 = 2;
const VALUES: u32 = 3;
const ENTRIES: u32 = 4;
const PROTOCOL: u32 = 5;
const DONE: u32 = 6;
/** A generator or iterator helper; the function that steps it stands at +24 of the object. */
const GENERATOR: u32 = 7;
const TYPED: u32 = 8;

function newCursor(mode: u32, source: Val): Cell {
  const cursor: u32 = allocScan(32);
  store32(cursor, mode);
  initVal(cursor, source, 8);
  return asCell(cursor);
}

/** GetIterator (§7.4.3). */
export function iterate(value: Val, isAsync: bool): Val {
  if (isAsync && isObject(value)) {
    const method: Val = getProperty(value, wellKnownSymbol('asyncIterator'), 0);
    if (method !== undefined && method !== null) return openIterator(value, method);
  }
  return iterateNamed(value, undefined);
}

/** A synchronous iteration; `message` is that of the error where the source names what cannot be iterated. */
export function iterateNamed(value: Val, message: Val): Val {
  if (isString(value)) return newCursor(STRING, value);
  if (isObject(value)) {
    const shape: u32 = load32(addr(value));
    if (shape === shapeOf('Array')) return newCursor(ARRAY, value);
    // A view out of bounds takes the long way to its error.
    if (isTypedKind(load32(shape)) && load32(shape, 12) === 0 && load32(addr(value), 44) === 0)
      return newCursor(TYPED, value);
    if (load32(shape) === kindOf('Map') && shape === shapeOf('Map')) return newCursor(ENTRIES, loadVal(addr(value), 8));
    if (load32(shape) === kindOf('Set') && shape === shapeOf('Set')) return newCursor(KEYS, loadVal(addr(value), 8));
  }
  const method: Val = isNullish(value) ? undefined : getProperty(value, wellKnownSymbol('iterator'), 0);
  if (!isFunction(method)) throwNotIterable(value, message);
  return openIterator(value, method);
}

function throwNotIterable(value: Val, message: Val): never {
  if (message !== undefined) throwTypeError(message as Str);
  throwTypeError(concatStrings(callSiteText(value), ' is not iterable (cannot read property Symbol(Symbol.iterator))'));
}

function openIterator(value: Val, method: Val): Val {
  const iterator: Val = invoke(method, value);
  if (!isObject(iterator)) throwTypeError('Result of the Symbol.iterator method is not an object');
  return cursorOf(iterator);
}

/** A cursor on an iterator: GetIteratorDirect (§7.4.2). Generators and helpers are stepped in place, without result objects. */
export function cursorOf(iterator: Val): Cell {
  const shape: u32 = load32(addr(iterator));
  const kind: u32 = load32(shape);
  // Without own properties its `next` is the built-in one.
  if ((kind === kindOf('Generator') || kind === kindOf('IteratorHelper')) && load32(shape, 12) === 0)
    return newCursor(GENERATOR, iterator);
  return newCursorOn(iterator);
}
/** A cursor that always goes by the protocol. */
export function newCursorOn(iterator: Val): Cell {
  const cursor: Cell = newCursor(PROTOCOL, iterator);
  const next: Val = (iterator as { next: Val }).next;
  storeVal(addr(cursor), next, 24);
  return cursor;
}

/** The next value, absent at the end. */
export function iterateNext(cursor: Val): Val {
  const at: u32 = addr(cursor);
  const mode: u32 = load32(at);
  if (mode === ARRAY) {
    const array: Arr = loadVal(at, 8) as Arr;
    const index: u32 = load32(at, 16);
    if (index >= arrayLength(array)) {
      // An iterator that has ended stays so, even if the array grows.
      store32(at, DONE);
      return absent();
    }
    store32(at, index + 1, 16);
    const value: Val = arrayRaw(array, index);
    return isAbsent(value) ? undefined : value;
  }
  if (mode === TYPED) {
    const index: u32 = load32(at, 16);
    const element: Val = typedGet(loadVal(at, 8) as Obj, index);
    store32(at, index + 1, 16);
    if (element !== undefined) return element;
    store32(at, DONE);
    return absent();
  }
  if (mode === PROTOCOL) return protocolNext(at);
  if (mode === GENERATOR) return generatorNext(at);
  if (mode === DONE) return absent();
  return mode === STRING ? nextCodePoint(at) : nextEntry(at, mode);
}

/** The next value for an array pattern, which takes what is past the end for undefined (§8.6.2). */
export function iterateStep(cursor: Val): Val {
  const value: Val = iterateNext(cursor);
  return isAbsent(value) ? undefined : value;
}

function nextCodePoint(at: u32): Val {
  const s: Str = loadVal(at, 8) as Str;
  const index: u32 = load32(at, 16);
  if (index >= stringLength(s)) return absent();
  const point: u32 = codePointAt(s, index) as u32;
  store32(at, index + (point > 0xffff ? 2 : 1), 16);
  return fromCodePoint(point);
}

function nextEntry(at: u32, mode: u32): Val {
  const entry: u32 = cursorNext(at + 8);
  if (entry === 0) {
    store32(at, DONE);
    return absent();
  }
  return entryResult(entry, mode);
}

// Loops over tables that are known to be such step a cursor in place (passes/iteration.ts): the entry's address is at +24.

/** A cursor on the entries of a map or set. */
export function tableCursor(collection: Val): Cell {
  return newCursor(ENTRIES, loadVal(addr(collection), 8));
}
/** Goes to the next entry; false at the end. */
export function tableStep(cursor: Val): bool {
  const at: u32 = addr(cursor);
  const table: u32 = load32(at, 8);
  const index: u32 = load32(at, 16);
  if (load32(table, 4) === 0) {
    if (index >= load32(table, 8)) return false;
    const next: u32 = tableEntries(table) + index * ENTRY_BYTES;
    if (!isAbsent(loadVal(next))) {
      store32(at, index + 1, 16);
      store32(at, next, 24);
      return true;
    }
  }
  const entry: u32 = cursorNext(at + 8);
  store32(at, entry, 24);
  return entry !== 0;
}
/** Key and value of the entry, to be read before the table changes. */
export function stepKey(cursor: Val): Val {
  return loadVal(load32(addr(cursor), 24));
}
export function stepValue(cursor: Val): Val {
  return loadVal(load32(addr(cursor), 24), 8);
}

/** The string of the code point at an index in range, and the index behind it (§22.1.5.1). */
export function pointAt(s: Str, index: u32): Str {
  return fromCodePoint(codePointAt(s, index) as u32);
}
export function pointEnd(s: Str, index: u32): u32 {
  return codePointAt(s, index) > 0xffff ? index + 2 : index + 1;
}

/** What a table's iteration yields of an entry. */
export function entryResult(entry: u32, mode: u32): Val {
  if (mode === KEYS) return loadVal(entry);
  if (mode === VALUES) return loadVal(entry, 8);
  return pairOf(loadVal(entry), loadVal(entry, 8));
}

/** [a, b] */
export function pairOf(a: Val, b: Val): Arr {
  const pair: Arr = newArray(2);
  initVal(elementsOf(pair), a);
  initVal(elementsOf(pair), b, 8);
  store32(addr(pair), 2, 8);
  return pair;
}

function generatorNext(at: u32): Val {
  const generator: Val = loadVal(at, 8);
  store32(at, DONE);
  const value: Val = invoke(loadVal(addr(generator), 24), undefined, generator);
  if (!isAbsent(value)) store32(at, GENERATOR);
  return value;
}

function protocolNext(at: u32): Val {
  // What throws here ends the iteration: nothing is closed then (§7.4.9).
  store32(at, DONE);
  const result: Val = invoke(callable(loadVal(at, 24)), loadVal(at, 8));
  if (!isObject(result))
    throwTypeError(concatStrings(concatStrings('Iterator result ', toStringValue(result)), ' is not an object'));
  if (toBoolean((result as { done: Val }).done)) return absent();
  const value: Val = (result as { value: Val }).value;
  store32(at, PROTOCOL);
  return value;
}

/** IteratorClose (§7.4.11) after a normal exit. */
export function iterateClose(cursor: Val): void {
  const at: u32 = addr(cursor);
  if (load32(at) !== PROTOCOL && load32(at) !== GENERATOR) return;
  store32(at, DONE);
  const iterator: Val = loadVal(at, 8);
  const method: Val = (iterator as { return: Val }).return;
  if (method === undefined || method === null) return;
  const result: Val = invoke(callable(method), iterator);
  if (!isObject(result)) throwTypeError(concatStrings(toStringValue(result), ' is not an object'));
}

/** IteratorClose after a throw: what `return` throws is forgotten. */
export function iterateCloseQuiet(cursor: Val): void {
  try {
    iterateClose(cursor);
  } catch {
    // The first error is the one that counts (§7.4.11 step 5).
  }
}

/** Whether there is an iterator object under a cursor, and which. */
export function isProtocolCursor(cursor: Val): bool {
  return load32(addr(cursor)) === PROTOCOL || load32(addr(cursor)) === GENERATOR;
}
export function cursorIterator(cursor: Val): Val {
  return loadVal(addr(cursor), 8);
}
export function cursorNextMethod(cursor: Val): Val {
  return load32(addr(cursor)) === GENERATOR
    ? (cursorIterator(cursor) as { next: Val }).next
    : loadVal(addr(cursor), 24);
}

/** Spread (§13.2.4.1): appends all that an iterable yields. */
export function appendIterable(array: Arr, iterable: Val): void {
  appendNamed(array, iterable, undefined);
}

/** A spread of an array literal, with the message for what cannot be iterated. */
export function appendNamed(array: Arr, iterable: Val, message: Val): void {
  if (isObject(iterable) && load32(addr(iterable)) === shapeOf('Array')) {
    appendElements(array, iterable as Arr);
    return;
  }
  const cursor: Val = iterateNamed(iterable, message);
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return;
    arrayPush(array, value);
  }
}

/** The spread of a call; `message` is for undefined and null. */
export function appendArguments(array: Arr, iterable: Val, message: Str): void {
  if (isNullish(iterable)) throwTypeError(concatStrings(message, ' (cannot read property undefined)'));
  appendNamed(array, iterable, 'Spread syntax requires ...iterable[Symbol.iterator] to be a function');
}

/** The elements of an iterable as a fresh array. */
export function listOf(iterable: Val): Arr {
  const list: Arr = newArray(0);
  appendIterable(list, iterable);
  return list;
}
