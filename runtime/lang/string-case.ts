// Letter case of strings (ECMA-262 §22.1.3.28, §22.1.3.30): Latin-1 text is converted unit by unit, everything else by
// Unicode's full case mapping, which may change lengths (ß to SS) and looks around final sigmas. Tables: unicode-case.ts.
import { addr, load8, store8, type Cell, type Str, type Val, type bool, type u32 } from './intrinsics.ts';
import { codePointAt, isWide, newLatin1, settle, stringLength, unitsOf } from './string.ts';
import { appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { textOf } from './string-builtins.ts';
import { appendFullUpper, isCaseIgnorable, isCased, lowerOf, upperOf } from './unicode-case.ts';

const CAPITAL_SIGMA: u32 = 0x3a3;
const SMALL_SIGMA: u32 = 0x3c3;
const FINAL_SIGMA: u32 = 0x3c2;
const CAPITAL_I_DOT: u32 = 0x130;

export function String_prototype_toLowerCase(self: Val): Str {
  const s: Str = textOf(self, 'toLowerCase');
  settle(addr(s));
  return isWide(s) ? lowerWide(s) : lowerLatin1(s);
}
export function String_prototype_toUpperCase(self: Val): Str {
  const s: Str = textOf(self, 'toUpperCase');
  settle(addr(s));
  return isWide(s) ? upperWide(s, 0) : upperLatin1(s);
}
/** The root locale's mapping, whatever locale is asked for (docs/semantics.md). */
export function String_prototype_toLocaleLowerCase(self: Val): Str {
  return String_prototype_toLowerCase(self);
}
export function String_prototype_toLocaleUpperCase(self: Val): Str {
  return String_prototype_toUpperCase(self);
}

function isLatin1Upper(unit: u32): bool {
  return unit - 65 < 26 || (unit - 0xc0 < 31 && unit !== 0xd7);
}
function lowerLatin1(s: Str): Str {
  const length: u32 = stringLength(s);
  const from: u32 = unitsOf(s);
  let i: u32 = 0;
  while (i < length && !isLatin1Upper(load8(from + i))) i = i + 1;
  if (i === length) return s;
  const result: Str = newLatin1(length);
  const to: u32 = addr(result) + 12;
  for (let k: u32 = 0; k < length; k = k + 1) {
    const unit: u32 = load8(from + k);
    store8(to + k, isLatin1Upper(unit) ? unit + 32 : unit);
  }
  return result;
}

function isLatin1Lower(unit: u32): bool {
  return unit - 97 < 26 || (unit - 0xe0 < 31 && unit !== 0xf7);
}
/** µ, ß and ÿ have capitals outside Latin-1, or two of them. */
function leavesLatin1(unit: u32): bool {
  return unit === 0xb5 || unit === 0xdf || unit === 0xff;
}
function upperLatin1(s: Str): Str {
  const length: u32 = stringLength(s);
  const from: u32 = unitsOf(s);
  let changes: bool = false;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = load8(from + i);
    if (leavesLatin1(unit)) return upperWide(s, 1);
    if (isLatin1Lower(unit)) changes = true;
  }
  if (!changes) return s;
  const result: Str = newLatin1(length);
  const to: u32 = addr(result) + 12;
  for (let k: u32 = 0; k < length; k = k + 1) {
    const unit: u32 = load8(from + k);
    store8(to + k, isLatin1Lower(unit) ? unit - 32 : unit);
  }
  return result;
}

function appendPoint(builder: Cell, point: u32): void {
  if (point > 0xffff) {
    appendUnit(builder, 0xd7c0 + (point >>> 10));
    appendUnit(builder, 0xdc00 | (point & 0x3ff));
  } else appendUnit(builder, point);
}

/** Full mapping of a whole string; `expected` is how many units more than it has the result may need at once. */
function upperWide(s: Str, expected: u32): Str {
  const length: u32 = stringLength(s);
  const builder: Cell = newBuilder(length + expected);
  let i: u32 = 0;
  while (i < length) {
    const point: u32 = codePointAt(s, i) as u32;
    if (point < 128) appendUnit(builder, isLatin1Lower(point) ? point - 32 : point);
    else if (!appendFullUpper(builder, point)) appendPoint(builder, upperOf(point));
    i = i + (point > 0xffff ? 2 : 1);
  }
  return finishBuilder(builder);
}

function lowerWide(s: Str): Str {
  const length: u32 = stringLength(s);
  const builder: Cell = newBuilder(length);
  let i: u32 = 0;
  while (i < length) {
    const point: u32 = codePointAt(s, i) as u32;
    if (point < 128) appendUnit(builder, isLatin1Upper(point) ? point + 32 : point);
    else if (point === CAPITAL_SIGMA) appendUnit(builder, isFinal(s, i) ? FINAL_SIGMA : SMALL_SIGMA);
    else if (point === CAPITAL_I_DOT) {
      appendUnit(builder, 105);
      appendUnit(builder, 0x307);
    } else appendPoint(builder, lowerOf(point));
    i = i + (point > 0xffff ? 2 : 1);
  }
  return finishBuilder(builder);
}

/** Final_Sigma (Unicode §3.13, table 3-17): a cased letter before and none after, case-ignorable ones not counted. */
function isFinal(s: Str, index: u32): bool {
  let at: u32 = index;
  let before: bool = false;
  while (at > 0 && !before) {
    at = at - 1;
    if (at > 0 && (codePointAt(s, at) as u32) >>> 10 === 55 && (codePointAt(s, at - 1) as u32) > 0xffff) at = at - 1;
    const point: u32 = codePointAt(s, at) as u32;
    if (!isCaseIgnorable(point)) {
      if (!isCased(point)) return false;
      before = true;
    }
  }
  if (!before) return false;
  at = index + 1;
  while (at < stringLength(s)) {
    const point: u32 = codePointAt(s, at) as u32;
    if (!isCaseIgnorable(point)) return !isCased(point);
    at = at + (point > 0xffff ? 2 : 1);
  }
  return true;
}
