// Strings unit by unit and in bulk (ECMA-262 §10.4.3, §14.12): elements of proven strings without a property lookup, tests of one
// unit without a string for it, and a `switch` over texts by one probe of a table instead of a comparison for each case.
import binaryen from 'binaryen';
import type { BinaryOp, Expr, Stmt } from '../ir/nodes.ts';
import { fitsInt32, fitsUint32, isOnly, Kind, may, type FlowType } from '../ir/types.ts';
import { convert, hasTag } from './convert.ts';
import { gen, genVal, genWith } from './expressions.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import { certainKind } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { Tag, UNDEFINED, boxed } from './values.ts';
import { viewOf } from './views.ts';

const { i32, i64 } = binaryen;

/** A number in a machine integer: a negative one is past every end once it is read as unsigned. */
function isMachineInteger(code: Code, flow: FlowType): boolean {
  return code.machine === 'i32' || code.machine === 'u32' || fitsInt32(flow) || fitsUint32(flow);
}
function unsigned(fx: FunctionContext, code: Code, flow: FlowType): Code {
  // No string is as long as the largest of them: a place that is larger, or negative, stays outside.
  if (!isMachineInteger(code, flow))
    return { ref: fx.m.i32.trunc_s_sat.f64(convert(fx, code, 'f64', flow)), machine: 'u32' };
  const machine = code.machine === 'u32' || fitsUint32(flow) ? 'u32' : 'i32';
  return { ref: convert(fx, code, machine, flow), machine: 'u32' };
}

/**
 * `s[i]` with a number: the unit as a string, *undefined* where there is none. `certain` says that s is a string; else one test
 * decides, and `slow` serves what is none.
 */
export function genStringElement(
  fx: FunctionContext,
  object: number,
  indexCode: Code,
  flow: FlowType,
  certain: boolean,
  slow: (index: Code) => Ref,
): Code {
  const { m } = fx;
  const text: Code = { ref: fx.get(object, i64), machine: 'val' };
  const integer = isMachineInteger(indexCode, flow);
  if (certain && flow.integer && isOnly(flow, Kind.Number))
    return callRuntime(fx, 'stringElement', [text, unsigned(fx, indexCode, flow)]);
  const index = integer
    ? unsigned(fx, indexCode, flow)
    : { ref: convert(fx, indexCode, 'f64', flow), machine: 'f64' as const };
  if (certain) return callRuntime(fx, integer ? 'stringElement' : 'stringElementAt', [text, index]);
  const type = integer ? i32 : binaryen.f64;
  const held = fx.temp(type);
  const read = (machine: Code['machine']): Code => ({ ref: fx.get(held, type), machine });
  const signed = integer && !fitsUint32(flow) && indexCode.machine !== 'u32';
  const element = callRuntime(fx, integer ? 'stringElement' : 'stringElementAt', [text, read(index.machine)]).ref;
  const other = slow(read(signed ? 'i32' : index.machine));
  const test = hasTag(fx, fx.get(object, i64), Tag.String);
  return {
    ref: m.block(null, [m.local.set(held, index.ref), m.if(test, element, other)], i64),
    machine: 'val',
  };
}

const REVERSED: Partial<Record<BinaryOp, BinaryOp>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const EQUALITY: ReadonlySet<BinaryOp> = new Set<BinaryOp>(['===', '!==', '==', '!=']);

/** `s[i] === 'x'`, `s.charAt(i) >= 'a'` and the like: a comparison of the unit, for which no string is made. */
export function genUnitTest(fx: FunctionContext, e: Expr & { kind: 'binary' }): Code | null {
  if (fx.lang || (!EQUALITY.has(e.op) && REVERSED[e.op] === undefined)) return null;
  const both = genUnitEquality(fx, e);
  if (both !== null) return both;
  const constant = e.right.kind === 'const' ? e.right : e.left.kind === 'const' ? e.left : null;
  if (constant === null || typeof constant.value !== 'string' || constant.value.length !== 1) return null;
  const text = constant === e.right ? e.left : e.right;
  const op = constant === e.right ? e.op : (REVERSED[e.op] ?? e.op);
  const at =
    text.kind === 'get-index'
      ? { index: text.index, empty: false }
      : text.kind === 'call-method' && text.key === 'charAt' && text.args.length === 1 && !text.args[0]!.spread
        ? { index: text.args[0]!.value, empty: true }
        : null;
  const found = at === null ? null : genUnit(fx, (text as Expr & { kind: 'get-index' }).object, at.index, 'charCodeAt');
  if (at === null || found === null) return genOneUnit(fx, text, op, constant.value.charCodeAt(0));
  const { m } = fx;
  // -1 where there is no unit: below all others for the empty string, unordered (above, as unsigned) for undefined.
  const unit = m.i32.const(constant.value.charCodeAt(0));
  const compare = (): Ref => {
    switch (op) {
      case '<':
        return at.empty ? m.i32.lt_s(found, unit) : m.i32.lt_u(found, unit);
      case '<=':
        return at.empty ? m.i32.le_s(found, unit) : m.i32.le_u(found, unit);
      case '>':
        return m.i32.gt_s(found, unit);
      case '>=':
        return m.i32.ge_s(found, unit);
      case '!==':
      case '!=':
        return m.i32.ne(found, unit);
      default:
        return m.i32.eq(found, unit);
    }
  };
  return { ref: compare(), machine: 'bool' };
}

