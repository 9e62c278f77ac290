// Unicode property escapes (ECMA-262 §22.2.2.10): names and values looked up in generated tables.
import { addr, isPatternMade, load8, type Arr, type Cell, type Str, type Val, type u32 } from './intrinsics.ts';
import { eat, fail, isDigit, peek, skip } from './regexp-parse.ts';
import { addRange } from './regexp-set.ts';
import { addStringProperty } from './regexp-strings.ts';
import { newWords } from './words.ts';
import { charCodeAt, concatStrings, indexOfString, stringEquals, stringLength } from './string.ts';
import { appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { BINARY_PROPERTIES, GENERAL_CATEGORIES, SCRIPTS, SCRIPT_EXTENSIONS, SETS } from './unicode-property-table.ts';

/** Longest name of a property or value: longer ones are wrong. */
const MAX_NAME: u32 = 64;

/**
 * Reads {name} or {name=value} after \p; the set of its code points. A property of strings adds to `into` and
 * `strings`, where there may be one.
 */
export function readProperty(strings: Val, into: Cell): Cell {
  if (!eat(123)) fail('Invalid property name');
  const name: Str = readName();
  if (eat(125)) {
    if (isPatternMade('strings') && strings !== undefined && addStringProperty(name, into, strings as Arr))
      return newWords();
    if (stringEquals(name, 'Any')) return every();
    const category: Str = lookUp(GENERAL_CATEGORIES, name);
    return setAt(stringLength(category) > 0 ? category : lookUp(BINARY_PROPERTIES, name));
  }
  if (!eat(61)) fail('Invalid property name');
  const value: Str = readName();
  if (!eat(125)) fail('Invalid property name');
  if (stringEquals(name, 'General_Category') || stringEquals(name, 'gc'))
    return setAt(lookUp(GENERAL_CATEGORIES, value));
  if (stringEquals(name, 'Script') || stringEquals(name, 'sc')) return setAt(lookUp(SCRIPTS, value));
  if (stringEquals(name, 'Script_Extensions') || stringEquals(name, 'scx'))
    return setAt(lookUp(SCRIPT_EXTENSIONS, value));
  fail('Invalid property name');
}

function readName(): Str {
  const name: Cell = newBuilder(16);
  let length: u32 = 0;
  while (length < MAX_NAME && (((peek(0) | 32) >= 97 && (peek(0) | 32) <= 122) || isDigit(peek(0)) || peek(0) === 95)) {
    appendUnit(name, peek(0) as u32);
    length = length + 1;
    skip(1);
  }
  return finishBuilder(name);
}

/** Digits that a table has for a name; empty if it has none. */
function lookUp(table: Str, name: Str): Str {
  const key: Str = concatStrings(concatStrings(';', name), '=');
  const at = indexOfString(table, key, 0);
  const digits: Cell = newBuilder(8);
  if (at < 0) return '';
  let i: u32 = (at as u32) + stringLength(key);
  while (isDigit(charCodeAt(table, i))) {
    appendUnit(digits, charCodeAt(table, i) as u32);
    i = i + 1;
  }
  return finishBuilder(digits);
}

function every(): Cell {
  const set: Cell = newWords();
  addRange(set, 0, 0x10ffff);
  return set;
}
/** The set at an offset that is written in digits. */
function setAt(digits: Str): Cell {
  if (stringLength(digits) === 0) fail('Invalid property name');
  let offset: u32 = 0;
  for (let i: u32 = 0; i < stringLength(digits); i = i + 1)
    offset = offset * 10 + ((charCodeAt(digits, i) - 48) as u32);
  const set: Cell = newWords();
  cursor = addr(SETS) + 12 + offset;
  const end: u32 = readNumber() + cursor;
  let point: u32 = 0;
  while (cursor < end) {
    const from: u32 = point + readNumber();
    point = from + readNumber();
    addRange(set, from, point - 1);
  }
  return set;
}
let cursor: u32 = 0;
function readNumber(): u32 {
  let byte: u32 = load8(cursor);
  let value: u32 = byte & 127;
  let shift: u32 = 7;
  cursor = cursor + 1;
  while (byte > 127) {
    byte = load8(cursor);
    cursor = cursor + 1;
    value = value | ((byte & 127) << shift);
    shift = shift + 7;
  }
  return value;
}
