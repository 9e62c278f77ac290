// Property descriptors (ECMA-262 §6.2.6, §10.1.6.3) and Object.prototype (§20.1.3).
import {
  isTypedKind,
  absent,
  addr,
  isAbsent,
  isObject,
  isString,
  kindOf,
  loadVal,
  wellKnownSymbol,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, checkedLength, fixLength, hasFixedLength, isArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { computedOwn, setArrayLength, setComputed } from './exotic.ts';
import { isFunction } from './function.ts';
import { getFrom, getProperty } from './object.ts';
import { defineProperty, defineWith, hasOwnKey, hasProperty, throwRedefine } from './object-define.ts';
import { ENUMERABLE, STRINGS, SYMBOLS, ownKeysOf } from './object-keys.ts';
import { sameValue } from './operators.ts';
import { toBoolean, toNumber, toObject, toStringValue } from './primitive.ts';
import { propertyKey } from './property-key.ts';
import { FIXED, HIDDEN, READ_ONLY } from './shape.ts';
import {
  ADDRESS_MASK,
  isAccessor,
  kindOfObject,
  newPair,
  newPlainObject,
  ownSlot,
  prototypeOfObject,
  toDictionary,
} from './slots.ts';
import { concatStrings } from './string.ts';

interface Descriptor {
  value: Val;
  writable: Val;
  get: Val;
  set: Val;
  enumerable: Val;
  configurable: Val;
}

/** A flag of a descriptor as an attribute bit: set when the flag is false; `old` where the descriptor does not say. */
function attribute(descriptor: Val, name: Str, bit: u32, old: u32): u32 {
  if (!hasProperty(descriptor, name)) return old & bit;
  return toBoolean(getProperty(descriptor, name, 0)) ? 0 : bit;
}

/** Object.defineProperty (§20.1.2.4). */
export function Object_defineProperty(object: Val, key: Val, descriptor: Val): Val {
  if (!isObject(object)) throwTypeError('Object.defineProperty called on non-object');
  if (!isObject(descriptor))
    throwTypeError(concatStrings('Property description must be an object: ', toStringValue(descriptor)));
  const name: Val = propertyKey(key);
  if (isAbsent(computedOwn(object as Obj, name))) define(object as Obj, name, descriptor);
  else if (isArray(object) && isString(name)) defineLength(object as Obj, descriptor);
  else if (isFunctionName(object as Obj, name)) {
    if (ownSlot(addr(object), name) === 0)
      defineWith(object as Obj, name, computedOwn(object as Obj, name), HIDDEN | READ_ONLY);
    define(object as Obj, name, descriptor);
  } else if (hasProperty(descriptor, 'value')) replaceComputed(object as Obj, name, (descriptor as Descriptor).value);
  return object;
}

/** ArraySetLength (§10.4.2.4): `length` can change and become read-only, and nothing else. */
function defineLength(array: Obj, descriptor: Val): void {
  const fixed: bool = hasFixedLength(array as Arr);
  const writable: bool = hasProperty(descriptor, 'writable') && toBoolean((descriptor as Descriptor).writable);
  const wrong: bool =
    hasProperty(descriptor, 'get') ||
    hasProperty(descriptor, 'set') ||
    (hasProperty(descriptor, 'configurable') && toBoolean((descriptor as Descriptor).configurable)) ||
    (hasProperty(descriptor, 'enumerable') && toBoolean((descriptor as Descriptor).enumerable));
  let value: Val = absent();
  if (hasProperty(descriptor, 'value')) value = checkedLength(toNumber((descriptor as Descriptor).value)) as f64 as Val;
  if (wrong || (fixed && writable)) throwRedefine('length');
  if (!isAbsent(value) && (value as f64) !== (arrayLength(array as Arr) as f64)) {
    if (fixed) throwRedefine('length');
    setArrayLength(array, value);
  }
  if (!hasProperty(descriptor, 'writable') || writable) return;
  toDictionary(array);
  fixLength(array as Arr);
}

/** `name` and `length` of functions can be defined anew. */
function isFunctionName(object: Obj, key: Val): bool {
  return kindOfObject(addr(object)) === kindOf('Function') && !sameValue(key, 'prototype');
}

/** Lengths of arrays and elements of typed arrays are written; the rest is fixed. */
function replaceComputed(object: Obj, key: Val, value: Val): void {
  const kind: u32 = kindOfObject(addr(object));
  if (kind === kindOf('Array') || isTypedKind(kind)) setComputed(object, key, value);
  else throwRedefine(key);
}

/** ValidateAndApplyPropertyDescriptor (§10.1.6.3). */
function define(object: Obj, key: Val, descriptor: Val): void {
  const found: u32 = ownSlot(addr(object), key);
  const old: Val = found === 0 ? absent() : loadVal(found & ADDRESS_MASK);
  const before: u32 = found === 0 ? HIDDEN | FIXED | READ_ONLY : found & 7;
  let attributes: u32 =
    attribute(descriptor, 'enumerable', HIDDEN, before) | attribute(descriptor, 'configurable', FIXED, before);
  const accessor: bool = hasProperty(descriptor, 'get') || hasProperty(descriptor, 'set');
  const data: bool = hasProperty(descriptor, 'value') || hasProperty(descriptor, 'writable');
  if (accessor && data)
    throwTypeError(
      'Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, #<Object>',
    );
  let value: Val = old;
  if (accessor) {
    value = accessorOf(descriptor, old);
  } else if (data || found === 0) {
    const wasAccessor: bool = found !== 0 && isAccessor(old);
    attributes = attributes | attribute(descriptor, 'writable', READ_ONLY, wasAccessor ? READ_ONLY : before);
    value = found === 0 || wasAccessor ? undefined : old;
    if (hasProperty(descriptor, 'value')) value = (descriptor as Descriptor).value;
  } else {
    attributes = attributes | (before & READ_ONLY);
  }
  if (found !== 0 && (found & FIXED) !== 0 && !allowed(old, before, value, attributes)) throwRedefine(key);
  if (found !== 0 && (found & FIXED) !== 0 && (isAccessor(value) || (before & READ_ONLY) !== 0)) return;
  defineWith(object, key, value, attributes);
}

function accessorOf(descriptor: Val, old: Val): Val {
  let getter: Val = undefined;
  let setter: Val = undefined;
  if (!isAbsent(old) && isAccessor(old)) {
    getter = loadVal(addr(old), 8);
    setter = loadVal(addr(old), 16);
  }
  if (hasProperty(descriptor, 'get')) getter = checkedFunction((descriptor as Descriptor).get, 'Getter');
  if (hasProperty(descriptor, 'set')) setter = checkedFunction((descriptor as Descriptor).set, 'Setter');
  return newPair(getter, setter);
}
function checkedFunction(value: Val, role: Str): Val {
  if (value !== undefined && !isFunction(value))
    throwTypeError(concatStrings(concatStrings(role, ' must be a function: '), toStringValue(value)));
  return value;
}

/** What may still change on a property that is not configurable: from writable to read-only, and the value before that. */
function allowed(old: Val, before: u32, value: Val, after: u32): bool {
  if ((after & (HIDDEN | FIXED)) !== (before & (HIDDEN | FIXED)) || isAccessor(old) !== isAccessor(value)) return false;
  if (isAccessor(old))
    return loadVal(addr(old), 8) === loadVal(addr(value), 8) && loadVal(addr(old), 16) === loadVal(addr(value), 16);
  if ((before & READ_ONLY) === 0) return true;
  return (after & READ_ONLY) !== 0 && sameValue(old, value);
}

export function Object_defineProperties(object: Val, properties: Val): Val {
  if (!isObject(object)) throwTypeError('Object.defineProperties called on non-object');
  const from: Obj = toObject(properties);
  const keys: Arr = ownKeysOf(from, STRINGS | SYMBOLS | ENUMERABLE);
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const key: Val = arrayGet(keys, i);
    Object_defineProperty(object, key, getProperty(from, key, 0));
  }
  return object;
}

