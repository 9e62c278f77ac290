// Typed arrays (ECMA-262 §23.2): how they are made, checked and filled. Layout (docs/internals.md, "Cells"): +8 buffer,
// +16 address of the first element, +24 length, +28 the length it was made with, +32 byteOffset, +40 1 if the length
// follows the buffer's, +44 1 while out of bounds. Elements one by one: typed-element.ts; methods: typed-array-*.ts.
import {
  isTypedKind,
  isBigKind,
  addr,
  asObject,
  initVal,
  isNumber,
  isObject,
  kindOf,
  load32,
  loadVal,
  memoryCopy,
  shapeOf,
  store32,
  wellKnownSymbol,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, isArray, newArray } from './array.ts';
import {
  MAX_BUFFER_BYTES,
  MAX_INDEX,
  bufferBytes,
  bufferData,
  isBuffer,
  isDetached,
  isResizable,
  newBuffer,
  noteView,
  refitView,
  relativeEnd,
  relativeIndex,
  throwReceiver,
} from './array-buffer.ts';
import { copyBytes } from './bytes.ts';
import { throwRangeError, throwTypeError } from './error.ts';
import { listOf } from './iterate.ts';
import { constructorName, getProperty } from './object.ts';
import { numberToString } from './number.ts';
import { toInteger, toObject, truncate } from './primitive.ts';
import { kindOfObject, newObject } from './slots.ts';
import { concatStrings } from './string.ts';
import { createOnBuffer, speciesOfTyped } from './typed-array-species.ts';
import { elementAt, elementShift, setElement, typedSet } from './typed-element.ts';

export function isTyped(value: Val): bool {
  return isObject(value) && isTypedKind(kindOfObject(addr(value)));
}
export function typedLength(array: Val): u32 {
  return load32(addr(array), 24);
}
/** Address of the first element. */
export function typedData(array: Val): u32 {
  return load32(addr(array), 16);
}
export function typedShift(array: Val): u32 {
  return elementShift(kindOfObject(addr(array)));
}
export function isOutOfBounds(view: Val): bool {
  return load32(addr(view), 44) !== 0;
}

/** ValidateTypedArray (§23.2.4.4); the length. `method` is the name in %TypedArray%.prototype. */
export function requireTyped(self: Val, method: Str): u32 {
  if (!isTyped(self)) throwTypeError('this is not a typed array.');
  if (isOutOfBounds(self)) throwOutOfBounds(concatStrings('%TypedArray%.prototype.', method));
  return typedLength(self);
}
export function throwOutOfBounds(doing: Str): never {
  throwTypeError(concatStrings(concatStrings('Cannot perform ', doing), ' on a detached or out-of-bounds ArrayBuffer'));
}

/** A view of `length` elements at `offset` bytes; the caller has checked that they fit. */
export function fillView(view: Val, buffer: Val, offset: u32, length: u32): void {
  const cell: u32 = addr(view);
  initVal(cell, buffer, 8);
  store32(cell, bufferData(buffer) + offset, 16);
  store32(cell, length, 24);
  store32(cell, length, 28);
  store32(cell, offset, 32);
  noteView(buffer);
}
/** A view whose length follows the buffer's. */
export function fillTrackingView(view: Val, buffer: Val, offset: u32): void {
  fillView(view, buffer, offset, 0);
  store32(addr(view), 1, 40);
  refitView(addr(view));
}

/** AllocateTypedArrayBuffer (§23.2.5.1.6): fresh zeroed elements. */
export function fillFresh(array: Val, length: f64): void {
  const shift: u32 = typedShift(array);
  if (length < 0 || length > MAX_INDEX) throwLength(length);
  if (length * (((1 as u32) << shift) as f64) > MAX_BUFFER_BYTES) throwRangeError('Array buffer allocation failed');
  const count: u32 = length as u32;
  fillView(array, newBuffer(count << shift), 0, count);
}
function throwLength(length: f64): never {
  throwRangeError(concatStrings('Invalid typed array length: ', numberToString(length)));
}

/** A fresh typed array of a shape. */
export function newTyped(shape: u32, length: u32): Obj {
  const array: Obj = newObject(shape);
  fillFresh(array, length as f64);
  return array;
}

