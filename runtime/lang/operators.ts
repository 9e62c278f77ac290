// Operators on values whose types are not proven (ECMA-262 §13.5 to §13.15). Generated code handles two numbers itself.
import {
  invoke,
  isAbsent,
  isBigInt,
  isMade,
  isNumber,
  isObject,
  isString,
  isSymbol,
  sameBits,
  tagOf,
  wellKnownSymbol,
  type Big,
  type Arr,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
  addr,
} from './intrinsics.ts';
import { remainderF64, toInt32F64 } from './arith.ts';
import { arrayGet } from './array.ts';
import { bigEquals } from './bigint-core.ts';
import {
  bigAdd,
  bigBitwise,
  bigCompare,
  bigDivide,
  bigMultiply,
  bigNegate,
  bigPower,
  bigRemainder,
  bigShiftLeft,
  bigShiftRight,
  bigSubtract,
  one,
} from './bigint.ts';
import { bigCompareNumber, bigFromString } from './bigint-convert.ts';
import { throwTypeError } from './error.ts';
import { classPrototype } from './exotic.ts';
import { boundParts, isFunction } from './function.ts';
import { getFrom } from './object.ts';
import { HINT_DEFAULT, HINT_NUMBER, toBoolean, toNumber, toNumeric, toPrimitive, toStringValue } from './primitive.ts';
import { powF64 } from './pow.ts';
import { prototypeOfObject } from './slots.ts';
import { compareStrings, concatStrings, stringEquals } from './string.ts';

/** a + b (§13.15.3). */
export function addValues(a: Val, b: Val): Val {
  if (isNumber(a) && isNumber(b)) return ((a as f64) + (b as f64)) as Val;
  const left: Val = toPrimitive(a, HINT_DEFAULT);
  const right: Val = toPrimitive(b, HINT_DEFAULT);
  if (isString(left) || isString(right)) {
    const text: Str = toStringValue(left);
    return concatStrings(text, toStringValue(right));
  }
  if (isBigInt(left) && isBigInt(right)) return bigAdd(left as Big, right as Big);
  checkMixed(left, right);
  return (toNumber(left) + toNumber(right)) as Val;
}

function checkMixed(a: Val, b: Val): void {
  if (isBigInt(a) !== isBigInt(b) && !isSymbol(a) && !isSymbol(b))
    throwTypeError('Cannot mix BigInt and other types, use explicit conversions');
}

/** `op`: 1 - 2 * 3 / 4 % 5 ** 6 & 7 | 8 ^ 9 << 10 >> 11 >>>. */
export function arithmetic(op: i32, a: Val, b: Val): Val {
  const left: Val = toNumeric(a);
  const right: Val = toNumeric(b);
  if (isBigInt(left) || isBigInt(right)) {
    checkMixed(left, right);
    return bigArithmetic(op, left as Big, right as Big);
  }
  return numberArithmetic(op, left as f64, right as f64);
}

function numberArithmetic(op: i32, x: f64, y: f64): Val {
  if (op === 1) return (x - y) as Val;
  if (op === 2) return (x * y) as Val;
  if (op === 3) return (x / y) as Val;
  if (op === 4) return remainderF64(x, y) as Val;
  if (op === 5) return powF64(x, y) as Val;
  const left: i32 = toInt32F64(x);
  const right: i32 = toInt32F64(y);
  if (op === 6) return (left & right) as Val;
  if (op === 7) return (left | right) as Val;
  if (op === 8) return (left ^ right) as Val;
  if (op === 9) return (left << right) as Val;
  if (op === 10) return (left >> right) as Val;
  return ((left as u32) >>> (right as u32)) as Val;
}

function bigArithmetic(op: i32, x: Big, y: Big): Val {
  if (op === 1) return bigSubtract(x, y);
  if (op === 2) return bigMultiply(x, y);
  if (op === 3) return bigDivide(x, y);
  if (op === 4) return bigRemainder(x, y);
  if (op === 5) return bigPower(x, y);
  if (op === 9) return bigShiftLeft(x, y);
  if (op === 10) return bigShiftRight(x, y);
  if (op === 11) throwTypeError('BigInts have no unsigned right shift, use >> instead');
  return bigBitwise(op, x, y);
}

/** -a (§13.5.5). */
export function negate(a: Val): Val {
  const value: Val = toNumeric(a);
  return isBigInt(value) ? (bigNegate(value as Big) as Val) : (-(value as f64) as Val);
}

/** ~a (§13.5.6). */
export function bitNot(a: Val): Val {
  const value: Val = toNumeric(a);
  if (isBigInt(value)) return bigSubtract(bigNegate(value as Big), one());
  return ~toInt32F64(value as f64) as Val;
}

/** a + 1 or a - 1 of a numeric value (§13.4). */
export function increment(a: Val, by: i32): Val {
  const value: Val = toNumeric(a);
  if (!isBigInt(value)) return ((value as f64) + (by as f64)) as Val;
  return by > 0 ? bigAdd(value as Big, one()) : bigSubtract(value as Big, one());
}

