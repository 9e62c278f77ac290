// JSON.stringify (ECMA-262 §25.5.2). json-text.ts takes the text; a property whose value turns out to have none is cut off
// again. What lies between the root and the value at hand is a list of frames and not the machine stack: depth is bounded by
// memory only. What a shape says of all its objects (no toJSON, keys in the order they are listed in) is looked up once.
import {
  addr,
  asCell,
  asString,
  initVal,
  invoke,
  isAbsent,
  isBigInt,
  isNumber,
  isObject,
  isString,
  kindOf,
  load32,
  load8,
  loadVal,
  memoryCopy,
  sameBits,
  staticBytes,
  store32,
  storeVal,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, arrayRaw, isArray, newArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { throwCircle } from './json-circle.ts';
import {
  beginText,
  cutText,
  finishText,
  parkText,
  putKey,
  putNumber,
  putQuoted,
  putText,
  putUnit,
  resumeText,
  textLength,
} from './json-text.ts';
import { allocScan } from './memory.ts';
import { getFrom, getProperty } from './object.ts';
import { defineProperty } from './object-define.ts';
import { ENUMERABLE, STRINGS, ownKeysOf } from './object-keys.ts';
import { toNumber, toStringValue, truncate } from './primitive.ts';
import { keyValue, primitiveKey } from './property-key.ts';
import { CLASS_PROTOTYPE, DICTIONARY, HIDDEN, findKey, keyOfWord, slotOfKey } from './shape.ts';
import { isAccessor, kindOfObject, newPlainObject, ownSlot, prototypeOfObject, slotAddress } from './slots.ts';
import { charCodeAt, stringEquals, stringLength, substring } from './string.ts';

const MAX_GAP: f64 = 10;

// State: +8 and +56 the text while it is parked, +16 replacer function, +24 list of keys or undefined, +32 gap,
// +40 the path, +48 bytes of the path that are in use, +52 and +60 whether there is a replacer function, a gap. JSON_stringify holds it; everything else passes its address.
const STATE_BYTES: u32 = 64;
const REPLACED = 52;
const INDENTED = 60;
/** Bytes of frames that a path has room for at first. */
const INITIAL_PATH: u32 = 256;

// A frame on the path: the object, the key that it was found at, where its own keys come from, the next position, and the
// length (of an array; of the text behind the brace for an object). Keys come from a list, or from the shape that an object had
// at first, as a raw address: shapes do not change, whatever becomes of the object meanwhile.
const FRAME: u32 = 32;
const AT_KEYS: u32 = 16;
const AT_NEXT: u32 = 24;
const AT_LENGTH: u32 = 28;

/** What became of a value: it has no text, it was written, it was begun and is the last frame now. */
const NOTHING: u32 = 0;
const WRITTEN: u32 = 1;
const OPENED: u32 = 2;

/** JSON.stringify(value, replacer, space) */
export function JSON_stringify(value: Val, replacer: Val, space: Val): Val {
  const state: Cell = asCell(allocScan(STATE_BYTES));
  const cell: u32 = addr(state);
  initVal(cell, undefined, 8);
  initVal(cell, isFunction(replacer) ? replacer : undefined, 16);
  initVal(cell, undefined, 24);
  initVal(cell, '', 32);
  initVal(cell, asCell(allocScan(8 + INITIAL_PATH)), 40);
  if (isArray(replacer)) initVal(cell, propertyList(replacer as Arr), 24);
  if (space !== undefined) initVal(cell, gapOf(space), 32);
  if (stringLength(loadVal(cell, 32) as Str) !== 0) store32(cell, 1, INDENTED);
  let holder: Val = undefined;
  if (isFunction(replacer)) {
    store32(cell, 1, REPLACED);
    holder = newPlainObject();
    defineProperty(holder, '', value);
  }
  beginText();
  if (putValue(cell, holder, '', value) === NOTHING) return undefined;
  while (load32(cell, 48) !== 0) {
    const frame: u32 = addr(loadVal(cell, 40)) + 8 + load32(cell, 48) - FRAME;
    if (isArray(loadVal(frame))) putElements(cell, frame);
    else if (load32(frame, AT_KEYS + 4) === 0) putShapeKeys(cell, frame);
    else putListedKeys(cell, frame);
  }
  return finishText();
}

/** The keys that an array of them selects (step 4.b), canonical and each once. */
function propertyList(items: Arr): Arr {
  const list: Arr = newArray(arrayLength(items));
  for (let i: u32 = 0; i < arrayLength(items); i = i + 1) {
    const item: Val = arrayGet(items, i);
    if (isString(item) || isNumber(item) || isWrapper(item)) {
      const key: Val = primitiveKey(toStringValue(item));
      if (!includesKey(list, key)) arrayPush(list, key);
    }
  }
  return list;
}
/** A String or Number object. */
function isWrapper(value: Val): bool {
  if (!isObject(value)) return false;
  const kind: u32 = kindOfObject(addr(value));
  return kind === kindOf('String') || kind === kindOf('Number');
}
function includesKey(list: Arr, key: Val): bool {
  for (let i: u32 = 0; i < arrayLength(list); i = i + 1) {
    const other: Val = arrayGet(list, i);
    if (sameBits(other, key) || (isString(other) && isString(key) && stringEquals(other as Str, key as Str)))
      return true;
  }
  return false;
}

/** What one level of nesting is indented by (steps 5 to 8). */
function gapOf(space: Val): Str {
  let given: Val = space;
  if (isWrapper(space))
    given = kindOfObject(addr(space)) === kindOf('Number') ? (toNumber(space) as Val) : (toStringValue(space) as Val);
  if (isString(given)) return stringLength(given as Str) > 10 ? substring(given as Str, 0, 10) : (given as Str);
  if (!isNumber(given)) return '';
  const width: f64 = truncate(given as f64);
  return substring('          ', 0, width < 1 ? 0 : ((width > MAX_GAP ? MAX_GAP : width) as u32));
}

/** SerializeJSONProperty (§25.5.2.2) but for what is inside of an object: that gets a frame. */
function putValue(state: u32, holder: Val, key: Val, value: Val): u32 {
  if (load32(state, REPLACED) !== 0) return putReplaced(state, holder, key, value);
  if (isObject(value)) {
    if ((factsOf(load32(addr(value))) & NO_CONVERSION) !== 0) return open(state, key, value as Obj);
  } else if (!isBigInt(value)) return putPrimitive(value);
  return putConverted(state, key, converted(state, key, value));
}
function putReplaced(state: u32, holder: Val, key: Val, given: Val): u32 {
  let value: Val = given;
  if (isObject(value) || isBigInt(value)) value = converted(state, key, value);
  return putConverted(state, key, replaced(state, holder, key, value));
}
function putConverted(state: u32, key: Val, value: Val): u32 {
  if (!isObject(value)) return putPrimitive(value);
  return isFunction(value) ? NOTHING : open(state, key, value as Obj);
}
function putPrimitive(value: Val): u32 {
  if (isString(value)) putQuoted(value as Str);
  else if (isNumber(value)) putNumber(value as f64);
  else if (value === null) putText('null');
  else if (value === true) putText('true');
  else if (value === false) putText('false');
  else if (isBigInt(value)) throwTypeError('Do not know how to serialize a BigInt');
  else return NOTHING;
  return WRITTEN;
}
/** What toJSON makes of an object or bigint (step 2), and what a wrapper object wraps (step 4). */
function converted(state: u32, key: Val, given: Val): Val {
  parkText(state);
  let value: Val = given;
  const convert: Val = (given as { toJSON: Val }).toJSON;
  if (isFunction(convert)) value = invoke(convert, given, keyValue(key));
  if (load32(state, REPLACED) === 0 && isObject(value)) value = unwrapped(value);
  resumeText(state);
  return value;
}
/** What the replacer makes of a value (step 3). */
function replaced(state: u32, holder: Val, key: Val, given: Val): Val {
  parkText(state);
  let value: Val = invoke(loadVal(state, 16), holder, keyValue(key), given);
  if (isObject(value)) value = unwrapped(value);
  resumeText(state);
  return value;
}
/** Number, String, Boolean and BigInt objects count as what they wrap. */
function unwrapped(value: Val): Val {
  const kind: u32 = kindOfObject(addr(value));
  if (kind === kindOf('Number')) return toNumber(value) as Val;
  if (kind === kindOf('String')) return toStringValue(value);
  if (kind === kindOf('Boolean') || kind === kindOf('BigInt')) return loadVal(addr(value), 8);
  return value;
}

/** Facts of a shape: its objects neither have toJSON nor wrap a primitive; their keys are those of the shape, in its order. */
const NO_CONVERSION: u32 = 1;
const KEYS_IN_ORDER: u32 = 2;

// Of the shapes met last: 32 entries {shape, facts}. Shapes are immortal and do not change.
function factsOf(shape: u32): u32 {
  const entry: u32 = staticBytes('lang.json', 256) + (((shape >>> 3) & 31) << 3);
  if (load32(entry) === shape) return load32(entry, 4);
  let facts: u32 = 0;
  if ((load32(shape, 4) & DICTIONARY) === 0) {
    const kind: u32 = load32(shape);
    if ((kind === kindOf('Object') || kind === kindOf('Array')) && !mayConvert(shape)) facts = NO_CONVERSION;
    if (kind === kindOf('Object') && hasPlainKeys(shape)) facts = facts | KEYS_IN_ORDER;
  }
  store32(entry, shape);
  store32(entry, facts, 4);
  return facts;
}
/** Prototypes of classes and built-ins never change; any other one may get a toJSON later. */
function mayConvert(shape: u32): bool {
  if (findKey(shape, 'toJSON') !== 0) return true;
  let holder: u32 = load32(shape, 8);
  while (holder !== 0) {
    if ((load32(load32(holder), 4) & (CLASS_PROTOTYPE | DICTIONARY)) !== CLASS_PROTOTYPE) return true;
    if (ownSlot(holder, 'toJSON') !== 0) return true;
    holder = prototypeOfObject(holder);
  }
  return false;
}
/** None of the keys is an index, which would come first. */
function hasPlainKeys(shape: u32): bool {
  const count: u32 = load32(shape, 12);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const key: Val = keyOfWord(load32(shape, 16) + (i << 3));
    if (isString(key) && charCodeAt(key as Str, 0) >= 48 && charCodeAt(key as Str, 0) < 58) return false;
  }
  return true;
}

