// Intrinsics of the lang dialect (runtime/lang/intrinsics.ts) as wasm instructions.
import { wellKnown } from '../ir/keys.ts';
import binaryen from 'binaryen';
import type { Expr } from '../ir/nodes.ts';
import { TOP, type Machine } from '../ir/types.ts';
import { gen, genAs, genVal, genWith } from './expressions.ts';
import { indirect } from './calls.ts';
import { GENERIC_PARAMS, STACK_POINTER } from './context.ts';
import { hasTag, isDouble, isNullish, toInt32 } from './convert.ts';
import { newTargetCell } from './functions.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import { builtKind, builtinConstructor, findStatic, kindNumber, staticClosure } from './links.ts';
import { callRuntime } from './runtime-calls.ts';
import { ABSENT, Tag, TRUE, boxed, wasmType } from './values.ts';
import { TYPED_KINDS, isMade, isNameAsked, isSymbolMade, knownTypedKind } from './known-tests.ts';
import { isPatternMade } from './pattern-features.ts';
import { genRunCompiled } from './patterns.ts';
import { BIGINT_VALUES, STACK_BYTES } from './static-data.ts';

const { i32, i64 } = binaryen;
type Module = binaryen.Module;
type Operation = (m: Module, args: Ref[], offset: number) => Ref;

