// Symbol.replace and Symbol.split of regular expressions that may have an `exec` of their own (ECMA-262 §22.2.6.11, §22.2.6.14),
// as the specification has them: through result objects. Linked where a program extends RegExp or gives one an `exec`.
import {
  addr,
  invokeArray,
  isNullish,
  isObject,
  type Arr,
  type Cell,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { toInt32F64 } from './arith.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { isFunction } from './function.ts';
import { getProperty } from './object.ts';
import { toNumber, toObject, toStringValue, truncate } from './primitive.ts';
import { setLastIndex } from './regexp.ts';
import { copyOf, regExpExec } from './regexp-symbols.ts';
import { charCodeAt, codePointAt, concatStrings, indexOfString, settle, stringLength, substring } from './string.ts';
import { appendPart, appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';

function advance(s: Str, index: u32, unicode: bool): u32 {
  return index + (unicode && (codePointAt(s, index) as u32) + 1 > 0x10000 ? 2 : 1);
}
function flagsOf(self: Val): Str {
  return toStringValue((self as { flags: Val }).flags);
}
function hasFlag(flags: Str, letter: Str): bool {
  return indexOfString(flags, letter, 0) >= 0;
}
function isUnicode(flags: Str): bool {
  return hasFlag(flags, 'u') || hasFlag(flags, 'v');
}
/** A number of the object as a length (§7.1.20), at most one more than any string has. */
function lengthOf(value: Val): u32 {
  const x: f64 = truncate(toNumber(value));
  if (x <= 0) return 0;
  return x >= 1073741823 ? 1073741823 : (x as u32);
}
function lastIndexOf(self: Val): u32 {
  return lengthOf((self as { lastIndex: Val }).lastIndex);
}
function itemOf(result: Val, index: u32): Val {
  return getProperty(result, index as f64 as Val, 0);
}

/** RegExp.prototype[Symbol.replace] (§22.2.6.11). */
export function replaceByExec(self: Val, text: Str, replacement: Val): Str {
  const template: Val = isFunction(replacement) ? undefined : toStringValue(replacement);
  const flags: Str = flagsOf(self);
  const all: bool = hasFlag(flags, 'g');
  if (all) setLastIndex(self, 0);
  const results: Arr = newArray(0);
  while (true) {
    const result: Val = regExpExec(self, text);
    if (result === null) break;
    arrayPush(results, result);
    if (!all) break;
    if (stringLength(toStringValue(itemOf(result, 0))) === 0)
      setLastIndex(self, advance(text, lastIndexOf(self), isUnicode(flags)));
  }
  settle(addr(text));
  const builder: Cell = newBuilder(stringLength(text));
  let from: u32 = 0;
  for (let i: u32 = 0; i < arrayLength(results); i = i + 1) {
    const result: Val = arrayGet(results, i);
    const captures: Arr = capturesOf(result);
    const matched: Str = arrayGet(captures, 0) as Str;
    let position: u32 = lengthOf((result as { index: Val }).index);
    if (position > stringLength(text)) position = stringLength(text);
    const groups: Val = (result as { groups: Val }).groups;
    const made: Str =
      template === undefined
        ? replaced(replacement, captures, position, text, groups)
        : substituted(template as Str, text, position, captures, groups === undefined ? undefined : toObject(groups));
    if (position >= from) {
      appendPart(builder, text, from, position);
      appendString(builder, made);
      from = position + stringLength(matched);
    }
  }
  if (from < stringLength(text)) appendPart(builder, text, from, stringLength(text));
  return finishBuilder(builder);
}
/** The match and its groups: strings or undefined. */
function capturesOf(result: Val): Arr {
  const count: u32 = lengthOf((result as { length: Val }).length);
  const captures: Arr = newArray(count + 1);
  arrayPush(captures, toStringValue(itemOf(result, 0)));
  for (let i: u32 = 1; i < count; i = i + 1) {
    const capture: Val = itemOf(result, i);
    arrayPush(captures, capture === undefined ? undefined : toStringValue(capture));
  }
  return captures;
}
function replaced(replacer: Val, captures: Arr, position: u32, text: Str, groups: Val): Str {
  const args: Arr = newArray(arrayLength(captures) + 3);
  for (let i: u32 = 0; i < arrayLength(captures); i = i + 1) arrayPush(args, arrayGet(captures, i));
  arrayPush(args, position as f64 as Val);
  arrayPush(args, text);
  if (groups !== undefined) arrayPush(args, groups);
  return toStringValue(invokeArray(replacer, undefined, args));
}

/** GetSubstitution (§22.1.3.19.1). */
function substituted(template: Str, text: Str, position: u32, captures: Arr, groups: Val): Str {
  settle(addr(template));
  const length: u32 = stringLength(template);
  const end: u32 = position + stringLength(arrayGet(captures, 0) as Str);
  const builder: Cell = newBuilder(length);
  let i: u32 = 0;
  while (i < length) {
    const unit: u32 = charCodeAt(template, i) as u32;
    const next: i32 = unit === 36 ? charCodeAt(template, i + 1) : -1;
    let used: u32 = 2;
    if (next === 36) appendUnit(builder, 36);
    else if (next === 38) appendString(builder, arrayGet(captures, 0) as Str);
    else if (next === 96) appendPart(builder, text, 0, position);
    else if (next === 39) {
      if (end < stringLength(text)) appendPart(builder, text, end, stringLength(text));
    } else if (next === 60) used = appendNamed(builder, template, i, groups);
    else used = next >= 48 && next <= 57 ? appendNumbered(builder, template, i, captures) : 0;
    if (used === 0) appendUnit(builder, unit);
    i = i + (used === 0 ? 1 : used);
  }
  return finishBuilder(builder);
}
/** `$n` and `$nn`; how many units it has, 0 if it means no group. */
function appendNumbered(builder: Cell, template: Str, at: u32, captures: Arr): u32 {
  const groups: u32 = arrayLength(captures) - 1;
  const first: u32 = (charCodeAt(template, at + 1) - 48) as u32;
  const second: u32 = (charCodeAt(template, at + 2) - 48) as u32;
  const both: u32 = first * 10 + second;
  const two: bool = second < 10 && both > 0 && both <= groups;
  const group: u32 = two ? both : first;
  if (group === 0 || group > groups) return 0;
  const capture: Val = arrayGet(captures, group);
  if (capture !== undefined) appendString(builder, capture as Str);
  return two ? 3 : 2;
}
function appendNamed(builder: Cell, template: Str, at: u32, groups: Val): u32 {
  if (groups === undefined) return 0;
  const end: i32 = indexOfString(template, '>', at + 2);
  if (end < 0) return 0;
  const capture: Val = getProperty(groups, substring(template, at + 2, end as u32), 0);
  if (capture !== undefined) appendString(builder, toStringValue(capture));
  return (end as u32) - at + 1;
}

/** RegExp.prototype[Symbol.split] (§22.2.6.14). */
export function splitByExec(self: Val, text: Str, limit: Val): Arr {
  const flags: Str = flagsOf(self);
  const unicode: bool = isUnicode(flags);
  const splitter: Val = copyOf(self, hasFlag(flags, 'y') ? flags : concatStrings(flags, 'y'));
  const most: u32 = limit === undefined ? 0xffffffff : (toInt32F64(toNumber(limit)) as u32);
  const result: Arr = newArray(0);
  if (most === 0) return result;
  const length: u32 = stringLength(text);
  if (length === 0) {
    if (isNullish(regExpExec(splitter, text))) arrayPush(result, text);
    return result;
  }
  let from: u32 = 0;
  let at: u32 = 0;
  while (at < length) {
    setLastIndex(splitter, at);
    const match: Val = regExpExec(splitter, text);
    const last: u32 = isObject(match) ? lastIndexOf(splitter) : 0;
    const end: u32 = last < length ? last : length;
    if (!isObject(match) || end === from) at = advance(text, at, unicode);
    else {
      arrayPush(result, substring(text, from, at));
      if (arrayLength(result) === most) return result;
      from = end;
      const count: u32 = lengthOf((match as { length: Val }).length);
      for (let i: u32 = 1; i < count; i = i + 1) {
        arrayPush(result, itemOf(match, i));
        if (arrayLength(result) === most) return result;
      }
      at = from;
    }
  }
  arrayPush(result, substring(text, from, length));
  return result;
}
