// JSON.stringify (ECMA-262 §25.5.2). One builder takes the text; a property whose value turns out to have none is cut off
// again. What lies between the root and the value at hand is a list and not the machine stack: depth is bounded by memory
// only, and the circle check and V8's message about it find the path there.
import {
  isAbsent,
  addr,
  asCell,
  initVal,
  invoke,
  isBigInt,
  isNumber,
  isObject,
  isString,
  kindOf,
  load16,
  load32,
  load8,
  loadVal,
  sameBits,
  store32,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { getProperty } from './object.ts';
import { arrayGet, arrayLength, arrayPush, arrayRaw, arraySet, arraySetLength, isArray, newArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { allocScan } from './memory.ts';
import { numberToString } from './number.ts';
import { constructorName, getFrom } from './object.ts';
import { defineProperty } from './object-define.ts';
import { ENUMERABLE, STRINGS, ownKeysOf } from './object-keys.ts';
import { toNumber, toStringValue, truncate } from './primitive.ts';
import { keyValue, propertyKey } from './property-key.ts';
import { DICTIONARY, HIDDEN, attributesOfKey, keyOfWord } from './shape.ts';
import { kindOfObject, newPlainObject } from './slots.ts';
import { appendPart, appendString, appendUnit, builderLength, finishBuilder, newBuilder } from './string-builder.ts';
import { charCodeAt, concatStrings, isWide, settle, stringEquals, stringLength, substring, unitsOf } from './string.ts';

const MAX_GAP: f64 = 10;
/** Entries of the path that a message about a circle shows before and after its ellipsis. */
const SHOWN_FIRST: u32 = 2;
const SHOWN_LAST: u32 = 1;

// State: +8 builder, +16 replacer function, +24 list of keys or undefined, +32 gap, +40 the path.

/** JSON.stringify(value, replacer, space) */
export function JSON_stringify(value: Val, replacer: Val, space: Val): Val {
  const builder: Cell = newBuilder(64);
  const state: Cell = asCell(allocScan(48));
  const cell: u32 = addr(state);
  initVal(cell, builder, 8);
  initVal(cell, isFunction(replacer) ? replacer : undefined, 16);
  initVal(cell, undefined, 24);
  initVal(cell, '', 32);
  initVal(cell, newArray(0), 40);
  if (isArray(replacer)) initVal(cell, propertyList(replacer as Arr), 24);
  if (space !== undefined) initVal(cell, gapOf(space), 32);
  let holder: Val = undefined;
  if (isFunction(replacer)) {
    holder = newPlainObject();
    defineProperty(holder, '', value);
  }
  if (!begin(state, holder, '', value)) return undefined;
  while (arrayLength(loadVal(cell, 40) as Arr) !== 0) step(state);
  return finishBuilder(builder);
}

/** The keys that an array of them selects (step 4.b), canonical and each once. */
function propertyList(items: Arr): Arr {
  const list: Arr = newArray(arrayLength(items));
  for (let i: u32 = 0; i < arrayLength(items); i = i + 1) {
    const item: Val = arrayGet(items, i);
    if (isString(item) || isNumber(item) || isWrapper(item)) {
      const key: Val = propertyKey(toStringValue(item));
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

/** SerializeJSONProperty (§25.5.2.2) but for what is inside of an object: that gets a frame. False if the value has no text. */
function begin(state: Cell, holder: Val, key: Val, given: Val): bool {
  const cell: u32 = addr(state);
  const builder: Cell = loadVal(cell, 8) as Cell;
  let value: Val = given;
  if (isObject(value) || isBigInt(value)) {
    const convert: Val = (value as { toJSON: Val }).toJSON;
    if (isFunction(convert)) value = invoke(convert, value, keyValue(key));
  }
  if (loadVal(cell, 16) !== undefined) value = invoke(loadVal(cell, 16), holder, keyValue(key), value);
  if (isObject(value)) value = unwrapped(value);
  if (isString(value)) appendQuoted(builder, value as Str);
  else if (isNumber(value))
    appendString(builder, (value as f64) - (value as f64) === 0 ? numberToString(value as f64) : 'null');
  else if (value === null) appendString(builder, 'null');
  else if (value === true) appendString(builder, 'true');
  else if (value === false) appendString(builder, 'false');
  else if (isBigInt(value)) throwTypeError('Do not know how to serialize a BigInt');
  else if (!isObject(value) || isFunction(value)) return false;
  else open(state, key, value as Obj);
  return true;
}
/** Number, String, Boolean and BigInt objects count as what they wrap. */
function unwrapped(value: Val): Val {
  const kind: u32 = kindOfObject(addr(value));
  if (kind === kindOf('Number')) return toNumber(value) as Val;
  if (kind === kindOf('String')) return toStringValue(value);
  if (kind === kindOf('Boolean') || kind === kindOf('BigInt')) return loadVal(addr(value), 8);
  return value;
}

// A frame on the path: the object, the key it was found at, where its keys come from, the next position, and the length (of
// an array; of the builder behind the brace for an object). Keys come from a list, or from the shape that an
// object had at first, whose address is a number: shapes do not change, whatever becomes of the object meanwhile.
const FRAME: u32 = 5;
const AT_KEY: u32 = 1;
const AT_KEYS: u32 = 2;
const AT_NEXT: u32 = 3;
const AT_LENGTH: u32 = 4;

function open(state: Cell, key: Val, value: Obj): void {
  const path: Arr = loadVal(addr(state), 40) as Arr;
  const builder: Cell = loadVal(addr(state), 8) as Cell;
  const depth: u32 = arrayLength(path);
  for (let i: u32 = 0; i < depth; i = i + FRAME) {
    if (sameBits(arrayGet(path, i), value)) throwCircle(path, i, key);
  }
  const inArray: bool = isArray(value);
  appendUnit(builder, inArray ? 91 : 123);
  let keys: Val = undefined;
  if (!inArray) keys = keysFrom(state, value);
  arrayPush(path, value);
  arrayPush(path, key);
  arrayPush(path, keys);
  arrayPush(path, 0 as f64 as Val);
  arrayPush(path, (inArray ? arrayLength(value as Arr) : builderLength(builder)) as f64 as Val);
}
function keysFrom(state: Cell, object: Obj): Val {
  const list: Val = loadVal(addr(state), 24);
  if (list !== undefined) return list;
  const shape: u32 = load32(addr(object));
  if (hasPlainKeys(shape)) return shape as f64 as Val;
  return ownKeysOf(object, STRINGS | ENUMERABLE);
}
/** All that objects of the shape have stands in it, and none of the keys is an index, which would come first. */
function hasPlainKeys(shape: u32): bool {
  if (load32(shape) !== kindOf('Object') || (load32(shape, 4) & DICTIONARY) !== 0) return false;
  const count: u32 = load32(shape, 12);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const key: Val = keyOfWord(load32(shape, 16) + (i << 3));
    if (isString(key) && charCodeAt(key as Str, 0) >= 48 && charCodeAt(key as Str, 0) < 58) return false;
  }
  return true;
}

/** One element or property of the innermost object, or its end. */
function step(state: Cell): void {
  const path: Arr = loadVal(addr(state), 40) as Arr;
  const frame: u32 = arrayLength(path) - FRAME;
  const object: Obj = arrayGet(path, frame) as Obj;
  const position: u32 = arrayGet(path, frame + AT_NEXT) as f64 as u32;
  arraySet(path, frame + AT_NEXT, (position + 1) as f64 as Val);
  if (isArray(object)) stepArray(state, object as Arr, frame, position);
  else stepObject(state, object, frame, position);
}

/** SerializeJSONArray (§25.5.2.6). */
function stepArray(state: Cell, array: Arr, frame: u32, position: u32): void {
  const path: Arr = loadVal(addr(state), 40) as Arr;
  const builder: Cell = loadVal(addr(state), 8) as Cell;
  const length: u32 = arrayGet(path, frame + AT_LENGTH) as f64 as u32;
  if (position === length) {
    close(state, frame, length !== 0, 93);
    return;
  }
  if (position !== 0) appendUnit(builder, 44);
  appendIndent(state);
  if (!begin(state, array, position as f64 as Val, elementAt(array, position))) appendString(builder, 'null');
}

/** SerializeJSONObject (§25.5.2.5). */
function stepObject(state: Cell, object: Obj, frame: u32, position: u32): void {
  const path: Arr = loadVal(addr(state), 40) as Arr;
  const builder: Cell = loadVal(addr(state), 8) as Cell;
  const keys: Val = arrayGet(path, frame + AT_KEYS);
  const start: u32 = arrayGet(path, frame + AT_LENGTH) as f64 as u32;
  const count: u32 = isNumber(keys) ? load32(keys as f64 as u32, 12) : arrayLength(keys as Arr);
  if (position >= count) {
    close(state, frame, builderLength(builder) !== start, 125);
    return;
  }
  let key: Val = undefined;
  if (isNumber(keys)) {
    const word: u32 = load32(keys as f64 as u32, 16) + (position << 3);
    key = keyOfWord(word);
    if (!isString(key) || (attributesOfKey(word) & HIDDEN) !== 0) return;
  } else {
    key = propertyKey(arrayGet(keys as Arr, position));
  }
  appendProperty(state, object, key, getFrom(object, key, object, 0), start);
}

function appendProperty(state: Cell, object: Obj, key: Val, value: Val, start: u32): void {
  if (value === undefined && loadVal(addr(state), 16) === undefined) return;
  const builder: Cell = loadVal(addr(state), 8) as Cell;
  const before: u32 = builderLength(builder);
  if (before !== start) appendUnit(builder, 44);
  appendIndent(state);
  appendQuoted(builder, keyValue(key) as Str);
  appendUnit(builder, 58);
  if (stringLength(loadVal(addr(state), 32) as Str) !== 0) appendUnit(builder, 32);
  // A builder's length stands at +8.
  if (!begin(state, object, key, value)) store32(addr(builder), before, 8);
}

function close(state: Cell, frame: u32, filled: bool, bracket: u32): void {
  arraySetLength(loadVal(addr(state), 40) as Arr, frame);
  if (filled) appendIndent(state);
  appendUnit(loadVal(addr(state), 8) as Cell, bracket);
}

/** A line break and the indentation of the path's depth, if there is a gap. */
function appendIndent(state: Cell): void {
  const gap: Str = loadVal(addr(state), 32) as Str;
  if (stringLength(gap) === 0) return;
  const builder: Cell = loadVal(addr(state), 8) as Cell;
  appendUnit(builder, 10);
  const depth: u32 = arrayLength(loadVal(addr(state), 40) as Arr) / FRAME;
  for (let i: u32 = 0; i < depth; i = i + 1) appendString(builder, gap);
}

/** QuoteJSONString (§25.5.2.3). */
export function appendQuoted(builder: Cell, s: Str): void {
  settle(s);
  const length: u32 = stringLength(s);
  const units: u32 = unitsOf(s);
  const wide: bool = isWide(s);
  appendUnit(builder, 34);
  let done: u32 = 0;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = wide ? load16(units + (i << 1)) : load8(units + i);
    if (unit === 34 || unit === 92 || unit < 32 || isLoneSurrogate(unit, s, i)) {
      appendPart(builder, s, done, i);
      appendEscape(builder, unit);
      done = i + 1;
    } else if (unit >>> 11 === 27) {
      // The first half of a pair: both are plain.
      i = i + 1;
    }
  }
  appendPart(builder, s, done, length);
  appendUnit(builder, 34);
}
function isLoneSurrogate(unit: u32, s: Str, index: u32): bool {
  if (unit >>> 11 !== 27) return false;
  if (unit >= 0xdc00) return true;
  const next: u32 = charCodeAt(s, index + 1) as u32;
  return next < 0xdc00 || next > 0xdfff;
}
function appendEscape(builder: Cell, unit: u32): void {
  appendUnit(builder, 92);
  if (unit === 34 || unit === 92) appendUnit(builder, unit);
  else if (unit === 8) appendUnit(builder, 98);
  else if (unit === 9) appendUnit(builder, 116);
  else if (unit === 10) appendUnit(builder, 110);
  else if (unit === 12) appendUnit(builder, 102);
  else if (unit === 13) appendUnit(builder, 114);
  else {
    appendUnit(builder, 117);
    for (let i: u32 = 0; i < 4; i = i + 1) {
      const digit: u32 = (unit >>> (12 - (i << 2))) & 15;
      appendUnit(builder, digit < 10 ? 48 + digit : 87 + digit);
    }
  }
}

/** `key` of the last object on the path leads back to the object at `from`. */
function throwCircle(path: Arr, from: u32, key: Val): never {
  const end: u32 = arrayLength(path);
  let text: Str = concatStrings(
    "Converting circular structure to JSON\n    --> starting at object with constructor '",
    constructorText(arrayGet(path, from)),
  );
  text = concatStrings(text, "'");
  let i: u32 = from + FRAME;
  let shown: u32 = 0;
  while (i < end && shown < SHOWN_FIRST) {
    text = concatStrings(text, pathLine(path, i));
    i = i + FRAME;
    shown = shown + 1;
  }
  if (end > i + SHOWN_LAST * FRAME) text = concatStrings(text, '\n    |     ...');
  if (i < end) text = concatStrings(text, pathLine(path, end - FRAME));
  throwTypeError(concatStrings(concatStrings(concatStrings(text, '\n    --- '), keyName(key)), ' closes the circle'));
}
function pathLine(path: Arr, at: u32): Str {
  let text: Str = concatStrings('\n    |     ', keyName(arrayGet(path, at + AT_KEY)));
  text = concatStrings(concatStrings(text, " -> object with constructor '"), constructorText(arrayGet(path, at)));
  return concatStrings(text, "'");
}
function keyName(key: Val): Str {
  if (isNumber(key)) return concatStrings('index ', numberToString(key as f64));
  return concatStrings(concatStrings("property '", key as Str), "'");
}
function constructorText(object: Val): Str {
  return isArray(object) ? 'Array' : constructorName(object);
}

/** An element, also one that has attributes. */
function elementAt(array: Arr, index: u32): Val {
  const stored: Val = arrayRaw(array, index);
  return isAbsent(stored) ? getProperty(array, index as f64 as Val, 0) : stored;
}
