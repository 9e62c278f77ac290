// The boxed representation of values as constants, shared by all of codegen. See docs/internals.md, "Values".
import binaryen from 'binaryen';
import type { Machine } from '../ir/types.ts';

export const Tag = {
  Immediate: 0xfff9,
  Object: 0xfffa,
  String: 0xfffb,
  Symbol: 0xfffc,
  BigInt: 0xfffd,
  Cell: 0xfffe,
} as const;

const at = (tag: number): bigint => BigInt(tag) << 48n;
/** Everything below (unsigned) is a double. */
export const FIRST_TAGGED = at(Tag.Immediate);
/** Everything from here (unsigned) is a reference. */
export const FIRST_REFERENCE = at(Tag.Object);
export const UNDEFINED = FIRST_TAGGED;
export const NULL = FIRST_TAGGED | 1n;
export const FALSE = FIRST_TAGGED | 2n;
export const TRUE = FIRST_TAGGED | 3n;
export const ABSENT = FIRST_TAGGED | 4n;

/** A reference as a constant. */
export function boxed(tag: number, address: number): bigint {
  return at(tag) | BigInt(address >>> 0);
}

const floatView = new DataView(new ArrayBuffer(8));
export function boxedNumber(value: number): bigint {
  if (Number.isNaN(value)) return 0x7ff8000000000000n;
  floatView.setFloat64(0, value);
  return floatView.getBigUint64(0);
}

export function wasmType(machine: Machine): binaryen.Type {
  switch (machine) {
    case 'val':
    case 'int':
    case 'i64':
      return binaryen.i64;
    case 'f64':
      return binaryen.f64;
    case 'void':
      return binaryen.none;
    default:
      return binaryen.i32;
  }
}

/** FNV-1a over UTF-16 code units, as runtime/lang/string.ts computes it. */
export function hashString(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0 === 0 ? 1 : hash >>> 0;
}
