// String.prototype methods that take a pattern (ECMA-262 §22.1.3): with strings here, with objects by their Symbol methods.
import {
  addr,
  invoke,
  isNullish,
  isObject,
  wellKnownSymbol,
  type Arr,
  type Cell,
  type Str,
  type Sym,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { callable } from './argument-text.ts';
import { arrayLength, arrayPush, newArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { getProperty } from './object.ts';
import { FLAG_G, flagBits, isRegExp, makeRegExp } from './regexp.ts';
import { toNumber, toStringValue } from './primitive.ts';
import { charCodeAt, indexOfString, settle, stringAt, stringLength, substring } from './string.ts';
import { appendPart, appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { textOf } from './string-builtins.ts';
import { toInt32F64 } from './arith.ts';

/** Most elements that split makes, unless told: 2^32 - 1 (§22.1.3.23). */
const NO_LIMIT: u32 = 0xffffffff;

/** A pattern's own method for `symbol`, undefined for plain values. */
function patternMethod(name: Str, self: Val, pattern: Val, symbol: Sym): Val {
  if (isNullish(self)) textOf(self, name);
  if (!isObject(pattern)) return undefined;
  const method: Val = getProperty(pattern, symbol, 0);
  return isNullish(method) ? undefined : callable(method);
}

/** String.prototype.split (§22.1.3.23). */
export function String_prototype_split(self: Val, separator: Val, limit: Val): Val {
  const method: Val = patternMethod('split', self, separator, wellKnownSymbol('split'));
  if (method !== undefined) return invoke(method, separator, self, limit);
  const s: Str = textOf(self, 'split');
  const most: u32 = limit === undefined ? NO_LIMIT : (toInt32F64(toNumber(limit)) as u32);
  const result: Arr = newArray(0);
  if (separator === undefined) {
    if (most !== 0) arrayPush(result, s);
    return result;
  }
  splitInto(result, s, toStringValue(separator), most);
  return result;
}

function splitInto(result: Arr, s: Str, separator: Str, most: u32): void {
  const length: u32 = stringLength(s);
  const width: u32 = stringLength(separator);
  if (most === 0) return;
  if (width === 0) {
    for (let i: u32 = 0; i < length && i < most; i = i + 1) arrayPush(result, stringAt(s, i));
    return;
  }
  let from: u32 = 0;
  while (arrayLength(result) < most) {
    const at: i32 = indexOfString(s, separator, from);
    if (at < 0) {
      arrayPush(result, substring(s, from, length));
      return;
    }
    arrayPush(result, substring(s, from, at as u32));
    from = (at as u32) + width;
  }
}

export function String_prototype_replace(self: Val, pattern: Val, replacement: Val): Val {
  const method: Val = patternMethod('replace', self, pattern, wellKnownSymbol('replace'));
  if (method !== undefined) return invoke(method, pattern, self, replacement);
  return replaceText(textOf(self, 'replace'), toStringValue(pattern), replacement, false);
}
export function String_prototype_replaceAll(self: Val, pattern: Val, replacement: Val): Val {
  if (isNullish(self)) textOf(self, 'replaceAll');
  if (isObject(pattern)) {
    if (isRegExp(pattern) && (flagBits(pattern) & FLAG_G) === 0)
      throwTypeError('String.prototype.replaceAll called with a non-global RegExp argument');
    const method: Val = patternMethod('replaceAll', self, pattern, wellKnownSymbol('replace'));
    if (method !== undefined) return invoke(method, pattern, self, replacement);
  }
  return replaceText(textOf(self, 'replaceAll'), toStringValue(pattern), replacement, true);
}

/** Replaces the first or every place where `part` stands (§22.1.3.19, §22.1.3.20). */
function replaceText(s: Str, part: Str, replacement: Val, all: bool): Str {
  const template: Val = isFunction(replacement) ? undefined : toStringValue(replacement);
  let at: i32 = indexOfString(s, part, 0);
  if (at < 0) return s;
  settle(addr(s));
  const width: u32 = stringLength(part);
  const builder: Cell = newBuilder(stringLength(s));
  let from: u32 = 0;
  while (at >= 0) {
    const index: u32 = at as u32;
    appendPart(builder, s, from, index);
    if (template === undefined)
      appendString(builder, toStringValue(invoke(replacement, undefined, part, index as f64 as Val, s)));
    else expandTemplate(builder, template as Str, s, part, index);
    from = index + width;
    const next: u32 = width === 0 ? index + 1 : from;
    at = all && next <= stringLength(s) ? indexOfString(s, part, next) : -1;
  }
  appendPart(builder, s, from, stringLength(s));
  return finishBuilder(builder);
}

/** GetSubstitution (§22.1.3.19.1) without captures. */
function expandTemplate(builder: Cell, template: Str, s: Str, matched: Str, index: u32): void {
  const length: u32 = stringLength(template);
  settle(addr(template));
  let i: u32 = 0;
  while (i < length) {
    const unit: u32 = charCodeAt(template, i) as u32;
    const next: i32 = unit === 36 ? charCodeAt(template, i + 1) : -1;
    i = i + 2;
    if (next === 36) appendUnit(builder, 36);
    else if (next === 38) appendString(builder, matched);
    else if (next === 96) appendPart(builder, s, 0, index);
    else if (next === 39) appendPart(builder, s, index + stringLength(matched), stringLength(s));
    else {
      appendUnit(builder, unit);
      i = i - 1;
    }
  }
}

/** match, matchAll and search with anything but a regular expression make one (§22.1.3.13). */
function withRegExp(name: Str, self: Val, pattern: Val, symbol: Sym, flags: Str): Val {
  const method: Val = patternMethod(name, self, pattern, symbol);
  if (method !== undefined) return invoke(method, pattern, self);
  const made: Val = makeRegExp(pattern, flags);
  return invoke(getProperty(made, symbol, 0), made, textOf(self, name));
}
export function String_prototype_match(self: Val, pattern: Val): Val {
  return withRegExp('match', self, pattern, wellKnownSymbol('match'), '');
}
export function String_prototype_matchAll(self: Val, pattern: Val): Val {
  if (isRegExp(pattern) && (flagBits(pattern) & FLAG_G) === 0)
    throwTypeError('String.prototype.matchAll called with a non-global RegExp argument');
  return withRegExp('matchAll', self, pattern, wellKnownSymbol('matchAll'), 'g');
}
export function String_prototype_search(self: Val, pattern: Val): Val {
  return withRegExp('search', self, pattern, wellKnownSymbol('search'), '');
}
