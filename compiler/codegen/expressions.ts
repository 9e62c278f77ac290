// Expressions: the dispatcher from IR nodes to their families, operand lists, constants, variables and conditions.
import binaryen from 'binaryen';
import { allocateCell } from './allocation.ts';
import { assigns } from '../ir/children.ts';
import type { Constant, Expr, Local, Stmt } from '../ir/nodes.ts';
import { Kind, isOnly, type FlowType, type Machine, may } from '../ir/types.ts';
import { textCode } from './calls.ts';
import { genAwaitRefusal } from './refusals.ts';
import { genElementInt32, genElementNumber } from './elements.ts';
import { isRawLocal, genNumberRaw } from './raw.ts';
import { canonical, genTypedOperand, isTypedArray } from './typed-arrays.ts';
import { genBinary } from './operators.ts';
import { genUnary } from './unary.ts';
import { genCall, genCallBuiltin, genCallDirect } from './calls.ts';
import { genCallMethod } from './method-calls.ts';
import { genCallSuper, genNew, genNewBuiltin, genNewClass } from './constructions.ts';
import { genClass } from './classes.ts';
import { convert, isNullish, toBoolean, toInt32, toNumber, toText } from './convert.ts';
import { mayHoldReference, type Code, type FunctionContext, type Ref } from './function-context.ts';
import {
  genArray,
  genBuiltin,
  genBytes,
  genClosure,
  genObject,
  genRegExp,
  genTemplate,
  genTemplateObject,
} from './literals.ts';
import { genFrame } from './frames.ts';
import { genMachine } from './intrinsics.ts';
import { knownTest } from './known-tests.ts';
import {
  certainKind,
  storeField,
  genDefine,
  genDelete,
  genGet,
  genGetSlot,
  genIsShape,
  genGetIndex,
  genHas,
  genHasPrivate,
  genInstanceOf,
  genPrivateGet,
  genPrivateSet,
  genSet,
  genSetIndex,
  genSuperGet,
  genSuperSet,
} from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { genStatements } from './statements.ts';
import { ABSENT, FALSE, NULL, Tag, TRUE, UNDEFINED, boxed, boxedNumber, wasmType } from './values.ts';

const { i32, i64, f64 } = binaryen;

/** Generates an expression in whatever representation is natural to it. */
export function gen(fx: FunctionContext, e: Expr): Code {
  const outer = fx.position;
  if (e.position !== undefined) fx.position = e.position;
  const code = dispatch(fx, e);
  fx.position = outer;
  return code;
}

