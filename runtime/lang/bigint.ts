// BigInt arithmetic (ECMA-262 §6.1.6.2) on sign and magnitude with 32-bit limbs, schoolbook algorithms (Knuth, TAOCP 2 §4.3.1).
// Layout: +4 sign, +8 limb count, +12 limbs, little end first, no leading zero limbs; zero has no limbs and no sign.
import {
  addr,
  asBigInt,
  clz32,
  i64FromU32,
  divu64,
  load32,
  memoryCopy,
  remu64,
  shru64,
  store32,
  u32FromI64,
  type Big,
  type bool,
  type i32,
  type i64,
  type u32,
} from './intrinsics.ts';
import { bigIsZero } from './bigint-core.ts';
import { throwRangeError } from './error.ts';
import { allocLeaf } from './memory.ts';

const BIGINT_KIND: u32 = 16;
/** 2^30 bits, V8's limit. */
const MAX_LIMBS: u32 = 0x02000000;

/** A positive bigint with `count` zero limbs, to be filled in and trimmed. */
export function newBig(count: u32): Big {
  if (count > MAX_LIMBS) throwRangeError('Maximum BigInt size exceeded');
  const cell: u32 = allocLeaf(12 + (count << 2));
  store32(cell, BIGINT_KIND);
  store32(cell, count, 8);
  return asBigInt(cell);
}

/** Drops leading zero limbs and sets the sign. */
export function finishBig(a: Big, negative: bool): Big {
  const cell: u32 = addr(a);
  let count: u32 = load32(cell, 8);
  while (count !== 0 && load32(cell + (count << 2), 8) === 0) count = count - 1;
  store32(cell, count, 8);
  if (negative && count !== 0) store32(cell, 1, 4);
  return a;
}

export function bigCount(a: Big): u32 {
  return load32(addr(a), 8);
}
export function bigNegative(a: Big): bool {
  return load32(addr(a), 4) !== 0;
}
/** Limb i, 0 past the end. */
export function bigLimb(a: Big, i: u32): u32 {
  const cell: u32 = addr(a);
  return i < load32(cell, 8) ? load32(cell + (i << 2), 12) : 0;
}
function setLimb(a: Big, i: u32, limb: u32): void {
  store32(addr(a) + (i << 2), limb, 12);
}

