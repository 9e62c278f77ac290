// Uint8Array to and from text: hexadecimal and Base64 (ECMA-262 2026 §23.3, which was the proposal arraybuffer-base64). Decoders
// write straight into an array and stop where it is full; those that make one write into a scratch of the largest size first.
import {
  addr,
  isObject,
  isString,
  kindOf,
  load8,
  memoryCopy,
  shapeOf,
  store8,
  type Obj,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { DIGITS, NOT_A_DIGIT, PADDING, valueOf } from './base64.ts';
import { toDescription } from './describe.ts';
import { throwSyntaxError, throwTypeError } from './error.ts';
import { getProperty } from './object.ts';
import { toBoolean, toStringValue } from './primitive.ts';
import { addProperty, kindOfObject } from './slots.ts';
import { concatStrings, newLatin1, settle, stringLength, unitsOf } from './string.ts';
import { isOutOfBounds, isTyped, newTyped, throwOutOfBounds, typedData, typedLength } from './typed-array.ts';

/** What is done with a last group that is no whole one (§23.3.3.1). */
const LOOSE: u32 = 0;
const STRICT: u32 = 1;
const STOP: u32 = 2;

const HEX_ERROR: Str = 'Input string must contain hex characters in even length';
const CHARACTER_ERROR: Str = 'Found a character that cannot be part of a valid base64 string.';
const SINGLE_ERROR: Str = 'The base64 input terminates with a single character, excluding padding (=).';
const BITS_ERROR: Str = 'The base64 input terminates with non-zero padding bits.';
const NO_ERROR: Str = '';

/** What the last decoding consumed, wrote and found wrong: functions of this dialect give one number. */
let read: u32 = 0;
let written: u32 = 0;

function requireBytes(self: Val, method: Str): void {
  if (!isTyped(self) || kindOfObject(addr(self)) !== kindOf('Uint8Array')) {
    const called: Str = concatStrings('Method Uint8Array.prototype.', method);
    throwTypeError(concatStrings(concatStrings(called, ' called on incompatible receiver '), toDescription(self)));
  }
}
function requireInBounds(self: Val, method: Str): void {
  if (isOutOfBounds(self)) throwOutOfBounds(concatStrings('Uint8Array.prototype.', method));
}
function requireText(text: Val): void {
  if (!isString(text)) throwTypeError('input argument must be a string');
  settle(text as Str);
}
function option(options: Val, name: Str): Val {
  if (options === undefined) return undefined;
  if (!isObject(options)) throwTypeError('invalid_argument');
  return getProperty(options, name, 0);
}
function throwOption(value: Val): never {
  throwTypeError(concatStrings('invalid option ', toStringValue(value)));
}
function isUrlAlphabet(options: Val): bool {
  const alphabet: Val = option(options, 'alphabet');
  if (alphabet === undefined || alphabet === 'base64') return false;
  if (alphabet !== 'base64url') throwOption(alphabet);
  return true;
}
function lastChunkHandling(options: Val): u32 {
  const handling: Val = option(options, 'lastChunkHandling');
  if (handling === undefined || handling === 'loose') return LOOSE;
  if (handling === 'strict') return STRICT;
  if (handling !== 'stop-before-partial') throwOption(handling);
  return STOP;
}

/** Uint8Array.prototype.toHex. */
export function Uint8Array_prototype_toHex(self: Val): Str {
  requireBytes(self, 'toHex');
  requireInBounds(self, 'toHex');
  const length: u32 = typedLength(self);
  if (length === 0) return '';
  const text: Str = newLatin1(length << 1);
  const from: u32 = typedData(self);
  const to: u32 = unitsOf(text);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const byte: u32 = load8(from + i);
    store8(to + (i << 1), hexDigit(byte >>> 4));
    store8(to + (i << 1), hexDigit(byte & 15), 1);
  }
  return text;
}
function hexDigit(value: u32): u32 {
  return value < 10 ? 0x30 + value : 0x57 + value;
}

