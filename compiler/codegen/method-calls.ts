// Method calls (ECMA-262 §13.3.6): proven built-ins directly, likely ones behind a test of the kind, all others through an
// inline cache; the method is looked up before the arguments are evaluated where that can be seen.

import binaryen from 'binaryen';
import type { Expr, Func } from '../ir/nodes.ts';
import { isOnly, Kind, TOP } from '../ir/types.ts';
import { callBuiltin, hasSpread, invokeGeneric, coerceTo, emitDirect, textCode } from './calls.ts';
import type { ModuleContext } from './context.ts';
import { convert, hasTag, isDouble, toText } from './convert.ts';
import { gen, genVal, genWith, asStatement } from './expressions.ts';
import type { FunctionContext, Code, Ref } from './function-context.ts';
import { genLookUp, genOperation } from './collection-calls.ts';
import { genViewMethod } from './data-views.ts';
import { findMethod, builtKind } from './links.ts';
import { certainKind, likelyKind, isArray, keyValue, noteConstructorRead } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { genUnitMethod } from './strings.ts';
import { genSetSubarray } from './typed-arrays.ts';
import { UNDEFINED, Tag, TRUE, wasmType } from './values.ts';

const { i64 } = binaryen;

export function genCallMethod(fx: FunctionContext, e: Expr & { kind: 'call-method' }): Code {
  // What an array without elements gives has no methods: the call throws, before it looks at its arguments.
  if (!fx.lang && isOnly(fx.proof(e.object), Kind.Undefined | Kind.Null)) {
    const value: Expr = { kind: 'check-present', value: e.object, key: e.key, index: null, writes: false, flow: TOP };
    return { ref: fx.m.block(null, [fx.m.drop(genVal(fx, value)), fx.m.unreachable()], binaryen.i64), machine: 'val' };
  }
  const copied = genSetSubarray(fx, e);
  if (copied !== null) return copied;
  if (e.key === 'toString' && e.args.length === 0 && !fx.lang && isOnly(fx.proof(e.object), Kind.Number))
    return { ref: toText(fx, gen(fx, e.object), fx.proof(e.object)), machine: 'val' };
  const unit = genUnitMethod(fx, e);
  if (unit !== null) return unit;
  const special = genViewMethod(fx, e) ?? genLookUp(fx, e) ?? genOperation(fx, e);
  if (special !== null) return special;
  const proven = fx.lang ? null : fx.mc.facts.builtinMethod(fx.proof(e.object), e.key);
  if (proven !== null) {
    const [kind] = proven.split('.');
    const func = findMethod(fx.mc, kind!, e.key);
    if (func !== null) return callBuiltin(fx, func, { expr: e.object }, e.args);
  }
  const certain = certainKind(fx, e.object);
  if (certain !== null && (fx.lang || certain === 'String')) {
    const func = findMethod(fx.mc, certain, e.key);
    if (func !== null) return callBuiltin(fx, func, { expr: e.object }, e.args);
  }
  if (hasSpread(e.args)) return spreadMethod(fx, e);
  const likely = likelyKind(e.object) ?? primitiveKind(e);
  const func = likely === null ? null : findMethod(fx.mc, likely, e.key);
  // The library declares it and the runtime does not have it: better refused here than undefined at run time.
  if (
    func === null &&
    likely !== null &&
    isOnlyKind(e.object) &&
    LIBRARY_KINDS.has(likely) &&
    !declaredByClass(fx.mc, e.key)
  )
    return fx.refuse(`${likely}.prototype.${e.key}`, e.position);
  // The method is looked up before the arguments are evaluated (ECMA-262 §13.3.6.1), which shows only if that does something.
  if (!e.args.every((arg) => isSimple(arg.value))) return lookedUpFirst(fx, e, likely, func);
  const temps = rootedOperands(
    fx,
    [e.object, ...e.args.map((arg) => arg.value)].map((x) => ({ expr: x, code: () => genVal(fx, x) })),
  );
  const callee = fx.temp(i64);
  const generic = fx.m.block(
    null,
    [
      fx.m.local.set(callee, lookUp(fx, temps.locals[0]!, e.key)),
      invokeGeneric(fx, callee, temps.locals[0]!, temps.locals.slice(1), e.text),
    ],
    i64,
  );
  const result = func === null ? generic : guardedBuiltin(fx, likely!, func, temps.locals, generic);
  temps.free();
  return { ref: fx.m.block(null, [...temps.set, result], i64), machine: 'val' };
}
/** The declared type names one kind: no union whose other members may have the method. */
function isOnlyKind({ hint }: Expr): boolean {
  const kinds = (hint?.kinds ?? 0) & ~(Kind.Undefined | Kind.Null);
  return (kinds & (kinds - 1)) === 0;
}
/** Constants, variables and closures: their evaluation does nothing that a look-up could notice. */
function isSimple(e: Expr): boolean {
  return (
    e.kind === 'const' ||
    e.kind === 'local' ||
    e.kind === 'global' ||
    e.kind === 'closure' ||
    e.kind === 'builtin' ||
    (e.kind === 'binary' &&
      isSimple(e.left) &&
      isSimple(e.right) &&
      isOnly(e.left.flow, PLAIN) &&
      isOnly(e.right.flow, PLAIN)) ||
    (e.kind === 'template' && e.values.every((value) => isSimple(value) && isOnly(value.flow, PLAIN | Kind.String)))
  );
}
const PLAIN = Kind.Number | Kind.Boolean | Kind.Undefined | Kind.Null;
/** Receiver, method, arguments, call. A receiver of the likely built-in kind needs no look-up: its methods are fixed. */
function lookedUpFirst(
  fx: FunctionContext,
  e: Expr & { kind: 'call-method' },
  likely: string | null,
  func: Func | null,
): Code {
  const { m } = fx;
  const object = fx.temp(i64);
  const read = (): Ref => fx.get(object, i64);
  const found = (): Ref => {
    const method = lookUp(fx, object, e.key);
    return func === null ? method : m.if(kindTest(fx, likely!, read), m.i64.const(UNDEFINED), method);
  };
  const method: Expr = { kind: 'get', object: e.object, key: e.key, text: e.text, flow: TOP };
  const temps = rootedOperands(fx, [
    { expr: e.object, code: () => m.local.tee(object, genVal(fx, e.object), i64) },
    { expr: method, code: found },
    ...e.args.map((arg) => ({ expr: arg.value, code: () => genVal(fx, arg.value) })),
  ]);
  const [receiver, callee, ...args] = temps.locals as [number, number, ...number[]];
  const generic = invokeGeneric(fx, callee, receiver, args, e.text);
  const result = func === null ? generic : guardedBuiltin(fx, likely!, func, [receiver, ...args], generic);
  temps.free();
  return { ref: m.block(null, [...temps.set, result], i64), machine: 'val' };
}
/** Operands in locals of their own, each in a slot of the frame until `free`. */
function rootedOperands(
  fx: FunctionContext,
  operands: readonly { expr: Expr; code: () => Ref }[],
): { locals: number[]; set: Ref[]; free: () => void } {
  const codes = genWith(
    fx,
    operands.map(({ expr }) => expr),
    operands.map(({ code }) => () => ({ ref: code(), machine: 'val' as const })),
    1,
  );
  const locals = codes.map(() => fx.temp(i64));
  const set = codes.map((code, i) => fx.m.local.set(locals[i]!, code.ref));
  const slots = fx.frame ? locals.map((local) => ({ local, slot: fx.takeSlot() })) : [];
  for (const { local, slot } of slots) set.push(fx.storeSlot(slot, fx.get(local, i64)));
  return { locals, set, free: () => slots.forEach(({ slot }) => fx.freeSlot(slot)) };
}
/** A subclass of the kind, seen through the kind by a cast, may have the member. */
function declaredByClass(mc: ModuleContext, key: string): boolean {
  return mc.program.classes.some(
    ({ methods, fields }) => fields.includes(key) || methods.some((method) => method.key === key),
  );
}
/** Kinds whose methods all come from the library. */
const LIBRARY_KINDS: ReadonlySet<string> = new Set([
  'Array',
  'String',
  'Number',
  'Boolean',
  'BigInt',
  'Symbol',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'Promise',
  'RegExp',
  'Date',
  'ArrayBuffer',
  'DataView',
  'Uint8Array',
  'Int8Array',
  'Uint16Array',
  'Int16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
]);
function primitiveKind(e: Expr & { kind: 'call-method' }): string | null {
  const { hint } = e.object;
  if (hint === undefined) return null;
  if (isOnly(hint, Kind.Number)) return 'Number';
  if (isOnly(hint, Kind.BigInt)) return 'BigInt';
  if (isOnly(hint, Kind.Boolean)) return 'Boolean';
  return null;
}
/** The receiver is probably of a built-in kind: one test, then a direct call. */
function guardedBuiltin(fx: FunctionContext, kind: string, func: Func, temps: readonly number[], generic: Ref): Ref {
  const { m } = fx;
  const read = (): Ref => fx.get(temps[0]!, i64);
  const direct = callBuiltinTemps(fx, func, temps);
  return m.if(kindTest(fx, kind, read), convert(fx, direct, 'val', TOP), generic);
}
function kindTest(fx: FunctionContext, kind: string, read: () => Ref): Ref {
  const { m } = fx;
  if (kind === 'String') return hasTag(fx, read(), Tag.String);
  if (kind === 'Number') return isDouble(fx, read());
  if (kind === 'BigInt') return hasTag(fx, read(), Tag.BigInt);
  if (kind === 'Boolean') return m.i64.eq(m.i64.or(read(), m.i64.const(1n)), m.i64.const(TRUE));
  if (kind === 'Array') return isArray(fx, read());
  const shape = m.i32.eq(m.i32.load(0, 4, m.i32.wrap(read())), m.i32.const(builtKind(fx.mc, kind).shape));
  return m.if(hasTag(fx, read(), Tag.Object), shape, m.i32.const(0));
}
/** A built-in called with boxed receiver and arguments in locals (already rooted). */
export function callBuiltinTemps(fx: FunctionContext, func: Func, temps: readonly number[], leading = 1): Code {
  const asCode = (index: number | undefined): Code =>
    index === undefined
      ? { ref: fx.m.i64.const(UNDEFINED), machine: 'val' }
      : { ref: fx.get(index, i64), machine: 'val' };
  const before: Ref[] = [];
  const slots: number[] = [];
  const refs = func.params.map((param, i): Ref => {
    if (func.rest && i === func.params.length - 1) {
      const array = fx.temp(i64);
      before.push(
        fx.m.local.set(
          array,
          callRuntime(fx, 'newArray', [
            { ref: fx.m.i32.const(temps.length - i > 0 ? temps.length - i : 0), machine: 'u32' },
          ]).ref,
        ),
      );
      for (const temp of temps.slice(i))
        before.push(asStatement(fx, callRuntime(fx, 'arrayPush', [asCode(array), asCode(temp)])));
      return fx.get(array, i64);
    }
    if (i < leading) return asCode(temps[i]).ref;
    const coerced = coerceTo(fx, param, asCode(temps[i]), TOP);
    if (param.machine !== 'val' || !isOnly(param.hint, Kind.String) || !fx.frame || i === func.params.length - 1)
      return coerced;
    const slot = fx.takeSlot();
    slots.push(slot);
    return fx.root(coerced, slot);
  });
  for (const slot of slots) fx.freeSlot(slot);
  const call = emitDirect(fx, func, refs);
  return before.length === 0
    ? call
    : { ref: fx.m.block(null, [...before, call.ref], wasmType(call.machine)), machine: call.machine };
}
/** The method of an object in a local, through a cache of {shape, 0, function}. */
function lookUp(fx: FunctionContext, object: number, key: string): Ref {
  const { m } = fx;
  noteConstructorRead(fx, key, TOP);
  fx.mc.needKey(key);
  const cache = fx.mc.data.cache();
  const hit = m.if(
    hasTag(fx, fx.get(object, i64), Tag.Object),
    m.i32.eq(m.i32.load(0, 4, m.i32.wrap(fx.get(object, i64))), m.i32.load(0, 4, m.i32.const(cache))),
    m.i32.const(0),
  );
  const slow = callRuntime(fx, 'getMethod', [
    { ref: fx.get(object, i64), machine: 'val' },
    keyValue(fx, key),
    { ref: m.i32.const(cache), machine: 'u32' },
  ]).ref;
  return m.if(hit, m.i64.load(8, 8, m.i32.const(cache)), slow);
}
function spreadMethod(fx: FunctionContext, e: Expr & { kind: 'call-method' }): Code {
  const likely = likelyKind(e.object);
  const func = likely === null ? null : findMethod(fx.mc, likely, e.key);
  const argsExpr: Expr = { kind: 'array', elements: e.args, flow: TOP };
  const object = fx.temp(i64);
  const slot = fx.frame ? fx.takeSlot() : -1;
  const set = [fx.m.local.set(object, genVal(fx, e.object))];
  if (slot >= 0) set.push(fx.storeSlot(slot, fx.get(object, i64)));
  noteConstructorRead(fx, e.key, TOP);
  fx.mc.needKey(e.key);
  void func;
  const method = callRuntime(fx, 'getProperty', [
    { ref: fx.get(object, i64), machine: 'val' },
    keyValue(fx, e.key),
    { ref: fx.m.i32.const(0), machine: 'u32' },
  ]);
  const callee = fx.temp(i64);
  const calleeSlot = fx.frame ? fx.takeSlot() : -1;
  set.push(fx.m.local.set(callee, method.ref));
  if (calleeSlot >= 0) set.push(fx.storeSlot(calleeSlot, fx.get(callee, i64)));
  const args = genVal(fx, argsExpr);
  const call = callRuntime(fx, 'callValueNamed', [
    { ref: fx.get(callee, i64), machine: 'val' },
    { ref: fx.get(object, i64), machine: 'val' },
    { ref: args, machine: 'val' },
    textCode(fx, e.text),
  ]);
  if (slot >= 0) fx.freeSlot(slot);
  if (calleeSlot >= 0) fx.freeSlot(calleeSlot);
  return { ref: fx.m.block(null, [...set, call.ref], i64), machine: 'val' };
}
