// AbortController and AbortSignal (DOM §3). A signal is aborted once it has a reason.
import {
  absent,
  addr,
  initVal,
  invoke,
  isAbsent,
  isNullish,
  isObject,
  kindOf,
  load32,
  loadVal,
  shapeOf,
  storeVal,
  throwVal,
  type Arr,
  type Fn,
  type Obj,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { newDomException } from './dom-exception.ts';
import { throwTypeError } from './error.ts';
import { EventTarget_construct, EventTarget_prototype_addEventListener, dispatch, newEvent } from './event-target.ts';
import { isFunction } from './function.ts';
import { iterate, iterateNext } from './iterate.ts';
import { newObject } from './slots.ts';
import { addQuietTimer } from './timers.ts';

// A signal: +8 listeners (event-target.ts), +16 reason or absent, +24 onabort, +32 signals that depend on it.
function newSignal(): Obj {
  const signal: Obj = newObject(shapeOf('AbortSignal'));
  EventTarget_construct(signal);
  initVal(addr(signal), absent(), 16);
  initVal(addr(signal), null, 24);
  initVal(addr(signal), undefined, 32);
  return signal;
}
function requireSignal(value: Val): void {
  if (!isObject(value) || load32(load32(addr(value))) !== kindOf('AbortSignal'))
    throwTypeError('Value of "this" must be of type AbortSignal');
}
export function isAborted(signal: Val): bool {
  return !isAbsent(loadVal(addr(signal), 16));
}

/** Signal abort (DOM §3.1): all reasons are set before any event is dispatched. */
function abortSignal(signal: Val, reason: Val): void {
  if (isAborted(signal)) return;
  const value: Val = reason === undefined ? newDomException('This operation was aborted', 'AbortError') : reason;
  storeVal(addr(signal), value, 16);
  const dependents: Val = loadVal(addr(signal), 32);
  const started: Arr = newArray(0);
  if (isObject(dependents)) startDependents(dependents as Arr, value, started);
  dispatch(signal, newEvent('abort'));
  for (let i: u32 = 0; i < arrayLength(started); i = i + 1) dispatch(arrayGet(started, i), newEvent('abort'));
}
function startDependents(dependents: Arr, reason: Val, started: Arr): void {
  for (let i: u32 = 0; i < arrayLength(dependents); i = i + 1) {
    const signal: Val = arrayGet(dependents, i);
    if (!isAborted(signal)) {
      storeVal(addr(signal), reason, 16);
      arrayPush(started, signal);
      const further: Val = loadVal(addr(signal), 32);
      if (isObject(further)) startDependents(further as Arr, reason, started);
    }
  }
}

export function AbortController_construct(self: Val): void {
  initVal(addr(self), newSignal(), 8);
}
function signalOf(controller: Val): Val {
  if (!isObject(controller) || load32(load32(addr(controller))) !== kindOf('AbortController'))
    throwTypeError('Value of "this" must be of type AbortController');
  return loadVal(addr(controller), 8);
}
export function AbortController_prototype_$get_signal(self: Val): Val {
  return signalOf(self);
}
export function AbortController_prototype_abort(self: Val, reason?: Val): void {
  abortSignal(signalOf(self), reason);
}

export function AbortSignal_prototype_$get_aborted(self: Val): bool {
  requireSignal(self);
  return isAborted(self);
}
export function AbortSignal_prototype_$get_reason(self: Val): Val {
  requireSignal(self);
  const reason: Val = loadVal(addr(self), 16);
  return isAbsent(reason) ? undefined : reason;
}
export function AbortSignal_prototype_throwIfAborted(self: Val): void {
  requireSignal(self);
  if (isAborted(self)) throwVal(loadVal(addr(self), 16));
}
export function AbortSignal_prototype_$get_onabort(self: Val): Val {
  requireSignal(self);
  return loadVal(addr(self), 24);
}
/** The handler takes its place among the listeners when it is first set (HTML §8.1.8.1). */
export function AbortSignal_prototype_$set_onabort(self: Val, handler: Val): void {
  requireSignal(self);
  const known: Val = loadVal(addr(self), 24);
  storeVal(addr(self), isFunction(handler) ? handler : null, 24);
  if (isNullish(known) && isFunction(handler))
    EventTarget_prototype_addEventListener(self, 'abort', callHandler as Fn, undefined);
}
export function callHandler(self: Val, event: Val): void {
  const handler: Val = loadVal(addr(self), 24);
  if (isFunction(handler)) invoke(handler, self, event);
}

/** AbortSignal.abort (DOM §3.2). */
export function AbortSignal_abort(reason?: Val): Obj {
  const signal: Obj = newSignal();
  abortSignal(signal, reason);
  return signal;
}
/** AbortSignal.timeout: its timer does not keep the program alive. */
export function AbortSignal_timeout(milliseconds: number): Obj {
  const signal: Obj = newSignal();
  addQuietTimer(
    (): void => abortSignal(signal, newDomException('The operation was aborted due to timeout', 'TimeoutError')),
    milliseconds,
  );
  return signal;
}
/** AbortSignal.any: follows the sources, and theirs are its own when they follow others. */
export function AbortSignal_any(signals: Val): Obj {
  const result: Obj = newSignal();
  const cursor: Val = iterate(signals, false);
  const sources: Arr = newArray(0);
  while (true) {
    const source: Val = iterateNext(cursor);
    if (isAbsent(source)) break;
    requireSignal(source);
    arrayPush(sources, source);
  }
  for (let i: u32 = 0; i < arrayLength(sources); i = i + 1) {
    const source: Val = arrayGet(sources, i);
    if (isAborted(source)) {
      storeVal(addr(result), loadVal(addr(source), 16), 16);
      return result;
    }
  }
  for (let i: u32 = 0; i < arrayLength(sources); i = i + 1) follow(arrayGet(sources, i), result);
  return result;
}
/** The dependents of a dependent signal abort with it (startDependents). */
function follow(source: Val, dependent: Val): void {
  const known: Val = loadVal(addr(source), 32);
  const dependents: Arr = isObject(known) ? (known as Arr) : newArray(1);
  arrayPush(dependents, dependent);
  storeVal(addr(source), dependents, 32);
}
