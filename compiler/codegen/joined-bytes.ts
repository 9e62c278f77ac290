// Neighbouring bytes of one Uint8Array that an expression joins (`(b[i] << 8) | b[i + 1]`), or that statements in a row write
// (`b[i] = v >>> 8; b[i + 1] = v`): one bounds check and one load or store of 16 or 32 bits, in either byte order. Where not
// all of them lie inside, runtime/lang/joined-bytes.ts takes them one by one. That is how network protocols read and write.
import binaryen from 'binaryen';
import { isEffectFree } from '../ir/effects.ts';
import { nameOf } from '../ir/named.ts';
import type { Expr, Stmt } from '../ir/nodes.ts';
import { Kind, isOnly, type FlowType } from '../ir/types.ts';
import { swapped } from './data-views.ts';
import { genVal } from './expressions.ts';
import type { Code, FunctionContext, Ref } from './function-context.ts';
import { isInteger } from './integers.ts';
import { genTruncated } from './operators.ts';
import { certainKind } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { TYPED_DATA, TYPED_LENGTH } from './typed-arrays.ts';
import { viewOf } from './views.ts';

const { i32 } = binaryen;
type Binary = Expr & { kind: 'binary' };
type SetIndex = Expr & { kind: 'set-index' };
/** Of the runtime's `how`. */
const LITTLE = 8;
/** Bytes are joined over at most so many places from a common index. */
const MOST_OFFSET = 2 ** 20;

/** An index: what it starts from, if anything, and a constant. */
interface Place {
  readonly base: Expr | null;
  readonly offset: number;
}
function placeOf(fx: FunctionContext, e: Expr): Place {
  const flow = fx.proof(e);
  if (e.kind === 'const' && typeof e.value === 'number' && Number.isInteger(e.value))
    return { base: null, offset: e.value };
  if (e.kind === 'binary' && (e.op === '+' || e.op === '-')) {
    const [left, right] = [placeOf(fx, e.left), placeOf(fx, e.right)];
    if (right.base === null) {
      return { base: left.base, offset: e.op === '+' ? left.offset + right.offset : left.offset - right.offset };
    }
    if (left.base === null && e.op === '+') return { base: right.base, offset: left.offset + right.offset };
  }
  // What this wraps is outside of every array before and after.
  if (e.kind === 'binary' && e.op === '|' && e.right.kind === 'const' && e.right.value === 0) {
    const inner = placeOf(fx, e.left);
    if (inner.base === null || isPlace(fx.proof(inner.base), inner.offset)) return inner;
  }
  if (isInteger(flow) && flow.low === flow.high) return { base: null, offset: flow.low };
  return { base: e, offset: 0 };
}
/** Counted modulo 2^32 it is inside of an array exactly if it is itself: an array has fewer than 2^31 bytes. */
function isPlace(flow: FlowType, offset: number): boolean {
  if (Math.abs(offset) > MOST_OFFSET) return false;
  return isInteger(flow) && flow.low + offset >= -(2 ** 31) && flow.high + offset + 4 <= 2 ** 32;
}

/** The same value when both are evaluated without anything in between. */
function isSame(a: Expr, b: Expr): boolean {
  const [one, other] = [nameOf(a), nameOf(b)];
  if (one !== null || other !== null) return one === other;
  if (a.kind === 'const') return b.kind === 'const' && Object.is(a.value, b.value);
  if (a.kind === 'get') return b.kind === 'get' && a.key === b.key && isSame(a.object, b.object);
  if (a.kind !== 'binary' || b.kind !== 'binary') return false;
  return a.op === b.op && isSame(a.left, b.left) && isSame(a.right, b.right);
}

interface Byte {
  readonly array: Expr;
  readonly place: Place;
  readonly shift: number;
  /** Inference has seen the index below the length. */
  readonly isInside: boolean;
}
interface Run {
  readonly array: Expr;
  readonly base: Expr | null;
  readonly offset: number;
  readonly count: 2 | 4;
  readonly little: boolean;
  /** All of it, which needs no test then. */
  readonly isInside: boolean;
}

/** Bytes that make up one run, given in the order of their places. */
function runOf(fx: FunctionContext, bytes: readonly Byte[]): Run | null {
  const [first] = bytes;
  const count = bytes.length;
  if (first === undefined || (count !== 2 && count !== 4)) return null;
  const little = first.shift === 0;
  for (const [i, { array, place, shift }] of bytes.entries()) {
    if (place.offset !== first.place.offset + i || shift !== 8 * (little ? i : count - 1 - i)) return null;
    if (!isSame(array, first.array)) return null;
    const { base } = first.place;
    if (base === null ? place.base !== null : place.base === null || !isSame(place.base, base)) return null;
  }
  const { base, offset } = first.place;
  if (base === null ? offset < 0 || offset > MOST_OFFSET : !isPlace(fx.proof(base), offset)) return null;
  const isInside = bytes.every((byte) => byte.isInside);
  return { array: first.array, base, offset, count, little, isInside };
}
function isBytes(fx: FunctionContext, array: Expr, index: Expr): boolean {
  return certainKind(fx, array) === 'Uint8Array' && isOnly(fx.proof(index), Kind.Number);
}

