// Unary and binary operators: chooses machine arithmetic where types prove it, an inline numeric fast path where they
// only suggest it, and the runtime's full semantics otherwise (ECMA-262 §13.6 to §13.15).
import binaryen from 'binaryen';
import { isEffectFree } from '../ir/effects.ts';
import type { BinaryOp, Expr } from '../ir/nodes.ts';
import {
  STRING,
  Kind,
  fitsInt32,
  fitsInteger,
  fitsUint32,
  isOnly,
  may,
  type FlowType,
  type Machine,
} from '../ir/types.ts';
import { constNumber, gen, genInt32, genNumber, genText, genVal, genWith, typedElement } from './expressions.ts';
import { NOT_PLAIN, convert, isDouble } from './convert.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import {
  genExactComparison,
  genNarrowComparison,
  genRemainder,
  genRemainderBy,
  genWide,
  isInteger,
} from './integers.ts';
import { genJoinedBytes } from './joined-bytes.ts';
import { genNumberRaw, isRaw } from './raw.ts';
import { boxedList } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { genTextComparison, genUnitTest } from './strings.ts';
import { canonical, genTypedInteger, integerElement } from './typed-arrays.ts';
import { genTypeofTest, genConstantTest, genEquality } from './equality.ts';

const { i32, i64, f64 } = binaryen;
export type Binary = Expr & { kind: 'binary' };
/** What is rounded is this much at least, also when its bound is computed with doubles. */
const SAFE = 2 ** 53;

/** Codes of `arithmetic` and `compareValues` in runtime/lang/operators.ts. */
const ARITHMETIC: Partial<Record<BinaryOp, number>> = {
  '-': 1,
  '*': 2,
  '/': 3,
  '%': 4,
  '**': 5,
  '&': 6,
  '|': 7,
  '^': 8,
  '<<': 9,
  '>>': 10,
  '>>>': 11,
};
const COMPARE: Partial<Record<BinaryOp, number>> = { '<': 0, '<=': 1, '>': 2, '>=': 3 };

export function genBinary(fx: FunctionContext, e: Binary): Code {
  const special = genTypeofTest(fx, e) ?? genConstantTest(fx, e);
  if (special !== null) return special;
  if (fx.lang) {
    const machine = genMachineBinary(fx, e);
    if (machine !== null) return machine;
  }
  switch (e.op) {
    case '===':
    case '!==':
    case '==':
    case '!=':
      return genEquality(fx, e);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return genComparison(fx, e);
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
    case '>>>':
      return genBitwise(fx, e);
    case '+':
      return genAdd(fx, e);
    default:
      return genArithmetic(fx, e);
  }
}

export function isNumeric(flow: FlowType): boolean {
  return isOnly(flow, Kind.Number);
}
/** Neither operand can be a bigint or an object that converts to one: the result is a number. */
export function certainlyNumber(flow: FlowType): boolean {
  return !may(flow, Kind.BigInt | Kind.Object);
}

/** Integer operations on proven integers whose exact result fits, or whose wrapped result is what is wanted. */
function integerOp(fx: FunctionContext, op: BinaryOp, left: Ref, right: Ref): Ref {
  return op === '+' ? fx.m.i32.add(left, right) : op === '-' ? fx.m.i32.sub(left, right) : fx.m.i32.mul(left, right);
}
export function floatOp(fx: FunctionContext, op: BinaryOp, left: Ref, right: Ref): Ref {
  const { m } = fx;
  switch (op) {
    case '+':
      return m.f64.add(left, right);
    case '-':
      return m.f64.sub(left, right);
    case '*':
      return m.f64.mul(left, right);
    case '/':
      return m.f64.div(left, right);
    case '%':
      return callRuntime(fx, 'remainderF64', [
        { ref: left, machine: 'f64' },
        { ref: right, machine: 'f64' },
      ]).ref;
    default:
      return callRuntime(fx, 'powF64', [
        { ref: left, machine: 'f64' },
        { ref: right, machine: 'f64' },
      ]).ref;
  }
}

