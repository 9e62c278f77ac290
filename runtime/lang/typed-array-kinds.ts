// The typed array constructors (ECMA-262 §23.2.5, §23.2.6) with `from` and `of`: one set a kind, so that a program links
// those it names.
import { shapeOf, type Arr, type Obj, type Val } from './intrinsics.ts';
import { initTyped, typedFrom, typedOf } from './typed-array.ts';

export function Int8Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function Int8Array_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('Int8Array'), source, mapper, thisArg);
}
export function Int8Array_of(...items: Arr): Obj {
  return typedOf(shapeOf('Int8Array'), items);
}

export function Uint8Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function Uint8Array_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('Uint8Array'), source, mapper, thisArg);
}
export function Uint8Array_of(...items: Arr): Obj {
  return typedOf(shapeOf('Uint8Array'), items);
}

export function Uint8ClampedArray_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function Uint8ClampedArray_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('Uint8ClampedArray'), source, mapper, thisArg);
}
export function Uint8ClampedArray_of(...items: Arr): Obj {
  return typedOf(shapeOf('Uint8ClampedArray'), items);
}

export function Int16Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function Int16Array_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('Int16Array'), source, mapper, thisArg);
}
export function Int16Array_of(...items: Arr): Obj {
  return typedOf(shapeOf('Int16Array'), items);
}

export function Uint16Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function Uint16Array_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('Uint16Array'), source, mapper, thisArg);
}
export function Uint16Array_of(...items: Arr): Obj {
  return typedOf(shapeOf('Uint16Array'), items);
}

export function Int32Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function Int32Array_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('Int32Array'), source, mapper, thisArg);
}
export function Int32Array_of(...items: Arr): Obj {
  return typedOf(shapeOf('Int32Array'), items);
}

export function Uint32Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function Uint32Array_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('Uint32Array'), source, mapper, thisArg);
}
export function Uint32Array_of(...items: Arr): Obj {
  return typedOf(shapeOf('Uint32Array'), items);
}

export function Float32Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function Float32Array_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('Float32Array'), source, mapper, thisArg);
}
export function Float32Array_of(...items: Arr): Obj {
  return typedOf(shapeOf('Float32Array'), items);
}

export function Float64Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function Float64Array_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('Float64Array'), source, mapper, thisArg);
}
export function Float64Array_of(...items: Arr): Obj {
  return typedOf(shapeOf('Float64Array'), items);
}

export function BigInt64Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function BigInt64Array_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('BigInt64Array'), source, mapper, thisArg);
}
export function BigInt64Array_of(...items: Arr): Obj {
  return typedOf(shapeOf('BigInt64Array'), items);
}

export function BigUint64Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
export function BigUint64Array_from(source: Val, mapper?: Val, thisArg?: Val): Obj {
  return typedFrom(shapeOf('BigUint64Array'), source, mapper, thisArg);
}
export function BigUint64Array_of(...items: Arr): Obj {
  return typedOf(shapeOf('BigUint64Array'), items);
}
