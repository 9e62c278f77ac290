// JSON.parse (ECMA-262 §25.5.1, ECMA-404). Nesting lives on a stack of its own (json-build.ts), so depth is bounded by memory
// only. The text is one flat string; nothing of a program runs while it is read, so the reader's state is module-wide.
// The reviver runs afterwards. Messages are those of V8.
import {
  addr,
  asCell,
  load16,
  load32,
  load64,
  load8,
  loadVal,
  storeVal,
  tagOf,
  type Cell,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { newArray } from './array.ts';
import { sameBytes } from './bytes.ts';
import { throwSyntaxError } from './error.ts';
import { isFunction } from './function.ts';
import {
  addKey,
  addSlowProperty,
  beginValues,
  closeLast,
  dropValues,
  endValues,
  isArrayOpen,
  isOpen,
  likelyName,
  openArray,
  openObject,
  pushValue,
  takeLikely,
} from './json-build.ts';
import { internalize } from './json-revive.ts';
import { needsEscape } from './json-text.ts';
import { allocScan } from './memory.ts';
import { parseDecimal } from './number-parse.ts';
import { unsignedToString } from './number.ts';
import { primitiveKey } from './property-key.ts';
import { newPlainObject } from './slots.ts';
import { appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import {
  concatStrings,
  flatten,
  isWide,
  singleUnit,
  stringEquals,
  stringFromLatin1,
  stringFromUtf16,
  stringLength,
  substring,
  unitsOf,
} from './string.ts';

/** What unitAt gives past the end: no code unit. */
const END: u32 = 0x10000;
const QUOTE: u32 = 34;
const COMMA: u32 = 44;
const MINUS: u32 = 45;
const POINT: u32 = 46;
const COLON: u32 = 58;
const OPEN_ARRAY: u32 = 91;
const BACKSLASH: u32 = 92;
const CLOSE_ARRAY: u32 = 93;
const OPEN_OBJECT: u32 = 123;
const CLOSE_OBJECT: u32 = 125;
/** Integers of up to this many digits are read by 32-bit arithmetic. */
const SHORT_DIGITS: u32 = 9;
/** Property names that recur share one string: a cache of this many, by hash. Longer names are not looked up. */
const NAMES: u32 = 256;
const LONGEST_NAME: u32 = 32;
/** How much of the text an error message shows on either side. */
const CONTEXT: u32 = 10;

let source: Val = undefined;
let units: u32 = 0;
let wideShift: u32 = 0;
let end: u32 = 0;
let at: u32 = 0;
let names: Val = undefined;

/** JSON.parse(text, reviver) (§25.5.1). */
export function JSON_parse(text: Str, reviver: Val): Val {
  const value: Val = parseJson(text);
  return isFunction(reviver) ? internalize(value, text, reviver) : value;
}

export function parseJson(text: Str): Val {
  const flat: Str = flatten(text);
  source = flat;
  units = unitsOf(flat);
  wideShift = isWide(flat) ? 1 : 0;
  end = stringLength(flat);
  at = 0;
  const value: Val = readAll();
  source = undefined;
  return value;
}

function unitAt(index: u32): u32 {
  if (index >= end) return END;
  return wideShift === 0 ? load8(units + index) : load16(units + (index << 1));
}
/** Skips white space; the unit that follows. */
function peek(): u32 {
  while (at < end) {
    const unit: u32 = wideShift === 0 ? load8(units + at) : load16(units + (at << 1));
    if (unit > 32 || (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9)) return unit;
    at = at + 1;
  }
  return END;
}

function readAll(): Val {
  beginValues();
  while (true) {
    const first: u32 = peek();
    if (first === OPEN_OBJECT || first === OPEN_ARRAY) {
      at = at + 1;
      if (peek() !== first + 2) {
        if (first === OPEN_ARRAY) openArray();
        else {
          openObject();
          readKey(true);
        }
        continue;
      }
      at = at + 1;
      pushValue(first === OPEN_ARRAY ? (newArray(0) as Val) : (newPlainObject() as Val));
    } else if (first === QUOTE) {
      at = at + 1;
      pushValue(readString());
    } else pushValue(readScalar(first));
    if (goesUp()) return closed();
  }
}

/** A value is complete: reads on to where the next is expected; true when nothing is open any more. */
function goesUp(): bool {
  while (isOpen()) {
    const inArray: bool = isArrayOpen();
    if (!inArray) addSlowProperty();
    const unit: u32 = peek();
    if (unit === COMMA) {
      at = at + 1;
      if (!inArray) readKey(false);
      return false;
    }
    if (unit !== (inArray ? CLOSE_ARRAY : CLOSE_OBJECT)) {
      throwAt(inArray ? "Expected ',' or ']' after array element" : "Expected ',' or '}' after property value", at);
    }
    at = at + 1;
    closeLast();
  }
  return true;
}
/** The whole value, when only white space follows it. */
function closed(): Val {
  if (peek() !== END) fail(concatStrings('Unexpected non-whitespace character after', positionText(at)));
  return endValues();
}

function readKey(first: bool): void {
  if (peek() !== QUOTE) throwAt(first ? "Expected property name or '}'" : 'Expected double-quoted property name', at);
  at = at + 1;
  // The name that followed the last time is the likeliest.
  const likely: u32 = likelyName();
  const count: u32 = likely === 0 || wideShift !== 0 ? 0 : load32(likely, 8);
  if (
    count !== 0 &&
    count < end - at &&
    load8(units + at + count) === QUOTE &&
    sameBytes(likely + 12, units + at, count)
  ) {
    at = at + count + 1;
    takeLikely();
  } else addKey(readName());
  if (peek() !== COLON) throwAt("Expected ':' after property name", at);
  at = at + 1;
}

function readScalar(first: u32): Val {
  if (first === MINUS || first - 48 < 10) return readNumber(first) as Val;
  if (first === 116) return readWord('true', true);
  if (first === 102) return readWord('false', false);
  if (first === 110) return readWord('null', null);
  throwUnexpected();
}
function readWord(word: Str, value: Val): Val {
  const length: u32 = stringLength(word);
  const letters: u32 = unitsOf(word);
  for (let i: u32 = 0; i < length; i = i + 1) {
    if (unitAt(at) !== load8(letters + i)) throwUnexpected();
    at = at + 1;
  }
  return value;
}

function isDigit(unit: u32): bool {
  return unit - 48 < 10;
}
function skipDigits(): void {
  while (isDigit(unitAt(at))) at = at + 1;
}
function readNumber(first: u32): f64 {
  const from: u32 = at;
  if (first === MINUS) at = at + 1;
  const digits: u32 = at;
  let digit: u32 = unitAt(at) - 48;
  if (digit >= 10) throwAt('No number after minus sign', at);
  let small: u32 = 0;
  while (digit < 10) {
    small = small * 10 + digit;
    at = at + 1;
    digit = unitAt(at) - 48;
  }
  if (unitAt(digits) === 48 && at !== digits + 1) throwAt('Unexpected number', digits + 1);
  const next: u32 = unitAt(at);
  if (next !== POINT && (next | 32) !== 101 && at - digits <= SHORT_DIGITS) {
    const size: f64 = small as f64;
    return first === MINUS ? -size : size;
  }
  if (next === POINT) {
    at = at + 1;
    if (!isDigit(unitAt(at))) throwAt('Unterminated fractional number', at);
    skipDigits();
  }
  if ((unitAt(at) | 32) === 101) {
    at = at + 1;
    if (unitAt(at) === 43 || unitAt(at) === MINUS) at = at + 1;
    if (!isDigit(unitAt(at))) throwAt('Exponent part is missing a number', at);
    skipDigits();
  }
  return parseDecimal(source as Str, from, at);
}

/** Moves behind the plain units of a string. */
function skipPlain(): void {
  if (wideShift === 0) {
    let i: u32 = at;
    while (i + 8 <= end && !needsEscape(load64(units + i))) i = i + 8;
    while (i < end && load8(units + i) !== QUOTE && load8(units + i) !== BACKSLASH && load8(units + i) >= 32) i = i + 1;
    at = i;
    return;
  }
  let unit: u32 = unitAt(at);
  while (unit !== QUOTE && unit !== BACKSLASH && unit >= 32 && unit !== END) {
    at = at + 1;
    unit = unitAt(at);
  }
}
/** Behind the opening quote. */
function readString(): Str {
  const from: u32 = at;
  skipPlain();
  if (unitAt(at) !== QUOTE) return readEscaped(from);
  at = at + 1;
  return textOf(from, at - 1 - from);
}
/** The same for a key, which is canonical: a number if it spells an index. */
function readName(): Val {
  const from: u32 = at;
  skipPlain();
  if (unitAt(at) !== QUOTE) return primitiveKey(readEscaped(from));
  at = at + 1;
  return isDigit(unitAt(from)) ? primitiveKey(textOf(from, at - 1 - from)) : nameOf(from, at - 1 - from);
}

function textOf(from: u32, count: u32): Str {
  if (count === 0) return '';
  if (wideShift === 0) return stringFromLatin1(units + from, count);
  return stringFromUtf16(source, units + (from << 1), count);
}

/** A property name, from the cache if it was met before. */
function nameOf(from: u32, count: u32): Str {
  if (wideShift !== 0 || count > LONGEST_NAME || count === 0) return textOf(from, count);
  if (tagOf(names) !== 0xfffe) names = asCell(allocScan(8 + (NAMES << 3)));
  let hash: u32 = count;
  for (let i: u32 = 0; i < count; i = i + 1) hash = hash * 31 + load8(units + from + i);
  const place: u32 = addr(names) + 8 + (((hash ^ (hash >>> 8)) & (NAMES - 1)) << 3);
  const known: Val = loadVal(place);
  if (tagOf(known) === 0xfffb && isText(known as Str, from, count)) return known as Str;
  const name: Str = textOf(from, count);
  storeVal(place, name);
  return name;
}
function isText(name: Str, from: u32, count: u32): bool {
  const cell: u32 = addr(name);
  if (load32(cell, 8) !== count) return false;
  return sameBytes(cell + 12, units + from, count);
}

/** The rest of a string that is not all plain; `at` is where the plain part ends. */
function readEscaped(from: u32): Str {
  const builder: Cell = newBuilder(at - from + 16);
  appendString(builder, textOf(from, at - from));
  while (true) {
    const unit: u32 = unitAt(at);
    if (unit === END) throwAt('Unterminated string', at);
    if (unit < 32) throwAt('Bad control character in string literal', at);
    at = at + 1;
    if (unit === QUOTE) return finishBuilder(builder);
    appendUnit(builder, unit === BACKSLASH ? readEscape() : unit);
  }
}
function readEscape(): u32 {
  const letter: u32 = unitAt(at);
  at = at + 1;
  if (letter === QUOTE || letter === BACKSLASH || letter === 47) return letter;
  if (letter === 98) return 8;
  if (letter === 102) return 12;
  if (letter === 110) return 10;
  if (letter === 114) return 13;
  if (letter === 116) return 9;
  if (letter === END) throwUnexpectedEnd();
  if (letter !== 117) {
    at = at - 1;
    if (letter > 255) throwUnexpected();
    throwAt('Bad escaped character', at);
  }
  let unit: u32 = 0;
  for (let i: u32 = 0; i < 4; i = i + 1) {
    unit = (unit << 4) | hexDigit(unitAt(at));
    at = at + 1;
  }
  return unit;
}
function hexDigit(unit: u32): u32 {
  if (unit - 48 < 10) return unit - 48;
  const lower: u32 = unit | 32;
  if (lower < 97 || lower > 102) throwAt('Bad Unicode escape', at);
  return lower - 87;
}

function fail(message: Str): never {
  source = undefined;
  dropValues();
  throwSyntaxError(message);
}
function throwUnexpectedEnd(): never {
  fail('Unexpected end of JSON input');
}

function throwAt(what: Str, position: u32): never {
  fail(concatStrings(concatStrings(what, ' in'), positionText(position)));
}
/** " JSON at position 1 (line 1 column 2)" */
function positionText(position: u32): Str {
  let line: u32 = 1;
  let start: u32 = 0;
  for (let i: u32 = 0; i < position; i = i + 1) {
    const unit: u32 = unitAt(i);
    if (unit === 13 && i + 1 < position && unitAt(i + 1) === 10) i = i + 1;
    if (unit === 13 || unit === 10) {
      line = line + 1;
      start = i + 1;
    }
  }
  const text: Str = concatStrings(
    concatStrings(concatStrings(' JSON at position ', unsignedToString(position)), ' (line '),
    unsignedToString(line),
  );
  return concatStrings(concatStrings(concatStrings(text, ' column '), unsignedToString(position - start + 1)), ')');
}

/** A unit that no value starts with, shown with what stands around it. */
function throwUnexpected(): never {
  const unit: u32 = unitAt(at);
  if (unit === END) throwUnexpectedEnd();
  if (unit === MINUS || unit - 48 < 10) throwAt('Unexpected number', at);
  if (unit === QUOTE) throwAt('Unexpected string', at);
  const text: Str = source as Str;
  if (
    stringEquals(text, 'undefined') ||
    stringEquals(text, 'NaN') ||
    stringEquals(text, 'Infinity') ||
    stringEquals(text, '[object Object]')
  ) {
    fail(concatStrings(concatStrings('"', text), '" is not valid JSON'));
  }
  let from: u32 = 0;
  let to: u32 = end;
  if (end > CONTEXT * 2) {
    if (at >= CONTEXT) from = at - CONTEXT;
    if (at + CONTEXT < end) to = at + CONTEXT;
  }
  let message: Str = concatStrings(concatStrings("Unexpected token '", singleUnit(unit)), "', ");
  if (end > CONTEXT * 2 && at >= CONTEXT) message = concatStrings(message, '...');
  message = concatStrings(concatStrings(concatStrings(message, '"'), substring(text, from, to)), '"');
  if (to !== end) message = concatStrings(message, '...');
  fail(concatStrings(message, ' is not valid JSON'));
}
