// String.prototype without patterns, and String's functions (ECMA-262 §22.1). Patterns are string-patterns.ts, letter case
// is string-case.ts.
import {
  addr,
  isNullish,
  isObject,
  isString,
  isSymbol,
  kindOf,
  load32,
  loadVal,
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
  type i32,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength } from './array.ts';
import { sameBytes } from './bytes.ts';
import { throwRangeError, throwTypeError } from './error.ts';
import { numberToString } from './number.ts';
import { skipWhiteSpace, trimmedEnd } from './number-parse.ts';
import { toInt32F64 } from './arith.ts';
import { toNumber, toStringValue, truncate } from './primitive.ts';
import { symbolText } from './property-key.ts';
import { newObject } from './slots.ts';
import {
  LATIN1,
  MAX_STRING_LENGTH,
  charCodeAt,
  codePointAt,
  concatStrings,
  fromCodePoint,
  indexOfString,
  isWide,
  lastIndexOfString,
  matchesAt,
  newLeaf,
  settle,
  singleUnit,
  stringAt,
  stringLength,
  substring,
  writeUnits,
} from './string.ts';
import { appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';

/** The string of a receiver (RequireObjectCoercible, then ToString). */
export function textOf(self: Val, method: Str): Str {
  if (isString(self)) return self as Str;
  if (self === undefined || self === null)
    throwTypeError(concatStrings(concatStrings('String.prototype.', method), ' called on null or undefined'));
  return toStringValue(self);
}

/** A position as an index from 0 to `length`; negative ones are 0. */
export function clampIndex(position: f64, length: u32): u32 {
  const x: f64 = truncate(position);
  if (x <= 0) return 0;
  return x >= (length as f64) ? length : (x as u32);
}
/** The same with negative positions counted from the end. */
export function relativeIndex(position: f64, length: u32): u32 {
  const x: f64 = truncate(position);
  return clampIndex(x < 0 ? x + (length as f64) : x, length);
}

export function String_call(...args: Arr): Str {
  if (arrayLength(args) === 0) return '';
  const value: Val = arrayGet(args, 0);
  return isSymbol(value) ? symbolText(value) : toStringValue(value);
}
export function String_construct(self: Val, ...args: Arr): void {
  storeVal(addr(self), arrayLength(args) === 0 ? '' : toStringValue(arrayGet(args, 0)), 8);
}

export function String_fromCharCode(...units: Arr): Str {
  if (arrayLength(units) === 1) return singleUnit((toInt32F64(toNumber(arrayGet(units, 0))) as u32) & 0xffff);
  const builder: Cell = newBuilder(arrayLength(units));
  for (let i: u32 = 0; i < arrayLength(units); i = i + 1)
    appendUnit(builder, (toInt32F64(toNumber(arrayGet(units, i))) as u32) & 0xffff);
  return finishBuilder(builder);
}

export function String_fromCodePoint(...points: Arr): Str {
  const builder: Cell = newBuilder(arrayLength(points));
  for (let i: u32 = 0; i < arrayLength(points); i = i + 1) {
    const point: f64 = toNumber(arrayGet(points, i));
    if (!(point >= 0 && point <= 0x10ffff) || truncate(point) !== point)
      throwRangeError(concatStrings('Invalid code point ', toStringValue(arrayGet(points, i))));
    appendString(builder, fromCodePoint(point as u32));
  }
  return finishBuilder(builder);
}

/** String.raw (§22.1.2.4). */
export function String_raw(template: { raw: Val }, ...values: Arr): Str {
  if (isNullish(template as Val)) throwTypeError('Cannot convert undefined or null to object');
  const raw = template.raw as { length: f64 } & Record<f64, Val>;
  const count: f64 = raw.length;
  const builder: Cell = newBuilder(32);
  for (let i: f64 = 0; i < count; i = i + 1) {
    appendString(builder, toStringValue(raw[i]));
    const at: u32 = i as u32;
    if (i + 1 < count && at < arrayLength(values)) appendString(builder, toStringValue(arrayGet(values, at)));
  }
  return finishBuilder(builder);
}

export function String_prototype_toString(self: Val): Val {
  return thisString(self);
}
export function String_prototype_valueOf(self: Val): Val {
  return thisString(self);
}
function thisString(self: Val): Val {
  if (isString(self)) return self;
  if (isObject(self) && load32(load32(addr(self))) === kindOf('String')) return loadVal(addr(self), 8);
  throwTypeError("String.prototype.toString requires that 'this' be a String");
}

export function String_prototype_charAt(self: Val, position: f64): Str {
  const s: Str = textOf(self, 'charAt');
  const x: f64 = truncate(position);
  return x >= 0 && x < (stringLength(s) as f64) ? stringAt(s, x as u32) : '';
}
export function String_prototype_charCodeAt(self: Val, position: f64): f64 {
  const s: Str = textOf(self, 'charCodeAt');
  const x: f64 = truncate(position);
  return x >= 0 && x < (stringLength(s) as f64) ? (charCodeAt(s, x as u32) as f64) : NaN;
}
export function String_prototype_codePointAt(self: Val, position: f64): Val {
  const s: Str = textOf(self, 'codePointAt');
  const x: f64 = truncate(position);
  return x >= 0 && x < (stringLength(s) as f64) ? (codePointAt(s, x as u32) as Val) : undefined;
}
export function String_prototype_at(self: Val, position: f64): Val {
  const s: Str = textOf(self, 'at');
  let x: f64 = truncate(position);
  if (x < 0) x = x + (stringLength(s) as f64);
  return x >= 0 && x < (stringLength(s) as f64) ? stringAt(s, x as u32) : undefined;
}

export function String_prototype_indexOf(self: Val, part: Str, position?: f64): i32 {
  const s: Str = textOf(self, 'indexOf');
  return indexOfString(s, part, clampIndex(position as f64, stringLength(s)));
}
export function String_prototype_lastIndexOf(self: Val, part: Str, position?: f64): i32 {
  const s: Str = textOf(self, 'lastIndexOf');
  const x: f64 = position as f64;
  return lastIndexOfString(s, part, x !== x ? stringLength(s) : clampIndex(x, stringLength(s)));
}

/** includes, startsWith and endsWith refuse regular expressions (§22.1.3.8 step 4). */
function plainPart(part: Val, method: Str): Str {
  if (isObject(part) && load32(load32(addr(part))) === kindOf('RegExp'))
    throwTypeError(
      concatStrings(concatStrings('First argument to String.prototype.', method), ' must not be a regular expression'),
    );
  return toStringValue(part);
}
export function String_prototype_includes(self: Val, part: Val, position?: f64): bool {
  const s: Str = textOf(self, 'includes');
  return indexOfString(s, plainPart(part, 'includes'), clampIndex(position as f64, stringLength(s))) >= 0;
}
function standsAt(s: Str, part: Str, index: u32): bool {
  if (stringLength(part) > stringLength(s) - index) return false;
  if (load32(addr(s)) === LATIN1 && load32(addr(part)) === LATIN1)
    return sameBytes(addr(s) + 12 + index, addr(part) + 12, stringLength(part));
  settle(addr(s));
  settle(addr(part));
  return matchesAt(s, part, index);
}
export function String_prototype_startsWith(self: Val, part: Val, position?: f64): bool {
  const s: Str = textOf(self, 'startsWith');
  const from: f64 = position as f64;
  if (isString(part) && from !== from) return standsAt(s, part as Str, 0);
  return standsAt(s, plainPart(part, 'startsWith'), clampIndex(position as f64, stringLength(s)));
}
export function String_prototype_endsWith(self: Val, part: Val, end?: Val): bool {
  const s: Str = textOf(self, 'endsWith');
  if (isString(part) && end === undefined)
    return (
      stringLength(part as Str) <= stringLength(s) &&
      standsAt(s, part as Str, stringLength(s) - stringLength(part as Str))
    );
  const text: Str = plainPart(part, 'endsWith');
  const last: u32 = end === undefined ? stringLength(s) : clampIndex(toNumber(end), stringLength(s));
  return stringLength(text) <= last && standsAt(s, text, last - stringLength(text));
}

export function String_prototype_slice(self: Val, start: f64, end: Val): Str {
  const s: Str = textOf(self, 'slice');
  const from: u32 = relativeIndex(start, stringLength(s));
  const to: u32 = end === undefined ? stringLength(s) : relativeIndex(toNumber(end), stringLength(s));
  return from < to ? substring(s, from, to) : '';
}
export function String_prototype_substring(self: Val, start: f64, end: Val): Str {
  const s: Str = textOf(self, 'substring');
  const from: u32 = clampIndex(start, stringLength(s));
  const to: u32 = end === undefined ? stringLength(s) : clampIndex(toNumber(end), stringLength(s));
  return from < to ? substring(s, from, to) : substring(s, to, from);
}
export function String_prototype_substr(self: Val, start: f64, length: Val): Str {
  const s: Str = textOf(self, 'substr');
  const from: u32 = relativeIndex(start, stringLength(s));
  const rest: u32 = stringLength(s) - from;
  const count: u32 = length === undefined ? rest : clampIndex(toNumber(length), rest);
  return substring(s, from, from + count);
}

export function String_prototype_trim(self: Val): Str {
  const s: Str = textOf(self, 'trim');
  const from: u32 = skipWhiteSpace(s, 0);
  return substring(s, from, trimmedEnd(s, from));
}
export function String_prototype_trimStart(self: Val): Str {
  const s: Str = textOf(self, 'trimStart');
  return substring(s, skipWhiteSpace(s, 0), stringLength(s));
}
export function String_prototype_trimEnd(self: Val): Str {
  const s: Str = textOf(self, 'trimEnd');
  return substring(s, 0, trimmedEnd(s, 0));
}

export function String_prototype_concat(self: Val, ...parts: Arr): Str {
  let s: Str = textOf(self, 'concat');
  for (let i: u32 = 0; i < arrayLength(parts); i = i + 1) s = concatStrings(s, toStringValue(arrayGet(parts, i)));
  return s;
}

/** `count` copies one after the other (§22.1.3.18). */
export function String_prototype_repeat(self: Val, count: f64): Str {
  const s: Str = textOf(self, 'repeat');
  const times: f64 = truncate(count);
  if (times < 0 || times === Infinity) throwRangeError(concatStrings('Invalid count value: ', numberToString(count)));
  return repeated(s, times);
}
function repeated(s: Str, times: f64): Str {
  const length: u32 = stringLength(s);
  if (times === 0 || length === 0) return '';
  if (times * (length as f64) > (MAX_STRING_LENGTH as f64)) throwRangeError('Invalid string length');
  if (times === 1) return s;
  settle(addr(s));
  const count: u32 = times as u32;
  const wide: bool = isWide(s);
  const result: Str = newLeaf(length * count, wide);
  const bytes: u32 = wide ? length << 1 : length;
  const to: u32 = addr(result) + 12;
  for (let i: u32 = 0; i < count; i = i + 1) writeUnits(s, 0, length, to + i * bytes, wide);
  return result;
}

/** What padStart and padEnd add (§22.1.3.17.2). */
function padding(s: Str, target: f64, filler: Val): Str {
  const wanted: f64 = truncate(target);
  const missing: f64 = wanted - (stringLength(s) as f64);
  if (!(missing > 0)) return '';
  const fill: Str = filler === undefined ? ' ' : toStringValue(filler);
  const length: u32 = stringLength(fill);
  if (length === 0) return '';
  if (wanted > (MAX_STRING_LENGTH as f64)) throwRangeError('Invalid string length');
  const count: u32 = missing as u32;
  const whole: Str = repeated(fill, (count / length) as f64);
  return concatStrings(whole, substring(fill, 0, count % length));
}
export function String_prototype_padStart(self: Val, length: f64, filler?: Val): Str {
  const s: Str = textOf(self, 'padStart');
  return concatStrings(padding(s, length, filler), s);
}
export function String_prototype_padEnd(self: Val, length: f64, filler?: Val): Str {
  const s: Str = textOf(self, 'padEnd');
  return concatStrings(s, padding(s, length, filler));
}

/** Index of the first lone surrogate, the length if there is none. */
function firstLone(s: Str): u32 {
  const length: u32 = stringLength(s);
  settle(addr(s));
  if (!isWide(s)) return length;
  let i: u32 = 0;
  while (i < length) {
    const point: u32 = codePointAt(s, i) as u32;
    if (point >>> 11 === 27) return i;
    i = i + (point > 0xffff ? 2 : 1);
  }
  return length;
}
export function String_prototype_isWellFormed(self: Val): bool {
  const s: Str = textOf(self, 'isWellFormed');
  return firstLone(s) === stringLength(s);
}
export function String_prototype_toWellFormed(self: Val): Str {
  const s: Str = textOf(self, 'toWellFormed');
  if (firstLone(s) === stringLength(s)) return s;
  const builder: Cell = newBuilder(stringLength(s));
  let i: u32 = 0;
  while (i < stringLength(s)) {
    const point: u32 = codePointAt(s, i) as u32;
    appendString(builder, fromCodePoint(point >>> 11 === 27 ? 0xfffd : point));
    i = i + (point > 0xffff ? 2 : 1);
  }
  return finishBuilder(builder);
}

/** A string iterator: +8 the string, +16 index. */
export function String_prototype_$$iterator(self: Val): Obj {
  const s: Str = textOf(self, 'Symbol.iterator');
  const iterator: Obj = newObject(shapeOf('StringIterator'));
  storeVal(addr(iterator), s, 8);
  return iterator;
}
export function StringIterator_prototype_next(self: Val): Val {
  const cell: u32 = addr(self);
  const s: Str = loadVal(cell, 8) as Str;
  const index: u32 = load32(cell, 16);
  if (index >= stringLength(s)) return { value: undefined, done: true };
  const point: u32 = codePointAt(s, index) as u32;
  store32(cell, index + (point > 0xffff ? 2 : 1), 16);
  return { value: fromCodePoint(point), done: false };
}
