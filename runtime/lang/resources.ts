// What `using` and `await using` keep of a block: its resources with the methods that dispose of them, and the error that is
// pending while they run (ECMA-262 2026 §7.5, DisposeResources); messages are those of tsc's emit. Lowering makes the calls
// (compiler/lower/resources.ts).
import {
  absent,
  invoke,
  isAbsent,
  isNullish,
  isObject,
  shapeOf,
  throwVal,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { arrayLength, arrayPush, arrayRaw, arraySet, arraySetLength, newArray } from './array.ts';
import { initError, newError, throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { toStringValue } from './primitive.ts';
import { HIDDEN } from './shape.ts';
import { addProperty, newObject } from './slots.ts';

// The list: the pending error or false, what is to be awaited next, whether a null resource asks for an await and none has
// happened, the message of errors that suppress, then triples of resource, method and how it is disposed of.
const ERROR: u32 = 0;
const PENDING: u32 = 1;
const OWED: u32 = 2;
const AWAITED: u32 = 3;
const MESSAGE: u32 = 4;
const HEADER: u32 = 5;
const PARTS: u32 = 3;

export function newResources(): Arr {
  return resourceList('An error was suppressed during disposal.');
}
export function resourceList(message: Str): Arr {
  const list: Arr = newArray(HEADER);
  arrayPush(list, false);
  arrayPush(list, undefined);
  arrayPush(list, false);
  arrayPush(list, false);
  arrayPush(list, message);
  return list;
}

/** Takes a resource up; null and undefined are none (§7.5.4, AddDisposableResource). */
export function addResource(list: Arr, value: Val, isAsync: Val): void {
  if (!isNullish(value) && !isObject(value)) throwTypeError('Object expected.');
  if (!takeResource(list, value, isAsync)) throwTypeError('Object not disposable.');
}
/** False for an object that has no such method. */
export function takeResource(list: Arr, value: Val, isAsync: Val): bool {
  if (isNullish(value)) {
    if (isAsync === true) pushResource(list, undefined, undefined, true);
    return true;
  }
  let method: Val = undefined;
  if (isAsync === true) method = (value as { [Symbol.asyncDispose]: Val })[Symbol.asyncDispose];
  const waits: bool = isAsync === true && !isNullish(method);
  if (!waits) method = (value as { [Symbol.dispose]: Val })[Symbol.dispose];
  if (!isFunction(method)) return false;
  // The result of a method that is not asynchronous is not waited for, but a turn passes (§7.5.5).
  pushResource(list, value, method, isAsync === true ? waits : undefined);
  return true;
}
/** `how`: undefined disposes at once, false then waits for nothing, true waits for the result. */
export function pushResource(list: Arr, value: Val, method: Val, how: Val): void {
  arrayPush(list, value);
  arrayPush(list, method);
  arrayPush(list, how);
}

/** An error of the block, or of disposing: it suppresses the one before. */
export function failResources(list: Arr, error: Val): void {
  if (isFailed(list)) {
    const suppressed: Obj = newError(shapeOf('SuppressedError'), arrayRaw(list, MESSAGE) as Str);
    addProperty(suppressed, 'error', error, HIDDEN);
    addProperty(suppressed, 'suppressed', firstOf(list), HIDDEN);
    keepError(list, suppressed);
    return;
  }
  keepError(list, error);
}
/** The error stands in an array of its own: any value can be thrown. */
function isFailed(list: Arr): bool {
  return arrayRaw(list, ERROR) !== false;
}
function firstOf(list: Arr): Val {
  return arrayRaw(arrayRaw(list, ERROR) as Arr, 0);
}
function keepError(list: Arr, error: Val): void {
  const holder: Arr = newArray(1);
  arrayPush(holder, error);
  arraySet(list, ERROR, holder);
}

/** Disposes of resources until one has to be waited for; false when none is left. */
export function resourceLeft(list: Arr): bool {
  while (arrayLength(list) > HEADER) {
    const at: u32 = arrayLength(list) - PARTS;
    const value: Val = arrayRaw(list, at);
    const method: Val = arrayRaw(list, at + 1);
    const how: Val = arrayRaw(list, at + 2);
    if (how === undefined && owes(list)) return true;
    arraySetLength(list, at);
    if (method === undefined) arraySet(list, OWED, true);
    else {
      const result: Val = dispose(list, value, method);
      if (how !== undefined && !isAbsent(result)) {
        arraySet(list, AWAITED, true);
        arraySet(list, PENDING, how === true ? result : undefined);
        return true;
      }
    }
  }
  return owes(list);
}
/** A resource that was null asks for one turn, unless one has passed. */
function owes(list: Arr): bool {
  const result: bool = arrayRaw(list, OWED) === true && arrayRaw(list, AWAITED) !== true;
  arraySet(list, OWED, false);
  if (result) {
    arraySet(list, AWAITED, true);
    arraySet(list, PENDING, undefined);
  }
  return result;
}
export function resourcePending(list: Arr): Val {
  return arrayRaw(list, PENDING);
}
/** What the method gives; absent when it threw. */
function dispose(list: Arr, value: Val, method: Val): Val {
  try {
    return invoke(method, value);
  } catch (error) {
    failResources(list, error as Val);
    return absent();
  }
}

/** Disposes of what is left and throws what is pending. */
export function disposeResources(list: Arr): void {
  while (resourceLeft(list)) arraySet(list, PENDING, undefined);
  if (isFailed(list)) throwVal(firstOf(list));
}

/** new SuppressedError(error, suppressed, message) (§20.5.8.1). */
export function SuppressedError_construct(self: Val, error: Val, suppressed: Val, message: Val): void {
  const text: Val = message === undefined ? absent() : toStringValue(message);
  initError(self as Obj, text as Str, absent());
  addProperty(self as Obj, 'error', error, HIDDEN);
  addProperty(self as Obj, 'suppressed', suppressed, HIDDEN);
}
export function SuppressedError_call(error: Val, suppressed: Val, message: Val): Val {
  const self: Obj = newObject(shapeOf('SuppressedError'));
  SuppressedError_construct(self, error, suppressed, message);
  return self;
}
