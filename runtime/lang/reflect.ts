// Reflect (ECMA-262 §28.1), but for `construct` and `setPrototypeOf`, which the closed world rules out.
import { isObject, type Arr, type Obj, type Val, type bool } from './intrinsics.ts';
import { arrayOf } from './array-support.ts';
import { throwTypeError } from './error.ts';
import { callValueNamed } from './function.ts';
import { getFrom, setOn } from './object.ts';
import { deleteProperty, hasProperty } from './object-define.ts';
import { Object_defineProperty, Object_getOwnPropertyDescriptor } from './object-descriptors.ts';
import { ownKeys } from './object-keys.ts';
import { Object_getPrototypeOf, Object_isExtensible, Object_preventExtensions } from './object-statics.ts';
import { propertyKey } from './property-key.ts';

function target(value: Val): Obj {
  if (!isObject(value)) throwTypeError('Reflect method called on non-object');
  return value as Obj;
}

export function Reflect_ownKeys(value: Val): Arr {
  return ownKeys(target(value));
}
export function Reflect_has(value: Val, key: Val): bool {
  return hasProperty(target(value), key);
}
export function Reflect_get(value: Val, key: Val, ...receiver: Arr): Val {
  const object: Obj = target(value);
  return getFrom(object, propertyKey(key), receiver.length === 0 ? object : receiver[0], 0);
}
/** What would throw in an assignment is `false` here. */
export function Reflect_set(value: Val, key: Val, item: Val): bool {
  const object: Obj = target(value);
  const name: Val = propertyKey(key);
  const before: Val = Object_getOwnPropertyDescriptor(object, name);
  if (before !== undefined && (before as { writable: Val }).writable === false) return false;
  if (before === undefined && !Object_isExtensible(object)) return false;
  setOn(object, name, item, 0);
  return true;
}
export function Reflect_deleteProperty(value: Val, key: Val): bool {
  const object: Obj = target(value);
  const before: Val = Object_getOwnPropertyDescriptor(object, key);
  if (before !== undefined && (before as { configurable: Val }).configurable === false) return false;
  return deleteProperty(object, key);
}
export function Reflect_defineProperty(value: Val, key: Val, descriptor: Val): bool {
  const object: Obj = target(value);
  const before: Val = Object_getOwnPropertyDescriptor(object, key);
  if (before === undefined ? !Object_isExtensible(object) : (before as { configurable: Val }).configurable === false)
    return false;
  Object_defineProperty(object, key, descriptor);
  return true;
}
export function Reflect_getOwnPropertyDescriptor(value: Val, key: Val): Val {
  return Object_getOwnPropertyDescriptor(target(value), key);
}
export function Reflect_getPrototypeOf(value: Val): Val {
  return Object_getPrototypeOf(target(value));
}
export function Reflect_isExtensible(value: Val): bool {
  return Object_isExtensible(target(value));
}
export function Reflect_preventExtensions(value: Val): bool {
  Object_preventExtensions(target(value));
  return true;
}
export function Reflect_apply(callee: Val, receiver: Val, args: Val): Val {
  if (!isObject(args)) throwTypeError('CreateListFromArrayLike called on non-object');
  return callValueNamed(callee, receiver, arrayOf(args, 'slice'), 'Reflect.apply');
}
