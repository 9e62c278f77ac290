// Function.prototype (ECMA-262 §20.2.3).
import {
  addr,
  isNullish,
  isNumber,
  isObject,
  isString,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { appendElements, arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { arrayOf } from './array-support.ts';
import { throwTypeError } from './error.ts';
import { callValueNamed, isFunction, markBound } from './function.ts';
import { getProperty } from './object.ts';
import { defineWith, hasOwnKey } from './object-define.ts';
import { hasInstance } from './operators.ts';
import { toInteger } from './primitive.ts';
import { HIDDEN, READ_ONLY } from './shape.ts';
import { concatStrings } from './string.ts';

export function Function_prototype_call(self: Val, receiver: Val, ...args: Arr): Val {
  return callValueNamed(self, receiver, args, 'Function.prototype.call');
}

export function Function_prototype_apply(self: Val, receiver: Val, args: Val): Val {
  if (!isNullish(args) && !isObject(args)) throwTypeError('CreateListFromArrayLike called on non-object');
  return callValueNamed(
    self,
    receiver,
    isNullish(args) ? newArray(0) : arrayOf(args, 'slice'),
    'Function.prototype.apply',
  );
}

/** Function.prototype.bind (§20.2.3.2). */
export function Function_prototype_bind(self: Val, receiver: Val, ...bound: Arr): Val {
  if (!isFunction(self)) throwTypeError('Bind must be called on a function');
  const target = (...rest: Val[]): Val => callBound(self, receiver, bound, rest);
  const parts: Arr = newArray(arrayLength(bound) + 1);
  arrayPush(parts, self);
  appendElements(parts, bound);
  markBound(target as unknown as Val, parts);
  const own: Val = hasOwnKey(addr(self), 'length') ? getProperty(self, 'length', 0) : 0;
  const length: f64 = isNumber(own) ? toInteger(own) - (arrayLength(bound) as f64) : 0;
  const name: Val = getProperty(self, 'name', 0);
  const text: Str = concatStrings('bound ', isString(name) ? (name as Str) : '');
  defineWith(target as unknown as Obj, 'name', text, HIDDEN | READ_ONLY);
  defineWith(target as unknown as Obj, 'length', (length < 0 ? 0 : length) as Val, HIDDEN | READ_ONLY);
  return target;
}
function callBound(self: Val, receiver: Val, bound: Arr, rest: Val[]): Val {
  const args: Arr = newArray(arrayLength(bound) + arrayLength(rest));
  for (let i: u32 = 0; i < arrayLength(bound); i = i + 1) arrayPush(args, arrayGet(bound, i));
  for (let i: u32 = 0; i < arrayLength(rest); i = i + 1) arrayPush(args, arrayGet(rest, i));
  return callValueNamed(self, receiver, args, 'bound function');
}

export function Function_prototype_$$hasInstance(self: Val, value: Val): bool {
  return isFunction(self) && hasInstance(value, self);
}

/** A program carries no compiler: `Function` is there for `instanceof` only. */
export function Function_construct(self: Val, ...parts: Arr): void {
  refuseText();
}
/** What `constructor` of the other kinds of functions gives: their names, and `instanceof`. */
export function AsyncFunction_construct(self: Val, ...parts: Arr): void {
  refuseText();
}
export function GeneratorFunction_construct(self: Val, ...parts: Arr): void {
  refuseText();
}
export function AsyncGeneratorFunction_construct(self: Val, ...parts: Arr): void {
  refuseText();
}
function refuseText(): never {
  throwTypeError('Cannot make a function from text: the program is compiled ahead');
}

/** The getter `[Symbol.species]` of every constructor that has one (§23.1.2.5 and its like). */
export function Species_$get_$$species(self: Val): Val {
  return self;
}
