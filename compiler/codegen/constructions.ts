// Objects made by classes: `new` of classes known and unknown, of the library, and `super(…)` (ECMA-262 §13.3.5, §13.3.7). The
// object is allocated here, then its constructor runs on it.

import binaryen from 'binaryen';
import { type ClassInfo, type Func, type Expr, constructorOf, type Argument } from '../ir/nodes.ts';
import { fieldNames, hasFixedFields } from '../ir/class-fields.ts';
import { Kind, TOP, isOnly } from '../ir/types.ts';
import { allocateObject } from './allocation.ts';
import { convertsEarly } from './argument-order.ts';
import { leadingFor, callDirect, textCode, convertedCall } from './calls.ts';
import { takesClosure } from './context.ts';
import { hasTag, convert } from './convert.ts';
import { asStatement, genAs, genWith, genVal } from './expressions.ts';
import type { FunctionContext, Code, Ref } from './function-context.ts';
import { classLayout, findStatic, hasKind, builtKind } from './links.ts';
import { noteOverridden, notePattern } from './pattern-features.ts';
import { certainKind } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { isTypedArray } from './typed-arrays.ts';
import { Tag, UNDEFINED } from './values.ts';

const { i64 } = binaryen;

/** In a class object (docs/internals.md, "Cells"). */
const INSTANCE_SHAPE = 20;

function constructorReturnsValue(class_: ClassInfo): boolean {
  if (class_.dynamicBase) return true;
  return returnsValue(class_.constructor_) || (class_.base !== null && constructorReturnsValue(class_.base));
}
const returning = new WeakMap<Func, boolean>();
function returnsValue(func: Func): boolean {
  let known = returning.get(func);
  if (known === undefined) returning.set(func, (known = hasReturn(func.body)));
  return known;
}
function hasReturn(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if (Array.isArray(node)) return node.some(hasReturn);
  const record = node as { kind?: string; value?: unknown };
  if (record.kind === 'return') return record.value !== null && record.value !== undefined;
  if (record.kind === undefined || record.kind === 'closure' || record.kind === 'class') return false;
  return ['body', 'then', 'else', 'handler', 'finalizer', 'cases'].some((key) =>
    hasReturn((record as Record<string, unknown>)[key]),
  );
}
/** `new C(…)` with a class known at compile time. */

