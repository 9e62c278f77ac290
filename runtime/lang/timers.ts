// setTimeout, setInterval and their Timeout objects (HTML §8.7 as Node keeps it): whole milliseconds, one at least; timers
// of one deadline run in the order of their creation. A binary heap holds those that wait.
import {
  addr,
  initVal,
  invokeArray,
  isNullish,
  isNumber,
  isObject,
  isString,
  kindOf,
  load32,
  loadF64,
  loadVal,
  shapeOf,
  store32,
  storeF64,
  type Arr,
  type Fn,
  type Obj,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, arraySet, arraySetLength, newArray } from './array.ts';
import { checkpoint, keepAlive, nowMs, requireCallback, setTimerHooks } from './loop.ts';
import { toNumber } from './primitive.ts';
import { newObject } from './slots.ts';

// A Timeout: +8 deadline in ms, +16 sequence number (u32, orders equal deadlines; also the id), +20 flags, +24 callback,
// +32 arguments, +40 delay in ms, +48 place in the heap plus one, 0 when it does not wait.
const INTERVAL: u32 = 1;
const UNREF: u32 = 2;
const CLEARED: u32 = 4;
/** Node's longest delay; what is longer becomes 1. */
const MAX_DELAY_MS: f64 = 2147483647;

let heap: Val = undefined;
let sequence: u32 = 0;

export function global_setTimeout(callback: Val, delayMs?: Val, ...args: Arr): Val {
  return addTimer(callback, delayMs, args, 0);
}
export function global_setInterval(callback: Val, delayMs?: Val, ...args: Arr): Val {
  return addTimer(callback, delayMs, args, INTERVAL);
}
export function global_clearTimeout(timeout: Val): void {
  const timer: Val = timerOf(timeout);
  if (timer === undefined) return;
  store32(addr(timer), flagsOf(timer) | CLEARED, 20);
  removeTimer(timer);
}
export function global_clearInterval(timeout: Val): void {
  global_clearTimeout(timeout);
}

export function addTimer(callback: Val, delayMs: Val, args: Arr, flags: u32): Val {
  requireCallback(callback);
  const timer: Obj = newObject(shapeOf('Timeout'));
  const at: u32 = addr(timer);
  initVal(at, callback, 24);
  initVal(at, args, 32);
  storeF64(at, delayOf(delayMs), 40);
  store32(at, flags, 20);
  start(timer, startMs());
  return timer;
}

function delayOf(value: Val): f64 {
  const delay: f64 = value === undefined ? 1 : toNumber(value);
  return delay >= 1 && delay <= MAX_DELAY_MS ? Math.trunc(delay) : 1;
}
/** Timers count from whole milliseconds. */
function startMs(): f64 {
  return Math.floor(nowMs());
}
function flagsOf(timer: Val): u32 {
  return load32(addr(timer), 20);
}
function isWaiting(timer: Val): bool {
  return load32(addr(timer), 48) !== 0;
}

/** The Timeout that was meant: by itself or by its id. */
function timerOf(value: Val): Val {
  if (isObject(value)) return load32(load32(addr(value))) === kindOf('Timeout') ? value : undefined;
  if (heap === undefined || isNullish(value) || !(isNumber(value) || isString(value))) return undefined;
  const id: f64 = toNumber(value);
  const list: Arr = heap as Arr;
  for (let i: u32 = 0; i < arrayLength(list); i = i + 1) {
    const timer: Val = arrayGet(list, i);
    if ((load32(addr(timer), 16) as f64) === id) return timer;
  }
  return undefined;
}

/** Puts a timer among those that wait. */
function start(timer: Val, fromMs: f64): void {
  if (heap === undefined) {
    heap = newArray(4);
    setTimerHooks(runTimers as Fn, nextTimer as Fn);
  }
  sequence = sequence + 1;
  store32(addr(timer), sequence, 16);
  storeF64(addr(timer), fromMs + loadF64(addr(timer), 40), 8);
  const list: Arr = heap as Arr;
  arrayPush(list, timer);
  rise(list, arrayLength(list) - 1, timer);
  if ((flagsOf(timer) & UNREF) === 0) keepAlive(1);
}

