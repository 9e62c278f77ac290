// Iterator and its helpers (ECMA-262 §27.1.2 to §27.1.4). A lazy helper keeps a cursor on what it walks and a step function
// that gives the next value or absent; iterate.ts steps helpers in place, so that chains make no result objects.
import {
  absent,
  addr,
  initVal,
  invoke,
  isAbsent,
  isNullish,
  isObject,
  isString,
  isSymbol,
  kindOf,
  load32,
  loadVal,
  prototypeOf,
  shapeOf,
  store32,
  storeVal,
  throwVal,
  wellKnownSymbol,
  type Arr,
  type Fn,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { callable, callSiteText, throwNotCallable } from './argument-text.ts';
import { arrayPush, newArray } from './array.ts';
import { newError, throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { iterResult } from './generator.ts';
import { cursorIterator, cursorNextMethod, cursorOf, iterateClose, iterateCloseQuiet, iterateNext } from './iterate.ts';
import { getProperty, objectText } from './object.ts';
import { toBoolean, toNumber, toStringValue, truncate } from './primitive.ts';
import { symbolText } from './property-key.ts';
import { newObject, prototypeOfObject } from './slots.ts';
import { concatStrings } from './string.ts';

// A helper: +8 the cursor it walks, +16 the callback, +24 helperNext, +32 the step, +40 a count, +48 state, +56 the inner
// cursor of flatMap or undefined.
// States; a fresh helper has 0.
const SUSPENDED: u32 = 1;
const RUNNING: u32 = 2;
const DONE: u32 = 3;

export function Iterator_construct(self: Val): void {
  // %Iterator% itself is abstract (§27.1.3.1.1).
  if (load32(load32(addr(self)), 8) === prototypeOf('Iterator'))
    throwTypeError('Abstract class Iterator not directly constructable');
}
export function Iterator_prototype_$$iterator(self: Val): Val {
  return self;
}
/** %Iterator.prototype%[Symbol.dispose] of explicit resource management: ends the iterator. */
export function Iterator_prototype_$$dispose(self: Val): void {
  const method: Val = (self as { return: Val }).return;
  if (!isNullish(method)) invoke(callable(method), self);
}
export function Iterator_prototype_$get_$$toStringTag(self: Val): Str {
  return 'Iterator';
}

function textOf(value: Val): Str {
  if (isObject(value)) return isFunction(value) ? 'function' : objectText(value);
  return isSymbol(value) ? symbolText(value) : toStringValue(value);
}
function requireObject(value: Val, method: Str): void {
  if (!isObject(value))
    throwTypeError(concatStrings(concatStrings('Iterator.prototype.', method), ' called on non-object'));
}
/** An argument is refused: the iterator is closed first. */
function refuse(iterator: Val, error: Val): never {
  // Its `next` has not been read yet (§27.1.4, step 3 of each).
  try {
    const method: Val = getProperty(iterator, 'return', 0);
    if (!isNullish(method)) invoke(method, iterator);
  } catch {
    // The refusal is what is thrown.
  }
  throwVal(error);
}
function requireCallback(iterator: Val, callback: Val): void {
  if (!isFunction(callback))
    refuse(iterator, newError(shapeOf('TypeError'), concatStrings(callSiteText(callback), ' is not a function')));
}

function newHelper(self: Val, callback: Val, step: Fn, count: f64): Obj {
  const cursor: Val = cursorOf(self);
  const helper: Obj = newObject(shapeOf('IteratorHelper'));
  const at: u32 = addr(helper);
  initVal(at, cursor, 8);
  initVal(at, callback, 16);
  initVal(at, helperNext as Fn, 24);
  initVal(at, step, 32);
  initVal(at, count as Val, 40);
  initVal(at, undefined, 56);
  return helper;
}
function lazy(self: Val, callback: Val, step: Fn, method: Str): Obj {
  requireObject(self, method);
  requireCallback(self, callback);
  return newHelper(self, callback, step, 0);
}

export function Iterator_prototype_map(self: Val, mapper: Val): Obj {
  return lazy(self, mapper, mapStep as Fn, 'map');
}
export function mapStep(helper: Val): Val {
  const value: Val = iterateNext(loadVal(addr(helper), 8));
  return isAbsent(value) ? value : callCounted(helper, value);
}
export function Iterator_prototype_filter(self: Val, predicate: Val): Obj {
  return lazy(self, predicate, filterStep as Fn, 'filter');
}
export function filterStep(helper: Val): Val {
  while (true) {
    const value: Val = iterateNext(loadVal(addr(helper), 8));
    if (isAbsent(value) || toBoolean(callCounted(helper, value))) return value;
  }
}
/** callback(value, counter); what it throws closes the iterator. */
function callCounted(helper: Val, value: Val): Val {
  const at: u32 = addr(helper);
  const count: f64 = loadVal(at, 40) as f64;
  storeVal(at, (count + 1) as Val, 40);
  try {
    return invoke(loadVal(at, 16), undefined, value, count);
  } catch (error) {
    iterateCloseQuiet(loadVal(at, 8));
    throwVal(error);
  }
}

/** A limit as take and drop read it (§27.1.4.10 steps 4 to 9). */
function limitOf(self: Val, limit: Val): f64 {
  let count: f64 = 0;
  try {
    count = toNumber(limit);
  } catch (error) {
    refuse(self, error);
  }
  if (count !== count || truncate(count) < 0)
    refuse(self, newError(shapeOf('RangeError'), concatStrings(textOf(limit), ' must be positive')));
  return truncate(count);
}
export function Iterator_prototype_take(self: Val, limit: Val): Obj {
  requireObject(self, 'take');
  return newHelper(self, undefined, takeStep as Fn, limitOf(self, limit));
}
export function takeStep(helper: Val): Val {
  const left: f64 = loadVal(addr(helper), 40) as f64;
  if (left === 0) {
    iterateClose(loadVal(addr(helper), 8));
    return absent();
  }
  storeVal(addr(helper), (left - 1) as Val, 40);
  return iterateNext(loadVal(addr(helper), 8));
}
export function Iterator_prototype_drop(self: Val, limit: Val): Obj {
  requireObject(self, 'drop');
  return newHelper(self, undefined, dropStep as Fn, limitOf(self, limit));
}
export function dropStep(helper: Val): Val {
  let left: f64 = loadVal(addr(helper), 40) as f64;
  const cursor: Val = loadVal(addr(helper), 8);
  while (left > 0) {
    if (isAbsent(iterateNext(cursor))) return absent();
    left = left - 1;
  }
  storeVal(addr(helper), 0 as Val, 40);
  return iterateNext(cursor);
}

export function Iterator_prototype_flatMap(self: Val, mapper: Val): Obj {
  return lazy(self, mapper, flatStep as Fn, 'flatMap');
}
export function flatStep(helper: Val): Val {
  const at: u32 = addr(helper);
  while (true) {
    if (loadVal(at, 56) === undefined) {
      const value: Val = iterateNext(loadVal(at, 8));
      if (isAbsent(value)) return value;
      const mapped: Val = callCounted(helper, value);
      storeVal(at, guarded(helper, mapped, true), 56);
    }
    const item: Val = guarded(helper, loadVal(at, 56), false);
    if (!isAbsent(item)) return item;
    storeVal(at, undefined, 56);
  }
}
/** Opens an inner iterator, or takes its next value; what that throws closes the outer one. */
function guarded(helper: Val, inner: Val, open: bool): Val {
  try {
    return open ? flattenable(inner, false, 'Iterator.prototype.flatMap') : iterateNext(inner);
  } catch (error) {
    iterateCloseQuiet(loadVal(addr(helper), 8));
    throwVal(error);
  }
}

/** GetIteratorFlattenable (§7.4.5): a cursor. */
function flattenable(value: Val, strings: bool, method: Str): Val {
  if (!isObject(value) && !(strings && isString(value))) throwTypeError(concatStrings(method, ' called on non-object'));
  const open: Val = getProperty(value, wellKnownSymbol('iterator'), 0);
  let iterator: Val = value;
  if (!isNullish(open)) {
    if (!isFunction(open)) throwNotCallable(open);
    iterator = invoke(open, value);
  }
  if (!isObject(iterator)) throwTypeError(concatStrings(textOf(iterator), ' is not an object'));
  return cursorOf(iterator);
}

/** One step with the helper's state: absent at the end. */
export function helperNext(helper: Val): Val {
  const at: u32 = addr(helper);
  const state: u32 = load32(at, 48);
  if (state === DONE) return absent();
  if (state === RUNNING) throwTypeError('Generator is already running');
  store32(at, RUNNING, 48);
  let value: Val = undefined;
  try {
    value = invoke(loadVal(at, 32), undefined, helper);
  } catch (error) {
    store32(at, DONE, 48);
    throwVal(error);
  }
  store32(at, isAbsent(value) ? DONE : SUSPENDED, 48);
  return value;
}
function requireHelper(value: Val, method: Str): void {
  if (isObject(value) && load32(load32(addr(value))) === kindOf('IteratorHelper')) return;
  throwTypeError(
    concatStrings(
      concatStrings(concatStrings('Iterator Helper.prototype.', method), ' called on incompatible receiver '),
      textOf(value),
    ),
  );
}
/** %IteratorHelperPrototype%.next (§27.1.2.1.1) and return (§27.1.2.1.2). */
export function IteratorHelper_prototype_next(self: Val): Obj {
  requireHelper(self, 'next');
  const value: Val = helperNext(self);
  return isAbsent(value) ? iterResult(undefined, true) : iterResult(value, false);
}
export function IteratorHelper_prototype_return(self: Val): Obj {
  requireHelper(self, 'return');
  const at: u32 = addr(self);
  const state: u32 = load32(at, 48);
  if (state === RUNNING) throwTypeError('Generator is already running');
  if (state !== DONE) {
    store32(at, DONE, 48);
    const inner: Val = loadVal(at, 56);
    if (inner !== undefined) closeInner(inner, loadVal(at, 8));
    iterateClose(loadVal(at, 8));
  }
  return iterResult(undefined, true);
}
function closeInner(inner: Val, outer: Val): void {
  try {
    iterateClose(inner);
  } catch (error) {
    iterateCloseQuiet(outer);
    throwVal(error);
  }
}

/** Runs the callback on every value; stops where `until` (0 false, 1 true) is what it gives; -1 never. */
function each(self: Val, callback: Val, method: Str, until: i32): Val {
  requireObject(self, method);
  requireCallback(self, callback);
  const cursor: Val = cursorOf(self);
  let count: f64 = 0;
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return value;
    let stop: bool = false;
    try {
      const result: Val = invoke(callback, undefined, value, count);
      stop = until >= 0 && toBoolean(result) === (until === 1);
    } catch (error) {
      iterateCloseQuiet(cursor);
      throwVal(error);
    }
    if (stop) {
      iterateClose(cursor);
      return value;
    }
    count = count + 1;
  }
}
export function Iterator_prototype_forEach(self: Val, callback: Val): void {
  each(self, callback, 'forEach', -1);
}
export function Iterator_prototype_some(self: Val, predicate: Val): bool {
  return !isAbsent(each(self, predicate, 'some', 1));
}
export function Iterator_prototype_every(self: Val, predicate: Val): bool {
  return isAbsent(each(self, predicate, 'every', 0));
}
export function Iterator_prototype_find(self: Val, predicate: Val): Val {
  const value: Val = each(self, predicate, 'find', 1);
  return isAbsent(value) ? undefined : value;
}
export function Iterator_prototype_toArray(self: Val): Arr {
  requireObject(self, 'toArray');
  const cursor: Val = cursorOf(self);
  const result: Arr = newArray(0);
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return result;
    arrayPush(result, value);
  }
}

