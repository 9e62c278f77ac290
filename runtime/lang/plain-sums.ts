// Sums and texts of plain primitives: texts, numbers, booleans, null and undefined, but no bigint, symbol or object (ECMA-262 §13.15.3,
// §7.1.17). Generated code calls these where inference says so: an element that may be missing is the usual case. Nothing here
// runs code of the program, and nothing of what converts an object is linked for it.
import { isNumber, isString, type Str, type Val, type f64 } from './intrinsics.ts';
import { numberToString } from './number.ts';
import { immediateText } from './primitive.ts';
import { concatFour, concatStrings, concatThree } from './string.ts';

/** ToString of a text or an immediate. */
export function textOrImmediate(value: Val): Str {
  return isString(value) ? (value as Str) : immediateText(value);
}
/** ToString of a plain primitive. */
export function plainText(value: Val): Str {
  if (isString(value)) return value as Str;
  return isNumber(value) ? numberToString(value as f64) : immediateText(value);
}
function plainNumber(value: Val): f64 {
  if (isNumber(value)) return value as f64;
  return value === undefined ? NaN : value === true ? 1 : 0;
}

/** a + b */
export function addPlain(a: Val, b: Val): Val {
  if (isString(a) && isString(b)) return concatStrings(a as Str, b as Str);
  if (isString(a) || isString(b)) {
    const text: Str = plainText(a);
    return concatStrings(text, plainText(b));
  }
  return (plainNumber(a) + plainNumber(b)) as Val;
}
/** a + b + c */
export function addPlainThree(a: Val, b: Val, c: Val): Val {
  if (isString(a) && isString(b) && isString(c)) return concatThree(a as Str, b as Str, c as Str);
  return addPlain(addPlain(a, b), c);
}
/** a + b + c + d */
export function addPlainFour(a: Val, b: Val, c: Val, d: Val): Val {
  if (isString(a) && isString(b) && isString(c) && isString(d))
    return concatFour(a as Str, b as Str, c as Str, d as Str);
  return addPlain(addPlainThree(a, b, c), d);
}
