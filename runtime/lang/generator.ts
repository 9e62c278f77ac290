// Generators at run time (ECMA-262 §27.5) and `yield*` (§15.5.5). A generator's body is a resumable function over a frame
// (compiler/passes/state-machine.ts): slot 0 holds the state, which the runtime sets to "running" before it resumes; if it
// finds that again afterwards, the body has ended.
import {
  absent,
  addr,
  initVal,
  invoke,
  isNullish,
  isObject,
  kindOf,
  load32,
  loadF64,
  loadVal,
  shapeOf,
  storeF64,
  throwVal,
  wellKnownSymbol,
  type Cell,
  type Fn,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { callable, throwNotCallable, throwNotIterable } from './argument-text.ts';
import { throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { newCursorOn, cursorIterator, cursorNextMethod } from './iterate.ts';
import { getProperty, objectText } from './object.ts';
import { toBoolean, toStringValue } from './primitive.ts';
import { newObject } from './slots.ts';
import { concatStrings } from './string.ts';

// A generator: +8 frame, +16 resumable function, +24 generatorNext as a function, which iterate.ts calls. The frame: +8 the
// state, a number: 0 not started, k at suspension point k, and these two.
const FINISHED: f64 = -1;
const RUNNING: f64 = -2;
/** How a generator is resumed. */
const NEXT: i32 = 0;
const THROW: i32 = 1;
const RETURN: i32 = 2;

export function makeGenerator(frame: Cell, resume: Fn): Obj {
  const generator: Obj = newObject(shapeOf('Generator'));
  initVal(addr(generator), frame, 8);
  initVal(addr(generator), resume, 16);
  initVal(addr(generator), generatorNext as Fn, 24);
  return generator;
}

/** Whether the body has ended: what generatorStep returned last was its result. */
export function generatorDone(generator: Obj): bool {
  return loadF64(load32(addr(generator), 8), 8) === FINISHED;
}

/** GeneratorResume and GeneratorResumeAbrupt (§27.5.3.3, §27.5.3.4) without a result object. */
export function generatorStep(generator: Obj, mode: i32, value: Val): Val {
  const frame: u32 = load32(addr(generator), 8);
  const state: f64 = loadF64(frame, 8);
  if (state === RUNNING) throwTypeError('Generator is already running');
  if (state === FINISHED || (state === 0 && mode !== NEXT)) {
    storeF64(frame, FINISHED, 8);
    if (mode === THROW) throwVal(value);
    return mode === RETURN ? value : undefined;
  }
  storeF64(frame, RUNNING, 8);
  let result: Val = undefined;
  try {
    result = invoke(loadVal(addr(generator), 16), undefined, state, mode, value);
  } catch (error) {
    storeF64(frame, FINISHED, 8);
    throwVal(error);
  }
  if (loadF64(frame, 8) === RUNNING) storeF64(frame, FINISHED, 8);
  return result;
}

/** The next value for an iteration, absent at the end. */
export function generatorNext(generator: Val): Val {
  const value: Val = generatorStep(generator as Obj, NEXT, undefined);
  return generatorDone(generator as Obj) ? absent() : value;
}

/** CreateIteratorResultObject (§7.4.14). */
export function iterResult(value: Val, done: bool): Obj {
  return { value, done };
}

function resume(generator: Val, mode: i32, value: Val, name: Str): Obj {
  if (!isObject(generator) || load32(load32(addr(generator))) !== kindOf('Generator')) {
    const text: Val = isObject(generator) ? objectText(generator) : toStringValue(generator);
    throwTypeError(
      concatStrings(
        concatStrings(concatStrings('Method [Generator].prototype.', name), ' called on incompatible receiver '),
        text as Str,
      ),
    );
  }
  const result: Val = generatorStep(generator as Obj, mode, value);
  return iterResult(result, generatorDone(generator as Obj));
}

/** %GeneratorPrototype%.next (§27.5.1.2), return (§27.5.1.3), throw (§27.5.1.4). */
export function Generator_prototype_next(self: Val, value: Val): Obj {
  return resume(self, NEXT, value, 'next');
}
export function Generator_prototype_return(self: Val, value: Val): Obj {
  return resume(self, RETURN, value, 'return');
}
export function Generator_prototype_throw(self: Val, exception: Val): Obj {
  return resume(self, THROW, exception, 'throw');
}

/** GetIterator for `yield*`: a cursor that always goes by the protocol, whose results are passed on. */
export function getIteratorObject(iterable: Val): Val {
  const method: Val = isNullish(iterable) ? undefined : getProperty(iterable, wellKnownSymbol('iterator'), 0);
  if (!isFunction(method)) throwNotIterable(iterable);
  const iterator: Val = invoke(method, iterable);
  if (!isObject(iterator)) throwTypeError('Result of the Symbol.iterator method is not an object');
  return newCursorOn(iterator);
}

/**
 * One step of `yield*`: the inner iterator's result object, or what is to be awaited for it in an async generator. What an
 * iterator without `throw` or `return` needs is told by the function at +16 of an asynchronous cursor.
 */
export function delegateStep(cursor: Val, mode: Val, value: Val): Val {
  const iterator: Val = cursorIterator(cursor);
  const how: i32 = mode as f64 as i32;
  if (how === NEXT) return invoke(callable(cursorNextMethod(cursor)), iterator, value);
  const method: Val = how === THROW ? (iterator as { throw: Val }).throw : (iterator as { return: Val }).return;
  if (!isNullish(method)) {
    if (!isFunction(method)) throwNotCallable(method);
    return invoke(method, iterator, value);
  }
  const otherwise: Val = loadVal(addr(cursor), 16);
  if (isObject(otherwise)) return invoke(otherwise, undefined, iterator, mode, value);
  if (how === RETURN) return iterResult(value, true);
  const close: Val = (iterator as { return: Val }).return;
  if (!isNullish(close)) checkResult(invoke(callable(close), iterator));
  throwTypeError("The iterator does not provide a 'throw' method");
}

/** An iterator's result must be an object (§7.4.6). */
export function checkResult(result: Val): Val {
  if (!isObject(result))
    throwTypeError(concatStrings(concatStrings('Iterator result ', toStringValue(result)), ' is not an object'));
  return result;
}
export function resultDone(result: Val): bool {
  return toBoolean((result as { done: Val }).done);
}
export function resultValue(result: Val): Val {
  return (result as { value: Val }).value;
}
