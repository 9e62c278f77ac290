// Property access: proven slots are one load, everything else an inline cache in front of the runtime's lookup
// (ECMA-262 §10.1.8, §13.3). Arrays, strings and typed arrays have their own fast paths.
import { isWellKnown, privateName, wellKnown } from '../ir/keys.ts';
import binaryen from 'binaryen';

import type { ClassInfo, Expr, MethodInfo } from '../ir/nodes.ts';
import { Kind, TOP, isOnly, may, type FlowType } from '../ir/types.ts';
import { callBuiltin } from './calls.ts';
import { asStatement, gen, genVal, genWith, isTypedIndex } from './expressions.ts';
import { genSize } from './collection-calls.ts';
import { convert, hasTag } from './convert.ts';
import { genElement, genSetElement, isElementIndex, isInteger, loadElement } from './elements.ts';
import { mayHoldReference, type Code, type FunctionContext, type Ref } from './function-context.ts';
import { builtKind, classLayout, findGetter, hasKind } from './links.ts';
import { literalShape } from './literals.ts';
import { noteOverridden } from './pattern-features.ts';
import { callRuntime } from './runtime-calls.ts';
import { genStringElement } from './strings.ts';
import { guardedTypedGet, genTypedGet, genTypedLength, genTypedSet, isTypedArray } from './typed-arrays.ts';
import { ABSENT, Tag, UNDEFINED, boxed } from './values.ts';
import { viewOf } from './views.ts';

const { i32, i64 } = binaryen;
export const ARRAY_LENGTH = 8;
export const ARRAY_STORAGE = 16;
export const STORAGE_ELEMENTS = 8;
export const STRING_LENGTH = 8;

/** Built-in kind that is certain: proven by inference, or declared in lang code. */
export function certainKind(fx: FunctionContext, e: Expr): string | null {
  const flow = fx.proof(e);
  if (isOnly(flow, Kind.String)) return 'String';
  if (!isOnly(flow, Kind.Object)) return null;
  if (fx.lang) return flow.claimed ?? null;
  return fx.mc.facts.builtinKind(flow);
}
/** Built-in kind that the declared type suggests. */
export function likelyKind(e: Expr): string | null {
  const { hint } = e;
  if (hint === undefined) return null;
  if ((hint.kinds & Kind.String) !== 0 && (hint.kinds & (Kind.Object | Kind.Number)) === 0) return 'String';
  return (hint.kinds & Kind.Object) !== 0 ? (hint.claimed ?? null) : null;
}

export function keyValue(fx: FunctionContext, key: string): Code {
  return { ref: fx.m.i64.const(fx.mc.data.key(key)), machine: 'val' };
}