/** Code for a run: what has to be set, the test that all of it is inside, and the operands of load, store and runtime. */
function access(fx: FunctionContext, run: Run) {
  const { m } = fx;
  const view = viewOf(fx, run.array);
  const cell = fx.temp(i32);
  const set: Ref[] = [m.local.set(cell, m.i32.wrap(genVal(fx, run.array)))];
  const base = run.base === null ? -1 : fx.temp(i32);
  if (run.base !== null) set.push(m.local.set(base, genTruncated(fx, run.base)));
  const at = (more: number): Ref => {
    const offset = m.i32.const(run.offset + more);
    if (base < 0) return offset;
    return run.offset + more === 0 ? fx.get(base, i32) : m.i32.add(fx.get(base, i32), offset);
  };
  const length = view === null ? m.i32.load(TYPED_LENGTH, 4, fx.get(cell, i32)) : view.length();
  const isCounted = run.base === null || fx.proof(run.base).low + run.offset >= 0;
  const inside = (): Ref =>
    isCounted
      ? m.i32.lt_u(at(run.count - 1), length)
      : m.i64.le_u(m.i64.add(m.i64.extend_u(at(0)), m.i64.const(BigInt(run.count))), m.i64.extend_u(length));
  const data = (): Ref => (view === null ? m.i32.load(TYPED_DATA, 4, fx.get(cell, i32)) : view.data());
  // A negative offset of the base is no offset of an instruction.
  const offset = Math.max(run.offset, 0);
  const address = (): Ref => (base < 0 ? data() : m.i32.add(data(), run.offset < 0 ? at(0) : fx.get(base, i32)));
  const outside: Code[] = [
    { ref: fx.get(cell, i32), machine: 'u32' },
    { ref: at(0), machine: 'u32' },
  ];
  const how: Code = { ref: m.i32.const(run.count + (run.little ? LITTLE : 0)), machine: 'u32' };
  return { set, inside, offset, address, outside, how };
}

/** `(a[i] << 8) | a[i + 1]` and its like; null for every other `|`. */
export function genJoinedBytes(fx: FunctionContext, e: Binary): Code | null {
  if (fx.lang || e.op !== '|' || !fx.mc.facts.keepsBuffers) return null;
  const bytes: Byte[] = [];
  if (!collect(fx, e, bytes)) return null;
  const run = runOf(
    fx,
    bytes.toSorted((a, b) => a.place.offset - b.place.offset),
  );
  if (run === null || !isEffectFree(unchecked(e, bytes[0]!.array), fx.mc.facts)) return null;
  if (bytes[0]!.array.kind === 'check-present' && bytes[0]!.place.offset !== run.offset) return null;
  const { m } = fx;
  const { set, inside, offset, address, outside, how } = access(fx, run);
  const load = run.count === 2 ? m.i32.load16_u(offset, 1, address()) : m.i32.load(offset, 1, address());
  const value = swapped(fx, { bytes: run.count, machine: 'i32' }, load, run.little);
  if (run.isInside) return { ref: m.block(null, [...set, value], i32), machine: 'i32' };
  const slow = callRuntime(fx, 'joinOutside', [...outside, how]).ref;
  return { ref: m.block(null, [...set, m.if(inside(), value, slow)], i32), machine: 'i32' };
}
/**
 * Without the test for undefined of the array that is evaluated first: the code of a run that begins with it does that before its loads,
 * as it would have been done.
 */
function unchecked(e: Expr, array: Expr): Expr {
  if (e === array && e.kind === 'check-present') return { ...e.value, flow: e.flow };
  if (e.kind === 'binary') return { ...e, left: unchecked(e.left, array) };
  return e.kind === 'get-index' ? { ...e, object: unchecked(e.object, array) } : e;
}
function collect(fx: FunctionContext, e: Expr, bytes: Byte[]): boolean {
  if (e.kind === 'binary' && e.op === '|') return collect(fx, e.left, bytes) && collect(fx, e.right, bytes);
  if (e.kind === 'const' && e.value === 0) return true;
  const isShifted = e.kind === 'binary' && e.op === '<<' && e.right.kind === 'const';
  const element = isShifted ? (e as Binary).left : e;
  if (element.kind !== 'get-index' || bytes.length === 4 || !isBytes(fx, element.object, element.index)) return false;
  const shift = isShifted ? Number(((e as Binary).right as { value: unknown }).value) : 0;
  const { object: array, index } = element;
  bytes.push({ array, place: placeOf(fx, index), shift, isInside: fx.mc.facts.inBounds?.(element) === true });
  return true;
}

