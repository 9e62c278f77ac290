// Uint8Array to and from Base64 and hexadecimal (ECMA-262 §23.3: fromBase64, toBase64, fromHex, toHex and the setters).
// What is decoded stands in a builder first, since the setters write what came before a fault. Messages are V8's.
import {
  addr,
  isObject,
  isString,
  kindOf,
  load32,
  load8,
  shapeOf,
  store8,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { toDescription } from './describe.ts';
import { throwSyntaxError, throwTypeError } from './error.ts';
import { getProperty } from './object.ts';
import { toBoolean, toStringValue } from './primitive.ts';
import { kindOfObject } from './slots.ts';
import { charCodeAt, concatStrings, settle, stringEquals, stringLength, unitsOf } from './string.ts';
import { appendUnit, builderLength, finishBuilder, newBuilder } from './string-builder.ts';
import { newTyped, typedLength } from './typed-array.ts';

const PADDING: i32 = 61;
const NOT_A_DIGIT: u32 = 64;
const NO_LIMIT: u32 = 0xffffffff;
const LOOSE: u32 = 0;
const STRICT: u32 = 1;
const STOP_BEFORE_PARTIAL: u32 = 2;
const FAULTY_CHARACTER: Str = 'Found a character that cannot be part of a valid base64 string.';
const SINGLE_CHARACTER: Str = 'The base64 input terminates with a single character, excluding padding (=).';
const STRAY_BITS: Str = 'The base64 input terminates with non-zero padding bits.';
const ODD_HEX: Str = 'Input string must contain hex characters in even length';

/** Units of the input that were used by the last decoding, and what was wrong with it ('' for nothing). */
let read: u32 = 0;
let fault: Str = '';

function check(self: Val, method: Str): void {
  if (isObject(self) && kindOfObject(addr(self)) === kindOf('Uint8Array')) return;
  const text: Str = concatStrings(
    concatStrings('Method Uint8Array.prototype.', method),
    ' called on incompatible receiver ',
  );
  throwTypeError(concatStrings(text, toDescription(self)));
}
function textArgument(text: Val): Str {
  if (!isString(text)) throwTypeError('input argument must be a string');
  settle(addr(text));
  return text as Str;
}
function option(options: Val, name: Str): Val {
  if (options === undefined) return undefined;
  if (!isObject(options)) throwTypeError('invalid_argument');
  return getProperty(options, name, 0);
}
function is(value: Val, text: Str): bool {
  return isString(value) && stringEquals(value as Str, text);
}
function throwOption(value: Val): never {
  throwTypeError(concatStrings('invalid option ', toStringValue(value)));
}
function isUrlAlphabet(options: Val): bool {
  const alphabet: Val = option(options, 'alphabet');
  if (alphabet === undefined || is(alphabet, 'base64')) return false;
  if (!is(alphabet, 'base64url')) throwOption(alphabet);
  return true;
}
function lastChunkHandling(options: Val): u32 {
  const handling: Val = option(options, 'lastChunkHandling');
  if (handling === undefined || is(handling, 'loose')) return LOOSE;
  if (is(handling, 'strict')) return STRICT;
  if (!is(handling, 'stop-before-partial')) throwOption(handling);
  return STOP_BEFORE_PARTIAL;
}

function digitOf(unit: i32, url: bool): u32 {
  if (unit >= 65 && unit <= 90) return (unit - 65) as u32;
  if (unit >= 97 && unit <= 122) return (unit - 71) as u32;
  if (unit >= 48 && unit <= 57) return (unit + 4) as u32;
  if (unit === (url ? 45 : 43)) return 62;
  return unit === (url ? 95 : 47) ? 63 : NOT_A_DIGIT;
}
function skipSpace(text: Str, from: u32): u32 {
  let at: u32 = from;
  while (at < stringLength(text)) {
    const unit: i32 = charCodeAt(text, at);
    if (!(unit === 32 || (unit >= 9 && unit <= 13 && unit !== 11))) return at;
    at = at + 1;
  }
  return at;
}

/** FromBase64 (§23.3.3.8): at most `limit` bytes; `read` and `fault` say how it ended. */
function decodeBase64(text: Str, url: bool, handling: u32, limit: u32): Cell {
  const bytes: Cell = newBuilder((stringLength(text) >>> 2) * 3);
  read = 0;
  fault = '';
  let chunk: u32 = 0;
  let digits: u32 = 0;
  let at: u32 = 0;
  if (limit === 0) return bytes;
  while (true) {
    at = skipSpace(text, at);
    if (at === stringLength(text)) break;
    const unit: i32 = charCodeAt(text, at);
    at = at + 1;
    if (unit === PADDING) {
      endPadded(bytes, text, at, chunk, digits, handling);
      return bytes;
    }
    const value: u32 = digitOf(unit, url);
    if (value === NOT_A_DIGIT) {
      fault = FAULTY_CHARACTER;
      return bytes;
    }
    const left: u32 = limit - builderLength(bytes);
    if ((left === 1 && digits === 2) || (left === 2 && digits === 3)) return bytes;
    chunk = (chunk << 6) | value;
    digits = digits + 1;
    if (digits < 4) continue;
    appendUnit(bytes, (chunk >>> 16) & 255);
    appendUnit(bytes, (chunk >>> 8) & 255);
    appendUnit(bytes, chunk & 255);
    chunk = 0;
    digits = 0;
    read = at;
    if (builderLength(bytes) === limit) return bytes;
  }
  if (digits === 0) read = stringLength(text);
  if (digits === 0 || handling === STOP_BEFORE_PARTIAL) return bytes;
  if (handling === STRICT || digits === 1) {
    fault = SINGLE_CHARACTER;
    return bytes;
  }
  appendPartial(bytes, chunk, digits);
  read = stringLength(text);
  return bytes;
}
/** A chunk that ends in padding, of which the first has been read. */
function endPadded(bytes: Cell, text: Str, after: u32, chunk: u32, digits: u32, handling: u32): void {
  if (digits < 2) {
    fault = digits === 1 ? SINGLE_CHARACTER : FAULTY_CHARACTER;
    return;
  }
  let at: u32 = skipSpace(text, after);
  if (digits === 2) {
    if (at === stringLength(text)) {
      if (handling !== STOP_BEFORE_PARTIAL) fault = handling === STRICT ? SINGLE_CHARACTER : FAULTY_CHARACTER;
      return;
    }
    if (charCodeAt(text, at) === PADDING) at = skipSpace(text, at + 1);
    else {
      fault = FAULTY_CHARACTER;
      return;
    }
  }
  if (at < stringLength(text)) {
    fault = FAULTY_CHARACTER;
    return;
  }
  const stray: u32 = digits === 2 ? chunk & 15 : chunk & 3;
  if (handling === STRICT && stray !== 0) {
    fault = STRAY_BITS;
    return;
  }
  appendPartial(bytes, chunk, digits);
  read = stringLength(text);
}
function appendPartial(bytes: Cell, chunk: u32, digits: u32): void {
  if (digits === 2) appendUnit(bytes, (chunk >>> 4) & 255);
  else {
    appendUnit(bytes, (chunk >>> 10) & 255);
    appendUnit(bytes, (chunk >>> 2) & 255);
  }
}

function hexOf(unit: i32): i32 {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const small: i32 = unit | 32;
  return small >= 97 && small <= 102 ? small - 87 : -1;
}
/** FromHex (§23.3.3.9). */
function decodeHex(text: Str, limit: u32): Cell {
  const bytes: Cell = newBuilder(stringLength(text) >>> 1);
  read = 0;
  fault = (stringLength(text) & 1) !== 0 ? ODD_HEX : '';
  if (fault !== '') return bytes;
  while (read < stringLength(text) && builderLength(bytes) < limit) {
    const high: i32 = hexOf(charCodeAt(text, read));
    const low: i32 = hexOf(charCodeAt(text, read + 1));
    if (high < 0 || low < 0) {
      fault = ODD_HEX;
      return bytes;
    }
    appendUnit(bytes, ((high << 4) | low) as u32);
    read = read + 2;
  }
  return bytes;
}

/** Writes what was decoded to the start of an array. */
function copyTo(target: Val, bytes: Str): void {
  settle(addr(bytes));
  const from: u32 = unitsOf(bytes);
  const to: u32 = load32(addr(target), 16);
  for (let i: u32 = 0; i < stringLength(bytes); i = i + 1) store8(to + i, load8(from + i));
}
function fresh(bytes: Cell): Obj {
  if (fault !== '') throwSyntaxError(fault);
  const text: Str = finishBuilder(bytes);
  const made: Obj = newTyped(shapeOf('Uint8Array'), stringLength(text));
  copyTo(made, text);
  return made;
}
function setInto(target: Val, bytes: Cell): Obj {
  const text: Str = finishBuilder(bytes);
  copyTo(target, text);
  if (fault !== '') throwSyntaxError(fault);
  return { read: read as f64, written: stringLength(text) as f64 } as unknown as Obj;
}

export function Uint8Array_fromBase64(text: Val, options?: Val): Obj {
  const input: Str = textArgument(text);
  const url: bool = isUrlAlphabet(options);
  return fresh(decodeBase64(input, url, lastChunkHandling(options), NO_LIMIT));
}
export function Uint8Array_fromHex(text: Val): Obj {
  return fresh(decodeHex(textArgument(text), NO_LIMIT));
}
export function Uint8Array_prototype_setFromBase64(self: Val, text: Val, options?: Val): Obj {
  check(self, 'setFromBase64');
  const input: Str = textArgument(text);
  const url: bool = isUrlAlphabet(options);
  const handling: u32 = lastChunkHandling(options);
  return setInto(self, decodeBase64(input, url, handling, typedLength(self)));
}
export function Uint8Array_prototype_setFromHex(self: Val, text: Val): Obj {
  check(self, 'setFromHex');
  return setInto(self, decodeHex(textArgument(text), typedLength(self)));
}

export function Uint8Array_prototype_toHex(self: Val): Str {
  check(self, 'toHex');
  const length: u32 = typedLength(self);
  const from: u32 = load32(addr(self), 16);
  const text: Cell = newBuilder(length << 1);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const byte: u32 = load8(from + i);
    appendUnit(text, hexDigit(byte >>> 4));
    appendUnit(text, hexDigit(byte & 15));
  }
  return finishBuilder(text);
}
function hexDigit(value: u32): u32 {
  return value < 10 ? value + 48 : value + 87;
}