/** Writes the bracket of an object and gives it a frame. */
function open(state: u32, key: Val, value: Obj): u32 {
  const used: u32 = load32(state, 48);
  let frames: u32 = addr(loadVal(state, 40)) + 8;
  for (let at: u32 = frames; at < frames + used; at = at + FRAME) {
    if (load32(at) === addr(value)) refuseCircle(at, frames + used, key);
  }
  const shape: u32 = load32(addr(value));
  const inArray: bool = load32(shape) === kindOf('Array');
  putUnit(inArray ? 91 : 123);
  let list: Val = undefined;
  let listed: bool = false;
  if (!inArray) {
    list = loadVal(state, 24);
    if (list === undefined && (factsOf(shape) & KEYS_IN_ORDER) === 0) list = ownKeysOf(value, STRINGS | ENUMERABLE);
    listed = list !== undefined;
  }
  frames = roomForFrame(state, used);
  const frame: u32 = frames + used;
  storeVal(frame, value);
  storeVal(frame, key, 8);
  if (listed) storeVal(frame, list, AT_KEYS);
  else {
    storeVal(frame, undefined, AT_KEYS);
    store32(frame, shape, AT_KEYS);
    store32(frame, 0, AT_KEYS + 4);
  }
  store32(frame, 0, AT_NEXT);
  store32(frame, inArray ? arrayLength(value as Arr) : textLength(), AT_LENGTH);
  store32(state, used + FRAME, 48);
  return OPENED;
}
/** The address of the first frame of a path that has room for one more. */
function roomForFrame(state: u32, used: u32): u32 {
  const path: Cell = loadVal(state, 40) as Cell;
  let room: u32 = load32(addr(path));
  if (room === 0) room = INITIAL_PATH;
  if (used < room) return addr(path) + 8;
  const larger: u32 = allocScan(8 + (room << 1));
  memoryCopy(larger + 8, addr(path) + 8, room);
  store32(larger, room << 1);
  storeVal(state, asCell(larger), 40);
  return larger + 8;
}
function refuseCircle(from: u32, to: u32, key: Val): never {
  const path: Arr = newArray(0);
  for (let at: u32 = from; at < to; at = at + FRAME) {
    arrayPush(path, loadVal(at));
    arrayPush(path, loadVal(at, 8));
  }
  throwCircle(path, key);
}