/** `s[i] === t[j]`: both units, -1 for undefined. */
function genUnitEquality(fx: FunctionContext, { op, left, right }: Expr & { kind: 'binary' }): Code | null {
  if (!EQUALITY.has(op) || left.kind !== 'get-index' || right.kind !== 'get-index') return null;
  if (!isUnitPlace(fx, left.object, left.index) || !isUnitPlace(fx, right.object, right.index)) return null;
  const [one, other] = [left, right].map(({ object, index }) => genUnit(fx, object, index, 'charCodeAt'));
  const compare = op === '===' || op === '==' ? fx.m.i32.eq : fx.m.i32.ne;
  return { ref: compare(one!, other!), machine: 'bool' };
}

/** A value that may be a text, and a text of one unit: what tokenizers ask most. */
function genOneUnit(fx: FunctionContext, value: Expr, op: BinaryOp, unit: number): Code | null {
  const flow = fx.proof(value);
  if (!may(flow, Kind.String)) return null;
  const { m } = fx;
  const operand = (): Code => ({ ref: genVal(fx, value), machine: 'val' });
  const code: Code = { ref: m.i32.const(unit), machine: 'i32' };
  if (op === '===' || op === '!==') {
    const same = callRuntime(fx, 'isUnit', [operand(), code]).ref;
    return { ref: op === '===' ? same : m.i32.eqz(same), machine: 'bool' };
  }
  if (!isOnly(flow, Kind.String | Kind.Undefined) || EQUALITY.has(op)) return null;
  const compare = { '<': m.i32.lt_s, '<=': m.i32.le_s, '>': m.i32.gt_s, '>=': m.i32.ge_s }[op as '<'];
  const ordered = (text: Code): Ref => compare(callRuntime(fx, 'unitOrder', [text, code]).ref, m.i32.const(0));
  if (isOnly(flow, Kind.String)) return { ref: ordered(operand()), machine: 'bool' };
  // Undefined has no order.
  const held = fx.temp(i64);
  const test = hasTag(fx, m.local.tee(held, operand().ref, i64), Tag.String);
  return { ref: m.if(test, ordered({ ref: fx.get(held, i64), machine: 'val' }), m.i32.const(0)), machine: 'bool' };
}

/**
 * A comparison of two texts, of which one may be undefined instead: `finish` turns their order, a number below, at or above 0,
 * to the result. Null where they may be something else.
 */
export function genTextComparison(
  fx: FunctionContext,
  e: Expr & { kind: 'binary' },
  finish: (order: Ref) => Ref,
): Code | null {
  const flows = [fx.proof(e.left), fx.proof(e.right)];
  const [left, right] = flows.map((flow) => isOnly(flow, Kind.String));
  const texts = Kind.String | Kind.Undefined;
  if ((!left && !right) || !flows.every((flow) => isOnly(flow, texts))) return null;
  const { m } = fx;
  const operands = genWith(
    fx,
    [e.left, e.right],
    [e.left, e.right].map((x) => () => ({ ref: genVal(fx, x), machine: 'val' as const })),
  );
  if (left && right) return { ref: finish(callRuntime(fx, 'compareStrings', operands).ref), machine: 'bool' };
  // Undefined has no order.
  const held = operands.map(() => fx.temp(i64));
  const set = operands.map((code, i) => m.local.set(held[i]!, code.ref));
  const read = held.map((temp): Code => ({ ref: fx.get(temp, i64), machine: 'val' }));
  const test = hasTag(fx, fx.get(held[left ? 1 : 0]!, i64), Tag.String);
  const order = finish(callRuntime(fx, 'compareStrings', read).ref);
  return { ref: m.block(null, [...set, m.if(test, order, m.i32.const(0))], i32), machine: 'bool' };
}