/** name: parameter machines, result machine, code. Memory operations take a trailing literal offset. */
const OPERATIONS: Record<string, readonly [readonly Machine[], Machine, Operation]> = {
  load8: [['u32'], 'u32', (m, [a], o) => m.i32.load8_u(o, 1, a!)],
  load8s: [['u32'], 'i32', (m, [a], o) => m.i32.load8_s(o, 1, a!)],
  load16: [['u32'], 'u32', (m, [a], o) => m.i32.load16_u(o, 1, a!)],
  load16s: [['u32'], 'i32', (m, [a], o) => m.i32.load16_s(o, 1, a!)],
  load32: [['u32'], 'u32', (m, [a], o) => m.i32.load(o, 1, a!)],
  load64: [['u32'], 'i64', (m, [a], o) => m.i64.load(o, 1, a!)],
  loadF32: [['u32'], 'f64', (m, [a], o) => m.f64.promote(m.f32.load(o, 1, a!))],
  loadF64: [['u32'], 'f64', (m, [a], o) => m.f64.load(o, 1, a!)],
  loadVal: [['u32'], 'val', (m, [a], o) => m.i64.load(o, 8, a!)],
  store8: [['u32', 'u32'], 'void', (m, [a, v], o) => m.i32.store8(o, 1, a!, v!)],
  store16: [['u32', 'u32'], 'void', (m, [a, v], o) => m.i32.store16(o, 1, a!, v!)],
  store32: [['u32', 'u32'], 'void', (m, [a, v], o) => m.i32.store(o, 1, a!, v!)],
  store64: [['u32', 'i64'], 'void', (m, [a, v], o) => m.i64.store(o, 1, a!, v!)],
  storeF32: [['u32', 'f64'], 'void', (m, [a, v], o) => m.f32.store(o, 1, a!, m.f32.demote(v!))],
  storeF64: [['u32', 'f64'], 'void', (m, [a, v], o) => m.f64.store(o, 1, a!, v!)],
  initVal: [['u32', 'val'], 'void', (m, [a, v], o) => m.i64.store(o, 8, a!, v!)],
  memoryCopy: [['u32', 'u32', 'u32'], 'void', (m, [to, from, n]) => m.memory.copy(to!, from!, n!)],
  memoryFill: [['u32', 'u32', 'u32'], 'void', (m, [to, byte, n]) => m.memory.fill(to!, byte!, n!)],
  memorySize: [[], 'u32', (m) => m.memory.size()],
  memoryGrow: [['u32'], 'u32', (m, [n]) => m.memory.grow(n!)],
  addr: [['val'], 'u32', (m, [v]) => m.i32.wrap(v!)],
  asObject: [['u32'], 'val', (m, [a]) => tagged(m, Tag.Object, a!)],
  asString: [['u32'], 'val', (m, [a]) => tagged(m, Tag.String, a!)],
  asSymbol: [['u32'], 'val', (m, [a]) => tagged(m, Tag.Symbol, a!)],
  asCell: [['u32'], 'val', (m, [a]) => tagged(m, Tag.Cell, a!)],
  tagOf: [['val'], 'u32', (m, [v]) => m.i32.wrap(m.i64.shr_u(v!, m.i64.const(48n)))],
  sameBits: [['val', 'val'], 'bool', (m, [a, b]) => m.i64.eq(a!, b!)],
  bitsOf: [['val'], 'i64', (_, [v]) => v!],
  ofBits: [['i64'], 'val', (_, [v]) => v!],
  absent: [[], 'val', (m) => m.i64.const(ABSENT)],
  isAbsent: [['val'], 'bool', (m, [v]) => m.i64.eq(v!, m.i64.const(ABSENT))],
  isBoolean: [['val'], 'bool', (m, [v]) => m.i64.eq(m.i64.or(v!, m.i64.const(1n)), m.i64.const(TRUE))],
  clz32: [['u32'], 'u32', (m, [x]) => m.i32.clz(x!)],
  ctz32: [['u32'], 'u32', (m, [x]) => m.i32.ctz(x!)],
  popcnt32: [['u32'], 'u32', (m, [x]) => m.i32.popcnt(x!)],
  rotl32: [['u32', 'u32'], 'u32', (m, [x, n]) => m.i32.rotl(x!, n!)],
  clz64: [['i64'], 'i64', (m, [x]) => m.i64.clz(x!)],
  ctz64: [['i64'], 'i64', (m, [x]) => m.i64.ctz(x!)],
  ltu64: [['i64', 'i64'], 'bool', (m, [a, b]) => m.i64.lt_u(a!, b!)],
  divu64: [['i64', 'i64'], 'i64', (m, [a, b]) => m.i64.div_u(a!, b!)],
  remu64: [['i64', 'i64'], 'i64', (m, [a, b]) => m.i64.rem_u(a!, b!)],
  shru64: [['i64', 'i64'], 'i64', (m, [a, b]) => m.i64.shr_u(a!, b!)],
  i64FromU32: [['u32'], 'i64', (m, [x]) => m.i64.extend_u(x!)],
  i64FromI32: [['i32'], 'i64', (m, [x]) => m.i64.extend_s(x!)],
  u32FromI64: [['i64'], 'u32', (m, [x]) => m.i32.wrap(x!)],
  f64FromI64: [['i64'], 'f64', (m, [x]) => m.f64.convert_s.i64(x!)],
  f64FromU64: [['i64'], 'f64', (m, [x]) => m.f64.convert_u.i64(x!)],
  i64FromF64: [['f64'], 'i64', (m, [x]) => m.i64.trunc_s_sat.f64(x!)],
  bitsFromF64: [['f64'], 'i64', (m, [x]) => m.i64.reinterpret(x!)],
  f64FromBits: [['i64'], 'f64', (m, [x]) => m.f64.reinterpret(x!)],
  bitsFromF32: [['f64'], 'u32', (m, [x]) => m.i32.reinterpret(m.f32.demote(x!))],
  f32FromBits: [['u32'], 'f64', (m, [x]) => m.f64.promote(m.f32.reinterpret(x!))],
  floorF64: [['f64'], 'f64', (m, [x]) => m.f64.floor(x!)],
  ceilF64: [['f64'], 'f64', (m, [x]) => m.f64.ceil(x!)],
  truncF64: [['f64'], 'f64', (m, [x]) => m.f64.trunc(x!)],
  nearestF64: [['f64'], 'f64', (m, [x]) => m.f64.nearest(x!)],
  sqrtF64: [['f64'], 'f64', (m, [x]) => m.f64.sqrt(x!)],
  absF64: [['f64'], 'f64', (m, [x]) => m.f64.abs(x!)],
  copysignF64: [['f64', 'f64'], 'f64', (m, [x, s]) => m.f64.copysign(x!, s!)],
  minF64: [['f64', 'f64'], 'f64', (m, [a, b]) => m.f64.min(a!, b!)],
  maxF64: [['f64', 'f64'], 'f64', (m, [a, b]) => m.f64.max(a!, b!)],
  stackPointer: [[], 'u32', (m) => m.global.get(STACK_POINTER, i32)],
  stackTop: [[], 'u32', (m) => m.i32.const(STACK_BYTES)],
  busRead: [['u32'], 'u32', (m, [a]) => m.call('virtio-read', [a!], i32)],
  busWrite: [['u32', 'u32'], 'void', (m, [a, v]) => m.call('virtio-write', [a!, v!], binaryen.none)],
  busNow: [[], 'f64', (m) => m.f64.convert_u.i64(m.call('virtio-now', [], i64))],
  setStackPointer: [['u32'], 'void', (m, [a]) => m.global.set(STACK_POINTER, a!)],
};