/** Writes the bracket that ends the last frame's object, and drops the frame. */
function close(state: u32, filled: bool, bracket: u32): void {
  store32(state, load32(state, 48) - FRAME, 48);
  if (filled && load32(state, INDENTED) !== 0) putBreak(state);
  putUnit(bracket);
}
/** A line break and the indentation of the path's depth. */
function putBreak(state: u32): void {
  const gap: Str = loadVal(state, 32) as Str;
  putUnit(10);
  for (let left: u32 = load32(state, 48); left !== 0; left = left - FRAME) putText(gap);
}

/** SerializeJSONArray (§25.5.2.6), until an element gets a frame. */
function putElements(state: u32, frame: u32): void {
  const array: Arr = loadVal(frame) as Arr;
  const length: u32 = load32(frame, AT_LENGTH);
  let i: u32 = load32(frame, AT_NEXT);
  while (i < length) {
    if (i !== 0) putUnit(44);
    if (load32(state, INDENTED) !== 0) putBreak(state);
    store32(frame, i + 1, AT_NEXT);
    let element: Val = arrayRaw(array, i);
    if (isAbsent(element)) element = elementAt(state, array, i);
    const done: u32 = putValue(state, array, i as f64 as Val, element);
    if (done === OPENED) return;
    if (done === NOTHING) putText('null');
    i = i + 1;
  }
  close(state, length !== 0, 93);
}
/** An element that is not in the storage: a hole, or one that has attributes. */
function elementAt(state: u32, array: Arr, index: u32): Val {
  parkText(state);
  const value: Val = getProperty(array, index as f64 as Val, 0);
  resumeText(state);
  return value;
}