/** The shape of fresh arrays of the same built-in kind: the shapes of built-in prototypes know it (TypedArrayCreateSameType, §23.2.4.3). */
export function shapeLike(self: Val): u32 {
  const kind: u32 = kindOfObject(addr(self));
  let holder: u32 = load32(load32(addr(self)), 8);
  while (holder !== 0) {
    const shape: u32 = load32(load32(holder), 44);
    if (shape !== 0 && load32(shape) === kind) return shape;
    holder = load32(load32(holder), 8);
  }
  // An array whose prototype was taken away when its class was made: only its own shape is left.
  let shape: u32 = load32(addr(self));
  while (load32(shape, 28) !== 0) shape = load32(shape, 28);
  return shape;
}

/** A `Uint8Array` on a copy of static bytes: embedded files. */
export function bytesFromStatic(address: u32, bytes: u32): Obj {
  const array: Obj = newTyped(shapeOf('Uint8Array'), bytes);
  memoryCopy(typedData(array), address, bytes);
  return array;
}

/** The constructors' common part (§23.2.5.1). */
export function initTyped(self: Val, source: Val, byteOffset: Val, length: Val): void {
  if (isNumber(source)) fillFresh(self, toInteger(source));
  else if (!isObject(source)) fillFresh(self, toInteger(source));
  else if (isBuffer(source)) initOnBuffer(self, source, byteOffset, length);
  else if (isTyped(source)) initFromTyped(self, source);
  else initFromList(self, listFrom(source));
}

/** Where the compiler knows that it is asked for a length. */
export function initOfLength(self: Val, length: f64): void {
  fillFresh(self, truncate(length));
}

/** InitializeTypedArrayFromArrayBuffer (§23.2.5.1.3). */
export function initOnBuffer(self: Val, buffer: Val, byteOffset: Val, length: Val): void {
  const shift: u32 = typedShift(self);
  const mask: u32 = ((1 as u32) << shift) - 1;
  const offset: f64 = toInteger(byteOffset);
  if (offset < 0 || offset > MAX_INDEX) throwStart(offset);
  if (offset % ((mask + 1) as f64) !== 0) throwMultiple(self, 'start offset', mask + 1);
  const count: f64 = length === undefined ? 0 : toInteger(length);
  if (count < 0 || count > MAX_INDEX) throwLength(count);
  if (isDetached(buffer)) throwTypeError('Cannot perform Construct on a detached ArrayBuffer');
  const bytes: u32 = bufferBytes(buffer);
  if (offset > (bytes as f64)) throwStart(offset);
  const start: u32 = offset as u32;
  if (length !== undefined) {
    if (offset + count * ((mask + 1) as f64) > (bytes as f64)) throwLength(count);
    fillView(self, buffer, start, count as u32);
  } else if (isResizable(buffer)) {
    fillTrackingView(self, buffer, start);
  } else {
    if ((bytes & mask) !== 0) throwMultiple(self, 'byte length', mask + 1);
    fillView(self, buffer, start, (bytes - start) >>> shift);
  }
}
export function throwStart(offset: f64): never {
  throwRangeError(
    concatStrings(concatStrings('Start offset ', numberToString(offset)), ' is outside the bounds of the buffer'),
  );
}
function throwMultiple(self: Val, what: Str, size: u32): never {
  const text: Str = concatStrings(concatStrings(what, ' of '), constructorName(self));
  throwRangeError(concatStrings(concatStrings(text, ' should be a multiple of '), numberToString(size as f64)));
}

/** InitializeTypedArrayFromTypedArray (§23.2.5.1.2). */
export function initFromTyped(self: Val, source: Val): void {
  if (isOutOfBounds(source)) throwOutOfBounds('Construct');
  const length: u32 = typedLength(source);
  fillFresh(self, length as f64);
  checkContent(self, source);
  copyElements(self, 0, source, length);
}

/** Number and BigInt arrays do not convert into each other (§23.2.5.1.2 step 10). */
function checkContent(a: Val, b: Val): void {
  if (isBigKind(kindOfObject(addr(a))) !== isBigKind(kindOfObject(addr(b))))
    throwTypeError('Cannot mix BigInt and other types, use explicit conversions');
}

/** Are the elements of both kinds the same bits? Clamping makes a difference only on the way into a clamped array. */
function sameElements(from: u32, to: u32): bool {
  if (from === to) return true;
  if (isBigKind(from) || (from === kindOf('Uint8Array') && to === kindOf('Uint8ClampedArray'))) return true;
  if (to === kindOf('Uint8ClampedArray') || from >= kindOf('Float32Array') || to >= kindOf('Float32Array'))
    return false;
  return elementShift(from) === elementShift(to);
}

