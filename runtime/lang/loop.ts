// The event loop: microtasks, what ends a turn, and what a program waits for (HTML §8.1.7, Node's phases). `boot` runs the
// program's top level; the host then calls `turn` (docs/abi.md, turn protocol), which calls runTurn and turnDeadline.
// Timers, immediates, ticks and rejections register themselves as hooks, so that a program links only what it uses.
import {
  addr,
  asCell,
  busNow,
  i64FromF64,
  initVal,
  invoke,
  load32,
  loadVal,
  store32,
  storeVal,
  throwVal,
  type Arr,
  type Cell,
  type Fn,
  type Val,
  type bool,
  type f64,
  type i32,
  type i64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { barrier, collectWhenIdle, isMarking } from './collect.ts';
import { consoleError } from '../device/console.ts';
import { isFunction } from './function.ts';
import { throwArgumentType } from './argument-text.ts';
import { allocScan } from './memory.ts';
import { exitResult, getExitCode, hasEnded, setExitCode } from './start.ts';

/** Of a source in the list: its three functions stand one after the other. */
const SOURCE_FUNCTIONS: u32 = 3;

// A job: a scan cell, +0 outcome, +4 the job behind it (raw, traced), +8 argument, +16 the function that runs it (gets the
// cell), +24… its own. A promise's reactions are jobs that wait for their turn to be queued: no allocation then.
export const JOB_BYTES: u32 = 24;
const NS_PER_MS: f64 = 1000000;
/** Node's code for a top-level await that can never settle. */
const UNSETTLED: i32 = 13;
const NEVER: i64 = 0x7fffffffffffffffn;

let first: Val = undefined;
let last: Val = undefined;
let alive: i32 = 0;
let sources: Val = undefined;
let topLevel: Val = undefined;
let booted: bool = false;
/** The top level threw. */
let failed: bool = false;
let failure: Val = undefined;
/** Functions that are there when something registered them. */
let ticks: Val = undefined;
let rejections: Val = undefined;
let timers: Val = undefined;
let timersNext: Val = undefined;
let immediates: Val = undefined;
let turnEnd: Val = undefined;

/** A job with room for `bytes` beyond JOB_BYTES, to be run by `run(job)`. */
export function newJob(run: Fn, bytes: u32): Cell {
  const job: u32 = allocScan(JOB_BYTES + bytes);
  initVal(job, run, 16);
  return asCell(job);
}

/** The link of a job to the one behind it. */
export function setNext(job: u32, next: u32): void {
  const old: u32 = load32(job, 4);
  if (old !== 0 && isMarking()) barrier(asCell(old));
  store32(job, next, 4);
}

/** HostEnqueuePromiseJob (ECMA-262 §9.5.5): behind all that wait. */
export function enqueueJob(job: Cell): void {
  enqueueList(job, job);
}
/** The same for a chain of jobs. */
export function enqueueList(from: Cell, to: Cell): void {
  if (first === undefined) first = from;
  else setNext(addr(last), addr(from));
  last = to;
}

/** Runs jobs, also those that they add, until none is left. */
export function runMicrotasks(): void {
  while (first !== undefined) {
    const job: Cell = first as Cell;
    const next: u32 = load32(addr(job), 4);
    if (next === 0) {
      first = undefined;
      last = undefined;
    } else {
      first = asCell(next);
      setNext(addr(job), 0);
    }
    invoke(loadVal(addr(job), 16), undefined, job);
  }
}
export function hasMicrotasks(): bool {
  return first !== undefined;
}

/** queueMicrotask (HTML §8.6). What the callback throws is uncaught. */
export function global_queueMicrotask(callback: Val): void {
  requireCallback(callback);
  const job: Cell = newJob(runCallback as Fn, 8);
  initVal(addr(job), callback, 24);
  enqueueJob(job);
}
/** Throws as Node does unless the value is a function. */
export function requireCallback(callback: Val): void {
  if (!isFunction(callback)) throwArgumentType('callback', 'of type function', callback);
}

export function runCallback(job: Cell): void {
  invoke(loadVal(addr(job), 24), undefined);
}

/** Functions that take part in a checkpoint: the next ticks, and the judgement on rejections; both say whether they ran anything. */
export function setTickHook(run: Fn): void {
  ticks = run;
}
export function setRejectionHook(run: Fn): void {
  rejections = run;
}
/** `run(nowMs)` runs due timers, `next()` gives the next deadline in ms. */
export function setTimerHooks(run: Fn, next: Fn): void {
  timers = run;
  timersNext = next;
}
/** `run(false)` runs immediates, `run(true)` says whether there are any. */
export function setImmediateHook(run: Fn): void {
  immediates = run;
}

/** `run()` when the stack is empty and all jobs have run: ClearKeptObjects (ECMA-262 §9.11). */
export function setTurnEndHook(run: Fn): void {
  turnEnd = run;
}

/** Between macrotasks: ticks, then microtasks, again until neither is left, then unhandled rejections end the program. */
export function checkpoint(): void {
  let again: bool = true;
  while (again) {
    again = false;
    if (ticks !== undefined) invoke(ticks, undefined);
    runMicrotasks();
    if (ticks !== undefined && (invoke(ticks, undefined) as bool)) again = true;
    else if (rejections !== undefined && (invoke(rejections, undefined) as bool)) again = true;
  }
}

/**
 * Something that receives news before the turn's macrotasks and sends at its end, both told the time in ms: the network interface.
 * `nextDeadlineMs` says when it wants a turn although nothing arrived; Infinity for never.
 */
export function addTurnSource(receive: Fn, flush: Fn, nextDeadlineMs: Fn): void {
  if (sources === undefined) sources = newArray(SOURCE_FUNCTIONS);
  arrayPush(sources as Arr, receive);
  arrayPush(sources as Arr, flush);
  arrayPush(sources as Arr, nextDeadlineMs);
}

/** Counts what a program waits for: it ends when nothing is left. */
export function keepAlive(delta: i32): void {
  alive = alive + delta;
}

/** The promise of an asynchronous top level. */
export function watchTopLevel(promise: Val): void {
  topLevel = promise;
}

/** The top level's error, which the first turn reports behind the jobs that were queued before it. */
export function failTopLevel(error: Val): void {
  failed = true;
  failure = error;
}

export function nowMs(): f64 {
  return busNow() / NS_PER_MS;
}

/** One turn: timers, arrivals, immediates, each followed by a checkpoint; then what sources want to send. */
export function runTurn(): void {
  if (hasEnded()) return;
  if (!booted) {
    // The top level of a module runs inside a microtask: promise jobs come before ticks.
    booted = true;
    runMicrotasks();
    if (failed) throwVal(failure);
  }
  checkpoint();
  if (timers !== undefined) invoke(timers, undefined);
  if (sources !== undefined) receiveAll(sources as Arr);
  if (immediates !== undefined) invoke(immediates, undefined, false);
  if (sources !== undefined) flushAll(sources as Arr);
  if (turnEnd !== undefined) invoke(turnEnd, undefined);
}

function receiveAll(list: Arr): void {
  for (let i: u32 = 0; i < arrayLength(list); i = i + SOURCE_FUNCTIONS) {
    invoke(arrayGet(list, i), undefined, nowMs() as Val);
    checkpoint();
  }
}
function flushAll(list: Arr): void {
  for (let i: u32 = 1; i < arrayLength(list); i = i + SOURCE_FUNCTIONS)
    invoke(arrayGet(list, i), undefined, nowMs() as Val);
}

/** When the next turn is due, in ns of busNow: at once, never, or -(code + 1) when nothing is pending. */
export function turnDeadline(): i64 {
  if (hasEnded()) return exitResult();
  if (alive <= 0) return endOfProgram();
  // The stack is empty now, so this is the best time to collect.
  const collected: bool = collectWhenIdle();
  if (collected || (immediates !== undefined && (invoke(immediates, undefined, true) as bool))) return 0n;
  let soonest: f64 = Infinity;
  if (timersNext !== undefined) soonest = invoke(timersNext, undefined) as f64;
  if (sources !== undefined) {
    const list: Arr = sources as Arr;
    for (let i: u32 = 2; i < arrayLength(list); i = i + SOURCE_FUNCTIONS) {
      const deadline: f64 = invoke(arrayGet(list, i), undefined) as f64;
      if (deadline < soonest) soonest = deadline;
    }
  }
  if (soonest === Infinity) return NEVER;
  return i64FromF64(Math.ceil(soonest * NS_PER_MS));
}

function endOfProgram(): i64 {
  if (topLevel !== undefined && load32(addr(topLevel), 8) === 0 && getExitCode() === 0) {
    consoleError('Warning: Detected unsettled top-level await\n');
    setExitCode(UNSETTLED);
  }
  return exitResult();
}

/** Puts a value into a slot of a job that may be old. */
export function setJobValue(job: Cell, value: Val): void {
  storeVal(addr(job), value, 8);
}