export function genNewClass(fx: FunctionContext, e: Expr & { kind: 'new-class' }): Code {
  const { m } = fx;
  const layout = classLayout(fx.mc, e.class);
  if (layout === null && !isLaidOutBySource(e)) return dynamicNew(fx, e.type, e.args, e.class.name);
  const object = fx.temp(i64);
  const slot = fx.frame ? fx.takeSlot() : -1;
  const shape: Code =
    layout === null
      ? { ref: m.i32.load(INSTANCE_SHAPE, 4, m.i32.wrap(genVal(fx, e.type))), machine: 'u32' }
      : { ref: m.i32.const(layout.shape), machine: 'u32' };
  const slots = {
    builtin: layout?.builtinSlots ?? 0,
    properties: layout?.propertySlots ?? fieldNames(e.class).size,
  };
  const unfilled = layout !== null && fx.mc.facts.writesAllSlots?.(fx.proof(e), e.class) === true;
  const set = [m.local.set(object, allocateObject(fx, shape, slots, unfilled))];
  if (slot >= 0) set.push(fx.storeSlot(slot, fx.get(object, i64)));
  const self: Expr = { kind: 'const', value: undefined, flow: TOP };
  const constructor = constructorOf(e);
  const leading = leadingFor(fx, constructor, e.type, self, e.type);
  const receiverAt = takesClosure(constructor) ? 1 : 0;
  if (constructor.thisLocal !== null)
    leading.generators[receiverAt] = () => ({ ref: fx.get(object, i64), machine: 'val' });
  const call = callDirect(fx, constructor, leading, e.args, false);
  if (slot >= 0) fx.freeSlot(slot);
  if (!constructorReturnsValue(e.class))
    return { ref: m.block(null, [...set, asStatement(fx, call), fx.get(object, i64)], i64), machine: 'val' };
  const result = fx.temp(i64);
  const chosen = m.if(
    hasTag(fx, m.local.tee(result, convert(fx, call, 'val', TOP), i64), Tag.Object),
    fx.get(result, i64),
    fx.get(object, i64),
  );
  return { ref: m.block(null, [...set, chosen], i64), machine: 'val' };
}
/** A class made at run time, of which a variable holds the object: its instances have the fields that the source lists. */
function isLaidOutBySource(e: Expr & { kind: 'new-class' }): boolean {
  return hasFixedFields(e.class) && (e.type.kind === 'local' || e.type.kind === 'global');
}
function dynamicNew(fx: FunctionContext, type: Expr, args: readonly Argument[], text: string): Code {
  const argsExpr: Expr = { kind: 'array', elements: [...args], flow: TOP };
  const [typeCode, argsCode] = genWith(
    fx,
    [type, argsExpr],
    [() => ({ ref: genVal(fx, type), machine: 'val' }), () => ({ ref: genVal(fx, argsExpr), machine: 'val' })],
  );
  return callRuntime(fx, 'constructNamed', [typeCode!, argsCode!, textCode(fx, text)]);
}
export function genNew(fx: FunctionContext, e: Expr & { kind: 'new' }): Code {
  return dynamicNew(fx, e.type, e.args, e.text);
}
/** The pattern and flags of `new RegExp(…)` when both are constants. */
function constantPattern(args: readonly Argument[]): { text: string; flags: string } | null {
  const [text, flags] = args.map(({ value, spread }) => (!spread && value.kind === 'const' ? value.value : null));
  if (args.length > 2 || typeof text !== 'string') return null;
  if (args.length === 1) return { text, flags: '' };
  return typeof flags === 'string' ? { text, flags } : null;
}
/** A typed array of a length, on a buffer or from another one, when it is known which: nothing else of its constructor is linked. */
function genFilled(fx: FunctionContext, e: Expr & { kind: 'new-builtin' }, array: () => Ref): Code | null {
  if (!isTypedArray(e.path) || e.args.length === 0 || e.args.length > 3) return null;
  if (fx.lang || e.args.some((arg) => arg.spread)) return null;
  const values = e.args.map((arg) => arg.value);
  const [first] = values;
  const self: Code = { ref: array(), machine: 'val' };
  if (isOnly(fx.proof(first!), Kind.Number) && values.length === 1)
    return callRuntime(fx, 'initOfLength', [self, { ref: genAs(fx, first!, 'f64'), machine: 'f64' }]);
  const kind = certainKind(fx, first!);
  if (kind === null || (kind !== 'ArrayBuffer' && (!isTypedArray(kind) || values.length > 1))) return null;
  const codes = genWith(
    fx,
    values,
    values.map((x) => (): Code => ({ ref: genVal(fx, x), machine: 'val' })),
  );
  return callRuntime(fx, kind === 'ArrayBuffer' ? 'initOnBuffer' : 'initFromTyped', [self, ...codes]);
}
/** An error of no more than a message that is a text: nothing that converts is linked, nor what reads options. */
function genMessage(fx: FunctionContext, path: string, args: readonly Argument[], error: () => Ref): Code | null {
  if (fx.lang || !MESSAGE_ERRORS.has(path) || args.length > 1 || args.some(({ spread }) => spread)) return null;
  const message = args[0]?.value;
  if (message !== undefined && !isOnly(fx.proof(message), Kind.String | Kind.Undefined)) return null;
  const text = message === undefined ? fx.m.i64.const(UNDEFINED) : genVal(fx, message);
  return callRuntime(fx, 'initMessage', [
    { ref: error(), machine: 'val' },
    { ref: text, machine: 'val' },
  ]);
}
/** Whose constructors take a message first (§20.5). */
const MESSAGE_ERRORS = new Set([
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
]);
/** A Map or Set of nothing. */
function genEmpty(fx: FunctionContext, e: Expr & { kind: 'new-builtin' }, collection: () => Ref): Code | null {
  if (fx.lang || (e.path !== 'Map' && e.path !== 'Set') || e.args.length > 0) return null;
  return callRuntime(fx, 'initTable', [{ ref: collection(), machine: 'val' }]);
}
/** A built-in constructor: allocates its kind, then initialises. */

