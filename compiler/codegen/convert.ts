// Conversions between machine representations (no JavaScript semantics) and the abstract operations ToNumber,
// ToInt32, ToBoolean and ToString as inline fast path plus runtime call.
import binaryen from 'binaryen';
import { Kind, fitsInt32, fitsUint32, isOnly, may, type FlowType, type Machine } from '../ir/types.ts';
import { FALSE, FIRST_TAGGED, FIRST_REFERENCE, NULL, TRUE, UNDEFINED, wasmType } from './values.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import { callRuntime } from './runtime-calls.ts';

const { i32, i64, f64 } = binaryen;
/** Below this magnitude 64 bits hold a truncated number. */
const WIDE = 2 ** 63;

/** Same value in another representation; `flow` is what is proven of it. Never calls. */
export function convert(fx: FunctionContext, code: Code, to: Machine, flow: FlowType): Ref {
  const { m } = fx;
  const from = code.machine;
  if (from === to) return code.ref;
  if (to === 'void') return m.drop(code.ref);
  if (from === 'void') {
    const value =
      to === 'val'
        ? m.i64.const(UNDEFINED)
        : to === 'f64'
          ? m.f64.const(NaN)
          : wasmType(to) === i64
            ? m.i64.const(0n)
            : m.i32.const(0);
    return m.block(null, [code.ref, value], wasmType(to));
  }
  switch (to) {
    case 'val':
      return box(fx, code);
    case 'f64':
      if (from === 'val') return m.f64.reinterpret(code.ref);
      if (from === 'i64' || from === 'int') return m.f64.convert_s.i64(code.ref);
      return from === 'u32' ? m.f64.convert_u.i32(code.ref) : m.f64.convert_s.i32(code.ref);
    case 'i32':
    case 'u32':
      if (from === 'val') return truncate(fx, m.f64.reinterpret(code.ref), to);
      if (from === 'f64') return truncate(fx, code.ref, to);
      if (from === 'i64' || from === 'int') return m.i32.wrap(code.ref);
      return code.ref; // i32, u32 and bool share a representation
    case 'bool':
      if (from === 'val') return isImmediate(fx, code.ref, TRUE, flow);
      if (from === 'f64') return m.f64.ne(code.ref, m.f64.const(0));
      if (from === 'i64' || from === 'int') return m.i64.ne(code.ref, m.i64.const(0n));
      return code.ref;
    case 'int':
      if (from === 'val') return m.i64.trunc_s_sat.f64(m.f64.reinterpret(code.ref));
      if (from === 'f64') return m.i64.trunc_s_sat.f64(code.ref);
      return from === 'i32' ? m.i64.extend_s(code.ref) : from === 'i64' ? code.ref : m.i64.extend_u(code.ref);
    case 'i64':
      if (from === 'val') return code.ref;
      if (from === 'f64') return m.i64.trunc_s_sat.f64(code.ref);
      return from === 'u32' ? m.i64.extend_u(code.ref) : m.i64.extend_s(code.ref);
  }
}

/** Unsigned truncation takes a processor without an instruction for it several: 64 bits hold what is proven to fit. */
function truncate(fx: FunctionContext, ref: Ref, to: 'i32' | 'u32'): Ref {
  const { m } = fx;
  if (to === 'i32') return m.i32.trunc_s_sat.f64(ref);
  return fx.lang ? m.i32.trunc_u_sat.f64(ref) : m.i32.wrap(m.i64.trunc_s_sat.f64(ref));
}

function box(fx: FunctionContext, code: Code): Ref {
  const { m } = fx;
  switch (code.machine) {
    case 'f64':
      return m.i64.reinterpret(code.ref);
    case 'i32':
      return m.i64.reinterpret(m.f64.convert_s.i32(code.ref));
    case 'u32':
      return m.i64.reinterpret(m.f64.convert_u.i32(code.ref));
    case 'int':
      return m.i64.reinterpret(m.f64.convert_s.i64(code.ref));
    case 'bool':
      return m.i64.or(m.i64.const(FALSE), m.i64.extend_u(code.ref));
    default:
      return code.ref;
  }
}

