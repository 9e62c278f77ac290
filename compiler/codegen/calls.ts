// Calls: direct entries for known functions, built-ins by name, inline-cached methods, and the generic entry through the
// table for everything else (docs/internals.md, "Calls"). `new` and `super(…)` allocate first, then run constructors.
import binaryen from 'binaryen';
import { type Argument, type Expr, type Func, type Local } from '../ir/nodes.ts';
import { Kind, TOP, isExact, isOnly, may } from '../ir/types.ts';
import { asStatement, gen, genVal, genVoid, genWith } from './expressions.ts';
import { consoleLine } from './console-lines.ts';
import { convert, hasTag, toBoolean, toInt32, toNumber, toText } from './convert.ts';
import { GENERIC_PARAMS, takesClosure } from './context.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import { generateDirect, takesSelf } from './functions.ts';
import { parentConstructor } from '../ir/library-members.ts';
import { builtinConstructor, findMethod, findStatic, kindNumber } from './links.ts';
import { NUMBER_PARAM, convertsEarly } from './argument-order.ts';
import { genIntrinsic } from './intrinsics.ts';
import { asText } from './operators.ts';
import { genExtreme, genRoundedQuotient } from './integers.ts';
import { sharedPattern } from './patterns.ts';
import { certainKind } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { Tag, UNDEFINED, boxed, wasmType } from './values.ts';
import { callBuiltinTemps } from './method-calls.ts';

const { i32, i64, f64 } = binaryen;
const DIRECT_ARGUMENTS = 4;

export function hasSpread(args: readonly Argument[]): boolean {
  return args.some((arg) => arg.spread);
}
/** All arguments as one array. */
export function argumentArray(fx: FunctionContext, args: readonly Argument[]): Code {
  return gen(fx, { kind: 'array', elements: [...args], flow: TOP });
}

type Generator = () => Code;

/** One argument converted to a parameter's machine type with JavaScript's coercion (built-ins) or without (user functions). */
function argumentFor(fx: FunctionContext, param: Local, value: Expr, coerce: boolean): Code {
  const code = gen(fx, value);
  const flow = fx.proof(value);
  return {
    ref: coerce ? coerceTo(fx, param, code, flow) : convert(fx, code, param.machine, flow),
    machine: param.machine,
  };
}
export function coerceTo(fx: FunctionContext, param: Local, code: Code, flow: typeof TOP): Ref {
  if (fx.lang && code.machine === param.machine) return code.ref;
  switch (param.machine) {
    case 'f64':
      return toNumber(fx, code, flow);
    case 'i32':
    case 'u32':
      return toInt32(fx, code, flow);
    case 'bool':
      return toBoolean(fx, code, flow);
    case 'val':
      return isOnly(param.hint, Kind.String) ? toText(fx, code, flow) : convert(fx, code, 'val', flow);
    default:
      return convert(fx, code, param.machine, flow);
  }
}