/** Object.getOwnPropertyDescriptor (§20.1.2.8). */
export function Object_getOwnPropertyDescriptor(value: Val, key: Val): Val {
  const object: Obj = toObject(value);
  const name: Val = propertyKey(key);
  const found: u32 = ownSlot(addr(object), name);
  if (found === 0) {
    const computed: Val = computedOwn(object, name);
    if (isAbsent(computed)) return undefined;
    return dataDescriptor(computed, computedAttributes(object, name));
  }
  const own: Val = loadVal(found & ADDRESS_MASK);
  if (!isAccessor(own)) return dataDescriptor(own, found & 7);
  const result: Obj = newPlainObject();
  defineProperty(result, 'get', loadVal(addr(own), 8));
  defineProperty(result, 'set', loadVal(addr(own), 16));
  return withFlags(result, found & 7);
}
function dataDescriptor(value: Val, attributes: u32): Obj {
  const result: Obj = newPlainObject();
  defineProperty(result, 'value', value);
  defineProperty(result, 'writable', (attributes & READ_ONLY) === 0);
  return withFlags(result, attributes);
}
function withFlags(result: Obj, attributes: u32): Obj {
  defineProperty(result, 'enumerable', (attributes & HIDDEN) === 0);
  defineProperty(result, 'configurable', (attributes & FIXED) === 0);
  return result;
}
/** Attributes of computed properties (§10.2.9, §10.4.2, §10.4.3). */
function computedAttributes(object: Obj, key: Val): u32 {
  const kind: u32 = kindOfObject(addr(object));
  if (kind === kindOf('Array')) return hasFixedLength(object as Arr) ? HIDDEN | FIXED | READ_ONLY : HIDDEN | FIXED;
  if (kind === kindOf('Function'))
    return isString(key) && sameValue(key, 'prototype') ? HIDDEN | FIXED | READ_ONLY : HIDDEN | READ_ONLY;
  if (isTypedKind(kind)) return 0;
  return isString(key) ? HIDDEN | FIXED | READ_ONLY : FIXED | READ_ONLY;
}

