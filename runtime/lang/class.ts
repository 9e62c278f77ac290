// Classes made at run time, private names and `super` properties (ECMA-262 §15.7.14, §7.3.26 to §7.3.32, §13.3.7).
// A class evaluated once at the top level is laid out by the compiler and needs none of this.
import {
  addr,
  asObject,
  asSymbol,
  isAbsent,
  isNullish,
  isObject,
  kindOf,
  load32,
  loadVal,
  prototypeOf,
  shapeOf,
  store32,
  storeVal,
  type Arr,
  type Obj,
  type Str,
  type Sym,
  type Val,
  type bool,
  type i32,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { functionName, instanceShape, isConstructor } from './function.ts';
import { nameFunction } from './function-name.ts';
import { allocScan } from './memory.ts';
import { throwNotIn } from './object-define.ts';
import { callGetter, getFrom, setByPrototype, setOn } from './object.ts';
import { toStringValue } from './primitive.ts';
import { CLASS_PROTOTYPE, HIDDEN, READ_ONLY, findKey, rootShape, shapeWith } from './shape.ts';
import {
  ADDRESS_MASK,
  addProperty,
  isAccessor,
  newObject,
  newPair,
  ownSlot,
  prototypeOfObject,
  redefineProperty,
} from './slots.ts';
import { charCodeAt, concatStrings, stringEquals, stringLength, substring } from './string.ts';
import { PRIVATE_NAME, isPrivateName, keyText, propertyKey } from './property-key.ts';

const GETTER: i32 = 1;
const KIND_MASK: i32 = 3;
const STATIC: i32 = 4;

/** The class object with its prototype; `heritage` absent means no `extends`. `bytes` is the cell with its captures. */
export function createClass(name: Str, info: u32, entry: u32, heritage: Val, base: u32, bytes: u32): Obj {
  let parentShape: u32 = base;
  let parentPrototype: u32 = prototypeOf('Object');
  let parentClass: u32 = prototypeOf('Function');
  if (heritage === null) parentPrototype = 0;
  else if (!isAbsent(heritage)) {
    if (!isConstructor(heritage))
      throwTypeError(
        concatStrings(concatStrings('Class extends value ', toStringValue(heritage)), ' is not a constructor or null'),
      );
    parentClass = addr(heritage);
    parentShape = instanceShape(parentClass);
    parentPrototype = load32(parentShape, 8);
  }
  const prototypeShape: u32 = rootShape(shapeOf('Object'), parentPrototype);
  store32(prototypeShape, CLASS_PROTOTYPE, 4);
  store32(prototypeShape, addr(name), 36);
  const prototype = newObject(prototypeShape);
  const instances: u32 = rootShape(parentShape, addr(prototype));
  store32(instances, load32(parentShape, 12), 12);
  store32(instances, load32(parentShape, 16), 16);
  // Room for declared fields alone: where those are all known, `new` allocates no more (codegen/constructions.ts).
  if (isNullish(heritage) || isAbsent(heritage)) store32(instances, load32(parentShape, 40), 20);
  store32(instances, addr(name), 36);
  const classShape: u32 = rootShape(shapeOf('Function'), parentClass);
  store32(classShape, (bytes - 8) >>> 3, 20);
  store32(classShape, (bytes - 8) >>> 3, 40);
  const cell: u32 = allocScan(bytes);
  store32(cell, classShape);
  store32(cell, entry, 8);
  store32(cell, info, 16);
  store32(cell, instances, 20);
  const made = asObject(cell);
  addProperty(prototype, 'constructor', made, HIDDEN);
  return made;
}

/** One more field of the instances, in definition order; a field that the base has keeps its slot. */
export function addClassField(type: Val, key: Val): void {
  const shape: u32 = load32(addr(type), 20);
  if (findKey(shape, key) !== 0) return;
  const larger: u32 = shapeWith(shape, key, isPrivateName(key) ? HIDDEN : 0, false);
  store32(larger, load32(shape, 20) + 1, 20);
  store32(addr(type), larger, 20);
}

/** Members under keys that the source does not tell. */
function nameMember(member: Val, key: Val, kind: i32): void {
  const known: Str = functionName(member);
  if (stringLength(known) === 0) nameFunction(member, key, '');
  else if (kind !== 0 && stringEquals(known, kind === 1 ? 'get ' : 'set '))
    nameFunction(member, key, kind === 1 ? 'get' : 'set');
}

/** A method, getter or setter of a class: hidden, with the object it stands on as home for `super`. */
export function defineMember(type: Val, name: Val, member: Val, flags: i32): void {
  const key: Val = propertyKey(name);
  const home: u32 = (flags & STATIC) !== 0 ? addr(type) : load32(load32(addr(type), 20), 8);
  const target = asObject(home);
  storeVal(addr(member), target, 24);
  const kind: i32 = flags & KIND_MASK;
  if (!isPrivateName(name)) nameMember(member, key, kind);
  const known: u32 = ownSlot(home, key);
  if (kind === 0) {
    if (known === 0) addProperty(target, key, member, HIDDEN);
    else redefineProperty(target, key, member, HIDDEN);
    return;
  }
  const old = known === 0 ? undefined : loadVal(known & ADDRESS_MASK);
  let getter: Val = undefined;
  let setter: Val = undefined;
  if (known !== 0 && isAccessor(old)) {
    getter = loadVal(addr(old), 8);
    setter = loadVal(addr(old), 16);
  }
  if (kind === GETTER) getter = member;
  else setter = member;
  const pair = newPair(getter, setter);
  if (known === 0) addProperty(target, key, pair, HIDDEN);
  else redefineProperty(target, key, pair, HIDDEN);
}

/** Under this private name a class object keeps the names of its evaluation: [text, name, text, name …]. */
let renewedNames: Val = undefined;

function newPrivateName(text: Val): Sym {
  const cell: u32 = allocScan(16);
  store32(cell, PRIVATE_NAME);
  storeVal(cell, text, 8);
  return asSymbol(cell);
}
/** A private name of a class that may be evaluated more than once (§15.7.14, step 5): each evaluation has its own. */
export function privateNameOf(type: Val, text: Val): Val {
  if (renewedNames === undefined) renewedNames = newPrivateName('');
  const slot: u32 = ownSlot(addr(type), renewedNames);
  let known: Arr = newArray(0);
  if (slot === 0) addProperty(type as Obj, renewedNames, known, HIDDEN);
  else known = loadVal(slot & ADDRESS_MASK) as Arr;
  for (let i: u32 = 0; i < arrayLength(known); i = i + 2)
    if (stringEquals(arrayGet(known, i) as Str, text as Str)) return arrayGet(known, i + 1);
  const made: Sym = newPrivateName(text);
  arrayPush(known, text);
  arrayPush(known, made);
  return made;
}
/** PrivateFieldAdd (§7.3.28). */
export function definePrivate(object: Val, value: Val, name: Val): void {
  if (ownSlot(addr(object), name) !== 0) throwMissing('Cannot initialize ', name, ' twice on the same object');
  addProperty(object as Obj, name, value, HIDDEN);
}

/** Where a private element is: an own slot, or a method or accessor on the prototype of a class; 0 if nowhere. */
function privateSlot(object: Val, key: Val): u32 {
  if (!isObject(object)) return 0;
  let at: u32 = addr(object);
  const own: u32 = ownSlot(at, key);
  if (own !== 0) return own;
  at = prototypeOfObject(at);
  while (at !== 0) {
    const shape: u32 = load32(at);
    // Class objects hand private members down to nobody.
    if ((load32(shape, 4) & CLASS_PROTOTYPE) !== 0 && load32(shape) !== kindOf('Function')) {
      const found: u32 = ownSlot(at, key);
      if (found !== 0) return found;
    }
    at = prototypeOfObject(at);
  }
  return 0;
}
/** Behind `an instance of class `, with which the brands of what instances have begin. */
const INSTANCE: u32 = 21;
function isOfInstances(brand: Val): bool {
  return brand !== undefined && charCodeAt(brand as Str, 0) === 97;
}
/** Where the check is by class, V8 names the class instead of the member. */
function memberText(key: Val, brand: Val): Str {
  return isOfInstances(brand) ? substring(brand as Str, INSTANCE, stringLength(brand as Str)) : keyText(key);
}
/** `brand`, here and below: `an instance of class A` or `class A` for methods and accessors, undefined for fields. */
export function hasPrivate(object: Val, key: Val, brand: Val): bool {
  if (!isObject(object)) throwNotIn(memberText(key, brand), object);
  return privateSlot(object, key) !== 0;
}
export function getPrivate(object: Val, key: Val, brand: Val): Val {
  const slot: u32 = privateSlot(object, key);
  if (slot === 0) {
    requireBrand(object, key, brand);
    throwMissing('Cannot read private member ', key, ' from an object whose class did not declare it');
  }
  const value = loadVal(slot & ADDRESS_MASK);
  if (!isAccessor(value)) return value;
  if (loadVal(addr(value), 8) === undefined) throwMissing("'", key, "' was defined without a getter");
  return callGetter(value, object);
}
export function setPrivate(object: Val, key: Val, value: Val, brand: Val): void {
  const slot: u32 = privateSlot(object, key);
  if (slot === 0) {
    if (brand === undefined && isNullish(object))
      throwNullish('Cannot set properties of ', object, ' (setting ', keyText(key));
    requireBrand(object, key, brand);
    throwMissing('Cannot write private member ', key, ' to an object whose class did not declare it');
  }
  const old = loadVal(slot & ADDRESS_MASK);
  if (isAccessor(old)) {
    const setter = loadVal(addr(old), 16);
    if (setter === undefined) throwMissing("'", key, "' was defined without a setter");
    callSetter(setter, object, value);
    return;
  }
  if ((slot & READ_ONLY) !== 0) throwMissing('Private method ', key, ' is not writable');
  storeVal(slot & ADDRESS_MASK, value);
}
function callSetter(setter: Val, receiver: Val, value: Val): void {
  (setter as (this: Val, value: Val) => void).call(receiver, value);
}
/** Throws what V8 throws for a receiver without the brand of a class, and for null and undefined. */
function requireBrand(object: Val, key: Val, brand: Val): void {
  if (isNullish(object) && (brand === undefined || isOfInstances(brand)))
    throwNullish('Cannot read properties of ', object, ' (reading ', memberText(key, brand));
  if (brand !== undefined) throwTypeError(concatStrings('Receiver must be ', brand as Str));
}
function throwNullish(before: Str, object: Val, access: Str, name: Str): never {
  const text: Str = concatStrings(concatStrings(before, toStringValue(object)), access);
  throwTypeError(concatStrings(concatStrings(concatStrings(text, "'"), name), "')"));
}
function throwMissing(before: Str, key: Val, after: Str): never {
  throwTypeError(concatStrings(concatStrings(before, keyText(key)), after));
}

/** `super.key`: looked up from the home object's prototype, with `this` as receiver. */
export function getSuper(home: Val, key: Val, receiver: Val): Val {
  const start: u32 = prototypeOfObject(addr(home));
  if (start === 0) return undefined;
  return getFrom(asObject(start), propertyKey(key), receiver, 0);
}
export function setSuper(home: Val, key: Val, receiver: Val, value: Val): void {
  const name = propertyKey(key);
  const start: u32 = prototypeOfObject(addr(home));
  if (start !== 0 && setByPrototype(start, name, value, receiver)) return;
  setOn(receiver as Obj, name, value, 0);
}
