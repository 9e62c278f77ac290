// Elements of typed arrays: one bounds check and one load or store of the element's width (ECMA-262 §10.4.5).
// Layout: docs/internals.md, "byte storage". A detached or shrunk array has length 0 in its cell.
import binaryen from 'binaryen';
import type { Expr } from '../ir/nodes.ts';
import { Kind, fitsInt32, fitsUint32, isOnly, isWhole, may, type Machine } from '../ir/types.ts';
import { gen, genAs, genInt32, genVal, genWith } from './expressions.ts';
import { convert, hasTag } from './convert.ts';
import { genNumberRaw } from './raw.ts';
import { saturatedIndex } from './integers.ts';
import { genTruncated } from './operators.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import { builtKind } from './links.ts';
import { likelyKind } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { Tag, UNDEFINED, wasmType } from './values.ts';
import { viewOf, type View } from './views.ts';

const { i32, i64, f64 } = binaryen;
export const TYPED_DATA = 16;
export const TYPED_LENGTH = 24;

interface ElementType {
  readonly shift: number;
  readonly machine: 'i32' | 'u32' | 'f64';
  load(m: binaryen.Module, address: Ref): Ref;
  store(m: binaryen.Module, address: Ref, value: Ref): Ref;
}
export const canonical = (fx: FunctionContext, value: Ref): Ref => {
  const { m } = fx;
  const temp = fx.temp(f64);
  return m.if(m.f64.eq(m.local.tee(temp, value, f64), fx.get(temp, f64)), fx.get(temp, f64), m.f64.const(NaN));
};

const ELEMENTS: Record<string, ElementType> = {
  Uint8Array: {
    shift: 0,
    machine: 'i32',
    load: (m, a) => m.i32.load8_u(0, 1, a),
    store: (m, a, v) => m.i32.store8(0, 1, a, v),
  },
  Int8Array: {
    shift: 0,
    machine: 'i32',
    load: (m, a) => m.i32.load8_s(0, 1, a),
    store: (m, a, v) => m.i32.store8(0, 1, a, v),
  },
  Uint16Array: {
    shift: 1,
    machine: 'i32',
    load: (m, a) => m.i32.load16_u(0, 2, a),
    store: (m, a, v) => m.i32.store16(0, 2, a, v),
  },
  Int16Array: {
    shift: 1,
    machine: 'i32',
    load: (m, a) => m.i32.load16_s(0, 2, a),
    store: (m, a, v) => m.i32.store16(0, 2, a, v),
  },
  Int32Array: {
    shift: 2,
    machine: 'i32',
    load: (m, a) => m.i32.load(0, 4, a),
    store: (m, a, v) => m.i32.store(0, 4, a, v),
  },
  Uint32Array: {
    shift: 2,
    machine: 'u32',
    load: (m, a) => m.i32.load(0, 4, a),
    store: (m, a, v) => m.i32.store(0, 4, a, v),
  },
  Float32Array: {
    shift: 2,
    machine: 'f64',
    load: (m, a) => m.f64.promote(m.f32.load(0, 4, a)),
    store: (m, a, v) => m.f32.store(0, 4, a, m.f32.demote(v)),
  },
  Float64Array: {
    shift: 3,
    machine: 'f64',
    load: (m, a) => m.f64.load(0, 8, a),
    store: (m, a, v) => m.f64.store(0, 8, a, v),
  },
};

export function isTypedArray(kind: string): boolean {
  return Object.hasOwn(ELEMENTS, kind);
}

export function genTypedLength(fx: FunctionContext, array: Expr): Code {
  const view = viewOf(fx, array);
  if (view !== null) return { ref: view.length(), machine: 'i32' };
  const cell = fx.m.i32.wrap(genVal(fx, array));
  return { ref: fx.m.i32.load(TYPED_LENGTH, 4, cell), machine: fx.lang ? 'u32' : 'i32' };
}

interface Access {
  readonly set: Ref[];
  readonly array: number;
  readonly view: View | null;
  readonly index: number;
  readonly inside: Ref;
}