/** a < b (0), <= (1), > (2), >= (3) (§7.2.13). */
export function compareValues(a: Val, b: Val, op: i32): bool {
  if (isString(a) && isString(b)) {
    if (op === 0) return compareStrings(a as Str, b as Str) < 0;
    return isInOrder(compareStrings(a as Str, b as Str), op);
  }
  const x: Val = toPrimitive(a, HINT_NUMBER);
  let y: Val = toPrimitive(b, HINT_NUMBER);
  // V8 takes the text of an object for a number beside a bigint on the left, where the specification makes it a bigint.
  if (isBigInt(a) && isObject(b) && isString(y)) y = toNumber(y) as Val;
  const order: i32 = orderOf(x, y);
  return order !== 2 && isInOrder(order, op);
}
function isInOrder(order: i32, op: i32): bool {
  if (op === 0) return order < 0;
  if (op === 1) return order <= 0;
  if (op === 2) return order > 0;
  return order >= 0;
}

/** -1, 0, 1, or 2 when the values have no order. */
function orderOf(a: Val, b: Val): i32 {
  if (isString(a) && isString(b)) {
    const order: i32 = compareStrings(a as Str, b as Str);
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  }
  if (isBigInt(a)) {
    if (isBigInt(b)) return bigCompare(a as Big, b as Big);
    if (isString(b)) {
      const other: Val = bigFromString(b as Str);
      return other === undefined ? 2 : bigCompare(a as Big, other as Big);
    }
    return bigCompareNumber(a as Big, toNumber(b));
  }
  if (isBigInt(b)) {
    const reversed: i32 = orderOf(b, a);
    return reversed === 2 ? 2 : 0 - reversed;
  }
  const x: f64 = toNumber(a);
  const y: f64 = toNumber(b);
  if (x < y) return -1;
  if (x > y) return 1;
  return x === y ? 0 : 2;
}

/** a === b (§7.2.15). */
export function strictEquals(a: Val, b: Val): bool {
  if (isNumber(a)) return isNumber(b) && (a as f64) === (b as f64);
  if (sameBits(a, b)) return true;
  if (tagOf(a) !== tagOf(b)) return false;
  if (isString(a)) return stringEquals(a as Str, b as Str);
  return isBigInt(a) && bigEquals(a as Big, b as Big);
}

/** SameValueZero (§7.2.11): NaN equals itself. */
export function sameValueZero(a: Val, b: Val): bool {
  if (isNumber(a) && isNumber(b)) {
    const x: f64 = a as f64;
    const y: f64 = b as f64;
    return x === y || (x !== x && y !== y);
  }
  return strictEquals(a, b);
}

/** SameValue (§7.2.10): also tells 0 from -0. */
export function sameValue(a: Val, b: Val): bool {
  if (isNumber(a) && isNumber(b) && (a as f64) === 0 && (b as f64) === 0) return sameBits(a, b);
  return sameValueZero(a, b);
}

/** a == b (§7.2.14). */
export function looseEquals(a: Val, b: Val): bool {
  if (a === undefined || a === null) return b === undefined || b === null;
  if (b === undefined || b === null) return false;
  if (isObject(a)) {
    if (isObject(b)) return sameBits(a, b);
    return looseEquals(toPrimitive(a, HINT_DEFAULT), b);
  }
  if (isObject(b)) return looseEquals(a, toPrimitive(b, HINT_DEFAULT));
  if (tagOf(a) === tagOf(b) || (isNumber(a) && isNumber(b))) return strictEquals(a, b);
  if (isSymbol(a) || isSymbol(b)) return false;
  return orderOf(a, b) === 0;
}

/** `typeof value`. */
export function typeOf(value: Val): Str {
  if (isNumber(value)) return 'number';
  if (isString(value)) return 'string';
  if (isObject(value)) return isFunction(value) ? 'function' : 'object';
  if (isSymbol(value)) return 'symbol';
  if (isBigInt(value)) return 'bigint';
  if (value === undefined) return 'undefined';
  return value === null ? 'object' : 'boolean';
}

/** `value instanceof type` (§13.10.2). */
export function instanceOf(value: Val, type: Val): bool {
  if (!isObject(type)) throwTypeError("Right-hand side of 'instanceof' is not an object");
  const handler: Val = getFrom(type, wellKnownSymbol('hasInstance'), type, 0);
  if (handler !== undefined && handler !== null) return toBoolean(invoke(handler, type, value));
  if (!isFunction(type)) throwTypeError("Right-hand side of 'instanceof' is not callable");
  return hasInstance(value, type);
}

/** The same in a program without a `[Symbol.hasInstance]` of its own: that of functions asks what follows here. */
export function instanceOfClass(value: Val, type: Val): bool {
  if (!isFunction(type)) {
    if (!isObject(type)) throwTypeError("Right-hand side of 'instanceof' is not an object");
    throwTypeError("Right-hand side of 'instanceof' is not callable");
  }
  return hasInstance(value, type);
}

/** OrdinaryHasInstance (§7.3.22). */
export function hasInstance(value: Val, type: Val): bool {
  if (isMade('BoundFunction')) {
    const parts: Val = boundParts(type);
    if (parts !== undefined) return hasInstance(value, arrayGet(parts as Arr, 0));
  }
  if (!isObject(value)) return false;
  const prototype: Val = classPrototype(addr(type));
  if (!isObject(prototype))
    throwTypeError(
      concatStrings(
        concatStrings("Function has non-object prototype '", isAbsent(prototype) ? 'undefined' : 'null'),
        "' in instanceof check",
      ),
    );
  return inheritsFrom(value, addr(prototype));
}
/** Whether the prototype at an address stands above a value. */
export function inheritsFrom(value: Val, prototype: u32): bool {
  if (!isObject(value)) return false;
  let at: u32 = prototypeOfObject(addr(value));
  while (at !== 0) {
    if (at === prototype) return true;
    at = prototypeOfObject(at);
  }
  return false;
}