/** Two operands, each brought to a form by `as`; rooted while the other is evaluated. */
export function pair(fx: FunctionContext, e: Binary, as: (operand: Expr) => Code): [Ref, Ref] {
  const [left, right] = genWith(fx, [e.left, e.right], [() => as(e.left), () => as(e.right)]);
  return [left!.ref, right!.ref];
}
export const asNumber =
  (fx: FunctionContext) =>
  (operand: Expr): Code => ({ ref: genNumber(fx, operand), machine: 'f64' });
export const asRaw =
  (fx: FunctionContext) =>
  (operand: Expr): Code => ({ ref: genNumberRaw(fx, operand), machine: 'f64' });
const asInt32 =
  (fx: FunctionContext) =>
  (operand: Expr): Code => ({ ref: genInt32(fx, operand), machine: 'i32' });
export const asVal =
  (fx: FunctionContext) =>
  (operand: Expr): Code => ({ ref: genVal(fx, operand), machine: 'val' });

function genInteger(fx: FunctionContext, e: Binary): Code | null {
  const [l, r] = [fx.proof(e.left), fx.proof(e.right)];
  if (!fitsInteger(l) || !fitsInteger(r) || e.op === '/' || e.op === '%' || e.op === '**') return null;
  if (!fitsInteger(e.flow)) return null;
  const [left, right] = pair(fx, e, asInt32(fx));
  return { ref: integerOp(fx, e.op, left, right), machine: fitsInt32(e.flow) ? 'i32' : 'u32' };
}

/** What stands for an operand that waits as its text: the text of a number is a reference, which the number is not. */
export function asText(e: Expr): Expr {
  if (isOnly(e.flow, Kind.String)) return e;
  return { kind: 'runtime', name: 'toStringValue', args: [e], flow: STRING, hint: STRING };
}

function genAdd(fx: FunctionContext, e: Binary): Code {
  const [l, r] = [fx.proof(e.left), fx.proof(e.right)];
  const integer = genInteger(fx, e) ?? genWide(fx, e);
  if (integer !== null) return integer;
  if (isRaw(fx, e)) return { ref: canonical(fx, genNumberRaw(fx, e)), machine: 'f64' };
  if (isNumeric(l) && isNumeric(r)) {
    const [left, right] = pair(fx, e, asNumber(fx));
    return { ref: fx.m.f64.add(left, right), machine: 'f64' };
  }
  const plain = Kind.Number | Kind.Undefined | Kind.Null | Kind.Boolean;
  if (isOnly(l, plain) && isOnly(r, plain)) {
    const [left, right] = pair(fx, e, asNumber(fx));
    return { ref: fx.m.f64.add(left, right), machine: 'f64' };
  }
  if (isTextSum(fx, e)) {
    return genTexts(
      fx,
      textPieces(fx, e).map((piece) => ({ expr: asText(piece), text: () => genText(fx, piece) })),
    );
  }
  const summands = plainSummands(fx, e);
  if (summands !== null) return callRuntime(fx, PLAIN_SUMS[summands.length]!, boxedList(fx, summands));
  const claimsText = [e.left.hint, e.right.hint].some((hint) => hint !== undefined && isOnly(hint, Kind.String));
  return genChecked(
    fx,
    e,
    claimsText ? null : (left, right) => fx.m.i64.reinterpret(fx.m.f64.add(left, right)),
    (left, right) => callRuntime(fx, 'addValues', [left, right]).ref,
  );
}

/** Sums of so many. */
const PLAIN_SUMS = ['', '', 'addPlain', 'addPlainThree', 'addPlainFour'];
/** The operands of a chain of sums from the left, likely texts, which convert without running anything; null where one may not. */
function plainSummands(fx: FunctionContext, e: Binary, most = PLAIN_SUMS.length - 1): Expr[] | null {
  if (fx.lang || !isPlainSum(fx, e)) return null;
  const { left } = e;
  const first = most > 2 && left.kind === 'binary' && left.op === '+' ? plainSummands(fx, left, most - 1) : null;
  return [...(first ?? [left]), e.right];
}
function isPlainSum(fx: FunctionContext, e: Binary): boolean {
  const claimsText = [e.left, e.right].some(({ hint }) => hint !== undefined && isOnly(hint, Kind.String));
  const plain = [e.left, e.right].every((operand) => !may(fx.proof(operand), NOT_PLAIN));
  return claimsText && plain && !isTextSum(fx, e) && may(fx.proof(e), Kind.String);
}

