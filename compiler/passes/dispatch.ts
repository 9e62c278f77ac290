// Accesses that come to several things, each known: a slot here and a getter there, methods of different classes. Tests of the
// object's shape choose between direct calls and loads (Dean, Grove and Chambers, "Optimization of Object-Oriented Programs
// Using Static Class Hierarchy Analysis", ECOOP 1995, with inference in the place of the hierarchy). Where every object keeps
// the shape it was born with, the last case needs no test; else the ordinary lookup stands behind. Reads `facts`, writes the tree.
import { isEffectFree } from '../ir/effects.ts';
import type { Argument, ClassInfo, Expr, Func, Stmt } from '../ir/nodes.ts';
import { BottomUp, inPlaceOf } from '../ir/rewrite.ts';
import { TOP } from '../ir/types.ts';
import { call, callable } from './devirtualise.ts';
import type { Access, InferredFacts, Resolution, Resolutions } from './facts.ts';
import { keep } from './keep.ts';

/** Past these an access goes through the runtime's lookup: chains of tests are no longer faster, only longer. */
const CASES_MAX = 8;
const SHAPES_MAX = 16;

/** Rewrites the accesses of the given functions; gives how many. */
export function dispatch(functions: Iterable<Func>, facts: InferredFacts): number {
  return new Dispatcher(facts).run(functions);
}

type AccessNode = Expr & { kind: 'get' | 'set' | 'call-method' };
const ACCESS: Readonly<Record<AccessNode['kind'], Access>> = { get: 'get', set: 'set', 'call-method': 'call' };

class Dispatcher extends BottomUp {
  readonly #facts: InferredFacts;

  constructor(facts: InferredFacts) {
    super();
    this.#facts = facts;
  }
  protected rewrite(e: Expr): Expr {
    if (e.kind !== 'get' && e.kind !== 'set' && e.kind !== 'call-method') return e;
    if (e.kind === 'call-method' && e.args.some((arg) => arg.spread)) return e;
    const found = this.#facts.resolutions(e.object.flow, e.key, ACCESS[e.kind]);
    if (!isWorthwhile(e, found)) return e;
    const inPlace = this.#readFromSlot(e, found);
    if (inPlace === null && !this.#mayLookUpLate(e, found)) return e;
    this.count++;
    if (inPlace !== null) return inPlace;
    return this.#choose(e, found);
  }

  /** A closure that every object has in one slot: read where it stands, before the arguments. */
  #readFromSlot(e: AccessNode, { cases, complete }: Resolutions): Expr | null {
    const [only] = cases;
    if (e.kind !== 'call-method' || cases.length !== 1 || !complete || !only!.certain) return null;
    if (typeof only!.target !== 'number') return null;
    const object = keep(this.host, e.object);
    const values = e.args.map((arg) => arg.value);
    return inPlaceOf(e, {
      kind: 'sequence',
      effects: [object.store],
      value: access(e, only!, object.read(), values),
      flow: e.flow,
    });
  }

  /** A method is looked up before the arguments are evaluated: behind them only if they cannot change what is found. */
  #mayLookUpLate(e: AccessNode, { cases, complete }: Resolutions): boolean {
    if (e.kind !== 'call-method') return true;
    if (complete && cases.every((each) => each.certain && typeof each.target !== 'number')) return true;
    return e.args.every((arg) => isEffectFree(arg.value, this.#facts));
  }

  #choose(e: AccessNode, { cases, complete }: Resolutions): Expr {
    const { host } = this;
    const object = keep(host, e.object);
    const operands = e.kind === 'set' ? [e.value] : e.kind === 'call-method' ? e.args.map((arg) => arg.value) : [];
    const kept = operands.map((operand) => keep(host, operand));
    const values = (): Expr[] => kept.map(({ read }) => read());
    // The case without a test is the one that would need most of them.
    const inOrder = cases.toSorted((a, b) => shapesOf(a).length - shapesOf(b).length);
    const certain = complete && cases.every((each) => each.certain);
    const last = certain ? inOrder.pop()! : null;
    let value = last === null ? generic(e, object.read(), values()) : access(e, last, object.read(), values());
    for (const each of inOrder.toReversed()) {
      const test: Expr = { kind: 'is-shape', value: object.read(), ...testOf(each), flow: TOP };
      const then = access(e, each, object.read(), values());
      value = inPlaceOf(e, { kind: 'cond', test, then, else: value, flow: e.flow });
    }
    const effects = [object.store, ...kept.map(({ store }) => store)];
    return inPlaceOf(e, { kind: 'sequence', effects, value, flow: e.flow });
  }
}

/** False where one load or call does, where nothing is known, and where the chain of tests would be too long. */
function isWorthwhile(e: AccessNode, { cases, complete }: Resolutions): boolean {
  if (cases.length === 0 || cases.length > CASES_MAX) return false;
  if (cases.some(({ target }) => typeof target === 'object' && !callable(target, false))) return false;
  const shapes = cases.flatMap(shapesOf);
  // Variants of one generic class share its shape.
  if (shapes.length > SHAPES_MAX || new Set(shapes).size !== shapes.length) return false;
  if (cases.length > 1) return true;
  const certain = complete && cases[0]!.certain;
  return needsRewrite(e, cases[0]!) || (e.kind === 'call-method' && !certain);
}

/** One case that neither codegen nor devirtualising takes as it is: a setter, a closure in a slot, a property that is not there. */
function needsRewrite(e: AccessNode, { target }: Resolution): boolean {
  if (target === 'none') return true;
  return e.kind === 'set' ? typeof target !== 'number' : e.kind === 'call-method' && typeof target === 'number';
}

/** What tells objects of a resolution apart from others: classes, and lists of keys as one string each. */
function shapesOf({ objects }: Resolution): (ClassInfo | string)[] {
  return [...new Set(objects.map((object) => object.class_ ?? [...object.slots!.keys()].join('\0')))];
}
function testOf(resolution: Resolution): { classes: ClassInfo[]; literals: string[][] } {
  const shapes = shapesOf(resolution);
  return {
    classes: shapes.filter((shape) => typeof shape !== 'string'),
    literals: shapes.filter((shape) => typeof shape === 'string').map((keys) => keys.split('\0')),
  };
}

/** The access where the object's shape is known to be one of the resolution's. */
function access(e: AccessNode, { target }: Resolution, object: Expr, values: readonly Expr[]): Expr {
  if (target === 'none') return inPlaceOf(e, { kind: 'const', value: undefined, flow: TOP });
  const args: Argument[] = values.map((value) => ({ value, spread: false }));
  if (typeof target === 'number') {
    if (e.kind === 'set') return { ...e, object, value: values[0]! };
    const read: Expr = inPlaceOf(e, { kind: 'get-slot', object, key: e.key, offset: target, flow: TOP });
    return e.kind === 'get'
      ? read
      : inPlaceOf(e, { kind: 'call', callee: read, receiver: { ...object }, args, text: e.text, flow: e.flow });
  }
  if (e.kind !== 'set') return inPlaceOf(e, call(target, null, object, args));
  const done: Stmt = { kind: 'expr', value: inPlaceOf(e, call(target, null, object, args)) };
  return { kind: 'sequence', effects: [done], value: { ...values[0]! }, flow: e.flow };
}
function generic(e: AccessNode, object: Expr, values: readonly Expr[]): Expr {
  if (e.kind === 'get') return { ...e, object };
  if (e.kind === 'set') return { ...e, object, value: values[0]! };
  return { ...e, object, args: values.map((value) => ({ value, spread: false })) };
}