export function genGet(fx: FunctionContext, e: Expr & { kind: 'get' }): Code {
  const { m } = fx;
  const flow = fx.proof(e.object);
  const certain = certainKind(fx, e.object);
  if (e.key === 'length') {
    const view = certain === 'Array' ? viewOf(fx, e.object) : null;
    if (view !== null) return { ref: view.length(), machine: 'i32' };
    if (certain === 'Array')
      return { ref: m.i32.load(ARRAY_LENGTH, 4, m.i32.wrap(genVal(fx, e.object))), machine: fx.lang ? 'u32' : 'i32' };
    if (certain === 'String')
      return { ref: m.i32.load(STRING_LENGTH, 4, m.i32.wrap(genVal(fx, e.object))), machine: fx.lang ? 'u32' : 'i32' };
    if (certain !== null && isTypedArray(certain)) return genTypedLength(fx, e.object);
  }
  const slot = isOnly(flow, Kind.Object) ? fx.mc.facts.fieldSlot(flow, e.key) : null;
  if (slot !== null) return { ref: genSlotRead(fx, e, slot), machine: 'val' };
  const built = genSize(fx, e) ?? builtinGetter(fx, e);
  if (built !== null) return built;
  const object = fx.temp(i64);
  const set = m.local.set(object, genVal(fx, e.object));
  if (e.key === 'length') {
    const likely = likelyKind(e.object);
    if (likely === 'Array' || likely === 'String')
      return {
        ref: m.block(null, [set, guardedLength(fx, object, likely, () => cachedGet(fx, object, e.key))], i64),
        machine: 'val',
      };
  }
  noteConstructorRead(fx, e.key, flow);
  return { ref: m.block(null, [set, cachedGet(fx, object, e.key)], i64), machine: 'val' };
}
/** A getter of the library's prototypes, called without looking for it: nothing of the program can have replaced it. */
function builtinGetter(fx: FunctionContext, e: Expr & { kind: 'get' }): Code | null {
  const proven = fx.lang ? null : fx.mc.facts.builtinMethod(fx.proof(e.object), e.key);
  const getter = proven === null ? null : findGetter(fx.mc, proven.split('.')[0]!, e.key);
  return getter === null ? null : callBuiltin(fx, getter, { expr: e.object }, []);
}
/** Who reads the constructor of a regular expression can make others of any pattern (null: a name that is computed). */
export function noteConstructorRead(fx: FunctionContext, key: string | null, from: FlowType): void {
  if (fx.lang || (key !== null && key !== 'constructor') || !may(from, Kind.Object)) return;
  if (from.objects === null || [...from.objects].some(({ builtin }) => builtin === 'RegExp'))
    fx.mc.noteConstructorRead();
}

/** What a slot holds; one that is read before its field was defined holds absent, which reads as undefined. */
function genSlotRead(fx: FunctionContext, e: Expr & { kind: 'get' | 'get-slot' }, slot: number): Ref {
  const { m } = fx;
  const value = m.i64.load(slot, 8, m.i32.wrap(genVal(fx, e.object)));
  const mayBeAbsent =
    may(fx.proof(e), Kind.Undefined | Kind.Absent) &&
    may(fx.mc.facts.fieldFlow(fx.proof(e.object), e.key), Kind.Absent);
  if (!mayBeAbsent) return value;
  const temp = fx.temp(i64);
  return m.if(m.i64.eq(m.local.tee(temp, value, i64), m.i64.const(ABSENT)), m.i64.const(UNDEFINED), fx.get(temp, i64));
}

/** A slot of an object whose shape was just tested. */
export function genGetSlot(fx: FunctionContext, e: Expr & { kind: 'get-slot' }): Code {
  return { ref: genSlotRead(fx, e, e.offset), machine: 'val' };
}

/** Whether an object has one of a few shapes that were laid out before the program runs. */
export function genIsShape(fx: FunctionContext, e: Expr & { kind: 'is-shape' }): Code {
  const { m } = fx;
  const value = fx.temp(i64);
  const shape = fx.temp(i32);
  const shapes = [
    ...e.classes.map((class_) => classLayout(fx.mc, class_)!.shape),
    ...e.literals.map((keys) => literalShape(fx, keys)),
  ];
  const load = m.i32.load(0, 4, m.i32.wrap(fx.get(value, i64)));
  const test = shapes
    .map((address, i) => m.i32.eq(i === 0 ? m.local.tee(shape, load, i32) : fx.get(shape, i32), m.i32.const(address)))
    .reduce((either, one) => m.i32.or(either, one));
  const set = m.local.set(value, genVal(fx, e.value));
  const known = isOnly(fx.proof(e.value), Kind.Object);
  const ref = known ? test : m.if(hasTag(fx, fx.get(value, i64), Tag.Object), test, m.i32.const(0));
  return { ref: m.block(null, [set, ref], i32), machine: 'bool' };
}

function guardedLength(fx: FunctionContext, object: number, kind: string, slow: () => Ref): Ref {
  const { m } = fx;
  const read = (): Ref => fx.get(object, i64);
  const test = kind === 'String' ? hasTag(fx, read(), Tag.String) : isArray(fx, read());
  const length = m.i32.load(kind === 'String' ? STRING_LENGTH : ARRAY_LENGTH, 4, m.i32.wrap(read()));
  return m.if(test, m.i64.reinterpret(m.f64.convert_u.i32(length)), slow());
}

