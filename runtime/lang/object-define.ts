// Defining and deleting own properties (ECMA-262 §10.1.6, §10.1.10, §7.3.5): literals, class fields, defineProperty.
import {
  isTypedKind,
  absent,
  addr,
  asObject,
  isAbsent,
  isNumber,
  isObject,
  kindOf,
  load32,
  loadVal,
  storeVal,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayLength, arraySet } from './array.ts';
import { throwTypeError } from './error.ts';
import { computedOwn, setComputed } from './exotic.ts';
import { objectText } from './object.ts';
import { immediateText } from './primitive.ts';
import { isPrivateName, keyText, primitiveKey, propertyKey } from './property-key.ts';
import { FIXED, HIDDEN, READ_ONLY } from './shape.ts';
import {
  ADDRESS_MASK,
  addProperty,
  defineElement,
  isAccessor,
  isDense,
  kindOfObject,
  newPair,
  ownSlot,
  prototypeOfObject,
  redefineProperty,
  removeProperty,
} from './slots.ts';
import { concatStrings } from './string.ts';

/** CreateDataPropertyOrThrow (§7.3.7): fields and literals; never calls a setter. */
export function defineProperty(object: Val, key: Val, value: Val): void {
  const name: Val = propertyKey(key);
  defineWith(object as Obj, name, value, isPrivateName(name) ? HIDDEN : 0);
}

/** Sets an own property (canonical key) to a value, or to an accessor pair, with attributes. */
export function defineWith(object: Obj, key: Val, value: Val, attributes: u32): void {
  const target: u32 = addr(object);
  const kind: u32 = kindOfObject(target);
  if (isNumber(key) && kind === kindOf('Array')) {
    const index: u32 = key as f64 as u32;
    const stored: bool = attributes === 0 && !isAccessor(value) && (isDense(target) || ownSlot(target, key) === 0);
    if (index >= arrayLength(object as Arr)) arraySet(object as Arr, index, undefined);
    if (stored) arraySet(object as Arr, index, value);
    else defineElement(object, key, value, attributes);
    return;
  }
  if (isTypedKind(kind) && setComputed(object, key, value)) return;
  const found: u32 = ownSlot(target, key);
  if (found === 0) {
    addProperty(object, key, value, attributes);
    return;
  }
  // What is writable may be given another value, and may become read-only.
  const writable: bool = (found & READ_ONLY) === 0 && (found & (HIDDEN | FIXED)) === (attributes & (HIDDEN | FIXED));
  if ((found & FIXED) !== 0 && !writable) throwRedefine(key);
  if ((found & 7) === attributes && !isAccessor(value) && !isAccessor(loadVal(found & ADDRESS_MASK)))
    storeVal(found & ADDRESS_MASK, value);
  else redefineProperty(object, key, value, attributes);
}

export function throwRedefine(key: Val): never {
  throwTypeError(concatStrings('Cannot redefine property: ', keyText(key)));
}

/** A getter, a setter or both; the other half of an accessor that is there already stays (§13.2.5.5). */
export function defineAccessor(object: Val, key: Val, getter: Val, setter: Val, enumerable: bool): void {
  const name: Val = propertyKey(key);
  const found: u32 = ownSlot(addr(object), name);
  let get: Val = getter;
  let set: Val = setter;
  if (found !== 0 && isAccessor(loadVal(found & ADDRESS_MASK))) {
    const pair: u32 = addr(loadVal(found & ADDRESS_MASK));
    if (get === undefined) get = loadVal(pair, 8);
    if (set === undefined) set = loadVal(pair, 16);
  }
  defineWith(object as Obj, name, newPair(get, set), enumerable ? 0 : HIDDEN);
}

/** `delete object[key]`, strict mode. */
export function deleteProperty(object: Val, key: Val): bool {
  if (!isObject(object)) {
    if (object === undefined || object === null) throwTypeError('Cannot convert undefined or null to object');
    return true;
  }
  const name: Val = propertyKey(key);
  const target: u32 = addr(object);
  const found: u32 = ownSlot(target, name);
  if (found === 0) {
    if (!isAbsent(computedOwn(object as Obj, name))) throwDelete(name, object);
    return true;
  }
  if ((found & FIXED) !== 0) throwDelete(name, object);
  if (isElementOrBuiltIn(target, found & ADDRESS_MASK)) storeVal(found & ADDRESS_MASK, absent());
  else removeProperty(object as Obj, name);
  return true;
}

function throwDelete(key: Val, object: Val): never {
  throwTypeError(
    concatStrings(concatStrings(concatStrings("Cannot delete property '", keyText(key)), "' of "), objectText(object)),
  );
}

/** True for slots that no shape describes: array elements, and the built-in ones of errors. */
function isElementOrBuiltIn(object: u32, at: u32): bool {
  const shape: u32 = load32(object);
  if (at - object < 8 + (load32(shape, 40) << 3)) return true;
  if (load32(shape) !== kindOf('Array')) return false;
  const elements: u32 = load32(object, 16) + 8;
  return at >= elements && at < elements + (load32(object, 8) << 3);
}

export function throwNotIn(key: Str, value: Val): never {
  const text: Str = concatStrings(concatStrings("Cannot use 'in' operator to search for '", key), "' in ");
  throwTypeError(concatStrings(text, value === undefined || value === null ? immediateText(value) : objectText(value)));
}
/** `key in object` (§13.10.1) for any key. */
export function hasComputed(object: Val, key: Val): bool {
  return hasProperty(object, propertyKey(key));
}
/** The same for a string, symbol or number. */
export function hasProperty(object: Val, key: Val): bool {
  const name: Val = primitiveKey(key);
  if (!isObject(object)) throwNotIn(keyText(name), object);
  let at: u32 = addr(object);
  while (at !== 0) {
    if (hasOwnKey(at, name)) return true;
    at = prototypeOfObject(at);
  }
  return false;
}

/** Whether an object itself has a canonical key. */
export function hasOwnKey(object: u32, key: Val): bool {
  if (ownSlot(object, key) !== 0) return true;
  const computed: Val = computedOwn(asObject(object), key);
  if (isAbsent(computed)) return false;
  // Indices of typed arrays past the end read as undefined but are not there.
  return !(isTypedKind(kindOfObject(object)) && computed === undefined);
}