/** Array address and integer index in locals, and the test that the index is inside; a fractional index never is. */
function access(
  fx: FunctionContext,
  e: Expr & { kind: 'get-index' | 'set-index' },
  later: Expr[],
  generate: (x: Expr) => Code = (x) => gen(fx, x),
): Access & { value: Code | null } {
  const { m } = fx;
  const array = fx.temp(i32);
  const index = fx.temp(i32);
  const flow = fx.proof(e.index);
  const generators = [
    () => ({ ref: genVal(fx, e.object), machine: 'val' as const }),
    () => gen(fx, e.index),
    ...later.map((x) => () => generate(x)),
  ];
  const [objectCode, indexCode, valueCode] = genWith(fx, [e.object, e.index, ...later], generators);
  const view = viewOf(fx, e.object);
  const set = [view === null ? m.local.set(array, m.i32.wrap(objectCode!.ref)) : m.drop(objectCode!.ref)];
  let exact: Ref | null = null;
  if (indexCode!.machine === 'int') set.push(m.local.set(index, saturatedIndex(fx, indexCode!, flow)));
  else if (indexCode!.machine === 'i32' || indexCode!.machine === 'u32' || fitsInt32(flow) || fitsUint32(flow)) {
    set.push(
      m.local.set(
        index,
        convert(fx, indexCode!, fitsInt32(flow) || indexCode!.machine === 'i32' ? 'i32' : 'u32', flow),
      ),
    );
  } else {
    const number = fx.temp(f64);
    set.push(
      m.local.set(number, convert(fx, indexCode!, 'f64', flow)),
      m.local.set(index, m.i32.trunc_s_sat.f64(fx.get(number, f64))),
    );
    if (fx.lang || !isWhole(flow)) exact = m.f64.eq(m.f64.convert_s.i32(fx.get(index, i32)), fx.get(number, f64));
  }
  const length = view === null ? m.i32.load(TYPED_LENGTH, 4, fx.get(array, i32)) : view.length();
  const bound = m.i32.lt_u(fx.get(index, i32), length);
  return {
    set,
    array,
    view,
    index,
    inside: exact === null ? bound : m.if(exact, bound, m.i32.const(0)),
    value: valueCode ?? null,
  };
}

function elementAddress(fx: FunctionContext, at: Access, shift: number): Ref {
  const { m } = fx;
  const index = shift === 0 ? fx.get(at.index, i32) : m.i32.shl(fx.get(at.index, i32), m.i32.const(shift));
  const data = at.view === null ? m.i32.load(TYPED_DATA, 4, fx.get(at.array, i32)) : at.view.data();
  return m.i32.add(data, index);
}
function loadElement(fx: FunctionContext, kind: string, at: Access): Code {
  const element = ELEMENTS[kind]!;
  const value = element.load(fx.m, elementAddress(fx, at, element.shift));
  return { ref: element.machine === 'f64' ? canonical(fx, value) : value, machine: element.machine };
}

export function genTypedGet(fx: FunctionContext, kind: string, e: Expr & { kind: 'get-index' }): Code {
  const { m } = fx;
  const at = access(fx, e, []);
  if (fx.lang || fx.mc.facts.inBounds?.(e) === true || isOnly(e.flow, Kind.Number)) {
    const value = loadElement(fx, kind, at);
    return { ref: m.block(null, [...at.set, value.ref], value.machine === 'f64' ? f64 : i32), machine: value.machine };
  }
  const value = convert(fx, loadElement(fx, kind, at), 'val', e.flow);
  return { ref: m.block(null, [...at.set, m.if(at.inside, value, m.i64.const(UNDEFINED))], i64), machine: 'val' };
}

/** Read as an operand of arithmetic: past the end NaN, or 0 after ToInt32, as undefined converts. */
export function genTypedOperand(
  fx: FunctionContext,
  kind: string,
  e: Expr & { kind: 'get-index' },
  to: 'f64' | 'i32',
): Ref {
  if (to === 'i32' && integerElement(kind) !== null) return genTypedInteger(fx, kind, e, (m) => m.i32.const(0));
  const { m } = fx;
  const at = access(fx, e, []);
  const loaded = loadElement(fx, kind, at);
  const number = m.block(null, [...at.set, m.if(at.inside, convert(fx, loaded, 'f64', e.flow), m.f64.const(NaN))], f64);
  return to === 'f64' ? number : callRuntime(fx, 'toInt32F64', [{ ref: number, machine: 'f64' }]).ref;
}