/** Plain arrays: the one shape that array literals and built-ins make (subclasses and arrays with named properties go the slow way). */
export function isArray(fx: FunctionContext, value: Ref): Ref {
  const { m } = fx;
  const temp = fx.temp(i64);
  const shape = m.i32.eq(m.i32.load(0, 4, m.i32.wrap(fx.get(temp, i64))), m.i32.const(builtKind(fx.mc, 'Array').shape));
  return m.if(hasTag(fx, m.local.tee(temp, value, i64), Tag.Object), shape, m.i32.const(0));
}

/** `object.key` through an inline cache of {shape, byte offset}. */
export function cachedGet(fx: FunctionContext, object: number, key: string): Ref {
  const { m } = fx;
  fx.mc.needKey(key);
  const cache = fx.mc.data.cache();
  const read = (): Ref => fx.get(object, i64);
  const slow = callRuntime(fx, 'getProperty', [
    { ref: read(), machine: 'val' },
    keyValue(fx, key),
    { ref: m.i32.const(cache), machine: 'u32' },
  ]).ref;
  const shapeMatches = m.i32.eq(m.i32.load(0, 4, m.i32.wrap(read())), m.i32.load(0, 4, m.i32.const(cache)));
  const test = m.if(hasTag(fx, read(), Tag.Object), shapeMatches, m.i32.const(0));
  // A slot that holds absent is a property that is not there: the runtime looks further.
  const value = fx.temp(i64);
  const load = m.local.tee(
    value,
    m.i64.load(0, 8, m.i32.add(m.i32.wrap(read()), m.i32.load(4, 4, m.i32.const(cache)))),
    i64,
  );
  const present = m.if(test, m.i64.ne(load, m.i64.const(ABSENT)), m.i32.const(0));
  return m.if(present, fx.get(value, i64), slow);
}

/** Overwrites a slot of a heap cell, with the collector's deletion barrier. */
export function storeField(fx: FunctionContext, address: Ref, value: Ref): Ref {
  return asStatement(
    fx,
    callRuntime(fx, 'storeBarriered', [
      { ref: address, machine: 'u32' },
      { ref: value, machine: 'val' },
    ]),
  );
}

/** Stores into a slot that is known. The barrier is for the reference that is overwritten: a slot that never holds one needs none. */
function storeKnown(fx: FunctionContext, object: number, slot: number, value: number, field: FlowType): Ref {
  const { m } = fx;
  const cell = m.i32.wrap(fx.get(object, i64));
  return mayHoldReference(field)
    ? storeField(fx, m.i32.add(cell, m.i32.const(slot)), fx.get(value, i64))
    : m.i64.store(slot, 8, cell, fx.get(value, i64));
}
/** A field that is set before its turn comes, by a method that a base's constructor calls, comes first in the order of keys. */
function unlessUnset(fx: FunctionContext, object: number, slot: number, key: string, value: number, store: Ref): Ref {
  const { m } = fx;
  const unset = m.i64.eq(m.i64.load(slot, 8, m.i32.wrap(fx.get(object, i64))), m.i64.const(ABSENT));
  const add = callRuntime(fx, 'addProperty', [
    { ref: fx.get(object, i64), machine: 'val' },
    keyValue(fx, key),
    { ref: fx.get(value, i64), machine: 'val' },
    { ref: m.i32.const(0), machine: 'u32' },
  ]);
  return m.if(unset, asStatement(fx, add), store);
}

