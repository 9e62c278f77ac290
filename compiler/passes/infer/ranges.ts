// Arithmetic on sets of numbers: what an operator may give for what its operands may be (ECMA-262 §6.1.6.1). Integer
// results past 2^53 are rounded, as their bounds are; -0 arises from `*`, `%` and negation and costs `integer`.
import type { BinaryOp } from '../../ir/nodes.ts';
import { Kind } from '../../ir/types.ts';
import {
  BIGINT,
  BOOLEAN,
  BOTTOM,
  INT32,
  NUMBER,
  STRING,
  UINT32,
  WHOLE,
  WIDE,
  has,
  integers,
  integral,
  isIntegral,
  isWhole,
  isOnly,
  kinds,
  make,
  type Flow,
} from './lattice.ts';

/** ToNumber of a primitive or an object; what throws contributes nothing. Objects may give any number. */
export function toNumber(value: Flow): Flow {
  if (isOnly(value, Kind.Number)) return value;
  if (has(value, Kind.Undefined | Kind.String | Kind.Object | Kind.Absent)) return NUMBER;
  const bounds: [number, number][] = [];
  if (has(value, Kind.Null)) bounds.push([0, 0]);
  if (has(value, Kind.Boolean)) bounds.push([0, 1]);
  if (has(value, Kind.Number)) bounds.push([value.low, value.high]);
  if (bounds.length === 0) return BOTTOM;
  const low = Math.min(...bounds.map((bound) => bound[0]));
  const high = Math.max(...bounds.map((bound) => bound[1]));
  return make(
    Kind.Number,
    !has(value, Kind.Number) || value.integer,
    low,
    high,
    value.objects.size === 0 ? value.objects : NUMBER.objects,
  );
}

/** ToInt32 as a range; undefined and null give 0. */
function toInt32(value: Flow): Flow {
  if (has(value, Kind.Undefined | Kind.Absent) && !has(value, Kind.String | Kind.Object | Kind.BigInt)) {
    const rest = toInt32(
      make(value.kinds & ~(Kind.Undefined | Kind.Absent), value.integer, value.low, value.high, value.objects),
    );
    return rest.kinds === 0 ? integers(0, 0) : integers(Math.min(rest.low, 0), Math.max(rest.high, 0));
  }
  const number = toNumber(value);
  if (number.kinds === 0) return number;
  if (isIntegral(number) && number.low >= INT32.low && number.high <= INT32.high)
    return integers(number.low, number.high);
  return INT32;
}
function toUint32(value: Flow): Flow {
  if (has(value, Kind.Undefined | Kind.Absent) && !has(value, Kind.String | Kind.Object | Kind.BigInt)) {
    const rest = toUint32(
      make(value.kinds & ~(Kind.Undefined | Kind.Absent), value.integer, value.low, value.high, value.objects),
    );
    return rest.kinds === 0 ? integers(0, 0) : integers(0, Math.max(rest.high, 0));
  }
  const number = toNumber(value);
  if (number.kinds === 0) return number;
  if (isIntegral(number) && number.low >= 0 && number.high <= UINT32.high) return integers(number.low, number.high);
  return UINT32;
}

const COMPARISONS: ReadonlySet<string> = new Set(['<', '<=', '>', '>=', '==', '!=', '===', '!==']);

/** Result of a binary operator on any values. */
export function binary(op: BinaryOp, left: Flow, right: Flow): Flow {
  if (COMPARISONS.has(op)) return BOOLEAN;
  if (left.kinds === 0 || right.kinds === 0) return BOTTOM;
  if (op === '+') return plus(left, right);
  const big = has(left, Kind.BigInt | Kind.Object) && has(right, Kind.BigInt | Kind.Object);
  const number = numeric(op, left, right);
  if (!big) return number;
  return op === '>>>'
    ? number
    : make(number.kinds | Kind.BigInt, number.integer, number.low, number.high, number.objects);
}

/** Kinds that ToPrimitive may leave as a number-like primitive. */
const NUMBERISH = Kind.Undefined | Kind.Null | Kind.Boolean | Kind.Number | Kind.Object | Kind.Absent;