/** Uint8Array.prototype.toBase64. */
export function Uint8Array_prototype_toBase64(self: Val, options?: Val): Str {
  requireBytes(self, 'toBase64');
  const url: bool = isUrlAlphabet(options);
  const bare: bool = toBoolean(option(options, 'omitPadding'));
  requireInBounds(self, 'toBase64');
  const length: u32 = typedLength(self);
  const rest: u32 = length % 3;
  const size: u32 = (length / 3) * 4 + (rest === 0 ? 0 : bare ? rest + 1 : 4);
  if (size === 0) return '';
  const text: Str = newLatin1(size);
  const from: u32 = typedData(self);
  let to: u32 = unitsOf(text);
  for (let i: u32 = 0; i < length; i = i + 3) {
    const left: u32 = length - i;
    const bits: u32 =
      (load8(from + i) << 16) | (left > 1 ? load8(from + i, 1) << 8 : 0) | (left > 2 ? load8(from + i, 2) : 0);
    store8(to, digit(bits >>> 18, url));
    store8(to, digit((bits >>> 12) & 63, url), 1);
    if (left > 1) store8(to, digit((bits >>> 6) & 63, url), 2);
    else if (!bare) store8(to, PADDING, 2);
    if (left > 2) store8(to, digit(bits & 63, url), 3);
    else if (!bare) store8(to, PADDING, 3);
    to = to + 4;
  }
  return text;
}
function digit(value: u32, url: bool): u32 {
  if (url && value >= 62) return value === 62 ? 0x2d : 0x5f;
  const digits: Str = DIGITS;
  return load8(unitsOf(digits) + value);
}

/** Uint8Array.fromHex: always a `Uint8Array`, whatever it is called on. */
export function Uint8Array_fromHex(text: Val): Obj {
  requireText(text);
  const made: Obj = newTyped(shapeOf('Uint8Array'), stringLength(text as Str) >>> 1);
  decodeHex(text as Str, made);
  return made;
}

/** Uint8Array.prototype.setFromHex. */
export function Uint8Array_prototype_setFromHex(self: Val, text: Val): Val {
  requireBytes(self, 'setFromHex');
  requireText(text);
  requireInBounds(self, 'setFromHex');
  decodeHex(text as Str, self);
  return progress();
}

/** FromHex (§23.3.3.4): what stands before a wrong digit is written. */
function decodeHex(text: Str, target: Val): void {
  const length: u32 = stringLength(text);
  if ((length & 1) !== 0) throwSyntaxError(HEX_ERROR);
  const most: u32 = typedLength(target);
  const to: u32 = typedData(target);
  read = 0;
  written = 0;
  while (read < length && written < most) {
    const high: u32 = hexValue(text.charCodeAt(read) as u32);
    const low: u32 = hexValue(text.charCodeAt(read + 1) as u32);
    if ((high | low) > 15) throwSyntaxError(HEX_ERROR);
    store8(to + written, (high << 4) | low);
    written = written + 1;
    read = read + 2;
  }
}
function hexValue(code: u32): u32 {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower: u32 = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : 16;
}

/** Uint8Array.fromBase64: always a `Uint8Array`, whatever it is called on. */
export function Uint8Array_fromBase64(text: Val, options?: Val): Obj {
  requireText(text);
  const url: bool = isUrlAlphabet(options);
  const handling: u32 = lastChunkHandling(options);
  const scratch: Obj = newTyped(shapeOf('Uint8Array'), (stringLength(text as Str) >>> 2) * 3 + 3);
  const wrong: Str = decodeBase64(text as Str, url, handling, scratch);
  if (wrong !== '') throwSyntaxError(wrong);
  const size: u32 = written;
  const made: Obj = newTyped(shapeOf('Uint8Array'), size);
  memoryCopy(typedData(made), typedData(scratch), size);
  return made;
}

