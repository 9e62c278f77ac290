// RegExp.prototype[Symbol.match, matchAll, replace, search, split] (ECMA-262 §22.2.6) and RegExp.escape (§22.2.5.1). Where
// nothing of the expression is overridden no result objects are made.
import {
  absent,
  addr,
  invoke,
  invokeArray,
  isAbsent,
  isObject,
  isPatternMade,
  load32,
  loadVal,
  sameBits,
  shapeOf,
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
import { toInt32F64 } from './arith.ts';
import { arrayLength, arrayPush, newArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { construct, isConstructor, isFunction } from './function.ts';
import { getProperty } from './object.ts';
import { toNumber, toStringValue } from './primitive.ts';
import {
  FLAG_G,
  FLAG_Y,
  checkRegExp,
  execAt,
  flagBits,
  isPlain,
  lastIndexOf,
  cloneRegExp,
  makeRegExp,
  matchFrom,
  setLastIndex,
  RegExp_prototype_exec,
} from './regexp.ts';
import { FLAG_U } from './regexp-parse.ts';
import { captured, groupCount, groupsOf } from './regexp-exec.ts';
import { matchRegister } from './regexp-match.ts';
import { replaceByExec, splitByExec } from './regexp-overridden.ts';
import { expandTemplate } from './regexp-template.ts';
import { newObject } from './slots.ts';
import { codePointAt, settle, stringEquals, stringLength, substring } from './string.ts';
import { appendPart, appendString, finishBuilder, newBuilder } from './string-builder.ts';

/** RegExpExec (§22.2.7.1): by an exec of its own if a subclass has one. */
export function regExpExec(self: Val, s: Str): Val {
  if (isPatternMade('overridden') && !isPlain(self)) {
    const exec: Val = (self as { exec: Val }).exec;
    if (isFunction(exec)) {
      const result: Val = invoke(exec, self, s);
      if (!isObject(result) && result !== null) throwTypeError('object null is not a function');
      return result;
    }
  }
  return RegExp_prototype_exec(self, s);
}
/** AdvanceStringIndex (§22.2.7.3). */
function advance(s: Str, index: u32, unicode: bool): u32 {
  return index + (unicode && (codePointAt(s, index) as u32) + 1 > 0x10000 ? 2 : 1);
}
function isUnicode(self: Val): bool {
  return (flagBits(self) & FLAG_U) !== 0;
}

/** RegExp.prototype.test (§22.2.6.16). */
export function RegExp_prototype_test(self: Val, text: Str): bool {
  checkRegExp(self, 'test');
  if (isPatternMade('overridden') && !isPlain(self)) return regExpExec(self, text) !== null;
  return execAt(self, text);
}

export function RegExp_prototype_$$match(self: Val, text: Str): Val {
  checkRegExp(self, '@@match');
  if ((flagBits(self) & FLAG_G) === 0) return regExpExec(self, text);
  const result: Arr = newArray(0);
  setLastIndex(self, 0);
  while (true) {
    const found: Val =
      isPatternMade('overridden') && !isPlain(self) ? matchedText(regExpExec(self, text)) : nextMatch(self, text);
    if (isAbsent(found)) return arrayLength(result) === 0 ? null : result;
    arrayPush(result, found);
    if (stringLength(found as Str) === 0) setLastIndex(self, advance(text, lastIndexOf(self), isUnicode(self)));
  }
}
function nextMatch(self: Val, text: Str): Val {
  return execAt(self, text) ? captured(text, 0) : absent();
}
function matchedText(result: Val): Val {
  return result === null ? absent() : toStringValue(getProperty(result, 0 as f64 as Val, 0));
}

export function RegExp_prototype_$$search(self: Val, text: Str): f64 {
  checkRegExp(self, '@@search');
  if (!isPatternMade('overridden') || isPlain(self)) return matchFrom(self, text, 0) ? (matchRegister(0) as f64) : -1;
  const before: Val = loadVal(addr(self), 40);
  setLastIndex(self, 0);
  const result: Val = regExpExec(self, text);
  storeVal(addr(self), before, 40);
  return result === null ? -1 : toNumber(getProperty(result, 'index', 0));
}

/** A copy with the class of the original. */
export function copyOf(self: Val, flags: Str): Val {
  if (isPatternMade('overridden') && !isPlain(self)) {
    const type: Val = (self as { constructor: Val }).constructor;
    if (isConstructor(type)) {
      const args: Arr = newArray(2);
      arrayPush(args, self);
      arrayPush(args, flags);
      return construct(type, args, type);
    }
  }
  return sameBits(flags, loadVal(addr(self), 24)) ? cloneRegExp(self, flagBits(self)) : makeRegExp(self, flags);
}

/** Iterator: +8 the copy, +16 the string, +24 1 when it has ended. */
export function RegExp_prototype_$$matchAll(self: Val, text: Str): Val {
  checkRegExp(self, '@@matchAll');
  const copy: Val =
    isPatternMade('overridden') && !isPlain(self)
      ? copyOf(self, loadVal(addr(self), 24) as Str)
      : cloneRegExp(self, flagBits(self));
  setLastIndex(copy, lastIndexOf(self));
  const iterator: Obj = newObject(shapeOf('RegExpStringIterator'));
  storeVal(addr(iterator), copy, 8);
  storeVal(addr(iterator), text, 16);
  return iterator;
}
export function RegExpStringIterator_prototype_next(self: Val): Val {
  const cell: u32 = addr(self);
  if (load32(cell, 24) === 1) return { value: undefined, done: true };
  const copy: Val = loadVal(cell, 8);
  const text: Str = loadVal(cell, 16) as Str;
  const result: Val = regExpExec(copy, text);
  if (result === null) {
    store32(cell, 1, 24);
    return { value: undefined, done: true };
  }
  if ((flagBits(copy) & FLAG_G) === 0) store32(cell, 1, 24);
  else if (stringEquals(matchedText(result) as Str, ''))
    setLastIndex(copy, advance(text, lastIndexOf(copy), isUnicode(copy)));
  return { value: result, done: false };
}

/** Symbol.replace (§22.2.6.11). */
export function RegExp_prototype_$$replace(self: Val, text: Str, replacement: Val): Str {
  checkRegExp(self, '@@replace');
  if (isPatternMade('overridden') && !isPlain(self)) return replaceByExec(self, text, replacement);
  const template: Val = isFunction(replacement) ? undefined : toStringValue(replacement);
  const all: bool = (flagBits(self) & FLAG_G) !== 0;
  if (all) setLastIndex(self, 0);
  settle(addr(text));
  let builder: Val = undefined;
  let from: u32 = 0;
  while (execAt(self, text)) {
    const start: u32 = matchRegister(0);
    const end: u32 = matchRegister(1);
    if (builder === undefined) builder = newBuilder(stringLength(text));
    appendPart(builder as Cell, text, from, start);
    from = end;
    if (all && end === start) setLastIndex(self, advance(text, end, isUnicode(self)));
    if (template !== undefined) expandTemplate(builder as Cell, template as Str, self, text);
    else appendString(builder as Cell, callReplacer(self, text, replacement, start));
    if (!all) break;
  }
  if (builder === undefined) return text;
  appendPart(builder as Cell, text, from, stringLength(text));
  return finishBuilder(builder as Cell);
}
function callReplacer(self: Val, text: Str, replacer: Val, start: u32): Str {
  const count: u32 = groupCount(self) + 1;
  const args: Arr = newArray(count + 3);
  for (let i: u32 = 0; i < count; i = i + 1) arrayPush(args, captured(text, i));
  const groups: Val = groupsOf(self, args);
  arrayPush(args, start as f64 as Val);
  arrayPush(args, text);
  if (groups !== undefined) arrayPush(args, groups);
  const index: Val = loadVal(addr(self), 40);
  const result: Str = toStringValue(invokeArray(replacer, undefined, args));
  // All matches are found before replacers run (§22.2.6.11): what one does to lastIndex has no effect.
  if ((flagBits(self) & FLAG_G) !== 0) storeVal(addr(self), index, 40);
  return result;
}

/** Symbol.split (§22.2.6.14): by searches from place to place instead of trials at each. */
export function RegExp_prototype_$$split(self: Val, text: Str, limit: Val): Arr {
  checkRegExp(self, '@@split');
  if (isPatternMade('overridden') && !isPlain(self)) return splitByExec(self, text, limit);
  const most: u32 = limit === undefined ? 0xffffffff : (toInt32F64(toNumber(limit)) as u32);
  const result: Arr = newArray(0);
  if (most === 0) return result;
  const splitter: Val = (flagBits(self) & FLAG_Y) === 0 ? self : cloneRegExp(self, flagBits(self) & ~FLAG_Y);
  const length: u32 = stringLength(text);
  const unicode: bool = isUnicode(self);
  if (length === 0) {
    if (!matchFrom(splitter, text, 0)) arrayPush(result, text);
    return result;
  }
  const groups: u32 = groupCount(self);
  let from: u32 = 0;
  let at: u32 = 0;
  while (at < length && matchFrom(splitter, text, at)) {
    const start: u32 = matchRegister(0);
    const end: u32 = matchRegister(1);
    if (start >= length) break;
    if (end === from || (end === start && start === from)) at = advance(text, start > at ? start : at, unicode);
    else {
      arrayPush(result, substring(text, from, start));
      if (arrayLength(result) === most) return result;
      for (let i: u32 = 1; i <= groups; i = i + 1) {
        arrayPush(result, captured(text, i));
        if (arrayLength(result) === most) return result;
      }
      from = end;
      at = end === start ? advance(text, end, unicode) : end;
    }
  }
  arrayPush(result, substring(text, from, length));
  return result;
}
