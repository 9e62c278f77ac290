// Elements of plain arrays: a bounds check and a load or store of 8 bytes. Elements that are all numbers are read and written
// as the doubles that they are in memory. Past the end and behind holes there is nothing; a store past the end grows the
// array, after which what was read of it before a loop (views.ts) is read again. ECMA-262 §10.4.2.
import binaryen from 'binaryen';
import type { Expr } from '../ir/nodes.ts';
import { Kind, fitsInt32, fitsUint32, isOnly, isWhole, may, type FlowType } from '../ir/types.ts';
import { convert, isDouble, toInt32 } from './convert.ts';
import { asStatement, gen, genNumber, genVal, genWith } from './expressions.ts';
import { mayHoldReference, type Code, type FunctionContext, type Ref } from './function-context.ts';
import { saturatedIndex } from './integers.ts';
import { ARRAY_LENGTH, ARRAY_STORAGE, STORAGE_ELEMENTS, certainKind, storeField } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { ABSENT, Tag, UNDEFINED, boxed } from './values.ts';
import { refreshViews, viewOf, type View } from './views.ts';

const { i32, i64, f64 } = binaryen;
type GetIndex = Expr & { kind: 'get-index' };
type SetIndex = Expr & { kind: 'set-index' };

export function isInteger(fx: FunctionContext, code: Code, flow: FlowType): boolean {
  return code.machine === 'i32' || code.machine === 'u32' || (!fx.lang && fitsInt32(flow));
}
/** 2^32 - 1 is an ordinary name (ECMA-262 §6.1.7). */
const NO_INDEX = 2 ** 32 - 1;
/** Outside of the array there is nothing: an index that is no element's is no property's either. */
export function isElementIndex(fx: FunctionContext, array: Expr, code: Code, flow: FlowType): boolean {
  if (fx.lang) return isInteger(fx, code, flow);
  if (flow.low >= NO_INDEX) return false;
  const nonNegative = flow.integer && flow.low >= 0 && (isInteger(fx, code, flow) || code.machine === 'int');
  return nonNegative || (isWhole(flow) && fx.mc.facts.hasOnlyElements(fx.proof(array)));
}

/** An array and an index in locals. */
interface Place {
  readonly set: Ref[];
  readonly array: number;
  readonly view: View | null;
  readonly index: number;
}
function place(fx: FunctionContext, object: Expr, array: Ref, index: Code, flow: FlowType): Place {
  const { m } = fx;
  const view = viewOf(fx, object);
  const at = { array: fx.temp(i32), index: fx.temp(i32), view };
  const position =
    index.machine === 'int'
      ? saturatedIndex(fx, index, flow)
      : convert(fx, index, index.machine === 'u32' || fitsUint32(flow) ? 'u32' : 'i32', flow);
  return { ...at, set: [m.local.set(at.array, m.i32.wrap(array)), m.local.set(at.index, position)] };
}
function isInside(fx: FunctionContext, at: Place): Ref {
  const { m } = fx;
  const length = at.view === null ? m.i32.load(ARRAY_LENGTH, 4, fx.get(at.array, i32)) : at.view.length();
  return m.i32.lt_u(fx.get(at.index, i32), length);
}
/** The address that STORAGE_ELEMENTS bytes behind the element lie. */
function address(fx: FunctionContext, at: Place): Ref {
  const { m } = fx;
  const storage = at.view === null ? m.i32.load(ARRAY_STORAGE, 4, fx.get(at.array, i32)) : at.view.data();
  return m.i32.add(storage, m.i32.shl(fx.get(at.index, i32), m.i32.const(3)));
}
export function loadElement(fx: FunctionContext, array: number, index: number): Ref {
  return fx.m.i64.load(STORAGE_ELEMENTS, 8, address(fx, { set: [], array, index, view: null }));
}

