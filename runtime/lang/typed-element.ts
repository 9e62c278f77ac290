// Elements of typed arrays by kind (ECMA-262 §10.4.5.16, §10.4.5.17), for accesses whose kind was not proven.
// Layout: +8 buffer, +16 address of the first element, +24 length in elements (docs/internals.md, "Cells").
import {
  isBigKind,
  addr,
  nearestF64,
  kindOf,
  load16,
  load16s,
  load32,
  load64,
  load8,
  load8s,
  loadF32,
  loadF64,
  store16,
  store32,
  store64,
  store8,
  storeF32,
  storeF64,
  type Obj,
  type Val,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { bigFromI64, bigFromU64, bigToI64, toBigInt } from './bigint-convert.ts';
import { toInt32F64 } from './arith.ts';
import { toNumber } from './primitive.ts';
import { kindOfObject } from './slots.ts';

/** Binary logarithm of the element size of a kind. */
export function elementShift(kind: u32): u32 {
  if (kind <= kindOf('Uint8ClampedArray')) return 0;
  if (kind <= kindOf('Uint16Array')) return 1;
  return kind <= kindOf('Float32Array') ? 2 : 3;
}

/** The element, *undefined* past the end. */
export function typedGet(array: Obj, index: u32): Val {
  const cell: u32 = addr(array);
  if (index >= load32(cell, 24)) return undefined;
  const kind: u32 = kindOfObject(cell);
  return elementAt(kind, load32(cell, 16) + (index << elementShift(kind)));
}

/** GetValueFromBuffer (§25.1.3.16): NaNs are made canonical, so that no bytes can pass for another value. */
export function elementAt(kind: u32, at: u32): Val {
  if (kind === kindOf('Uint8Array') || kind === kindOf('Uint8ClampedArray')) return load8(at) as f64 as Val;
  if (kind === kindOf('Int8Array')) return load8s(at) as f64 as Val;
  if (kind === kindOf('Uint16Array')) return load16(at) as f64 as Val;
  if (kind === kindOf('Int16Array')) return load16s(at) as f64 as Val;
  if (kind === kindOf('Int32Array')) return load32(at) as i32 as f64 as Val;
  if (kind === kindOf('Uint32Array')) return load32(at) as f64 as Val;
  if (kind === kindOf('BigInt64Array')) return bigFromI64(load64(at));
  if (kind === kindOf('BigUint64Array')) return bigFromU64(load64(at));
  const x: f64 = kind === kindOf('Float32Array') ? loadF32(at) : loadF64(at);
  return (x === x ? x : NaN) as Val;
}

/** Converts, then writes if the index is (still) inside. */
export function typedSet(array: Obj, index: u32, value: Val): void {
  const cell: u32 = addr(array);
  const kind: u32 = kindOfObject(cell);
  if (isBigKind(kind)) {
    const big: Val = toBigInt(value);
    if (index < load32(cell, 24)) store64(load32(cell, 16) + (index << 3), bigToI64(big as bigint));
    return;
  }
  const x: f64 = toNumber(value);
  if (index < load32(cell, 24)) setElement(kind, load32(cell, 16) + (index << elementShift(kind)), x);
}

/** SetValueInBuffer (§25.1.3.18) for the number kinds. */
export function setElement(kind: u32, at: u32, x: f64): void {
  if (kind === kindOf('Float64Array')) storeF64(at, x);
  else if (kind === kindOf('Float32Array')) storeF32(at, x);
  else if (kind === kindOf('Uint8ClampedArray')) store8(at, clamp(x));
  else {
    const bits: u32 = toInt32F64(x) as u32;
    const shift: u32 = elementShift(kind);
    if (shift === 0) store8(at, bits);
    else if (shift === 1) store16(at, bits);
    else store32(at, bits);
  }
}

/** ToUint8Clamp (§7.1.12): ties to even. */
function clamp(x: f64): u32 {
  if (!(x > 0)) return 0;
  if (x >= 255) return 255;
  return nearestF64(x) as u32;
}
