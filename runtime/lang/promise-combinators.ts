// Promise.all, allSettled, any and race (ECMA-262 §27.2.4.1 to §27.2.4.5). Each element's promise gets one reaction that
// knows its group and index; the group counts what is outstanding.
import {
  addr,
  asCell,
  initVal,
  invoke,
  isAbsent,
  isObject,
  isString,
  load32,
  loadVal,
  shapeOf,
  store32,
  wellKnownSymbol,
  type Arr,
  type Cell,
  type Fn,
  type Obj,
  type Val,
  type bool,
  type u32,
  type f64,
} from './intrinsics.ts';
import { throwNotIterable } from './argument-text.ts';
import { arrayPush, arraySet, newArray } from './array.ts';
import { newError, throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { iterate, iterateNext } from './iterate.ts';
import { newJob, setJobValue } from './loop.ts';
import { allocScan } from './memory.ts';
import { getProperty } from './object.ts';
import { isPromiseItself } from './promise-construct.ts';
import { ALL, ALL_SETTLED, ANY, RACE, combine } from './promise-subclass.ts';
import {
  FULFILLED,
  REJECTED,
  fulfillPromise,
  newPromise,
  performThen,
  promiseResolve,
  rejectPromise,
  resolvePromise,
} from './promise.ts';
import { HIDDEN } from './shape.ts';
import { addProperty } from './slots.ts';

// A group: +0 outstanding elements, +8 the result's promise, +16 values, +24 one when it is decided.
// An element's job: +24 the group, +32 its index.
const ELEMENT_BYTES: u32 = 16;

function newGroup(): Cell {
  const promise: Obj = newPromise();
  const values: Arr = newArray(0);
  const group: u32 = allocScan(32);
  store32(group, 1);
  initVal(group, promise, 8);
  initVal(group, values, 16);
  return asCell(group);
}

/** Subscribes to all elements; `run` is an element's reaction, `end` what is due when none is outstanding. */
function collect(iterable: Val, run: Fn, end: (group: Cell) => void): Val {
  const group: Cell = newGroup();
  try {
    if (!isIterable(iterable)) throwNotIterable(iterable);
    const cursor: Val = iterate(iterable, false);
    let index: u32 = 0;
    while (true) {
      const item: Val = iterateNext(cursor);
      if (isAbsent(item)) break;
      arrayPush(loadVal(addr(group), 16) as Arr, undefined);
      store32(addr(group), load32(addr(group)) + 1);
      subscribe(group, item, index, run);
      index = index + 1;
    }
    if (countDown(group)) end(group);
  } catch (error) {
    if (decide(group)) rejectPromise(loadVal(addr(group), 8), error);
  }
  return loadVal(addr(group), 8);
}
function isIterable(value: Val): bool {
  return isString(value) || (isObject(value) && isFunction(getProperty(value, wellKnownSymbol('iterator'), 0)));
}
function subscribe(group: Cell, item: Val, index: u32, run: Fn): void {
  const promise: Val = promiseResolve(item);
  if (load32(addr(promise)) !== shapeOf('Promise')) {
    subscribeByThen(group, promise, index, run);
    return;
  }
  const job: Cell = newJob(run, ELEMENT_BYTES);
  initVal(addr(job), group, 24);
  initVal(addr(job), index as f64 as Val, 32);
  performThen(promise, job);
}

/** A promise with properties of its own, `then` perhaps: it is asked to call back (§27.2.4.1.2 step 8.s). */
function subscribeByThen(group: Cell, promise: Val, index: u32, run: Fn): void {
  const job: Cell = newJob(run, ELEMENT_BYTES);
  initVal(addr(job), group, 24);
  initVal(addr(job), index as f64 as Val, 32);
  const called: { done: boolean } = { done: false };
  const then: Val = (promise as { then: Val }).then;
  if (!isFunction(then)) throwTypeError('promise.then is not a function');
  const settle = (state: u32, value: Val): void => {
    if (called.done) return;
    called.done = true;
    enqueueNow(job, state, value);
  };
  invoke(
    then,
    promise,
    (value: Val): void => settle(FULFILLED, value),
    (reason: Val): void => settle(REJECTED, reason),
  );
}
/** Runs an element's reaction at once: whoever called back already is a job. */
function enqueueNow(job: Cell, state: u32, value: Val): void {
  store32(addr(job), state);
  setJobValue(job, value);
  invoke(loadVal(addr(job), 16), undefined, job);
}

/** One element less is outstanding; true when that was the last. */
function countDown(group: Cell): bool {
  const left: u32 = load32(addr(group)) - 1;
  store32(addr(group), left);
  return left === 0;
}
/** The first who asks may settle the result. */
function decide(group: Cell): bool {
  if (load32(addr(group), 24) !== 0) return false;
  store32(addr(group), 1, 24);
  return true;
}
function groupOf(job: Cell): Cell {
  return loadVal(addr(job), 24) as Cell;
}
function keep(job: Cell, value: Val): void {
  arraySet(loadVal(addr(groupOf(job)), 16) as Arr, loadVal(addr(job), 32) as f64 as u32, value);
}
function fulfillWithValues(group: Cell): void {
  if (decide(group)) fulfillPromise(loadVal(addr(group), 8), loadVal(addr(group), 16));
}

/** Promise.all (§27.2.4.1). */
export function Promise_all(self: Val, iterable: Val): Val {
  if (!isPromiseItself(self)) return combine(self, iterable, ALL);
  return collect(iterable, runAllElement as Fn, fulfillWithValues);
}
export function runAllElement(job: Cell): void {
  const group: Cell = groupOf(job);
  if (load32(addr(job)) === REJECTED) {
    if (decide(group)) rejectPromise(loadVal(addr(group), 8), loadVal(addr(job), 8));
    return;
  }
  keep(job, loadVal(addr(job), 8));
  if (countDown(group)) fulfillWithValues(group);
}

/** Promise.allSettled (§27.2.4.2). */
export function Promise_allSettled(self: Val, iterable: Val): Val {
  if (!isPromiseItself(self)) return combine(self, iterable, ALL_SETTLED);
  return collect(iterable, runSettledElement as Fn, fulfillWithValues);
}
export function runSettledElement(job: Cell): void {
  const value: Val = loadVal(addr(job), 8);
  if (load32(addr(job)) === REJECTED) keep(job, { status: 'rejected', reason: value });
  else keep(job, { status: 'fulfilled', value });
  if (countDown(groupOf(job))) fulfillWithValues(groupOf(job));
}

/** Promise.any (§27.2.4.3). */
export function Promise_any(self: Val, iterable: Val): Val {
  if (!isPromiseItself(self)) return combine(self, iterable, ANY);
  return collect(iterable, runAnyElement as Fn, rejectWithErrors);
}
export function runAnyElement(job: Cell): void {
  const group: Cell = groupOf(job);
  if (load32(addr(job)) === REJECTED) {
    keep(job, loadVal(addr(job), 8));
    if (countDown(group)) rejectWithErrors(group);
    return;
  }
  if (decide(group)) resolvePromise(loadVal(addr(group), 8), loadVal(addr(job), 8));
}
function rejectWithErrors(group: Cell): void {
  if (!decide(group)) return;
  const error: Obj = newError(shapeOf('AggregateError'), 'All promises were rejected');
  addProperty(error, 'errors', loadVal(addr(group), 16), HIDDEN);
  rejectPromise(loadVal(addr(group), 8), error);
}

/** Promise.race (§27.2.4.5). */
export function Promise_race(self: Val, iterable: Val): Val {
  if (!isPromiseItself(self)) return combine(self, iterable, RACE);
  return collect(iterable, runRaceElement as Fn, neverEnds);
}
export function runRaceElement(job: Cell): void {
  const group: Cell = groupOf(job);
  if (!decide(group)) return;
  const promise: Val = loadVal(addr(group), 8);
  if (load32(addr(job)) === REJECTED) rejectPromise(promise, loadVal(addr(job), 8));
  else resolvePromise(promise, loadVal(addr(job), 8));
}
/** The race among nobody stays open. */
function neverEnds(group: Cell): void {
  void group;
}
