// Reading and writing properties with full semantics (ECMA-262 §10.1.8, §10.1.9, §13.3.2): accessors, the prototype chain,
// primitives, elements, and the properties that built-in kinds compute. Fills the inline caches of generated code.
import {
  absent,
  addr,
  asObject,
  asString,
  heapBase,
  invoke,
  isAbsent,
  isBigInt,
  isNullish,
  isNumber,
  isObject,
  isString,
  isSymbol,
  isSymbolMade,
  sameBits,
  wellKnownSymbol,
  kindOf,
  load32,
  loadVal,
  prototypeOf,
  store32,
  storeVal,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arraySetOutside } from './array.ts';
import { computedOwn, setComputed } from './exotic.ts';
import { throwTypeError } from './error.ts';
import { indexOfKey, isName, keyText, primitiveKey, propertyKey, NO_INDEX } from './property-key.ts';
import {
  addressOfEntry,
  isInline,
  isOwnEntry,
  isReadOnlyEntry,
  lookupEntry,
  remember,
  valueOfEntry,
} from './lookup.ts';
import { CLASS_PROTOTYPE, DICTIONARY, NON_EXTENSIBLE, READ_ONLY, findKey } from './shape.ts';
import {
  ADDRESS_MASK,
  addProperty,
  isAccessor,
  ownSlot,
  prototypeOfObject,
  shapeFlags,
  toDictionary,
} from './slots.ts';
import { concatStrings, stringAt, stringEquals, stringLength } from './string.ts';
import { immediateText, toStringValue } from './primitive.ts';

/** `object[key]` for a string, symbol or number. `cache` is 0 or an inline cache {u32 shape, u32 offset}. */
export function getProperty(object: Val, key: Val, cache: u32): Val {
  if (!isObject(object)) return getOfPrimitive(object, key);
  const start: u32 = addr(object);
  const entry: u32 = lookupEntry(load32(start), key);
  const value: Val = valueOfEntry(entry, start);
  if (isAbsent(value)) return getFrom(object, primitiveKey(key), object, cache);
  if (isAccessor(value)) return callGetter(value, object);
  if (cache !== 0 && isOwnEntry(entry)) {
    store32(cache, load32(start));
    store32(cache, load32(entry, 8) & ADDRESS_MASK, 4);
  }
  return value;
}

/** [[Get]] (§10.1.8.1) of a canonical key, starting at an object. */
export function getFrom(start: Val, key: Val, receiver: Val, cache: u32): Val {
  let holder: u32 = addr(start);
  while (holder !== 0) {
    const found: u32 = ownSlot(holder, key);
    if (found !== 0) {
      const value: Val = loadVal(found & ADDRESS_MASK);
      remember(addr(start), key, holder, found);
      if (isAccessor(value)) return callGetter(value, receiver);
      if (cache !== 0 && holder === addr(start)) fillCache(cache, holder, found & ADDRESS_MASK);
      return value;
    }
    const computed: Val = computedOwn(asObject(holder), key);
    if (!isAbsent(computed)) return computed;
    holder = prototypeOfObject(holder);
  }
  return undefined;
}

function fillCache(cache: u32, object: u32, at: u32): void {
  if (!isInline(object, at)) return;
  store32(cache, load32(object));
  store32(cache, at - object, 4);
}

export function callGetter(pair: Val, receiver: Val): Val {
  const getter: Val = loadVal(addr(pair), 8);
  return getter === undefined ? undefined : invoke(getter, receiver);
}

/** Address of the prototype that a primitive's properties come from. */
function primitivePrototype(value: Val): u32 {
  if (isString(value)) return prototypeOf('String');
  if (isNumber(value)) return prototypeOf('Number');
  if (isSymbol(value)) return prototypeOf('Symbol');
  if (isBigInt(value)) return prototypeOf('BigInt');
  return prototypeOf('Boolean');
}

function getOfPrimitive(value: Val, key: Val): Val {
  if (isNullish(value)) throwNullish('read', value, ' (reading ', key);
  const prototype: u32 = primitivePrototype(value);
  const known: Val = valueOfEntry(lookupEntry(load32(prototype), key), prototype);
  if (!isAbsent(known)) return isAccessor(known) ? callGetter(known, value) : known;
  const canonical: Val = primitiveKey(key);
  if (isString(value)) {
    const own: Val = stringOwn(value as Str, canonical);
    if (!isAbsent(own)) return own;
  }
  return getFrom(asObject(prototype), canonical, value, 0);
}

