// Strings, keys and other primitives as util.inspect writes them: quoted and escaped.
import {
  isBigInt,
  isNumber,
  isString,
  isSymbol,
  type Big,
  type Cell,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { bigToString } from './bigint-text.ts';
import { appendBlanks, currentIndentation } from './inspect-layout.ts';
import { numberText, unsignedToString } from './number.ts';
import { immediateText } from './primitive.ts';
import { symbolText } from './property-key.ts';
import { appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { charCodeAt, concatStrings, indexOfString, stringEquals, stringLength, substring } from './string.ts';

/** Longer strings are cut. */
const MAX_STRING: u32 = 10000;
const MIN_LINE: u32 = 16;
const BREAK_LENGTH: u32 = 80;

/** A primitive; strings are quoted. */
export function primitiveText(value: Val): Str {
  if (isString(value)) return stringText(value as Str);
  if (isNumber(value)) return numberText(value as f64);
  if (isBigInt(value)) return concatStrings(bigToString(value as Big, 10), 'n');
  if (isSymbol(value)) return symbolText(value);
  return immediateText(value);
}
/** A quoted string; a long one with line ends is shown line by line. */
function stringText(s: Str): Str {
  const length: u32 = stringLength(s);
  let text: Str = s;
  let rest: Str = '';
  if (length > MAX_STRING) {
    const more: u32 = length - MAX_STRING;
    text = substring(s, 0, MAX_STRING);
    rest = concatStrings(
      concatStrings('... ', unsignedToString(more)),
      more > 1 ? ' more characters' : ' more character',
    );
  }
  if (
    stringLength(text) > MIN_LINE &&
    stringLength(text) + currentIndentation() + 4 > BREAK_LENGTH &&
    indexOfString(text, '\n', 0) >= 0
  )
    return concatStrings(linesText(text), rest);
  return concatStrings(quoted(text), rest);
}
function linesText(s: Str): Str {
  const builder: Cell = newBuilder(stringLength(s) + 64);
  const length: u32 = stringLength(s);
  let from: u32 = 0;
  while (from < length) {
    const end: i32 = indexOfString(s, '\n', from);
    const to: u32 = end < 0 ? length : (end as u32) + 1;
    if (from !== 0) {
      appendString(builder, ' +\n');
      appendBlanks(builder, currentIndentation() + 2);
    }
    appendString(builder, quoted(substring(s, from, to)));
    from = to;
  }
  return finishBuilder(builder);
}

/** Single quotes unless the text has them and no double quotes, or no backticks. */
export function quoted(s: Str): Str {
  let quote: u32 = 39;
  if (indexOfString(s, "'", 0) >= 0) {
    if (indexOfString(s, '"', 0) < 0) quote = 34;
    else if (indexOfString(s, '`', 0) < 0 && indexOfString(s, '${', 0) < 0) quote = 96;
  }
  const builder: Cell = newBuilder(stringLength(s) + 2);
  appendUnit(builder, quote);
  for (let i: u32 = 0; i < stringLength(s); i = i + 1) appendEscaped(builder, s, i, quote);
  appendUnit(builder, quote);
  return finishBuilder(builder);
}

function appendEscaped(builder: Cell, s: Str, i: u32, quote: u32): void {
  const unit: u32 = charCodeAt(s, i) as u32;
  const short: u32 = shortEscape(unit, quote);
  if (short !== 0) {
    appendUnit(builder, 92);
    appendUnit(builder, short);
  } else if (unit < 32 || (unit >= 127 && unit < 160)) {
    appendString(builder, '\\x');
    appendHex(builder, unit, 4);
  } else if (unit >>> 11 === 27 && isLone(s, i, unit)) {
    appendString(builder, '\\u');
    appendLowHex(builder, unit >>> 8);
    appendLowHex(builder, unit & 255);
  } else {
    appendUnit(builder, unit);
  }
}
/** The letter behind the backslash, 0 if the unit has no short form. */
function shortEscape(unit: u32, quote: u32): u32 {
  if (unit === 92 || (unit === quote && unit === 39)) return unit;
  if (unit === 10) return 110;
  if (unit === 9) return 116;
  if (unit === 13) return 114;
  if (unit === 8) return 98;
  return unit === 12 ? 102 : 0;
}
function isLone(s: Str, i: u32, unit: u32): bool {
  if (unit < 0xdc00) return charCodeAt(s, i + 1) >>> 10 !== 55;
  return i === 0 || charCodeAt(s, i - 1) >>> 10 !== 54;
}
/** Hexadecimal digits, capital, from the one at bit `shift` down. */
export function appendHex(builder: Cell, value: u32, shift: u32): void {
  let at: u32 = shift + 4;
  while (at !== 0) {
    at = at - 4;
    const digit: u32 = (value >>> at) & 15;
    appendUnit(builder, digit < 10 ? digit + 48 : digit + 55);
  }
}

/** A byte as two small hexadecimal digits. */
export function appendLowHex(builder: Cell, byte: u32): void {
  appendUnit(builder, byte >>> 4 < 10 ? (byte >>> 4) + 48 : (byte >>> 4) + 87);
  appendUnit(builder, (byte & 15) < 10 ? (byte & 15) + 48 : (byte & 15) + 87);
}

/** A property name: plain when it is an identifier of ASCII letters, digits and underscores. */
export function keyName(key: Val): Str {
  if (isSymbol(key)) return symbolText(key);
  // The one name that would read as something else in a literal.
  if (stringEquals(key as Str, '__proto__')) return "['__proto__']";
  return isPlainName(key as Str) ? (key as Str) : quoted(key as Str);
}
function isPlainName(s: Str): bool {
  const length: u32 = stringLength(s);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: i32 = charCodeAt(s, i);
    const letter: bool = unit === 95 || ((unit | 32) >= 97 && (unit | 32) <= 122);
    if (!letter && (i === 0 || unit < 48 || unit > 57)) return false;
  }
  return length !== 0;
}
