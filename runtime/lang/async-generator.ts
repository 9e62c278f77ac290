// Async generators (ECMA-262 §27.6) and the iteration of `for await` and `yield*` over async iterables (§7.4, §27.1.6).
// A generator queues the requests that come while its body runs; one job cell serves all its awaits.
import {
  addr,
  asCell,
  initVal,
  invoke,
  isNullish,
  isObject,
  kindOf,
  load32,
  loadF64,
  loadVal,
  shapeOf,
  store32,
  storeF64,
  storeVal,
  wellKnownSymbol,
  isAbsent,
  type Cell,
  type Fn,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { awaitValue } from './async.ts';
import { callable } from './argument-text.ts';
import { newError, throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { checkResult, iterResult, resultDone, resultValue } from './generator.ts';
import {
  cursorIterator,
  cursorNextMethod,
  isProtocolCursor,
  iterate,
  iterateClose,
  iterateCloseQuiet,
  iterateNext,
  newCursorOn,
} from './iterate.ts';
import { newJob, setNext } from './loop.ts';
import { allocScan } from './memory.ts';
import { getProperty, objectText } from './object.ts';
import {
  REJECTED,
  fulfillPromise,
  newPromise,
  performThen,
  promiseResolve,
  rejectPromise,
  rejectedPromise,
} from './promise.ts';
import { toStringValue } from './primitive.ts';
import { newObject } from './slots.ts';
import { concatStrings } from './string.ts';

// An async generator: +8 frame, +16 resumable function, +24 state, +32 first request, +40 last request, +48 the job of its
// awaits. A request: +0 mode, +4 the request behind it, +8 value, +16 promise. The frame: +8 state, +16 how it suspended.
const START: u32 = 0;
const YIELDED: u32 = 1;
const EXECUTING: u32 = 2;
/** Answers requests that came to a body that has ended; a `return` request is being awaited. */
const DRAINING: u32 = 3;
const COMPLETED: u32 = 4;
const RUNNING: f64 = -2;
const BY_YIELD: f64 = 1;
const NEXT: i32 = 0;
const THROW: i32 = 1;
const RETURN: i32 = 2;

export function makeAsyncGenerator(frame: Cell, resume: Fn): Obj {
  const generator: Obj = newObject(shapeOf('AsyncGenerator'));
  const at: u32 = addr(generator);
  initVal(at, frame, 8);
  initVal(at, resume, 16);
  initVal(at, undefined, 32);
  initVal(at, undefined, 40);
  const job: Cell = newJob(runGeneratorAwait as Fn, 8);
  initVal(addr(job), generator, 24);
  initVal(at, job, 48);
  return generator;
}

/** %AsyncGeneratorPrototype%.next (§27.6.1.2), return (§27.6.1.3), throw (§27.6.1.4). */
export function AsyncGenerator_prototype_next(self: Val, value: Val): Val {
  if (!isAsyncGenerator(self)) return refuse(self, 'next');
  if (stateOf(self) === COMPLETED) return fulfilled(iterResult(undefined, true));
  const promise: Val = enqueue(self, NEXT, value);
  if (isSuspended(self)) resume(self, NEXT, value);
  return promise;
}
export function AsyncGenerator_prototype_return(self: Val, value: Val): Val {
  if (!isAsyncGenerator(self)) return refuse(self, 'return');
  const promise: Val = enqueue(self, RETURN, value);
  const state: u32 = stateOf(self);
  if (state === START || state === COMPLETED) awaitReturn(self);
  else if (state === YIELDED) resume(self, RETURN, value);
  return promise;
}
export function AsyncGenerator_prototype_throw(self: Val, exception: Val): Val {
  if (!isAsyncGenerator(self)) return refuse(self, 'throw');
  if (stateOf(self) === START) store32(addr(self), COMPLETED, 24);
  if (stateOf(self) === COMPLETED) return rejectedPromise(exception);
  const promise: Val = enqueue(self, THROW, exception);
  if (stateOf(self) === YIELDED) resume(self, THROW, exception);
  return promise;
}
export function AsyncIterator_prototype_$$asyncIterator(self: Val): Val {
  return self;
}
/** %AsyncIteratorPrototype%[Symbol.asyncDispose] of explicit resource management: ends the iterator, gives undefined. */
export function AsyncIterator_prototype_$$asyncDispose(self: Val): Val {
  try {
    const method: Val = (self as { return: Val }).return;
    if (isNullish(method)) return fulfilled(undefined);
    const ended: Val = promiseResolve(invoke(callable(method), self, undefined));
    const promise: Obj = newPromise();
    const job: Cell = newJob(runDisposed as Fn, 8);
    initVal(addr(job), promise, 24);
    performThen(ended, job);
    return promise;
  } catch (error) {
    return rejectedPromise(error);
  }
}
export function runDisposed(job: Cell): void {
  const promise: Val = loadVal(addr(job), 24);
  if (load32(addr(job)) === REJECTED) rejectPromise(promise, loadVal(addr(job), 8));
  else fulfillPromise(promise, undefined);
}

function isAsyncGenerator(value: Val): bool {
  return isObject(value) && load32(load32(addr(value))) === kindOf('AsyncGenerator');
}
function refuse(value: Val, method: Str): Val {
  const text: Str = isObject(value) ? objectText(value) : toStringValue(value);
  return rejectedPromise(
    newError(
      shapeOf('TypeError'),
      concatStrings(
        concatStrings(concatStrings('Method [AsyncGenerator].prototype.', method), ' called on incompatible receiver '),
        text,
      ),
    ),
  );
}
function stateOf(generator: Val): u32 {
  return load32(addr(generator), 24);
}
function isSuspended(generator: Val): bool {
  return stateOf(generator) <= YIELDED;
}
function fulfilled(value: Val): Val {
  const promise: Obj = newPromise();
  fulfillPromise(promise, value);
  return promise;
}

/** AsyncGeneratorEnqueue (§27.6.3.4). */
function enqueue(generator: Val, mode: i32, value: Val): Val {
  const promise: Obj = newPromise();
  const request: Cell = asCell(allocScan(24));
  store32(addr(request), mode as u32);
  initVal(addr(request), value, 8);
  initVal(addr(request), promise, 16);
  const last: Val = loadVal(addr(generator), 40);
  if (last === undefined) storeVal(addr(generator), request, 32);
  else setNext(addr(last), addr(request));
  storeVal(addr(generator), request, 40);
  return promise;
}
/** Takes the first request off the queue; its promise. */
function dequeue(generator: Val): Val {
  const at: u32 = addr(generator);
  const request: Val = loadVal(at, 32);
  const next: u32 = load32(addr(request), 4);
  if (next === 0) {
    storeVal(at, undefined, 32);
    storeVal(at, undefined, 40);
  } else {
    storeVal(at, asCell(next), 32);
  }
  return loadVal(addr(request), 16);
}

/** AsyncGeneratorResume (§27.6.3.6), and on to the next request as long as the body yields to one that waits. */
function resume(generator: Val, mode: i32, value: Val): void {
  const at: u32 = addr(generator);
  const frame: u32 = load32(at, 8);
  let how: i32 = mode;
  let sent: Val = value;
  while (true) {
    store32(at, EXECUTING, 24);
    const state: f64 = loadF64(frame, 8);
    storeF64(frame, RUNNING, 8);
    let result: Val = undefined;
    try {
      result = invoke(loadVal(at, 16), undefined, state, how, sent);
    } catch (error) {
      store32(at, DRAINING, 24);
      rejectPromise(dequeue(generator), error);
      drain(generator);
      return;
    }
    if (loadF64(frame, 8) === RUNNING) {
      store32(at, DRAINING, 24);
      fulfillPromise(dequeue(generator), iterResult(result, true));
      drain(generator);
      return;
    }
    if (loadF64(frame, 16) !== BY_YIELD) {
      awaitValue(result, loadVal(at, 48) as Cell);
      return;
    }
    // AsyncGeneratorYield (§27.6.3.8).
    fulfillPromise(dequeue(generator), iterResult(result, false));
    const request: Val = loadVal(at, 32);
    if (request === undefined) {
      store32(at, YIELDED, 24);
      return;
    }
    how = load32(addr(request)) as i32;
    sent = loadVal(addr(request), 8);
  }
}
export function runGeneratorAwait(job: Cell): void {
  resume(loadVal(addr(job), 24), load32(addr(job)) === REJECTED ? THROW : NEXT, loadVal(addr(job), 8));
}

/** AsyncGeneratorDrainQueue (§27.6.3.10). */
function drain(generator: Val): void {
  while (true) {
    const request: Val = loadVal(addr(generator), 32);
    if (request === undefined) break;
    const mode: u32 = load32(addr(request));
    if (mode === (RETURN as u32)) {
      awaitReturn(generator);
      return;
    }
    const value: Val = loadVal(addr(request), 8);
    const promise: Val = dequeue(generator);
    if (mode === (THROW as u32)) rejectPromise(promise, value);
    else fulfillPromise(promise, iterResult(undefined, true));
  }
  store32(addr(generator), COMPLETED, 24);
}
/** AsyncGeneratorAwaitReturn (§27.6.3.9). */
function awaitReturn(generator: Val): void {
  store32(addr(generator), DRAINING, 24);
  const job: Cell = newJob(runAwaitedReturn as Fn, 8);
  initVal(addr(job), generator, 24);
  performThen(promiseResolve(loadVal(addr(loadVal(addr(generator), 32)), 8)), job);
}
export function runAwaitedReturn(job: Cell): void {
  const generator: Val = loadVal(addr(job), 24);
  const value: Val = loadVal(addr(job), 8);
  const promise: Val = dequeue(generator);
  if (load32(addr(job)) === REJECTED) rejectPromise(promise, value);
  else fulfillPromise(promise, iterResult(value, true));
  drain(generator);
}

/** GetIterator (§7.4.3), async: a protocol cursor whose +16 says what `yield*` does without `throw` or `return`. */
export function asyncIterate(iterable: Val): Val {
  const method: Val = isNullish(iterable) ? undefined : getProperty(iterable, wellKnownSymbol('asyncIterator'), 0);
  let iterator: Val = undefined;
  if (isNullish(method)) {
    iterator = fromSyncIterator(iterable);
  } else {
    if (!isFunction(method)) throwNotAsyncIterable(iterable);
    iterator = invoke(method, iterable);
    if (!isObject(iterator)) throwTypeError('Result of the Symbol.asyncIterator method is not an object');
  }
  const cursor: Cell = newCursorOn(iterator);
  storeVal(addr(cursor), delegateWithout as Fn, 16);
  return cursor;
}
function throwNotAsyncIterable(value: Val): never {
  throwTypeError(concatStrings(isObject(value) ? objectText(value) : toStringValue(value), ' is not async iterable'));
}

/** `yield*` asks for `throw` or `return` and the iterator has none (§15.5.5 step 7.b.iii, 7.c.ii). */
export function delegateWithout(iterator: Val, mode: Val, value: Val): Val {
  const promise: Obj = newPromise();
  if ((mode as f64 as i32) === RETURN) {
    const job: Cell = newJob(runReturned as Fn, 8);
    initVal(addr(job), promise, 24);
    performThen(promiseResolve(value), job);
    return promise;
  }
  const close: Val = (iterator as { return: Val }).return;
  const closing: Val = isNullish(close) ? undefined : invoke(callable(close), iterator);
  const job: Cell = newJob(runClosed as Fn, 8);
  initVal(addr(job), promise, 24);
  performThen(promiseResolve(closing), job);
  return promise;
}
export function runReturned(job: Cell): void {
  const promise: Val = loadVal(addr(job), 24);
  const value: Val = loadVal(addr(job), 8);
  if (load32(addr(job)) === REJECTED) rejectPromise(promise, value);
  else fulfillPromise(promise, iterResult(value, true));
}
export function runClosed(job: Cell): void {
  const promise: Val = loadVal(addr(job), 24);
  if (load32(addr(job)) === REJECTED) rejectPromise(promise, loadVal(addr(job), 8));
  else rejectPromise(promise, newError(shapeOf('TypeError'), "The iterator does not provide a 'throw' method"));
}

/** What `for await` awaits for the next result. */
export function asyncIterateNext(cursor: Val): Val {
  return invoke(callable(cursorNextMethod(cursor)), cursorIterator(cursor));
}
/** AsyncIteratorClose (§7.4.13): what is to be awaited; checkClosed looks at its outcome. */
export function asyncIterateClose(cursor: Val): Val {
  const iterator: Val = cursorIterator(cursor);
  const close: Val = (iterator as { return: Val }).return;
  return isNullish(close) ? NOTHING_TO_CLOSE : invoke(callable(close), iterator);
}
const NOTHING_TO_CLOSE = true;
export function checkClosed(result: Val): void {
  if (!isObject(result) && result !== NOTHING_TO_CLOSE)
    throwTypeError(concatStrings(toStringValue(result), ' is not an object'));
}

// AsyncFromSyncIterator (§27.1.6): +8 a cursor on the sync iterable.
function fromSyncIterator(iterable: Val): Obj {
  if (isNullish(iterable) || !isFunction(getProperty(iterable, wellKnownSymbol('iterator'), 0)))
    throwNotAsyncIterable(iterable);
  const cursor: Val = iterate(iterable, false);
  const iterator: Obj = newObject(shapeOf('AsyncFromSyncIterator'));
  initVal(addr(iterator), cursor, 8);
  return iterator;
}
function syncCursor(iterator: Val): Val {
  return loadVal(addr(iterator), 8);
}

export function AsyncFromSyncIterator_prototype_next(self: Val, value: Val): Val {
  const cursor: Val = syncCursor(self);
  try {
    if (isProtocolCursor(cursor))
      return continueWith(
        cursor,
        checkResult(invoke(callable(cursorNextMethod(cursor)), cursorIterator(cursor), value)),
        true,
      );
    const item: Val = iterateNext(cursor);
    return settleValue(cursor, isAbsent(item) ? undefined : item, isAbsent(item), true);
  } catch (error) {
    return rejectedPromise(error);
  }
}
export function AsyncFromSyncIterator_prototype_return(self: Val, value: Val): Val {
  const cursor: Val = syncCursor(self);
  try {
    const method: Val = isProtocolCursor(cursor) ? (cursorIterator(cursor) as { return: Val }).return : undefined;
    if (isNullish(method)) return fulfilled(iterResult(value, true));
    return continueWith(cursor, checkResult(invoke(callable(method), cursorIterator(cursor), value)), false);
  } catch (error) {
    return rejectedPromise(error);
  }
}
export function AsyncFromSyncIterator_prototype_throw(self: Val, value: Val): Val {
  const cursor: Val = syncCursor(self);
  try {
    const method: Val = isProtocolCursor(cursor) ? (cursorIterator(cursor) as { throw: Val }).throw : undefined;
    if (isNullish(method)) {
      iterateClose(cursor);
      throwTypeError("The iterator does not provide a 'throw' method");
    }
    return continueWith(cursor, checkResult(invoke(callable(method), cursorIterator(cursor), value)), true);
  } catch (error) {
    return rejectedPromise(error);
  }
}
function continueWith(cursor: Val, result: Val, close: bool): Val {
  const done: bool = resultDone(result);
  return settleValue(cursor, resultValue(result), done, close);
}
/** AsyncFromSyncIteratorContinuation (§27.1.6.4): the value's promise decides; a rejected one closes the iterator. */
function settleValue(cursor: Val, value: Val, done: bool, close: bool): Val {
  const promise: Obj = newPromise();
  const job: Cell = newJob(runSyncValue as Fn, 24);
  initVal(addr(job), promise, 24);
  initVal(addr(job), done, 32);
  initVal(addr(job), close && !done ? cursor : undefined, 40);
  performThen(promiseResolve(value), job);
  return promise;
}
export function runSyncValue(job: Cell): void {
  const promise: Val = loadVal(addr(job), 24);
  const value: Val = loadVal(addr(job), 8);
  if (load32(addr(job)) !== REJECTED) {
    fulfillPromise(promise, iterResult(value, loadVal(addr(job), 32) as bool));
    return;
  }
  const cursor: Val = loadVal(addr(job), 40);
  if (cursor !== undefined) iterateCloseQuiet(cursor);
  rejectPromise(promise, value);
}
