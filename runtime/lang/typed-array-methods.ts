// Methods of %TypedArray%.prototype (ECMA-262 §23.2.3) that read, search, copy and change elements without a callback.
// Those with a callback: typed-array-callbacks.ts; sorting: typed-array-sort.ts; iterators: typed-array-iterators.ts.
import {
  isBigKind,
  addr,
  isBigInt,
  isNumber,
  load32,
  load8,
  load16,
  load64,
  memoryCopy,
  memoryFill,
  store16,
  store32,
  store64,
  store8,
  kindOf,
  type Arr,
  type Big,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type i64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength } from './array.ts';
import { relativeEnd, relativeIndex } from './array-buffer.ts';
import { bigToI64, toBigInt } from './bigint-convert.ts';
import { throwRangeError } from './error.ts';
import { sameValueZero, strictEquals } from './operators.ts';
import { toNumber, toStringValue, truncate } from './primitive.ts';
import { kindOfObject } from './slots.ts';
import { appendString, finishBuilder, newBuilder } from './string-builder.ts';
import { typedSpecies } from './typed-array-species.ts';
import { newTyped, requireTyped, shapeLike, typedData, typedLength, typedShift } from './typed-array.ts';
import { elementAt, elementShift, setElement, typedGet, typedSet } from './typed-element.ts';

/** §23.2.3.1 */
export function TypedArray_prototype_at(self: Val, index: f64): Val {
  const length: u32 = requireTyped(self, 'at');
  let at: f64 = truncate(index);
  if (at < 0) at = at + (length as f64);
  return at < 0 || at >= (length as f64) ? undefined : typedGet(self as Obj, at as u32);
}

/** §23.2.3.6 */
export function TypedArray_prototype_copyWithin(self: Val, target: f64, start: f64, end?: Val): Val {
  const length: u32 = requireTyped(self, 'copyWithin');
  const to: u32 = relativeIndex(target, length);
  const from: u32 = relativeIndex(start, length);
  const last: u32 = relativeEnd(end, length);
  // The end's conversion may have run code that made the buffer shorter.
  const now: u32 = requireTyped(self, 'copyWithin');
  let count: u32 = last > from ? last - from : 0;
  if (count > length - to) count = length - to;
  if (to >= now || from >= now) return self;
  if (count > now - to) count = now - to;
  if (count > now - from) count = now - from;
  const shift: u32 = typedShift(self);
  memoryCopy(typedData(self) + (to << shift), typedData(self) + (from << shift), count << shift);
  return self;
}

/** §23.2.3.9: the first element is converted and stored, the others are copies of it. */
export function TypedArray_prototype_fill(self: Val, value: Val, start?: Val, end?: Val): Val {
  const length: u32 = requireTyped(self, 'fill');
  const kind: u32 = kindOfObject(addr(self));
  let big: Val = undefined;
  let number: f64 = 0;
  if (isBigKind(kind)) big = toBigInt(value);
  else number = toNumber(value);
  const from: u32 = start === undefined ? 0 : relativeIndex(toNumber(start), length);
  let to: u32 = relativeEnd(end, length);
  const now: u32 = requireTyped(self, 'fill');
  if (to > now) to = now;
  if (from >= to) return self;
  const shift: u32 = elementShift(kind);
  const at: u32 = typedData(self) + (from << shift);
  if (isBigKind(kind)) store64(at, bigToI64(big as Big));
  else setElement(kind, at, number);
  repeat(at, (1 as u32) << shift, (to - from) << shift);
  return self;
}

/** Fills `total` bytes with copies of the first `size`, doubling what is there. */
function repeat(at: u32, size: u32, total: u32): void {
  if (size === 1) {
    memoryFill(at, load8(at), total);
    return;
  }
  let done: u32 = size;
  while (done < total) {
    const count: u32 = done < total - done ? done : total - done;
    memoryCopy(at + done, at, count);
    done = done + count;
  }
}

/** Where a search starts that counts from the end when negative (§23.2.3.16 step 6). */
function searchStart(self: Val, from: f64, method: Str): u32 {
  return relativeIndex(from, requireTyped(self, method));
}
/** First index of `value` at or after `from`, -1 if none; `zero` for SameValueZero. */
function indexFrom(self: Val, value: Val, from: u32, zero: bool): i32 {
  const cell: u32 = addr(self);
  const kind: u32 = kindOfObject(cell);
  const shift: u32 = elementShift(kind);
  const length: u32 = load32(cell, 24);
  const data: u32 = load32(cell, 16);
  if (isBigKind(kind) ? !isBigInt(value) : !isNumber(value)) return -1;
  if (kind === kindOf('Uint8Array')) return byteFrom(data, value as f64, from, length);
  for (let i: u32 = from; i < length; i = i + 1) {
    const element: Val = elementAt(kind, data + (i << shift));
    if (zero ? sameValueZero(element, value) : strictEquals(element, value)) return i as i32;
  }
  return -1;
}
function byteFrom(data: u32, value: f64, from: u32, length: u32): i32 {
  const byte: u32 = value as u32;
  if ((byte as f64) !== value || byte > 255) return -1;
  for (let i: u32 = from; i < length; i = i + 1) {
    if (load8(data + i) === byte) return i as i32;
  }
  return -1;
}
/** §23.2.3.16 */
export function TypedArray_prototype_includes(self: Val, value: Val, from: f64): bool {
  const length: u32 = requireTyped(self, 'includes');
  const start: u32 = relativeIndex(from, length);
  return indexFrom(self, value, start, true) >= 0;
}
/** §23.2.3.17 */
export function TypedArray_prototype_indexOf(self: Val, value: Val, from: f64): i32 {
  const start: u32 = searchStart(self, from, 'indexOf');
  return indexFrom(self, value, start, false);
}
/** §23.2.3.20; a start that is given as undefined is 0, one that is missing the last element. */
export function TypedArray_prototype_lastIndexOf(self: Val, value: Val, ...from: Arr): i32 {
  const length: u32 = requireTyped(self, 'lastIndexOf');
  const given: bool = arrayLength(from) !== 0;
  let at: f64 = given ? truncate(toNumber(arrayGet(from, 0))) : (length as f64) - 1;
  if (at < 0 && given) at = at + (length as f64);
  if (at >= (length as f64)) at = (length as f64) - 1;
  while (at >= 0) {
    if (strictEquals(typedGet(self as Obj, at as u32), value)) return at as i32;
    at = at - 1;
  }
  return -1;
}

