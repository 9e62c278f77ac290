// Async functions at run time (ECMA-262 §27.7): compiler/passes/state-machine.ts turns a body into a resumable function
// over a frame; this file starts it and resumes it. One job cell serves all awaits of a call: nothing is allocated for them.
import {
  addr,
  initVal,
  invoke,
  isObject,
  load32,
  loadF64,
  loadVal,
  storeF64,
  type Cell,
  type Fn,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { newJob } from './loop.ts';
import {
  FULFILLED,
  REJECTED,
  enqueueSettled,
  isOwnPromise,
  newPromise,
  performThen,
  promiseResolve,
  rejectPromise,
  resolvePromise,
} from './promise.ts';

/** State of a frame while its body runs; it stays if the body ended (docs/internals.md, "Resumable functions"). */
const RUNNING = -2;
const NEXT = 0;
const THROW = 1;

// The job of an async call: +24 its frame, +32 the resumable function, +40 its promise.
const CALL_BYTES: u32 = 24;

/** Runs the body up to its first await and returns the promise of the call. */
export function asyncStart(frame: Cell, resume: Fn): Val {
  const promise: Val = newPromise();
  storeF64(addr(frame), RUNNING, 8);
  let value: Val = undefined;
  try {
    value = invoke(resume, undefined, 0, NEXT, undefined);
  } catch (error) {
    rejectPromise(promise, error);
    return promise;
  }
  if (loadF64(addr(frame), 8) === RUNNING) {
    resolvePromise(promise, value);
    return promise;
  }
  const job: Cell = newJob(runAwait as Fn, CALL_BYTES);
  initVal(addr(job), frame, 24);
  initVal(addr(job), resume, 32);
  initVal(addr(job), promise, 40);
  awaitValue(value, job);
  return promise;
}

/** The continuation of an await: the body goes on to its next await or its end. */
export function runAwait(job: Cell): void {
  const at: u32 = addr(job);
  const frame: u32 = load32(at, 24);
  const state: number = loadF64(frame, 8);
  storeF64(frame, RUNNING, 8);
  let value: Val = undefined;
  try {
    value = invoke(loadVal(at, 32), undefined, state, load32(at) === REJECTED ? THROW : NEXT, loadVal(at, 8));
  } catch (error) {
    rejectPromise(loadVal(at, 40), error);
    return;
  }
  if (loadF64(frame, 8) === RUNNING) resolvePromise(loadVal(at, 40), value);
  else awaitValue(value, job);
}

/** Await (§27.7.5.3): the job runs when the value has settled. A value that is no object needs no promise. */
export function awaitValue(value: Val, job: Cell): void {
  if (isOwnPromise(value)) performThen(value, job);
  else if (!isObject(value)) enqueueSettled(job, FULFILLED, value);
  else performThen(promiseResolve(value), job);
}

export type { bool };
