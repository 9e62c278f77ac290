// Promises (ECMA-262 §27.2): state, reactions, resolution. A reaction is a job cell of loop.ts that is queued as it stands
// when its promise settles, so that neither `then` nor `await` allocates more than one cell. The constructor's functions are
// promise-construct.ts and promise-combinators.ts; async.ts awaits.
import {
  addr,
  asCell,
  initVal,
  invoke,
  isObject,
  kindOf,
  load32,
  loadVal,
  prototypeOf,
  shapeOf,
  store32,
  storeVal,
  throwVal,
  type Arr,
  type Cell,
  type Fn,
  type Obj,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { newError } from './error.ts';
import { isFunction } from './function.ts';
import { enqueueJob, enqueueList, newJob, setJobValue, setNext, setRejectionHook } from './loop.ts';
import { newObject } from './slots.ts';

// A promise: +8 state, +12 flags, +16 result, +24 first reaction, +32 last reaction. Reactions are linked by +4.
export const PENDING: u32 = 0;
export const FULFILLED: u32 = 1;
export const REJECTED: u32 = 2;
/** [[PromiseIsHandled]]; the rest of the word counts the uses of resolving functions (promise-construct.ts). */
const HANDLED: u32 = 1;
export const RESOLVER_STEP: u32 = 2;

export function isPromise(value: Val): bool {
  return isObject(value) && load32(load32(addr(value))) === kindOf('Promise');
}
/** A promise whose constructor is %Promise%: no subclass. */
export function isOwnPromise(value: Val): bool {
  return isPromise(value) && load32(load32(addr(value)), 8) === prototypeOf('Promise');
}
export function promiseState(promise: Val): u32 {
  return load32(addr(promise), 8);
}
export function promiseResult(promise: Val): Val {
  return loadVal(addr(promise), 16);
}

export function newPromise(): Obj {
  const promise: Obj = newObject(shapeOf('Promise'));
  startPromise(promise);
  return promise;
}
/** The slots of a pending promise. */
export function startPromise(promise: Val): void {
  initVal(addr(promise), undefined, 16);
  initVal(addr(promise), undefined, 24);
  initVal(addr(promise), undefined, 32);
}

/** FulfillPromise (§27.2.1.4). */
export function fulfillPromise(promise: Val, value: Val): void {
  settle(promise, FULFILLED, value);
}
/** RejectPromise (§27.2.1.7). */
export function rejectPromise(promise: Val, reason: Val): void {
  if ((load32(addr(promise), 12) & HANDLED) === 0) noteRejection(promise);
  settle(promise, REJECTED, reason);
}

/** TriggerPromiseReactions (§27.2.1.8). */
function settle(promise: Val, state: u32, value: Val): void {
  const at: u32 = addr(promise);
  store32(at, state, 8);
  storeVal(at, value, 16);
  const head: Val = loadVal(at, 24);
  if (head === undefined) return;
  const tail: Val = loadVal(at, 32);
  storeVal(at, undefined, 24);
  storeVal(at, undefined, 32);
  let job: u32 = addr(head);
  while (job !== 0) {
    store32(job, state);
    setJobValue(asCell(job), value);
    job = load32(job, 4);
  }
  enqueueList(head as Cell, tail as Cell);
}

/** Queues a reaction for an outcome that is known. */
export function enqueueSettled(job: Cell, state: u32, value: Val): void {
  store32(addr(job), state);
  setJobValue(job, value);
  enqueueJob(job);
}

/** PerformPromiseThen (§27.2.5.4.1) with a reaction that stands for both outcomes. */
export function performThen(promise: Val, job: Cell): void {
  const at: u32 = addr(promise);
  const state: u32 = load32(at, 8);
  store32(at, load32(at, 12) | HANDLED, 12);
  if (state !== PENDING) {
    enqueueSettled(job, state, loadVal(at, 16));
    return;
  }
  const tail: Val = loadVal(at, 32);
  if (tail === undefined) storeVal(at, job, 24);
  else setNext(addr(tail), addr(job));
  storeVal(at, job, 32);
}

/** Promise resolve functions (§27.2.1.3.2), once they may act. */
export function resolvePromise(promise: Val, resolution: Val): void {
  if (!isObject(resolution)) {
    fulfillPromise(promise, resolution);
    return;
  }
  if (resolution === promise) {
    rejectPromise(promise, newError(shapeOf('TypeError'), 'Chaining cycle detected for promise #<Promise>'));
    return;
  }
  if (load32(addr(resolution)) === shapeOf('Promise')) {
    adopt(promise, resolution, undefined);
    return;
  }
  let then: Val = undefined;
  try {
    then = (resolution as { then: Val }).then;
  } catch (error) {
    rejectPromise(promise, error);
    return;
  }
  if (isFunction(then)) adopt(promise, resolution, then);
  else fulfillPromise(promise, resolution);
}

// NewPromiseResolveThenableJob (§27.2.2.2): +24 the promise, +32 the thenable, +40 its `then`, undefined for the built-in one.
function adopt(promise: Val, thenable: Val, then: Val): void {
  const job: Cell = newJob(then === undefined ? (runAdopt as Fn) : (runThenable as Fn), 24);
  initVal(addr(job), promise, 24);
  initVal(addr(job), thenable, 32);
  initVal(addr(job), then, 40);
  enqueueJob(job);
}
/** The built-in `then` needs no functions: the job itself becomes the reaction. */
export function runAdopt(job: Cell): void {
  storeVal(addr(job), runAdopted as Fn, 16);
  performThen(loadVal(addr(job), 32), job);
}
export function runAdopted(job: Cell): void {
  const promise: Val = loadVal(addr(job), 24);
  if (load32(addr(job)) === REJECTED) rejectPromise(promise, loadVal(addr(job), 8));
  else resolvePromise(promise, loadVal(addr(job), 8));
}
export function runThenable(job: Cell): void {
  const promise: Val = loadVal(addr(job), 24);
  const pair: u32 = addr(resolvingFunctions(promise));
  const resolve: Val = loadVal(pair, 8);
  const reject: Val = loadVal(pair, 16);
  try {
    invoke(loadVal(addr(job), 40), loadVal(addr(job), 32), resolve, reject);
  } catch (error) {
    invoke(reject, undefined, error);
  }
}

/**
 * CreateResolvingFunctions (§27.2.1.3): a cell with resolve at +8 and reject at +16. The shared record alreadyResolved is
 * the count in the promise's flags: a pair is good for the count that it was made at, and its first use advances it.
 */
export function resolvingFunctions(promise: Val): Cell {
  const made: u32 = load32(addr(promise), 12) & ~HANDLED;
  const pair: Cell = newJob((value: Val): void => {
    if (useResolver(promise, made)) resolvePromise(promise, value);
  }, 0);
  // The first function stands at +16 for a moment: the cell keeps it alive while the second is made.
  storeVal(addr(pair), loadVal(addr(pair), 16), 8);
  storeVal(
    addr(pair),
    (reason: Val): void => {
      if (useResolver(promise, made)) rejectPromise(promise, reason);
    },
    16,
  );
  return pair;
}
function useResolver(promise: Val, made: u32): bool {
  const flags: u32 = load32(addr(promise), 12);
  if ((flags & ~HANDLED) !== made) return false;
  store32(addr(promise), flags + RESOLVER_STEP, 12);
  return true;
}

// A reaction of `then`: +24 onFulfilled, +32 onRejected, +40 the derived promise, +48 and +56 the capability's functions
// when the derived promise is of a subclass.
const REACTION_BYTES: u32 = 40;

/** A reaction of `then` with a derived promise, or undefined for none. */
export function newReaction(onFulfilled: Val, onRejected: Val, derived: Val): Cell {
  const job: Cell = newJob(runReaction as Fn, REACTION_BYTES);
  const at: u32 = addr(job);
  initVal(at, isFunction(onFulfilled) ? onFulfilled : undefined, 24);
  initVal(at, isFunction(onRejected) ? onRejected : undefined, 32);
  initVal(at, derived, 40);
  initVal(at, undefined, 48);
  initVal(at, undefined, 56);
  return job;
}

/** NewPromiseReactionJob (§27.2.2.1). */
export function runReaction(job: Cell): void {
  const at: u32 = addr(job);
  const rejected: bool = load32(at) === REJECTED;
  const handler: Val = rejected ? loadVal(at, 32) : loadVal(at, 24);
  let value: Val = loadVal(at, 8);
  let failed: bool = rejected;
  if (handler !== undefined) {
    failed = false;
    try {
      value = invoke(handler, undefined, value);
    } catch (error) {
      failed = true;
      value = error;
    }
  }
  const derived: Val = loadVal(at, 40);
  const resolve: Val = loadVal(at, 48);
  if (resolve !== undefined) invoke(failed ? loadVal(at, 56) : resolve, undefined, value);
  else if (derived === undefined) return;
  else if (failed) rejectPromise(derived, value);
  else resolvePromise(derived, value);
}

/** PromiseResolve (§27.2.4.7.1) for %Promise%. */
export function promiseResolve(value: Val): Val {
  if (isOwnPromise(value)) return value;
  const promise: Obj = newPromise();
  resolvePromise(promise, value);
  return promise;
}
export function rejectedPromise(reason: Val): Val {
  const promise: Obj = newPromise();
  rejectPromise(promise, reason);
  return promise;
}

/** HostPromiseRejectionTracker (§27.2.1.9): rejected without a handler; judged when the microtasks have run. */
let unhandled: Val = undefined;
function noteRejection(promise: Val): void {
  if (unhandled === undefined) {
    unhandled = newArray(1);
    setRejectionHook(judgeRejections as Fn);
  }
  arrayPush(unhandled as Arr, promise);
}
/** The first promise that still has no handler ends the program with its reason, as an uncaught error does. */
export function judgeRejections(): bool {
  const list: Arr = unhandled as Arr;
  const count: u32 = arrayLength(list);
  if (count === 0) return false;
  unhandled = newArray(0);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const promise: Val = arrayGet(list, i);
    if ((load32(addr(promise), 12) & HANDLED) === 0) throwVal(promiseResult(promise));
  }
  return false;
}
