// Integers beyond 32 bits, and quotients and remainders of any. Up to 2^53 they are exact in wasm's i64 as they are in a
// double (machine type `int`): cheaper to add, to compare, to index with and to truncate. What comes out of memory as a double
// stays one, unless the other operand is an integer already. ECMA-262 §6.1.6.1.
import binaryen from 'binaryen';
import type { Expr } from '../ir/nodes.ts';
import { Kind, fitsInt32, fitsInteger, fitsUint32, isExact, isOnly, type FlowType, type Machine } from '../ir/types.ts';
import { convert, toInt32 } from './convert.ts';
import { gen, genInt32, genWith } from './expressions.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import { callRuntime } from './runtime-calls.ts';

const { i32, i64, f64 } = binaryen;
type Binary = Expr & { kind: 'binary' };

export function isIntegerMachine(machine: Machine): boolean {
  return machine === 'i32' || machine === 'u32' || machine === 'int';
}
/** An integer in 64 bits. */
export function asWide(fx: FunctionContext, code: Code, flow: FlowType): Ref {
  if (isIntegerMachine(code.machine)) return convert(fx, code, 'int', flow);
  const narrow = fitsInt32(flow) ? 'i32' : fitsUint32(flow) ? 'u32' : null;
  if (narrow === null) return convert(fx, code, 'int', flow);
  return convert(fx, { ref: convert(fx, code, narrow, flow), machine: narrow }, 'int', flow);
}
/** What `flow` allows of an integer in 64 bits. */
function narrowed(fx: FunctionContext, ref: Ref, flow: FlowType): Code {
  if (fitsInt32(flow)) return { ref: fx.m.i32.wrap(ref), machine: 'i32' };
  if (fitsUint32(flow)) return { ref: fx.m.i32.wrap(ref), machine: 'u32' };
  return { ref, machine: 'int' };
}

/** Two exact integers: in 64 bits when one of them is an integer already, else as doubles. */
export function genExactPair(fx: FunctionContext, e: Binary): { left: Ref; right: Ref; wide: boolean } {
  const parts = [e.left, e.right];
  const codes = genWith(
    fx,
    parts,
    parts.map((part) => () => gen(fx, part)),
  );
  const wide = codes.some((code, i) => isIntegerMachine(code.machine) && parts[i]!.kind !== 'const');
  const [left, right] = codes.map((code, i) => {
    const flow = fx.proof(parts[i]!);
    return wide ? asWide(fx, code, flow) : convert(fx, code, 'f64', flow);
  });
  return { left: left!, right: right!, wide };
}

/** Whether two integers of 32 bits are equal, or in order: as doubles where both lie in memory as such, which saves truncating them. */
export function genNarrowComparison(
  fx: FunctionContext,
  e: Binary,
  compare: { integers: Compare; doubles: Compare },
): Ref {
  const parts = [e.left, e.right];
  const codes = genWith(
    fx,
    parts,
    parts.map((part) => () => gen(fx, part)),
  );
  const doubles =
    !fx.lang && codes.every(({ machine }, i) => machine === 'val' || machine === 'f64' || isConstant(parts[i]!));
  const machine = doubles && !parts.every(isConstant) ? 'f64' : 'i32';
  const [left, right] = codes.map((code, i) =>
    machine === 'f64' ? convert(fx, code, 'f64', fx.proof(parts[i]!)) : toInt32(fx, code, fx.proof(parts[i]!)),
  );
  return compare[machine === 'f64' ? 'doubles' : 'integers'](left!, right!);
}
type Compare = (left: Ref, right: Ref) => Ref;
function isConstant(e: Expr): boolean {
  return e.kind === 'const';
}

/** Sums, differences and products that are exact. */
export function genWide(fx: FunctionContext, e: Binary): Code | null {
  if (fx.lang || (e.op !== '+' && e.op !== '-' && e.op !== '*')) return null;
  if (!isExact(fx.proof(e.left)) || !isExact(fx.proof(e.right)) || !isExact(e.flow)) return null;
  const { left, right, wide } = genExactPair(fx, e);
  const { f64: float, i64: integer } = fx.m;
  const family = wide ? integer : float;
  const operation = e.op === '+' ? family.add : e.op === '-' ? family.sub : family.mul;
  return { ref: operation(left, right), machine: wide ? 'int' : 'f64' };
}