function compareMagnitude(a: Big, b: Big): i32 {
  const count: u32 = bigCount(a);
  if (count !== bigCount(b)) return count < bigCount(b) ? -1 : 1;
  for (let i: u32 = count; i !== 0; i = i - 1) {
    const one: u32 = bigLimb(a, i - 1);
    const other: u32 = bigLimb(b, i - 1);
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** -1, 0 or 1. */
export function bigCompare(a: Big, b: Big): i32 {
  if (bigNegative(a) !== bigNegative(b)) return bigNegative(a) ? -1 : 1;
  const order: i32 = compareMagnitude(a, b);
  return bigNegative(a) ? 0 - order : order;
}

function addMagnitude(a: Big, b: Big, negative: bool): Big {
  let count: u32 = bigCount(a);
  if (count < bigCount(b)) count = bigCount(b);
  const result: Big = newBig(count + 1);
  let carry: i64 = 0n;
  for (let i: u32 = 0; i <= count; i = i + 1) {
    carry = carry + i64FromU32(bigLimb(a, i)) + i64FromU32(bigLimb(b, i));
    setLimb(result, i, u32FromI64(carry));
    carry = shru64(carry, 32n);
  }
  return finishBig(result, negative);
}

/** |a| - |b|, where |a| >= |b|. */
function subtractMagnitude(a: Big, b: Big, negative: bool): Big {
  const count: u32 = bigCount(a);
  const result: Big = newBig(count);
  let borrow: i64 = 0n;
  for (let i: u32 = 0; i < count; i = i + 1) {
    borrow = i64FromU32(bigLimb(a, i)) - i64FromU32(bigLimb(b, i)) + borrow;
    setLimb(result, i, u32FromI64(borrow));
    borrow = borrow >> 32n;
  }
  return finishBig(result, negative);
}

function addSigned(a: Big, b: Big, negativeB: bool): Big {
  const negative: bool = bigNegative(a);
  if (negative === negativeB) return addMagnitude(a, b, negative);
  if (compareMagnitude(a, b) >= 0) return subtractMagnitude(a, b, negative);
  return subtractMagnitude(b, a, negativeB);
}

export function bigAdd(a: Big, b: Big): Big {
  return addSigned(a, b, bigNegative(b));
}
export function bigSubtract(a: Big, b: Big): Big {
  return addSigned(a, b, !bigNegative(b));
}

export function bigNegate(a: Big): Big {
  const count: u32 = bigCount(a);
  const result: Big = newBig(count);
  memoryCopy(addr(result) + 12, addr(a) + 12, count << 2);
  return finishBig(result, !bigNegative(a));
}

export function bigMultiply(a: Big, b: Big): Big {
  const left: u32 = bigCount(a);
  const right: u32 = bigCount(b);
  const result: Big = newBig(left + right);
  for (let i: u32 = 0; i < left; i = i + 1) {
    const factor: i64 = i64FromU32(bigLimb(a, i));
    let carry: i64 = 0n;
    for (let j: u32 = 0; j < right; j = j + 1) {
      carry = carry + factor * i64FromU32(bigLimb(b, j)) + i64FromU32(bigLimb(result, i + j));
      setLimb(result, i + j, u32FromI64(carry));
      carry = shru64(carry, 32n);
    }
    setLimb(result, i + right, u32FromI64(carry));
  }
  return finishBig(result, bigNegative(a) !== bigNegative(b));
}

export function bigDivide(a: Big, b: Big): Big {
  return divide(a, b, false);
}
/** The remainder has the sign of the dividend (§6.1.6.2.6). */
export function bigRemainder(a: Big, b: Big): Big {
  return divide(a, b, true);
}

function divide(a: Big, b: Big, remainder: bool): Big {
  if (bigIsZero(b)) throwRangeError('Division by zero');
  const negative: bool = remainder ? bigNegative(a) : bigNegative(a) !== bigNegative(b);
  if (compareMagnitude(a, b) < 0) return remainder ? a : newBig(0);
  const quotient: Big = newBig(bigCount(a) - bigCount(b) + 1);
  if (bigCount(b) === 1) {
    const rest: u32 = divideSmall(a, bigLimb(b, 0), quotient);
    if (!remainder) return finishBig(quotient, negative);
    const result: Big = newBig(1);
    setLimb(result, 0, rest);
    return finishBig(result, negative);
  }
  const rest: Big = divideLong(a, b, quotient);
  return finishBig(remainder ? rest : quotient, negative);
}

/** Divides by one limb; `quotient` may be a itself. */
export function divideSmall(a: Big, divisor: u32, quotient: Big): u32 {
  const by: i64 = i64FromU32(divisor);
  let rest: i64 = 0n;
  for (let i: u32 = bigCount(a); i !== 0; i = i - 1) {
    rest = (rest << 32n) | i64FromU32(bigLimb(a, i - 1));
    setLimb(quotient, i - 1, u32FromI64(divu64(rest, by)));
    rest = remu64(rest, by);
  }
  return u32FromI64(rest);
}

/** Algorithm D: fills the quotient, yields the remainder. */
function divideLong(a: Big, b: Big, quotient: Big): Big {
  const n: u32 = bigCount(b);
  const shift: u32 = clz32(bigLimb(b, n - 1));
  const u: Big = shiftedCopy(a, shift);
  const v: Big = shiftedCopy(b, shift);
  const top: i64 = i64FromU32(bigLimb(v, n - 1));
  const second: i64 = i64FromU32(bigLimb(v, n - 2));
  for (let j: u32 = bigCount(a) - n + 1; j !== 0; j = j - 1) {
    const head: i64 = (i64FromU32(bigLimb(u, j + n - 1)) << 32n) | i64FromU32(bigLimb(u, j + n - 2));
    let digit: i64 = divu64(head, top);
    let rest: i64 = remu64(head, top);
    while (shru64(digit, 32n) !== 0n || tooLarge(digit, second, rest, bigLimb(u, j + n - 3))) {
      digit = digit - 1n;
      rest = rest + top;
      if (shru64(rest, 32n) !== 0n) break;
    }
    if (multiplySubtract(u, v, j - 1, n, digit)) {
      digit = digit - 1n;
      addBack(u, v, j - 1, n);
    }
    setLimb(quotient, j - 1, u32FromI64(digit));
  }
  for (let i: u32 = 0; i < n; i = i + 1)
    setLimb(u, i, shift === 0 ? bigLimb(u, i) : (bigLimb(u, i) >>> shift) | (bigLimb(u, i + 1) << (32 - shift)));
  store32(addr(u), n, 8);
  return u;
}

/** digit * second > rest * 2^32 + next, unsigned. */
function tooLarge(digit: i64, second: i64, rest: i64, next: u32): bool {
  const left: i64 = digit * second;
  const right: i64 = (rest << 32n) | i64FromU32(next);
  return (left ^ (1n << 63n)) > (right ^ (1n << 63n));
}

/** A copy shifted left by less than a limb, with one limb more. */
function shiftedCopy(a: Big, shift: u32): Big {
  const count: u32 = bigCount(a);
  const result: Big = newBig(count + 1);
  let carry: u32 = 0;
  for (let i: u32 = 0; i < count; i = i + 1) {
    const limb: u32 = bigLimb(a, i);
    setLimb(result, i, (limb << shift) | carry);
    carry = shift === 0 ? 0 : limb >>> (32 - shift);
  }
  setLimb(result, count, carry);
  return result;
}

/** u[at …] -= v * digit; true if it went below zero. */
function multiplySubtract(u: Big, v: Big, at: u32, n: u32, digit: i64): bool {
  let borrow: i64 = 0n;
  let carry: i64 = 0n;
  for (let i: u32 = 0; i <= n; i = i + 1) {
    carry = carry + (i < n ? i64FromU32(bigLimb(v, i)) * digit : 0n);
    borrow = i64FromU32(bigLimb(u, at + i)) - i64FromU32(u32FromI64(carry)) + borrow;
    setLimb(u, at + i, u32FromI64(borrow));
    borrow = borrow >> 32n;
    carry = shru64(carry, 32n);
  }
  return borrow !== 0n;
}

function addBack(u: Big, v: Big, at: u32, n: u32): void {
  let carry: i64 = 0n;
  for (let i: u32 = 0; i <= n; i = i + 1) {
    carry = carry + i64FromU32(bigLimb(u, at + i)) + (i < n ? i64FromU32(bigLimb(v, i)) : 0n);
    setLimb(u, at + i, u32FromI64(carry));
    carry = shru64(carry, 32n);
  }
}

/** a ** b (§6.1.6.2.3). */
export function bigPower(a: Big, b: Big): Big {
  if (bigNegative(b)) throwRangeError('Exponent must be positive');
  if (bigCount(b) > 1 && bigCount(a) > 0 && !(bigCount(a) === 1 && bigLimb(a, 0) === 1))
    throwRangeError('Maximum BigInt size exceeded');
  let exponent: u32 = bigLimb(b, 0);
  let result: Big = newBig(1);
  setLimb(result, 0, 1);
  let base: Big = a;
  while (exponent !== 0) {
    if ((exponent & 1) !== 0) result = bigMultiply(result, base);
    exponent = exponent >>> 1;
    if (exponent !== 0) base = bigMultiply(base, base);
  }
  return result;
}

/** a << b; negative b shifts right, toward minus infinity (§6.1.6.2.9). */
export function bigShiftLeft(a: Big, b: Big): Big {
  return bigNegative(b) ? shiftRight(a, b) : shiftLeft(a, b);
}
export function bigShiftRight(a: Big, b: Big): Big {
  return bigNegative(b) ? shiftLeft(a, b) : shiftRight(a, b);
}

function shiftLeft(a: Big, by: Big): Big {
  if (bigIsZero(a)) return a;
  if (bigCount(by) > 1 || bigLimb(by, 0) > 0x40000000) throwRangeError('Maximum BigInt size exceeded');
  const bits: u32 = bigLimb(by, 0);
  const limbs: u32 = bits >>> 5;
  const shifted: Big = shiftedCopy(a, bits & 31);
  const count: u32 = bigCount(shifted);
  const result: Big = newBig(count + limbs);
  memoryCopy(addr(result) + 12 + (limbs << 2), addr(shifted) + 12, count << 2);
  return finishBig(result, bigNegative(a));
}

function shiftRight(a: Big, by: Big): Big {
  const negative: bool = bigNegative(a);
  const bits: u32 = bigLimb(by, 0);
  const limbs: u32 = bits >>> 5;
  const count: u32 = bigCount(a);
  if (bigCount(by) > 1 || limbs >= count) return negative ? bigNegate(one()) : newBig(0);
  const result: Big = newBig(count - limbs + 1);
  const shift: u32 = bits & 31;
  let lost: u32 = 0;
  for (let i: u32 = 0; i < limbs; i = i + 1) lost = lost | bigLimb(a, i);
  if (shift !== 0) lost = lost | (bigLimb(a, limbs) << (32 - shift));
  for (let i: u32 = limbs; i < count; i = i + 1) {
    const low: u32 = bigLimb(a, i) >>> shift;
    setLimb(result, i - limbs, shift === 0 ? low : low | (bigLimb(a, i + 1) << (32 - shift)));
  }
  finishBig(result, negative);
  return negative && lost !== 0 ? bigSubtract(result, one()) : result;
}

export function one(): Big {
  const result: Big = newBig(1);
  setLimb(result, 0, 1);
  return result;
}

/** & | ^ as on infinite two's complement numbers (§6.1.6.2.20); `op` is 6, 7 or 8. */
export function bigBitwise(op: i32, a: Big, b: Big): Big {
  let count: u32 = bigCount(a);
  if (count < bigCount(b)) count = bigCount(b);
  count = count + 1;
  const result: Big = newBig(count);
  let carryA: u32 = 1;
  let carryB: u32 = 1;
  for (let i: u32 = 0; i < count; i = i + 1) {
    let x: u32 = bigLimb(a, i);
    let y: u32 = bigLimb(b, i);
    if (bigNegative(a)) {
      x = ~x + carryA;
      if (x !== 0) carryA = 0;
    }
    if (bigNegative(b)) {
      y = ~y + carryB;
      if (y !== 0) carryB = 0;
    }
    setLimb(result, i, op === 6 ? x & y : op === 7 ? x | y : x ^ y);
  }
  const negative: bool = bigLimb(result, count - 1) >>> 31 !== 0;
  if (negative) negateLimbs(result, count);
  return finishBig(result, negative);
}

/** Two's complement of the first `count` limbs, in place. */
export function negateLimbs(a: Big, count: u32): void {
  let carry: u32 = 1;
  for (let i: u32 = 0; i < count; i = i + 1) {
    const limb: u32 = ~bigLimb(a, i) + carry;
    if (limb !== 0) carry = 0;
    setLimb(a, i, limb);
  }
}

/** The lowest `bits` bits as a number from 0 or, when signed, around 0 (§21.2.2.1, §21.2.2.2). */
export function bigWrap(a: Big, bits: u32, signed: bool): Big {
  if (bits === 0) return newBig(0);
  const count: u32 = (bits + 31) >>> 5;
  if (count > bigCount(a) + 1 && !bigNegative(a)) return a;
  if (signed && count > bigCount(a) + 1) return a;
  const result: Big = newBig(count);
  for (let i: u32 = 0; i < count; i = i + 1) setLimb(result, i, bigLimb(a, i));
  if (bigNegative(a)) negateLimbs(result, count);
  const top: u32 = bits & 31;
  if (top !== 0) setLimb(result, count - 1, bigLimb(result, count - 1) & (((1 as u32) << top) - 1));
  if (!signed || ((bigLimb(result, count - 1) >>> ((bits - 1) & 31)) & 1) === 0) return finishBig(result, false);
  negateLimbs(result, count);
  if (top !== 0) setLimb(result, count - 1, bigLimb(result, count - 1) & (((1 as u32) << top) - 1));
  return finishBig(result, true);
}