/** Takes a timer out of the heap; nothing if it does not wait. */
function removeTimer(timer: Val): void {
  const place: u32 = load32(addr(timer), 48);
  if (place === 0) return;
  const list: Arr = heap as Arr;
  const count: u32 = arrayLength(list) - 1;
  const moved: Val = arrayGet(list, count);
  arraySetLength(list, count);
  store32(addr(timer), 0, 48);
  if (place - 1 !== count) {
    rise(list, place - 1, moved);
    sink(list, load32(addr(moved), 48) - 1, moved);
  }
  if ((flagsOf(timer) & UNREF) === 0) keepAlive(-1);
}

function isBefore(a: Val, b: Val): bool {
  const left: f64 = loadF64(addr(a), 8);
  const right: f64 = loadF64(addr(b), 8);
  return left < right || (left === right && load32(addr(a), 16) < load32(addr(b), 16));
}
function put(list: Arr, index: u32, timer: Val): void {
  arraySet(list, index, timer);
  store32(addr(timer), index + 1, 48);
}
function rise(list: Arr, from: u32, timer: Val): void {
  let index: u32 = from;
  while (index > 0) {
    const parent: Val = arrayGet(list, (index - 1) >>> 1);
    if (!isBefore(timer, parent)) break;
    put(list, index, parent);
    index = (index - 1) >>> 1;
  }
  put(list, index, timer);
}
function sink(list: Arr, from: u32, timer: Val): void {
  const count: u32 = arrayLength(list);
  let index: u32 = from;
  while (true) {
    let child: u32 = (index << 1) + 1;
    if (child >= count) break;
    if (child + 1 < count && isBefore(arrayGet(list, child + 1), arrayGet(list, child))) child = child + 1;
    if (!isBefore(arrayGet(list, child), timer)) break;
    put(list, index, arrayGet(list, child));
    index = child;
  }
  put(list, index, timer);
}

/** Runs the timers that are due, each with a checkpoint behind it; timers made meanwhile wait for the next turn. */
export function runTimers(): void {
  const list: Arr = heap as Arr;
  const newest: u32 = sequence;
  const now: f64 = nowMs();
  while (arrayLength(list) > 0) {
    const timer: Val = arrayGet(list, 0);
    if (loadF64(addr(timer), 8) > now || load32(addr(timer), 16) > newest) return;
    runTimer(timer);
    checkpoint();
  }
}
function runTimer(timer: Val): void {
  const at: u32 = addr(timer);
  const from: f64 = startMs();
  removeTimer(timer);
  invokeArray(loadVal(at, 24), timer, loadVal(at, 32) as Arr);
  if ((flagsOf(timer) & (INTERVAL | CLEARED)) === INTERVAL && !isWaiting(timer)) start(timer, from);
}
/** The next deadline in ms. */
export function nextTimer(): f64 {
  const list: Arr = heap as Arr;
  return arrayLength(list) === 0 ? Infinity : loadF64(addr(arrayGet(list, 0)), 8);
}

export function Timeout_prototype_ref(self: Val): Val {
  const flags: u32 = flagsOf(self);
  if ((flags & UNREF) !== 0 && isWaiting(self)) keepAlive(1);
  store32(addr(self), flags & ~UNREF, 20);
  return self;
}
export function Timeout_prototype_unref(self: Val): Val {
  const flags: u32 = flagsOf(self);
  if ((flags & UNREF) === 0 && isWaiting(self)) keepAlive(-1);
  store32(addr(self), flags | UNREF, 20);
  return self;
}
export function Timeout_prototype_hasRef(self: Val): bool {
  return (flagsOf(self) & UNREF) === 0;
}
/** Starts the delay anew, also of a timer that has run. */
export function Timeout_prototype_refresh(self: Val): Val {
  if ((flagsOf(self) & CLEARED) !== 0) return self;
  removeTimer(self);
  start(self, startMs());
  return self;
}
export function Timeout_prototype_close(self: Val): Val {
  global_clearTimeout(self);
  return self;
}
export function Timeout_prototype_$$toPrimitive(self: Val): f64 {
  return load32(addr(self), 16) as f64;
}

/** A one-shot timer for the runtime itself that does not keep the program alive. */
export function addQuietTimer(callback: Val, delayMs: f64): Val {
  const timer: Val = addTimer(callback, delayMs, newArray(0), UNREF);
  return timer;
}
