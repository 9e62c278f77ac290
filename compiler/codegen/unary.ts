// Unary operators (ECMA-262 §13.5): machine arithmetic where kinds allow it, the runtime otherwise.

import binaryen from 'binaryen';
import type { Expr } from '../ir/nodes.ts';
import { isOnly, Kind, type FlowType, fitsInt32, fitsInteger } from '../ir/types.ts';
import { toNumber, isDouble, convert } from './convert.ts';
import { genTest, genVoid, genVal, genNumber, genText, gen, genInt32 } from './expressions.ts';
import type { FunctionContext, Code, Ref } from './function-context.ts';
import { genWideIncrement } from './integers.ts';
import { isNumeric, certainlyNumber, genTruncated } from './operators.ts';
import { callRuntime } from './runtime-calls.ts';
import { UNDEFINED } from './values.ts';

const { i64 } = binaryen;

export function genUnary(fx: FunctionContext, e: Expr & { kind: 'unary' }): Code {
  const { m } = fx;
  const flow = fx.proof(e.value);
  switch (e.op) {
    case '!':
      return { ref: m.i32.eqz(genTest(fx, e.value)), machine: 'bool' };
    case 'void':
      return { ref: m.block(null, [genVoid(fx, e.value), m.i64.const(UNDEFINED)], i64), machine: 'val' };
    case 'typeof':
      return callRuntime(fx, 'typeOf', [{ ref: genVal(fx, e.value), machine: 'val' }]);
    case '+':
    case 'tonumber':
      return fx.lang ? genMachineKept(fx, e.value) : { ref: genNumber(fx, e.value), machine: 'f64' };
    case 'tostring':
      return { ref: genText(fx, e.value), machine: 'val' };
    case 'topropertykey':
      if (isOnly(flow, Kind.Number | Kind.String | Kind.Symbol)) return { ref: genVal(fx, e.value), machine: 'val' };
      return callRuntime(fx, 'toPropertyKey', [{ ref: genVal(fx, e.value), machine: 'val' }]);
    case 'tonumeric': {
      const code = gen(fx, e.value);
      if (code.machine !== 'val')
        return code.machine === 'bool' || code.machine === 'void'
          ? { ref: toNumber(fx, code, flow), machine: 'f64' }
          : code;
      if (isNumeric(flow)) return code;
      if (certainlyNumber(flow)) return { ref: toNumber(fx, code, flow), machine: 'f64' };
      return unaryChecked(fx, code.ref, (number) => m.i64.reinterpret(number), 'toNumeric');
    }
    case '-':
      return genNegate(fx, e.value, flow, e.flow);
    case '~': {
      if (certainlyNumber(flow))
        return {
          ref: m.i32.xor(genTruncated(fx, e.value), m.i32.const(-1)),
          machine: fx.lang && gen(fx, e.value).machine === 'u32' ? 'u32' : 'i32',
        };
      return callRuntime(fx, 'bitNot', [{ ref: genVal(fx, e.value), machine: 'val' }]);
    }
    case 'inc':
    case 'dec':
      return genIncrement(fx, e.value, e.op === 'inc' ? 1 : -1, flow, e.flow);
  }
}
function genMachineKept(fx: FunctionContext, value: Expr): Code {
  const code = gen(fx, value);
  return code.machine === 'val' ? { ref: toNumber(fx, code, fx.proof(value)), machine: 'f64' } : code;
}
function unaryChecked(
  fx: FunctionContext,
  value: Ref,
  fast: (number: Ref) => Ref,
  slow: string,
  extra: readonly Code[] = [],
): Code {
  const { m } = fx;
  const temp = fx.temp(i64);
  const slowCall = callRuntime(fx, slow, [{ ref: fx.get(temp, i64), machine: 'val' }, ...extra]).ref;
  return {
    ref: m.if(isDouble(fx, m.local.tee(temp, value, i64)), fast(m.f64.reinterpret(fx.get(temp, i64))), slowCall),
    machine: 'val',
  };
}
function genNegate(fx: FunctionContext, value: Expr, flow: FlowType, result: FlowType): Code {
  const { m } = fx;
  if (value.kind === 'const' && typeof value.value === 'number')
    return { ref: m.f64.const(-value.value), machine: 'f64' };
  if (fx.lang) {
    const code = gen(fx, value);
    if (code.machine === 'i64') return { ref: m.i64.sub(m.i64.const(0n), code.ref), machine: 'i64' };
    if (code.machine === 'i32' || code.machine === 'u32')
      return { ref: m.i32.sub(m.i32.const(0), code.ref), machine: code.machine };
    if (code.machine === 'f64') return { ref: m.f64.neg(code.ref), machine: 'f64' };
    return unaryChecked(fx, convert(fx, code, 'val', flow), (number) => m.i64.reinterpret(m.f64.neg(number)), 'negate');
  }
  if (fitsInt32(flow) && fitsInt32(result))
    return { ref: m.i32.sub(m.i32.const(0), genInt32(fx, value)), machine: 'i32' };
  if (certainlyNumber(flow)) return { ref: m.f64.neg(genNumber(fx, value)), machine: 'f64' };
  return unaryChecked(fx, genVal(fx, value), (number) => m.i64.reinterpret(m.f64.neg(number)), 'negate');
}
function genIncrement(fx: FunctionContext, value: Expr, by: number, flow: FlowType, result: FlowType): Code {
  const { m } = fx;
  if (fx.lang) {
    const code = gen(fx, value);
    if (code.machine === 'i64') return { ref: m.i64.add(code.ref, m.i64.const(BigInt(by))), machine: 'i64' };
    if (code.machine === 'i32' || code.machine === 'u32')
      return { ref: m.i32.add(code.ref, m.i32.const(by)), machine: code.machine };
    return { ref: m.f64.add(toNumber(fx, code, flow), m.f64.const(by)), machine: 'f64' };
  }
  if (fitsInteger(flow) && fitsInteger(result))
    return { ref: m.i32.add(genInt32(fx, value), m.i32.const(by)), machine: fitsInt32(result) ? 'i32' : 'u32' };
  const wide = genWideIncrement(fx, value, by, result);
  if (wide !== null) return wide;
  if (certainlyNumber(flow)) return { ref: m.f64.add(genNumber(fx, value), m.f64.const(by)), machine: 'f64' };
  return unaryChecked(
    fx,
    genVal(fx, value),
    (number) => m.i64.reinterpret(m.f64.add(number, m.f64.const(by))),
    'increment',
    [{ ref: m.i32.const(by), machine: 'i32' }],
  );
}