/** Iterator.prototype.reduce (§27.1.4.9); a missing initial value is not the same as undefined. */
export function Iterator_prototype_reduce(self: Val, reducer: Val, ...initial: Arr): Val {
  requireObject(self, 'reduce');
  requireCallback(self, reducer);
  const cursor: Val = cursorOf(self);
  let count: f64 = 0;
  let result: Val = undefined;
  if (initial.length > 0) {
    result = initial[0];
  } else {
    result = iterateNext(cursor);
    if (isAbsent(result)) throwTypeError('Reduce of a done iterator with no initial value');
    count = 1;
  }
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return result;
    try {
      result = invoke(reducer, undefined, result, value, count);
    } catch (error) {
      iterateCloseQuiet(cursor);
      throwVal(error);
    }
    count = count + 1;
  }
}

/** Iterator.from (§27.1.3.2.1): the iterator itself, or a wrapper that has the helpers. */
export function Iterator_from(value: Val): Val {
  const cursor: Val = flattenable(value, true, 'Iterator.from');
  const iterator: Val = cursorIterator(cursor);
  let at: u32 = addr(iterator);
  while (at !== 0) {
    if (at === prototypeOf('Iterator')) return iterator;
    at = prototypeOfObject(at);
  }
  const wrapper: Obj = newObject(shapeOf('WrapForValidIterator'));
  initVal(addr(wrapper), cursor, 8);
  return wrapper;
}
export function WrapForValidIterator_prototype_next(self: Val): Val {
  const cursor: Val = loadVal(addr(self), 8);
  return invoke(callable(cursorNextMethod(cursor)), cursorIterator(cursor));
}
export function WrapForValidIterator_prototype_return(self: Val): Val {
  const iterator: Val = cursorIterator(loadVal(addr(self), 8));
  const method: Val = (iterator as { return: Val }).return;
  if (isNullish(method)) return iterResult(undefined, true);
  return invoke(callable(method), iterator);
}
