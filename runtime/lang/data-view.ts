// DataView (ECMA-262 §25.3): numbers at any byte offset, in either byte order. The layout is that of typed arrays
// (typed-array.ts) with a length in bytes; wasm's loads need no alignment, so an access is a check and one load.
import {
  addr,
  bitsFromF32,
  bitsFromF64,
  f32FromBits,
  f64FromBits,
  i64FromU32,
  isObject,
  kindOf,
  load16,
  load32,
  load64,
  load8,
  load8s,
  loadVal,
  shru64,
  store16,
  store32,
  store64,
  store8,
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
import { MAX_INDEX, bufferBytes, isBuffer, isDetached, isResizable, throwReceiver } from './array-buffer.ts';
import { toInt32F64 } from './arith.ts';
import { bigFromI64, bigFromU64, bigToI64, toBigInt } from './bigint-convert.ts';
import { throwRangeError, throwTypeError } from './error.ts';
import { float16FromF64, float16ToF64 } from './math-float16.ts';
import { numberToString } from './number.ts';
import { toInteger, toNumber, truncate } from './primitive.ts';
import { kindOfObject } from './slots.ts';
import { concatStrings } from './string.ts';
import { fillTrackingView, fillView, isOutOfBounds, throwOutOfBounds, throwStart } from './typed-array.ts';

/** new DataView(buffer, byteOffset, byteLength) (§25.3.2.1). */
export function DataView_construct(self: Val, buffer: Val, byteOffset?: Val, byteLength?: Val): void {
  if (!isBuffer(buffer)) throwTypeError('First argument to DataView constructor must be an ArrayBuffer');
  const offset: f64 = toInteger(byteOffset);
  if (offset < 0 || offset > MAX_INDEX) throwStart(offset);
  if (isDetached(buffer)) throwTypeError('Cannot perform DataView constructor on a detached ArrayBuffer');
  const bytes: f64 = bufferBytes(buffer) as f64;
  if (offset > bytes) throwStart(offset);
  const start: u32 = offset as u32;
  if (byteLength === undefined) {
    if (isResizable(buffer)) fillTrackingView(self, buffer, start);
    else fillView(self, buffer, start, (bytes as u32) - start);
    return;
  }
  const length: f64 = toInteger(byteLength);
  if (length < 0 || offset + length > (bufferBytes(buffer) as f64))
    throwRangeError(concatStrings('Invalid DataView length ', numberToString(length)));
  fillView(self, buffer, start, length as u32);
}

function requireView(self: Val, method: Str): void {
  if (!isObject(self) || kindOfObject(addr(self)) !== kindOf('DataView'))
    throwReceiver(self, concatStrings('DataView.prototype.', method));
}
function requireInside(self: Val, what: Str): void {
  requireView(self, what);
  if (isOutOfBounds(self)) throwOutOfBounds(concatStrings('get DataView.prototype.', what));
}
export function DataView_prototype_$get_buffer(self: Val): Val {
  requireView(self, 'buffer');
  return loadVal(addr(self), 8);
}
export function DataView_prototype_$get_byteLength(self: Val): u32 {
  requireInside(self, 'byteLength');
  return load32(addr(self), 24);
}
export function DataView_prototype_$get_byteOffset(self: Val): u32 {
  requireInside(self, 'byteOffset');
  return load32(addr(self), 32);
}

/** GetViewByteLength and the bounds check of §25.3.1.5: the address of the element. */
function place(self: Val, offset: f64, size: u32, method: Str): u32 {
  requireView(self, method);
  const at: f64 = truncate(offset);
  if (at < 0 || at > MAX_INDEX) throwOffset();
  if (isOutOfBounds(self)) throwOutOfBounds(concatStrings('DataView.prototype.', method));
  const cell: u32 = addr(self);
  if (at + (size as f64) > (load32(cell, 24) as f64)) throwOffset();
  return load32(cell, 16) + (at as u32);
}
function throwOffset(): never {
  throwRangeError('Offset is outside the bounds of the DataView');
}
/** An offset that is refused before the value is converted (§25.3.1.6 step 3). */
function checkOffset(self: Val, offset: f64, method: Str): void {
  requireView(self, method);
  const at: f64 = truncate(offset);
  if (at < 0 || at > MAX_INDEX) throwOffset();
}

function swap16(x: u32): u32 {
  return ((x & 0xff) << 8) | (x >>> 8);
}
function swap32(x: u32): u32 {
  return (swap16(x & 0xffff) << 16) | swap16(x >>> 16);
}
function swap64(x: i64): i64 {
  return (i64FromU32(swap32(u32FromI64(x))) << 32n) | i64FromU32(swap32(u32FromI64(shru64(x, 32n))));
}
function read16(at: u32, little: bool): u32 {
  return little ? load16(at) : swap16(load16(at));
}
function read32(at: u32, little: bool): u32 {
  return little ? load32(at) : swap32(load32(at));
}
function read64(at: u32, little: bool): i64 {
  return little ? load64(at) : swap64(load64(at));
}
/** No bits of a NaN from memory may pass for a boxed value. */
function canonical(x: f64): f64 {
  return x === x ? x : NaN;
}

export function DataView_prototype_getInt8(self: Val, offset: f64): i32 {
  return load8s(place(self, offset, 1, 'getInt8'));
}
export function DataView_prototype_getUint8(self: Val, offset: f64): u32 {
  return load8(place(self, offset, 1, 'getUint8'));
}
export function DataView_prototype_getInt16(self: Val, offset: f64, little?: bool): i32 {
  return ((read16(place(self, offset, 2, 'getInt16'), little as bool) << 16) as i32) >> 16;
}
export function DataView_prototype_getUint16(self: Val, offset: f64, little?: bool): u32 {
  return read16(place(self, offset, 2, 'getUint16'), little as bool);
}
export function DataView_prototype_getInt32(self: Val, offset: f64, little?: bool): i32 {
  return read32(place(self, offset, 4, 'getInt32'), little as bool) as i32;
}
export function DataView_prototype_getUint32(self: Val, offset: f64, little?: bool): u32 {
  return read32(place(self, offset, 4, 'getUint32'), little as bool);
}
export function DataView_prototype_getFloat16(self: Val, offset: f64, little?: bool): f64 {
  return float16ToF64(read16(place(self, offset, 2, 'getFloat16'), little as bool));
}
export function DataView_prototype_getFloat32(self: Val, offset: f64, little?: bool): f64 {
  return canonical(f32FromBits(read32(place(self, offset, 4, 'getFloat32'), little as bool)));
}
export function DataView_prototype_getFloat64(self: Val, offset: f64, little?: bool): f64 {
  return canonical(f64FromBits(read64(place(self, offset, 8, 'getFloat64'), little as bool)));
}
export function DataView_prototype_getBigInt64(self: Val, offset: f64, little?: bool): Big {
  return bigFromI64(read64(place(self, offset, 8, 'getBigInt64'), little as bool));
}
export function DataView_prototype_getBigUint64(self: Val, offset: f64, little?: bool): Big {
  return bigFromU64(read64(place(self, offset, 8, 'getBigUint64'), little as bool));
}

function write16(at: u32, value: u32, little: bool): void {
  store16(at, little ? value : swap16(value & 0xffff));
}
function write32(at: u32, value: u32, little: bool): void {
  store32(at, little ? value : swap32(value));
}
function write64(at: u32, value: i64, little: bool): void {
  store64(at, little ? value : swap64(value));
}
/** Converts the value of an integer setter after the offset was looked at. */
function integer(self: Val, offset: f64, value: Val, method: Str): u32 {
  checkOffset(self, offset, method);
  return toInt32F64(toNumber(value)) as u32;
}
function float(self: Val, offset: f64, value: Val, method: Str): f64 {
  checkOffset(self, offset, method);
  return toNumber(value);
}

export function DataView_prototype_setInt8(self: Val, offset: f64, value: Val): void {
  const bits: u32 = integer(self, offset, value, 'setInt8');
  store8(place(self, offset, 1, 'setInt8'), bits);
}
export function DataView_prototype_setUint8(self: Val, offset: f64, value: Val): void {
  const bits: u32 = integer(self, offset, value, 'setUint8');
  store8(place(self, offset, 1, 'setUint8'), bits);
}
export function DataView_prototype_setInt16(self: Val, offset: f64, value: Val, little?: bool): void {
  const bits: u32 = integer(self, offset, value, 'setInt16');
  write16(place(self, offset, 2, 'setInt16'), bits, little as bool);
}
export function DataView_prototype_setUint16(self: Val, offset: f64, value: Val, little?: bool): void {
  const bits: u32 = integer(self, offset, value, 'setUint16');
  write16(place(self, offset, 2, 'setUint16'), bits, little as bool);
}
export function DataView_prototype_setInt32(self: Val, offset: f64, value: Val, little?: bool): void {
  const bits: u32 = integer(self, offset, value, 'setInt32');
  write32(place(self, offset, 4, 'setInt32'), bits, little as bool);
}
export function DataView_prototype_setUint32(self: Val, offset: f64, value: Val, little?: bool): void {
  const bits: u32 = integer(self, offset, value, 'setUint32');
  write32(place(self, offset, 4, 'setUint32'), bits, little as bool);
}
export function DataView_prototype_setFloat16(self: Val, offset: f64, value: Val, little?: bool): void {
  const x: f64 = float(self, offset, value, 'setFloat16');
  write16(place(self, offset, 2, 'setFloat16'), float16FromF64(x), little as bool);
}
export function DataView_prototype_setFloat32(self: Val, offset: f64, value: Val, little?: bool): void {
  const x: f64 = float(self, offset, value, 'setFloat32');
  write32(place(self, offset, 4, 'setFloat32'), bitsFromF32(x), little as bool);
}
export function DataView_prototype_setFloat64(self: Val, offset: f64, value: Val, little?: bool): void {
  const x: f64 = float(self, offset, value, 'setFloat64');
  write64(place(self, offset, 8, 'setFloat64'), bitsFromF64(x), little as bool);
}
export function DataView_prototype_setBigInt64(self: Val, offset: f64, value: Val, little?: bool): void {
  checkOffset(self, offset, 'setBigInt64');
  const bits: i64 = bigToI64(toBigInt(value));
  write64(place(self, offset, 8, 'setBigInt64'), bits, little as bool);
}
export function DataView_prototype_setBigUint64(self: Val, offset: f64, value: Val, little?: bool): void {
  checkOffset(self, offset, 'setBigUint64');
  const bits: i64 = bigToI64(toBigInt(value));
  write64(place(self, offset, 8, 'setBigUint64'), bits, little as bool);
}