/** A proven array and integer index: bounds check and load; past the end undefined. */
export function genElement(fx: FunctionContext, e: GetIndex, object: Ref, index: Code, flow: FlowType): Code {
  const { m } = fx;
  const at = place(fx, e.object, object, index, flow);
  const value = fx.temp(i64);
  const load = m.i64.load(STORAGE_ELEMENTS, 8, address(fx, at));
  const holes = fx.lang || fx.mc.facts.mayHaveHoles(fx.proof(e.object));
  const behindHole = (): Ref =>
    fx.lang || !fx.mc.known.definesElements
      ? m.i64.const(UNDEFINED)
      : callRuntime(fx, 'getIndex', [
          { ref: m.i64.or(m.i64.const(boxed(Tag.Object, 0)), m.i64.extend_u(fx.get(at.array, i32))), machine: 'val' },
          { ref: m.i64.reinterpret(m.f64.convert_u.i32(fx.get(at.index, i32))), machine: 'val' },
        ]).ref;
  const element = holes
    ? m.if(m.i64.eq(m.local.tee(value, load, i64), m.i64.const(ABSENT)), behindHole(), fx.get(value, i64))
    : load;
  if (fx.mc.facts.inBounds?.(e) === true) return { ref: m.block(null, [...at.set, element], i64), machine: 'val' };
  return {
    ref: m.block(null, [...at.set, m.if(isInside(fx, at), element, m.i64.const(UNDEFINED))], i64),
    machine: 'val',
  };
}

const PERHAPS = Kind.Number | Kind.Undefined | Kind.Absent;
/** An operand that is an element of an array of numbers: NaN past the end and behind holes. Null for everything else. */
export function genElementNumber(fx: FunctionContext, e: Expr): Ref | null {
  const at = numberAt(fx, e);
  if (at === null) return null;
  const { m } = fx;
  const read = numberIn(fx, e as GetIndex, at);
  if (fx.mc.facts.inBounds?.(e) === true) return m.block(null, [...at.set, read], f64);
  return m.block(null, [...at.set, m.if(isInside(fx, at), read, m.f64.const(NaN))], f64);
}
/** ToInt32 of the same; 0 where there is nothing. */
export function genElementInt32(fx: FunctionContext, e: Expr): Ref | null {
  const at = numberAt(fx, e);
  if (at === null) return null;
  const { m } = fx;
  const array = fx.proof((e as GetIndex).object);
  const elements = fx.mc.facts.elementFlow(array);
  const read = toInt32(fx, { ref: numberIn(fx, e as GetIndex, at), machine: 'f64' }, elements);
  // A hole is no integer, and saturates to 0.
  if (fx.mc.facts.inBounds?.(e) === true) return m.block(null, [...at.set, read], i32);
  return m.block(null, [...at.set, m.if(isInside(fx, at), read, m.i32.const(0))], i32);
}
function numberAt(fx: FunctionContext, e: Expr): Place | null {
  if (e.kind !== 'get-index' || fx.lang || certainKind(fx, e.object) !== 'Array' || !isOnly(e.flow, PERHAPS))
    return null;
  const array = fx.proof(e.object);
  if (!may(e.flow, Kind.Number) || !isOnly(fx.mc.facts.elementFlow(array), PERHAPS)) return null;
  if (fx.mc.known.definesElements && fx.mc.facts.mayHaveHoles(array)) return null;
  const flow = fx.proof(e.index);
  if (!isOnly(flow, Kind.Number)) return null;
  // What is no element must be no property either.
  const natural = flow.integer && flow.low >= 0;
  if (!natural && !fx.mc.facts.hasOnlyElements(array)) return null;
  const [object, index] = genWith(
    fx,
    [e.object, e.index],
    [() => ({ ref: genVal(fx, e.object), machine: 'val' }), () => gen(fx, e.index)],
  );
  return natural || isWhole(flow) || isInteger(fx, index!, flow) || index!.machine === 'int'
    ? place(fx, e.object, object!.ref, index!, flow)
    : fractionalPlace(fx, e.object, object!.ref, index!, flow);
}
/** A place by a number that may have a fraction: then it is outside, like what is too large. */
function fractionalPlace(fx: FunctionContext, object: Expr, array: Ref, index: Code, flow: FlowType): Place {
  const { m } = fx;
  const number = fx.temp(f64);
  const at = { array: fx.temp(i32), index: fx.temp(i32), view: viewOf(fx, object) };
  const position = m.local.tee(at.index, m.i32.trunc_s_sat.f64(fx.get(number, f64)), i32);
  const isWholeNumber = m.f64.eq(m.f64.convert_s.i32(position), fx.get(number, f64));
  return {
    ...at,
    set: [
      m.local.set(at.array, m.i32.wrap(array)),
      m.local.set(number, convert(fx, index, 'f64', flow)),
      m.if(m.i32.eqz(isWholeNumber), m.local.set(at.index, m.i32.const(-1))),
    ],
  };
}
/** A hole is a NaN of its own, which must not get about. */
function numberIn(fx: FunctionContext, e: GetIndex, at: Place): Ref {
  const { m } = fx;
  if (!may(fx.mc.facts.elementFlow(fx.proof(e.object)), Kind.Undefined | Kind.Absent))
    return m.f64.load(STORAGE_ELEMENTS, 8, address(fx, at));
  const value = fx.temp(i64);
  const load = m.local.tee(value, m.i64.load(STORAGE_ELEMENTS, 8, address(fx, at)), i64);
  return m.if(isDouble(fx, load), m.f64.reinterpret(fx.get(value, i64)), m.f64.const(NaN));
}

