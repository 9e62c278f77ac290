// Number, Boolean and the global number functions (ECMA-262 §21.1, §20.3, §19.2).
import {
  addr,
  isBigInt,
  isBoolean,
  isNumber,
  isObject,
  kindOf,
  load32,
  loadVal,
  storeVal,
  truncF64,
  type Big,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { bigToNumber } from './bigint-convert.ts';
import { throwTypeError } from './error.ts';
import { shortNumber, parseDecimal, digitValue, radixValue, skipWhiteSpace } from './number-parse.ts';
import { toNumeric } from './primitive.ts';
import { charCodeAt, concatStrings, settle, stringLength } from './string.ts';

/** The number of a receiver: a number or a Number object. */
export function thisNumber(self: Val, method: Str): f64 {
  if (isNumber(self)) return self as f64;
  if (isObject(self) && load32(load32(addr(self))) === kindOf('Number')) return loadVal(addr(self), 8) as f64;
  throwTypeError(concatStrings(method, " requires that 'this' be a Number"));
}

function numberOf(value: Val): f64 {
  const numeric: Val = toNumeric(value);
  return isBigInt(numeric) ? bigToNumber(numeric as Big) : (numeric as f64);
}
export function Number_call(...args: Val[]): f64 {
  return args.length === 0 ? 0 : numberOf(args[0]);
}
export function Number_construct(self: Val, ...args: Val[]): void {
  storeVal(addr(self), (args.length === 0 ? 0 : numberOf(args[0])) as Val, 8);
}
export function Number_prototype_valueOf(self: Val): f64 {
  return thisNumber(self, 'Number.prototype.valueOf');
}

export function Number_isInteger(value: Val): bool {
  if (!isNumber(value)) return false;
  const x: f64 = value as f64;
  return truncF64(x) === x && x - x === 0;
}
export function Number_isSafeInteger(value: Val): bool {
  if (!Number_isInteger(value)) return false;
  const x: f64 = value as f64;
  return x <= 9007199254740991 && x >= -9007199254740991;
}
export function Number_isFinite(value: Val): bool {
  return isNumber(value) && (value as f64) - (value as f64) === 0;
}
export function Number_isNaN(value: Val): bool {
  return isNumber(value) && (value as f64) !== (value as f64);
}
export function global_isNaN(value: f64): bool {
  return value !== value;
}
export function global_isFinite(value: f64): bool {
  return value - value === 0;
}

/** parseFloat (§19.2.4). */
export function global_parseFloat(text: Str): f64 {
  settle(addr(text));
  return parseDecimal(text, skipWhiteSpace(text, 0), stringLength(text));
}
export function Number_parseFloat(text: Str): f64 {
  return global_parseFloat(text);
}

/** parseInt (§19.2.5). */
export function global_parseInt(text: Str, radix: i32): f64 {
  const short: u32 = radix === 10 || radix === 0 ? shortNumber(text) : 0xffffffff;
  return short === 0xffffffff ? parseInteger(text, radix) : (short as f64);
}
function parseInteger(text: Str, radix: i32): f64 {
  settle(addr(text));
  let from: u32 = skipWhiteSpace(text, 0);
  const length: u32 = stringLength(text);
  const sign: i32 = charCodeAt(text, from);
  if (sign === 43 || sign === 45) from = from + 1;
  let base: u32 = radix as u32;
  const prefixed: bool = charCodeAt(text, from) === 48 && (charCodeAt(text, from + 1) | 32) === 120;
  if ((radix === 0 || radix === 16) && prefixed) {
    from = from + 2;
    base = 16;
  }
  if (base === 0) base = 10;
  if (base < 2 || base > 36) return NaN;
  let end: u32 = from;
  while (end < length && digitValue(charCodeAt(text, end)) < base) end = end + 1;
  if (end === from) return NaN;
  // Radix 10 is rounded as a literal would be.
  const value: f64 = base === 10 ? parseDecimal(text, from, end) : radixValue(text, from, end, base);
  return sign === 45 ? -value : value;
}
export function Number_parseInt(text: Str, radix: i32): f64 {
  return global_parseInt(text, radix);
}

export function Boolean_call(value: bool): bool {
  return value;
}
export function Boolean_construct(self: Val, value: bool): void {
  storeVal(addr(self), value as Val, 8);
}
function thisBoolean(self: Val): Val {
  if (isBoolean(self)) return self;
  if (isObject(self) && load32(load32(addr(self))) === kindOf('Boolean')) return loadVal(addr(self), 8);
  throwTypeError("Boolean.prototype.valueOf requires that 'this' be a Boolean");
}
export function Boolean_prototype_valueOf(self: Val): Val {
  return thisBoolean(self);
}
export function Boolean_prototype_toString(self: Val): Str {
  return thisBoolean(self) === true ? 'true' : 'false';
}