/** Index and length of a string; absent if the key is neither. */
export function stringOwn(s: Str, key: Val): Val {
  const index: u32 = indexOfKey(key);
  if (index !== NO_INDEX) return index < stringLength(s) ? (stringAt(s, index) as Val) : absent();
  if (isString(key) && stringEquals(key as Str, 'length')) return stringLength(s) as f64 as Val;
  return absent();
}

/** A property of undefined or null is about to be read. */
export function throwAbsent(value: Val, key: Val): never {
  throwNullish('read', value, ' (reading ', propertyKey(key));
}

/** A property of undefined or null is about to be written. */
export function throwAbsentTarget(value: Val, key: Val): never {
  throwNullish('set', value, ' (setting ', propertyKey(key));
}

function throwNullish(verb: Str, value: Val, doing: Str, key: Val): never {
  // V8 takes any read of it for an iteration.
  if (
    isSymbolMade('iterator') &&
    isSymbol(key) &&
    stringEquals(verb, 'read') &&
    sameBits(key, wellKnownSymbol('iterator'))
  )
    throwTypeError(
      concatStrings(
        value === null ? 'object null' : 'undefined',
        ' is not iterable (cannot read property Symbol(Symbol.iterator))',
      ),
    );
  let text: Str = concatStrings(concatStrings('Cannot ', verb), ' properties of ');
  text = concatStrings(concatStrings(text, immediateText(value)), doing);
  throwTypeError(concatStrings(concatStrings(concatStrings(text, "'"), keyText(primitiveKey(key))), "')"));
}

/** `object.key` that is about to be called; `cache` {u32 shape, 0, Val} serves methods of class and built-in prototypes. */
export function getMethod(object: Val, key: Val, cache: u32): Val {
  if (!isObject(object)) return getOfPrimitive(object, key);
  const start: u32 = addr(object);
  const shape: u32 = load32(start);
  const entry: u32 = lookupEntry(shape, key);
  const known: Val = valueOfEntry(entry, start);
  if (!isAbsent(known)) {
    if (isAccessor(known)) return callGetter(known, object);
    if (!isOwnEntry(entry)) {
      store32(cache, shape);
      storeVal(cache, known, 8);
    }
    return known;
  }
  const canonical: Val = primitiveKey(key);
  const cached: bool = (load32(shape, 4) & DICTIONARY) === 0 && !isNumber(canonical) && findKey(shape, canonical) === 0;
  if (cached) {
    // Prototypes of classes and built-ins never change; any other object on the way could.
    let holder: u32 = prototypeOfObject(start);
    while (holder !== 0 && (shapeFlags(holder) & (CLASS_PROTOTYPE | DICTIONARY)) === CLASS_PROTOTYPE) {
      const found: u32 = ownSlot(holder, canonical);
      if (found !== 0) {
        const value: Val = loadVal(found & ADDRESS_MASK);
        if (isAccessor(value) || !isAbsent(computedOwn(object as Obj, canonical))) break;
        remember(start, canonical, holder, found);
        store32(cache, shape);
        storeVal(cache, value, 8);
        return value;
      }
      holder = prototypeOfObject(holder);
    }
  }
  return getFrom(object, canonical, object, 0);
}

/** `object[key] = value` for a string, symbol or number, strict mode. */
export function setProperty(object: Val, key: Val, value: Val, cache: u32): void {
  if (!isObject(object)) {
    setOnPrimitive(object, key, value);
    return;
  }
  const entry: u32 = lookupEntry(load32(addr(object)), key);
  if (entry !== 0 && isOwnEntry(entry) && !isReadOnlyEntry(entry)) {
    const at: u32 = addressOfEntry(entry, addr(object));
    const old: Val = loadVal(at);
    if (!isAbsent(old) && !isAccessor(old)) {
      storeVal(at, value);
      return;
    }
  }
  setOn(object as Obj, primitiveKey(key), value, cache);
}