function dispatch(fx: FunctionContext, e: Expr): Code {
  const { m } = fx;
  switch (e.kind) {
    case 'const':
      return genConst(fx, e.value);
    case 'absent':
      return { ref: m.i64.const(ABSENT), machine: 'val' };
    case 'local': {
      const ref = fx.get(fx.indexOf(e.local), wasmType(e.local.machine));
      return { ref: isRawLocal(fx, e.local) ? canonical(fx, ref) : ref, machine: e.local.machine };
    }
    case 'set-local':
      if (isRawLocal(fx, e.local)) return { ref: canonical(fx, genSetRaw(fx, e)), machine: 'f64' };
      return genSetLocal(fx, e.local, genAs(fx, e.value, e.local.machine));
    case 'check-initialised':
      return genCheckInitialised(fx, e.value, e.name);
    case 'check-present':
      return genCheckPresent(fx, e);
    case 'global':
      return genGlobal(fx, e);
    case 'set-global':
      return genSetGlobal(fx, e);
    case 'box-new':
      return genBoxNew(fx, e.value);
    case 'box-get':
      return { ref: m.i64.load(8, 8, m.i32.wrap(genAs(fx, e.box, 'val'))), machine: 'val' };
    case 'box-set':
      return genBoxSet(fx, e.box, e.value);
    case 'unary':
      return genUnary(fx, e);
    case 'binary':
      return genBinary(fx, e);
    case 'cond':
      return genCond(fx, e);
    case 'logical':
      return genLogical(fx, e);
    case 'sequence':
      return genSequence(fx, e.effects, e.value);
    case 'get':
      return genGet(fx, e);
    case 'set':
      return genSet(fx, e);
    case 'get-index':
      return genGetIndex(fx, e);
    case 'set-index':
      return genSetIndex(fx, e);
    case 'get-private':
      return genPrivateGet(fx, e);
    case 'set-private':
      return genPrivateSet(fx, e);
    case 'has-private':
      return genHasPrivate(fx, e);
    case 'define':
      return genDefine(fx, e);
    case 'delete':
      return genDelete(fx, e);
    case 'has':
      return genHas(fx, e);
    case 'instanceof':
      return genInstanceOf(fx, e);
    case 'is-shape':
      return genIsShape(fx, e);
    case 'get-slot':
      return genGetSlot(fx, e);
    case 'call-direct':
      return genCallDirect(fx, e);
    case 'call':
      return genCall(fx, e);
    case 'call-method':
      return genCallMethod(fx, e);
    case 'get-super':
      return genSuperGet(fx, e);
    case 'set-super':
      return genSuperSet(fx, e);
    case 'call-builtin':
      return genCallBuiltin(fx, e);
    case 'builtin':
      return genBuiltin(fx, e.path);
    case 'runtime':
      return callRuntime(fx, e.name, genList(fx, e.args));
    case 'machine':
      return genMachine(fx, e);
    case 'convert':
      return genConvert(fx, e.value, e.to);
    case 'new-class':
      return genNewClass(fx, e);
    case 'new':
      return genNew(fx, e);
    case 'new-builtin':
      return genNewBuiltin(fx, e);
    case 'call-super':
      return genCallSuper(fx, e);
    case 'class':
      return genClass(fx, e);
    case 'closure':
      return genClosure(fx, e);
    case 'object':
      return genObject(fx, e);
    case 'array':
      return genArray(fx, e);
    case 'template':
      return genTemplate(fx, e);
    case 'template-object':
      return genTemplateObject(fx, e);
    case 'regexp':
      return genRegExp(fx, e);
    case 'iterate':
      if (e.text !== undefined && !e.async)
        return callRuntime(fx, 'iterateNamed', [...genList(fx, [e.iterable]), textCode(fx, e.text)]);
      return callRuntime(fx, 'iterate', [
        ...genList(fx, [e.iterable]),
        { ref: m.i32.const(e.async ? 1 : 0), machine: 'bool' },
      ]);
    case 'iterate-next':
      return callRuntime(fx, e.step === undefined ? 'iterateNext' : 'iterateStep', genList(fx, [e.cursor]));
    case 'iterate-close':
      return callRuntime(fx, e.quiet ? 'iterateCloseQuiet' : 'iterateClose', genList(fx, [e.cursor]));
    case 'enumerate':
      return callRuntime(fx, 'enumerateKeys', genList(fx, [e.object]));
    case 'new-target':
      return { ref: fx.get(fx.indexOf(fx.func!.newTargetLocal!), i64), machine: 'val' };
    case 'cell-new':
    case 'slot-set':
    case 'save-frame':
    case 'restore-frame':
      return genFrame(fx, e);
    case 'yield':
    case 'await':
      return genAwaitRefusal(fx, e.kind);
    default:
      return genBytes(fx, e);
  }
}

