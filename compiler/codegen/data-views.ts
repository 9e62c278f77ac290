// DataView accesses with a byte order that is known: a bounds check and one load or store, with the bytes swapped for network
// order (ECMA-262 §25.3.1.5). Only where no buffer is ever detached or resized; outside of the view the runtime throws.
import binaryen from 'binaryen';
import type { Expr } from '../ir/nodes.ts';
import { Kind, fitsInt32, isOnly, fitsUint32 } from '../ir/types.ts';
import { convert } from './convert.ts';
import { asStatement, gen, genNumber, genVal, genWith } from './expressions.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import { findMethod } from './links.ts';
import { genTruncated } from './operators.ts';
import { callLang } from './runtime-calls.ts';
import { canonical, TYPED_DATA, TYPED_LENGTH } from './typed-arrays.ts';
import { UNDEFINED, wasmType } from './values.ts';

const { i32, i64 } = binaryen;

interface Element {
  readonly bytes: 1 | 2 | 4 | 8;
  readonly machine: 'i32' | 'u32' | 'f64';
}
const ELEMENTS: Readonly<Record<string, Element>> = {
  Int8: { bytes: 1, machine: 'i32' },
  Uint8: { bytes: 1, machine: 'i32' },
  Int16: { bytes: 2, machine: 'i32' },
  Uint16: { bytes: 2, machine: 'i32' },
  Int32: { bytes: 4, machine: 'i32' },
  Uint32: { bytes: 4, machine: 'u32' },
  Float64: { bytes: 8, machine: 'f64' },
};

/** Null for calls that the runtime has to look at. */
export function genViewMethod(fx: FunctionContext, e: Expr & { kind: 'call-method' }): Code | null {
  const access = /^(get|set)([A-Z][a-z]+\d+)$/.exec(e.key);
  const element = access === null ? undefined : ELEMENTS[access[2]!];
  if (fx.lang || element === undefined || !fx.mc.facts.keepsBuffers) return null;
  if (fx.mc.facts.builtinMethod(fx.proof(e.object), e.key) !== `DataView.prototype.${e.key}`) return null;
  if (e.args.some((arg) => arg.spread)) return null;
  const values = e.args.map((arg) => arg.value);
  const stores = access![1] === 'set';
  const little = byteOrder(values[stores ? 2 : 1]);
  if (little === null || values.length < (stores ? 2 : 1) || values.length > (stores ? 3 : 2)) return null;
  const offset = fx.proof(values[0]!);
  if (!fitsInt32(offset) && !fitsUint32(offset)) return null;
  if (stores && !isOnly(fx.proof(values[1]!), Kind.Number)) return null;
  const func = findMethod(fx.mc, 'DataView', e.key);
  if (func === null) return null;
  const { m } = fx;
  const parts = [e.object, ...values.slice(0, stores ? 2 : 1)];
  const codes = genWith(fx, parts, [
    () => ({ ref: genVal(fx, e.object), machine: 'val' }),
    () => gen(fx, values[0]!),
    ...(stores ? [(): Code => storedValue(fx, element, values[1]!)] : []),
  ]);
  const view = fx.temp(i64);
  const at = fx.temp(i32);
  const set = [
    m.local.set(view, codes[0]!.ref),
    m.local.set(at, convert(fx, codes[1]!, fitsInt32(offset) ? 'i32' : 'u32', offset)),
  ];
  const value = stores ? fx.temp(wasmType(codes[2]!.machine)) : -1;
  if (stores) set.push(m.local.set(value, codes[2]!.ref));
  const cell = (): Ref => m.i32.wrap(fx.get(view, i64));
  const end = m.i64.add(m.i64.extend_u(fx.get(at, i32)), m.i64.const(BigInt(element.bytes)));
  const inside = m.i64.le_u(end, m.i64.extend_u(m.i32.load(TYPED_LENGTH, 4, cell())));
  const address = m.i32.add(m.i32.load(TYPED_DATA, 4, cell()), fx.get(at, i32));
  const position: Code = { ref: fx.get(at, i32), machine: fitsInt32(offset) ? 'i32' : 'u32' };
  const given: Code[] = [
    { ref: fx.get(view, i64), machine: 'val' },
    { ref: convert(fx, position, 'f64', offset), machine: 'f64' },
  ];
  const order: Code = { ref: m.i32.const(little ? 1 : 0), machine: 'bool' };
  if (stores) {
    const { machine } = codes[2]!;
    const boxedValue = convert(fx, { ref: fx.get(value, wasmType(machine)), machine }, 'val', fx.proof(values[1]!));
    const slow = asStatement(fx, callLang(fx, func, [...given, { ref: boxedValue, machine: 'val' }, order]));
    const store = storeTo(fx, element, address, fx.get(value, wasmType(machine)), little);
    return { ref: m.block(null, [...set, m.if(inside, store, slow), m.i64.const(UNDEFINED)], i64), machine: 'val' };
  }
  const slow = convert(fx, callLang(fx, func, [...given, order]), element.machine, e.flow);
  const load = loadFrom(fx, access![2]!, element, address, little);
  return {
    ref: m.block(null, [...set, m.if(inside, load, slow)], wasmType(element.machine)),
    machine: element.machine,
  };
}