function setOnPrimitive(target: Val, key: Val, value: Val): void {
  if (isNullish(target)) throwNullish('set', target, ' (setting ', key);
  const canonical: Val = primitiveKey(key);
  if (setByPrototype(primitivePrototype(target), canonical, value, target)) return;
  if (isString(target) && !isAbsent(stringOwn(target as Str, canonical))) {
    const read: Str = concatStrings("Cannot assign to read only property '", keyText(canonical));
    throwTypeError(concatStrings(concatStrings(concatStrings(read, "' of string '"), target as Str), "'"));
  }
  let text: Str = concatStrings(concatStrings("Cannot create property '", keyText(canonical)), "' on ");
  text = concatStrings(concatStrings(text, typeName(target)), " '");
  throwTypeError(concatStrings(concatStrings(text, toStringValue(target)), "'"));
}
function typeName(value: Val): Str {
  if (isString(value)) return 'string';
  if (isNumber(value)) return 'number';
  return isBigInt(value) ? 'bigint' : 'boolean';
}

/** [[Set]] (§10.1.9) of a canonical key with the object as receiver. */
export function setOn(object: Obj, key: Val, value: Val, cache: u32): void {
  const target: u32 = addr(object);
  const found: u32 = ownSlot(target, key);
  if (found !== 0) {
    const at: u32 = found & ADDRESS_MASK;
    const old: Val = loadVal(at);
    if (isAccessor(old)) {
      callSetter(old, object, key, value);
      return;
    }
    if ((found & READ_ONLY) !== 0) throwReadOnly(key, object);
    remember(target, key, target, found);
    if (cache !== 0) fillSetCache(cache, target, key, at);
    storeVal(at, value);
    return;
  }
  if (setComputed(object, key, value)) return;
  if (setByPrototype(prototypeOfObject(target), key, value, object)) return;
  if (isNumber(key) && load32(load32(target)) === kindOf('Array'))
    arraySetOutside(object as Arr, key as f64 as u32, value);
  else {
    const shape: u32 = load32(target);
    addProperty(object, key, value, 0);
    // A slot that the object was born with: later objects of the shape may be written at once.
    if (cache !== 0 && load32(target) === shape) fillSetCache(cache, target, key, ownSlot(target, key) & ADDRESS_MASK);
  }
}

/** A cached write goes to the slot even if it holds absent: only where nothing inherited and no integrity level objects. */
function fillSetCache(cache: u32, object: u32, key: Val, at: u32): void {
  if (at === 0 || (shapeFlags(object) & NON_EXTENSIBLE) !== 0) return;
  let holder: u32 = prototypeOfObject(object);
  while (holder !== 0) {
    if (ownSlot(holder, key) !== 0 || (shapeFlags(holder) & CLASS_PROTOTYPE) === 0) return;
    holder = prototypeOfObject(holder);
  }
  fillCache(cache, object, at);
}

/** A setter or a read-only property on the prototype chain decides (§10.1.9.2); false if there is none. */
export function setByPrototype(prototype: u32, key: Val, value: Val, receiver: Val): bool {
  let holder: u32 = prototype;
  while (holder !== 0) {
    const found: u32 = ownSlot(holder, key);
    if (found !== 0) {
      const inherited: Val = loadVal(found & ADDRESS_MASK);
      if (isAccessor(inherited)) {
        callSetter(inherited, receiver, key, value);
        return true;
      }
      if ((found & READ_ONLY) !== 0) throwReadOnly(key, receiver);
      return false;
    }
    holder = prototypeOfObject(holder);
  }
  return false;
}

function callSetter(pair: Val, receiver: Val, key: Val, value: Val): void {
  const setter: Val = loadVal(addr(pair), 16);
  if (setter === undefined) {
    const text: Str = concatStrings(concatStrings('Cannot set property ', keyText(key)), ' of ');
    throwTypeError(concatStrings(concatStrings(text, objectText(receiver)), ' which has only a getter'));
  }
  invoke(setter, receiver, value);
}

export function throwReadOnly(key: Val, object: Val): never {
  const text: Str = concatStrings(
    concatStrings("Cannot assign to read only property '", keyText(key)),
    "' of object '",
  );
  throwTypeError(concatStrings(concatStrings(text, objectText(object)), "'"));
}

