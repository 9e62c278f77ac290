// Event, CustomEvent and EventTarget (DOM §2) without a tree: a target is the only one on its path, so that capturing and
// bubbling listeners run in the order in which they were added.
import {
  addr,
  asCell,
  busNow,
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
  throwVal,
  type Arr,
  type Cell,
  type Fn,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, copyRange, newArray } from './array.ts';
import { throwArgumentType } from './argument-text.ts';
import { newError, throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { enqueueJob, newJob } from './loop.ts';
import { allocScan } from './memory.ts';
import { toBoolean } from './primitive.ts';
import { HIDDEN } from './shape.ts';
import { addProperty, newObject } from './slots.ts';
import { concatStrings, stringEquals } from './string.ts';

// An event: +8 type, +16 target, +24 flags, +32 time stamp in ms, +40 detail, +48 current target.
const BUBBLES: u32 = 1;
const CANCELABLE: u32 = 2;
const COMPOSED: u32 = 4;
const PREVENTED: u32 = 8;
const STOPPED: u32 = 16;
const STOPPED_AT_ONCE: u32 = 32;
const DISPATCHED: u32 = 64;
const IN_PASSIVE: u32 = 128;
const TRUSTED: u32 = 256;
const NS_PER_MS: f64 = 1000000;
const AT_TARGET: u32 = 2;

export function Event_construct(self: Val, type: Str, options?: Val): void {
  startEvent(self, type);
  const at: u32 = addr(self);
  if (isNullish(options)) return;
  let flags: u32 = 0;
  if (toBoolean((options as { bubbles: Val }).bubbles)) flags = flags | BUBBLES;
  if (toBoolean((options as { cancelable: Val }).cancelable)) flags = flags | CANCELABLE;
  if (toBoolean((options as { composed: Val }).composed)) flags = flags | COMPOSED;
  store32(at, flags, 24);
}
function startEvent(event: Val, type: Str): void {
  const at: u32 = addr(event);
  initVal(at, type, 8);
  initVal(at, null, 16);
  storeF64(at, busNow() / NS_PER_MS, 32);
  initVal(at, null, 40);
  initVal(at, null, 48);
}
/** An event that the runtime dispatches. */
export function newEvent(type: Str): Obj {
  const event: Obj = newObject(shapeOf('Event'));
  startEvent(event, type);
  store32(addr(event), TRUSTED, 24);
  return event;
}
export function CustomEvent_construct(self: Val, type: Str, options?: Val): void {
  Event_construct(self, type, options);
  if (isNullish(options)) return;
  const detail: Val = (options as { detail: Val }).detail;
  if (detail !== undefined) storeVal(addr(self), detail, 40);
}
export function CustomEvent_prototype_$get_detail(self: Val): Val {
  return loadVal(addr(self), 40);
}

function flagsOf(event: Val): u32 {
  if (!isObject(event) || load32(load32(addr(event))) !== kindOf('Event'))
    throwTypeError('Value of "this" must be of type Event');
  return load32(addr(event), 24);
}
function setFlags(event: Val, flags: u32): void {
  store32(addr(event), flagsOf(event) | flags, 24);
}
export function Event_prototype_$get_type(self: Val): Val {
  flagsOf(self);
  return loadVal(addr(self), 8);
}
export function Event_prototype_$get_target(self: Val): Val {
  flagsOf(self);
  return loadVal(addr(self), 16);
}
export function Event_prototype_$get_currentTarget(self: Val): Val {
  flagsOf(self);
  return loadVal(addr(self), 48);
}
export function Event_prototype_$get_bubbles(self: Val): bool {
  return (flagsOf(self) & BUBBLES) !== 0;
}
export function Event_prototype_$get_cancelable(self: Val): bool {
  return (flagsOf(self) & CANCELABLE) !== 0;
}
export function Event_prototype_$get_composed(self: Val): bool {
  return (flagsOf(self) & COMPOSED) !== 0;
}
export function Event_prototype_$get_defaultPrevented(self: Val): bool {
  return (flagsOf(self) & PREVENTED) !== 0;
}
export function Event_prototype_$get_isTrusted(self: Val): bool {
  return (flagsOf(self) & TRUSTED) !== 0;
}
export function Event_prototype_$get_eventPhase(self: Val): u32 {
  return (flagsOf(self) & DISPATCHED) !== 0 ? AT_TARGET : 0;
}
export function Event_prototype_$get_timeStamp(self: Val): f64 {
  flagsOf(self);
  return loadF64(addr(self), 32);
}
export function Event_prototype_composedPath(self: Val): Arr {
  const path: Arr = newArray(1);
  if ((flagsOf(self) & DISPATCHED) !== 0) arrayPush(path, loadVal(addr(self), 48));
  return path;
}
export function Event_prototype_preventDefault(self: Val): void {
  if ((flagsOf(self) & (CANCELABLE | IN_PASSIVE)) === CANCELABLE) setFlags(self, PREVENTED);
}
export function Event_prototype_stopPropagation(self: Val): void {
  setFlags(self, STOPPED);
}
export function Event_prototype_stopImmediatePropagation(self: Val): void {
  setFlags(self, STOPPED | STOPPED_AT_ONCE);
}

// A target: +8 its listeners, an array of cells {+0 flags, +8 type, +16 callback}.
const CAPTURE: u32 = 1;
const ONCE: u32 = 2;
const PASSIVE: u32 = 4;
const REMOVED: u32 = 8;

export function EventTarget_construct(self: Val): void {
  initVal(addr(self), undefined, 8);
}
function listenersOf(target: Val): Arr {
  requireTarget(target);
  const known: Val = loadVal(addr(target), 8);
  if (isObject(known)) return known as Arr;
  const made: Arr = newArray(1);
  storeVal(addr(target), made, 8);
  return made;
}
function requireTarget(target: Val): void {
  const kind: u32 = isObject(target) ? load32(load32(addr(target))) : 0;
  if (kind !== kindOf('EventTarget') && kind !== kindOf('AbortSignal'))
    throwTypeError('Value of "this" must be of type EventTarget');
}

export function EventTarget_prototype_addEventListener(self: Val, type: Str, callback: Val, options?: Val): void {
  const listeners: Arr = listenersOf(self);
  if (isNullish(callback)) return;
  if (!isObject(callback)) throwArgumentType('listener', 'an instance of EventListener', callback);
  let flags: u32 = 0;
  let signal: Val = undefined;
  if (isObject(options)) {
    if (toBoolean((options as { capture: Val }).capture)) flags = flags | CAPTURE;
    if (toBoolean((options as { once: Val }).once)) flags = flags | ONCE;
    if (toBoolean((options as { passive: Val }).passive)) flags = flags | PASSIVE;
    signal = (options as { signal: Val }).signal;
  } else if (toBoolean(options)) {
    flags = CAPTURE;
  }
  if (!isNullish(signal) && toBoolean((signal as { aborted: Val }).aborted)) return;
  if (findListener(listeners, type, callback, flags & CAPTURE) !== undefined) return;
  const listener: Cell = asCell(allocScan(24));
  store32(addr(listener), flags);
  initVal(addr(listener), type, 8);
  initVal(addr(listener), callback, 16);
  arrayPush(listeners, listener);
  if (!isNullish(signal)) removeOnAbort(self, listener, signal);
}
function removeOnAbort(target: Val, listener: Cell, signal: Val): void {
  EventTarget_prototype_addEventListener(signal, 'abort', (): void => remove(target, listener), undefined);
}

function findListener(listeners: Arr, type: Str, callback: Val, capture: u32): Val {
  for (let i: u32 = 0; i < arrayLength(listeners); i = i + 1) {
    const at: u32 = addr(arrayGet(listeners, i));
    if (loadVal(at, 16) === callback && (load32(at) & CAPTURE) === capture && stringEquals(loadVal(at, 8) as Str, type))
      return arrayGet(listeners, i);
  }
  return undefined;
}
/** A copy without the listener, so that a dispatch under way keeps its list. */
function remove(target: Val, listener: Val): void {
  const listeners: Arr = listenersOf(target);
  const rest: Arr = newArray(arrayLength(listeners));
  for (let i: u32 = 0; i < arrayLength(listeners); i = i + 1) {
    if (arrayGet(listeners, i) !== listener) arrayPush(rest, arrayGet(listeners, i));
  }
  store32(addr(listener), load32(addr(listener)) | REMOVED);
  storeVal(addr(target), rest, 8);
}
export function EventTarget_prototype_removeEventListener(self: Val, type: Str, callback: Val, options?: Val): void {
  const capture: bool = isObject(options) ? toBoolean((options as { capture: Val }).capture) : toBoolean(options);
  const found: Val = findListener(listenersOf(self), type, callback, capture ? CAPTURE : 0);
  if (found !== undefined) remove(self, found);
}

export function EventTarget_prototype_dispatchEvent(self: Val, event: Val): bool {
  requireTarget(self);
  if (!isObject(event) || load32(load32(addr(event))) !== kindOf('Event'))
    throwArgumentType('event', 'an instance of Event', event);
  if ((flagsOf(event) & DISPATCHED) !== 0) throwVal(recursion(event));
  return dispatch(self, event);
}
function recursion(event: Val): Val {
  const text: Str = concatStrings('The event "', loadVal(addr(event), 8) as Str);
  const error: Obj = newError(shapeOf('Error'), concatStrings(text, '" is already being dispatched'));
  addProperty(error, 'code', 'ERR_EVENT_RECURSION', HIDDEN);
  return error;
}

/** The dispatch algorithm (DOM §2.9) for a path of one target. */
export function dispatch(target: Val, event: Val): bool {
  const at: u32 = addr(event);
  storeVal(at, target, 16);
  storeVal(at, target, 48);
  setFlags(event, DISPATCHED);
  const known: Arr = listenersOf(target);
  const listeners: Arr = copyRange(known, 0, arrayLength(known));
  const type: Str = loadVal(at, 8) as Str;
  for (let i: u32 = 0; i < arrayLength(listeners); i = i + 1) {
    const listener: Val = arrayGet(listeners, i);
    if ((load32(addr(listener)) & REMOVED) === 0 && stringEquals(loadVal(addr(listener), 8) as Str, type))
      call(target, listener, event);
    if ((load32(at, 24) & STOPPED_AT_ONCE) !== 0) break;
  }
  storeVal(at, null, 48);
  store32(at, load32(at, 24) & ~(DISPATCHED | STOPPED | STOPPED_AT_ONCE), 24);
  return (load32(at, 24) & PREVENTED) === 0;
}

/** Runs one listener; what it throws is uncaught, but the others still run. */
function call(target: Val, listener: Val, event: Val): void {
  const flags: u32 = load32(addr(listener));
  const callback: Val = loadVal(addr(listener), 16);
  if ((flags & ONCE) !== 0) remove(target, listener);
  if ((flags & PASSIVE) !== 0) setFlags(event, IN_PASSIVE);
  try {
    if (isFunction(callback)) {
      invoke(callback, target, event);
    } else {
      const handler: Val = (callback as { handleEvent: Val }).handleEvent;
      if (isFunction(handler)) invoke(handler, callback, event);
    }
  } catch (error) {
    reportLater(error);
  }
  store32(addr(event), load32(addr(event), 24) & ~IN_PASSIVE, 24);
}
function reportLater(error: Val): void {
  const job: Cell = newJob(throwNow as Fn, 8);
  initVal(addr(job), error, 24);
  enqueueJob(job);
}
export function throwNow(job: Cell): void {
  throwVal(loadVal(addr(job), 24));
}