/** A comparison of exact integers that are not both of 32 bits and one sign. */
export function genExactComparison(fx: FunctionContext, e: Binary): Ref | null {
  if (fx.lang || !isExact(fx.proof(e.left)) || !isExact(fx.proof(e.right))) return null;
  const { left, right, wide } = genExactPair(fx, e);
  const { i64: integer, f64: float } = fx.m;
  switch (e.op) {
    case '<':
      return wide ? integer.lt_s(left, right) : float.lt(left, right);
    case '<=':
      return wide ? integer.le_s(left, right) : float.le(left, right);
    case '>':
      return wide ? integer.gt_s(left, right) : float.gt(left, right);
    case '>=':
      return wide ? integer.ge_s(left, right) : float.ge(left, right);
    default:
      return wide ? integer.eq(left, right) : float.eq(left, right);
  }
}

/** `x + by`. */
export function genWideIncrement(fx: FunctionContext, value: Expr, by: number, result: FlowType): Code | null {
  const flow = fx.proof(value);
  if (fx.lang || !isExact(flow) || !isExact(result)) return null;
  const { m } = fx;
  const code = gen(fx, value);
  return isIntegerMachine(code.machine)
    ? { ref: m.i64.add(asWide(fx, code, flow), m.i64.const(BigInt(by))), machine: 'int' }
    : { ref: m.f64.add(convert(fx, code, 'f64', flow), m.f64.const(by)), machine: 'f64' };
}

/** Integers that 64 bits hold, even where doubles are rounded. */
export function isInteger(flow: FlowType): boolean {
  return isOnly(flow, Kind.Number) && flow.integer && flow.low !== -Infinity && flow.high !== Infinity;
}
function constantOf(e: Expr): number | null {
  return e.kind === 'const' && typeof e.value === 'number' && e.value > 0 && Number.isInteger(e.value) ? e.value : null;
}

/** The remainder of integers by a positive one; its sign, that of zero too, is the dividend's. */
export function genRemainder(fx: FunctionContext, e: Binary): Code | null {
  const [l, r] = [fx.proof(e.left), fx.proof(e.right)];
  if (fx.lang || !isInteger(l) || !isInteger(r) || r.low <= 0) return null;
  const { m } = fx;
  const narrow = fitsInteger(l) && fitsInteger(r) && (l.low >= 0 || (fitsInt32(l) && fitsInt32(r)));
  if (narrow && l.low >= 0) {
    const { left, right } = narrowPair(fx, e);
    const by = constantOf(e.right);
    if (by !== null && fitsInt32(l) && by < 2 ** 31) return { ref: remainderBy(fx, left, by), machine: 'i32' };
    return { ref: m.i32.rem_u(left, right), machine: fitsInt32(e.flow) ? 'i32' : 'u32' };
  }
  if (narrow) {
    const { left, right } = narrowPair(fx, e);
    const dividend = fx.temp(i32);
    const rest = m.f64.convert_s.i32(m.i32.rem_s(m.local.tee(dividend, left, i32), right));
    return { ref: m.f64.copysign(rest, m.f64.convert_s.i32(fx.get(dividend, i32))), machine: 'f64' };
  }
  const parts = [e.left, e.right];
  const codes = genWith(
    fx,
    parts,
    parts.map((part) => () => gen(fx, part)),
  );
  const [left, right] = codes.map((code, i) => asWide(fx, code, fx.proof(parts[i]!)));
  const by = constantOf(e.right);
  if (l.low >= 0) {
    const isPower = by !== null && Number.isInteger(Math.log2(by)) && 2 ** Math.log2(by) === by;
    const rest = isPower ? m.i64.and(left!, m.i64.const(BigInt(by) - 1n)) : m.i64.rem_u(left!, right!);
    return narrowed(fx, rest, e.flow);
  }
  const dividend = fx.temp(i64);
  const rest = m.f64.convert_s.i64(m.i64.rem_s(m.local.tee(dividend, left!, i64), right!));
  return { ref: m.f64.copysign(rest, m.f64.convert_s.i64(fx.get(dividend, i64))), machine: 'f64' };
}
/**
 * The remainder of any number by a small constant: most numbers are integers of 31 bits, whose double is equal bit for bit to
 * the one that they convert back to (-0 and what is rounded are not).
 */