export function genNewBuiltin(fx: FunctionContext, e: Expr & { kind: 'new-builtin' }): Code {
  const { m } = fx;
  const func = fx.mc.source.runtimeFunction(`${e.path}_construct`);
  if (func === undefined && findStatic(fx.mc, e.path) !== null)
    return dynamicNew(fx, { kind: 'builtin', path: e.path, flow: TOP }, e.args, e.path);
  if (func === undefined || !hasKind(e.path)) return fx.refuse(`new ${e.path}`);
  if (e.path === 'RegExp') notePattern(fx.mc, constantPattern(e.args));
  const object = fx.temp(i64);
  const slot = fx.frame ? fx.takeSlot() : -1;
  const set = [
    m.local.set(
      object,
      callRuntime(fx, 'newObject', [{ ref: m.i32.const(builtKind(fx.mc, e.path).shape), machine: 'u32' }]).ref,
    ),
  ];
  if (slot >= 0) set.push(fx.storeSlot(slot, fx.get(object, i64)));
  const self: Expr = { kind: 'const', value: undefined, flow: TOP };
  const read = (): Ref => fx.get(object, i64);
  const filled = genFilled(fx, e, read) ?? genEmpty(fx, e, read) ?? genMessage(fx, e.path, e.args, read);
  if (filled !== null) {
    if (slot >= 0) fx.freeSlot(slot);
    return { ref: m.block(null, [...set, asStatement(fx, filled), fx.get(object, i64)], i64), machine: 'val' };
  }
  const call = convertsEarly(fx, func.params.slice(1), e.args)
    ? convertedCall(fx, func, [() => fx.get(object, i64)], e.args)
    : callDirect(
        fx,
        func,
        { exprs: [self], generators: [() => ({ ref: fx.get(object, i64), machine: 'val' })] },
        e.args,
        true,
        func.params.slice(1),
      );
  if (slot >= 0) fx.freeSlot(slot);
  if (call.machine === 'val') return { ref: m.block(null, [...set, call.ref], i64), machine: 'val' };
  return { ref: m.block(null, [...set, asStatement(fx, call), fx.get(object, i64)], i64), machine: 'val' };
}
/** `super(…)`: the base constructor on the same object; yields the object. */

export function genCallSuper(fx: FunctionContext, e: Expr & { kind: 'call-super' }): Code {
  const { m } = fx;
  const { base, builtinBase, dynamicBase } = e.class;
  const object = fx.temp(i64);
  const set = [m.local.set(object, genVal(fx, e.receiver))];
  const finish = (call: Code, mayReplace: boolean): Code => {
    if (!mayReplace)
      return { ref: m.block(null, [...set, asStatement(fx, call), fx.get(object, i64)], i64), machine: 'val' };
    const result = fx.temp(i64);
    const chosen = m.if(
      hasTag(fx, m.local.tee(result, convert(fx, call, 'val', TOP), i64), Tag.Object),
      fx.get(result, i64),
      fx.get(object, i64),
    );
    return { ref: m.block(null, [...set, chosen], i64), machine: 'val' };
  };
  const slot = fx.frame ? fx.takeSlot() : -1;
  if (slot >= 0) set.push(fx.storeSlot(slot, fx.get(object, i64)));
  const self: Expr = { kind: 'const', value: undefined, flow: TOP };
  const selfCode = (): Code => ({ ref: fx.get(object, i64), machine: 'val' });
  if (base !== null && !dynamicBase && !takesClosure(base.constructor_)) {
    const leading = leadingFor(fx, base.constructor_, null, self, e.newTarget);
    if (base.constructor_.thisLocal !== null) leading.generators[0] = selfCode;
    const call = callDirect(fx, base.constructor_, leading, e.args, false);
    if (slot >= 0) fx.freeSlot(slot);
    return finish(call, constructorReturnsValue(base));
  }
  if (builtinBase !== null && !dynamicBase && base === null) {
    const func = fx.mc.source.runtimeFunction(`${builtinBase}_construct`);
    if (func === undefined) return fx.refuse(`extends ${builtinBase}`);
    if (builtinBase === 'RegExp') {
      notePattern(fx.mc, null);
      noteOverridden(fx.mc);
    }
    const call =
      genMessage(fx, builtinBase, e.args, () => fx.get(object, i64)) ??
      callDirect(fx, func, { exprs: [self], generators: [selfCode] }, e.args, true, func.params.slice(1));
    if (slot >= 0) fx.freeSlot(slot);
    return finish(call, false);
  }
  noteOverridden(fx.mc);
  const argsExpr: Expr = { kind: 'array', elements: e.args, flow: TOP };
  const [typeCode, newTarget, args] = genWith(
    fx,
    [e.type, e.newTarget, argsExpr],
    [e.type, e.newTarget, argsExpr].map((x) => () => ({ ref: genVal(fx, x), machine: 'val' as const })),
  );
  const call = callRuntime(fx, 'callSuperConstructor', [typeCode!, selfCode(), newTarget!, args!]);
  if (slot >= 0) fx.freeSlot(slot);
  return finish(call, true);
}
