// Type conversion (ECMA-262 §7.1): ToPrimitive, ToString, ToNumber, ToNumeric, ToBoolean, ToPropertyKey, ToObject.
import {
  addr,
  invoke,
  isBigInt,
  isNumber,
  isObject,
  isString,
  isSymbol,
  load32,
  sameBits,
  shapeOf,
  storeVal,
  wellKnownSymbol,
  type Big,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { toInt32F64 } from './arith.ts';
import { bigIsZero } from './bigint-core.ts';
import { bigToString } from './bigint-text.ts';
import { throwTypeError } from './error.ts';
import { isFunction } from './function.ts';
import { numberToString } from './number.ts';
import { parseNumber } from './number-parse.ts';
import { getFrom } from './object.ts';
import { newObject } from './slots.ts';
import { concatStrings } from './string.ts';

/** Hints of ToPrimitive. */
export const HINT_DEFAULT: i32 = 0;
export const HINT_NUMBER: i32 = 1;
export const HINT_STRING: i32 = 2;

/** ToPrimitive (§7.1.1). */
export function toPrimitive(value: Val, hint: i32): Val {
  if (!isObject(value)) return value;
  const exotic: Val = getFrom(value, wellKnownSymbol('toPrimitive'), value, 0);
  if (exotic !== undefined && exotic !== null) {
    if (!isFunction(exotic)) throwTypeError(concatStrings(describeKind(exotic), ' is not a function'));
    const result: Val = invoke(
      exotic,
      value,
      hint === HINT_STRING ? 'string' : hint === HINT_NUMBER ? 'number' : 'default',
    );
    if (isObject(result)) throwTypeError('Cannot convert object to primitive value');
    return result;
  }
  return ordinaryToPrimitive(value, hint === HINT_STRING);
}

/** OrdinaryToPrimitive (§7.1.1.1). */
export function ordinaryToPrimitive(value: Val, text: bool): Val {
  for (let step: i32 = 0; step < 2; step = step + 1) {
    const method: Val =
      (step === 0) === text ? (value as { toString: Val }).toString : (value as { valueOf: Val }).valueOf;
    if (isFunction(method)) {
      const result: Val = invoke(method, value);
      if (!isObject(result)) return result;
    }
  }
  throwTypeError('Cannot convert object to primitive value');
}

function describeKind(value: Val): Str {
  return isObject(value) ? '#<Object>' : toStringValue(value);
}

/** ToString (§7.1.17). */
export function toStringValue(value: Val): Str {
  if (isString(value)) return value as Str;
  if (isNumber(value)) return numberToString(value as f64);
  if (isObject(value)) return toStringValue(toPrimitive(value, HINT_STRING));
  if (isSymbol(value)) throwTypeError('Cannot convert a Symbol value to a string');
  if (isBigInt(value)) return bigToString(value as Big, 10);
  return immediateText(value);
}

/** undefined, null, true or false. */
export function immediateText(value: Val): Str {
  if (value === undefined) return 'undefined';
  if (value === null) return 'null';
  return value === true ? 'true' : 'false';
}

/** ToNumber (§7.1.4). */
export function toNumber(value: Val): f64 {
  if (isNumber(value)) return value as f64;
  if (isString(value)) return parseNumber(value as Str);
  if (isObject(value)) return toNumber(toPrimitive(value, HINT_NUMBER));
  if (isSymbol(value)) throwTypeError('Cannot convert a Symbol value to a number');
  if (isBigInt(value)) throwTypeError('Cannot convert a BigInt value to a number');
  if (value === true) return 1;
  if (value === undefined) return NaN;
  return 0;
}

/** ToNumeric (§7.1.3): a number or a bigint. */
export function toNumeric(value: Val): Val {
  if (isNumber(value) || isBigInt(value)) return value;
  const primitive: Val = toPrimitive(value, HINT_NUMBER);
  return isBigInt(primitive) ? primitive : (toNumber(primitive) as Val);
}

export function toInt32(value: Val): i32 {
  return toInt32F64(toNumber(value));
}

/** ToIntegerOrInfinity (§7.1.5). */
export function toInteger(value: Val): f64 {
  return truncate(toNumber(value));
}
/** ToLength (§7.1.20). */
export function toLength(value: Val): f64 {
  const length: f64 = toInteger(value);
  return length <= 0 ? 0 : length > 9007199254740991 ? 9007199254740991 : length;
}
/** ToIntegerOrInfinity of a number: NaN is 0, and so is -0. */
export function truncate(x: f64): f64 {
  if (x !== x) return 0;
  return Math.trunc(x) + 0;
}

/** ToBoolean (§7.1.2). */
export function toBoolean(value: Val): bool {
  if (isNumber(value)) {
    const x: f64 = value as f64;
    return x === x && x !== 0;
  }
  if (isString(value)) return load32(addr(value), 8) !== 0;
  if (isBigInt(value)) return !bigIsZero(value as Big);
  return isObject(value) || isSymbol(value) || sameBits(value, true);
}

/** ToPropertyKey (§7.1.19): a string or a symbol; numbers pass, they are keys of their own here. */
export function toPropertyKey(value: Val): Val {
  if (isString(value) || isSymbol(value) || isNumber(value)) return value;
  const primitive: Val = toPrimitive(value, HINT_STRING);
  if (isSymbol(primitive)) return primitive;
  return toStringValue(primitive);
}

/** ToObject (§7.1.18). */
export function toObject(value: Val): Obj {
  if (isObject(value)) return value as Obj;
  if (isString(value)) return wrap(shapeOf('String'), value);
  if (isNumber(value)) return wrap(shapeOf('Number'), value);
  if (isSymbol(value)) return wrap(shapeOf('Symbol'), value);
  if (isBigInt(value)) return wrap(shapeOf('BigInt'), value);
  if (value === undefined || value === null) throwTypeError('Cannot convert undefined or null to object');
  return wrap(shapeOf('Boolean'), value);
}

function wrap(shape: u32, value: Val): Obj {
  const wrapper: Obj = newObject(shape);
  storeVal(addr(wrapper) + 8, value);
  return wrapper;
}