export function genRemainderBy(fx: FunctionContext, e: Binary, number: () => Ref): Ref | null {
  const by = constantOf(e.right);
  if (fx.lang || e.op !== '%' || by === null || by >= 2 ** 31) return null;
  const { m } = fx;
  const [value, whole] = [fx.temp(f64), fx.temp(i32)];
  const back = m.f64.convert_s.i32(m.local.tee(whole, m.i32.trunc_s_sat.f64(m.local.tee(value, number(), f64)), i32));
  const same = m.i64.eq(m.i64.reinterpret(back), m.i64.reinterpret(fx.get(value, f64)));
  const isSmall = m.i32.and(same, m.i32.ge_s(fx.get(whole, i32), m.i32.const(0)));
  const slow = callRuntime(fx, 'remainderF64', [
    { ref: fx.get(value, f64), machine: 'f64' },
    { ref: m.f64.const(by), machine: 'f64' },
  ]).ref;
  return m.if(isSmall, m.f64.convert_s.i32(remainderBy(fx, fx.get(whole, i32), by)), slow);
}
function narrowPair(fx: FunctionContext, e: Binary): { left: Ref; right: Ref } {
  const parts = [e.left, e.right];
  const [left, right] = genWith(
    fx,
    parts,
    parts.map((part) => () => ({ ref: genInt32(fx, part), machine: 'i32' as const })),
  );
  return { left: left!.ref, right: right!.ref };
}

/**
 * Division of an integer of 31 bits by a constant as a product and a shift (Granlund and Montgomery, "Division by invariant
 * integers using multiplication", 1994, §4): with 2^p / by rounded up and p = 31 + log2 by, the quotient is never off.
 */
function quotientBy(fx: FunctionContext, value: Ref, by: number): Ref {
  const { m } = fx;
  const bits = Math.ceil(Math.log2(by));
  if (2 ** bits === by) return m.i32.shr_u(value, m.i32.const(bits));
  const shift = 31n + BigInt(bits);
  const magic = (1n << shift) / BigInt(by) + 1n;
  return m.i32.wrap(m.i64.shr_u(m.i64.mul(m.i64.extend_u(value), m.i64.const(magic)), m.i64.const(shift)));
}
function remainderBy(fx: FunctionContext, value: Ref, by: number): Ref {
  const { m } = fx;
  if (Number.isInteger(Math.log2(by))) return m.i32.and(value, m.i32.const(by - 1));
  const kept = fx.temp(i32);
  const quotient = quotientBy(fx, m.local.tee(kept, value, i32), by);
  // The quotient is computed first: its operand is what sets the local.
  const product = fx.temp(i32);
  return m.block(
    null,
    [m.local.set(product, m.i32.mul(quotient, m.i32.const(by))), m.i32.sub(fx.get(kept, i32), fx.get(product, i32))],
    i32,
  );
}