export function isDouble(fx: FunctionContext, value: Ref): Ref {
  return fx.m.i64.lt_u(value, fx.m.i64.const(FIRST_TAGGED));
}
export function isReference(fx: FunctionContext, value: Ref): Ref {
  return fx.m.i64.ge_u(value, fx.m.i64.const(FIRST_REFERENCE));
}
export function hasTag(fx: FunctionContext, value: Ref, tag: number): Ref {
  const { m } = fx;
  return m.i32.eq(m.i32.wrap(m.i64.shr_u(value, m.i64.const(48n))), m.i32.const(tag));
}
/** One of the immediate values. What is no number is told by its low word: addresses come after the immediate values. */
export function isImmediate(fx: FunctionContext, value: Ref, which: bigint, flow: FlowType): Ref {
  const { m } = fx;
  if (fx.lang || may(flow, Kind.Number)) return m.i64.eq(value, m.i64.const(which));
  const low = Number(which & 0xffff_ffffn);
  return low === 0 ? m.i32.eqz(m.i32.wrap(value)) : m.i32.eq(m.i32.wrap(value), m.i32.const(low));
}
/** Undefined or null. */
export function isNullish(fx: FunctionContext, value: Ref, flow: FlowType): Ref {
  const { m } = fx;
  if (!fx.lang && !may(flow, Kind.Null)) return isImmediate(fx, value, UNDEFINED, flow);
  if (!fx.lang && !may(flow, Kind.Undefined)) return isImmediate(fx, value, NULL, flow);
  if (fx.lang || may(flow, Kind.Number)) return m.i64.eq(m.i64.or(value, m.i64.const(1n)), m.i64.const(NULL));
  return m.i32.le_u(m.i32.wrap(value), m.i32.const(1));
}
export function addressOf(fx: FunctionContext, value: Ref): Ref {
  return fx.m.i32.wrap(value);
}

/** ToNumber as f64. */
export function toNumber(fx: FunctionContext, code: Code, flow: FlowType): Ref {
  const { m } = fx;
  if (code.machine === 'void') return m.block(null, [code.ref, m.f64.const(NaN)], f64);
  if (code.machine !== 'val') return convert(fx, code, 'f64', flow);
  if (isOnly(flow, Kind.Number)) return m.f64.reinterpret(code.ref);
  if (isOnly(flow, Kind.Boolean)) return m.f64.convert_s.i32(isImmediate(fx, code.ref, TRUE, flow));
  const temp = fx.temp(i64);
  const slow = isOnly(flow, Kind.Number | Kind.Undefined | Kind.Absent)
    ? m.f64.const(NaN)
    : callRuntime(fx, 'toNumber', [{ ref: fx.get(temp, i64), machine: 'val' }]).ref;
  const result = m.if(isDouble(fx, m.local.tee(temp, code.ref, i64)), m.f64.reinterpret(fx.get(temp, i64)), slow);
  return result;
}

/** ToInt32 as wasm i32 (the bits serve ToUint32 too). */
export function toInt32(fx: FunctionContext, code: Code, flow: FlowType): Ref {
  const { m } = fx;
  if (code.machine === 'i32' || code.machine === 'u32' || code.machine === 'bool') return code.ref;
  if (code.machine === 'i64' || code.machine === 'int') return m.i32.wrap(code.ref);
  if (fitsInt32(flow)) return convert(fx, code, 'i32', flow);
  if (fitsUint32(flow)) return convert(fx, code, 'u32', flow);
  const number = toNumber(fx, code, flow);
  if (isOnly(flow, Kind.Number) && flow.integer && -flow.low < WIDE && flow.high < WIDE)
    return m.i32.wrap(m.i64.trunc_s_sat.f64(number));
  const temp = fx.temp(f64);
  const truncated = fx.temp(i32);
  const fast = m.f64.eq(
    m.f64.convert_s.i32(m.local.tee(truncated, m.i32.trunc_s_sat.f64(m.local.tee(temp, number, f64)), i32)),
    fx.get(temp, f64),
  );
  const slow = callRuntime(fx, 'toInt32F64', [{ ref: fx.get(temp, f64), machine: 'f64' }]).ref;
  const result = m.if(fast, fx.get(truncated, i32), slow);
  return result;
}