/** Generators for the parameters of `func` from call arguments; surplus arguments are evaluated and dropped. */
function parameterGenerators(
  fx: FunctionContext,
  func: Func,
  params: readonly Local[],
  args: readonly Argument[],
  coerce: boolean,
): { exprs: Expr[]; generators: Generator[] } {
  const exprs: Expr[] = [];
  const generators: Generator[] = [];
  const undefinedExpr: Expr = { kind: 'const', value: undefined, flow: TOP };
  params.forEach((param, i) => {
    const isRest = func.rest && i === params.length - 1;
    if (isRest) {
      const rest: Expr = { kind: 'array', elements: args.slice(i), flow: TOP };
      exprs.push(rest);
      generators.push(() => ({ ref: genVal(fx, rest), machine: 'val' }));
      return;
    }
    const value = args[i]?.value ?? undefinedExpr;
    exprs.push(coerce && param.machine === 'val' && isOnly(param.hint, Kind.String) ? asText(value) : value);
    if (i === params.length - 1 && args.length > params.length)
      generators.push(() => withSurplus(fx, argumentFor(fx, param, value, coerce), args.slice(params.length)));
    else generators.push(() => argumentFor(fx, param, value, coerce));
  });
  return { exprs, generators };
}
function withSurplus(fx: FunctionContext, code: Code, surplus: readonly Argument[]): Code {
  const effects = surplus.filter((arg) => arg.value.kind !== 'const' && arg.value.kind !== 'local');
  if (effects.length === 0) return code;
  const { m } = fx;
  const type = wasmType(code.machine);
  const temp = fx.temp(type);
  const slot = code.machine === 'val' && fx.frame ? fx.takeSlot() : -1;
  const set = [m.local.set(temp, code.ref), ...(slot >= 0 ? [fx.storeSlot(slot, fx.get(temp, type))] : [])];
  const rest = effects.map((arg) => genVoid(fx, arg.value));
  if (slot >= 0) fx.freeSlot(slot);
  return { ref: m.block(null, [...set, ...rest, fx.get(temp, type)], type), machine: code.machine };
}

/** Calls the direct entry. `leading` are closure, receiver and new.target as the signature wants them. */
export function callDirect(
  fx: FunctionContext,
  func: Func,
  leading: { exprs: Expr[]; generators: Generator[] },
  args: readonly Argument[],
  coerce: boolean,
  params: readonly Local[] = func.params,
): Code {
  if (hasSpread(args)) return callDirectSpread(fx, func, leading, args, coerce, params);
  const extra: { exprs: Expr[]; generators: Generator[] } = { exprs: [], generators: [] };
  if (func.argumentsLocal !== null) {
    // `arguments` shares the values: evaluate once into an array, read the parameters from it.
    return callDirectSpread(fx, func, leading, args, coerce, params);
  }
  const rest = parameterGenerators(fx, func, params, args, coerce);
  const noParams = params.length === 0 && args.length > 0;
  const codes = genWith(
    fx,
    [...leading.exprs, ...extra.exprs, ...rest.exprs],
    [...leading.generators, ...extra.generators, ...rest.generators],
    noParams ? 1 : 0,
  );
  const surplus = noParams
    ? args
        .filter((arg) => arg.value.kind !== 'const' && arg.value.kind !== 'local')
        .map((arg) => genVoid(fx, arg.value))
    : [];
  const call = emitDirect(
    fx,
    func,
    codes.map((code) => code.ref),
  );
  if (surplus.length === 0) return call;
  if (codes.length === 0)
    return { ref: fx.m.block(null, [...surplus, call.ref], wasmType(call.machine)), machine: call.machine };
  const last = codes.pop()!;
  const type = wasmType(last.machine);
  const temp = fx.temp(type);
  const kept = fx.m.block(null, [fx.m.local.set(temp, last.ref), ...surplus, fx.get(temp, type)], type);
  return emitDirect(fx, func, [...codes.map((code) => code.ref), kept]);
}

export function emitDirect(fx: FunctionContext, func: Func, refs: Ref[]): Code {
  const name = fx.mc.directName(func, (wasmName) => generateDirect(fx.mc, func, wasmName));
  return { ref: fx.call(name, refs, wasmType(func.result)), machine: func.result };
}

