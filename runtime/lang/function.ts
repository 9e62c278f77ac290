// Function objects: calls from the runtime, construction, and what Function.prototype offers (ECMA-262 §20.2, §10.2).
// Layout: docs/internals.md, "Cells": +8 table index, +16 FunctionInfo, +20 instance shape, +24 home, +32 captures.
import {
  addr,
  asObject,
  asString,
  invokeArray,
  isMade,
  isObject,
  kindOf,
  load32,
  loadVal,
  newTargetCell,
  prototypeOf,
  shapeOf,
  store32,
  storeVal,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { callEntry } from './arguments.ts';
import { appendElements, arrayGet, arrayLength, copyRange } from './array.ts';
import { throwTypeError } from './error.ts';
import { allocScan } from './memory.ts';
import { HIDDEN, NAMED_PROTOTYPE, rootShape } from './shape.ts';
import { addProperty, newObject } from './slots.ts';
import { concatStrings } from './string.ts';

const CONSTRUCTOR: u32 = 1;
/** What only classes, generators, async functions, arrows and methods have in their info's flags. */
const NO_ORDINARY: u32 = 0xfffffffe;

export function isFunction(value: Val): bool {
  return isObject(value) && load32(load32(addr(value))) === kindOf('Function');
}

/** True for classes, built-in constructors, and functions of the program that are no arrows, methods, generators or async. */
export function isConstructor(value: Val): bool {
  if (!isFunction(value)) return false;
  const flags: u32 = load32(load32(addr(value), 16), 8);
  return flags === 0 || (flags & CONSTRUCTOR) !== 0;
}

/** The FunctionInfo of functions that `bind` made, once there is one. */
let boundInfo: u32 = 0;

/** Keeps what `bind` bound where an ordinary function has its home: the target, then arguments. */
export function markBound(bound: Val, targetAndArguments: Arr): void {
  boundInfo = load32(addr(bound), 16);
  storeVal(addr(bound), targetAndArguments, 24);
}
/** The list of `markBound`, or undefined. */
export function boundParts(value: Val): Val {
  return boundInfo !== 0 && isFunction(value) && load32(addr(value), 16) === boundInfo
    ? loadVal(addr(value), 24)
    : undefined;
}

/** The shape of the instances of a constructor; that of an ordinary function is made when first asked for (§10.2.5). */
export function instanceShape(constructor: u32): u32 {
  const known: u32 = load32(constructor, 20);
  if (known !== 0 || (load32(load32(constructor, 16), 8) & NO_ORDINARY) !== 0) return known;
  const root: u32 = rootShape(shapeOf('Object'), prototypeOf('Object'));
  store32(root, NAMED_PROTOTYPE, 4);
  store32(root, load32(load32(constructor, 16)), 36);
  const prototype = newObject(root);
  addProperty(prototype, 'constructor', asObject(constructor), HIDDEN);
  const shape: u32 = rootShape(shapeOf('Object'), addr(prototype));
  store32(shape, load32(load32(constructor, 16)), 36);
  store32(constructor, shape, 20);
  return shape;
}

/** `F.prototype = Object.create(null)` for an ordinary function, before it has made anything. */
export function emptyPrototype(constructor: Val): Val {
  const prototype = newObject(rootShape(shapeOf('Object'), 0));
  const shape: u32 = rootShape(shapeOf('Object'), addr(prototype));
  store32(shape, load32(load32(addr(constructor), 16)), 36);
  store32(addr(constructor), shape, 20);
  return prototype;
}

/** The name in a function's info. */
export function functionName(callee: Val): Str {
  return asString(load32(load32(addr(callee), 16)));
}

/** A closure with room for `captures` values, which the caller fills in from +32. */
export function newClosure(info: u32, entry: u32, captures: u32): Obj {
  const cell: u32 = allocScan(32 + (captures << 3));
  store32(cell, shapeOf('Function'));
  store32(cell, entry, 8);
  store32(cell, info, 16);
  return asObject(cell);
}

/** `text` is the source of the callee: "a.b is not a function". */
export function throwNotFunction(text: Str): never {
  throwTypeError(concatStrings(text, ' is not a function'));
}

/** Throws unless a callback is a function; `text` describes it as Node does. */
export function requireFunction(value: Val, text: Str): void {
  if (!isFunction(value)) throwNotFunction(text);
}

/** Call (§7.3.14) with the arguments of an array. */
export function callValue(callee: Val, receiver: Val, args: Arr): Val {
  return callValueNamed(callee, receiver, args, 'value');
}
export function callValueNamed(callee: Val, receiver: Val, args: Arr, text: Str): Val {
  if (!isFunction(callee)) throwNotFunction(text);
  return invokeArray(callee, receiver, args);
}

/** Construct (§7.3.15): allocates from new.target's instance shape and runs the constructor entry. */
export function construct(type: Val, args: Arr, newTarget: Val): Val {
  return constructFor(type, args, newTarget, 'value');
}
export function constructNamed(type: Val, args: Arr, text: Str): Val {
  return constructFor(type, args, type, text);
}

function constructFor(type: Val, args: Arr, newTarget: Val, text: Str): Val {
  if (isMade('BoundFunction')) {
    const parts: Val = boundParts(type);
    if (parts !== undefined) return constructBound(parts as Arr, args, type === newTarget, newTarget, text);
  }
  if (!isConstructor(type)) throwTypeError(concatStrings(text, ' is not a constructor'));
  const self: Obj = newObject(instanceShape(addr(newTarget)));
  const result: Val = invokeConstructorEntry(type, self, newTarget, args);
  return isObject(result) ? result : self;
}

/** [[Construct]] of a bound function (§10.4.1.2). */
function constructBound(parts: Arr, rest: Arr, asItself: bool, newTarget: Val, text: Str): Val {
  const target: Val = arrayGet(parts, 0);
  const args: Arr = copyRange(parts, 1, arrayLength(parts));
  appendElements(args, rest);
  return constructFor(target, args, asItself ? target : newTarget, text);
}

/** Runs the constructor entry of a class or built-in on an allocated receiver. */
export function invokeConstructorEntry(type: Val, receiver: Val, newTarget: Val, args: Arr): Val {
  storeVal(newTargetCell(), newTarget);
  const entry: u32 = load32(load32(addr(type), 16), 12);
  // An ordinary function that does not ask for new.target has one entry for both.
  return callEntry(entry === 0 ? load32(addr(type), 8) : entry, type, receiver, args);
}

/** `super(…)` where the base is known at run time only; the object that `this` becomes. */
export function callSuperConstructor(type: Val, receiver: Val, newTarget: Val, args: Arr): Val {
  if (!isConstructor(type)) throwTypeError('Super constructor is not a constructor');
  const result: Val = invokeConstructorEntry(type, receiver, newTarget, args);
  return isObject(result) ? result : receiver;
}
