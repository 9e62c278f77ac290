// Promise.all, allSettled, any and race called on another constructor than %Promise% (ECMA-262 §27.2.4): by capabilities,
// `resolve` and `then`, as the specification writes them. Programs without such calls never come here.
import {
  addr,
  invoke,
  isAbsent,
  loadVal,
  shapeOf,
  type Arr,
  type Cell,
  type Obj,
  type Val,
  type u32,
} from './intrinsics.ts';
import { arrayPush, arraySet, newArray } from './array.ts';
import { newError, throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { iterate, iterateCloseQuiet, iterateNext } from './iterate.ts';
import { newCapability } from './promise-construct.ts';
import { HIDDEN } from './shape.ts';
import { addProperty } from './slots.ts';

export const ALL: u32 = 0;
export const ALL_SETTLED: u32 = 1;
export const ANY: u32 = 2;
export const RACE: u32 = 3;

interface Group {
  readonly values: Arr;
  outstanding: number;
  readonly resolve: Val;
  readonly reject: Val;
}

export function combine(type: Val, iterable: Val, mode: u32): Val {
  const capability: Cell = newCapability(type);
  const promise: Val = loadVal(addr(capability), 8);
  const group: Group = {
    values: newArray(0),
    outstanding: 1,
    resolve: loadVal(addr(capability), 16),
    reject: loadVal(addr(capability), 24),
  };
  try {
    const resolve: Val = (type as { resolve: Val }).resolve;
    if (!isFunction(resolve)) throwTypeError('Promise resolve or reject function is not callable');
    const cursor: Val = iterate(iterable, false);
    let index: u32 = 0;
    while (true) {
      const item: Val = iterateNext(cursor);
      if (isAbsent(item)) break;
      try {
        subscribe(group, invoke(resolve, type, item), index, mode);
      } catch (error) {
        iterateCloseQuiet(cursor);
        throw error;
      }
      index = index + 1;
    }
    if (mode !== RACE) countDown(group, mode);
  } catch (error) {
    invoke(group.reject, undefined, error);
  }
  return promise;
}

function subscribe(group: Group, next: Val, index: u32, mode: u32): void {
  const then: Val = (next as { then: Val }).then;
  if (!isFunction(then)) throwTypeError('promise.then is not a function');
  if (mode === RACE) {
    invoke(then, next, group.resolve, group.reject);
    return;
  }
  arrayPush(group.values, undefined);
  group.outstanding = group.outstanding + 1;
  const called: { done: boolean } = { done: false };
  // The functions of one element share whether they were called (§27.2.4.2.1).
  const keep = (value: Val): void => {
    if (called.done) return;
    called.done = true;
    arraySet(group.values, index, value);
    countDown(group, mode);
  };
  if (mode === ALL) invoke(then, next, (value: Val): void => keep(value), group.reject);
  else if (mode === ANY) invoke(then, next, group.resolve, (reason: Val): void => keep(reason));
  else {
    invoke(
      then,
      next,
      (value: Val): void => keep({ status: 'fulfilled', value }),
      (reason: Val): void => keep({ status: 'rejected', reason }),
    );
  }
}

function countDown(group: Group, mode: u32): void {
  group.outstanding = group.outstanding - 1;
  if (group.outstanding !== 0) return;
  if (mode !== ANY) {
    invoke(group.resolve, undefined, group.values);
    return;
  }
  const error: Obj = newError(shapeOf('AggregateError'), 'All promises were rejected');
  addProperty(error, 'errors', group.values, HIDDEN);
  invoke(group.reject, undefined, error);
}
