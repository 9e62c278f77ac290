// The reviver of JSON.parse (ECMA-262 §25.5.1.1, with the source text of ES2026): called on every property, innermost first, with
// a context that has the text of primitives which nobody has changed meanwhile.
import {
  addr,
  invoke,
  isObject,
  isString,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, isArray, newArray } from './array.ts';
import { throwRangeError } from './error.ts';
import { parseJson } from './json-parse.ts';
import { numberToString } from './number.ts';
import { getProperty } from './object.ts';
import { defineProperty, deleteProperty, hasOwnKey } from './object-define.ts';
import { ENUMERABLE, STRINGS, ownKeysOf } from './object-keys.ts';
import { sameValue } from './operators.ts';
import { primitiveKey } from './property-key.ts';
import { newPlainObject } from './slots.ts';
import { charCodeAt, stringLength, substring } from './string.ts';

/** Deepest nesting that is revived: each level is a call of the program's function. V8's limit is where its stack ends. */
export const MAX_DEPTH: u32 = 1000;

/** Runs the reviver over a parsed value; what it makes of the whole. */
export function internalize(value: Val, text: Str, reviver: Val): Val {
  const root: Obj = newPlainObject();
  defineProperty(root, '', value);
  const scan: Scan = { text, at: 0 };
  return revive(root, '', reviver, scanned(scan, value, 0), 0);
}

/** `snapshot`: what the text says of the value, as `scanned` gives it; undefined where the value came otherwise. */
function revive(holder: Val, name: Str, reviver: Val, snapshot: Val, depth: u32): Val {
  if (depth > MAX_DEPTH) throwRangeError('Maximum call stack size exceeded');
  const value: Val = getProperty(holder, name, 0);
  const context: Obj = newPlainObject();
  const members: Val = membersOf(snapshot, value);
  if (isArray(value)) {
    const length: u32 = arrayLength(value as Arr);
    const known: u32 = members === undefined ? 0 : arrayLength(members as Arr);
    for (let i: u32 = 0; i < length; i = i + 1) {
      const member: Val = i < known ? arrayGet(members as Arr, i) : undefined;
      reviveMember(value, numberToString(i as f64), reviver, member, depth);
    }
  } else if (isObject(value)) {
    const keys: Arr = ownKeysOf(value as Obj, STRINGS | ENUMERABLE);
    for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
      const key: Str = arrayGet(keys, i) as Str;
      reviveMember(value, key, reviver, ownMember(members, key), depth);
    }
  } else if (isString(snapshot) && sameValue(parseJson(snapshot as Str), value)) {
    defineProperty(context, 'source', snapshot);
  }
  return invoke(reviver, holder, name, value, context);
}
/** What the text says of the members of the array or object that was parsed; undefined for another one in its place. */
function membersOf(snapshot: Val, value: Val): Val {
  return isArray(snapshot) && arrayGet(snapshot as Arr, 0) === value ? arrayGet(snapshot as Arr, 1) : undefined;
}
function ownMember(object: Val, key: Val): Val {
  if (!isObject(object) || !hasOwnKey(addr(object), primitiveKey(key))) return undefined;
  return getProperty(object, key, 0);
}
function reviveMember(object: Val, name: Str, reviver: Val, snapshot: Val, depth: u32): void {
  const made: Val = revive(object, name, reviver, snapshot, depth + 1);
  if (made === undefined) deleteProperty(object, name);
  else defineProperty(object, name, made);
}

interface Scan {
  readonly text: Str;
  at: number;
}
const SPACE = 32;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_ARRAY = 91;
const BACKSLASH = 92;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** The unit at the cursor; a text that was parsed already ends nowhere else than behind its value. */
function unitOf(scan: Scan): number {
  const at: u32 = scan.at as u32;
  return at < stringLength(scan.text) ? (charCodeAt(scan.text, at) as f64) : CLOSE_OBJECT;
}
/** Skips white space, commas and colons: where they stand has been checked. */
function next(scan: Scan): number {
  let unit = unitOf(scan);
  while (unit <= SPACE || unit === COMMA || unit === COLON) {
    scan.at = scan.at + 1;
    unit = unitOf(scan);
  }
  return unit;
}
/** What a text says of the value that it was parsed to: the text of a primitive; else the value and what it says of its members. */
function scanned(scan: Scan, value: Val, depth: u32): Val {
  if (depth > MAX_DEPTH) throwRangeError('Maximum call stack size exceeded');
  const unit = next(scan);
  if (unit === OPEN_ARRAY) {
    const list: Arr = newArray(0);
    scan.at = scan.at + 1;
    while (next(scan) !== CLOSE_ARRAY) {
      const at: u32 = arrayLength(list);
      const member: Val = isArray(value) && at < arrayLength(value as Arr) ? arrayGet(value as Arr, at) : undefined;
      arrayPush(list, scanned(scan, member, depth + 1));
    }
    return snapshotOf(scan, value, list);
  }
  if (unit === OPEN_OBJECT) {
    const members: Obj = newPlainObject();
    scan.at = scan.at + 1;
    while (next(scan) !== CLOSE_OBJECT) {
      const key: Val = parseJson(primitiveText(scan));
      defineProperty(members, key, scanned(scan, ownMember(value, key), depth + 1));
    }
    return snapshotOf(scan, value, members);
  }
  return primitiveText(scan);
}
function snapshotOf(scan: Scan, value: Val, members: Val): Arr {
  scan.at = scan.at + 1;
  const snapshot: Arr = newArray(2);
  arrayPush(snapshot, value);
  arrayPush(snapshot, members);
  return snapshot;
}
function primitiveText(scan: Scan): Str {
  const from: u32 = scan.at as u32;
  if (unitOf(scan) === QUOTE) {
    scan.at = scan.at + 1;
    for (let unit = unitOf(scan); unit !== QUOTE; unit = unitOf(scan)) scan.at = scan.at + (unit === BACKSLASH ? 2 : 1);
    scan.at = scan.at + 1;
  } else {
    let unit = unitOf(scan);
    while (unit > SPACE && unit !== COMMA && unit !== CLOSE_ARRAY && unit !== CLOSE_OBJECT) {
      scan.at = scan.at + 1;
      unit = unitOf(scan);
    }
  }
  return substring(scan.text, from, scan.at as u32);
}
