// Array.fromAsync (ES2026, in V8 of Node 26): an array of what an asynchronous or synchronous iterable, or an array-like of
// promises, gives. The steps between its awaits are functions of one record; programs that do not name it link none of it.
import {
  addr,
  invoke,
  isAbsent,
  isNullish,
  load32,
  shapeOf,
  wellKnownSymbol,
  type Arr,
  type Val,
} from './intrinsics.ts';
import { arrayPush, newArray } from './array.ts';
import { awaitValue } from './async.ts';
import { asyncIterate, asyncIterateClose, asyncIterateNext } from './async-generator.ts';
import { construct, isConstructor, isFunction } from './function.ts';
import { toDescription } from './describe.ts';
import { throwTypeError } from './error.ts';
import { checkResult, resultDone, resultValue } from './generator.ts';
import { getProperty, setProperty } from './object.ts';
import { defineProperty } from './object-define.ts';
import { toLength, toObject } from './primitive.ts';
import { newPromise, newReaction, rejectPromise, resolvePromise } from './promise.ts';
import { concatStrings } from './string.ts';

interface Run {
  readonly promise: Val;
  readonly mapper: Val;
  readonly thisArg: Val;
  made: Val;
  index: number;
  /** Ask an iteration for its next result, and close it; undefined for an array-like, read up to `length`. */
  next: Val;
  close: Val;
  object: Val;
  length: number;
}

export function Array_fromAsync(self: Val, items: Val, mapper?: Val, thisArg?: Val): Val {
  const run: Run = {
    promise: newPromise(),
    mapper,
    thisArg,
    made: undefined,
    index: 0,
    next: undefined,
    close: undefined,
    object: undefined,
    length: 0,
  };
  try {
    if (mapper !== undefined && !isFunction(mapper))
      throwTypeError(concatStrings(toDescription(mapper), ' is not a function'));
    let method: Val = getProperty(items, wellKnownSymbol('asyncIterator'), 0);
    if (isNullish(method)) method = getProperty(items, wellKnownSymbol('iterator'), 0);
    if (isNullish(method)) {
      run.object = toObject(items);
      run.length = toLength((run.object as { length: Val }).length);
      run.made = create(self, run.length);
    } else {
      run.made = create(self, undefined);
      const cursor: Val = asyncIterate(items);
      run.next = (): Val => asyncIterateNext(cursor);
      run.close = (): Val => asyncIterateClose(cursor);
    }
    step(run);
  } catch (error) {
    rejectPromise(run.promise, error);
  }
  return run.promise;
}

/** A fresh array, or what another constructor makes. */
function create(type: Val, length: Val): Val {
  if (isAbsent(type) || !isConstructor(type) || load32(addr(type), 20) === shapeOf('Array')) return newArray(0);
  const args: Arr = newArray(1);
  if (length !== undefined) arrayPush(args, length);
  return construct(type, args, type);
}

function wait(value: Val, then: Val, otherwise: Val): void {
  awaitValue(value, newReaction(then, otherwise, undefined));
}

/** Asks for the next element. */
function step(run: Run): void {
  const fail = (error: Val): void => rejectPromise(run.promise, error);
  try {
    if (run.next !== undefined) wait(invoke(run.next, undefined), (result: Val): void => take(run, result), fail);
    else if (run.index >= run.length) finish(run);
    else wait(getProperty(run.object, run.index, 0), (value: Val): void => map(run, value), fail);
  } catch (error) {
    fail(error);
  }
}
function take(run: Run, result: Val): void {
  let value: Val = undefined;
  try {
    if (resultDone(checkResult(result))) {
      finish(run);
      return;
    }
    value = resultValue(result);
  } catch (error) {
    rejectPromise(run.promise, error);
    return;
  }
  map(run, value);
}
function map(run: Run, value: Val): void {
  if (run.mapper === undefined) {
    put(run, value);
    return;
  }
  try {
    const mapped: Val = invoke(run.mapper, run.thisArg, value, run.index);
    wait(
      mapped,
      (kept: Val): void => put(run, kept),
      (error: Val): void => close(run, error),
    );
  } catch (error) {
    close(run, error);
  }
}
function put(run: Run, value: Val): void {
  try {
    defineProperty(run.made, run.index, value);
  } catch (error) {
    close(run, error);
    return;
  }
  run.index = run.index + 1;
  step(run);
}
function finish(run: Run): void {
  setProperty(run.made, 'length', run.index, 0);
  resolvePromise(run.promise, run.made);
}
/** AsyncIteratorClose (§7.4.13) for an error: what closing throws is forgotten. */
function close(run: Run, error: Val): void {
  const fail = (): void => rejectPromise(run.promise, error);
  if (run.close === undefined) {
    fail();
    return;
  }
  try {
    wait(invoke(run.close, undefined), fail, fail);
  } catch {
    fail();
  }
}