function callDirectSpread(
  fx: FunctionContext,
  func: Func,
  leading: { exprs: Expr[]; generators: Generator[] },
  args: readonly Argument[],
  coerce: boolean,
  params: readonly Local[],
): Code {
  const { m } = fx;
  const array = fx.temp(i64);
  const slot = fx.frame ? fx.takeSlot() : -1;
  const arrayExpr: Expr = { kind: 'array', elements: [...args], flow: TOP };
  const codes = genWith(
    fx,
    [...leading.exprs, arrayExpr],
    [...leading.generators, () => ({ ref: genVal(fx, arrayExpr), machine: 'val' })],
    1,
  );
  const argsCode = codes.pop()!;
  const kept = codes.map((code) => ({ temp: fx.temp(wasmType(code.machine)), code }));
  const set = kept.map(({ temp, code }) => m.local.set(temp, code.ref));
  set.push(m.local.set(array, argsCode.ref));
  if (slot >= 0) set.push(fx.storeSlot(slot, fx.get(array, i64)));
  const arrayCode = (): Code => ({ ref: fx.get(array, i64), machine: 'val' });
  const paramCodes = params.map((param, i): Ref => {
    if (func.rest && i === params.length - 1)
      return callRuntime(fx, 'restFrom', [arrayCode(), { ref: m.i32.const(i), machine: 'u32' }]).ref;
    const value = callRuntime(fx, 'arrayGet', [arrayCode(), { ref: m.i32.const(i), machine: 'u32' }]);
    return coerce ? coerceTo(fx, param, value, TOP) : convert(fx, value, param.machine, TOP);
  });
  const lead = kept.map(({ temp, code }) => fx.get(temp, wasmType(code.machine)));
  if (func.argumentsLocal !== null) lead.push(arrayCode().ref);
  if (slot >= 0) fx.freeSlot(slot);
  const call = emitDirect(fx, func, [...lead, ...paramCodes]);
  return { ref: m.block(null, [...set, call.ref], wasmType(call.machine)), machine: call.machine };
}

export function leadingFor(
  fx: FunctionContext,
  func: Func,
  closure: Expr | null,
  receiver: Expr | null,
  newTarget: Expr | null,
): { exprs: Expr[]; generators: Generator[] } {
  const exprs: Expr[] = [];
  const undefinedExpr: Expr = { kind: 'const', value: undefined, flow: TOP };
  if (takesClosure(func)) exprs.push(closure ?? undefinedExpr);
  if (func.thisLocal !== null) exprs.push(receiver ?? undefinedExpr);
  if (func.newTargetLocal !== null) exprs.push(newTarget ?? undefinedExpr);
  return { exprs, generators: exprs.map((e) => () => ({ ref: genVal(fx, e), machine: 'val' as const })) };
}

export function genCallDirect(fx: FunctionContext, e: Expr & { kind: 'call-direct' }): Code {
  return callDirect(fx, e.func, leadingFor(fx, e.func, e.closure, e.receiver, null), e.args, false);
}

/** The generic entry of a value: checked to be a function, called through the table. */
export function genCall(fx: FunctionContext, e: Expr & { kind: 'call' }): Code {
  if (hasSpread(e.args)) {
    const argsExpr: Expr = asItIs(fx, e.args) ?? { kind: 'array', elements: e.args, flow: TOP };
    const [callee, receiver, args] = genWith(
      fx,
      [e.callee, e.receiver, argsExpr],
      [e.callee, e.receiver, argsExpr].map((x) => () => ({ ref: genVal(fx, x), machine: 'val' as const })),
    );
    return callRuntime(fx, 'callValueNamed', [callee!, receiver!, args!, textCode(fx, e.text)]);
  }
  const exprs = [e.callee, e.receiver, ...e.args.map((arg) => arg.value)];
  const codes = genWith(
    fx,
    exprs,
    exprs.map((x) => () => ({ ref: genVal(fx, x), machine: 'val' as const })),
    e.args.length > DIRECT_ARGUMENTS ? 1 : 0,
  );
  const callee = fx.temp(i64);
  const set = [fx.m.local.set(callee, codes[0]!.ref)];
  const [receiver, ...args] = codes.slice(1).map((code) => {
    const temp = fx.temp(i64);
    set.push(fx.m.local.set(temp, code.ref));
    return temp;
  });
  return { ref: fx.m.block(null, [...set, invokeGeneric(fx, callee, receiver!, args, e.text)], i64), machine: 'val' };
}
/** `f(...list)` with a plain array: its elements are the arguments, and nobody keeps the list of them. */
function asItIs(fx: FunctionContext, [only, ...others]: readonly Argument[]): Expr | null {
  if (fx.lang || others.length > 0 || !only!.spread || certainKind(fx, only!.value) !== 'Array') return null;
  const flow = fx.proof(only!.value);
  return fx.mc.facts.isPlainArray(flow) && !fx.mc.facts.mayHaveHoles(flow) ? only!.value : null;
}
export function textCode(fx: FunctionContext, text: string): Code {
  return { ref: fx.m.i64.const(boxed(Tag.String, fx.mc.data.string(text))), machine: 'val' };
}