function plus(left: Flow, right: Flow): Flow {
  let result = BOTTOM;
  if (has(left, Kind.String | Kind.Object) || has(right, Kind.String | Kind.Object)) result = STRING;
  const both = has(left, NUMBERISH) && has(right, NUMBERISH);
  const big = has(left, Kind.BigInt | Kind.Object) && has(right, Kind.BigInt | Kind.Object);
  let bits = result.kinds | (big ? Kind.BigInt : 0);
  if (!both) return kinds(bits);
  const sum = add(toNumber(onlyNumberish(left)), toNumber(onlyNumberish(right)));
  bits |= sum.kinds;
  return make(bits, sum.integer, sum.low, sum.high, sum.objects);
}
function onlyNumberish(flow: Flow): Flow {
  const bits = flow.kinds & NUMBERISH;
  return bits === flow.kinds ? flow : make(bits, flow.integer, flow.low, flow.high, flow.objects);
}

function numeric(op: BinaryOp, left: Flow, right: Flow): Flow {
  const [a, b] = [toNumber(left), toNumber(right)];
  if (a.kinds === 0 || b.kinds === 0) return BOTTOM;
  switch (op) {
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '%':
      return remainder(a, b);
    case '&':
      return and(toInt32(left), toInt32(right));
    case '|':
    case '^':
      return or(toInt32(left), toInt32(right));
    case '<<':
      return shiftLeft(toInt32(left), toUint32(right));
    case '>>':
      return shiftRight(toInt32(left), toUint32(right));
    case '>>>':
      return shiftUnsigned(left, toUint32(right));
    case '**':
      return power(a, b);
    default:
      return NUMBER; // `/`
  }
}

function result(negativeZero: boolean, low: number, high: number): Flow {
  if (low < -WIDE || high > WIDE) return WHOLE;
  return negativeZero ? integral(low, high) : integers(low, high);
}

function add(a: Flow, b: Flow): Flow {
  if (a.kinds === 0 || b.kinds === 0) return BOTTOM;
  if (!isIntegral(a) || !isIntegral(b)) return sumOfWholes(a, b);
  // Only -0 + -0 is -0.
  return result(!a.integer && !b.integer && spansZero(a) && spansZero(b), a.low + b.low, a.high + b.high);
}
/**
 * Steps of at most 2^53 lead to no infinity: far above, they are rounded away. Of two sums without bounds each could double
 * the other.
 */
function sumOfWholes(a: Flow, b: Flow): Flow {
  return isWhole(a) && isWhole(b) && (isIntegral(a) || isIntegral(b)) ? WHOLE : NUMBER;
}
function subtract(a: Flow, b: Flow): Flow {
  if (!isIntegral(a) || !isIntegral(b)) return sumOfWholes(a, b);
  // Only -0 - +0 is -0.
  return result(!a.integer && spansZero(a) && spansZero(b), a.low - b.high, a.high - b.low);
}
function spansZero(flow: Flow): boolean {
  return flow.low <= 0 && flow.high >= 0;
}
function multiply(a: Flow, b: Flow): Flow {
  if (!isIntegral(a) || !isIntegral(b)) return NUMBER;
  const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high].map((x) => x + 0);
  const negative = (spansZero(a) && (b.low < 0 || !a.integer)) || (spansZero(b) && (a.low < 0 || !b.integer));
  return result(negative, Math.min(...products), Math.max(...products));
}
function remainder(a: Flow, b: Flow): Flow {
  if (!isIntegral(a) || !isIntegral(b) || spansZero(b)) return NUMBER;
  const most = Math.max(Math.abs(b.low), Math.abs(b.high)) - 1;
  const low = a.low < 0 ? Math.max(a.low, -most) : 0;
  const high = a.high > 0 ? Math.min(a.high, most) : 0;
  return result(a.low < 0 || !a.integer, low, high);
}

/** Powers of two are exact. */
function power(a: Flow, b: Flow): Flow {
  const exact = a.integer && a.low === 2 && a.high === 2 && b.integer && b.low >= 0 && b.high < 63;
  return exact ? integers(2 ** b.low, 2 ** b.high) : NUMBER;
}