function tagged(m: Module, tag: number, address: Ref): Ref {
  return m.i64.or(m.i64.const(boxed(tag, 0)), m.i64.extend_u(address));
}

export function genIntrinsic(fx: FunctionContext, name: string, args: readonly Expr[]): Code {
  const operation = OPERATIONS[name];
  if (operation !== undefined) return simple(fx, operation, args);
  return special(fx, name, args);
}

function simple(
  fx: FunctionContext,
  [params, result, emit]: readonly [readonly Machine[], Machine, Operation],
  args: readonly Expr[],
): Code {
  const operands = args.slice(0, params.length);
  const offset = args[params.length];
  const codes = genWith(
    fx,
    operands,
    operands.map((arg, i) => () => ({ ref: operandAs(fx, arg, params[i]!), machine: params[i]! })),
  );
  return {
    ref: emit(
      fx.m,
      codes.map((code) => code.ref),
      literalOffset(fx, offset),
    ),
    machine: result,
  };
}

/** The trailing offset of a memory operation; missing means 0. */
function literalOffset(fx: FunctionContext, offset: Expr | undefined): number {
  const inner = offset?.kind === 'convert' ? offset.value : offset;
  if (inner === undefined) return 0;
  if (inner.kind !== 'const' || (typeof inner.value !== 'number' && inner.value !== undefined))
    return fx.refuse('an offset that is not a literal');
  return inner.value ?? 0;
}

/** In lang code a trusted conversion; in device code (ordinary numbers) ToInt32. */
function operandAs(fx: FunctionContext, arg: Expr, machine: Machine): Ref {
  if (!fx.lang && (machine === 'u32' || machine === 'i32')) return toInt32(fx, gen(fx, arg), fx.proof(arg));
  return genAs(fx, arg, machine);
}

function literalText(fx: FunctionContext, given: Expr | undefined): string {
  const arg = given?.kind === 'convert' ? given.value : given;
  if (arg?.kind !== 'const' || typeof arg.value !== 'string')
    return fx.refuse('an intrinsic without its literal argument');
  return arg.value;
}