interface Piece {
  readonly expr: Expr;
  readonly text: () => Ref;
}
/** The operands of a chain of sums that are texts. */
function textPieces(fx: FunctionContext, e: Expr): Expr[] {
  return e.kind === 'binary' && e.op === '+' && isTextSum(fx, e)
    ? [...textPieces(fx, e.left), ...textPieces(fx, e.right)]
    : [e];
}
/** A sum of a text and a primitive: converting it does nothing else. */
function isTextSum(fx: FunctionContext, { left, right }: Binary): boolean {
  const [l, r] = [fx.proof(left), fx.proof(right)];
  const texts = (flow: FlowType): boolean => isOnly(flow, Kind.String);
  return (texts(l) && !may(r, Kind.Object | Kind.Symbol)) || (texts(r) && !may(l, Kind.Object | Kind.Symbol));
}
const CONCATENATIONS = ['', '', 'concatStrings', 'concatThree', 'concatFour'];
/** Puts texts together, up to four at a time. */
function genTexts(fx: FunctionContext, pieces: readonly Piece[]): Code {
  const most = CONCATENATIONS.length - 1;
  if (pieces.length > most) {
    const first = pieces.slice(0, most);
    const made: Expr = { kind: 'template', parts: [], values: [], flow: STRING, hint: STRING };
    const joined: Piece = { expr: made, text: () => genTexts(fx, first).ref };
    return genTexts(fx, [joined, ...pieces.slice(most)]);
  }
  const texts = genWith(
    fx,
    pieces.map(({ expr }) => expr),
    pieces.map(({ text }) => (): Code => ({ ref: text(), machine: 'val' })),
  );
  return callRuntime(fx, CONCATENATIONS[pieces.length]!, texts);
}

/** `fast` on two doubles, `slow` on anything else; operands and result boxed. */
function genChecked(
  fx: FunctionContext,
  e: Binary,
  fast: ((left: Ref, right: Ref) => Ref) | null,
  slow: (left: Code, right: Code) => Ref,
): Code {
  const { m } = fx;
  const [leftRef, rightRef] = pair(fx, e, asVal(fx));
  const left = fx.temp(i64);
  const right = fx.temp(i64);
  const read = (index: number): Ref => fx.get(index, i64);
  const boxedRead = (index: number): Code => ({ ref: read(index), machine: 'val' });
  const set = [m.local.set(left, leftRef), m.local.set(right, rightRef)];
  const [l, r] = [fx.proof(e.left), fx.proof(e.right)];
  if (fast === null || !may(l, Kind.Number) || !may(r, Kind.Number))
    return { ref: m.block(null, [...set, slow(boxedRead(left), boxedRead(right))], i64), machine: 'val' };
  const tests = [
    ...(isNumeric(l) ? [] : [isDouble(fx, read(left))]),
    ...(isNumeric(r) ? [] : [isDouble(fx, read(right))]),
  ];
  const test = tests.length === 2 ? m.i32.and(tests[0]!, tests[1]!) : tests[0]!;
  const quick = fast(m.f64.reinterpret(read(left)), m.f64.reinterpret(read(right)));
  return {
    ref: m.block(null, [...set, m.if(test, quick, slow(boxedRead(left), boxedRead(right)))], i64),
    machine: 'val',
  };
}

