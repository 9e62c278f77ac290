// BigInt conversions (ECMA-262 §7.1.13, §7.1.14, §21.2.1): numbers, 64-bit integers, strings.
import {
  addr,
  bitsFromF64,
  clz32,
  f64FromBits,
  i64FromU32,
  isBigInt,
  isNumber,
  isString,
  isSymbol,
  shru64,
  store32,
  u32FromI64,
  type Big,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type i64,
  type u32,
} from './intrinsics.ts';
import { bigCompare, bigCount, bigLimb, bigNegative, finishBig, newBig } from './bigint.ts';
import { throwRangeError, throwSyntaxError, throwTypeError } from './error.ts';
import { digitValue, skipWhiteSpace, trimmedEnd } from './number-parse.ts';
import { numberToString } from './number.ts';
import { HINT_NUMBER, immediateText, toPrimitive } from './primitive.ts';
import { charCodeAt, concatStrings, settle } from './string.ts';

export function bigFromU64(x: i64): Big {
  const result: Big = newBig(2);
  store32(addr(result), u32FromI64(x), 12);
  store32(addr(result), u32FromI64(shru64(x, 32n)), 16);
  return finishBig(result, false);
}
export function bigFromI64(x: i64): Big {
  const result: Big = bigFromU64(x < 0n ? 0n - x : x);
  return finishBig(result, x < 0n);
}
/** The value modulo 2^64. */
export function bigToI64(a: Big): i64 {
  const x: i64 = i64FromU32(bigLimb(a, 0)) | (i64FromU32(bigLimb(a, 1)) << 32n);
  return bigNegative(a) ? 0n - x : x;
}

/** NumberToBigInt (§21.2.1.1.1) of an integer. */
export function bigFromNumber(x: f64): Big {
  const bits: i64 = bitsFromF64(x);
  const exponent: i32 = (u32FromI64(shru64(bits, 52n) & 0x7ffn) as i32) - 1075;
  const significand: i64 = (bits & 0xfffffffffffffn) | 0x10000000000000n;
  if (x === 0) return newBig(0);
  if (exponent <= 0) return finishBig(bigFromU64(shru64(significand, i64FromU32((0 - exponent) as u32))), x < 0);
  const limbs: u32 = (exponent as u32) >>> 5;
  const shift: i64 = i64FromU32((exponent as u32) & 31);
  const result: Big = newBig(limbs + 3);
  const cell: u32 = addr(result) + (limbs << 2);
  store32(cell, u32FromI64(significand << shift), 12);
  store32(cell, u32FromI64(shru64(significand << shift, 32n)), 16);
  store32(cell, shift === 0n ? 0 : u32FromI64(shru64(significand, 64n - shift)), 20);
  return finishBig(result, x < 0);
}

/** The nearest double, ties to even (§21.1.1.1). */
export function bigToNumber(a: Big): f64 {
  const count: u32 = bigCount(a);
  if (count === 0) return 0;
  const top: u32 = bigLimb(a, count - 1);
  const length: u32 = (count << 5) - clz32(top);
  if (length > 1024) return bigNegative(a) ? -Infinity : Infinity;
  // The 64 bits from the top one down, and whether anything lies below.
  const zeros: u32 = clz32(top);
  let bits: i64 = (i64FromU32(top) << 32n) | i64FromU32(count > 1 ? bigLimb(a, count - 2) : 0);
  let below: u32 = 0;
  if (zeros !== 0) {
    const third: u32 = count > 2 ? bigLimb(a, count - 3) : 0;
    bits = (bits << i64FromU32(zeros)) | i64FromU32(third >>> (32 - zeros));
    below = third << zeros;
  } else if (count > 2) {
    below = bigLimb(a, count - 3);
  }
  for (let i: u32 = 0; i + 3 < count; i = i + 1) below = below | bigLimb(a, i);
  let kept: i64 = shru64(bits, 11n);
  const rest: i64 = bits & 2047n;
  if (rest > 1024n || (rest === 1024n && (below !== 0 || (kept & 1n) !== 0n))) kept = kept + 1n;
  const field: i64 = i64FromU32(length + 1021) << 52n;
  const x: f64 = f64FromBits(field + kept);
  return bigNegative(a) ? -x : x;
}

