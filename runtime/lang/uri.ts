// encodeURI, decodeURI and their Component forms (ECMA-262 §19.2.6), escape and unescape (Annex B.2.1).
import { addr, shapeOf, throwVal, type Cell, type Str, type bool, type i32, type u32 } from './intrinsics.ts';
import { newError } from './error.ts';
import { appendPart, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { charCodeAt, indexOfString, settle, stringLength } from './string.ts';

/** Beside letters and digits. */
const MARKS: Str = "-_.!~*'()";
const RESERVED: Str = ';/?:@&=+$,#';
const ESCAPE_KEEPS: Str = '@*_+-./';
const PERCENT: u32 = 37;

function isWordUnit(unit: u32): bool {
  return unit - 48 < 10 || (unit | 32) - 97 < 26;
}
function isIn(set: Str, unit: u32): bool {
  for (let i: u32 = 0; i < stringLength(set); i = i + 1) if ((charCodeAt(set, i) as u32) === unit) return true;
  return false;
}
function throwMalformed(): never {
  throwVal(newError(shapeOf('URIError'), 'URI malformed'));
}

function appendHex(builder: Cell, value: u32, digits: u32): void {
  for (let i: u32 = digits; i > 0; i = i - 1) {
    const digit: u32 = (value >>> ((i - 1) << 2)) & 15;
    appendUnit(builder, digit < 10 ? digit + 48 : digit + 55);
  }
}
function appendByte(builder: Cell, byte: u32): void {
  appendUnit(builder, PERCENT);
  appendHex(builder, byte, 2);
}

/** Encode (§19.2.6.5). */
function encode(s: Str, component: bool): Str {
  settle(addr(s));
  const length: u32 = stringLength(s);
  const builder: Cell = newBuilder(length);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = charCodeAt(s, i) as u32;
    if (isWordUnit(unit) || isIn(MARKS, unit) || (!component && isIn(RESERVED, unit))) {
      appendUnit(builder, unit);
      continue;
    }
    let code: u32 = unit;
    if (unit >>> 11 === 0x1b) {
      const next: u32 = i + 1 < length ? (charCodeAt(s, i + 1) as u32) : 0;
      if (unit >= 0xdc00 || next >>> 10 !== 0x37) throwMalformed();
      code = ((unit - 0xd800) << 10) + (next - 0xdc00) + 0x10000;
      i = i + 1;
    }
    if (code < 0x80) appendByte(builder, code);
    else {
      if (code < 0x800) appendByte(builder, 0xc0 | (code >>> 6));
      else {
        if (code < 0x10000) appendByte(builder, 0xe0 | (code >>> 12));
        else {
          appendByte(builder, 0xf0 | (code >>> 18));
          appendByte(builder, 0x80 | ((code >>> 12) & 0x3f));
        }
        appendByte(builder, 0x80 | ((code >>> 6) & 0x3f));
      }
      appendByte(builder, 0x80 | (code & 0x3f));
    }
  }
  return finishBuilder(builder);
}

function hexDigit(unit: i32): i32 {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const letter: i32 = unit | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}
/** `digits` hexadecimal digits at `at`; -1 where there are none. */
function hexAt(s: Str, at: u32, digits: u32): i32 {
  let value: i32 = 0;
  for (let i: u32 = 0; i < digits; i = i + 1) {
    const digit: i32 = at + i < stringLength(s) ? hexDigit(charCodeAt(s, at + i)) : -1;
    if (digit < 0) return -1;
    value = (value << 4) | digit;
  }
  return value;
}
function byteAt(s: Str, at: u32): u32 {
  const value: i32 = at < stringLength(s) && (charCodeAt(s, at) as u32) === PERCENT ? hexAt(s, at + 1, 2) : -1;
  if (value < 0) throwMalformed();
  return value as u32;
}

/** Decode (§19.2.6.6). */
function decode(s: Str, component: bool): Str {
  settle(addr(s));
  const length: u32 = stringLength(s);
  if (indexOfString(s, '%', 0) < 0) return s;
  const builder: Cell = newBuilder(length);
  let i: u32 = 0;
  while (i < length) {
    const unit: u32 = charCodeAt(s, i) as u32;
    if (unit !== PERCENT) {
      appendUnit(builder, unit);
      i = i + 1;
      continue;
    }
    const start: u32 = i;
    const first: u32 = byteAt(s, i);
    i = i + 3;
    if (first < 0x80) {
      if (!component && isIn(RESERVED, first)) appendPart(builder, s, start, i);
      else appendUnit(builder, first);
      continue;
    }
    const more: u32 = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    // Continuation bytes, over-long forms and what lies past U+10FFFF begin no character (RFC 3629 §4).
    if (first < 0xc2 || first > 0xf4) throwMalformed();
    let code: u32 = first & (0x3f >>> more);
    for (let j: u32 = 0; j < more; j = j + 1) {
      const byte: u32 = byteAt(s, i);
      if (byte >>> 6 !== 2) throwMalformed();
      code = (code << 6) | (byte & 0x3f);
      i = i + 3;
    }
    if ((more === 2 && (code < 0x800 || code >>> 11 === 0x1b)) || (more === 3 && (code < 0x10000 || code > 0x10ffff)))
      throwMalformed();
    if (code < 0x10000) appendUnit(builder, code);
    else {
      appendUnit(builder, 0xd800 + ((code - 0x10000) >>> 10));
      appendUnit(builder, 0xdc00 + ((code - 0x10000) & 0x3ff));
    }
  }
  return finishBuilder(builder);
}

export function global_encodeURI(uri: Str): Str {
  return encode(uri, false);
}
export function global_encodeURIComponent(component: Str): Str {
  return encode(component, true);
}
export function global_decodeURI(encoded: Str): Str {
  return decode(encoded, false);
}
export function global_decodeURIComponent(encoded: Str): Str {
  return decode(encoded, true);
}

export function global_escape(text: Str): Str {
  settle(addr(text));
  const length: u32 = stringLength(text);
  const builder: Cell = newBuilder(length);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = charCodeAt(text, i) as u32;
    if (isWordUnit(unit) || isIn(ESCAPE_KEEPS, unit)) appendUnit(builder, unit);
    else if (unit < 256) appendByte(builder, unit);
    else {
      appendUnit(builder, PERCENT);
      appendUnit(builder, 117);
      appendHex(builder, unit, 4);
    }
  }
  return finishBuilder(builder);
}
export function global_unescape(text: Str): Str {
  settle(addr(text));
  const length: u32 = stringLength(text);
  const builder: Cell = newBuilder(length);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = charCodeAt(text, i) as u32;
    const long: bool = unit === PERCENT && i + 1 < length && charCodeAt(text, i + 1) === 117;
    const value: i32 = unit !== PERCENT ? -1 : long ? hexAt(text, i + 2, 4) : hexAt(text, i + 1, 2);
    appendUnit(builder, value < 0 ? unit : (value as u32));
    if (value >= 0) i = i + (long ? 5 : 2);
  }
  return finishBuilder(builder);
}
