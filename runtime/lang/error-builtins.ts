// The Error constructors and Error.prototype (ECMA-262 §20.5). `name` and `message` of the prototypes are constants that the
// compiler lays out (compiler/codegen/library-members.ts).
import { absent, isObject, shapeOf, type Obj, type Str, type Val, type bool, type u32 } from './intrinsics.ts';
import { initError, isError, throwTypeError } from './error.ts';
import { stackText } from './error-stack.ts';
import { recordStack } from './stack-record.ts';
import { defineWith, hasProperty } from './object-define.ts';
import { listOf } from './iterate.ts';
import { toStringValue } from './primitive.ts';
import { HIDDEN } from './shape.ts';
import { addProperty, newObject } from './slots.ts';
import { concatStrings, stringLength } from './string.ts';

function construct(self: Val, message: Val, options: Val): void {
  const text: Val = message === undefined ? absent() : toStringValue(message);
  let cause: Val = absent();
  if (isObject(options) && hasProperty(options, 'cause')) cause = (options as { cause: Val }).cause;
  initError(self, text, cause);
}
function make(shape: u32, message: Val, options: Val): Val {
  const self: Obj = newObject(shape);
  construct(self, message, options);
  return self;
}

export function Error_construct(self: Val, message: Val, options?: Val): void {
  construct(self, message, options);
}
export function Error_call(message: Val, options?: Val): Val {
  return make(shapeOf('Error'), message, options);
}
export function TypeError_construct(self: Val, message: Val, options?: Val): void {
  construct(self, message, options);
}
export function TypeError_call(message: Val, options?: Val): Val {
  return make(shapeOf('TypeError'), message, options);
}
export function RangeError_construct(self: Val, message: Val, options?: Val): void {
  construct(self, message, options);
}
export function RangeError_call(message: Val, options?: Val): Val {
  return make(shapeOf('RangeError'), message, options);
}
export function ReferenceError_construct(self: Val, message: Val, options?: Val): void {
  construct(self, message, options);
}
export function ReferenceError_call(message: Val, options?: Val): Val {
  return make(shapeOf('ReferenceError'), message, options);
}
export function SyntaxError_construct(self: Val, message: Val, options?: Val): void {
  construct(self, message, options);
}
export function SyntaxError_call(message: Val, options?: Val): Val {
  return make(shapeOf('SyntaxError'), message, options);
}
export function EvalError_construct(self: Val, message: Val, options?: Val): void {
  construct(self, message, options);
}
export function EvalError_call(message: Val, options?: Val): Val {
  return make(shapeOf('EvalError'), message, options);
}
export function URIError_construct(self: Val, message: Val, options?: Val): void {
  construct(self, message, options);
}
export function URIError_call(message: Val, options?: Val): Val {
  return make(shapeOf('URIError'), message, options);
}

/** new AggregateError(errors, message, options) (§20.5.7.1). */
export function AggregateError_construct(self: Val, errors: Val, message: Val, options?: Val): void {
  construct(self, message, options);
  addProperty(self as Obj, 'errors', listOf(errors), HIDDEN);
}
export function AggregateError_call(errors: Val, message: Val, options?: Val): Val {
  const self: Obj = newObject(shapeOf('AggregateError'));
  AggregateError_construct(self, errors, message, options);
  return self;
}

/** Error.prototype.toString (§20.5.3.4). */
export function Error_prototype_toString(self: Val): Str {
  if (!isObject(self)) throwTypeError("Error.prototype.toString requires that 'this' be a JSReceiver");
  const name: Val = (self as { name: Val }).name;
  const nameText: Str = name === undefined ? 'Error' : toStringValue(name);
  const message: Val = (self as { message: Val }).message;
  const messageText: Str = message === undefined ? '' : toStringValue(message);
  if (stringLength(nameText) === 0) return messageText;
  if (stringLength(messageText) === 0) return nameText;
  return concatStrings(concatStrings(nameText, ': '), messageText);
}

/** V8's Error.captureStackTrace: gives any object a hidden `stack`. */
export function Error_captureStackTrace(target: Val, from?: Val): void {
  if (!isObject(target)) throwTypeError('Invalid argument');
  defineWith(target as Obj, 'stack', stackText(target, recordStack()), HIDDEN);
}

/** Error.isError (ES2026, in V8 of Node 26). */
export function Error_isError(value: Val): bool {
  return isError(value);
}
