// Equality (ECMA-262 §7.2.13 and §7.2.14): one compare of bits where kinds allow it, the runtime where contents decide.

import binaryen from 'binaryen';
import type { Expr } from '../ir/nodes.ts';
import { fitsInt32, fitsInteger, Kind, isOnly, may } from '../ir/types.ts';
import { hasTag, isDouble, isImmediate, isNullish, convert } from './convert.ts';
import { genVal, gen, typedElement } from './expressions.ts';
import { genTypedEquals } from './typed-arrays.ts';
import type { FunctionContext, Code, Ref } from './function-context.ts';
import { genExactComparison, genNarrowComparison } from './integers.ts';
import { type Binary, pair, isNumeric, asNumber, asVal } from './operators.ts';
import { STRING_LENGTH } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { genUnitTest } from './strings.ts';
import { Tag, boxedNumber, NULL, UNDEFINED, TRUE, FALSE, FIRST_TAGGED } from './values.ts';

const { i32, i64 } = binaryen;

export function genEquality(fx: FunctionContext, e: Binary): Code {
  const { m } = fx;
  const negated = e.op === '!==' || e.op === '!=';
  const finish = (ref: Ref): Code => ({ ref: negated ? m.i32.eqz(ref) : ref, machine: 'bool' });
  const unit = genUnitTest(fx, e);
  if (unit !== null) return unit;
  const [l, r] = [fx.proof(e.left), fx.proof(e.right)];
  if (fitsInteger(l) && fitsInteger(r) && fitsInt32(l) === fitsInt32(r)) {
    return finish(genNarrowComparison(fx, e, { integers: m.i32.eq, doubles: m.f64.eq }));
  }
  const exact = genExactComparison(fx, e);
  if (exact !== null) return finish(exact);
  if (isNumeric(l) && isNumeric(r)) {
    const [left, right] = pair(fx, e, asNumber(fx));
    return finish(m.f64.eq(left, right));
  }
  const element = elementTest(fx, e);
  if (element !== null) return finish(element);
  if (strict(e)) {
    const bits = constantBits(fx, e.right) ?? constantBits(fx, e.left);
    if (bits !== null)
      return finish(m.i64.eq(genVal(fx, constantBits(fx, e.right) === null ? e.right : e.left), m.i64.const(bits)));
  }
  const identity = Kind.Object | Kind.Undefined | Kind.Null | Kind.Boolean | Kind.Symbol | Kind.Absent;
  if (strict(e) && ((isOnly(l, identity) && !may(r, Kind.Absent)) || isOnly(r, identity))) {
    const [left, right] = pair(fx, e, asVal(fx));
    return finish(m.i64.eq(left, right));
  }
  const text = strict(e) || (isOnly(l, Kind.String) && isOnly(r, Kind.String)) ? constantText(fx, e) : null;
  if (text !== null) return finish(text);
  const [leftRef, rightRef] = pair(fx, e, asVal(fx));
  if (isOnly(l, Kind.String) && isOnly(r, Kind.String))
    return finish(
      callRuntime(fx, 'stringEquals', [
        { ref: leftRef, machine: 'val' },
        { ref: rightRef, machine: 'val' },
      ]).ref,
    );
  if (strict(e) && (isNumeric(l) || isNumeric(r)))
    return finish(m.f64.eq(m.f64.reinterpret(leftRef), m.f64.reinterpret(rightRef)));
  const [left, right] = [fx.temp(i64), fx.temp(i64)];
  const set = [m.local.set(left, leftRef), m.local.set(right, rightRef)];
  const read = (index: number): Code => ({ ref: fx.get(index, i64), machine: 'val' });
  const numeric = m.f64.eq(m.f64.reinterpret(fx.get(left, i64)), m.f64.reinterpret(fx.get(right, i64)));
  if (strict(e) && (isOnly(l, Kind.String) || isOnly(r, Kind.String))) {
    const isText = hasTag(fx, fx.get(isOnly(l, Kind.String) ? right : left, i64), Tag.String);
    const equal = callRuntime(fx, 'stringEquals', [read(left), read(right)]).ref;
    return finish(m.block(null, [...set, m.if(isText, equal, m.i32.const(0))], i32));
  }
  // Only texts and bigints are equal without being the same bits.
  const byContents = Kind.String | Kind.BigInt;
  if (strict(e) && (!may(l, byContents) || !may(r, byContents))) {
    const same = m.i64.eq(fx.get(left, i64), fx.get(right, i64));
    return finish(m.block(null, [...set, m.if(isDouble(fx, fx.get(left, i64)), numeric, same)], i32));
  }
  const slow = callRuntime(fx, strict(e) ? 'strictEquals' : 'looseEquals', [read(left), read(right)]).ref;
  const bothNumbers = m.i32.and(isDouble(fx, fx.get(left, i64)), isDouble(fx, fx.get(right, i64)));
  const same = m.i64.eq(fx.get(left, i64), fx.get(right, i64));
  return finish(m.block(null, [...set, m.if(bothNumbers, numeric, m.if(same, m.i32.const(1), slow))], i32));
}
/** An element of a typed array that may be past its end, and an integer constant. */
function elementTest(fx: FunctionContext, e: Binary): Ref | null {
  if (e.right.kind !== 'const' || typeof e.right.value !== 'number') return null;
  const kind = typedElement(fx, e.left);
  return kind === null ? null : genTypedEquals(fx, kind, e.left as Expr & { kind: 'get-index' }, e.right.value);
}
/** A value and a constant text: the same one, or one as long with the same units. */
function constantText(fx: FunctionContext, e: Binary): Ref | null {
  const { m } = fx;
  const [constant, other] = e.right.kind === 'const' ? [e.right, e.left] : [e.left, e.right];
  if (fx.lang || constant.kind !== 'const' || typeof constant.value !== 'string') return null;
  const flow = fx.proof(other);
  if (!isOnly(flow, Kind.String | Kind.Undefined | Kind.Null) || !may(flow, Kind.String)) return null;
  const value = fx.temp(i64);
  const read = (): Ref => fx.get(value, i64);
  const same = m.i64.eq(m.local.tee(value, genVal(fx, other), i64), genVal(fx, constant));
  const isAsLong = m.i32.eq(m.i32.load(STRING_LENGTH, 4, m.i32.wrap(read())), m.i32.const(constant.value.length));
  const isText = isOnly(flow, Kind.String) ? isAsLong : m.if(hasTag(fx, read(), Tag.String), isAsLong, m.i32.const(0));
  const equal = callRuntime(fx, 'stringEquals', [
    { ref: read(), machine: 'val' },
    { ref: genVal(fx, constant), machine: 'val' },
  ]).ref;
  return m.if(same, m.i32.const(1), m.if(isText, equal, m.i32.const(0)));
}
function strict(e: Binary): boolean {
  return e.op === '===' || e.op === '!==';
}
/** The one boxed form of a constant number; zero has two, NaN equals nothing. */
function constantBits(fx: FunctionContext, e: Expr): bigint | null {
  if (fx.lang || e.kind !== 'const' || typeof e.value !== 'number') return null;
  return e.value === 0 || Number.isNaN(e.value) ? null : boxedNumber(e.value);
}
/** Comparison with a constant `undefined`, `null`, `true` or `false`: one compare of the boxed form. */
export function genConstantTest(fx: FunctionContext, e: Binary): Code | null {
  const { m } = fx;
  if (e.op !== '===' && e.op !== '!==' && e.op !== '==' && e.op !== '!=') return null;
  const [constant, other] =
    e.right.kind === 'const' ? [e.right, e.left] : e.left.kind === 'const' ? [e.left, e.right] : [null, e.left];
  if (constant === null) return null;
  const { value } = constant;
  const negated = e.op === '!==' || e.op === '!=';
  const loose = e.op === '==' || e.op === '!=';
  const finish = (ref: Ref): Code => ({ ref: negated ? m.i32.eqz(ref) : ref, machine: 'bool' });
  if (value === undefined || value === null) {
    const code = gen(fx, other);
    if (code.machine !== 'val' && code.machine !== 'void')
      return finish(m.block(null, [m.drop(code.ref), m.i32.const(0)], i32));
    const ref = convert(fx, code, 'val', fx.proof(other));
    const flow = fx.proof(other);
    return finish(loose ? isNullish(fx, ref, flow) : isImmediate(fx, ref, value === null ? NULL : UNDEFINED, flow));
  }
  if (typeof value === 'boolean' && !loose) {
    const code = gen(fx, other);
    if (code.machine === 'bool') return finish(value ? code.ref : m.i32.eqz(code.ref));
    if (code.machine !== 'val')
      return finish(m.block(null, [code.machine === 'void' ? code.ref : m.drop(code.ref), m.i32.const(0)], i32));
    return finish(isImmediate(fx, code.ref, value ? TRUE : FALSE, fx.proof(other)));
  }
  return null;
}
/** `typeof x === 'string'` and the like: a test of the tag. */
export function genTypeofTest(fx: FunctionContext, e: Binary): Code | null {
  const { m } = fx;
  if (e.op !== '===' && e.op !== '!==' && e.op !== '==' && e.op !== '!=') return null;
  const [operation, constant] = e.left.kind === 'unary' ? [e.left, e.right] : [e.right, e.left];
  if (
    operation.kind !== 'unary' ||
    operation.op !== 'typeof' ||
    constant.kind !== 'const' ||
    typeof constant.value !== 'string'
  )
    return null;
  const tags: Record<string, number> = { string: Tag.String, symbol: Tag.Symbol, bigint: Tag.BigInt };
  const negated = e.op === '!==' || e.op === '!=';
  const finish = (ref: Ref): Code => ({ ref: negated ? m.i32.eqz(ref) : ref, machine: 'bool' });
  const wanted = constant.value;
  if (!(wanted in tags) && wanted !== 'number' && wanted !== 'undefined' && wanted !== 'boolean') return null;
  const value = genVal(fx, operation.value);
  if (wanted === 'number') return finish(m.i64.lt_u(value, m.i64.const(FIRST_TAGGED)));
  if (wanted === 'undefined') return finish(isImmediate(fx, value, UNDEFINED, fx.proof(operation.value)));
  if (wanted === 'boolean') return finish(m.i64.eq(m.i64.or(value, m.i64.const(1n)), m.i64.const(TRUE)));
  return finish(m.i32.eq(m.i32.wrap(m.i64.shr_u(value, m.i64.const(48n))), m.i32.const(tags[wanted]!)));
}