/** `Math.floor(a / b)` and `Math.trunc(a / b)` of exact integers, b positive: a quotient of them never rounds up to the next. */
export function genRoundedQuotient(fx: FunctionContext, e: Expr & { kind: 'call-builtin' }): Code | null {
  const { path, args } = e;
  const [value] = args.map((arg) => arg.value);
  if (fx.lang || args.length !== 1 || value!.kind !== 'binary' || value!.op !== '/') return null;
  if (path !== 'Math.floor' && path !== 'Math.trunc') return null;
  const [l, r] = [fx.proof(value!.left), fx.proof(value!.right)];
  if (!isExact(l) || !isExact(r) || r.low <= 0) return null;
  const { m } = fx;
  if (fitsInteger(l) && fitsInteger(r) && l.low >= 0) {
    const { left, right } = narrowPair(fx, value!);
    const by = constantOf(value!.right);
    if (by !== null && fitsInt32(l) && by < 2 ** 31) return { ref: quotientBy(fx, left, by), machine: 'i32' };
    return { ref: m.i32.div_u(left, right), machine: fitsInt32(l) ? 'i32' : 'u32' };
  }
  if (l.low >= 0) {
    const { left, right, wide } = genExactPair(fx, value!);
    return wide
      ? narrowed(fx, m.i64.div_u(left, right), e.flow)
      : { ref: m.f64.floor(m.f64.div(left, right)), machine: 'f64' };
  }
  // Truncation of a negative fraction is -0.
  if (l.low < 0 && path === 'Math.trunc') return null;
  if (fitsInt32(l) && fitsInt32(r)) {
    const { left, right } = narrowPair(fx, value!);
    const [a, b, q] = [fx.temp(i32), fx.temp(i32), fx.temp(i32)];
    const below = m.i32.lt_s(fx.get(a, i32), m.i32.mul(fx.get(q, i32), fx.get(b, i32)));
    const set = [
      m.local.set(a, left),
      m.local.set(b, right),
      m.local.set(q, m.i32.div_s(fx.get(a, i32), fx.get(b, i32))),
    ];
    return { ref: m.block(null, [...set, m.i32.sub(fx.get(q, i32), below)], i32), machine: 'i32' };
  }
  return null;
}

/** `Math.min`, `Math.max` and `Math.abs` of integers of 32 bits. */
export function genExtreme(fx: FunctionContext, e: Expr & { kind: 'call-builtin' }): Code | null {
  const values = e.args.map((arg) => arg.value);
  if (fx.lang || values.length === 0 || !values.every((value) => fitsInt32(fx.proof(value)))) return null;
  const { m } = fx;
  if (e.path === 'Math.abs' && values.length === 1 && fitsInt32(e.flow)) {
    const kept = fx.temp(i32);
    const set = m.local.set(kept, genInt32(fx, values[0]!));
    const negated = m.i32.sub(m.i32.const(0), fx.get(kept, i32));
    const isNegative = m.i32.lt_s(fx.get(kept, i32), m.i32.const(0));
    return { ref: m.block(null, [set, m.select(isNegative, negated, fx.get(kept, i32))], i32), machine: 'i32' };
  }
  if (e.path !== 'Math.min' && e.path !== 'Math.max') return null;
  const codes = genWith(
    fx,
    values,
    values.map((value) => () => ({ ref: genInt32(fx, value), machine: 'i32' as const })),
  );
  return codes.reduce(({ ref: one }, { ref: other }) => {
    const [a, b] = [fx.temp(i32), fx.temp(i32)];
    const set = [m.local.set(a, one), m.local.set(b, other)];
    const less = m.i32.lt_s(fx.get(a, i32), fx.get(b, i32));
    const [yes, no] = e.path === 'Math.min' ? [a, b] : [b, a];
    return { ref: m.block(null, [...set, m.select(less, fx.get(yes, i32), fx.get(no, i32))], i32), machine: 'i32' };
  });
}

/** An index in 32 bits that is inside of an array exactly if the integer is: none is longer than 2^31. */
export function saturatedIndex(fx: FunctionContext, code: Code, flow: FlowType): Ref {
  const { m } = fx;
  if (code.machine !== 'int' || fitsUint32(flow)) return convert(fx, code, fitsInt32(flow) ? 'i32' : 'u32', flow);
  const kept = fx.temp(i64);
  const fits = m.i64.lt_u(m.local.tee(kept, code.ref, i64), m.i64.const(2n ** 32n));
  const set = fx.temp(i32);
  return m.block(
    null,
    [m.local.set(set, fits), m.select(fx.get(set, i32), m.i32.wrap(fx.get(kept, i64)), m.i32.const(-1))],
    i32,
  );
}