/** The least 2^n - 1 that covers a non-negative value. */
function mask(value: number): number {
  return value === 0 ? 0 : 2 ** (32 - Math.clz32(value)) - 1;
}
function and(a: Flow, b: Flow): Flow {
  if (a.low >= 0 && b.low >= 0) return integers(0, Math.min(a.high, b.high));
  if (a.low >= 0) return integers(0, a.high);
  if (b.low >= 0) return integers(0, b.high);
  return INT32;
}
function or(a: Flow, b: Flow): Flow {
  const high = mask(Math.max(a.high, b.high, 0));
  if (a.low >= 0 && b.low >= 0) return integers(0, high);
  // The sign bits agree with the narrower of both ranges: both lie within [-2^n, 2^n - 1].
  const span = Math.max(high, mask(~Math.min(a.low, b.low, -1)));
  return integers(-span - 1, span);
}
/** A shift count that is known. */
function count(b: Flow): number | null {
  return b.low === b.high ? b.low & 31 : null;
}
function shiftLeft(a: Flow, b: Flow): Flow {
  const by = count(b);
  const most = by ?? (b.high <= 31 ? b.high : 31);
  const [low, high] = [Math.min(a.low, a.low * 2 ** most), Math.max(a.high, a.high * 2 ** most)];
  if (low < INT32.low || high > INT32.high) return INT32;
  return by === null ? integers(low, high) : integers(a.low * 2 ** by, a.high * 2 ** by);
}
function shiftRight(a: Flow, b: Flow): Flow {
  const by = count(b);
  if (by === null) return integers(Math.min(a.low, 0), Math.max(a.high, a.low < 0 ? 0 : a.high));
  return integers(a.low >> by, a.high >> by);
}
function shiftUnsigned(a: Flow, b: Flow): Flow {
  const by = count(b);
  const value = toUint32(a);
  if (by === null) return integers(0, value.high);
  return integers(value.low === 0 ? 0 : value.low >>> by, value.high >>> by);
}

/** `-x` of a number. */
export function negate(a: Flow): Flow {
  const number = toNumber(a);
  if (number.kinds === 0 || !isIntegral(number)) return number.kinds === 0 ? BOTTOM : NUMBER;
  return result(spansZero(number), 0 - number.high, 0 - number.low);
}
export function bitNot(a: Flow): Flow {
  const { low, high } = toInt32(a);
  return integers(~high, ~low);
}
/** `x + by` of a number: ++ and --. */
export function increment(a: Flow, by: number): Flow {
  return add(toNumber(a), integers(by, by));
}
/** A unary operator that maps numbers to numbers and bigints to bigints. */
export function orBigInt(value: Flow, number: (value: Flow) => Flow): Flow {
  if (!has(value, Kind.BigInt | Kind.Object)) return number(value);
  const flow = number(make(value.kinds & ~Kind.BigInt, value.integer, value.low, value.high, value.objects));
  return make(flow.kinds | BIGINT.kinds, flow.integer, flow.low, flow.high, flow.objects);
}

/** Math.floor and its kin: exact on integers, unknown (NaN, infinite) otherwise. */
export function rounded(value: Flow): Flow {
  const number = toNumber(value);
  return isIntegral(number) ? number : number.kinds === 0 ? BOTTOM : NUMBER;
}
export function absolute(value: Flow): Flow {
  const number = toNumber(value);
  if (!isIntegral(number)) return number.kinds === 0 ? BOTTOM : NUMBER;
  const most = Math.max(Math.abs(number.low), Math.abs(number.high));
  return integers(spansZero(number) ? 0 : Math.min(Math.abs(number.low), Math.abs(number.high)), most);
}
/** Math.min (`pick` is Math.min) or Math.max of two numbers; both integral or nothing is known. */
export function extreme(a: Flow, b: Flow, pick: (x: number, y: number) => number): Flow {
  const [x, y] = [toNumber(a), toNumber(b)];
  if (x.kinds === 0 || y.kinds === 0) return BOTTOM;
  if (!isIntegral(x) || !isIntegral(y)) return NUMBER;
  return result(!x.integer || !y.integer, pick(x.low, y.low), pick(x.high, y.high));
}
/** Floor or truncation of the quotient of two integers: no NaN when the divisor is never zero. */
export function quotient(a: Flow, b: Flow, round: (x: number) => number): Flow {
  if (!isIntegral(a) || !isIntegral(b) || spansZero(b)) return NUMBER;
  const corners = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high].map((x) => round(x) + 0);
  // Rounded down, a negative fraction is -1.
  const negativeZero = !a.integer || b.low < 0 || (a.low < 0 && round !== Math.floor);
  return result(negativeZero, Math.min(...corners), Math.max(...corners));
}