/** Copies `count` elements of `source` to the ones from `at` on, converting; the memory may overlap. */
function copyElements(target: Val, at: u32, source: Val, count: u32): void {
  const fromKind: u32 = kindOfObject(addr(source));
  const toKind: u32 = kindOfObject(addr(target));
  const fromShift: u32 = elementShift(fromKind);
  const toShift: u32 = elementShift(toKind);
  const to: u32 = typedData(target) + (at << toShift);
  const from: u32 = typedData(source);
  if (sameElements(fromKind, toKind)) {
    memoryCopy(to, from, count << fromShift);
    return;
  }
  if (from < to + (count << toShift) && to < from + (count << fromShift)) {
    const copy: Obj = newTyped(shapeLike(source), count);
    memoryCopy(typedData(copy), from, count << fromShift);
    convertElements(toKind, to, fromKind, typedData(copy), count);
    return;
  }
  convertElements(toKind, to, fromKind, from, count);
}
function convertElements(toKind: u32, to: u32, fromKind: u32, from: u32, count: u32): void {
  const fromShift: u32 = elementShift(fromKind);
  const toShift: u32 = elementShift(toKind);
  for (let i: u32 = 0; i < count; i = i + 1)
    setElement(toKind, to + (i << toShift), elementAt(fromKind, from + (i << fromShift)) as f64);
}

/** What a typed array is made of when it is made of something that is no buffer and no typed array (§23.2.5.1 step 5.b.iii). */
function listFrom(source: Val): Arr {
  if (isObject(source) && load32(addr(source)) === shapeOf('Array')) return source as Arr;
  const method: Val = getProperty(source, wellKnownSymbol('iterator'), 0);
  if (method !== undefined && method !== null) return listOf(source);
  return listOfArrayLike(toObject(source));
}
function listOfArrayLike(source: Obj): Arr {
  const length: f64 = toInteger((source as { length: Val }).length);
  const list: Arr = newArray(0);
  for (let i: f64 = 0; i < length; i = i + 1) arrayPush(list, getProperty(source, i as Val, 0));
  return list;
}

function initFromList(self: Val, list: Arr): void {
  const length: u32 = arrayLength(list);
  fillFresh(self, length as f64);
  setList(self as Obj, 0, list, length);
}

/** Writes elements of an array; what conversions do to the array or the target in between is seen. */
function setList(target: Obj, at: u32, list: Arr, length: u32): void {
  const kind: u32 = kindOfObject(addr(target));
  const shift: u32 = elementShift(kind);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const value: Val = arrayGet(list, i);
    if (isNumber(value) && !isBigKind(kind) && at + i < typedLength(target))
      setElement(kind, typedData(target) + ((at + i) << shift), value as f64);
    else typedSet(target, at + i, value);
  }
}

/** %TypedArray%.prototype.set (§23.2.3.26). */
export function TypedArray_prototype_set(self: Val, source: Val, offset: f64): void {
  if (!isTyped(self)) throwTypeError('this is not a typed array.');
  const at: f64 = offset !== offset ? 0 : Math.trunc(offset);
  if (at < 0) throwRangeError('offset is out of bounds');
  const length: u32 = requireTyped(self, 'set');
  if (isTyped(source)) {
    if (isOutOfBounds(source)) throwOutOfBounds('%TypedArray%.prototype.set');
    checkContent(self, source);
    const count: u32 = typedLength(source);
    if (at + (count as f64) > (length as f64)) throwRangeError('offset is out of bounds');
    copyElements(self, at as u32, source, count);
    return;
  }
  const list: Arr = isArray(source) ? (source as Arr) : listOfArrayLike(toObject(source));
  const count: u32 = arrayLength(list);
  if (at + (count as f64) > (length as f64)) throwRangeError('offset is out of bounds');
  setList(self as Obj, at as u32, list, count);
}