/** §23.2.3.18 */
export function TypedArray_prototype_join(self: Val, separator: Val): Str {
  const length: u32 = requireTyped(self, 'join');
  const between: Str = separator === undefined ? ',' : toStringValue(separator);
  const builder: Cell = newBuilder(length);
  for (let i: u32 = 0; i < length; i = i + 1) {
    if (i !== 0) appendString(builder, between);
    // An element is missing only if the separator's conversion made the buffer shorter.
    const element: Val = typedGet(self as Obj, i);
    if (element !== undefined) appendString(builder, toStringValue(element));
  }
  return finishBuilder(builder);
}
/** §23.2.3.32: the same function as Array.prototype.toString, which calls join. */
export function TypedArray_prototype_toString(self: Val): Str {
  return TypedArray_prototype_join(self, undefined);
}
/** §23.2.3.31 */
export function TypedArray_prototype_toLocaleString(self: Val): Str {
  const length: u32 = requireTyped(self, 'toLocaleString');
  const builder: Cell = newBuilder(length);
  for (let i: u32 = 0; i < length; i = i + 1) {
    if (i !== 0) appendString(builder, ',');
    const element: Val = typedGet(self as Obj, i);
    if (element !== undefined)
      appendString(builder, toStringValue((element as { toLocaleString(): Val }).toLocaleString()));
  }
  return finishBuilder(builder);
}

/** §23.2.3.25, in place. */
export function TypedArray_prototype_reverse(self: Val): Val {
  const length: u32 = requireTyped(self, 'reverse');
  reverseElements(typedData(self), length, typedShift(self));
  return self;
}
function reverseElements(data: u32, length: u32, shift: u32): void {
  if (length === 0) return;
  let low: u32 = data;
  let high: u32 = data + ((length - 1) << shift);
  const step: u32 = (1 as u32) << shift;
  while (low < high) {
    swap(low, high, shift);
    low = low + step;
    high = high - step;
  }
}
function swap(a: u32, b: u32, shift: u32): void {
  if (shift === 3) {
    const wide: i64 = load64(a);
    store64(a, load64(b));
    store64(b, wide);
    return;
  }
  const kept: u32 = shift === 0 ? load8(a) : shift === 1 ? load16(a) : load32(a);
  if (shift === 0) {
    store8(a, load8(b));
    store8(b, kept);
  } else if (shift === 1) {
    store16(a, load16(b));
    store16(b, kept);
  } else {
    store32(a, load32(b));
    store32(b, kept);
  }
}

/** A fresh array with the same elements. */
export function copyOf(self: Val, length: u32): Obj {
  const copy: Obj = newTyped(shapeLike(self), length);
  memoryCopy(typedData(copy), typedData(self), length << typedShift(self));
  return copy;
}
/** §23.2.3.33 */
export function TypedArray_prototype_toReversed(self: Val): Obj {
  const length: u32 = requireTyped(self, 'toReversed');
  const copy: Obj = copyOf(self, length);
  reverseElements(typedData(copy), length, typedShift(copy));
  return copy;
}
/** §23.2.3.37 */
export function TypedArray_prototype_with(self: Val, index: f64, value: Val): Obj {
  const length: u32 = requireTyped(self, 'with');
  let at: f64 = truncate(index);
  if (at < 0) at = at + (length as f64);
  const isBig: bool = isBigKind(kindOfObject(addr(self)));
  const converted: Val = isBig ? (toBigInt(value) as Val) : (toNumber(value) as Val);
  if (at < 0 || at >= (typedLength(self) as f64)) throwRangeError('Invalid typed array index');
  const copy: Obj = copyOf(self, length);
  typedSet(copy, at as u32, converted);
  return copy;
}

/** §23.2.3.27 */
export function TypedArray_prototype_slice(self: Val, start: f64, end: Val): Obj {
  const length: u32 = requireTyped(self, 'slice');
  const from: u32 = relativeIndex(start, length);
  const to: u32 = relativeEnd(end, length);
  const count: u32 = to > from ? to - from : 0;
  const result: Obj = typedSpecies(self, count);
  if (count === 0) return result;
  const now: u32 = requireTyped(self, 'slice');
  const left: u32 = from >= now ? 0 : count < now - from ? count : now - from;
  const shift: u32 = typedShift(self);
  if (kindOfObject(addr(result)) === kindOfObject(addr(self)))
    memoryCopyUp(typedData(result), typedData(self) + (from << shift), minimum(left, typedLength(result)) << shift);
  else for (let i: u32 = 0; i < left; i = i + 1) typedSet(result, i, typedGet(self as Obj, from + i));
  return result;
}
function minimum(a: u32, b: u32): u32 {
  return a < b ? a : b;
}
/** Byte by byte from the front, as the specification copies: the memory may overlap when a species shares the buffer. */
function memoryCopyUp(to: u32, from: u32, bytes: u32): void {
  if (to <= from || from + bytes <= to) memoryCopy(to, from, bytes);
  else for (let i: u32 = 0; i < bytes; i = i + 1) store8(to + i, load8(from + i));
}