function genArithmetic(fx: FunctionContext, e: Binary): Code {
  const { m } = fx;
  const integer = genInteger(fx, e) ?? genWide(fx, e) ?? (e.op === '%' ? genRemainder(fx, e) : null);
  if (integer !== null) return integer;
  if (isRaw(fx, e)) return { ref: canonical(fx, genNumberRaw(fx, e)), machine: 'f64' };
  const [l, r] = [fx.proof(e.left), fx.proof(e.right)];
  if (certainlyNumber(l) || certainlyNumber(r)) {
    // One side is no bigint: mixing throws, so both convert by ToNumber unless the other is a bigint, which the runtime reports.
    if (certainlyNumber(l) && certainlyNumber(r)) {
      const small =
        e.op === '%' && e.right.kind === 'const' ? genRemainderBy(fx, e, () => genNumber(fx, e.left)) : null;
      if (small !== null) return { ref: small, machine: 'f64' };
      const [left, right] = pair(fx, e, asNumber(fx));
      return { ref: floatOp(fx, e.op, left, right), machine: 'f64' };
    }
  }
  return genChecked(
    fx,
    e,
    (left, right) => m.i64.reinterpret(floatOp(fx, e.op, left, right)),
    (left, right) =>
      callRuntime(fx, 'arithmetic', [{ ref: m.i32.const(ARITHMETIC[e.op]!), machine: 'i32' }, left, right]).ref,
  );
}

function genBitwise(fx: FunctionContext, e: Binary): Code {
  const { m } = fx;
  const joined = genJoinedBytes(fx, e);
  if (joined !== null) return joined;
  const [l, r] = [fx.proof(e.left), fx.proof(e.right)];
  if (certainlyNumber(l) && certainlyNumber(r)) return genInt32Op(fx, e);
  // A number on one side and an unproven value on the other: still one compare away from machine arithmetic.
  return genChecked(
    fx,
    e,
    (left, right) => {
      const operation = int32Op(fx, e.op, truncateFast(fx, left), truncateFast(fx, right));
      return convert(fx, operation, 'val', e.flow);
    },
    (left, right) =>
      callRuntime(fx, 'arithmetic', [{ ref: m.i32.const(ARITHMETIC[e.op]!), machine: 'i32' }, left, right]).ref,
  );
}
function truncateFast(fx: FunctionContext, number: Ref): Ref {
  return callRuntime(fx, 'toInt32F64', [{ ref: number, machine: 'f64' }]).ref;
}

/** ToInt32 of an arithmetic tree computed with wrap-around where that is exact modulo 2^32. */
export function genTruncated(fx: FunctionContext, e: Expr): Ref {
  if (e.kind === 'binary' && (e.op === '+' || e.op === '-' || e.op === '*')) {
    const [l, r] = [fx.proof(e.left), fx.proof(e.right)];
    const integers = isNumeric(l) && l.integer && isNumeric(r) && r.integer;
    const bound = e.op === '*' ? magnitude(l) * magnitude(r) : magnitude(l) + magnitude(r);
    if (integers && bound < SAFE) {
      const [left, right] = genWith(
        fx,
        [e.left, e.right],
        [
          () => ({ ref: genTruncated(fx, e.left), machine: 'i32' }),
          () => ({ ref: genTruncated(fx, e.right), machine: 'i32' }),
        ],
      );
      return integerOp(fx, e.op, left!.ref, right!.ref);
    }
  }
  const sum = genBrokenSum(fx, e);
  if (sum !== null) return sum;
  if (e.kind === 'binary' && (e.op === '/' || e.op === '%')) {
    const [l, r] = [fx.proof(e.left), fx.proof(e.right)];
    if (fitsInt32(l) && fitsInt32(r) && r.low > 0 && (e.op === '/' || l.low < 0)) {
      const [left, right] = pair(fx, e, asInt32(fx));
      return e.op === '/' ? fx.m.i32.div_s(left, right) : fx.m.i32.rem_s(left, right);
    }
  }
  return genInt32(fx, e);
}
/**
 * As above where elements of typed arrays are among the operands: past the end one is undefined, which makes the sum NaN and
 * its truncation 0, so the expression is left with that. Nothing else of it may have effects.
 */