/** Emits the check and the indirect call; all operands are locals. */
export function invokeGeneric(
  fx: FunctionContext,
  callee: number,
  receiver: number | null,
  args: readonly number[],
  text: string,
): Ref {
  const { m } = fx;
  const read = (index: number): Ref => fx.get(index, i64);
  const isFunction = m.i32.eq(
    m.i32.load(0, 4, m.i32.load(0, 4, m.i32.wrap(read(callee)))),
    m.i32.const(kindNumber('Function')),
  );
  const test = m.if(hasTag(fx, read(callee), Tag.Object), isFunction, m.i32.const(0));
  const fail = m.block(
    null,
    [asStatement(fx, callRuntime(fx, 'throwNotFunction', [textCode(fx, text)])), m.unreachable()],
    binaryen.unreachable,
  );
  const check = m.if(m.i32.eqz(test), fail);
  return m.block(null, [check, indirect(fx, callee, receiver, args)], i64);
}

/** The indirect call itself; argument lists longer than four put the fourth and later into an array. */
export function indirect(fx: FunctionContext, callee: number, receiver: number | null, args: readonly number[]): Ref {
  const { m } = fx;
  const read = (index: number): Ref => fx.get(index, i64);
  const pass = args.slice(0, DIRECT_ARGUMENTS).map(read);
  const before: Ref[] = [];
  if (args.length > DIRECT_ARGUMENTS) {
    const overflow = args.slice(3);
    const array = fx.temp(i64);
    const slots = fx.frame
      ? [callee, ...(receiver === null ? [] : [receiver]), ...args].map((index) => ({ index, slot: fx.takeSlot() }))
      : [];
    for (const { index, slot } of slots) before.push(fx.storeSlot(slot, read(index)));
    before.push(
      m.local.set(array, callRuntime(fx, 'newArray', [{ ref: m.i32.const(overflow.length), machine: 'u32' }]).ref),
    );
    overflow.forEach((index) =>
      before.push(
        asStatement(
          fx,
          callRuntime(fx, 'arrayPush', [
            { ref: read(array), machine: 'val' },
            { ref: read(index), machine: 'val' },
          ]),
        ),
      ),
    );
    for (const { slot } of slots) fx.freeSlot(slot);
    pass[3] = read(array);
  }
  while (pass.length < DIRECT_ARGUMENTS) pass.push(m.i64.const(UNDEFINED));
  const target = m.i32.load(8, 4, m.i32.wrap(read(callee)));
  const operands = [
    read(callee),
    receiver === null ? m.i64.const(UNDEFINED) : read(receiver),
    m.i32.const(args.length),
    ...pass,
  ];
  const call = fx.callIndirect(target, operands, GENERIC_PARAMS, i64);
  return before.length === 0 ? call : m.block(null, [...before, call], i64);
}

