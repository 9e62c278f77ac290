// Doubles as they come from memory that bytes can be written to. A NaN may have a payload there that looks like a boxed
// value, so it is made the one NaN before it is boxed, passed or returned; arithmetic and comparisons in between may do
// without, and pass the payload on. A local that holds such a double is made canonical where it is read for anything else.
import binaryen from 'binaryen';
import { walkTree } from '../ir/children.ts';
import type { Expr, Local } from '../ir/nodes.ts';
import { Kind, isOnly } from '../ir/types.ts';
import { genNumber } from './expressions.ts';
import type { FunctionContext, Ref } from './function-context.ts';
import { floatOp } from './operators.ts';
import { certainKind } from './properties.ts';
import { genTypedRaw, isFloatArray } from './typed-arrays.ts';

const { f64 } = binaryen;
const PLAIN = Kind.Number | Kind.Undefined | Kind.Null | Kind.Boolean;

/** Whether the double may be a NaN with a payload when it is computed without care. */
export function isRaw(fx: FunctionContext, e: Expr): boolean {
  if (fx.lang) return false;
  switch (e.kind) {
    case 'get-index':
      return floatArray(fx, e) !== null;
    case 'local':
      return rawLocals(fx).has(e.local);
    case 'unary':
      return (e.op === 'tonumber' || e.op === '+') && isRaw(fx, e.value);
    case 'binary':
      return isFloatOp(fx, e) && (isRaw(fx, e.left) || isRaw(fx, e.right));
    default:
      return false;
  }
}

/** ToNumber of an operand of arithmetic or of a comparison. */
export function genNumberRaw(fx: FunctionContext, e: Expr): Ref {
  const { m } = fx;
  if (!isRaw(fx, e)) return genNumber(fx, e);
  if (e.kind === 'get-index') return genTypedRaw(fx, floatArray(fx, e)!, e);
  if (e.kind === 'local') return m.local.get(fx.indexOf(e.local), f64);
  if (e.kind === 'unary') return genNumberRaw(fx, e.value);
  const { op, left, right } = e as Expr & { kind: 'binary' };
  return floatOp(fx, op, genNumberRaw(fx, left), genNumberRaw(fx, right));
}

/** The kind of array of doubles that an element is certainly read from. */
function floatArray(fx: FunctionContext, e: Expr & { kind: 'get-index' }): string | null {
  const kind = certainKind(fx, e.object);
  return kind !== null && isFloatArray(kind) && isOnly(fx.proof(e.index), Kind.Number) ? kind : null;
}
/** Sums and products whose operands wait nowhere: no reference is among them. */
function isFloatOp(fx: FunctionContext, e: Expr & { kind: 'binary' }): boolean {
  if (e.op !== '+' && e.op !== '-' && e.op !== '*' && e.op !== '/') return false;
  return isOnly(fx.proof(e.left), PLAIN) && isOnly(fx.proof(e.right), PLAIN);
}

const known = new WeakMap<object, ReadonlySet<Local>>();
const NONE: ReadonlySet<Local> = new Set();
/** Locals of doubles that some assignment gives a raw one. */
function rawLocals(fx: FunctionContext): ReadonlySet<Local> {
  const { func } = fx;
  if (func === null) return NONE;
  const before = known.get(fx);
  if (before !== undefined) return before;
  const found = new Set<Local>();
  known.set(fx, found);
  const own = new Set(func.locals.filter((local) => local.machine === 'f64'));
  for (let size = -1; size !== found.size;) {
    size = found.size;
    walkTree(func.body, (node) => {
      if (node.kind === 'set-local' && own.has(node.local) && !found.has(node.local) && isRaw(fx, node.value))
        found.add(node.local);
    });
  }
  return found;
}
export function isRawLocal(fx: FunctionContext, local: Local): boolean {
  return !fx.lang && rawLocals(fx).has(local);
}