/** An object as V8's messages name it: `#<Point>`, or `[object Array]` where `toString` is not that of Object.prototype. */
export function objectText(object: Val): Str {
  if (!isObject(object)) return toStringValue(object);
  if (load32(load32(addr(object))) === kindOf('Array')) return '[object Array]';
  let holder: u32 = addr(object);
  while (holder !== 0 && holder !== prototypeOf('Object') && ownSlot(holder, 'toString') === 0)
    holder = prototypeOfObject(holder);
  if (holder !== prototypeOf('Object')) return '[object Object]';
  return concatStrings(concatStrings('#<', constructorName(object)), '>');
}

/** The name of the class whose instance an object is, by its shape. */
export function constructorName(object: Val): Str {
  return asString(load32(load32(addr(object)), 36));
}

/** `object[index]` with any index. */
export function getIndex(object: Val, given: Val): Val {
  if (isString(given) && isObject(object) && addr(given) < heapBase()) {
    const known: Val = valueOfEntry(lookupEntry(load32(addr(object)), given), addr(object));
    if (!isAbsent(known) && !isAccessor(known)) return known;
  }
  const index: Val = isString(given) ? primitiveKey(given) : given;
  if (isNumber(index) && isObject(object)) {
    const x: f64 = index as f64;
    const i: u32 = x as u32;
    const cell: u32 = addr(object);
    if ((i as f64) === x && load32(load32(cell)) === kindOf('Array') && i < load32(cell, 8)) {
      const value: Val = loadVal(load32(cell, 16) + (i << 3), 8);
      if (!isAbsent(value)) return value;
    }
    if ((i as f64) === x && i !== NO_INDEX && (shapeFlags(cell) & DICTIONARY) !== 0) {
      const found: u32 = ownSlot(cell, i as f64 as Val);
      if (found !== 0 && !isAccessor(loadVal(found & ADDRESS_MASK))) return loadVal(found & ADDRESS_MASK);
    }
  }
  if (isObject(object) && isMadeName(index, object)) {
    const found: u32 = ownSlot(addr(object), index);
    if (found !== 0) {
      const value: Val = loadVal(found & ADDRESS_MASK);
      if (!isAccessor(value)) return value;
    }
  }
  return getProperty(object, propertyKey(index), 0);
}
/** A name that the lookup cache does not know: one that does not stand in the code, or of an object that is a table. */
function isMadeName(key: Val, object: Val): bool {
  return isName(key) && (addr(key) >= heapBase() || (shapeFlags(addr(object)) & DICTIONARY) !== 0);
}

/** An object that is filled under computed names is a table: shapes are searched name by name. */
function spareShapes(object: Obj): void {
  const shape: u32 = load32(addr(object));
  if (load32(shape) === kindOf('Object') && load32(shape, 12) >= MAX_COMPUTED_KEYS && load32(shape, 4) === 0)
    toDictionary(object);
}
const MAX_COMPUTED_KEYS: u32 = 12;

/** `object[index] = value` with any index. */
export function setIndex(object: Val, given: Val, value: Val): void {
  const index: Val = isString(given) ? primitiveKey(given) : given;
  if (isObject(object) && isMadeName(index, object)) {
    const found: u32 = ownSlot(addr(object), index);
    if (found !== 0 && (found & READ_ONLY) === 0 && !isAccessor(loadVal(found & ADDRESS_MASK))) {
      storeVal(found & ADDRESS_MASK, value);
      return;
    }
    if (found === 0) spareShapes(object as Obj);
  } else if (isNumber(index) && isObject(object) && (shapeFlags(addr(object)) & DICTIONARY) !== 0) {
    const i: u32 = index as f64 as u32;
    const found: u32 = (i as f64) === (index as f64) && i !== NO_INDEX ? ownSlot(addr(object), i as f64 as Val) : 0;
    if (found !== 0 && (found & READ_ONLY) === 0 && !isAccessor(loadVal(found & ADDRESS_MASK))) {
      storeVal(found & ADDRESS_MASK, value);
      return;
    }
  }
  setProperty(object, propertyKey(index), value, 0);
}
