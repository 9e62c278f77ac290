// ArrayBuffer (ECMA-262 §25.1): byte storage that views share. Slots: +8 storage, +16 byteLength, +20 flags, +24 the
// maximum byteLength or FIXED_LENGTH. Storage of a buffer that cannot resize never moves. Views keep data address and
// length themselves (docs/internals.md, "Cells"), so a resize or detach finds them by a walk over the heap: it is rare.
import {
  isTypedKind,
  addr,
  asCell,
  asObject,
  initVal,
  isObject,
  kindOf,
  load32,
  memoryCopy,
  memoryFill,
  memoryMaximum,
  rootsStart,
  shapeOf,
  staticBytes,
  store32,
  storeVal,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { KIND_SCAN, cellBehind, cellSize, endPage, firstCell, firstPage } from './blocks.ts';
import { arrayGet } from './array.ts';
import { throwRangeError, throwTypeError } from './error.ts';
import { allocLeaf } from './memory.ts';
import { objectText } from './object.ts';
import { toInteger, truncate } from './primitive.ts';
import { kindOfObject, newObject } from './slots.ts';
import { concatStrings } from './string.ts';
import { elementShift } from './typed-element.ts';

/** maxByteLength of a buffer that cannot resize. */
export const FIXED_LENGTH: u32 = 0xffffffff;
/** Longest buffer: lengths are 31-bit numbers in generated code. */
export const MAX_BUFFER_BYTES: f64 = 2147418112;
/** Largest value of ToIndex (§7.1.22). */
export const MAX_INDEX: f64 = 9007199254740991;
const DETACHED: u32 = 1;
const HAS_VIEWS: u32 = 2;
const VIEW_BYTES: u32 = 48;
const VIEW_SLOTS: u32 = 5;
const OBJECT_HIGH: u32 = 0xfffa0000;

/** Zeroed byte storage: +0 capacity, +8 bytes. Throws what a program can catch if no memory could ever hold it. */
export function newBytes(bytes: u32): Cell {
  if ((bytes >>> 16) + firstPage() + 1 > memoryMaximum()) throwRangeError('Array buffer allocation failed');
  const cell: u32 = allocLeaf(bytes + 8);
  store32(cell, bytes);
  return asCell(cell);
}

/** A number of bytes as storage can have it. */
export function checkedBytes(bytes: f64): u32 {
  if (bytes > MAX_BUFFER_BYTES) throwRangeError('Array buffer allocation failed');
  return bytes as u32;
}

/** A fresh ArrayBuffer of zeroed bytes that cannot resize. */
export function newBuffer(bytes: u32): Obj {
  return bufferOf(newBytes(bytes), bytes, FIXED_LENGTH);
}

function bufferOf(storage: Cell, bytes: u32, most: u32): Obj {
  const buffer: Obj = newObject(shapeOf('ArrayBuffer'));
  fillBuffer(buffer, storage, bytes, most);
  return buffer;
}

function fillBuffer(buffer: Val, storage: Cell, bytes: u32, most: u32): void {
  const cell: u32 = addr(buffer);
  initVal(cell, storage, 8);
  store32(cell, bytes, 16);
  store32(cell, 0, 20);
  store32(cell, most, 24);
  store32(cell, 0, 28);
}

/** Address of byte 0. */
export function bufferData(buffer: Val): u32 {
  return load32(addr(buffer), 8) + 8;
}
export function bufferBytes(buffer: Val): u32 {
  return load32(addr(buffer), 16);
}
export function isDetached(buffer: Val): bool {
  return (load32(addr(buffer), 20) & DETACHED) !== 0;
}
export function isResizable(buffer: Val): bool {
  return load32(addr(buffer), 24) !== FIXED_LENGTH;
}
/** To be called when a view on the buffer is made. */
export function noteView(buffer: Val): void {
  store32(addr(buffer), load32(addr(buffer), 20) | HAS_VIEWS, 20);
}
export function isBuffer(value: Val): bool {
  return isObject(value) && kindOfObject(addr(value)) === kindOf('ArrayBuffer');
}

/** new ArrayBuffer(length, options) (§25.1.4.1). */
export function ArrayBuffer_construct(self: Val, length: Val, options?: Val): void {
  const bytes: f64 = toInteger(length);
  if (bytes < 0 || bytes > MAX_INDEX) throwRangeError('Invalid array buffer length');
  const limit: Val = isObject(options) ? (options as { maxByteLength: Val }).maxByteLength : undefined;
  let most: u32 = FIXED_LENGTH;
  if (limit !== undefined) {
    const asked: f64 = toInteger(limit);
    if (asked < bytes || asked > MAX_INDEX) throwRangeError('Invalid array buffer max length');
    most = (asked > MAX_BUFFER_BYTES ? MAX_BUFFER_BYTES : asked) as u32;
  }
  const size: u32 = checkedBytes(bytes);
  fillBuffer(self, newBytes(size), size, most);
}

export function ArrayBuffer_isView(value: Val): bool {
  if (!isObject(value)) return false;
  const kind: u32 = kindOfObject(addr(value));
  return isTypedKind(kind) || kind === kindOf('DataView');
}

function requireBuffer(self: Val, method: Str): void {
  if (!isBuffer(self)) throwReceiver(self, method);
}
/** "Method … called on incompatible receiver …" */
export function throwReceiver(self: Val, method: Str): never {
  const text: Str = concatStrings(concatStrings('Method ', method), ' called on incompatible receiver ');
  throwTypeError(concatStrings(text, objectText(self)));
}
function requireAttached(self: Val, method: Str): void {
  requireBuffer(self, method);
  if (isDetached(self))
    throwTypeError(concatStrings(concatStrings('Cannot perform ', method), ' on a detached ArrayBuffer'));
}

export function ArrayBuffer_prototype_$get_byteLength(self: Val): u32 {
  requireBuffer(self, 'get ArrayBuffer.prototype.byteLength');
  return bufferBytes(self);
}
export function ArrayBuffer_prototype_$get_maxByteLength(self: Val): u32 {
  requireBuffer(self, 'get ArrayBuffer.prototype.maxByteLength');
  return isResizable(self) ? (isDetached(self) ? 0 : load32(addr(self), 24)) : bufferBytes(self);
}
export function ArrayBuffer_prototype_$get_resizable(self: Val): bool {
  requireBuffer(self, 'get ArrayBuffer.prototype.resizable');
  return isResizable(self);
}
export function ArrayBuffer_prototype_$get_detached(self: Val): bool {
  requireBuffer(self, 'get ArrayBuffer.prototype.detached');
  return isDetached(self);
}

/** A relative index (§23.1.3.28 step 4 and its like): negative counts from the end; the result is inside 0..length. */
export function relativeIndex(index: f64, length: u32): u32 {
  const whole: f64 = truncate(index);
  const size: f64 = length as f64;
  if (whole < 0) return whole + size > 0 ? ((whole + size) as u32) : 0;
  return whole < size ? (whole as u32) : length;
}
/** The same for an end that may be missing. */
export function relativeEnd(end: Val, length: u32): u32 {
  return end === undefined ? length : relativeIndex(toInteger(end), length);
}

/** ArrayBuffer.prototype.slice (§25.1.6.7). */
export function ArrayBuffer_prototype_slice(self: Val, start: f64, end: Val): Obj {
  requireAttached(self, 'ArrayBuffer.prototype.slice');
  const length: u32 = bufferBytes(self);
  const from: u32 = relativeIndex(start, length);
  const to: u32 = relativeEnd(end, length);
  const count: u32 = to > from ? to - from : 0;
  const result: Obj = newBuffer(count);
  requireAttached(self, 'ArrayBuffer.prototype.slice');
  // ToInteger of `end` may have run a program's code that made the buffer shorter.
  const left: u32 = bufferBytes(self);
  if (from < left) memoryCopy(bufferData(result), bufferData(self) + from, count < left - from ? count : left - from);
  return result;
}

/** ArrayBuffer.prototype.resize (§25.1.6.6). */
export function ArrayBuffer_prototype_resize(self: Val, newLength: f64): void {
  requireBuffer(self, 'ArrayBuffer.prototype.resize');
  if (!isResizable(self)) throwReceiver(self, 'ArrayBuffer.prototype.resize');
  const asked: f64 = truncate(newLength);
  requireAttached(self, 'ArrayBuffer.prototype.resize');
  if (asked < 0 || asked > (load32(addr(self), 24) as f64))
    throwRangeError('ArrayBuffer.prototype.resize: Invalid length parameter');
  const bytes: u32 = asked as u32;
  const cell: u32 = addr(self);
  const old: u32 = load32(cell, 16);
  if (bytes > load32(load32(cell, 8))) moveTo(self, roomFor(bytes, load32(cell, 24)));
  else if (bytes < old) memoryFill(bufferData(self) + bytes, 0, old - bytes);
  store32(cell, bytes, 16);
  refitViews(self);
}

/** Capacity for a buffer that has grown once and may grow again. */
function roomFor(bytes: u32, most: u32): u32 {
  const room: u32 = bytes + (bytes >>> 1);
  return room < most ? room : most;
}

function moveTo(buffer: Val, capacity: u32): void {
  const storage: Cell = newBytes(capacity);
  memoryCopy(addr(storage) + 8, bufferData(buffer), bufferBytes(buffer));
  storeVal(addr(buffer), storage, 8);
}

/** ArrayBuffer.prototype.transfer (§25.1.6.9). */
export function ArrayBuffer_prototype_transfer(self: Val, ...newLength: Arr): Obj {
  return transfer(self, newLength, 'ArrayBuffer.prototype.transfer', true);
}
/** ArrayBuffer.prototype.transferToFixedLength (§25.1.6.10). */
export function ArrayBuffer_prototype_transferToFixedLength(self: Val, ...newLength: Arr): Obj {
  return transfer(self, newLength, 'ArrayBuffer.prototype.transferToFixedLength', false);
}

/** ArrayBufferCopyAndDetach (§25.1.3.15): the storage goes over to the new buffer unless it is too small. */
function transfer(self: Val, newLength: Arr, method: Str, keepResizable: bool): Obj {
  requireBuffer(self, method);
  const given: Val = arrayGet(newLength, 0);
  const asked: f64 = given === undefined ? (bufferBytes(self) as f64) : toInteger(given);
  if (asked < 0 || asked > MAX_INDEX) throwRangeError('Invalid array buffer length');
  requireAttached(self, method);
  const most: u32 = keepResizable ? load32(addr(self), 24) : FIXED_LENGTH;
  if (most !== FIXED_LENGTH && asked > (most as f64)) throwRangeError('Invalid array buffer length');
  const bytes: u32 = checkedBytes(asked);
  const old: u32 = bufferBytes(self);
  if (bytes > load32(load32(addr(self), 8))) moveTo(self, bytes);
  else if (bytes < old) memoryFill(bufferData(self) + bytes, 0, old - bytes);
  const result: Obj = bufferOf(asCell(load32(addr(self), 8)), bytes, most);
  detach(self);
  return result;
}

/** DetachArrayBuffer (§25.1.3.5). */
export function detach(buffer: Val): void {
  const cell: u32 = addr(buffer);
  storeVal(cell, asCell(staticBytes('lang.nobytes', 8)), 8);
  store32(cell, 0, 16);
  store32(cell, load32(cell, 20) | DETACHED, 20);
  refitViews(buffer);
}

/** Brings data address and length of every view on a buffer up to date. */
function refitViews(buffer: Val): void {
  if ((load32(addr(buffer), 20) & HAS_VIEWS) === 0) return;
  let page: u32 = firstPage();
  while (page < endPage()) {
    const block: u32 = page << 16;
    if (load32(block, 0) === KIND_SCAN) refitBlock(block, buffer);
    page = page + load32(block, 4);
  }
}

/** Dead cells may be among them; they take no harm. */
function refitBlock(block: u32, buffer: Val): void {
  if (load32(block, 8) !== 0 && load32(block, 8) < VIEW_BYTES) return;
  for (let cell: u32 = firstCell(block); cell !== 0; cell = cellBehind(cell)) {
    if (cellSize(cell) >= VIEW_BYTES && load32(cell, 8) === addr(buffer) && isViewCell(cell)) refitView(cell);
  }
}

/** Tells a view from other cells whose first slot holds an object: no other has these words as they are in a view. */
function isViewCell(cell: u32): bool {
  if (
    load32(cell, 12) !== OBJECT_HIGH ||
    load32(cell, 20) !== 0 ||
    load32(cell, 36) !== 0 ||
    load32(cell, 40) > 1 ||
    load32(cell, 44) > 1
  )
    return false;
  const shape: u32 = load32(cell);
  if (shape < rootsStart() || shape >>> 16 >= endPage() || (shape & 7) !== 0) return false;
  const kind: u32 = load32(shape);
  return (isTypedKind(kind) || kind === kindOf('DataView')) && load32(shape, 40) === VIEW_SLOTS;
}

/** Data address, length and the out-of-bounds mark of a view from its buffer (§10.4.5.9, §10.4.5.14). */
export function refitView(view: u32): void {
  const buffer: Val = asObject(load32(view, 8));
  const bytes: u32 = bufferBytes(buffer);
  const offset: u32 = load32(view, 32);
  const kind: u32 = kindOfObject(view);
  const shift: u32 = kind === kindOf('DataView') ? 0 : elementShift(kind);
  let length: u32 = load32(view, 28);
  let outside: bool = isDetached(buffer);
  if (load32(view, 40) === 1) {
    outside = outside || offset > bytes;
    length = outside ? 0 : (bytes - offset) >>> shift;
  } else {
    outside = outside || offset + (length << shift) > bytes;
  }
  store32(view, isDetached(buffer) ? 0 : bufferData(buffer) + offset, 16);
  store32(view, outside ? 0 : length, 24);
  store32(view, outside ? 1 : 0, 44);
}