function genBrokenSum(fx: FunctionContext, e: Expr): Ref | null {
  if (e.kind !== 'binary' || fx.lang || isInteger(fx.proof(e))) return null;
  if (sumMagnitude(fx, e) >= SAFE || !isEffectFree(e, fx.mc.facts)) return null;
  const label = fx.label('sum');
  const term = (x: Expr): Ref => {
    const kind = typedElement(fx, x);
    if (kind !== null)
      return genTypedInteger(fx, kind, x as Expr & { kind: 'get-index' }, (m) =>
        m.br(label, undefined, m.i32.const(0)),
      );
    if (isInteger(fx.proof(x)) || x.kind !== 'binary') return genTruncated(fx, x);
    return integerOp(fx, x.op, term(x.left), term(x.right));
  };
  return fx.m.block(label, [term(e)], i32);
}
/** The largest magnitude of a tree of sums and products of integers and integer elements; infinite for other trees. */
function sumMagnitude(fx: FunctionContext, e: Expr): number {
  const flow = fx.proof(e);
  if (isInteger(flow)) return magnitude(flow);
  const kind = typedElement(fx, e);
  if (kind !== null) return integerElement(kind) ?? Infinity;
  if (e.kind !== 'binary' || (e.op !== '+' && e.op !== '-' && e.op !== '*')) return Infinity;
  const [left, right] = [sumMagnitude(fx, e.left), sumMagnitude(fx, e.right)];
  return e.op === '*' ? left * right : left + right;
}
function magnitude(flow: FlowType): number {
  return Math.max(Math.abs(flow.low), Math.abs(flow.high));
}

function genInt32Op(fx: FunctionContext, e: Binary): Code {
  if ((e.op === '|' || e.op === '>>' || e.op === '^') && e.right.kind === 'const' && e.right.value === 0)
    return { ref: genTruncated(fx, e.left), machine: 'i32' };
  if (e.op === '>>>' && e.right.kind === 'const' && e.right.value === 0)
    return { ref: genTruncated(fx, e.left), machine: 'u32' };
  const [left, right] = genWith(
    fx,
    [e.left, e.right],
    [
      () => ({ ref: genTruncated(fx, e.left), machine: 'i32' }),
      () => ({ ref: genTruncated(fx, e.right), machine: 'i32' }),
    ],
  );
  return int32Op(fx, e.op, left!.ref, right!.ref);
}
function int32Op(fx: FunctionContext, op: BinaryOp, left: Ref, right: Ref): Code {
  const { m } = fx;
  switch (op) {
    case '&':
      return { ref: m.i32.and(left, right), machine: 'i32' };
    case '|':
      return { ref: m.i32.or(left, right), machine: 'i32' };
    case '^':
      return { ref: m.i32.xor(left, right), machine: 'i32' };
    case '<<':
      return { ref: m.i32.shl(left, right), machine: 'i32' };
    case '>>':
      return { ref: m.i32.shr_s(left, right), machine: 'i32' };
    default:
      return { ref: m.i32.shr_u(left, right), machine: 'u32' };
  }
}