export function Uint8Array_prototype_toBase64(self: Val, options?: Val): Str {
  check(self, 'toBase64');
  const url: bool = isUrlAlphabet(options);
  const padded: bool = !toBoolean(option(options, 'omitPadding'));
  const length: u32 = typedLength(self);
  const from: u32 = load32(addr(self), 16);
  const text: Cell = newBuilder(((length + 2) / 3) << 2);
  for (let i: u32 = 0; i < length; i = i + 3) {
    const left: u32 = length - i;
    const second: u32 = left > 1 ? load8(from + i, 1) : 0;
    const bits: u32 = (load8(from + i) << 16) | (second << 8) | (left > 2 ? load8(from + i, 2) : 0);
    appendUnit(text, base64Digit(bits >>> 18, url));
    appendUnit(text, base64Digit((bits >>> 12) & 63, url));
    if (left > 1) appendUnit(text, base64Digit((bits >>> 6) & 63, url));
    else if (padded) appendUnit(text, PADDING as u32);
    if (left > 2) appendUnit(text, base64Digit(bits & 63, url));
    else if (padded) appendUnit(text, PADDING as u32);
  }
  return finishBuilder(text);
}
function base64Digit(value: u32, url: bool): u32 {
  if (value < 26) return value + 65;
  if (value < 52) return value + 71;
  if (value < 62) return value - 4;
  if (value === 62) return url ? 45 : 43;
  return url ? 95 : 47;
}