function special(fx: FunctionContext, name: string, args: readonly Expr[]): Code {
  const { m, mc } = fx;
  const value = (): Ref => genVal(fx, args[0]!);
  const constant = (x: number): Code => ({ ref: m.i32.const(x), machine: 'u32' });
  switch (name) {
    case 'storeVal': {
      const offset = literalOffset(fx, args[2]);
      const [address, stored] = genWith(fx, args.slice(0, 2), [
        () => ({ ref: operandAs(fx, args[0]!, 'u32'), machine: 'u32' }),
        () => ({ ref: genVal(fx, args[1]!), machine: 'val' }),
      ]);
      const place = offset === 0 ? address!.ref : m.i32.add(address!.ref, m.i32.const(offset));
      return callRuntime(fx, 'storeBarriered', [{ ref: place, machine: 'u32' }, stored!]);
    }
    case 'asBigInt':
      mc.data.made.add(BIGINT_VALUES);
      return { ref: tagged(m, Tag.BigInt, operandAs(fx, args[0]!, 'u32')), machine: 'val' };
    case 'isMade':
      return { ref: m.i32.const(isMade(fx, literalText(fx, args[0])) ? 1 : 0), machine: 'bool' };
    case 'isPatternMade':
      return { ref: m.i32.const(isPatternMade(fx.mc, literalText(fx, args[0])) ? 1 : 0), machine: 'bool' };
    case 'runCompiled': {
      const codes = genWith(
        fx,
        args,
        args.map((arg) => () => ({ ref: operandAs(fx, arg, 'u32'), machine: 'u32' as const })),
      );
      return genRunCompiled(
        fx,
        codes.map(({ ref }) => ref),
      );
    }
    case 'isNameAsked':
      return { ref: m.i32.const(isNameAsked(fx, literalText(fx, args[0])) ? 1 : 0), machine: 'bool' };
    case 'isSymbolMade':
      return { ref: m.i32.const(isSymbolMade(fx, literalText(fx, args[0])) ? 1 : 0), machine: 'bool' };
    case 'isTypedKind':
    case 'isBigKind': {
      const known = knownTypedKind(fx, name);
      if (known !== null)
        return { ref: m.block(null, [m.drop(operandAs(fx, args[0]!, 'u32')), m.i32.const(0)], i32), machine: 'bool' };
      const [first, last] = TYPED_KINDS[name];
      const above = m.i32.sub(operandAs(fx, args[0]!, 'u32'), m.i32.const(kindNumber(first)));
      return { ref: m.i32.le_u(above, m.i32.const(kindNumber(last) - kindNumber(first))), machine: 'bool' };
    }
    case 'isNumber':
      return { ref: isDouble(fx, value()), machine: 'bool' };
    case 'isObject':
      return { ref: hasTag(fx, value(), Tag.Object), machine: 'bool' };
    case 'isString':
      return { ref: hasTag(fx, value(), Tag.String), machine: 'bool' };
    case 'isSymbol':
      return { ref: hasTag(fx, value(), Tag.Symbol), machine: 'bool' };
    case 'isBigInt':
      return { ref: hasTag(fx, value(), Tag.BigInt), machine: 'bool' };
    case 'isNullish':
      return { ref: isNullish(fx, value(), TOP), machine: 'bool' };
    case 'toInt32F64':
    case 'toUint32F64': {
      const code = callRuntime(fx, 'toInt32F64', [{ ref: genAs(fx, args[0]!, 'f64'), machine: 'f64' }]);
      return { ref: code.ref, machine: name === 'toInt32F64' ? 'i32' : 'u32' };
    }
    case 'shapeOf':
      return constant(builtKind(mc, literalText(fx, args[0])).shape);
    case 'kindOf':
      return constant(kindNumber(literalText(fx, args[0])));
    case 'prototypeOf':
      return constant(builtKind(mc, literalText(fx, args[0])).prototype);
    case 'wellKnownSymbol': {
      const key = wellKnown(literalText(fx, args[0]));
      mc.needKey(key);
      return { ref: m.i64.const(mc.data.key(key)), machine: 'val' };
    }
    case 'builtin': {
      const path = literalText(fx, args[0]);
      const func = mc.source.runtimeFunction(path.replaceAll('.', '_')) ?? findStatic(mc, path);
      const closure = path.includes('.') || func !== null ? null : builtinConstructor(mc, path);
      if (closure !== null) return { ref: m.i64.const(boxed(Tag.Object, closure)), machine: 'val' };
      if (func === null || func === undefined) return fx.refuse(path);
      return { ref: m.i64.const(boxed(Tag.Object, staticClosure(mc, func))), machine: 'val' };
    }
    case 'heapBase':
      return constant(mc.known.heapBase);
    case 'rootsStart':
      return constant(mc.known.mutableBase);
    case 'rootsEnd':
      return constant(mc.known.rootsEnd);
    case 'gcStress':
      return { ref: m.i32.const(mc.options.gcStress ? 1 : 0), machine: 'bool' };
    case 'memoryMaximum':
      return constant(mc.options.memoryMaxPages);
    case 'staticBytes':
      return constant(mc.staticBytes(literalText(fx, args[0]), literalNumber(fx, args[1])));
    case 'smallTexts':
      return constant(mc.data.smallTexts());
    case 'singleStrings':
      return constant(mc.data.singles());
    case 'deviceSlot':
      return constant(mc.deviceSlot(literalText(fx, args[0])));
    case 'hasDevice':
      return { ref: m.i32.const(mc.devices.includes(literalText(fx, args[0])) ? 1 : 0), machine: 'bool' };
    case 'newTargetCell':
      return constant(newTargetCell(mc));
    case 'addressOf': {
      const storage = m.i32.load(8, 4, m.i32.wrap(value()));
      return { ref: m.i32.add(storage, m.i32.const(8)), machine: 'u32' };
    }
    case 'throwVal':
      return { ref: fx.throwing(value()), machine: 'void' };
    case 'exitNow':
      return { ref: fx.exiting(), machine: 'void' };
    case 'unreachable':
      return { ref: m.unreachable(), machine: 'void' };
    case 'invoke':
      return genInvoke(fx, args);
    case 'invokeArray':
      return callRuntime(
        fx,
        'invokeWithArray',
        genWith(
          fx,
          args,
          args.map((arg) => () => ({ ref: genVal(fx, arg), machine: 'val' as const })),
        ),
      );
    case 'invokeConstructor':
      return callRuntime(
        fx,
        'invokeConstructorEntry',
        genWith(
          fx,
          args,
          args.map((arg) => () => ({ ref: genVal(fx, arg), machine: 'val' as const })),
        ),
      );
    case 'invokeEntry':
      return genInvokeEntry(fx, args);
    default:
      return fx.refuse(`the intrinsic ${name}`);
  }
}

