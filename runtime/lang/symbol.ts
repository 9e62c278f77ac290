// Symbol (ECMA-262 §20.4) and BigInt's functions (§21.2). A symbol's cell: +0 kind 8, +8 description or undefined.
import {
  addr,
  asSymbol,
  initVal,
  isBigInt,
  isObject,
  isString,
  isSymbol,
  kindOf,
  load32,
  load8,
  loadVal,
  store32,
  tagOf,
  wellKnownSymbol,
  type Big,
  type Cell,
  type Str,
  type Sym,
  type Val,
  type f64,
  type u32,
} from './intrinsics.ts';
import { bigWrap } from './bigint.ts';
import { toBigInt } from './bigint-convert.ts';
import { bigToString } from './bigint-text.ts';
import { throwRangeError, throwTypeError } from './error.ts';
import { allocScan } from './memory.ts';
import { toInteger, toStringValue } from './primitive.ts';
import { symbolText } from './property-key.ts';
import { appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { stringEquals, stringLength } from './string.ts';
import { newTable, tableFind, tablePut } from './table.ts';

const SYMBOL: u32 = 8;

/** `new Symbol()` throws (§20.4.1.1). */
export function Symbol_construct(self: Val): never {
  throwTypeError('Symbol is not a constructor');
}
export function Symbol_call(description?: Val): Sym {
  const text: Val = description === undefined ? undefined : toStringValue(description);
  const cell: u32 = allocScan(16);
  store32(cell, SYMBOL);
  initVal(cell, text, 8);
  return asSymbol(cell);
}

let registry: Val = undefined;

/** The one registered symbol that the runtime looks for itself; it needs no table. */
const INSPECT: Str = 'nodejs.util.inspect.custom';

/** Symbol.for (§20.4.2.2). */
export function Symbol_for(key: Str): Val {
  if (stringEquals(key, INSPECT)) return wellKnownSymbol('nodejs.util.inspect.custom');
  if (tagOf(registry) !== 0xfffe) registry = newTable(8);
  const known: u32 = tableFind(registry as Cell, key);
  if (known !== 0) return loadVal(known, 8);
  const symbol: Sym = Symbol_call(key);
  registry = tablePut(registry as Cell, key, symbol);
  return symbol;
} /** The symbol that Symbol.for has made for a key, undefined if it has not. */
export function registeredSymbol(key: Str): Val {
  if (stringEquals(key, INSPECT)) return wellKnownSymbol('nodejs.util.inspect.custom');
  if (tagOf(registry) !== 0xfffe) return undefined;
  const known: u32 = tableFind(registry as Cell, key);
  return known === 0 ? undefined : loadVal(known, 8);
}

export function Symbol_keyFor(symbol: Val): Val {
  if (!isSymbol(symbol)) throwTypeError(`${toStringValue(symbol)} is not a symbol`);
  if (symbol === wellKnownSymbol('nodejs.util.inspect.custom')) return INSPECT;
  const description: Val = loadVal(addr(symbol), 8);
  if (!isString(description) || tagOf(registry) !== 0xfffe) return undefined;
  const known: u32 = tableFind(registry as Cell, description);
  return known !== 0 && loadVal(known, 8) === symbol ? description : undefined;
}

function thisSymbol(self: Val): Val {
  if (isSymbol(self)) return self;
  if (isObject(self) && load32(load32(addr(self))) === kindOf('Symbol')) return loadVal(addr(self), 8);
  throwTypeError("Symbol.prototype method requires that 'this' be a Symbol");
}
export function Symbol_prototype_toString(self: Val): Str {
  return symbolText(thisSymbol(self));
}
export function Symbol_prototype_valueOf(self: Val): Val {
  return thisSymbol(self);
}
export function Symbol_prototype_$$toPrimitive(self: Val): Val {
  return thisSymbol(self);
}
export function Symbol_prototype_$get_description(self: Val): Val {
  return loadVal(addr(thisSymbol(self)), 8);
}

function thisBig(self: Val): Big {
  if (isBigInt(self)) return self as Big;
  if (isObject(self) && load32(load32(addr(self))) === kindOf('BigInt')) return loadVal(addr(self), 8) as Big;
  throwTypeError("BigInt.prototype method requires that 'this' be a BigInt");
}
export function BigInt_prototype_toString(self: Val, radix?: Val): Str {
  const big: Big = thisBig(self);
  const base: f64 = radix === undefined ? 10 : toInteger(radix);
  if (base < 2 || base > 36) throwRangeError('toString() radix argument must be between 2 and 36');
  return bigToString(big, base as u32);
}
/** In the root locale: groups of three. */
export function BigInt_prototype_toLocaleString(self: Val): Str {
  const text: Str = bigToString(thisBig(self), 10);
  const length: u32 = stringLength(text);
  const builder: Cell = newBuilder(32);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = load8(addr(text) + i, 12);
    appendUnit(builder, unit);
    const left: u32 = length - i - 1;
    if (left !== 0 && left % 3 === 0 && unit !== 45) appendUnit(builder, 44);
  }
  return finishBuilder(builder);
}
export function BigInt_prototype_valueOf(self: Val): Val {
  return thisBig(self);
}
function checkedBits(bits: Val): u32 {
  const count: f64 = toInteger(bits);
  if (count < 0 || count > 9007199254740991) throwRangeError('Invalid value: not (convertible to) a safe integer');
  return count > 4294967295 ? 0xffffffff : (count as u32);
}
export function BigInt_asIntN(bits: Val, value: Val): Val {
  const count: u32 = checkedBits(bits);
  return bigWrap(toBigInt(value), count, true);
}
export function BigInt_asUintN(bits: Val, value: Val): Val {
  const count: u32 = checkedBits(bits);
  return bigWrap(toBigInt(value), count, false);
}
