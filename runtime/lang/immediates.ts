// setImmediate (Node): callbacks that run once behind the timers and arrivals of a turn; those added meanwhile run in the
// next. An Immediate is an object of kind Timeout without a deadline.
import {
  addr,
  initVal,
  invokeArray,
  isObject,
  kindOf,
  load32,
  loadVal,
  shapeOf,
  store32,
  storeVal,
  type Arr,
  type Fn,
  type Obj,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { checkpoint, keepAlive, requireCallback, setImmediateHook } from './loop.ts';
import { newObject } from './slots.ts';

// An Immediate: +20 flags, +24 callback, +32 arguments.
const UNREF: u32 = 2;
const CLEARED: u32 = 4;

let waiting: Val = undefined;

export function global_setImmediate(callback: Val, ...args: Arr): Val {
  requireCallback(callback);
  const immediate: Obj = newObject(shapeOf('Immediate'));
  initVal(addr(immediate), callback, 24);
  initVal(addr(immediate), args, 32);
  if (waiting === undefined) {
    waiting = newArray(1);
    setImmediateHook(runImmediates as Fn);
  }
  arrayPush(waiting as Arr, immediate);
  keepAlive(1);
  return immediate;
}
export function global_clearImmediate(immediate: Val): void {
  if (!isObject(immediate) || load32(load32(addr(immediate))) !== kindOf('Immediate')) return;
  release(immediate);
  store32(addr(immediate), load32(addr(immediate), 20) | CLEARED, 20);
}
/** It keeps the program alive no longer. */
function release(immediate: Val): void {
  if ((load32(addr(immediate), 20) & (UNREF | CLEARED)) === 0) keepAlive(-1);
}

/** Runs what waits; with `ask` it only says whether something does. */
export function runImmediates(ask: bool): bool {
  const list: Arr = waiting as Arr;
  if (ask) return arrayLength(list) > 0;
  if (arrayLength(list) === 0) return false;
  waiting = newArray(1);
  for (let i: u32 = 0; i < arrayLength(list); i = i + 1) {
    const immediate: Val = arrayGet(list, i);
    release(immediate);
    if ((load32(addr(immediate), 20) & CLEARED) === 0) {
      store32(addr(immediate), CLEARED, 20);
      invokeArray(loadVal(addr(immediate), 24), immediate, loadVal(addr(immediate), 32) as Arr);
      storeVal(addr(immediate), undefined, 24);
      checkpoint();
    }
  }
  return true;
}

export function Immediate_prototype_ref(self: Val): Val {
  const flags: u32 = load32(addr(self), 20);
  if ((flags & (UNREF | CLEARED)) === UNREF) keepAlive(1);
  store32(addr(self), flags & ~UNREF, 20);
  return self;
}
export function Immediate_prototype_unref(self: Val): Val {
  release(self);
  store32(addr(self), load32(addr(self), 20) | UNREF, 20);
  return self;
}
export function Immediate_prototype_hasRef(self: Val): bool {
  return (load32(addr(self), 20) & UNREF) === 0;
}
