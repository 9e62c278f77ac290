// Methods of a Map or Set that is proven (ECMA-262 §24.1.3, §24.2.4): no test of the receiver, which would link the text of its
// complaint, and in look-ups none of the kind of the key where that is known.
import binaryen from 'binaryen';
import type { Expr } from '../ir/nodes.ts';
import { Kind, isOnly, may } from '../ir/types.ts';
import { gen, genVal, genWith } from './expressions.ts';
import { convert } from './convert.ts';
import type { Code, FunctionContext } from './function-context.ts';
import { boxedList } from './properties.ts';
import { callRuntime } from './runtime-calls.ts';
import { UNDEFINED } from './values.ts';

const { i32 } = binaryen;
const LOOK_UPS: ReadonlySet<string | null> = new Set(['Map.prototype.get', 'Map.prototype.has', 'Set.prototype.has']);
/** Offset of the value in an entry (runtime/lang/table.ts). */
const ENTRY_VALUE = 8;

/** What does a method: its name in the runtime, how many arguments it takes, what an iterator yields (runtime/lang/map.ts). */
interface Operation {
  readonly helper: string;
  readonly takes: number;
  readonly yields?: number;
}
const KEYS = 2;
const VALUES = 3;
const ENTRIES = 4;
const OPERATIONS: ReadonlyMap<string | null, Operation> = new Map<string, Operation>([
  ['Map.prototype.set', { helper: 'setEntry', takes: 2 }],
  ['Map.prototype.delete', { helper: 'deleteKey', takes: 1 }],
  ['Map.prototype.clear', { helper: 'clearKeys', takes: 0 }],
  ['Map.prototype.keys', { helper: 'mapIterator', takes: 0, yields: KEYS }],
  ['Map.prototype.values', { helper: 'mapIterator', takes: 0, yields: VALUES }],
  ['Map.prototype.entries', { helper: 'mapIterator', takes: 0, yields: ENTRIES }],
  ['Set.prototype.add', { helper: 'addKey', takes: 1 }],
  ['Set.prototype.delete', { helper: 'deleteKey', takes: 1 }],
  ['Set.prototype.clear', { helper: 'clearKeys', takes: 0 }],
  ['Set.prototype.keys', { helper: 'setIterator', takes: 0, yields: KEYS }],
  ['Set.prototype.values', { helper: 'setIterator', takes: 0, yields: KEYS }],
  ['Set.prototype.entries', { helper: 'setIterator', takes: 0, yields: ENTRIES }],
]);

/** Null for calls that are none of these, or give more than the method takes. */
export function genOperation(fx: FunctionContext, e: Expr & { kind: 'call-method' }): Code | null {
  if (fx.lang || e.args.some(({ spread }) => spread)) return null;
  const operation = OPERATIONS.get(fx.mc.facts.builtinMethod(fx.proof(e.object), e.key));
  if (operation === undefined || e.args.length > operation.takes) return null;
  const given = [e.object, ...e.args.map(({ value }) => value)];
  const operands = boxedList(fx, given);
  while (operands.length <= operation.takes) operands.push({ ref: fx.m.i64.const(UNDEFINED), machine: 'val' });
  if (operation.yields !== undefined) operands.push({ ref: fx.m.i32.const(operation.yields), machine: 'u32' });
  return callRuntime(fx, operation.helper, operands);
}

/** Of a Map or Set its table, of a table how many entries are live. */
const TABLE = 8;
const LIVE = 12;

/** `size` of a Map or Set (§24.1.3.10, §24.2.4.14); null for every other property. */
export function genSize(fx: FunctionContext, e: Expr & { kind: 'get' }): Code | null {
  if (fx.lang || e.key !== 'size') return null;
  const proven = fx.mc.facts.builtinMethod(fx.proof(e.object), e.key);
  if (proven !== 'Map.prototype.size' && proven !== 'Set.prototype.size') return null;
  const { m } = fx;
  return { ref: m.i32.load(LIVE, 4, m.i32.load(TABLE, 4, m.i32.wrap(genVal(fx, e.object)))), machine: 'i32' };
}

/** Null for calls that the runtime has to look at. */
export function genLookUp(fx: FunctionContext, e: Expr & { kind: 'call-method' }): Code | null {
  const [argument] = e.args;
  if (fx.lang || argument === undefined || e.args.length > 1 || argument.spread) return null;
  if (!LOOK_UPS.has(fx.mc.facts.builtinMethod(fx.proof(e.object), e.key))) return null;
  const key = argument.value;
  const flow = fx.proof(key);
  const find = isOnly(flow, Kind.String)
    ? 'entryOfText'
    : may(flow, Kind.String | Kind.BigInt)
      ? 'entryOfKey'
      : 'entryOfBits';
  const { m } = fx;
  const operands = genWith(
    fx,
    [e.object, key],
    [
      () => ({ ref: genVal(fx, e.object), machine: 'val' }),
      () => ({ ref: convert(fx, gen(fx, key), 'val', flow), machine: 'val' }),
    ],
  );
  const entry = callRuntime(fx, find, operands).ref;
  if (e.key === 'has') return { ref: m.i32.ne(entry, m.i32.const(0)), machine: 'bool' };
  const at = fx.temp(i32);
  const value = m.i64.load(ENTRY_VALUE, 8, fx.get(at, i32));
  return { ref: m.if(m.local.tee(at, entry, i32), value, m.i64.const(UNDEFINED)), machine: 'val' };
}