/** Same value in a given representation, where inference (or a lang type) has proven that it fits. */
export function genAs(fx: FunctionContext, e: Expr, machine: Machine): Ref {
  if (machine !== 'val' && e.kind === 'const' && typeof e.value === 'number') return constNumber(fx, e.value, machine);
  return convert(fx, gen(fx, e), machine, fx.proof(e));
}
export function genVal(fx: FunctionContext, e: Expr): Ref {
  return genAs(fx, e, 'val');
}
export function genNumber(fx: FunctionContext, e: Expr): Ref {
  if (e.kind === 'const' && typeof e.value === 'number') return fx.m.f64.const(e.value);
  const typed = typedElement(fx, e);
  if (typed !== null) return genTypedOperand(fx, typed, e as Expr & { kind: 'get-index' }, 'f64');
  const element = genElementNumber(fx, e);
  if (element !== null) return element;
  return toNumber(fx, gen(fx, e), fx.proof(e));
}
export function genInt32(fx: FunctionContext, e: Expr): Ref {
  if (e.kind === 'const' && typeof e.value === 'number') return fx.m.i32.const(e.value | 0);
  const typed = typedElement(fx, e);
  if (typed !== null) return genTypedOperand(fx, typed, e as Expr & { kind: 'get-index' }, 'i32');
  const element = genElementInt32(fx, e);
  if (element !== null) return element;
  return toInt32(fx, gen(fx, e), fx.proof(e));
}
/** The kind of typed array that an element is certainly read from, when the read is not yet proven in range. */
export function typedElement(fx: FunctionContext, e: Expr): string | null {
  if (e.kind !== 'get-index' || fx.lang || isOnly(e.flow, Kind.Number)) return null;
  const kind = certainKind(fx, e.object);
  return kind !== null && isTypedArray(kind) && isTypedIndex(fx, e) ? kind : null;
}
/** The index of an element: a number, or undefined if that is certainly no name of the array. */
export function isTypedIndex(fx: FunctionContext, e: Expr & { kind: 'get-index' }): boolean {
  const index = fx.proof(e.index);
  if (isOnly(index, Kind.Number)) return true;
  if (fx.lang || !isOnly(index, Kind.Number | Kind.Undefined) || !may(index, Kind.Number)) return false;
  return fx.mc.facts.lacksName?.(fx.proof(e.object), 'undefined') === true;
}
export function genText(fx: FunctionContext, e: Expr): Ref {
  return toText(fx, gen(fx, e), fx.proof(e));
}
/** A condition: ToBoolean as i32. */
export function genTest(fx: FunctionContext, e: Expr): Ref {
  const known = knownTest(fx, e);
  if (known !== null) return fx.m.i32.const(known ? 1 : 0);
  if (e.kind === 'unary' && e.op === '!') return fx.m.i32.eqz(genTest(fx, e.value));
  if (e.kind === 'logical' && e.op !== '??') {
    const left = genTest(fx, e.left);
    const right = fx.onlyOutcome(e) === false ? fx.m.unreachable() : genTest(fx, e.right);
    return e.op === '&&' ? fx.m.if(left, right, fx.m.i32.const(0)) : fx.m.if(left, fx.m.i32.const(1), right);
  }
  return toBoolean(fx, gen(fx, e), fx.proof(e));
}
/** For its effects only. */
export function genVoid(fx: FunctionContext, e: Expr): Ref {
  if (e.kind === 'set-local' && isRawLocal(fx, e.local)) return fx.m.drop(genSetRaw(fx, e));
  if (e.kind === 'sequence')
    return fx.m.block(null, [...genStatements(fx, e.effects), genVoid(fx, e.value)], binaryen.none);
  const code =
    e.kind === 'unary' && e.op === 'void'
      ? gen(fx, e.value)
      : e.kind === 'set-index'
        ? genSetIndex(fx, e, true)
        : gen(fx, e);
  return code.machine === 'void' ? code.ref : fx.m.drop(code.ref);
}

export function constNumber(fx: FunctionContext, value: number, machine: Machine): Ref {
  const { m } = fx;
  if (machine === 'f64') return m.f64.const(value);
  if (machine === 'i64' || machine === 'int') return m.i64.const(BigInt(Math.trunc(value)));
  if (machine === 'val') return m.i64.const(boxedNumber(value));
  return m.i32.const(value | 0);
}

/** No name of the library is longer. */
const LITERAL_KEY_MAX = 40;

export function genConst(fx: FunctionContext, value: Constant): Code {
  const { m } = fx;
  switch (typeof value) {
    case 'number':
      if (Number.isInteger(value) && !Object.is(value, -0)) {
        if (value >= -2147483648 && value <= 2147483647) return { ref: m.i32.const(value), machine: 'i32' };
        if (value > 0 && value <= 4294967295) return { ref: m.i32.const(value | 0), machine: 'u32' };
      }
      return { ref: m.f64.const(value), machine: 'f64' };
    case 'string':
      if (!fx.lang && value.length <= LITERAL_KEY_MAX) fx.mc.literalKeys.add(value);
      return { ref: m.i64.const(boxed(Tag.String, fx.mc.data.string(value))), machine: 'val' };
    case 'boolean':
      return { ref: m.i32.const(value ? 1 : 0), machine: 'bool' };
    case 'bigint':
      if (fx.lang) return { ref: m.i64.const(BigInt.asIntN(64, value)), machine: 'i64' };
      return { ref: m.i64.const(boxed(Tag.BigInt, fx.mc.data.bigint(value))), machine: 'val' };
    default:
      return { ref: m.i64.const(value === null ? NULL : UNDEFINED), machine: 'val' };
  }
}

