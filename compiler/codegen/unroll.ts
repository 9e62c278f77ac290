// How often the body of a short loop is written out. At the head of each loop the host looks whether the turn has taken too long,
// which costs as much as adding a number to another: a loop that does little else does it several times between two looks.
import { children, type Node } from '../ir/children.ts';
import { sizeOf } from '../ir/clone.ts';
import type { Expr, Stmt } from '../ir/nodes.ts';
import { Kind, isOnly } from '../ir/types.ts';
import type { FunctionContext } from './function-context.ts';
import { certainKind } from './properties.ts';

/** Nodes of a loop that is written out so often. */
const FOUR_TIMES = 32;
const TWICE = 64;

export function unrolled(fx: FunctionContext, loop: Stmt & { kind: 'loop' | 'for-of' }): number {
  if (fx.lang || fx.mc.evaluation) return 1;
  const size = sizeOf(loop, TWICE);
  if (size > TWICE || !parts(loop).every((part) => isShort(fx, part))) return 1;
  return size > FOUR_TIMES ? 2 : 4;
}
function parts(loop: Stmt & { kind: 'loop' | 'for-of' }): Node[] {
  return loop.kind === 'for-of' ? [loop.body] : [loop.test, loop.body, loop.update].filter((part) => part !== null);
}

/** Whether this is a few instructions, none of them a call. */
function isShort(fx: FunctionContext, node: Node): boolean {
  switch (node.kind) {
    case 'binary':
      if (node.op === '%' || node.op === '**' || !isPlain(fx, node)) return false;
      break;
    case 'unary':
      if (!isOnly(fx.proof(node.value), Kind.Number | Kind.Boolean)) return false;
      break;
    case 'get-index':
    case 'set-index':
      if (certainKind(fx, node.object) === null || !isOnly(fx.proof(node.index), Kind.Number)) return false;
      break;
    case 'get':
      if (node.key !== 'length' && fx.mc.facts.fieldSlot(fx.proof(node.object), node.key) === null) return false;
      break;
    case 'const':
    case 'local':
    case 'set-local':
    case 'global':
    case 'set-global':
    case 'box-get':
    case 'box-set':
    case 'cond':
    case 'logical':
    case 'sequence':
    case 'check-present':
    case 'get-slot':
    case 'empty':
    case 'expr':
    case 'block':
    case 'if':
    case 'break':
    case 'continue':
      break;
    default:
      return false;
  }
  return children(node).every((child) => isShort(fx, child));
}

const IDENTITY = Kind.Object | Kind.Symbol | Kind.Boolean | Kind.Undefined | Kind.Null;
/** Numbers, or what is equal only where it is the same. */
function isPlain(fx: FunctionContext, { op, left, right }: Expr & { kind: 'binary' }): boolean {
  const [l, r] = [fx.proof(left), fx.proof(right)];
  if (isOnly(l, Kind.Number) && isOnly(r, Kind.Number)) return true;
  return (op === '===' || op === '!==') && (isOnly(l, IDENTITY) || isOnly(r, IDENTITY));
}
