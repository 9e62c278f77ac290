// The Promise constructor and its prototype (ECMA-262 §27.2.3, §27.2.4, §27.2.5). Promises of subclasses take the way by
// capabilities; those of %Promise% itself never look at `constructor`, which no accepted program changes.
import {
  addr,
  asObject,
  initVal,
  invoke,
  invokeArray,
  isAbsent,
  isNullish,
  isObject,
  load32,
  loadVal,
  shapeOf,
  wellKnownSymbol,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { throwNotCallable } from './argument-text.ts';
import { arrayPush, newArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { construct, isConstructor, isFunction } from './function.ts';
import { allocScan } from './memory.ts';
import { getProperty, objectText } from './object.ts';
import { toStringValue } from './primitive.ts';
import { symbolText } from './property-key.ts';
import { concatStrings } from './string.ts';
import {
  isOwnPromise,
  isPromise,
  newPromise,
  newReaction,
  performThen,
  promiseResolve,
  rejectPromise,
  rejectedPromise,
  resolvePromise,
  resolvingFunctions,
  startPromise,
} from './promise.ts';
import { asCell, isSymbol } from './intrinsics.ts';

/** new Promise(executor) (§27.2.3.1). */
export function Promise_construct(self: Val, executor: Val): void {
  if (!isFunction(executor))
    throwTypeError(concatStrings(concatStrings('Promise resolver ', valueText(executor)), ' is not a function'));
  startPromise(self);
  runExecutor(self, executor);
}
function runExecutor(promise: Val, executor: Val): void {
  const pair: Cell = resolvingFunctions(promise);
  const reject: Val = loadVal(addr(pair), 16);
  try {
    invoke(executor, undefined, loadVal(addr(pair), 8), reject);
  } catch (error) {
    invoke(reject, undefined, error);
  }
}
function valueText(value: Val): Str {
  if (isObject(value)) return objectText(value);
  return isSymbol(value) ? symbolText(value) : toStringValue(value);
}

/** `this` of a function of the constructor is %Promise% itself: named by path (absent), or passed. */
export function isPromiseItself(type: Val): bool {
  return isAbsent(type) || (isFunction(type) && load32(addr(type), 20) === shapeOf('Promise'));
}

/** Promise.resolve (§27.2.4.7). */
export function Promise_resolve(self: Val, value: Val): Val {
  if (isPromiseItself(self)) return promiseResolve(value);
  if (!isObject(self)) throwTypeError('PromiseResolve called on non-object');
  return resolveWith(self, value);
}
/** Promise.reject (§27.2.4.6). */
export function Promise_reject(self: Val, reason: Val): Val {
  if (isPromiseItself(self)) return rejectedPromise(reason);
  const capability: Cell = newCapability(self);
  invoke(loadVal(addr(capability), 24), undefined, reason);
  return loadVal(addr(capability), 8);
}

/** Promise.withResolvers (§27.2.4.9). */
export function Promise_withResolvers(self: Val): Obj {
  if (!isPromiseItself(self)) {
    const made: u32 = addr(newCapability(self));
    return { promise: loadVal(made, 8), resolve: loadVal(made, 16), reject: loadVal(made, 24) };
  }
  const promise: Obj = newPromise();
  const pair: Cell = resolvingFunctions(promise);
  return { promise, resolve: loadVal(addr(pair), 8), reject: loadVal(addr(pair), 16) };
}

/** Promise.try (§27.2.4.8). */
export function Promise_try(self: Val, callback: Val, ...args: Arr): Val {
  if (!isPromiseItself(self)) return tryWith(self, callback, args);
  const promise: Obj = newPromise();
  try {
    if (!isFunction(callback)) throwNotCallable(callback);
    resolvePromise(promise, invokeArray(callback, undefined, args));
  } catch (error) {
    rejectPromise(promise, error);
  }
  return promise;
}

function tryWith(type: Val, callback: Val, args: Arr): Val {
  if (!isObject(type)) throwTypeError('Promise.try called on non-object');
  const capability: u32 = addr(newCapability(type));
  const promise: Val = loadVal(capability, 8);
  const resolve: Val = loadVal(capability, 16);
  const reject: Val = loadVal(capability, 24);
  let result: Val = undefined;
  try {
    if (!isFunction(callback)) throwNotCallable(callback);
    result = invokeArray(callback, undefined, args);
  } catch (error) {
    invoke(reject, undefined, error);
    return promise;
  }
  invoke(resolve, undefined, result);
  return promise;
}

/** Promise.prototype.then (§27.2.5.4). */
export function Promise_prototype_then(self: Val, onFulfilled: Val, onRejected: Val): Val {
  requirePromise(self, 'then');
  const type: Val = speciesOf(self);
  const capability: Val = type === undefined ? undefined : newCapability(type);
  const derived: Val = capability === undefined ? newPromise() : loadVal(addr(capability), 8);
  const job: Cell = newReaction(onFulfilled, onRejected, derived);
  if (capability !== undefined) {
    initVal(addr(job), loadVal(addr(capability), 16), 48);
    initVal(addr(job), loadVal(addr(capability), 24), 56);
  }
  performThen(self, job);
  return derived;
}
function requirePromise(value: Val, method: Str): void {
  if (isPromise(value)) return;
  const text: Str = concatStrings(
    concatStrings('Method Promise.prototype.', method),
    ' called on incompatible receiver ',
  );
  throwTypeError(concatStrings(text, valueText(value)));
}

/** Promise.prototype.catch (§27.2.5.1). */
export function Promise_prototype_catch(self: Val, onRejected: Val): Val {
  return invokeThen(self, undefined, onRejected);
}

/** `then` as a method: subclasses may have their own. */
function invokeThen(promise: Val, onFulfilled: Val, onRejected: Val): Val {
  if (isObject(promise) && load32(addr(promise)) === shapeOf('Promise'))
    return Promise_prototype_then(promise, onFulfilled, onRejected);
  const then: Val = (promise as { then: Val }).then;
  if (!isFunction(then)) throwTypeError('promise.then is not a function');
  return invoke(then, promise, onFulfilled, onRejected);
}

/** Promise.prototype.finally (§27.2.5.3). */
export function Promise_prototype_finally(self: Val, onFinally: Val): Val {
  if (!isObject(self))
    throwTypeError(concatStrings('Promise.prototype.finally called on a non-object: ', valueText(self)));
  if (!isFunction(onFinally)) return invokeThen(self, onFinally, onFinally);
  const type: Val = isPromise(self) ? speciesOf(self) : undefined;
  const thenFinally = (value: Val): Val =>
    invokeThen(resolveWith(type, invoke(onFinally, undefined)), (): Val => value, undefined);
  const catchFinally = (reason: Val): Val =>
    invokeThen(
      resolveWith(type, invoke(onFinally, undefined)),
      (): Val => {
        throw reason;
      },
      undefined,
    );
  return invokeThen(self, thenFinally, catchFinally);
}

/** PromiseResolve (§27.2.4.7.1) for a constructor; undefined is %Promise%. */
function resolveWith(type: Val, value: Val): Val {
  if (type === undefined) return promiseResolve(value);
  if (isPromise(value) && constructorOf(value) === type) return value;
  const capability: Cell = newCapability(type);
  invoke(loadVal(addr(capability), 16), undefined, value);
  return loadVal(addr(capability), 8);
}

/** SpeciesConstructor (§7.3.22) of a promise; undefined is %Promise%. */
function speciesOf(promise: Val): Val {
  if (isOwnPromise(promise)) return undefined;
  const type: Val = constructorOf(promise);
  if (type === undefined) return undefined;
  const species: Val = getProperty(type, wellKnownSymbol('species'), 0);
  if (isNullish(species)) return type;
  if (!isConstructor(species)) throwTypeError('object.constructor[Symbol.species] is not a constructor');
  return load32(addr(species), 20) === shapeOf('Promise') ? undefined : species;
}
/** Static classes stand in their shapes, others in their prototypes. */
function constructorOf(promise: Val): Val {
  const type: u32 = load32(load32(addr(promise)), 44);
  return type !== 0 ? asObject(type) : getProperty(promise, 'constructor', 0);
}

/** NewPromiseCapability (§27.2.1.5) of a subclass: a cell with the promise at +8, resolve at +16, reject at +24. */
export function newCapability(type: Val): Cell {
  if (!isConstructor(type)) throwTypeError(concatStrings(valueText(type), ' is not a constructor'));
  const capability: Cell = asCell(allocScan(32));
  initVal(addr(capability), undefined, 16);
  initVal(addr(capability), undefined, 24);
  const args: Arr = newArray(1);
  arrayPush(args, (resolve: Val, reject: Val): void => setCapability(capability, resolve, reject));
  const promise: Val = construct(type, args, type);
  initVal(addr(capability), promise, 8);
  if (!isFunction(loadVal(addr(capability), 16)) || !isFunction(loadVal(addr(capability), 24)))
    throwTypeError('Promise resolve or reject function is not callable');
  return capability;
}
function setCapability(capability: Cell, resolve: Val, reject: Val): void {
  if (loadVal(addr(capability), 16) !== undefined || loadVal(addr(capability), 24) !== undefined)
    throwTypeError('Promise executor has already been invoked with non-undefined arguments');
  initVal(addr(capability), resolve, 16);
  initVal(addr(capability), reject, 24);
}

export type { bool };