function literalNumber(fx: FunctionContext, given: Expr | undefined): number {
  const arg = given?.kind === 'convert' ? given.value : given;
  if (arg?.kind !== 'const' || typeof arg.value !== 'number')
    return fx.refuse('an intrinsic without its literal argument');
  return arg.value;
}

/** `invoke(f, this, a…)`: the generic entry, callee known to be a function. */
function genInvoke(fx: FunctionContext, args: readonly Expr[]): Code {
  const { m } = fx;
  const codes = genWith(
    fx,
    args,
    args.map((arg) => () => ({ ref: genVal(fx, arg), machine: 'val' as const })),
  );
  const temps = codes.map(() => fx.temp(i64));
  const set = codes.map((code, i) => m.local.set(temps[i]!, code.ref));
  return { ref: m.block(null, [...set, indirect(fx, temps[0]!, temps[1]!, temps.slice(2))], i64), machine: 'val' };
}

/** `invokeEntry(tableIndex, callee, this, argc, a0, a1, a2, a3)`: a raw indirect call of a generic or constructor entry. */
function genInvokeEntry(fx: FunctionContext, args: readonly Expr[]): Code {
  const { m } = fx;
  const machines: Machine[] = ['u32', 'val', 'val', 'i32', 'val', 'val', 'val', 'val'];
  const codes = genWith(
    fx,
    args,
    args.map((arg, i) => () => ({ ref: genAs(fx, arg, machines[i]!), machine: machines[i]! })),
  );
  const target = fx.temp(i32);
  const set = m.local.set(target, codes[0]!.ref);
  const temps = codes.slice(1).map((code) => ({ temp: fx.temp(wasmType(code.machine)), code }));
  const sets = temps.map(({ temp, code }) => m.local.set(temp, code.ref));
  const operands = temps.map(({ temp, code }) => fx.get(temp, wasmType(code.machine)));
  return {
    ref: m.block(null, [set, ...sets, fx.callIndirect(fx.get(target, i32), operands, GENERIC_PARAMS, i64)], i64),
    machine: 'val',
  };
}

/** A `machine` node: an operation by its wasm name, for passes that work below JavaScript's semantics. */
export function genMachine(fx: FunctionContext, e: Expr & { kind: 'machine' }): Code {
  const operation = OPERATIONS[e.op];
  if (operation === undefined) return fx.refuse(`the machine operation ${e.op}`);
  return simple(fx, operation, e.args);
}