/** A number constant that may be any double. */
export function genBoxedConst(fx: FunctionContext, value: number): Code {
  return genConst(fx, value);
}

/** Assigns, keeps the frame slot in step, and yields the value. */
export function genSetLocal(fx: FunctionContext, local: Local, value: Ref): Code {
  const { m } = fx;
  const index = fx.indexOf(local);
  const type = wasmType(local.machine);
  const slot = fx.slotOf(local);
  if (slot < 0) return { ref: m.local.tee(index, value, type), machine: local.machine };
  return {
    ref: m.block(null, [m.local.set(index, value), fx.storeLocal(slot, index), fx.get(index, type)], type),
    machine: local.machine,
  };
}

function genSetRaw(fx: FunctionContext, e: Expr & { kind: 'set-local' }): Ref {
  return fx.m.local.tee(fx.indexOf(e.local), genNumberRaw(fx, e.value), f64);
}

function uninitialisedText(name: string): string {
  return name === 'this'
    ? "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"
    : `Cannot access '${name}' before initialization`;
}

function genCheckInitialised(fx: FunctionContext, value: Expr, name: string): Code {
  const { m } = fx;
  const temp = fx.temp(i64);
  const message = {
    ref: m.i64.const(boxed(Tag.String, fx.mc.data.string(uninitialisedText(name)))),
    machine: 'val',
  } as const;
  const read = genVal(fx, value);
  const fail = m.block(
    null,
    [asStatement(fx, callRuntime(fx, 'throwReferenceError', [message])), m.unreachable()],
    binaryen.unreachable,
  );
  return {
    ref: m.block(
      null,
      [m.if(m.i64.eq(m.local.tee(temp, read, i64), m.i64.const(ABSENT)), fail), fx.get(temp, i64)],
      i64,
    ),
    machine: 'val',
  };
}

function genGlobal(fx: FunctionContext, e: Expr & { kind: 'global' }): Code {
  const machine = e.global.machine ?? 'val';
  return { ref: loadCell(fx, fx.m.i32.const(fx.mc.globalAddress(e.global)), machine), machine };
}
function loadCell(fx: FunctionContext, address: Ref, machine: Machine): Ref {
  if (machine === 'f64') return fx.m.f64.load(0, 8, address);
  return wasmType(machine) === i64 ? fx.m.i64.load(0, 8, address) : fx.m.i32.load(0, 4, address);
}
function genSetGlobal(fx: FunctionContext, e: Expr & { kind: 'set-global' }): Code {
  const { m } = fx;
  const machine = e.global.machine ?? 'val';
  const type = wasmType(machine);
  const temp = fx.temp(type);
  const value = genAs(fx, e.value, machine);
  const family = machine === 'f64' ? m.f64 : type === i64 ? m.i64 : m.i32;
  const store = family.store(0, type === i32 ? 4 : 8, m.i32.const(fx.mc.globalAddress(e.global)), fx.get(temp, type));
  return { ref: m.block(null, [m.local.set(temp, value), store, fx.get(temp, type)], type), machine };
}

const BOX_BYTES = 16;
function genBoxNew(fx: FunctionContext, value: Expr): Code {
  const { m } = fx;
  const content = gen(fx, value);
  const kept = fx.temp(i64);
  const slot = fx.frame ? fx.takeSlot() : -1;
  const cell = fx.temp(i32);
  const set = [m.local.set(kept, convert(fx, content, 'val', fx.proof(value)))];
  if (slot >= 0) set.push(fx.storeSlot(slot, fx.get(kept, i64)));
  const allocate = allocateCell(fx, BOX_BYTES);
  if (slot >= 0) fx.freeSlot(slot);
  const fill = m.i64.store(8, 8, m.local.tee(cell, allocate, i32), fx.get(kept, i64));
  return {
    ref: m.block(
      null,
      [...set, fill, m.i64.or(m.i64.const(boxed(Tag.Cell, 0)), m.i64.extend_u(fx.get(cell, i32)))],
      i64,
    ),
    machine: 'val',
  };
}
function genBoxSet(fx: FunctionContext, box: Expr, value: Expr): Code {
  const { m } = fx;
  const [target, content] = genList(fx, [box, value]);
  const temp = fx.temp(i64);
  const address = fx.temp(i32);
  const flow = fx.proof(value);
  return {
    ref: m.block(
      null,
      [
        m.local.set(address, m.i32.wrap(target!.ref)),
        m.local.set(temp, convert(fx, content!, 'val', flow)),
        storeField(fx, m.i32.add(fx.get(address, i32), m.i32.const(8)), fx.get(temp, i64)),
        fx.get(temp, i64),
      ],
      i64,
    ),
    machine: 'val',
  };
}

