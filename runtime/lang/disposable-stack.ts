// DisposableStack and AsyncDisposableStack (ECMA-262 2026 §12.3, §12.4): lists of resources as a block keeps them, in an object
// that a program holds. The messages are V8's.
import {
  addr,
  initVal,
  invoke,
  isNullish,
  isObject,
  kindOf,
  load32,
  loadVal,
  shapeOf,
  storeVal,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { awaitValue } from './async.ts';
import { toDescription } from './describe.ts';
import { throwReferenceError, throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { newPromise, newReaction, rejectPromise, resolvePromise } from './promise.ts';
import {
  disposeResources,
  failResources,
  pushResource,
  resourceLeft,
  resourceList,
  resourcePending,
  takeResource,
} from './resources.ts';
import { newObject } from './slots.ts';
import { concatStrings } from './string.ts';

// A stack: +8 the list of its resources, undefined once it is disposed of.
const LIST: u32 = 8;
const SUPPRESSED: Str = 'An error was suppressed during disposal';

export function DisposableStack_construct(self: Val): void {
  initVal(addr(self), resourceList(SUPPRESSED), LIST);
}
export function AsyncDisposableStack_construct(self: Val): void {
  initVal(addr(self), resourceList(SUPPRESSED), LIST);
}

function isStack(self: Val, kind: u32): bool {
  return isObject(self) && load32(load32(addr(self))) === kind;
}
function require(self: Val, kind: u32, method: Str): void {
  if (isStack(self, kind)) return;
  throwTypeError(
    concatStrings(
      concatStrings(concatStrings('Method ', method), ' called on incompatible receiver '),
      toDescription(self),
    ),
  );
}
function listOf(self: Val, kind: u32, method: Str): Arr {
  require(self, kind, method);
  const list: Val = loadVal(addr(self), LIST);
  if (list === undefined)
    throwReferenceError(
      concatStrings(concatStrings('Cannot call ', method), ' on an already-disposed DisposableStack'),
    );
  return list as Arr;
}
function use(list: Arr, value: Val, isAsync: bool): Val {
  if (!isNullish(value) && !isObject(value)) throwTypeError('An object is expected with `using` declarations');
  if (!takeResource(list, value, isAsync)) throwTypeError('Symbol(Symbol.dispose) is not a function');
  return value;
}
function adopt(list: Arr, value: Val, onDispose: Val, how: Val): Val {
  requireFunction(onDispose);
  pushResource(list, undefined, (): Val => invoke(onDispose, undefined, value), how);
  return value;
}
function defer(list: Arr, onDispose: Val, how: Val): void {
  requireFunction(onDispose);
  pushResource(list, undefined, onDispose, how);
}
function requireFunction(value: Val): void {
  if (!isFunction(value)) throwTypeError(concatStrings(toDescription(value), ' is not a function'));
}
function moveTo(made: Obj, self: Val, list: Arr): Obj {
  storeVal(addr(made), list, LIST);
  storeVal(addr(self), undefined, LIST);
  return made;
}

export function DisposableStack_prototype_$get_disposed(self: Val): bool {
  require(self, kindOf('DisposableStack'), 'get DisposableStack.prototype.disposed');
  return loadVal(addr(self), LIST) === undefined;
}
export function DisposableStack_prototype_use(self: Val, value: Val): Val {
  return use(listOf(self, kindOf('DisposableStack'), 'DisposableStack.prototype.use'), value, false);
}
export function DisposableStack_prototype_adopt(self: Val, value: Val, onDispose: Val): Val {
  const list: Arr = listOf(self, kindOf('DisposableStack'), 'DisposableStack.prototype.adopt');
  return adopt(list, value, onDispose, undefined);
}
export function DisposableStack_prototype_defer(self: Val, onDispose: Val): void {
  defer(listOf(self, kindOf('DisposableStack'), 'DisposableStack.prototype.defer'), onDispose, undefined);
}
/** The resources go over to a new stack; a subclass makes no difference (§12.3.3.4). */
export function DisposableStack_prototype_move(self: Val): Val {
  const list: Arr = listOf(self, kindOf('DisposableStack'), 'DisposableStack.prototype.move');
  return moveTo(newObject(shapeOf('DisposableStack')), self, list);
}
export function DisposableStack_prototype_dispose(self: Val): void {
  require(self, kindOf('DisposableStack'), 'DisposableStack.prototype.dispose');
  const list: Val = loadVal(addr(self), LIST);
  if (list === undefined) return;
  storeVal(addr(self), undefined, LIST);
  disposeResources(list as Arr);
}

export function AsyncDisposableStack_prototype_$get_disposed(self: Val): bool {
  require(self, kindOf('AsyncDisposableStack'), 'get AsyncDisposableStack.prototype.disposed');
  return loadVal(addr(self), LIST) === undefined;
}
export function AsyncDisposableStack_prototype_use(self: Val, value: Val): Val {
  return use(listOf(self, kindOf('AsyncDisposableStack'), 'AsyncDisposableStack.prototype.use'), value, true);
}
export function AsyncDisposableStack_prototype_adopt(self: Val, value: Val, onDispose: Val): Val {
  const list: Arr = listOf(self, kindOf('AsyncDisposableStack'), 'AsyncDisposableStack.prototype.adopt');
  return adopt(list, value, onDispose, true);
}
export function AsyncDisposableStack_prototype_defer(self: Val, onDispose: Val): void {
  const list: Arr = listOf(self, kindOf('AsyncDisposableStack'), 'AsyncDisposableStack.prototype.defer');
  defer(list, onDispose, true);
}
export function AsyncDisposableStack_prototype_move(self: Val): Val {
  const list: Arr = listOf(self, kindOf('AsyncDisposableStack'), 'AsyncDisposableStack.prototype.move');
  return moveTo(newObject(shapeOf('AsyncDisposableStack')), self, list);
}
export function AsyncDisposableStack_prototype_disposeAsync(self: Val): Val {
  const promise: Val = newPromise();
  if (!isStack(self, kindOf('AsyncDisposableStack'))) {
    try {
      throwTypeError('Receiver is not an AsyncDisposableStack');
    } catch (error) {
      rejectPromise(promise, error);
    }
    return promise;
  }
  const list: Val = loadVal(addr(self), LIST);
  storeVal(addr(self), undefined, LIST);
  if (list === undefined) resolvePromise(promise, undefined);
  else disposeNext(list as Arr, promise);
  return promise;
}
/** Disposes until something is to be waited for, and goes on behind that (§7.5.8, DisposeResources). */
function disposeNext(list: Arr, promise: Val): void {
  try {
    if (!resourceLeft(list)) {
      disposeResources(list);
      resolvePromise(promise, undefined);
      return;
    }
    const job: Cell = newReaction(
      (): void => disposeNext(list, promise),
      (error: Val): void => {
        failResources(list, error);
        disposeNext(list, promise);
      },
      undefined,
    );
    awaitValue(resourcePending(list), job);
  } catch (error) {
    rejectPromise(promise, error);
  }
}