/** SerializeJSONObject (§25.5.2.5) with the keys of a shape, until a property gets a frame. */
function putShapeKeys(state: u32, frame: u32): void {
  const object: Obj = loadVal(frame) as Obj;
  const shape: u32 = load32(frame, AT_KEYS);
  const keys: u32 = load32(shape, 16);
  const count: u32 = load32(shape, 12);
  const start: u32 = load32(frame, AT_LENGTH);
  let i: u32 = load32(frame, AT_NEXT);
  while (i < count) {
    const word: u32 = keys + (i << 3);
    i = i + 1;
    const key: u32 = load32(word) & 0xfffffff8;
    if ((load32(word) & HIDDEN) === 0 && load8(key) < 8) {
      store32(frame, i, AT_NEXT);
      if (load32(addr(object)) === shape) {
        const value: Val = loadVal(slotAddress(addr(object), shape, slotOfKey(word)));
        if (isAccessor(value)) {
          if (putProperty(state, object, asString(key), propertyOf(state, object, asString(key)), start)) return;
        } else if (!isAbsent(value) && putProperty(state, object, asString(key), value, start)) return;
      } else if (putProperty(state, object, asString(key), propertyOf(state, object, asString(key)), start)) return;
    }
  }
  close(state, textLength() !== start, 125);
}
/** The same with a list of keys. */
function putListedKeys(state: u32, frame: u32): void {
  const object: Obj = loadVal(frame) as Obj;
  const keys: Arr = loadVal(frame, AT_KEYS) as Arr;
  const start: u32 = load32(frame, AT_LENGTH);
  let i: u32 = load32(frame, AT_NEXT);
  while (i < arrayLength(keys)) {
    const key: Val = primitiveKey(arrayGet(keys, i));
    i = i + 1;
    store32(frame, i, AT_NEXT);
    if (putProperty(state, object, key, propertyOf(state, object, key), start)) return;
  }
  close(state, textLength() !== start, 125);
}
function propertyOf(state: u32, object: Obj, key: Val): Val {
  parkText(state);
  const value: Val = getFrom(object, key, object, 0);
  resumeText(state);
  return value;
}

/** Writes a property, if its value has a text; true if it got a frame. */
function putProperty(state: u32, object: Obj, key: Val, value: Val, start: u32): bool {
  if (value === undefined && load32(state, REPLACED) === 0) return false;
  const before: u32 = textLength();
  if (load32(state, INDENTED) === 0) putKey(keyValue(key) as Str, before !== start);
  else {
    if (before !== start) putUnit(44);
    putBreak(state);
    putKey(keyValue(key) as Str, false);
    putUnit(32);
  }
  const done: u32 = putValue(state, object, key, value);
  if (done === NOTHING) cutText(before);
  return done === OPENED;
}