/** The representation two branches meet in. */
export function meet(a: Machine, b: Machine, lang = false): Machine {
  if (a === b) return a;
  const integers = (x: Machine): boolean => x === 'i32' || x === 'u32' || x === 'int';
  if (integers(a) && integers(b)) return lang ? 'f64' : 'int';
  if ((a === 'f64' && integers(b)) || (b === 'f64' && integers(a))) return 'f64';
  return 'val';
}

function genCond(fx: FunctionContext, e: Expr & { kind: 'cond' }): Code {
  const { m } = fx;
  const known = knownTest(fx, e.test);
  if (known !== null) return gen(fx, known ? e.then : e.else);
  const test = genTest(fx, e.test);
  const only = fx.onlyOutcome(e);
  if (only !== null) {
    const { ref, machine } = gen(fx, only ? e.then : e.else);
    return { ref: only ? m.if(test, ref, m.unreachable()) : m.if(test, m.unreachable(), ref), machine };
  }
  const then = gen(fx, e.then);
  const otherwise = gen(fx, e.else);
  if (then.machine === 'void' && otherwise.machine === 'void')
    return { ref: m.if(test, then.ref, otherwise.ref), machine: 'void' };
  let machine = meet(then.machine, otherwise.machine, fx.lang);
  if (fx.lang && machine === 'f64' && then.machine !== 'f64' && otherwise.machine !== 'f64')
    machine = e.then.kind === 'const' ? otherwise.machine : then.machine;
  return {
    ref: m.if(test, convert(fx, then, machine, fx.proof(e.then)), convert(fx, otherwise, machine, fx.proof(e.else))),
    machine,
  };
}

function genLogical(fx: FunctionContext, e: Expr & { kind: 'logical' }): Code {
  const { m } = fx;
  const decided = e.op === '??' ? null : knownTest(fx, e.left);
  if (decided !== null) return gen(fx, decided === (e.op === '||') ? e.left : e.right);
  const left = gen(fx, e.left);
  if (e.op !== '??' && left.machine !== 'void' && fx.onlyOutcome(e) === false) {
    const type = wasmType(left.machine);
    const kept = fx.temp(type);
    const value: Code = { ref: fx.get(kept, type), machine: left.machine };
    const truth = toBoolean(fx, { ref: m.local.tee(kept, left.ref, type), machine: left.machine }, fx.proof(e.left));
    const wrong = e.op === '&&' ? truth : m.i32.eqz(truth);
    return { ref: m.block(null, [m.if(wrong, m.unreachable()), value.ref], type), machine: left.machine };
  }
  if (left.machine === 'bool' && e.op !== '??') {
    const right = gen(fx, e.right);
    if (right.machine === 'bool')
      return {
        ref: e.op === '&&' ? m.if(left.ref, right.ref, m.i32.const(0)) : m.if(left.ref, m.i32.const(1), right.ref),
        machine: 'bool',
      };
    const bool = m.i64.const(e.op === '&&' ? FALSE : TRUE);
    const value = convert(fx, right, 'val', fx.proof(e.right));
    return { ref: e.op === '&&' ? m.if(left.ref, value, bool) : m.if(left.ref, bool, value), machine: 'val' };
  }
  const type = wasmType(left.machine);
  const temp = fx.temp(type);
  const set = left.machine === 'void' ? left.ref : m.local.set(temp, left.ref);
  const kept: Code =
    left.machine === 'void'
      ? { ref: m.i64.const(UNDEFINED), machine: 'val' }
      : { ref: fx.get(temp, type), machine: left.machine };
  const copy: Code =
    left.machine === 'void'
      ? { ref: m.i64.const(UNDEFINED), machine: 'val' }
      : { ref: fx.get(temp, type), machine: left.machine };
  const right = gen(fx, e.right);
  const machine = right.machine === 'void' ? 'val' : meet(kept.machine, right.machine, fx.lang);
  const flow: FlowType = fx.proof(e.left);
  const test =
    e.op === '??'
      ? copy.machine === 'val'
        ? isNullish(fx, copy.ref, flow)
        : m.block(null, [m.drop(copy.ref), m.i32.const(0)], i32)
      : toBoolean(fx, copy, flow);
  const whenLeft = convert(fx, kept, machine, flow);
  const whenRight = convert(fx, right, machine, fx.proof(e.right));
  const choice =
    e.op === '||'
      ? m.if(test, whenLeft, whenRight)
      : e.op === '&&'
        ? m.if(test, whenRight, whenLeft)
        : m.if(test, whenRight, whenLeft);
  return { ref: m.block(null, [set, choice], wasmType(machine)), machine };
}