/** A store into an array that is plain for certain; null for others. `unused`: nobody reads the value of the assignment. */
export function genSetElement(fx: FunctionContext, e: SetIndex, unused: boolean): Code | null {
  const { m } = fx;
  const array = fx.proof(e.object);
  const flow = fx.proof(e.index);
  if (fx.lang || !fx.mc.facts.isPlainArray(array) || !isOnly(flow, Kind.Number)) return null;
  if ((!fitsInt32(flow) && !fitsUint32(flow)) || flow.low >= NO_INDEX) return null;
  const parts = [e.object, e.index, e.value];
  const isNumber = unused && isOnly(fx.proof(e.value), Kind.Number);
  const [objectCode, indexCode, valueCode] = genWith(fx, parts, [
    () => ({ ref: genVal(fx, e.object), machine: 'val' }),
    () => gen(fx, e.index),
    () => (isNumber ? { ref: genNumber(fx, e.value), machine: 'f64' } : { ref: genVal(fx, e.value), machine: 'val' }),
  ]);
  const object = fx.temp(i64);
  const at = place(fx, e.object, m.local.tee(object, objectCode!.ref, i64), indexCode!, flow);
  const type = isNumber ? f64 : i64;
  const value = fx.temp(type);
  const read = (): Code => ({ ref: fx.get(value, type), machine: isNumber ? 'f64' : 'val' });
  const boxedValue = (): Code => ({ ref: convert(fx, read(), 'val', fx.proof(e.value)), machine: 'val' });
  const store = mayHoldReference(fx.mc.facts.elementFlow(array))
    ? storeField(fx, m.i32.add(address(fx, at), m.i32.const(STORAGE_ELEMENTS)), boxedValue().ref)
    : isNumber
      ? m.f64.store(STORAGE_ELEMENTS, 8, address(fx, at), read().ref)
      : m.i64.store(STORAGE_ELEMENTS, 8, address(fx, at), read().ref);
  const set = [...at.set, m.local.set(value, valueCode!.ref)];
  if (fx.mc.facts.inBounds?.(e) === true) set.push(store);
  else set.push(m.if(isInside(fx, at), store, storeOutside(fx, flow, object, at.index, boxedValue())));
  return unused
    ? { ref: m.block(null, set, binaryen.none), machine: 'void' }
    : { ref: m.block(null, [...set, fx.get(value, i64)], i64), machine: 'val' };
}
function storeOutside(fx: FunctionContext, flow: FlowType, object: number, index: number, value: Code): Ref {
  const { m } = fx;
  const array: Code = { ref: fx.get(object, i64), machine: 'val' };
  const position: Code = { ref: fx.get(index, i32), machine: fitsUint32(flow) ? 'u32' : 'i32' };
  const call =
    position.machine === 'u32'
      ? callRuntime(fx, 'arraySetOutside', [array, position, value])
      : callRuntime(fx, 'setIndex', [array, { ref: convert(fx, position, 'val', flow), machine: 'val' }, value]);
  return m.block(null, [asStatement(fx, call), ...refreshViews(fx)], binaryen.none);
}
