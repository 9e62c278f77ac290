// The typed array constructors (ECMA-262 §23.2.5, §23.2.6) with `from` and `of`: one set a kind, so that a program links
// those it names.
import { type Val } from './intrinsics.ts';
import { initTyped } from './typed-array.ts';

export function Int8Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}

export function Uint8Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}

export function Uint8ClampedArray_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}

export function Int16Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}

export function Uint16Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}

export function Int32Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}

export function Uint32Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}

export function Float32Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}

export function Float64Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}

export function BigInt64Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}

export function BigUint64Array_construct(self: Val, source: Val, byteOffset: Val, length: Val): void {
  initTyped(self, source, byteOffset, length);
}