/** All arguments first, then the conversions in the order of the parameters. */
export function convertedCall(
  fx: FunctionContext,
  func: Func,
  leading: readonly (() => Ref)[],
  args: readonly Argument[],
): Code {
  const temps: number[] = [];
  const slots: number[] = [];
  const set: Ref[] = [];
  for (const generate of [...leading, ...args.map((arg) => () => genVal(fx, arg.value))]) {
    const temp = fx.temp(i64);
    temps.push(temp);
    set.push(fx.m.local.set(temp, generate()));
    if (!fx.frame) continue;
    const slot = fx.takeSlot();
    slots.push(slot);
    set.push(fx.storeSlot(slot, fx.get(temp, i64)));
  }
  const call = callBuiltinTemps(fx, func, temps, leading.length);
  for (const slot of slots) fx.freeSlot(slot);
  return { ref: fx.m.block(null, [...set, call.ref], wasmType(call.machine)), machine: call.machine };
}

/** A built-in with its receiver (methods) and arguments, coerced to its parameters. */
export function callBuiltin(
  fx: FunctionContext,
  func: Func,
  self: { expr: Expr } | null,
  list: readonly Argument[],
): Code {
  const receiver = self === null ? null : { expr: sharedPattern(func, self.expr) };
  const args = list.map((arg) => ({ ...arg, value: sharedPattern(func, arg.value) }));
  const params = receiver === null ? func.params : func.params.slice(1);
  if (convertsEarly(fx, params, args))
    return convertedCall(fx, func, receiver === null ? [] : [() => genVal(fx, receiver.expr)], args);
  const leading =
    receiver === null
      ? { exprs: [], generators: [] }
      : { exprs: [receiver.expr], generators: [() => ({ ref: genVal(fx, receiver.expr), machine: 'val' as const })] };
  return callDirect(fx, func, leading, args, true, params);
}

export function genCallBuiltin(fx: FunctionContext, e: Expr & { kind: 'call-builtin' }): Code {
  if (e.path.startsWith('intrinsic:'))
    return genIntrinsic(
      fx,
      e.path.slice('intrinsic:'.length),
      e.args.map((arg) => arg.value),
    );
  if (
    e.path === 'console.log' &&
    e.args.length === 1 &&
    e.args[0]!.value.kind === 'const' &&
    typeof e.args[0]!.value.value === 'string'
  ) {
    // A literal line needs no formatting: nothing else of the console is linked.
    return callRuntime(fx, 'consoleLiteral', [textCode(fx, e.args[0]!.value.value)]);
  }
  const line = consoleLine(fx, e);
  if (line !== null) return gen(fx, line);
  const inline = genInlineBuiltin(fx, e);
  if (inline !== null) return inline;
  if (e.path.includes('.prototype.')) {
    const [kind, key] = e.path.split('.prototype.');
    const func = findMethod(fx.mc, kind!, key!);
    if (func === null) return fx.refuse(e.path);
    return callBuiltin(fx, func, { expr: e.args[0]!.value }, e.args.slice(1));
  }
  const func = findStatic(fx.mc, e.path);
  if (func === null && builtinConstructor(fx.mc, e.path) !== null) return callWithoutNew(fx, e);
  if (func === null) return fx.refuse(e.path);
  return callBuiltin(fx, func, takesSelf(func) ? { expr: staticReceiver(e.path) } : null, e.args);
}

/** `this` of a function of a constructor: *absent* stands for the one that defines it, so that naming it links no constructor. */
function staticReceiver(path: string): Expr {
  const owner = path.split('.')[0]!;
  return parentConstructor(owner) === null
    ? { kind: 'absent', flow: TOP }
    : { kind: 'builtin', path: owner, flow: TOP };
}

/** `Map()`: the constructor itself says that it wants `new`. */
function callWithoutNew(fx: FunctionContext, e: Expr & { kind: 'call-builtin' }): Code {
  const callee: Expr = { kind: 'builtin', path: e.path, flow: TOP };
  return genCall(fx, {
    kind: 'call',
    callee,
    receiver: { kind: 'const', value: undefined, flow: TOP },
    args: e.args,
    text: e.path,
    flow: TOP,
  });
}