export function genSet(fx: FunctionContext, e: Expr & { kind: 'set' }): Code {
  const { m } = fx;
  const flow = fx.proof(e.object);
  const [objectCode, valueCode] = genWith(
    fx,
    [e.object, e.value],
    [() => ({ ref: genVal(fx, e.object), machine: 'val' }), () => gen(fx, e.value)],
  );
  const object = fx.temp(i64);
  const value = fx.temp(i64);
  const set = [
    m.local.set(object, objectCode!.ref),
    m.local.set(value, convert(fx, valueCode!, 'val', fx.proof(e.value))),
  ];
  const slot = isOnly(flow, Kind.Object) ? fx.mc.facts.fieldSlot(flow, e.key) : null;
  if (slot === null) fx.mc.needSetter(e.key);
  if (e.key === 'exec' && !fx.lang) noteOverridden(fx.mc);
  if (slot !== null) {
    const field = fx.mc.facts.fieldFlow(flow, e.key);
    const store = storeKnown(fx, object, slot, value, field);
    const ref = may(field, Kind.Absent) ? unlessUnset(fx, object, slot, e.key, value, store) : store;
    return { ref: m.block(null, [...set, ref, fx.get(value, i64)], i64), machine: 'val' };
  }
  const cache = fx.mc.data.cache();
  const address = (): Ref => m.i32.wrap(fx.get(object, i64));
  const slow = asStatement(
    fx,
    callRuntime(fx, 'setProperty', [
      { ref: fx.get(object, i64), machine: 'val' },
      keyValue(fx, e.key),
      { ref: fx.get(value, i64), machine: 'val' },
      { ref: m.i32.const(cache), machine: 'u32' },
    ]),
  );
  const test = m.if(
    hasTag(fx, fx.get(object, i64), Tag.Object),
    m.i32.eq(m.i32.load(0, 4, address()), m.i32.load(0, 4, m.i32.const(cache))),
    m.i32.const(0),
  );
  const place = fx.temp(i32);
  const old = m.i64.load(0, 8, m.local.tee(place, m.i32.add(address(), m.i32.load(4, 4, m.i32.const(cache))), i32));
  const present = m.if(test, m.i64.ne(old, m.i64.const(ABSENT)), m.i32.const(0));
  const fast = storeField(fx, fx.get(place, i32), fx.get(value, i64));
  return { ref: m.block(null, [...set, m.if(present, fast, slow), fx.get(value, i64)], i64), machine: 'val' };
}

export function genGetIndex(fx: FunctionContext, e: Expr & { kind: 'get-index' }): Code {
  const { m } = fx;
  const certain = certainKind(fx, e.object);
  const indexFlow = fx.proof(e.index);
  noteDynamicKey(fx, e.index, e.object);
  if (certain !== null && isTypedArray(certain) && isTypedIndex(fx, e)) return genTypedGet(fx, certain, e);
  const [objectCode, indexCode] = genWith(
    fx,
    [e.object, e.index],
    [() => ({ ref: genVal(fx, e.object), machine: 'val' }), () => gen(fx, e.index)],
  );
  const numeric = indexCode!.machine !== 'val' || isOnly(indexFlow, Kind.Number);
  if (certain === 'Array' && numeric && isElementIndex(fx, e.object, indexCode!, indexFlow))
    return genElement(fx, e, objectCode!.ref, indexCode!, indexFlow);
  const object = fx.temp(i64);
  const index = fx.temp(i64);
  const set = [m.local.set(object, objectCode!.ref)];
  const likely = certain ?? likelyKind(e.object);
  const likelyNumber = numeric || (e.index.hint !== undefined && isOnly(e.index.hint, Kind.Number));
  if (likely === 'Array' && likelyNumber)
    return guardedElement(fx, object, set, indexCode!, indexFlow, certain === 'Array', index);
  if (likely === 'String' && numeric && !fx.lang) {
    const other = (at: Code): Ref =>
      callRuntime(fx, 'getIndex', [
        { ref: fx.get(object, i64), machine: 'val' },
        { ref: convert(fx, at, 'val', indexFlow), machine: 'val' },
      ]).ref;
    const element = genStringElement(fx, object, indexCode!, indexFlow, certain === 'String', other);
    return { ref: m.block(null, [...set, element.ref], i64), machine: 'val' };
  }
  set.push(m.local.set(index, convert(fx, indexCode!, 'val', indexFlow)));
  const slow = callRuntime(fx, 'getIndex', [
    { ref: fx.get(object, i64), machine: 'val' },
    { ref: fx.get(index, i64), machine: 'val' },
  ]).ref;
  return {
    ref: m.block(null, [...set, guardedTypedGet(fx, e.object, object, index, slow) ?? slow], i64),
    machine: 'val',
  };
}