/** Statements from `from` on that write the bytes of one value; how many they are, and the code. Null where they do not. */
export function genSplitBytes(
  fx: FunctionContext,
  body: readonly Stmt[],
  from: number,
): { readonly count: number; readonly ref: Ref } | null {
  if (fx.lang || !fx.mc.facts.keepsBuffers) return null;
  const bytes: (Byte & { readonly value: Expr | number })[] = [];
  for (let i = from; i < body.length && bytes.length < 4; i++) {
    const stmt = body[i]!;
    if (stmt.kind !== 'expr' || stmt.value.kind !== 'set-index') break;
    const write: SetIndex = stmt.value;
    if (!isBytes(fx, write.object, write.index)) break;
    const stored = storedByte(fx, write.value);
    if (stored === null) break;
    const array = i === from ? unchecked(write.object, write.object) : write.object;
    if (![array, write.index].every((part) => isEffectFree(part, fx.mc.facts))) break;
    const isInside = fx.mc.facts.inBounds?.(write) === true;
    bytes.push({ array: write.object, place: placeOf(fx, write.index), isInside, ...stored });
  }
  return writeRun(fx, bytes, 4) ?? writeRun(fx, bytes, 2);
}

function writeRun(
  fx: FunctionContext,
  all: readonly (Byte & { readonly value: Expr | number })[],
  count: number,
): { readonly count: number; readonly ref: Ref } | null {
  if (all.length < count) return null;
  const bytes = all.slice(0, count);
  const { value } = bytes[0]!;
  const constants = bytes.map((byte) => byte.value).filter((each) => typeof each === 'number');
  const isConstant = constants.length === count;
  if (!isConstant && constants.length > 0) return null;
  const run = runOf(fx, isConstant ? bytes.map((byte, i) => ({ ...byte, shift: 8 * i })) : bytes);
  if (run === null) return null;
  if (!isConstant && bytes.some((byte) => !isSame(byte.value as Expr, value as Expr))) return null;
  const { m } = fx;
  const { set, inside, offset, address, outside, how } = access(fx, run);
  const kept = fx.temp(i32);
  const whole = isConstant
    ? m.i32.const(constants.reduce((sum, byte, i) => sum | ((byte & 0xff) << (8 * i)), 0))
    : genTruncated(fx, value as Expr);
  const bits = swapped(fx, { bytes: run.count, machine: 'i32' }, fx.get(kept, i32), run.little);
  const store = run.count === 2 ? m.i32.store16(offset, 1, address(), bits) : m.i32.store(offset, 1, address(), bits);
  set.push(m.local.set(kept, whole));
  if (run.isInside) return { count, ref: m.block(null, [...set, store], binaryen.none) };
  const slow = callRuntime(fx, 'splitOutside', [...outside, { ref: fx.get(kept, i32), machine: 'i32' }, how]).ref;
  return { count, ref: m.block(null, [...set, m.if(inside(), store, slow)], binaryen.none) };
}

/** Which byte of which value is stored: a name or field, which the stores before do not change. */
function storedByte(fx: FunctionContext, e: Expr): { value: Expr | number; shift: number } | null {
  const constant = constantOf(e);
  if (constant !== null) return { value: constant, shift: 0 };
  if (e.kind === 'binary' && e.op === '&' && e.right.kind === 'const') {
    return e.right.value === 0xff && isOnly(fx.proof(e.left), Kind.Number) ? storedByte(fx, e.left) : null;
  }
  if (e.kind === 'binary' && (e.op === '>>>' || e.op === '>>') && e.right.kind === 'const') {
    const shift = e.right.value;
    if (typeof shift !== 'number' || ![8, 16, 24].includes(shift)) return null;
    return isKept(fx, e.left) ? { value: e.left, shift } : null;
  }
  return isKept(fx, e) ? { value: e, shift: 0 } : null;
}
/** What inlining made of a constant argument. */
function constantOf(e: Expr): number | null {
  if (e.kind === 'const') return typeof e.value === 'number' && Number.isInteger(e.value) ? e.value : null;
  if (e.kind !== 'binary' || (e.op !== '&' && e.op !== '>>>' && e.op !== '>>')) return null;
  const [left, right] = [constantOf(e.left), constantOf(e.right)];
  if (left === null || right === null) return null;
  return e.op === '&' ? left & right : e.op === '>>>' ? left >>> right : left >> right;
}
function isKept(fx: FunctionContext, e: Expr): boolean {
  const inner = e.kind === 'get' ? e.object : e;
  return nameOf(inner) !== null && isOnly(fx.proof(e), Kind.Number) && isEffectFree(e, fx.mc.facts);
}
