// Tests for undefined and null become nodes of their own where that proves what is asked: behind `check-present` the object
// is one that inference knows, so that its slots and methods are certain. Reads `facts`, writes the tree.
import type { Expr, Func, Stmt } from '../ir/nodes.ts';
import { mapChildren, type Rewriter } from '../ir/rewrite.ts';
import { Kind, isOnly, may, type FlowType } from '../ir/types.ts';
import type { InferredFacts } from './facts.ts';

const NULLISH = Kind.Undefined | Kind.Null;

/** Rewrites the accesses of the given functions; gives how many. */
export function checkPresence(functions: Iterable<Func>, facts: InferredFacts): number {
  const pass = new Presence(facts);
  for (const func of functions) func.body = pass.statement(func.body);
  return pass.count;
}

class Presence implements Rewriter {
  readonly #facts: InferredFacts;
  count = 0;

  constructor(facts: InferredFacts) {
    this.#facts = facts;
  }
  statement(stmt: Stmt): Stmt {
    mapChildren(stmt, this);
    return stmt;
  }
  expression(e: Expr): Expr {
    mapChildren(e, this);
    if ((e.kind === 'get' || e.kind === 'call-method') && may(e.object.flow, NULLISH)) {
      const flow = withoutNullish(e.object.flow);
      if (this.#isKnown(flow, e)) {
        this.count++;
        e.object = checked(e.object, e.key, null, flow);
      }
    }
    if ((e.kind === 'get-index' || e.kind === 'set-index') && may(e.object.flow, NULLISH)) {
      const flow = withoutNullish(e.object.flow);
      const simple = isSimple(e.index) && (e.kind === 'get-index' || isSimple(e.value));
      if (simple && (isOnly(flow, Kind.String) || this.#facts.builtinKind(flow) !== null)) {
        this.count++;
        e.object = checked(e.object, '', { ...e.index }, flow);
      }
    }
    return e;
  }

  /** The access of an object of this flow is certain. */
  #isKnown(flow: FlowType, e: Expr & { kind: 'get' | 'call-method' }): boolean {
    if (isOnly(flow, Kind.String)) return true;
    if (!isOnly(flow, Kind.Object)) return false;
    if (this.#facts.builtinMethod(flow, e.key) !== null) return true;
    if (e.kind === 'call-method') return this.#facts.methodOf(flow, e.key) !== null;
    return (
      this.#facts.fieldSlot(flow, e.key) !== null ||
      this.#facts.getterOf(flow, e.key) !== null ||
      (e.key === 'length' && this.#facts.builtinKind(flow) !== null)
    );
  }
}

function withoutNullish(flow: FlowType): FlowType {
  return { ...flow, kinds: flow.kinds & ~NULLISH };
}
/** Evaluated again, or later, it gives the same and does nothing else. */
function isSimple(e: Expr): boolean {
  return e.kind === 'const' || e.kind === 'local';
}
function checked(value: Expr, key: string, index: Expr | null, flow: FlowType): Expr {
  const check: Expr = { kind: 'check-present', value, key, index, flow };
  if (value.hint !== undefined) check.hint = { ...value.hint, kinds: value.hint.kinds & ~NULLISH };
  if (value.position !== undefined) check.position = value.position;
  return check;
}