/** Probably an array and a number: checked, with the runtime behind. */
function guardedElement(
  fx: FunctionContext,
  object: number,
  set: Ref[],
  indexCode: Code,
  flow: FlowType,
  certain: boolean,
  index: number,
): Code {
  const { m } = fx;
  const position = fx.temp(i32);
  const array = fx.temp(i32);
  const value = fx.temp(i64);
  const slowArgs = (): Code[] => [
    { ref: fx.get(object, i64), machine: 'val' },
    { ref: fx.get(index, i64), machine: 'val' },
  ];
  const pre = [...set];
  let integral: Ref;
  if (isInteger(fx, indexCode, flow)) {
    pre.push(
      m.local.set(position, convert(fx, indexCode, 'i32', flow)),
      m.local.set(
        index,
        m.i64.reinterpret(
          indexCode.machine === 'u32'
            ? m.f64.convert_u.i32(fx.get(position, i32))
            : m.f64.convert_s.i32(fx.get(position, i32)),
        ),
      ),
    );
    integral = m.i32.const(1);
  } else {
    pre.push(
      m.local.set(index, convert(fx, indexCode, 'val', flow)),
      m.local.set(position, m.i32.trunc_s_sat.f64(m.f64.reinterpret(fx.get(index, i64)))),
    );
    integral = m.i64.eq(m.i64.reinterpret(m.f64.convert_s.i32(fx.get(position, i32))), fx.get(index, i64));
  }
  const isPlain = certain ? m.i32.const(1) : isArray(fx, fx.get(object, i64));
  const inside = m.block(
    null,
    [
      m.local.set(array, m.i32.wrap(fx.get(object, i64))),
      m.i32.lt_u(fx.get(position, i32), m.i32.load(ARRAY_LENGTH, 4, fx.get(array, i32))),
    ],
    i32,
  );
  // Behind a hole an element with attributes may stand (runtime/lang/slots.ts, defineElement).
  const load = m.local.tee(value, loadElement(fx, array, position), i64);
  const present = m.if(inside, m.i64.ne(load, m.i64.const(ABSENT)), m.i32.const(0));
  const test = m.if(isPlain, m.if(integral, present, m.i32.const(0)), m.i32.const(0));
  const slow = callRuntime(fx, 'getIndex', slowArgs()).ref;
  return {
    ref: m.block(null, [...pre, m.if(test, fx.get(value, i64), slow)], i64),
    machine: 'val',
  };
}

/** Records that names may be looked up which codegen cannot list. */
function noteDynamicKey(fx: FunctionContext, index: Expr, object: Expr): void {
  if (fx.lang || !mayBeName(fx, index)) return;
  noteConstructorRead(fx, index.kind === 'const' ? String(index.value) : null, fx.proof(object));
  if (index.kind === 'const') fx.mc.needKey(String(index.value));
  else fx.mc.needAnyKey();
}

/** What is declared to be a number is hardly ever a name, nor what is computed of such; a name may be looked up on any kind. */
function mayBeName(fx: FunctionContext, index: Expr): boolean {
  if (index.kind === 'const') return typeof index.value === 'string';
  if (!may(fx.proof(index), Kind.String)) return false;
  if (index.kind === 'binary') return index.op === '+' && (mayBeName(fx, index.left) || mayBeName(fx, index.right));
  return index.hint === undefined || may(index.hint, Kind.String);
}

