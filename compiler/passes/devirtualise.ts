// Calls whose one target inference knows become direct calls: methods of classes, closures, getters and constructors. What
// the original evaluated is still evaluated, in its order; what it checked is proven. Reads `facts`, writes the tree.
import type { Expr, Func } from '../ir/nodes.ts';
import { BottomUp, inPlaceOf } from '../ir/rewrite.ts';
import { Kind, TOP, isOnly } from '../ir/types.ts';
import type { InferredFacts } from './facts.ts';

/** Rewrites the calls of the given functions; gives how many. */
export function devirtualise(functions: Iterable<Func>, facts: InferredFacts): number {
  return new Devirtualiser(facts).run(functions);
}

class Devirtualiser extends BottomUp {
  readonly #facts: InferredFacts;

  constructor(facts: InferredFacts) {
    super();
    this.#facts = facts;
  }
  protected rewrite(e: Expr): Expr {
    const direct = this.#direct(e);
    if (direct === null) return e;
    this.count++;
    return inPlaceOf(e, direct);
  }

  #direct(e: Expr): Expr | null {
    switch (e.kind) {
      case 'call-method': {
        // One element appended to a plain array: no array of arguments on the way.
        const pushes =
          e.key === 'push' &&
          e.args.length === 1 &&
          !e.args[0]!.spread &&
          this.#facts.builtinMethod(e.object.flow, 'push') === 'Array.prototype.push';
        if (pushes) return { kind: 'runtime', name: 'arrayPush', args: [e.object, e.args[0]!.value], flow: TOP };
        const func = this.#only(e) ?? null;
        if (func === null || this.#facts.methodOf(e.object.flow, e.key) !== func || !callable(func, false)) return null;
        return call(func, null, e.object, e.args);
      }
      case 'get': {
        const func = this.#facts.getterOf(e.object.flow, e.key);
        return func === null || !callable(func, false) ? null : call(func, null, e.object, []);
      }
      case 'call':
        return this.#closureCall(e);
      case 'new':
        return this.#construction(e);
      default:
        return null;
    }
  }
  /** The one function of the program that a call runs. */
  #only(e: Expr): Func | null {
    const targets = this.#facts.callTargets(e);
    return targets !== null && targets.length === 1 ? targets[0]! : null;
  }

  #closureCall(e: Expr & { kind: 'call' }): Expr | null {
    if (e.callee.kind === 'get-super') {
      const method = this.#facts.superMethod(e.callee);
      return method === null || !callable(method, false) ? null : call(method, null, e.receiver, e.args);
    }
    const func = this.#only(e);
    if (func === null || !isOnly(e.callee.flow, Kind.Object)) return null;
    if (e.callee.kind === 'get-private') {
      const { callee } = e;
      // The brand is certain, and the receiver is the object that was asked: `this.#m()`.
      const same =
        callee.object.kind === 'local' && e.receiver.kind === 'local' && callee.object.local === e.receiver.local;
      return same &&
        callee.renewed === undefined &&
        this.#facts.privateMethodOf(callee.object.flow, callee.owner, callee.key) === func &&
        callable(func, false)
        ? call(func, null, e.receiver, e.args)
        : null;
    }
    if (!callable(func, true) || this.#facts.closureOf(e.callee.flow) !== func) return null;
    const needsClosure = func.captures.length > 0 || func.selfLocal !== null;
    // Without a `this` to receive it, the receiver would not be evaluated behind the closure.
    if (needsClosure)
      return func.thisLocal === null && !isPure(e.receiver) ? null : call(func, e.callee, e.receiver, e.args);
    const direct = call(func, null, e.receiver, e.args);
    return isPure(e.callee) ? direct : sequence(e.callee, direct);
  }

  #construction(e: Expr & { kind: 'new' }): Expr | null {
    const class_ = this.#facts.classOf(e.type.flow);
    return class_ === null ? null : { kind: 'new-class', class: class_, type: e.type, args: e.args, flow: TOP };
  }
}

/** Functions that a direct call runs as the generic one would. Methods of classes made at run time carry captures. */
export function callable(func: Func, closure: boolean): boolean {
  switch (func.kind) {
    case 'constructor':
    case 'derived-constructor':
    case 'lang':
      return false;
    default:
      return closure || (func.captures.length === 0 && func.selfLocal === null);
  }
}

export function call(
  func: Func,
  closure: Expr | null,
  receiver: Expr,
  args: (Expr & { kind: 'call-direct' })['args'],
): Expr {
  if (func.thisLocal !== null) return { kind: 'call-direct', func, closure, receiver, args, flow: TOP };
  const direct: Expr = { kind: 'call-direct', func, closure, receiver: null, args, flow: TOP };
  return isPure(receiver) ? direct : sequence(receiver, direct);
}
function sequence(effect: Expr, value: Expr): Expr {
  return { kind: 'sequence', effects: [{ kind: 'expr', value: effect }], value, flow: TOP };
}
/** Nothing is lost when it is not evaluated. */
export function isPure(e: Expr): boolean {
  return (
    e.kind === 'const' ||
    e.kind === 'local' ||
    e.kind === 'global' ||
    e.kind === 'builtin' ||
    e.kind === 'absent' ||
    e.kind === 'closure'
  );
}
