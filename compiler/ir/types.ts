// What the compiler knows of a value: a set of kinds, a numeric range, and which objects it may be.
// Used twice: as the claim of the type checker (a hint) and as the result of inference (a proof).

/**
 * Representation in wasm. `val` is the 64-bit boxed form; `bool` and `i32` share wasm i32; `u32` is unsigned i32; `int` an
 * integer of at most 2^53 in wasm i64, never in lang code; `i64` only in lang code.
 */
export type Machine = 'val' | 'i32' | 'u32' | 'int' | 'bool' | 'f64' | 'i64' | 'void';

export const Kind = {
  Undefined: 1,
  Null: 2,
  Boolean: 4,
  Number: 8,
  String: 16,
  Symbol: 32,
  BigInt: 64,
  /** Any object, functions included; `objects` narrows it. */
  Object: 128,
  /** The internal absent value. */
  Absent: 256,
  Any: 511,
} as const;

/** An abstract object: an allocation site or class as inference tells them apart. Equality is identity. */
export interface AbstractObject {
  readonly id: number;
  /** `class:Name`, `literal:12`, `array:7`, `function:foo`, `builtin:Map`. */
  readonly name: string;
  /** Built-in kind: 'Object', 'Array', 'Function', 'Map', 'Uint8Array', 'Error', … */
  readonly builtin: string;
  /** ClassInfo id, LiteralShape id or Func id, by prefix of `name`; -1 otherwise. */
  readonly ref: number;
}

export interface FlowType {
  readonly kinds: number;
  /** Numbers: all are integers within [low, high] and none is -0, when `integer`. */
  readonly integer: boolean;
  readonly low: number;
  readonly high: number;
  /** Numbers: finite and without fraction, of any size; said only where there is no range. */
  readonly whole?: boolean;
  /** Objects it may be; null = unknown. Empty when Kind.Object is not set. */
  readonly objects: ReadonlySet<AbstractObject> | null;
  /** For hints only: built-in kind claimed by the checker, e.g. 'Array', 'Map', 'Uint8Array', 'Function'; or a class id. */
  readonly claimed?: string;
  readonly claimedClass?: number;
}

const NO_OBJECTS: ReadonlySet<AbstractObject> = new Set();

export const TOP: FlowType = { kinds: Kind.Any, integer: false, low: -Infinity, high: Infinity, objects: null };
export const BOTTOM: FlowType = { kinds: 0, integer: true, low: Infinity, high: -Infinity, objects: NO_OBJECTS };

export function ofKinds(kinds: number): FlowType {
  return {
    kinds,
    integer: false,
    low: -Infinity,
    high: Infinity,
    objects: (kinds & Kind.Object) !== 0 ? null : NO_OBJECTS,
  };
}
export const UNDEFINED = ofKinds(Kind.Undefined);
export const NUMBER = ofKinds(Kind.Number);
export const BOOLEAN = ofKinds(Kind.Boolean);
export const STRING = ofKinds(Kind.String);
export const OBJECT = ofKinds(Kind.Object);

/** Integers of [low, high], never -0. */
export function integerRange(low: number, high: number): FlowType {
  return { kinds: Kind.Number, integer: true, low, high, objects: NO_OBJECTS };
}
export const INT32 = integerRange(-2147483648, 2147483647);
export const UINT32 = integerRange(0, 4294967295);

export function isOnly(type: FlowType, kinds: number): boolean {
  return type.kinds !== 0 && (type.kinds & ~kinds) === 0;
}
export function may(type: FlowType, kinds: number): boolean {
  return (type.kinds & kinds) !== 0;
}
/** Numbers without fraction: saturated to i32 they are inside of an array exactly if they are themselves. */
export function isWhole(type: FlowType): boolean {
  return isOnly(type, Kind.Number) && (type.whole === true || (type.low !== -Infinity && type.high !== Infinity));
}
/** Proven to be an integer that fits wasm i32, signed. */
export function fitsInt32(type: FlowType): boolean {
  return isOnly(type, Kind.Number) && type.integer && type.low >= -2147483648 && type.high <= 2147483647;
}
export function fitsUint32(type: FlowType): boolean {
  return isOnly(type, Kind.Number) && type.integer && type.low >= 0 && type.high <= 4294967295;
}

export function fitsInteger(type: FlowType): boolean {
  return fitsInt32(type) || fitsUint32(type);
}
/**
 * Proven to be a safe integer. A sum or product whose bounds are safe was not rounded: those that are not round to 2^53 at
 * least, which is why 2^53 itself proves nothing.
 */
export function isExact(type: FlowType): boolean {
  return isOnly(type, Kind.Number) && type.integer && type.low > -(2 ** 53) && type.high < 2 ** 53;
}

/** Least upper bound. */
export function join(a: FlowType, b: FlowType): FlowType {
  if (a === b || b.kinds === 0) return a;
  if (a.kinds === 0) return b;
  const kinds = a.kinds | b.kinds;
  const aNumber = (a.kinds & Kind.Number) !== 0;
  const bNumber = (b.kinds & Kind.Number) !== 0;
  const numeric =
    aNumber && bNumber
      ? { integer: a.integer && b.integer, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) }
      : aNumber
        ? a
        : b;
  return { kinds, integer: numeric.integer, low: numeric.low, high: numeric.high, objects: joinObjects(a, b) };
}

/** Past this many objects a set is unknown: keeps inference near linear. */
export const MAX_OBJECTS = 32;

function joinObjects(a: FlowType, b: FlowType): ReadonlySet<AbstractObject> | null {
  if ((a.kinds & Kind.Object) === 0) return b.objects;
  if ((b.kinds & Kind.Object) === 0) return a.objects;
  if (a.objects === null || b.objects === null) return null;
  let grown: Set<AbstractObject> | null = null;
  for (const object of b.objects) if (!a.objects.has(object)) (grown ??= new Set(a.objects)).add(object);
  if (grown === null) return a.objects;
  return grown.size > MAX_OBJECTS ? null : grown;
}