export function genSetIndex(fx: FunctionContext, e: Expr & { kind: 'set-index' }, unused = false): Code {
  const { m } = fx;
  const certain = certainKind(fx, e.object);
  const indexFlow = fx.proof(e.index);
  if (certain !== null && isTypedArray(certain) && isOnly(indexFlow, Kind.Number))
    return genTypedSet(fx, certain, e, unused);
  const stored = certain === 'Array' ? genSetElement(fx, e, unused) : null;
  if (stored !== null) return stored;
  const [objectCode, indexCode, valueCode] = genWith(
    fx,
    [e.object, e.index, e.value],
    [() => ({ ref: genVal(fx, e.object), machine: 'val' }), () => gen(fx, e.index), () => gen(fx, e.value)],
  );
  const object = fx.temp(i64);
  const index = fx.temp(i64);
  const position = fx.temp(i32);
  const value = fx.temp(i64);
  const set = [m.local.set(object, objectCode!.ref)];
  const likely = certain ?? likelyKind(e.object);
  const numeric =
    indexCode!.machine !== 'val' ||
    isOnly(indexFlow, Kind.Number) ||
    (e.index.hint !== undefined && isOnly(e.index.hint, Kind.Number));
  const integer = isInteger(fx, indexCode!, indexFlow);
  let integral: Ref | null = null;
  if (integer) {
    set.push(m.local.set(position, convert(fx, indexCode!, 'i32', indexFlow)));
    const widened =
      indexCode!.machine === 'u32'
        ? m.f64.convert_u.i32(fx.get(position, i32))
        : m.f64.convert_s.i32(fx.get(position, i32));
    set.push(m.local.set(index, m.i64.reinterpret(widened)));
  } else {
    set.push(m.local.set(index, convert(fx, indexCode!, 'val', indexFlow)));
    if (numeric) {
      set.push(m.local.set(position, m.i32.trunc_s_sat.f64(m.f64.reinterpret(fx.get(index, i64)))));
      integral = m.i64.eq(m.i64.reinterpret(m.f64.convert_s.i32(fx.get(position, i32))), fx.get(index, i64));
    }
  }
  set.push(m.local.set(value, convert(fx, valueCode!, 'val', fx.proof(e.value))));
  const slow = asStatement(
    fx,
    callRuntime(
      fx,
      'setIndex',
      [object, index, value].map((x) => ({ ref: fx.get(x, i64), machine: 'val' })),
    ),
  );
  if (likely !== 'Array' || !numeric)
    return { ref: m.block(null, [...set, slow, fx.get(value, i64)], i64), machine: 'val' };
  const array = (): Ref => m.i32.wrap(fx.get(object, i64));
  const inside = m.i32.lt_u(fx.get(position, i32), m.i32.load(ARRAY_LENGTH, 4, array()));
  const plain =
    certain === 'Array' && !fx.lang
      ? isArray(fx, fx.get(object, i64))
      : certain === 'Array'
        ? m.i32.const(1)
        : isArray(fx, fx.get(object, i64));
  const test = m.if(plain, integral === null ? inside : m.if(integral, inside, m.i32.const(0)), m.i32.const(0));
  const element = m.i32.add(m.i32.load(ARRAY_STORAGE, 4, array()), m.i32.shl(fx.get(position, i32), m.i32.const(3)));
  const fast = storeField(fx, m.i32.add(element, m.i32.const(STORAGE_ELEMENTS)), fx.get(value, i64));
  return { ref: m.block(null, [...set, m.if(test, fast, slow), fx.get(value, i64)], i64), machine: 'val' };
}

