// Reflect (ECMA-262 §28.1), but for `construct` and `setPrototypeOf`, which the closed world rules out.
import { invoke, isObject, type Arr, type Obj, type Str, type Val, type bool } from './intrinsics.ts';
import { arrayOf } from './array-support.ts';
import { throwTypeError } from './error.ts';
import { callValueNamed } from './function.ts';
import { getFrom, setOn } from './object.ts';
import { defineProperty, deleteProperty, hasComputed } from './object-define.ts';
import { Object_defineProperty, Object_getOwnPropertyDescriptor } from './object-descriptors.ts';
import { ownKeys } from './object-keys.ts';
import { Object_getPrototypeOf, Object_isExtensible, Object_preventExtensions } from './object-statics.ts';
import { propertyKey } from './property-key.ts';
import { concatThree } from './string.ts';

function target(value: Val, method: Str): Obj {
  if (!isObject(value)) throwTypeError(concatThree('Reflect.', method, ' called on non-object'));
  return value as Obj;
}

export function Reflect_ownKeys(value: Val): Arr {
  return ownKeys(target(value, 'ownKeys'));
}
export function Reflect_has(value: Val, key: Val): bool {
  return hasComputed(target(value, 'has'), key);
}
export function Reflect_get(value: Val, key: Val, ...receiver: Arr): Val {
  const object: Obj = target(value, 'get');
  return getFrom(object, propertyKey(key), receiver.length === 0 ? object : receiver[0], 0);
}
/** OrdinarySet (§10.1.9.2): what would throw in an assignment is `false` here. */
export function Reflect_set(value: Val, key: Val, item: Val, ...receiver: Arr): bool {
  const object: Obj = target(value, 'set');
  const name: Val = propertyKey(key);
  const self: Val = receiver.length === 0 ? object : receiver[0];
  let known: Val = undefined;
  for (let at: Val = object; known === undefined && at !== null; at = Object_getPrototypeOf(at))
    known = Object_getOwnPropertyDescriptor(at, name);
  if (known !== undefined && isAccessorDescriptor(known)) {
    const setter: Val = (known as { set: Val }).set;
    if (setter === undefined) return false;
    invoke(setter, self, item);
    return true;
  }
  if ((known !== undefined && isReadOnly(known)) || !isObject(self)) return false;
  const own: Val = Object_getOwnPropertyDescriptor(self, name);
  if (own === undefined) {
    if (!Object_isExtensible(self)) return false;
    defineProperty(self, name, item);
    return true;
  }
  if (isAccessorDescriptor(own) || isReadOnly(own)) return false;
  setOn(self as Obj, name, item, 0);
  return true;
}
function isAccessorDescriptor(descriptor: Val): bool {
  return (descriptor as { writable: Val }).writable === undefined;
}
function isReadOnly(descriptor: Val): bool {
  return (descriptor as { writable: Val }).writable === false;
}
export function Reflect_deleteProperty(value: Val, key: Val): bool {
  const object: Obj = target(value, 'deleteProperty');
  const before: Val = Object_getOwnPropertyDescriptor(object, key);
  if (before !== undefined && (before as { configurable: Val }).configurable === false) return false;
  return deleteProperty(object, key);
}
export function Reflect_defineProperty(value: Val, key: Val, descriptor: Val): bool {
  const object: Obj = target(value, 'defineProperty');
  const before: Val = Object_getOwnPropertyDescriptor(object, key);
  if (before === undefined ? !Object_isExtensible(object) : (before as { configurable: Val }).configurable === false)
    return false;
  Object_defineProperty(object, key, descriptor);
  return true;
}
export function Reflect_getOwnPropertyDescriptor(value: Val, key: Val): Val {
  return Object_getOwnPropertyDescriptor(target(value, 'getOwnPropertyDescriptor'), key);
}
export function Reflect_getPrototypeOf(value: Val): Val {
  return Object_getPrototypeOf(target(value, 'getPrototypeOf'));
}
export function Reflect_isExtensible(value: Val): bool {
  return Object_isExtensible(target(value, 'isExtensible'));
}
export function Reflect_preventExtensions(value: Val): bool {
  Object_preventExtensions(target(value, 'preventExtensions'));
  return true;
}
export function Reflect_apply(callee: Val, receiver: Val, args: Val): Val {
  if (!isObject(args)) throwTypeError('CreateListFromArrayLike called on non-object');
  return callValueNamed(callee, receiver, arrayOf(args, 'slice'), 'Reflect.apply');
}