/** Missing means network order; null when it is not known. */
function byteOrder(e: Expr | undefined): boolean | null {
  if (e === undefined) return false;
  if (e.kind !== 'const' || (typeof e.value !== 'boolean' && e.value !== undefined)) return null;
  return e.value === true;
}
function storedValue(fx: FunctionContext, element: Element, value: Expr): Code {
  if (element.machine === 'f64') return { ref: genNumber(fx, value), machine: 'f64' };
  return { ref: genTruncated(fx, value), machine: 'i32' };
}

/** An integer with its bytes in the other order, unless `little`. */
export function swapped(fx: FunctionContext, element: Element, value: Ref, little: boolean): Ref {
  const { m } = fx;
  if (little || element.bytes === 1) return value;
  const kept = fx.temp(i32);
  const read = (): Ref => fx.get(kept, i32);
  const set = m.local.set(kept, value);
  if (element.bytes === 2) {
    const low = m.i32.shl(m.i32.and(read(), m.i32.const(0xff)), m.i32.const(8));
    const high = m.i32.and(m.i32.shr_u(read(), m.i32.const(8)), m.i32.const(0xff));
    return m.block(null, [set, m.i32.or(low, high)], i32);
  }
  const outer = m.i32.and(m.i32.rotl(read(), m.i32.const(8)), m.i32.const(0x00ff00ff));
  const inner = m.i32.and(m.i32.rotr(read(), m.i32.const(8)), m.i32.const(0xff00ff00 | 0));
  return m.block(null, [set, m.i32.or(outer, inner)], i32);
}
/** Eight bytes in the other order. */
function swapped64(fx: FunctionContext, value: Ref, little: boolean): Ref {
  if (little) return value;
  const { m } = fx;
  const kept = fx.temp(i64);
  const word: Element = { bytes: 4, machine: 'u32' };
  const low = swapped(fx, word, m.i32.wrap(fx.get(kept, i64)), false);
  const high = swapped(fx, word, m.i32.wrap(m.i64.shr_u(fx.get(kept, i64), m.i64.const(32n))), false);
  const joined = m.i64.or(m.i64.shl(m.i64.extend_u(low), m.i64.const(32n)), m.i64.extend_u(high));
  return m.block(null, [m.local.set(kept, value), joined], i64);
}

function loadFrom(fx: FunctionContext, name: string, element: Element, address: Ref, little: boolean): Ref {
  const { m } = fx;
  switch (element.bytes) {
    case 1:
      return name === 'Int8' ? m.i32.load8_s(0, 1, address) : m.i32.load8_u(0, 1, address);
    case 2: {
      const units = swapped(fx, element, m.i32.load16_u(0, 1, address), little);
      return name === 'Int16' ? m.i32.shr_s(m.i32.shl(units, m.i32.const(16)), m.i32.const(16)) : units;
    }
    case 4:
      return swapped(fx, element, m.i32.load(0, 1, address), little);
    case 8:
      return canonical(fx, m.f64.reinterpret(swapped64(fx, m.i64.load(0, 1, address), little)));
  }
}
function storeTo(fx: FunctionContext, element: Element, address: Ref, value: Ref, little: boolean): Ref {
  const { m } = fx;
  switch (element.bytes) {
    case 1:
      return m.i32.store8(0, 1, address, value);
    case 2:
      return m.i32.store16(0, 1, address, swapped(fx, element, value, little));
    case 4:
      return m.i32.store(0, 1, address, swapped(fx, element, value, little));
    case 8:
      return m.i64.store(0, 1, address, swapped64(fx, m.i64.reinterpret(value), little));
  }
}