/** The private name of a node, generated last of its operands. */
function privateNameCode(fx: FunctionContext, e: { owner: { id: number }; key: string; renewed?: Expr }): Code {
  return e.renewed === undefined
    ? keyValue(fx, privateName(e.owner, e.key))
    : { ref: genVal(fx, e.renewed), machine: 'val' };
}
/** Private names are hidden keys of the shape; a missing one is a TypeError (§7.3.31). */
export function genPrivateGet(fx: FunctionContext, e: Expr & { kind: 'get-private' }): Code {
  const flow = fx.proof(e.object);
  const slot = isOnly(flow, Kind.Object) ? fx.mc.facts.fieldSlot(flow, e.key) : null;
  if (slot !== null) return { ref: fx.m.i64.load(slot, 8, fx.m.i32.wrap(genVal(fx, e.object))), machine: 'val' };
  return callRuntime(fx, 'getPrivate', [...privateOperands(fx, e, [e.object]), brandCode(fx, e)]);
}
export function genPrivateSet(fx: FunctionContext, e: Expr & { kind: 'set-private' }): Code {
  const { m } = fx;
  const flow = fx.proof(e.object);
  const slot = isOnly(flow, Kind.Object) ? fx.mc.facts.fieldSlot(flow, e.key) : null;
  const [object, value, key] = privateOperands(fx, e, [e.object, e.value]);
  const target = fx.temp(i64);
  const temp = fx.temp(i64);
  const set = [m.local.set(target, object!.ref), m.local.set(temp, value!.ref)];
  const store =
    slot !== null
      ? storeField(fx, m.i32.add(m.i32.wrap(fx.get(target, i64)), m.i32.const(slot)), fx.get(temp, i64))
      : asStatement(
          fx,
          callRuntime(fx, 'setPrivate', [
            { ref: fx.get(target, i64), machine: 'val' },
            key!,
            { ref: fx.get(temp, i64), machine: 'val' },
            brandCode(fx, e),
          ]),
        );
  return { ref: m.block(null, [...set, store, fx.get(temp, i64)], i64), machine: 'val' };
}
/** How messages name what has the private method or accessor: V8 checks the class, for a field the name; undefined then. */
function brandCode(fx: FunctionContext, e: { owner: ClassInfo; key: string }): Code {
  const name = e.owner.name === '' ? 'anonymous' : e.owner.name;
  const has = (members: readonly MethodInfo[]): boolean => members.some(({ key }) => key === e.key);
  const text = has(e.owner.methods) ? `an instance of class ${name}` : has(e.owner.statics) ? `class ${name}` : null;
  const value = text === null ? UNDEFINED : boxed(Tag.String, fx.mc.data.string(text));
  return { ref: fx.m.i64.const(value), machine: 'val' };
}
export function genHasPrivate(fx: FunctionContext, e: Expr & { kind: 'has-private' }): Code {
  return callRuntime(fx, 'hasPrivate', [...privateOperands(fx, e, [e.object]), brandCode(fx, e)]);
}
/** Operands, then the private name. */
function privateOperands(
  fx: FunctionContext,
  e: { owner: { id: number }; key: string; renewed?: Expr },
  operands: readonly Expr[],
): Code[] {
  const generators = operands.map((operand) => () => ({ ref: genVal(fx, operand), machine: 'val' as const }));
  if (e.renewed === undefined) return [...genWith(fx, operands, generators), privateNameCode(fx, e)];
  return genWith(fx, [...operands, e.renewed], [...generators, () => privateNameCode(fx, e)]);
}