/** Integers stay what they are. */
const ROUNDING: ReadonlySet<string> = new Set(['Math.floor', 'Math.ceil', 'Math.trunc']);
/** Math functions that are one instruction. */
function genInlineBuiltin(fx: FunctionContext, e: Expr & { kind: 'call-builtin' }): Code | null {
  const { m } = fx;
  if (hasSpread(e.args)) return null;
  const integer = genRoundedQuotient(fx, e) ?? genExtreme(fx, e);
  if (integer !== null) return integer;
  const unary: Record<string, (x: Ref) => Ref> = {
    'Math.floor': (x) => m.f64.floor(x),
    'Math.ceil': (x) => m.f64.ceil(x),
    'Math.trunc': (x) => m.f64.trunc(x),
    'Math.sqrt': (x) => m.f64.sqrt(x),
    'Math.abs': (x) => m.f64.abs(x),
    'Math.fround': (x) => m.f64.promote(m.f32.demote(x)),
  };
  const op = unary[e.path];
  if (op !== undefined && e.args.length === 1) {
    const { value } = e.args[0]!;
    if (ROUNDING.has(e.path) && !fx.lang && isExact(fx.proof(value))) return gen(fx, value);
    return { ref: op(toNumber(fx, gen(fx, value), fx.proof(value))), machine: 'f64' };
  }
  const converted = e.args.length === 1 ? genConversion(fx, e.path, e.args[0]!.value) : null;
  if (converted !== null) return converted;
  const params = e.args.map(() => NUMBER_PARAM);
  if (e.args.length > 1 && convertsEarly(fx, params, e.args)) return null;
  if (e.path === 'Math.imul' && e.args.length === 2) {
    const [a, b] = e.args.map((arg) => arg.value);
    const [left, right] = genWith(
      fx,
      [a!, b!],
      [
        () => ({ ref: toInt32(fx, gen(fx, a!), fx.proof(a!)), machine: 'i32' }),
        () => ({ ref: toInt32(fx, gen(fx, b!), fx.proof(b!)), machine: 'i32' }),
      ],
    );
    return { ref: m.i32.mul(left!.ref, right!.ref), machine: 'i32' };
  }
  if (e.path === 'Math.clz32' && e.args.length === 1)
    return { ref: m.i32.clz(toInt32(fx, gen(fx, e.args[0]!.value), fx.proof(e.args[0]!.value))), machine: 'i32' };
  if ((e.path === 'Math.min' || e.path === 'Math.max') && e.args.length > 0) {
    const values = e.args.map((arg) => arg.value);
    const numbers = genWith(
      fx,
      values,
      values.map((x) => (): Code => ({ ref: toNumber(fx, gen(fx, x), fx.proof(x)), machine: 'f64' })),
    );
    const least = e.path === 'Math.min';
    return numbers.reduce(({ ref: one }, { ref: other }) => {
      return { ref: least ? m.f64.min(one, other) : m.f64.max(one, other), machine: 'f64' };
    });
  }
  return null;
}

/** `String(x)`, `Number(x)`, `Boolean(x)` and `String.fromCharCode(x)` of what needs nothing but the conversion. */
function genConversion(fx: FunctionContext, path: string, value: Expr): Code | null {
  const flow = fx.proof(value);
  if (path === 'Boolean') return { ref: toBoolean(fx, gen(fx, value), flow), machine: 'bool' };
  if (path === 'String' && !may(flow, Kind.Symbol)) return { ref: toText(fx, gen(fx, value), flow), machine: 'val' };
  if (path === 'Number' && !may(flow, Kind.BigInt | Kind.Object))
    return { ref: toNumber(fx, gen(fx, value), flow), machine: 'f64' };
  if (path !== 'String.fromCharCode') return null;
  const unit = fx.m.i32.and(toInt32(fx, gen(fx, value), flow), fx.m.i32.const(0xffff));
  return callRuntime(fx, 'singleUnit', [{ ref: unit, machine: 'u32' }]);
}

void f64;
void i32;