/** Uint8Array.prototype.setFromBase64. */
export function Uint8Array_prototype_setFromBase64(self: Val, text: Val, options?: Val): Val {
  requireBytes(self, 'setFromBase64');
  requireText(text);
  const url: bool = isUrlAlphabet(options);
  const handling: u32 = lastChunkHandling(options);
  requireInBounds(self, 'setFromBase64');
  const wrong: Str = decodeBase64(text as Str, url, handling, self);
  if (wrong !== '') throwSyntaxError(wrong);
  return progress();
}
function progress(): Val {
  const result: Val = {};
  addProperty(result as Obj, 'read', read as Val);
  addProperty(result as Obj, 'written', written as Val);
  return result;
}

/** FromBase64 (§23.3.3.3); what is wrong with the text, or nothing. Whole groups before that are written. */
function decodeBase64(text: Str, url: bool, handling: u32, target: Val): Str {
  const length: u32 = stringLength(text);
  const most: u32 = typedLength(target);
  const to: u32 = typedData(target);
  let bits: u32 = 0;
  let digits: u32 = 0;
  let index: u32 = 0;
  read = 0;
  written = 0;
  if (most === 0) return NO_ERROR;
  for (;;) {
    index = behindSpace(text, index, length);
    if (index === length) {
      if (digits > 0) {
        if (handling === STOP) return NO_ERROR;
        if (handling === STRICT || digits === 1) return SINGLE_ERROR;
        putRest(to, bits, digits);
      }
      read = length;
      return NO_ERROR;
    }
    const code: u32 = text.charCodeAt(index) as u32;
    index = index + 1;
    if (code === PADDING) return decodeEnd(text, index, bits, digits, handling, to);
    const value: u32 = url ? urlValueOf(code) : valueOf(code);
    if (value === NOT_A_DIGIT) return CHARACTER_ERROR;
    const room: u32 = most - written;
    if ((room === 1 && digits === 2) || (room === 2 && digits === 3)) return NO_ERROR;
    bits = (bits << 6) | value;
    digits = digits + 1;
    if (digits === 4) {
      store8(to + written, bits >>> 16);
      store8(to + written, bits >>> 8, 1);
      store8(to + written, bits, 2);
      written = written + 3;
      bits = 0;
      digits = 0;
      read = index;
      if (written === most) return NO_ERROR;
    }
  }
}

/** Behind the first `=`: it must complete the group and nothing may follow. */
function decodeEnd(text: Str, start: u32, bits: u32, digits: u32, handling: u32, to: u32): Str {
  const length: u32 = stringLength(text);
  if (digits < 2) return digits === 1 ? SINGLE_ERROR : CHARACTER_ERROR;
  let index: u32 = behindSpace(text, start, length);
  if (digits === 2) {
    if (index === length) return handling === STOP ? NO_ERROR : handling === STRICT ? SINGLE_ERROR : CHARACTER_ERROR;
    if ((text.charCodeAt(index) as u32) === PADDING) index = behindSpace(text, index + 1, length);
  }
  if (index < length) return CHARACTER_ERROR;
  if (handling === STRICT && (bits & (digits === 2 ? 15 : 3)) !== 0) return BITS_ERROR;
  putRest(to, bits, digits);
  read = length;
  return NO_ERROR;
}
/** The one or two bytes of a last group of two or three digits. */
function putRest(to: u32, bits: u32, digits: u32): void {
  store8(to + written, digits === 2 ? bits >>> 4 : bits >>> 10);
  if (digits === 3) store8(to + written, bits >>> 2, 1);
  written = written + digits - 1;
}
function behindSpace(text: Str, start: u32, length: u32): u32 {
  let index: u32 = start;
  while (index < length && isSpace(text.charCodeAt(index) as u32)) index = index + 1;
  return index;
}
function isSpace(code: u32): bool {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0c || code === 0x0d;
}
function urlValueOf(code: u32): u32 {
  if (code === 0x2d) return 62;
  if (code === 0x5f) return 63;
  return code === 0x2b || code === 0x2f ? NOT_A_DIGIT : valueOf(code);
}