export function genDefine(fx: FunctionContext, e: Expr & { kind: 'define' }): Code {
  const { m } = fx;
  const constant = e.key.kind === 'const' && typeof e.key.value === 'string' ? e.key.value : null;
  const flow = fx.proof(e.object);
  const slot = constant !== null && isOnly(flow, Kind.Object) ? fx.mc.facts.fieldSlot(flow, constant) : null;
  if (slot !== null) {
    const [object, value] = genWith(
      fx,
      [e.object, e.value],
      [() => ({ ref: genVal(fx, e.object), machine: 'val' }), () => ({ ref: genVal(fx, e.value), machine: 'val' })],
    );
    return { ref: m.i64.store(slot, 8, m.i32.wrap(object!.ref), value!.ref), machine: 'void' };
  }
  const owner = e.owner ?? fx.func?.owner ?? null;
  const hidden =
    e.renewed !== undefined
      ? null
      : e.private === true && constant !== null && owner !== null
        ? keyValue(fx, privateName(owner, constant))
        : constant !== null && isWellKnown(constant)
          ? keyValue(fx, constant)
          : null;
  if (e.renewed !== undefined) {
    const [object, value, key] = genWith(
      fx,
      [e.object, e.value, e.renewed],
      [e.object, e.value, e.renewed].map((part) => () => ({ ref: genVal(fx, part), machine: 'val' as const })),
    );
    return callRuntime(fx, 'definePrivate', [object!, value!, key!]);
  }
  const generators = [
    () => ({ ref: genVal(fx, e.object), machine: 'val' as const }),
    () => hidden ?? { ref: genVal(fx, e.key), machine: 'val' as const },
    () => ({ ref: genVal(fx, e.value), machine: 'val' as const }),
  ];
  return callRuntime(fx, 'defineProperty', genWith(fx, [e.object, e.key, e.value], generators));
}
export function genDelete(fx: FunctionContext, e: Expr & { kind: 'delete' }): Code {
  return callRuntime(fx, 'deleteProperty', boxedList(fx, [e.object, e.key]));
}
export function genHas(fx: FunctionContext, e: Expr & { kind: 'has' }): Code {
  const { m } = fx;
  const symbol = e.key.kind === 'builtin' ? /^Symbol\.(\w+)$/.exec(e.key.path)?.[1] : undefined;
  if (e.key.kind === 'const' && typeof e.key.value === 'string') fx.mc.needKey(e.key.value);
  else if (symbol !== undefined) fx.mc.needKey(wellKnown(symbol));
  else if (!isOnly(fx.proof(e.key), Kind.Number | Kind.Symbol)) fx.mc.needComputedKey();
  const [key, object] = boxedList(fx, [e.key, e.object]);
  const keyTemp = fx.temp(i64);
  const objectTemp = fx.temp(i64);
  const isPlain = isOnly(fx.proof(e.key), Kind.String | Kind.Symbol | Kind.Number);
  const call = callRuntime(fx, isPlain ? 'hasProperty' : 'hasComputed', [
    { ref: fx.get(objectTemp, i64), machine: 'val' },
    { ref: fx.get(keyTemp, i64), machine: 'val' },
  ]).ref;
  return {
    ref: m.block(null, [m.local.set(keyTemp, key!.ref), m.local.set(objectTemp, object!.ref), call], i32),
    machine: 'bool',
  };
}
export function genInstanceOf(fx: FunctionContext, e: Expr & { kind: 'instanceof' }): Code {
  // The constructor itself, with all that calling it links, is not needed for this.
  if (!fx.lang && fx.mc.facts.instancesByClass && e.type.kind === 'builtin' && hasKind(e.type.path)) {
    const prototype: Code = { ref: fx.m.i32.const(builtKind(fx.mc, e.type.path).prototype), machine: 'u32' };
    return callRuntime(fx, 'inheritsFrom', [{ ref: genVal(fx, e.value), machine: 'val' }, prototype]);
  }
  const asked = fx.mc.facts.instancesByClass ? 'instanceOfClass' : 'instanceOf';
  return callRuntime(fx, asked, boxedList(fx, [e.value, e.type]));
}
export function boxedList(fx: FunctionContext, exprs: readonly Expr[]): Code[] {
  return genWith(
    fx,
    exprs,
    exprs.map((x) => () => ({ ref: genVal(fx, x), machine: 'val' as const })),
  );
}

/** Members of a base that only `super` names are looked up on its prototype all the same. */
function noteSuperKey(fx: FunctionContext, key: Expr): void {
  noteConstructorRead(fx, key.kind === 'const' ? String(key.value) : null, TOP);
  if (key.kind === 'const' && typeof key.value === 'string') fx.mc.needKey(key.value);
  else fx.mc.needAnyKey();
}
export function genSuperGet(fx: FunctionContext, e: Expr & { kind: 'get-super' }): Code {
  noteSuperKey(fx, e.key);
  return callRuntime(fx, 'getSuper', boxedList(fx, [e.home, e.key, e.receiver]));
}
export function genSuperSet(fx: FunctionContext, e: Expr & { kind: 'set-super' }): Code {
  noteSuperKey(fx, e.key);
  return callRuntime(fx, 'setSuper', boxedList(fx, [e.home, e.key, e.receiver, e.value]));
}
