// RegExp objects (ECMA-262 §22.2.4, §22.2.6): construction, flags, source, exec and test.
// Slots: +8 program, +16 source, +24 flags, +32 names of groups [name, number, …] or undefined, +40 lastIndex, +48 flag bits,
// +52 the shape of its groups objects, once there was one.
import {
  addr,
  isAbsent,
  isObject,
  kindOf,
  load32,
  loadVal,
  sameBits,
  shapeOf,
  store32,
  storeVal,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { toDescription } from './describe.ts';
import { throwSyntaxError, throwTypeError } from './error.ts';
import { execResult } from './regexp-exec.ts';
import { emitProgram } from './regexp-emit.ts';
import { FLAG_I, FLAG_M, FLAG_S, FLAG_U, FLAG_V, groupOfName, parsedNames, parsePattern } from './regexp-parse.ts';
import { isLineEnd } from './regexp-set.ts';
import { matchRegister, searchFrom } from './regexp-match.ts';
import { setOn } from './object.ts';
import { toNumber, toStringValue, truncate } from './primitive.ts';
import { newObject } from './slots.ts';
import { charCodeAt, concatStrings, stringLength } from './string.ts';
import { appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';

export const FLAG_G: u32 = 32;
export const FLAG_Y: u32 = 64;
export const FLAG_D: u32 = 128;

/** True for regular expressions, subclasses included. */
export function isRegExp(value: Val): bool {
  return isObject(value) && load32(load32(addr(value))) === kindOf('RegExp');
}
/** True if nothing of it can be overridden: no subclass, no own properties. */
export function isPlain(value: Val): bool {
  return isObject(value) && load32(addr(value)) === shapeOf('RegExp');
}
export function checkRegExp(self: Val, method: Str): void {
  if (isRegExp(self)) return;
  const text: Str = concatStrings(
    concatStrings('Method RegExp.prototype.', method),
    ' called on incompatible receiver ',
  );
  throwTypeError(concatStrings(text, toDescription(self)));
}
export function sourceOf(self: Val): Str {
  return loadVal(addr(self), 16) as Str;
}
export function flagBits(self: Val): u32 {
  return load32(addr(self), 48);
}

/** new RegExp(pattern, flags) (§22.2.4.1). */
export function RegExp_construct(self: Val, pattern: Val, flags: Val): void {
  const copied: bool = isRegExp(pattern);
  if (copied && (flags === undefined || sameBits(flags, loadVal(addr(pattern), 24)))) {
    copyPattern(self, pattern);
    return;
  }
  const source: Str = copied ? sourceOf(pattern) : pattern === undefined ? '' : toStringValue(pattern);
  const letters: Str = flags === undefined ? (copied ? (loadVal(addr(pattern), 24) as Str) : '') : toStringValue(flags);
  initialise(self, source, letters);
}
export function RegExp_call(pattern: Val, flags: Val): Val {
  if (flags === undefined && isRegExp(pattern)) return pattern;
  const made: Obj = newObject(shapeOf('RegExp'));
  RegExp_construct(made, pattern, flags);
  return made;
}
/** A plain regular expression (RegExpCreate, §22.2.3.1). */
export function makeRegExp(pattern: Val, flags: Str): Obj {
  const made: Obj = newObject(shapeOf('RegExp'));
  RegExp_construct(made, pattern, flags);
  return made;
}

/**
 * A regular expression literal (§13.2.7.3), an object at each evaluation. The pattern is compiled at the first one: `site` is a
 * static cell that starts absent and keeps one that no program sees.
 */
export function regExpLiteral(site: u32, pattern: Str, flags: Str): Obj {
  const kept: Obj = regExpMade(site, pattern, flags);
  return cloneRegExp(kept, flagBits(kept));
}
/** The one that is kept, for built-ins alone. */
export function regExpMade(site: u32, pattern: Str, flags: Str): Obj {
  const known: Val = loadVal(site);
  if (!isAbsent(known)) return known as Obj;
  const made: Obj = newObject(shapeOf('RegExp'));
  initialise(made, pattern, flags);
  storeVal(site, made);
  return made;
}
/** The same two where the build has compiled it. */
export function regExpCopy(site: u32): Obj {
  return cloneRegExp(loadVal(site), flagBits(loadVal(site)));
}
export function regExpKept(site: u32): Obj {
  return loadVal(site) as Obj;
}
/** A plain regular expression with the same program; flags may differ by `y`, which programs do not depend on. */
export function cloneRegExp(from: Val, bits: u32): Obj {
  const made: Obj = newObject(shapeOf('RegExp'));
  copyPattern(made, from);
  if (bits !== flagBits(from)) {
    storeVal(addr(made), flagText(bits), 24);
    store32(addr(made), bits, 48);
  }
  return made;
}
/** Everything but lastIndex. */
function copyPattern(self: Val, from: Val): void {
  const cell: u32 = addr(self);
  const source: u32 = addr(from);
  for (let at: u32 = 8; at < 40; at = at + 8) storeVal(cell + at, loadVal(source + at));
  storeVal(cell, 0 as f64 as Val, 40);
  store32(cell, flagBits(from), 48);
  store32(cell, load32(source, 52), 52);
}

/** RegExpInitialize (§22.2.3.3). */
function initialise(self: Val, source: Str, letters: Str): void {
  const bits: u32 = readFlags(letters);
  const root: u32 = parsePattern(source, bits, letters);
  const program: Cell = emitProgram(root, (bits & FLAG_U) !== 0);
  const names: Arr = parsedNames();
  const cell: u32 = addr(self);
  storeVal(cell, program, 8);
  storeVal(cell, source, 16);
  storeVal(cell, flagText(bits), 24);
  storeVal(cell, arrayLength(names) === 0 ? undefined : numbered(names), 32);
  storeVal(cell, 0 as f64 as Val, 40);
  store32(cell, bits, 48);
  store32(cell, 0, 52);
}
function numbered(names: Arr): Arr {
  const result: Arr = newArray(arrayLength(names) << 1);
  for (let i: u32 = 0; i < arrayLength(names); i = i + 1) {
    arrayPush(result, arrayGet(names, i));
    arrayPush(result, groupOfName(i) as f64 as Val);
  }
  return result;
}

function bitOfFlag(unit: i32): u32 {
  if (unit === 103) return FLAG_G;
  if (unit === 105) return FLAG_I;
  if (unit === 109) return FLAG_M;
  if (unit === 115) return FLAG_S;
  if (unit === 121) return FLAG_Y;
  if (unit === 100) return FLAG_D;
  if (unit === 117) return FLAG_U;
  return unit === 118 ? FLAG_U | FLAG_V : 0;
}
function readFlags(letters: Str): u32 {
  let bits: u32 = 0;
  for (let i: u32 = 0; i < stringLength(letters); i = i + 1) {
    const bit: u32 = bitOfFlag(charCodeAt(letters, i));
    if (bit === 0 || (bits & bit) !== 0)
      throwSyntaxError(concatStrings(concatStrings("Invalid flags supplied to RegExp constructor '", letters), "'"));
    bits = bits | bit;
  }
  return bits;
}
/** Flags in the order of §22.2.6.4. */
function flagText(bits: u32): Str {
  let text: Str = (bits & FLAG_D) !== 0 ? 'd' : '';
  if ((bits & FLAG_G) !== 0) text = concatStrings(text, 'g');
  if ((bits & FLAG_I) !== 0) text = concatStrings(text, 'i');
  if ((bits & FLAG_M) !== 0) text = concatStrings(text, 'm');
  if ((bits & FLAG_S) !== 0) text = concatStrings(text, 's');
  if ((bits & FLAG_V) !== 0) text = concatStrings(text, 'v');
  else if ((bits & FLAG_U) !== 0) text = concatStrings(text, 'u');
  return (bits & FLAG_Y) !== 0 ? concatStrings(text, 'y') : text;
}

function hasFlag(self: Val, bit: u32, name: Str): bool {
  if (!isRegExp(self))
    throwTypeError(concatStrings(concatStrings('RegExp.prototype.', name), ' getter called on non-RegExp object'));
  return (flagBits(self) & bit) !== 0;
}
export function RegExp_prototype_$get_flags(self: Val): Str {
  checkRegExp(self, 'flags');
  return loadVal(addr(self), 24) as Str;
}
export function RegExp_prototype_$get_global(self: Val): bool {
  return hasFlag(self, FLAG_G, 'global');
}
export function RegExp_prototype_$get_ignoreCase(self: Val): bool {
  return hasFlag(self, FLAG_I, 'ignoreCase');
}
export function RegExp_prototype_$get_multiline(self: Val): bool {
  return hasFlag(self, FLAG_M, 'multiline');
}
export function RegExp_prototype_$get_dotAll(self: Val): bool {
  return hasFlag(self, FLAG_S, 'dotAll');
}
export function RegExp_prototype_$get_unicode(self: Val): bool {
  return hasFlag(self, FLAG_U, 'unicode') && !hasFlag(self, FLAG_V, 'unicode');
}
export function RegExp_prototype_$get_unicodeSets(self: Val): bool {
  return hasFlag(self, FLAG_V, 'unicodeSets');
}
export function RegExp_prototype_$get_sticky(self: Val): bool {
  return hasFlag(self, FLAG_Y, 'sticky');
}
export function RegExp_prototype_$get_hasIndices(self: Val): bool {
  return hasFlag(self, FLAG_D, 'hasIndices');
}

/** EscapeRegExpPattern (§22.2.6.13.1). */
export function RegExp_prototype_$get_source(self: Val): Str {
  checkRegExp(self, 'source');
  const source: Str = sourceOf(self);
  const length: u32 = stringLength(source);
  if (length === 0) return '(?:)';
  const builder: Cell = newBuilder(length + 4);
  let inClass: bool = false;
  for (let i: u32 = 0; i < length; i = i + 1) {
    const unit: u32 = charCodeAt(source, i) as u32;
    if (unit === 91) inClass = true;
    else if (unit === 93) inClass = false;
    if (unit === 92 && i + 1 < length && !isLineEnd(charCodeAt(source, i + 1) as u32)) {
      appendUnit(builder, 92);
      i = i + 1;
      appendUnit(builder, charCodeAt(source, i) as u32);
    } else if (unit === 47 && !inClass) appendString(builder, '\\/');
    else if (isLineEnd(unit))
      appendString(builder, unit === 10 ? '\\n' : unit === 13 ? '\\r' : unit === 0x2028 ? '\\u2028' : '\\u2029');
    else appendUnit(builder, unit);
  }
  return finishBuilder(builder);
}
export function RegExp_prototype_toString(self: Val): Str {
  checkRegExp(self, 'toString');
  return concatStrings(
    concatStrings(concatStrings('/', RegExp_prototype_$get_source(self)), '/'),
    RegExp_prototype_$get_flags(self),
  );
}

/** lastIndex as a length (§7.1.20), at most one more than any string has. */
export function lastIndexOf(self: Val): u32 {
  const x: f64 = truncate(toNumber(loadVal(addr(self), 40)));
  if (x <= 0) return 0;
  return x >= 1073741823 ? 1073741823 : (x as u32);
}
export function setLastIndex(self: Val, index: u32): void {
  if (isPlain(self)) storeVal(addr(self), index as f64 as Val, 40);
  else setOn(self as Obj, 'lastIndex', index as f64 as Val, 0);
}

/** RegExpBuiltinExec (§22.2.7.2) up to the result: registers of the matcher tell where. */
export function execAt(self: Val, s: Str): bool {
  const bits: u32 = flagBits(self);
  const moves: bool = (bits & (FLAG_G | FLAG_Y)) !== 0;
  const from: u32 = lastIndexOf(self);
  const found: bool = matchFrom(self, s, moves ? from : 0);
  if (moves) setLastIndex(self, found ? matchRegister(1) : 0);
  return found;
}
/** A search that leaves lastIndex alone. */
export function matchFrom(self: Val, s: Str, from: u32): bool {
  if (from > stringLength(s)) return false;
  const bits: u32 = flagBits(self);
  return searchFrom(
    loadVal(addr(self), 8) as Cell,
    s,
    from,
    (bits & FLAG_Y) !== 0,
    (bits & FLAG_U) !== 0,
    sourceOf(self),
  );
}

export function RegExp_prototype_exec(self: Val, text: Str): Val {
  checkRegExp(self, 'exec');
  return execAt(self, text) ? execResult(self, text) : null;
}