/** ToBigInt (§7.1.13). */
export function toBigInt(value: Val): Big {
  const primitive: Val = toPrimitive(value, HINT_NUMBER);
  if (isBigInt(primitive)) return primitive as Big;
  if (isString(primitive)) return bigFromTextOrThrow(primitive as Str);
  if (primitive === true || primitive === false) return bigFromU64(primitive === true ? 1n : 0n);
  if (isSymbol(primitive)) throwTypeError('Cannot convert a Symbol value to a bigint');
  const text: Str = isNumber(primitive) ? numberToString(primitive as f64) : immediateText(primitive);
  throwTypeError(concatStrings(concatStrings('Cannot convert ', text), ' to a BigInt'));
}

function bigFromTextOrThrow(s: Str): Big {
  const result: Val = bigFromString(s);
  if (result === undefined) throwSyntaxError(concatStrings(concatStrings('Cannot convert ', s), ' to a BigInt'));
  return result as Big;
}

/** StringToBigInt (§7.1.14); undefined if the text is no integer. */
export function bigFromString(s: Str): Val {
  settle(addr(s));
  let from: u32 = skipWhiteSpace(s, 0);
  const end: u32 = trimmedEnd(s, from);
  if (from === end) return newBig(0);
  let radix: u32 = 10;
  let negative: bool = false;
  const first: i32 = charCodeAt(s, from);
  if (first === 48 && end - from > 2) {
    const letter: i32 = charCodeAt(s, from + 1) | 32;
    if (letter === 120) radix = 16;
    else if (letter === 111) radix = 8;
    else if (letter === 98) radix = 2;
    if (radix !== 10) from = from + 2;
  } else if (first === 43 || first === 45) {
    negative = first === 45;
    from = from + 1;
  }
  if (from === end) return undefined;
  return bigFromDigits(s, from, end, radix, negative);
}

/** Digits from..end; undefined if one is out of range. Also what the compiler's literals are made of. */
export function bigFromDigits(s: Str, from: u32, end: u32, radix: u32, negative: bool): Val {
  // A digit is worth at most four bits in radix 10, at most six in any.
  const result: Big = newBig((((end - from) * (radix === 10 ? 4 : 6)) >>> 5) + 2);
  const cell: u32 = addr(result);
  let used: u32 = 0;
  for (let i: u32 = from; i < end; i = i + 1) {
    const digit: u32 = digitValue(charCodeAt(s, i));
    if (digit >= radix) return undefined;
    let carry: i64 = i64FromU32(digit);
    for (let j: u32 = 0; j < used; j = j + 1) {
      carry = carry + i64FromU32(bigLimb(result, j)) * i64FromU32(radix);
      store32(cell + (j << 2), u32FromI64(carry), 12);
      carry = shru64(carry, 32n);
    }
    if (carry !== 0n) {
      store32(cell + (used << 2), u32FromI64(carry), 12);
      used = used + 1;
    }
  }
  return finishBig(result, negative);
}

/** The bigint that equals a number, for comparison: -1, 0 or 1; 2 when the number is NaN (§7.2.12). */
export function bigCompareNumber(a: Big, x: f64): i32 {
  if (x !== x) return 2;
  if (x === Infinity) return -1;
  if (x === -Infinity) return 1;
  const whole: f64 = Math.floor(x);
  const order: i32 = bigCompare(a, bigFromNumber(whole));
  // Equal to the floor of a fraction means less than the fraction.
  return order === 0 && whole !== x ? -1 : order;
}

/** `new BigInt()` throws (§21.2.1.1). */
export function BigInt_construct(self: Val, value: Val): never {
  throwTypeError('BigInt is not a constructor');
}
/** BigInt(value) (§21.2.1.1). */
export function BigInt_call(value: Val): Big {
  const primitive: Val = toPrimitive(value, HINT_NUMBER);
  if (!isNumber(primitive)) return toBigInt(primitive);
  const x: f64 = primitive as f64;
  if (Math.trunc(x) !== x || x - x !== 0) {
    throwRangeError(
      concatStrings(
        concatStrings('The number ', numberToString(x)),
        ' cannot be converted to a BigInt because it is not an integer',
      ),
    );
  }
  return bigFromNumber(x);
}