function genComparison(fx: FunctionContext, e: Binary): Code {
  const { m } = fx;
  const [l, r] = [fx.proof(e.left), fx.proof(e.right)];
  if ((fitsInt32(l) && fitsInt32(r)) || (fitsUint32(l) && fitsUint32(r))) {
    const unsigned = !fitsInt32(l) || !fitsInt32(r);
    const ref = genNarrowComparison(fx, e, {
      integers: (left, right) => compareInt(fx, e.op, left, right, unsigned),
      doubles: (left, right) => compareFloat(fx, e.op, left, right),
    });
    return { ref, machine: 'bool' };
  }
  const exact = genExactComparison(fx, e);
  if (exact !== null) return { ref: exact, machine: 'bool' };
  const plain = Kind.Number | Kind.Undefined | Kind.Boolean;
  if (isOnly(l, plain) && isOnly(r, plain)) {
    const [left, right] = pair(fx, e, asRaw(fx));
    return { ref: compareFloat(fx, e.op, left, right), machine: 'bool' };
  }
  const texts =
    genUnitTest(fx, e) ?? genTextComparison(fx, e, (order) => compareInt(fx, e.op, order, m.i32.const(0), false));
  if (texts !== null) return texts;
  const [leftRef, rightRef] = pair(fx, e, asVal(fx));
  const [left, right] = [fx.temp(i64), fx.temp(i64)];
  const set = [m.local.set(left, leftRef), m.local.set(right, rightRef)];
  const read = (index: number): Code => ({ ref: fx.get(index, i64), machine: 'val' });
  const slow = callRuntime(fx, 'compareValues', [
    read(left),
    read(right),
    { ref: m.i32.const(COMPARE[e.op]!), machine: 'i32' },
  ]).ref;
  if (!may(l, Kind.Number) || !may(r, Kind.Number)) return { ref: m.block(null, [...set, slow], i32), machine: 'bool' };
  const test = m.i32.and(isDouble(fx, fx.get(left, i64)), isDouble(fx, fx.get(right, i64)));
  const fast = compareFloat(fx, e.op, m.f64.reinterpret(fx.get(left, i64)), m.f64.reinterpret(fx.get(right, i64)));
  return { ref: m.block(null, [...set, m.if(test, fast, slow)], i32), machine: 'bool' };
}
function compareInt(fx: FunctionContext, op: BinaryOp, left: Ref, right: Ref, unsigned: boolean): Ref {
  const { i32: t } = fx.m;
  if (op === '<') return unsigned ? t.lt_u(left, right) : t.lt_s(left, right);
  if (op === '<=') return unsigned ? t.le_u(left, right) : t.le_s(left, right);
  if (op === '>') return unsigned ? t.gt_u(left, right) : t.gt_s(left, right);
  return unsigned ? t.ge_u(left, right) : t.ge_s(left, right);
}
function compareFloat(fx: FunctionContext, op: BinaryOp, left: Ref, right: Ref): Ref {
  const { f64: t } = fx.m;
  return op === '<'
    ? t.lt(left, right)
    : op === '<='
      ? t.le(left, right)
      : op === '>'
        ? t.gt(left, right)
        : t.ge(left, right);
}

/** Machine arithmetic of the lang dialect; null when an operand is a boxed value and JavaScript's semantics apply. */
function genMachineBinary(fx: FunctionContext, e: Binary): Code | null {
  const { m } = fx;
  const literal = (x: Expr): boolean => x.kind === 'const' && typeof x.value === 'number';
  const [left, right] = genWith(fx, [e.left, e.right], [() => gen(fx, e.left), () => gen(fx, e.right)]);
  const machine = machineOf(left!.machine, right!.machine, literal(e.left), literal(e.right), e.op);
  if (machine === null) return machineFallback(fx, e, left!, right!);
  const as = (code: Code, x: Expr): Ref =>
    literal(x) ? constNumber(fx, (x as { value: number }).value, machine) : convert(fx, code, machine, fx.proof(x));
  const [a, b] = [as(left!, e.left), as(right!, e.right)];
  const compare = COMPARE[e.op] !== undefined;
  const equality = e.op === '===' || e.op === '!==' || e.op === '==' || e.op === '!=';
  if (equality) {
    const family = machine === 'f64' ? m.f64 : machine === 'i64' ? m.i64 : m.i32;
    return { ref: e.op === '===' || e.op === '==' ? family.eq(a, b) : family.ne(a, b), machine: 'bool' };
  }
  if (machine === 'f64') {
    if (compare) return { ref: compareFloat(fx, e.op, a, b), machine: 'bool' };
    const bits = ARITHMETIC[e.op];
    if (bits !== undefined && bits >= 6) return int32Op(fx, e.op, truncateFast(fx, a), truncateFast(fx, b));
    return { ref: floatOp(fx, e.op, a, b), machine: 'f64' };
  }
  if (compare && machine !== 'i64') return { ref: compareInt(fx, e.op, a, b, machine === 'u32'), machine: 'bool' };
  return machine === 'i64' ? wideOp(fx, e.op, a, b) : narrowOp(fx, e.op, a, b, machine === 'u32');
}