export function Object_getOwnPropertyDescriptors(value: Val): Obj {
  const object: Obj = toObject(value);
  const keys: Arr = ownKeysOf(object, STRINGS | SYMBOLS);
  const result: Obj = newPlainObject();
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const key: Val = arrayGet(keys, i);
    defineProperty(result, key, Object_getOwnPropertyDescriptor(object, key));
  }
  return result;
}

export function Object_prototype_hasOwnProperty(self: Val, key: Val): bool {
  const name: Val = propertyKey(key);
  return hasOwnKey(addr(toObject(self)), name);
}

export function Object_prototype_propertyIsEnumerable(self: Val, key: Val): bool {
  const object: Obj = toObject(self);
  const name: Val = propertyKey(key);
  const found: u32 = ownSlot(addr(object), name);
  if (found !== 0) return (found & HIDDEN) === 0;
  return !isAbsent(computedOwn(object, name)) && (computedAttributes(object, name) & HIDDEN) === 0;
}

export function Object_prototype_isPrototypeOf(self: Val, value: Val): bool {
  if (!isObject(value)) return false;
  let at: u32 = prototypeOfObject(addr(value));
  while (at !== 0) {
    if (isObject(self) && at === addr(self)) return true;
    at = prototypeOfObject(at);
  }
  return false;
}

export function Object_prototype_valueOf(self: Val): Val {
  return toObject(self);
}

/** `[object Tag]` (§20.1.3.6). */
export function Object_prototype_toString(self: Val): Str {
  if (self === undefined) return '[object Undefined]';
  if (self === null) return '[object Null]';
  const object: Obj = toObject(self);
  const tag: Val = getFrom(object, wellKnownSymbol('toStringTag'), self, 0);
  const text: Str = isString(tag) ? (tag as Str) : builtInTag(kindOfObject(addr(object)));
  return concatStrings(concatStrings('[object ', text), ']');
}
function builtInTag(kind: u32): Str {
  if (kind === kindOf('Array')) return 'Array';
  if (kind === kindOf('Function')) return 'Function';
  if (kind === kindOf('Error')) return 'Error';
  if (kind === kindOf('Boolean')) return 'Boolean';
  if (kind === kindOf('Number')) return 'Number';
  if (kind === kindOf('String')) return 'String';
  if (kind === kindOf('Date')) return 'Date';
  return kind === kindOf('RegExp') ? 'RegExp' : 'Object';
}

export function Object_prototype_toLocaleString(self: Val): Val {
  return (self as { toString(): Val }).toString();
}