/** ToBoolean as wasm i32 0 or 1. */
export function toBoolean(fx: FunctionContext, code: Code, flow: FlowType): Ref {
  const { m } = fx;
  switch (code.machine) {
    case 'void':
      return m.block(null, [code.ref, m.i32.const(0)], i32);
    case 'bool':
      return code.ref;
    case 'i32':
    case 'u32':
      return m.i32.ne(code.ref, m.i32.const(0));
    case 'int':
    case 'i64':
      return m.i64.ne(code.ref, m.i64.const(0n));
    case 'f64':
      return truthyF64(fx, code.ref);
    case 'val':
      break;
  }
  if (isOnly(flow, Kind.Boolean | Kind.Undefined | Kind.Null)) return isImmediate(fx, code.ref, TRUE, flow);
  // Undefined, null and false come before true and all addresses.
  if (!fx.lang && isOnly(flow, Kind.Object | Kind.Undefined | Kind.Null | Kind.Symbol | Kind.Boolean))
    return m.i32.ge_u(m.i32.wrap(code.ref), m.i32.const(Number(TRUE & 0xffff_ffffn)));
  if (isOnly(flow, Kind.Object | Kind.Undefined | Kind.Null | Kind.Symbol)) return isReference(fx, code.ref);
  if (isOnly(flow, Kind.Number)) return truthyF64(fx, m.f64.reinterpret(code.ref));
  if (isOnly(flow, Kind.String | Kind.Undefined | Kind.Null)) {
    const temp = fx.temp(i64);
    const test = isReference(fx, m.local.tee(temp, code.ref, i64));
    const result = m.if(
      test,
      m.i32.ne(m.i32.load(8, 4, m.i32.wrap(fx.get(temp, i64))), m.i32.const(0)),
      m.i32.const(0),
    );
    return result;
  }
  const temp = fx.temp(i64);
  const slow = callRuntime(fx, 'toBoolean', [{ ref: fx.get(temp, i64), machine: 'val' }]).ref;
  // Booleans are by far the most common: one compare decides them.
  const set = m.local.set(temp, code.ref);
  const isBool = m.i64.eq(m.i64.or(fx.get(temp, i64), m.i64.const(1n)), m.i64.const(TRUE));
  const result = m.block(null, [set, m.if(isBool, m.i64.eq(fx.get(temp, i64), m.i64.const(TRUE)), slow)], i32);
  return result;
}

function truthyF64(fx: FunctionContext, ref: Ref): Ref {
  const { m } = fx;
  // |x| > 0 is false for 0, -0 and NaN.
  const result = m.f64.gt(m.f64.abs(ref), m.f64.const(0));
  return result;
}

/** ToString; strings pass. */
/** What is converted by code of its own, or not at all (runtime/lang/plain-sums.ts). */
export const NOT_PLAIN = Kind.Object | Kind.Symbol | Kind.BigInt;

export function toText(fx: FunctionContext, code: Code, flow: FlowType): Ref {
  if (code.machine === 'val' && isOnly(flow, Kind.String)) return code.ref;
  if (code.machine === 'i32' || (fitsInt32(flow) && code.machine !== 'void'))
    return callRuntime(fx, 'integerToString', [{ ref: convert(fx, code, 'i32', flow), machine: 'i32' }]).ref;
  const isNumber = code.machine !== 'val' && code.machine !== 'bool' && code.machine !== 'void';
  if (isNumber || isOnly(flow, Kind.Number))
    return callRuntime(fx, 'numberToString', [{ ref: convert(fx, code, 'f64', flow), machine: 'f64' }]).ref;
  if (isOnly(flow, Kind.Boolean | Kind.Undefined | Kind.Null))
    return callRuntime(fx, 'immediateText', [{ ref: convert(fx, code, 'val', flow), machine: 'val' }]).ref;
  const convertText =
    fx.lang || may(flow, NOT_PLAIN) ? 'toStringValue' : may(flow, Kind.Number) ? 'plainText' : 'textOrImmediate';
  return callRuntime(fx, convertText, [{ ref: convert(fx, code, 'val', flow), machine: 'val' }]).ref;
}

export function mayBeNumberOnly(flow: FlowType): boolean {
  return isOnly(flow, Kind.Number);
}
export function mayBeBigInt(flow: FlowType): boolean {
  return may(flow, Kind.BigInt) || may(flow, Kind.Object);
}
