// Character escapes and names in patterns (ECMA-262 §22.2.1 CharacterEscape, GroupName; Annex B.1.2).
import { type Cell, type Str, type bool, type i32, type u32 } from './intrinsics.ts';
import {
  FLAG_U,
  FLAG_V,
  eat,
  fail,
  groupNamesPresent,
  has,
  isDigit,
  peek,
  position,
  readPoint,
  seek,
  skip,
  sourceText,
} from './regexp-parse.ts';
import { isIdentifierPart, isIdentifierStart } from './unicode-identifier.ts';
import { codePointAt, fromCodePoint, indexOfString, singleUnit } from './string.ts';
import { appendString, builderLength, finishBuilder, newBuilder } from './string-builder.ts';

const NONE: u32 = 0xffffffff;

function hexDigit(unit: i32): i32 {
  if (isDigit(unit)) return unit - 48;
  const small: i32 = unit | 32;
  return small >= 97 && small < 103 ? small - 87 : -1;
}
/** `count` hexadecimal digits, NONE (and nothing read) if they are not there. */
function parseHex(count: u32): u32 {
  let value: u32 = 0;
  for (let i: u32 = 0; i < count; i = i + 1) {
    const digit: i32 = hexDigit(peek(i));
    if (digit < 0) return NONE;
    value = (value << 4) | (digit as u32);
  }
  skip(count);
  return value;
}

/** What follows \u: four digits, with `unicode` also a pair of them or {digits}. NONE if malformed. */
function parseUnicode(unicode: bool): u32 {
  if (unicode && eat(123)) {
    let value: u32 = 0;
    let digits: u32 = 0;
    while (hexDigit(peek(0)) >= 0) {
      value = (value << 4) | (hexDigit(peek(0)) as u32);
      if (value > 0x10ffff) return NONE;
      digits = digits + 1;
      skip(1);
    }
    return digits > 0 && eat(125) ? value : NONE;
  }
  const first: u32 = parseHex(4);
  if (!unicode || first >>> 10 !== 54 || peek(0) !== 92 || peek(1) !== 117) return first;
  const start: u32 = position();
  skip(2);
  const second: u32 = parseHex(4);
  if (second >>> 10 === 55) return (first << 10) + second - 0x35fdc00;
  seek(start);
  return first;
}

function isSyntax(unit: i32): bool {
  return unit >= 0 && indexOfString('^$\\.*+?()[]{}|/', singleUnit(unit as u32), 0) >= 0;
}
function isAsciiLetter(unit: i32): bool {
  const small: i32 = unit | 32;
  return small >= 97 && small < 123;
}

/** The code point of an escape whose backslash has been read; not \d and the like, not references. */
export function classEscapeChar(inClass: bool): u32 {
  const unit: i32 = peek(0);
  if (unit < 0) fail('\\ at end of pattern');
  if (unit === 99) return controlEscape(inClass);
  if (isDigit(unit)) return digitEscape(inClass);
  if (unit === 120 || unit === 117) {
    skip(1);
    const value: u32 = unit === 120 ? parseHex(2) : parseUnicode(has(FLAG_U));
    if (value !== NONE) return value;
    if (has(FLAG_U)) fail(unit === 120 ? 'Invalid escape' : 'Invalid Unicode escape');
    return unit as u32;
  }
  const point: u32 = readPoint();
  if (point === 110) return 10;
  if (point === 116) return 9;
  if (point === 114) return 13;
  if (point === 118) return 11;
  if (point === 102) return 12;
  if (inClass && point === 98) return 8;
  if (inClass && point === 45 && has(FLAG_U)) return point;
  if (inClass && has(FLAG_V) && isClassSetPunctuator(point)) return point;
  if ((has(FLAG_U) && !isSyntax(point as i32)) || (point === 107 && groupNamesPresent())) fail('Invalid escape');
  return point;
}
function isClassSetPunctuator(point: u32): bool {
  return point < 128 && indexOfString('&-!#%,:;<=>@`~', singleUnit(point), 0) >= 0;
}
/** \cX; without a letter the backslash stands for itself (Annex B.1.2). */
function controlEscape(inClass: bool): u32 {
  const next: i32 = peek(1);
  if (isAsciiLetter(next) || (inClass && !has(FLAG_U) && (isDigit(next) || next === 95))) {
    skip(2);
    return (next as u32) & 31;
  }
  if (has(FLAG_U)) fail('Invalid Unicode escape');
  return 92;
}
/** \0, and octal escapes without the flag u. */
function digitEscape(inClass: bool): u32 {
  const unit: i32 = peek(0);
  if (unit === 48 && !isDigit(peek(1))) {
    skip(1);
    return 0;
  }
  if (has(FLAG_U)) fail(inClass && unit > 55 ? 'Invalid escape' : 'Invalid decimal escape');
  if (unit > 55) {
    skip(1);
    return unit as u32;
  }
  let value: u32 = 0;
  while (peek(0) >= 48 && peek(0) < 56 && value < 32) {
    value = (value << 3) + ((peek(0) - 48) as u32);
    skip(1);
  }
  return value;
}

/** A group's name up to and with its `>`. */
export function parseGroupName(message: Str): Str {
  const builder: Cell = newBuilder(16);
  while (!eat(62)) {
    if (peek(0) < 0) fail(message);
    let point: u32 = 0;
    if (peek(0) === 92) {
      skip(1);
      if (!eat(117)) fail('Invalid Unicode escape');
      point = parseUnicode(true);
      if (point === NONE) fail('Invalid Unicode escape');
    } else {
      point = codePointAt(sourceText(), position()) as u32;
      skip(point > 0xffff ? 2 : 1);
    }
    const valid: bool = builderLength(builder) === 0 ? isIdentifierStart(point) : isIdentifierPart(point);
    if (!valid) fail(message);
    appendString(builder, fromCodePoint(point));
  }
  if (builderLength(builder) === 0) fail(message);
  return finishBuilder(builder);
}
