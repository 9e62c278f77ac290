// The values that inference computes with: FlowType from ir/types.ts with interned sets of abstract objects.
// A number is `integer` (an integer of [low, high], never -0), integral (the same, but perhaps -0: finite bounds and
// `integer` false) or any double (infinite bounds, NaN included). Objects nobody can list are the one object `unknown`.
import { Kind, type FlowType } from '../../ir/types.ts';
import type { Obj } from './objects.ts';

export type ObjectSet = ReadonlySet<Obj>;
/** FlowType as inference keeps it: `objects` is interned and never null. */
export interface Flow extends FlowType {
  readonly objects: ObjectSet;
}

/** Up to here every integer is a double of its own. */
export const SAFE = 2 ** 53;
/** Ranges end here: what lies within converts to 64 bits. Beyond SAFE results are rounded, and a rounded bound is still one. */
export const WIDE = 2 ** 63 - 1024;
/** Everything that a program can see; *absent* is internal. */
export const VISIBLE = Kind.Any & ~Kind.Absent;
export const PRIMITIVE = VISIBLE & ~Kind.Object;
export const NULLISH = Kind.Undefined | Kind.Null;

/** Elements of one array: the runtime's own limit. */
export const LENGTH_MAX = 2 ** 29;
/** Code units of one string. */
export const STRING_MAX = 2 ** 30;

const EMPTY: ObjectSet = new Set();

export function make(
  kinds: number,
  integer: boolean,
  low: number,
  high: number,
  objects: ObjectSet,
  whole = false,
): Flow {
  if ((kinds & Kind.Number) === 0) return { kinds, integer: true, low: Infinity, high: -Infinity, objects };
  if (low < -WIDE || high > WIDE) return { kinds, integer: false, low: -Infinity, high: Infinity, objects, whole };
  return { kinds, integer, low, high, objects };
}
/** Primitive kinds without anything known of a number. */
export function kinds(bits: number): Flow {
  return make(bits, false, -Infinity, Infinity, EMPTY);
}
export function integers(low: number, high: number): Flow {
  return make(Kind.Number, true, low, high, EMPTY);
}
/** Integers of [low, high] and perhaps -0. */
export function integral(low: number, high: number): Flow {
  return make(Kind.Number, false, low, high, EMPTY);
}

export const BOTTOM = kinds(0);
export const UNDEFINED = kinds(Kind.Undefined);
export const NULL = kinds(Kind.Null);
export const ABSENT = kinds(Kind.Absent);
export const BOOLEAN = kinds(Kind.Boolean);
export const NUMBER = kinds(Kind.Number);
/** Finite numbers without fraction, of any size: sums whose range is lost. */
export const WHOLE = make(Kind.Number, false, -Infinity, Infinity, EMPTY, true);
export const STRING = kinds(Kind.String);
export const SYMBOL = kinds(Kind.Symbol);
export const BIGINT = kinds(Kind.BigInt);
export const INT32 = integers(-(2 ** 31), 2 ** 31 - 1);
export const UINT32 = integers(0, 2 ** 32 - 1);
export const LENGTH = integers(0, LENGTH_MAX);
export const INDEX = integers(0, LENGTH_MAX - 1);

export function has(flow: Flow, bits: number): boolean {
  return (flow.kinds & bits) !== 0;
}
export function isOnly(flow: Flow, bits: number): boolean {
  return flow.kinds !== 0 && (flow.kinds & ~bits) === 0;
}
/** All numbers it may be are integers of [low, high] or -0. */
export function isIntegral(flow: Flow): boolean {
  return has(flow, Kind.Number) && flow.low !== -Infinity && flow.high !== Infinity;
}
/** Its numbers are finite and have no fraction. */
export function isWhole(flow: Flow): boolean {
  return isIntegral(flow) || (has(flow, Kind.Number) && flow.whole === true);
}
export function isIntegerOnly(flow: Flow): boolean {
  return isOnly(flow, Kind.Number) && flow.integer;
}
export function withKinds(flow: Flow, bits: number): Flow {
  const kept = flow.kinds & bits;
  return kept === flow.kinds
    ? flow
    : make(kept, flow.integer, flow.low, flow.high, (kept & Kind.Object) !== 0 ? flow.objects : EMPTY, flow.whole);
}
export function without(flow: Flow, bits: number): Flow {
  return withKinds(flow, ~bits);
}
export function withRange(flow: Flow, low: number, high: number): Flow {
  return low > high ? without(flow, Kind.Number) : make(flow.kinds, flow.integer, low, high, flow.objects);
}
export function withObjects(flow: Flow, objects: ObjectSet): Flow {
  if (objects === flow.objects) return flow;
  const kept = objects.size === 0 ? flow.kinds & ~Kind.Object : flow.kinds;
  return make(kept, flow.integer, flow.low, flow.high, objects, flow.whole);
}
export function equal(a: Flow, b: Flow): boolean {
  return (
    a === b ||
    (a.kinds === b.kinds &&
      a.objects === b.objects &&
      a.integer === b.integer &&
      a.low === b.low &&
      a.high === b.high &&
      (a.whole ?? false) === (b.whole ?? false))
  );
}

/** Interns sets of objects, so that equality is identity and unions are remembered. */
export class ObjectSets {
  private readonly known = new Map<string, ObjectSet>();
  private readonly unions = new Map<ObjectSet, Map<ObjectSet, ObjectSet>>();

  constructor() {
    this.known.set('', EMPTY);
  }

  of(objects: Iterable<Obj>): ObjectSet {
    const sorted = [...new Set(objects)].sort((a, b) => a.id - b.id);
    const name = sorted.map((object) => object.id).join();
    let set = this.known.get(name);
    if (set === undefined) this.known.set(name, (set = new Set(sorted)));
    return set;
  }

  union(a: ObjectSet, b: ObjectSet): ObjectSet {
    if (a === b || b.size === 0) return a;
    if (a.size === 0) return b;
    let row = this.unions.get(a);
    if (row === undefined) this.unions.set(a, (row = new Map()));
    let set = row.get(b);
    if (set === undefined) row.set(b, (set = this.of([...a, ...b])));
    return set;
  }

  join(a: Flow, b: Flow): Flow {
    if (a === b || b.kinds === 0) return a;
    if (a.kinds === 0) return b;
    const objects = this.union(a.objects, b.objects);
    // An empty range is that of a value without numbers: it changes nothing.
    const joined = make(
      a.kinds | b.kinds,
      a.integer && b.integer,
      Math.min(a.low, b.low),
      Math.max(a.high, b.high),
      objects,
      (!has(a, Kind.Number) || isWhole(a)) && (!has(b, Kind.Number) || isWhole(b)),
    );
    return equal(joined, a) ? a : equal(joined, b) ? b : joined;
  }
}

const LOWS = [0, -1, -128, -32768, -(2 ** 31), -SAFE];
const HIGHS = [0, 1, 255, 65535, LENGTH_MAX, 2 ** 31 - 1, 2 ** 32 - 1, SAFE];

/** `next` contains `previous`; a bound that moved jumps to the next threshold, so that no chain is long. */
export function widen(previous: Flow, next: Flow): Flow {
  if (!has(previous, Kind.Number) || !has(next, Kind.Number) || !isIntegral(next)) return next;
  const low = next.low < previous.low ? (LOWS.find((bound) => bound <= next.low) ?? -Infinity) : next.low;
  const high = next.high > previous.high ? (HIGHS.find((bound) => bound >= next.high) ?? Infinity) : next.high;
  return low === next.low && high === next.high ? next : make(next.kinds, next.integer, low, high, next.objects, true);
}