/** ToInt32 of an element of integers; past the end `outside`, which may also leave the expression. */
export function genTypedInteger(
  fx: FunctionContext,
  kind: string,
  e: Expr & { kind: 'get-index' },
  outside: (m: binaryen.Module) => Ref,
): Ref {
  const at = access(fx, e, []);
  return fx.m.block(null, [...at.set, fx.m.if(at.inside, loadElement(fx, kind, at).ref, outside(fx.m))], i32);
}
/** The largest magnitude of an element of integers; null for other arrays. */
export function integerElement(kind: string): number | null {
  const element = ELEMENTS[kind];
  if (element === undefined || element.machine === 'f64') return null;
  return element.shift === 2 ? 2 ** 32 : 2 ** 16;
}
/** `element === constant`; past the end nothing is equal. */
export function genTypedEquals(
  fx: FunctionContext,
  kind: string,
  e: Expr & { kind: 'get-index' },
  constant: number,
): Ref | null {
  const element = ELEMENTS[kind]!;
  if (element.machine === 'f64' || !Number.isInteger(constant) || Object.is(constant, -0)) return null;
  if (element.machine === 'u32' ? constant < 0 || constant >= 2 ** 32 : Math.abs(constant) >= 2 ** 31) return null;
  const { m } = fx;
  const at = access(fx, e, []);
  const equal = m.i32.eq(loadElement(fx, kind, at).ref, m.i32.const(constant | 0));
  return m.block(null, [...at.set, m.if(at.inside, equal, m.i32.const(0))], i32);
}
/** A float element as it stands in memory: a NaN may have any payload, so it must not be boxed as it is. Past the end NaN. */
export function genTypedRaw(fx: FunctionContext, kind: string, e: Expr & { kind: 'get-index' }): Ref {
  const { m } = fx;
  const at = access(fx, e, []);
  const element = ELEMENTS[kind]!;
  const value = element.load(m, elementAddress(fx, at, element.shift));
  if (fx.mc.facts.inBounds?.(e) === true) return m.block(null, [...at.set, value], f64);
  return m.block(null, [...at.set, m.if(at.inside, value, m.f64.const(NaN))], f64);
}
export function isFloatArray(kind: string): boolean {
  return ELEMENTS[kind]?.machine === 'f64';
}

/** `unused`: nobody reads the value of the assignment, so only what the element takes of it is computed. */
export function genTypedSet(fx: FunctionContext, kind: string, e: Expr & { kind: 'set-index' }, unused = false): Code {
  const { m } = fx;
  const element = ELEMENTS[kind]!;
  const flow = fx.proof(e.value);
  if (!isOnly(flow, Kind.Number) && may(flow, Kind.Object | Kind.BigInt | Kind.Symbol | Kind.String))
    return slowSet(fx, e);
  const proven = fx.mc.facts.inBounds?.(e) === true;
  if (unused && isOnly(flow, Kind.Number | Kind.Undefined | Kind.Null | Kind.Boolean)) {
    const float = element.machine === 'f64';
    const wide = float ? f64 : i32;
    const at = access(fx, e, [e.value], (value) =>
      float ? { ref: genNumberRaw(fx, value), machine: 'f64' } : { ref: genTruncated(fx, value), machine: 'i32' },
    );
    const value = fx.temp(wide);
    const set = [...at.set, m.local.set(value, at.value!.ref)];
    const store = element.store(m, elementAddress(fx, at, element.shift), fx.get(value, wide));
    return { ref: m.block(null, [...set, proven ? store : m.if(at.inside, store)], binaryen.none), machine: 'void' };
  }
  const at = access(fx, e, [e.value]);
  const { machine } = at.value!;
  const type = wasmType(machine);
  const value = fx.temp(type);
  const set = [...at.set, m.local.set(value, at.value!.ref)];
  const kept: Code = { ref: fx.get(value, type), machine };
  const converted =
    element.machine === 'f64'
      ? asFloat(fx, { ref: fx.get(value, type), machine }, e.value)
      : asInt(fx, { ref: fx.get(value, type), machine }, e.value);
  const store = element.store(m, elementAddress(fx, at, element.shift), converted);
  return { ref: m.block(null, [...set, proven ? store : m.if(at.inside, store), kept.ref], type), machine };
}
function asFloat(fx: FunctionContext, code: Code, e: Expr): Ref {
  return genNumberOf(fx, code, e);
}
function asInt(fx: FunctionContext, code: Code, e: Expr): Ref {
  const flow = fx.proof(e);
  if (code.machine === 'i32' || code.machine === 'u32' || code.machine === 'bool') return code.ref;
  if (code.machine === 'int') return fx.m.i32.wrap(code.ref);
  if (fitsInt32(flow)) return convert(fx, code, 'i32', flow);
  return callRuntime(fx, 'toInt32F64', [{ ref: genNumberOf(fx, code, e), machine: 'f64' }]).ref;
}
function genNumberOf(fx: FunctionContext, code: Code, e: Expr): Ref {
  const { m } = fx;
  if (code.machine !== 'val') return convert(fx, code, 'f64', fx.proof(e));
  if (isOnly(fx.proof(e), Kind.Number)) return m.f64.reinterpret(code.ref);
  return callRuntime(fx, 'toNumber', [code]).ref;
}
function slowSet(fx: FunctionContext, e: Expr & { kind: 'set-index' }): Code {
  const { m } = fx;
  const exprs = [e.object, e.index, e.value];
  const codes = genWith(
    fx,
    exprs,
    exprs.map((x) => () => ({ ref: genAs(fx, x, 'val'), machine: 'val' as const })),
  );
  const value = fx.temp(i64);
  const kept = m.local.tee(value, codes[2]!.ref, i64);
  const call = callRuntime(fx, 'setIndex', [codes[0]!, codes[1]!, { ref: kept, machine: 'val' }]);
  return {
    ref: m.block(null, [call.machine === 'void' ? call.ref : m.drop(call.ref), fx.get(value, i64)], i64),
    machine: 'val',
  };
}