/** `s.charCodeAt(i)`, `s.charAt(i)` and `s.codePointAt(i)` of a proven string at a machine integer. */
export function genUnitMethod(fx: FunctionContext, e: Expr & { kind: 'call-method' }): Code | null {
  const runtime = UNIT_METHODS[e.key];
  if (fx.lang || runtime === undefined || e.args.length !== 1 || e.args[0]!.spread) return null;
  const index = e.args[0]!.value;
  if (e.key === 'charAt') {
    const place = unitPlaceOf(fx, e.object, index);
    return place === null ? null : callRuntime(fx, runtime, place);
  }
  const found = genUnit(fx, e.object, index, runtime);
  if (found === null) return null;
  const { m } = fx;
  const unit: Code = { ref: found, machine: 'i32' };
  // Inside of the string, as is proven.
  if (fitsInt32(fx.proof(e))) return unit;
  const held = fx.temp(i32);
  const inside = m.i32.ge_s(m.local.tee(held, unit.ref, i32), m.i32.const(0));
  const number = m.f64.convert_s.i32(fx.get(held, i32));
  if (e.key === 'charCodeAt') return { ref: m.if(inside, number, m.f64.const(NaN)), machine: 'f64' };
  return { ref: m.if(inside, m.i64.reinterpret(number), m.i64.const(UNDEFINED)), machine: 'val' };
}
const UNIT_METHODS: Readonly<Record<string, string>> = {
  charAt: 'unitOrEmpty',
  charCodeAt: 'charCodeAt',
  codePointAt: 'codePointAt',
};

/**
 * The unit or code point at a place, which `runtime` finds; -1 where there is none. Null unless they are a string and a machine integer.
 * What a loop looks at again and again is read here.
 */
function genUnit(fx: FunctionContext, object: Expr, index: Expr, runtime: string): Ref | null {
  const view = object.kind === 'local' || object.kind === 'global' ? viewOf(fx, object) : null;
  if (view === null || !isUnitPlace(fx, object, index)) {
    const place = unitPlaceOf(fx, object, index);
    return place === null ? null : callRuntime(fx, runtime, place).ref;
  }
  const { m } = fx;
  const held = fx.temp(i32);
  const at = unsigned(fx, gen(fx, index), fx.proof(index)).ref;
  const inside = m.i32.lt_u(m.local.tee(held, at, i32), view.length());
  // With a byte a unit, none is half of a pair.
  const unit = m.i32.load8_u(0, 1, m.i32.add(view.data(), fx.get(held, i32)));
  const text: Code = { ref: genVal(fx, object), machine: 'val' };
  return m.if(inside, unit, callRuntime(fx, runtime, [text, { ref: fx.get(held, i32), machine: 'u32' }]).ref);
}

function isUnitPlace(fx: FunctionContext, object: Expr, index: Expr): boolean {
  const flow = fx.proof(index);
  return certainKind(fx, object) === 'String' && isOnly(flow, Kind.Number) && flow.integer;
}

/** The operands of a function that takes a string and a place in it; null unless they are a string and a machine integer. */
function unitPlaceOf(fx: FunctionContext, object: Expr, index: Expr): Code[] | null {
  if (!isUnitPlace(fx, object, index)) return null;
  const flow = fx.proof(index);
  return genWith(
    fx,
    [object, index],
    [() => ({ ref: genVal(fx, object), machine: 'val' }), () => unsigned(fx, gen(fx, index), flow)],
  );
}

/** Fewer cases are compared one by one. */
const MIN_TEXT_CASES = 3;

/** More cases are not compared with the literals themselves first. */
const MOST_COMPARED = 8;

/** A `switch` all of whose cases are texts: one probe says which, if any. Null where it is no such switch. */
export function textTable(
  fx: FunctionContext,
  stmt: Stmt & { kind: 'switch' },
  names: readonly string[],
  breakName: string,
  value: number,
): Ref | null {
  const { m } = fx;
  const texts = stmt.cases.map(({ test }) =>
    test === null ? null : test.kind === 'const' && typeof test.value === 'string' ? test.value : undefined,
  );
  if (texts.includes(undefined) || texts.filter((text) => text !== null).length < MIN_TEXT_CASES) return null;
  const table = fx.mc.data.textTable(texts as (string | null)[]);
  const found = callRuntime(fx, 'textCase', [
    { ref: fx.get(value, i64), machine: 'val' },
    { ref: m.i32.const(table.address), machine: 'u32' },
    { ref: m.i32.const(table.mask), machine: 'u32' },
  ]).ref;
  const fallbackIndex = texts.indexOf(null);
  const fallback = fallbackIndex < 0 ? breakName : names[fallbackIndex]!;
  // Tags of unions mostly are the literals themselves.
  const literals = texts.length > MOST_COMPARED ? [] : texts;
  const compared = literals.map((text, i) =>
    text === null || text === undefined
      ? m.nop()
      : m.br(names[i]!, m.i64.eq(fx.get(value, i64), m.i64.const(boxed(Tag.String, fx.mc.data.string(text))))),
  );
  // 0 is no case, else the number of the case and one.
  const targets = [fallback, ...texts.map((text, i) => (text === null ? fallback : names[i]!))];
  return m.block(null, [...compared, m.switch(targets, fallback, found)], binaryen.none);
}