function genSequence(fx: FunctionContext, effects: Stmt[], value: Expr): Code {
  const before = genStatements(fx, effects);
  const code = gen(fx, value);
  return { ref: fx.m.block(null, [...before, code.ref], wasmType(code.machine)), machine: code.machine };
}

function genConvert(fx: FunctionContext, value: Expr, to: Machine): Code {
  if (to !== 'val' && value.kind === 'const' && typeof value.value === 'number')
    return { ref: constNumber(fx, value.value, to), machine: to };
  const code = gen(fx, value);
  return { ref: convert(fx, code, to, fx.proof(value)), machine: to };
}

/** Statement form of a call whose result nobody reads. */
export function asStatement(fx: FunctionContext, code: Code): Ref {
  return code.machine === 'void' ? code.ref : fx.m.drop(code.ref);
}

/**
 * Operands evaluated left to right onto the wasm stack. A reference that waits while a later operand may collect is
 * rooted in a frame slot. `extra` counts operands that follow outside the list and may collect.
 */
export function genList(fx: FunctionContext, exprs: readonly Expr[], extra = 0): Code[] {
  return genWith(
    fx,
    exprs,
    exprs.map((e) => () => gen(fx, e)),
    extra,
  );
}

/** Undefined and null throw; nothing that is live afterwards needs a root for it. */
function genCheckPresent(fx: FunctionContext, e: Expr & { kind: 'check-present' }): Code {
  const { m } = fx;
  const value = genVal(fx, e.value);
  if (!may(fx.proof(e.value), Kind.Undefined | Kind.Null | Kind.Absent)) return { ref: value, machine: 'val' };
  const temp = fx.temp(i64);
  const key: Code =
    e.index === null
      ? { ref: m.i64.const(fx.mc.data.key(e.key)), machine: 'val' }
      : { ref: genVal(fx, e.index), machine: 'val' };
  const fail = callRuntime(fx, e.writes ? 'throwAbsentTarget' : 'throwAbsent', [
    { ref: fx.get(temp, i64), machine: 'val' },
    key,
  ]);
  const check = m.if(isNullish(fx, m.local.tee(temp, value, i64), fx.proof(e.value)), asStatement(fx, fail));
  return { ref: m.block(null, [check, fx.get(temp, i64)], i64), machine: 'val' };
}

/** As genList, each operand generated by its own function (to convert it in place). */
export function genWith(
  fx: FunctionContext,
  exprs: readonly Expr[],
  generators: readonly (() => Code)[],
  extra = 0,
): Code[] {
  const codes: Code[] = [];
  const slots: number[] = [];
  const marks: number[] = [];
  generators.forEach((generate, i) => {
    const code = generate();
    const last = i === generators.length - 1 && extra === 0;
    codes.push(code);
    slots.push(
      !last && fx.frame && code.machine === 'val' && needsRoot(fx, exprs[i]!, exprs.slice(i + 1)) ? fx.takeSlot() : -1,
    );
    marks.push(fx.collecting);
  });
  return codes.map((code, i) => {
    const slot = slots[i]!;
    if (slot < 0) return code;
    fx.freeSlot(slot);
    return fx.collecting > marks[i]! || extra > 0 ? { ref: fx.root(code.ref, slot), machine: 'val' as const } : code;
  });
}

function needsRoot(fx: FunctionContext, e: Expr, later: readonly Expr[]): boolean {
  if ((e.kind === 'const' && typeof e.value !== 'number') || e.kind === 'builtin' || !mayHoldReference(fx.proof(e)))
    return false;
  if (e.kind === 'local' && fx.slotOf(e.local) >= 0) return later.some((other) => assigns(other, e.local));
  return true;
}

export function isNumberOnly(flow: FlowType): boolean {
  return isOnly(flow, Kind.Number);
}