/**
 * `a.set(b.subarray(from, to), at)` on arrays of one kind, with numbers: how a part of an array is copied, so no array is made
 * for it. Null for every other call.
 */
export function genSetSubarray(fx: FunctionContext, e: Expr & { kind: 'call-method' }): Code | null {
  const [source, at] = e.args;
  if (fx.lang || e.key !== 'set' || e.args.length !== 2 || source!.spread || at!.spread) return null;
  const part = source!.value;
  if (part.kind !== 'call-method' || part.key !== 'subarray' || part.args.length !== 2) return null;
  if (part.args.some((argument) => argument.spread)) return null;
  const kind = provenKind(fx, e);
  if (kind === null || !isTypedArray(kind) || provenKind(fx, part) !== kind) return null;
  const numbers = [part.args[0]!.value, part.args[1]!.value, at!.value];
  if (!numbers.every((x) => isOnly(fx.proof(x), Kind.Number))) return null;
  const machine: Machine = numbers.every((x) => fitsInt32(fx.proof(x))) ? 'i32' : 'f64';
  const generators = [
    ...[e.object, part.object].map((x) => () => ({ ref: genVal(fx, x), machine: 'val' as const })),
    ...numbers.map((x) => (): Code => ({ ref: genAs(fx, x, machine), machine })),
  ];
  const codes = genWith(fx, [e.object, part.object, ...numbers], generators);
  const shift: Code = { ref: fx.m.i32.const(ELEMENTS[kind]!.shift), machine: 'u32' };
  const call =
    machine === 'i32' ? callRuntime(fx, 'setPart', [...codes, shift]) : callRuntime(fx, 'setSubarray', codes);
  return { ref: fx.m.block(null, [call.ref, fx.m.i64.const(UNDEFINED)], i64), machine: 'val' };
}

/** The built-in whose method of this name is called for certain. */
function provenKind(fx: FunctionContext, e: Expr & { kind: 'call-method' }): string | null {
  return fx.mc.facts.builtinMethod(fx.proof(e.object), e.key)?.split('.')[0] ?? null;
}

/** Probably a typed array and a number: test the shape, else the runtime. Operands are locals; the index is boxed. */
export function guardedTypedGet(fx: FunctionContext, e: Expr, object: number, index: number, slow: Ref): Ref | null {
  const kind = likelyKind(e);
  if (kind === null || !isTypedArray(kind)) return null;
  const { m } = fx;
  const array = fx.temp(i32);
  const position = fx.temp(i32);
  const shape = m.i32.eq(
    m.i32.load(0, 4, m.local.tee(array, m.i32.wrap(fx.get(object, i64)), i32)),
    m.i32.const(builtKind(fx.mc, kind).shape),
  );
  const tagged = m.if(hasTag(fx, fx.get(object, i64), Tag.Object), shape, m.i32.const(0));
  const integral = m.i64.eq(
    m.i64.reinterpret(
      m.f64.convert_s.i32(m.local.tee(position, m.i32.trunc_s_sat.f64(m.f64.reinterpret(fx.get(index, i64))), i32)),
    ),
    fx.get(index, i64),
  );
  const bound = m.i32.lt_u(fx.get(position, i32), m.i32.load(TYPED_LENGTH, 4, fx.get(array, i32)));
  const test = m.if(tagged, m.if(integral, bound, m.i32.const(0)), m.i32.const(0));
  const value = convert(
    fx,
    loadElement(fx, kind, { set: [], array, view: null, index: position, inside: 0 }),
    'val',
    e.flow,
  );
  return m.if(test, value, slow);
}
void genInt32;