function machineOf(
  left: Machine,
  right: Machine,
  leftLiteral: boolean,
  rightLiteral: boolean,
  op: BinaryOp,
): Machine | null {
  if (left === 'val' || right === 'val' || left === 'void' || right === 'void') return null;
  if (left === 'i64' || right === 'i64') return 'i64';
  if (leftLiteral && !rightLiteral && right !== 'bool') return right;
  if (rightLiteral && !leftLiteral && left !== 'bool') return op === '>>>' && left === 'i32' ? 'u32' : left;
  if (left === 'f64' || right === 'f64') return 'f64';
  if (op === '>>>') return 'u32';
  if (op === '>>' || op === '<<') return left === 'u32' ? 'u32' : 'i32';
  return left === 'u32' || right === 'u32' ? 'u32' : 'i32';
}

function narrowOp(fx: FunctionContext, op: BinaryOp, a: Ref, b: Ref, unsigned: boolean): Code {
  const t = fx.m.i32;
  const machine: Machine = unsigned ? 'u32' : 'i32';
  switch (op) {
    case '/':
      return { ref: unsigned ? t.div_u(a, b) : t.div_s(a, b), machine };
    case '%':
      return { ref: unsigned ? t.rem_u(a, b) : t.rem_s(a, b), machine };
    case '+':
    case '-':
    case '*':
      return { ref: integerOp(fx, op, a, b), machine };
    case '>>':
      return { ref: unsigned ? t.shr_u(a, b) : t.shr_s(a, b), machine };
    case '**':
      return fx.refuse('** on machine integers');
    default:
      return { ref: int32Op(fx, op, a, b).ref, machine };
  }
}

function wideOp(fx: FunctionContext, op: BinaryOp, a: Ref, b: Ref): Code {
  const t = fx.m.i64;
  const wide = (ref: Ref): Code => ({ ref, machine: 'i64' });
  const bool = (ref: Ref): Code => ({ ref, machine: 'bool' });
  switch (op) {
    case '+':
      return wide(t.add(a, b));
    case '-':
      return wide(t.sub(a, b));
    case '*':
      return wide(t.mul(a, b));
    case '/':
      return wide(t.div_s(a, b));
    case '%':
      return wide(t.rem_s(a, b));
    case '&':
      return wide(t.and(a, b));
    case '|':
      return wide(t.or(a, b));
    case '^':
      return wide(t.xor(a, b));
    case '<<':
      return wide(t.shl(a, b));
    case '>>':
      return wide(t.shr_s(a, b));
    case '>>>':
      return wide(t.shr_u(a, b));
    case '<':
      return bool(t.lt_s(a, b));
    case '<=':
      return bool(t.le_s(a, b));
    case '>':
      return bool(t.gt_s(a, b));
    case '>=':
      return bool(t.ge_s(a, b));
    default:
      return fx.refuse(`${op} on 64-bit integers`);
  }
}

/** An operand is boxed: the ordinary semantics, on values already generated. */
function machineFallback(fx: FunctionContext, e: Binary, left: Code, right: Code): Code {
  const { m } = fx;
  const a: Code = { ref: convert(fx, left, 'val', fx.proof(e.left)), machine: 'val' };
  const b: Code = { ref: convert(fx, right, 'val', fx.proof(e.right)), machine: 'val' };
  const textual = [e.left, e.right].every((x) => isOnly(fx.proof(x), Kind.String));
  switch (e.op) {
    case '===':
    case '!==':
    case '==':
    case '!=': {
      const strict = e.op === '===' || e.op === '!==';
      const ref = callRuntime(fx, textual ? 'stringEquals' : strict ? 'strictEquals' : 'looseEquals', [a, b]).ref;
      return { ref: e.op === '!==' || e.op === '!=' ? m.i32.eqz(ref) : ref, machine: 'bool' };
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return callRuntime(fx, 'compareValues', [a, b, { ref: m.i32.const(COMPARE[e.op]!), machine: 'i32' }]);
    case '+':
      return callRuntime(fx, textual ? 'concatStrings' : 'addValues', [a, b]);
    default:
      return callRuntime(fx, 'arithmetic', [{ ref: m.i32.const(ARITHMETIC[e.op]!), machine: 'i32' }, a, b]);
  }
}

void f64;