/** `target.set(source.subarray(begin, end), at)` on arrays of one kind, without the array in between. */
export function setSubarray(target: Val, source: Val, begin: f64, end: f64, at: f64): void {
  const from: i32 = begin as i32;
  const to: i32 = end as i32;
  const place: i32 = at as i32;
  if ((from as f64) === begin && (to as f64) === end && (place as f64) === at)
    setPart(target, source, from, to, place, typedShift(source));
  else TypedArray_prototype_set(target, TypedArray_prototype_subarray(source, begin, end as Val), at);
}
/** The same with integers; `shift` is the kind's. */
export function setPart(target: Val, source: Val, begin: i32, end: i32, at: i32, shift: u32): void {
  const from: u32 = begin as u32;
  const to: u32 = end as u32;
  const place: u32 = at as u32;
  const length: u32 = typedLength(target);
  // A detached array has no address, and what it is to throw is the methods' matter; so is what is negative.
  const there: bool = typedData(source) !== 0 && typedData(target) !== 0;
  if (there && from <= to && to <= typedLength(source) && place <= length && to - from <= length - place) {
    const into: u32 = typedData(target) + (place << shift);
    const out: u32 = typedData(source) + (from << shift);
    const bytes: u32 = (to - from) << shift;
    if (into + bytes <= out || out + bytes <= into) copyBytes(into, out, bytes);
    else memoryCopy(into, out, bytes);
    return;
  }
  TypedArray_prototype_set(target, TypedArray_prototype_subarray(source, begin as f64, end as f64 as Val), at as f64);
}

/** %TypedArray%.prototype.subarray (§23.2.3.30): shares the buffer. */
export function TypedArray_prototype_subarray(self: Val, begin: f64, end: Val): Obj {
  if (!isTyped(self)) throwTypeError('this is not a typed array.');
  const length: u32 = typedLength(self);
  const from: u32 = relativeIndex(begin, length);
  const to: u32 = relativeEnd(end, length);
  const shift: u32 = typedShift(self);
  const buffer: Obj = asObject(load32(addr(self), 8));
  const offset: u32 = load32(addr(self), 32) + (from << shift);
  const type: Val = speciesOfTyped(self);
  const count: u32 = to > from ? to - from : 0;
  const tracking: bool = end === undefined && load32(addr(self), 40) === 1;
  if (type !== undefined)
    return createOnBuffer(self, type, buffer, offset as f64, tracking ? undefined : (count as f64 as Val));
  const result: Obj = newObject(shapeLike(self));
  if (isDetached(buffer)) throwTypeError('Cannot perform Construct on a detached ArrayBuffer');
  if (tracking) {
    if (offset > bufferBytes(buffer)) throwStart(offset as f64);
    fillTrackingView(result, buffer, offset);
    return result;
  }
  if (offset + (count << shift) > bufferBytes(buffer)) throwStart(offset as f64);
  fillView(result, buffer, offset, count);
  return result;
}

function requireView(self: Val, what: Str): void {
  if (!isTyped(self)) throwReceiver(self, concatStrings('get TypedArray.prototype.', what));
}
export function TypedArray_prototype_$get_buffer(self: Val): Val {
  requireView(self, 'buffer');
  return loadVal(addr(self), 8);
}
export function TypedArray_prototype_$get_byteLength(self: Val): u32 {
  requireView(self, 'byteLength');
  return typedLength(self) << typedShift(self);
}
export function TypedArray_prototype_$get_byteOffset(self: Val): u32 {
  requireView(self, 'byteOffset');
  return isOutOfBounds(self) ? 0 : load32(addr(self), 32);
}
export function TypedArray_prototype_$get_length(self: Val): u32 {
  requireView(self, 'length');
  return typedLength(self);
}
export function TypedArray_prototype_$get_BYTES_PER_ELEMENT(self: Val): u32 {
  requireView(self, 'BYTES_PER_ELEMENT');
  return (1 as u32) << typedShift(self);
}
/** The name of the kind (§23.2.3.38), undefined for what is no typed array. */
export function TypedArray_prototype_$get_$$toStringTag(self: Val): Val {
  return isTyped(self) ? (kindName(kindOfObject(addr(self))) as Val) : undefined;
}
/** The class a kind belongs to. */
export function kindName(kind: u32): Str {
  if (kind === kindOf('Int8Array')) return 'Int8Array';
  if (kind === kindOf('Uint8Array')) return 'Uint8Array';
  if (kind === kindOf('Uint8ClampedArray')) return 'Uint8ClampedArray';
  if (kind === kindOf('Int16Array')) return 'Int16Array';
  if (kind === kindOf('Uint16Array')) return 'Uint16Array';
  if (kind === kindOf('Int32Array')) return 'Int32Array';
  if (kind === kindOf('Uint32Array')) return 'Uint32Array';
  if (kind === kindOf('Float32Array')) return 'Float32Array';
  if (kind === kindOf('Float64Array')) return 'Float64Array';
  return kind === kindOf('BigInt64Array') ? 'BigInt64Array' : 'BigUint64Array';
}
