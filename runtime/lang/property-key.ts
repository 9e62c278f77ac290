// Property keys in their canonical form (ECMA-262 §6.1.7): a number for an array index, else a flat string or a symbol.
// Everything below getProperty and setProperty works on canonical keys.
import {
  addr,
  isNumber,
  isString,
  isSymbol,
  load32,
  load8,
  loadVal,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { numberToString } from './number.ts';
import { toPropertyKey } from './primitive.ts';
import { LATIN1, charCodeAt, concatStrings, flatten, stringLength } from './string.ts';

/** What indexOfText yields for a string that is no array index; 2^32 - 1 is none (§6.1.7). */
export const NO_INDEX: u32 = 0xffffffff;
export const PRIVATE_NAME: u32 = 9;

/** The canonical key of a value (§7.1.19): an object is converted by code of its own. */
export function propertyKey(key: Val): Val {
  if (isString(key) || isSymbol(key) || isNumber(key)) return primitiveKey(key);
  return primitiveKey(toPropertyKey(key));
}
/** The canonical key of a text, a symbol or a number. */
export function primitiveKey(key: Val): Val {
  return isName(key) ? key : canonicalKey(key);
}
/** A flat string that no index begins like: most keys, and they are canonical as they are. */
export function isName(key: Val): bool {
  if (!isString(key)) return false;
  const cell: u32 = addr(key);
  return load32(cell) === LATIN1 && load32(cell, 8) !== 0 && load8(cell, 12) - 48 > 9;
}
function canonicalKey(key: Val): Val {
  if (isString(key)) {
    const flat: Str = flatten(key as Str);
    const index: u32 = indexOfText(flat);
    return index === NO_INDEX ? (flat as Val) : (index as f64 as Val);
  }
  if (isSymbol(key)) return key;
  const x: f64 = key as f64;
  const index: u32 = x as u32;
  if ((index as f64) === x && index !== NO_INDEX) return index as f64 as Val;
  return numberToString(x);
}

/** The array index that a string spells canonically, or NO_INDEX. */
export function indexOfText(s: Str): u32 {
  const length: u32 = stringLength(s);
  if (length === 0 || length > 10) return NO_INDEX;
  const first: i32 = charCodeAt(s, 0) - 48;
  if (length === 1) return first < 0 || first > 9 ? NO_INDEX : (first as u32);
  if (first < 0 || first > 9 || (first === 0 && length > 1)) return NO_INDEX;
  let value: u32 = 0;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const digit: i32 = charCodeAt(s, i) - 48;
    if (digit < 0 || digit > 9) return NO_INDEX;
    if (value > 429496729 || (value === 429496729 && digit > 4)) return NO_INDEX;
    value = value * 10 + (digit as u32);
  }
  return value;
}

/** The index a canonical key is, or NO_INDEX. */
export function indexOfKey(key: Val): u32 {
  return isNumber(key) ? (key as f64 as u32) : NO_INDEX;
}

/** True for the symbols that stand for #private names: nothing lists them. */
export function isPrivateName(key: Val): bool {
  return isSymbol(key) && load32(addr(key)) === PRIVATE_NAME;
}

/** A canonical key as the string that programs see; symbols pass. */
export function keyValue(key: Val): Val {
  return isNumber(key) ? (numberToString(key as f64) as Val) : key;
}

/** A key as error messages name it. */
export function keyText(key: Val): Str {
  if (isString(key)) return key as Str;
  if (isNumber(key)) return numberToString(key as f64);
  return symbolText(key);
}

/** `Symbol(description)` (§20.4.3.3.1); the plain name for a private name. */
export function symbolText(symbol: Val): Str {
  const description: Val = loadVal(addr(symbol), 8);
  if (isPrivateName(symbol)) return description as Str;
  if (!isString(description)) return 'Symbol()';
  return concatStrings(concatStrings('Symbol(', description as Str), ')');
}
