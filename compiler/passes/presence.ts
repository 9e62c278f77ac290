// Tests for undefined and null become nodes of their own where that proves what is asked: behind `check-present` the object
// is one that inference knows, so that its slots and methods are certain. Reads `facts`, writes the tree.
import type { Expr, Func } from '../ir/nodes.ts';
import { BottomUp } from '../ir/rewrite.ts';
import { Kind, isOnly, may, type FlowType } from '../ir/types.ts';
import type { InferredFacts } from './facts.ts';
import { keep } from './keep.ts';

const NULLISH = Kind.Undefined | Kind.Null;

/** Rewrites the accesses of the given functions; gives how many. */
export function checkPresence(functions: Iterable<Func>, facts: InferredFacts): number {
  return new Presence(facts).run(functions);
}

class Presence extends BottomUp {
  readonly #facts: InferredFacts;

  constructor(facts: InferredFacts) {
    super();
    this.#facts = facts;
  }
  protected rewrite(e: Expr): Expr {
    if ((e.kind === 'get' || e.kind === 'call-method') && may(e.object.flow, NULLISH)) {
      const flow = withoutNullish(e.object.flow);
      if (this.#isKnown(flow, e)) {
        this.count++;
        e.object = checked(e.object, e.key, null, flow, false);
      }
    }
    if (e.kind === 'set' && may(e.object.flow, NULLISH)) return this.#set(e);
    if ((e.kind === 'get-index' || e.kind === 'set-index') && may(e.object.flow, NULLISH)) {
      const flow = withoutNullish(e.object.flow);
      const simple = isSimple(e.index) && (e.kind === 'get-index' || isSimple(e.value));
      if (simple && (isOnly(flow, Kind.String) || this.#facts.builtinKind(flow) !== null)) {
        this.count++;
        e.object = checked(e.object, '', { ...e.index }, flow, e.kind === 'set-index');
      }
    }
    return e;
  }

  /** The object is evaluated first and the value second; that it is undefined or null shows behind both. */
  #set(e: Expr & { kind: 'set' }): Expr {
    const flow = withoutNullish(e.object.flow);
    if (!this.#facts.resolutions(flow, e.key, 'set').complete && this.#facts.fieldSlot(flow, e.key) === null) return e;
    this.count++;
    if (isSimple(e.value)) {
      e.object = checked(e.object, e.key, null, flow, true);
      return e;
    }
    const object = keep(this.host, e.object);
    const value = keep(this.host, e.value);
    const set: Expr = { ...e, object: checked(object.read(), e.key, null, flow, true), value: value.read() };
    return { kind: 'sequence', effects: [object.store, value.store], value: set, flow: e.flow };
  }

  /** The access of an object of this flow is certain. */
  #isKnown(flow: FlowType, e: Expr & { kind: 'get' | 'call-method' }): boolean {
    if (isOnly(flow, Kind.String)) return true;
    if (!isOnly(flow, Kind.Object)) return false;
    if (this.#facts.builtinMethod(flow, e.key) !== null) return true;
    if (this.#facts.resolutions(flow, e.key, e.kind === 'get' ? 'get' : 'call').complete) return true;
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
function checked(value: Expr, key: string, index: Expr | null, flow: FlowType, writes: boolean): Expr {
  const check: Expr = { kind: 'check-present', value, key, index, writes, flow };
  if (value.hint !== undefined) check.hint = { ...value.hint, kinds: value.hint.kinds & ~NULLISH };
  if (value.position !== undefined) check.position = value.position;
  return check;
}
