// Tests whether a Latin-1 unit is in a set: by comparison where the set is one or two ranges, or their complement, else by its bits in
// memory where a class of the program has them.
import binaryen from 'binaryen';
import type { Ref } from './function-context.ts';
import type { PatternProgram, Units } from './pattern-program.ts';

const { i32 } = binaryen;
type Module = binaryen.Module;
type Range = readonly [from: number, to: number];

const UNITS = 256;
/** Ranges of letters in either case differ by this bit. */
const CASE_BIT = 32;
/** More ranges than these are tested by bits. */
const COMPARED_RANGES = 2;
/** The same where there are no bits to test. */
const RANGES_MAX = 5;

/** A test of the unit that `unit` reads, put into the local `scratch`; null if it would take too much. */
export function genUnitTest(m: Module, program: PatternProgram, units: Units, unit: Ref, scratch: number): Ref | null {
  const read = (): Ref => m.local.get(scratch, i32);
  const ranges = rangesOf(units);
  if (ranges.length === 0) return constant(m, unit, 0);
  if (ranges.length === 1 && width(ranges[0]!) === UNITS) return constant(m, unit, 1);
  const others = rangesOf(units.map((is) => !is));
  const known = [...program.classes.values(), ...(program.first === null ? [] : [program.first])];
  const bits = known.find((one) => one.units.every((is, i) => is === units[i]));
  const most = bits === undefined ? RANGES_MAX : COMPARED_RANGES;
  if (ranges.length <= most && ranges.length <= others.length) return among(m, ranges, unit, scratch);
  if (others.length <= most) return m.i32.eqz(among(m, others, unit, scratch));
  const folded = foldedRanges(ranges);
  if (folded !== null && folded.length <= COMPARED_RANGES)
    return among(m, folded, m.i32.or(unit, m.i32.const(CASE_BIT)), scratch);
  if (bits === undefined) return null;
  const set = m.local.set(scratch, unit);
  const byte = m.i32.load8_u(0, 1, m.i32.add(m.i32.const(bits.address), m.i32.shr_u(read(), m.i32.const(3))));
  const bit = m.i32.and(m.i32.shr_u(byte, m.i32.and(read(), m.i32.const(7))), m.i32.const(1));
  return m.block(null, [set, bit], i32);
}

function constant(m: Module, unit: Ref, value: number): Ref {
  return m.block(null, [m.drop(unit), m.i32.const(value)], i32);
}
function width([from, to]: Range): number {
  return to - from;
}

/** Whether the unit is in one of a few ranges. */
function among(m: Module, ranges: readonly Range[], unit: Ref, scratch: number): Ref {
  const folded = foldedRanges(ranges);
  if (folded !== null && folded.length < ranges.length)
    return among(m, folded, m.i32.or(unit, m.i32.const(CASE_BIT)), scratch);
  const [first, ...more] = ranges;
  if (more.length === 0) return inRange(m, first!, unit);
  const read = (): Ref => m.local.get(scratch, i32);
  return more.reduce<Ref>(
    (test, range) => m.i32.or(test, inRange(m, range, read())),
    inRange(m, first!, m.local.tee(scratch, unit, i32)),
  );
}
function inRange(m: Module, range: Range, unit: Ref): Ref {
  const [from] = range;
  if (width(range) === 1) return m.i32.eq(unit, m.i32.const(from));
  if (from === 0) return m.i32.lt_u(unit, m.i32.const(range[1]));
  return m.i32.lt_u(m.i32.sub(unit, m.i32.const(from)), m.i32.const(width(range)));
}

/** Ranges from..to, the latter excluded. */
function rangesOf(units: Units): Range[] {
  const ranges: Range[] = [];
  for (let from = 0; from < UNITS;) {
    if (units[from] !== true) {
      from++;
      continue;
    }
    let to = from;
    while (units[to] === true) to++;
    ranges.push([from, to]);
    from = to;
  }
  return ranges;
}
/** The ranges of a set that has each unit in both cases, for units with the bit set; null for other sets. */
function foldedRanges(ranges: readonly Range[]): Range[] | null {
  const units = Array.from({ length: UNITS }, (_, unit) => ranges.some(([from, to]) => unit >= from && unit < to));
  if (units.some((is, unit) => is !== units[unit ^ CASE_BIT])) return null;
  return rangesOf(units.map((is, unit) => is && (unit & CASE_BIT) !== 0));
}

/** A unit, and bits to set before comparing, where one comparison tests the set; null for other sets. */
export function soleUnit(units: Units): { readonly unit: number; readonly mask: number } | null {
  const ranges = rangesOf(units);
  if (ranges.length === 1 && width(ranges[0]!) === 1) return { unit: ranges[0]![0], mask: 0 };
  const folded = foldedRanges(ranges);
  if (folded === null || folded.length !== 1 || width(folded[0]!) !== 1) return null;
  return { unit: folded[0]![0], mask: CASE_BIT };
}
