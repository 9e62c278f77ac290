// Which indices are inside which arrays: facts of the form `index + slack < length(base)` that tests establish and that hold
// while neither local is assigned. They prove an element read only of arrays that never lose elements (`shrinks`).
import { nameOf } from '../../ir/named.ts';
import type { Expr, Local } from '../../ir/nodes.ts';
import { Kind } from '../../ir/types.ts';
import { addFact, type Base, type Env } from './env.ts';
import { isOnly, type Flow } from './lattice.ts';
import { elementOf } from './library.ts';
import type { Obj } from './objects.ts';
import type { Walker } from './walker.ts';

/** At most `length(base) - slack`. */
export interface Bound {
  readonly base: Base;
  readonly slack: number;
}
/** What the value of `e` is at most. */
export function boundOf(w: Walker, e: Expr, env: Env | null = w.env): Bound | null {
  if (e.kind === 'get' && e.key === 'length') {
    const base = nameOf(e.object);
    return base === null ? null : { base, slack: 0 };
  }
  if (e.kind === 'local') {
    const fact = env?.below.find((candidate) => candidate.index === e.local);
    return fact === undefined ? null : { base: fact.base, slack: fact.slack + 1 };
  }
  if (e.kind === 'set-local') return null;
  if (e.kind === 'binary' && e.op === '-') {
    const inner = boundOf(w, e.left, env);
    if (inner === null) return null;
    const by = subtrahend(w, e.right, env);
    return by === null ? null : { base: inner.base, slack: inner.slack + by };
  }
  return null;
}
/** The least that is certainly subtracted. */
function subtrahend(w: Walker, e: Expr, env: Env | null): number | null {
  if (e.kind === 'const')
    return typeof e.value === 'number' && Number.isInteger(e.value) && e.value >= 0 && e.value <= SLACK_MAX
      ? e.value
      : null;
  if (e.kind !== 'local') return null;
  const flow = env?.types[w.state.slot(e.local)];
  return flow !== undefined && isOnly(flow, Kind.Number) && flow.integer && flow.low >= 0
    ? Math.min(flow.low, SLACK_MAX)
    : null;
}
export const SLACK_MAX = 1024;

/** Facts about a local that now has the value of `e`: computed before the assignment, added after it. */
export function factsOf(w: Walker, local: Local, e: Expr): { base: Base; slack: number }[] {
  const { env } = w;
  if (env === null) return [];
  if (e.kind === 'local') return env.below.filter((fact) => fact.index === e.local);
  if (e.kind === 'unary' && e.op === 'dec' && e.value.kind === 'local') {
    const { local: from } = e.value;
    return env.below.filter((fact) => fact.index === from).map((fact) => ({ base: fact.base, slack: fact.slack + 1 }));
  }
  void local;
  const bound = boundOf(w, e);
  // At most length - slack: as a fact about an index, strictly below it.
  return bound === null ? [] : [{ base: bound.base, slack: bound.slack - 1 }];
}
export function addFacts(w: Walker, local: Local, facts: readonly { base: Base; slack: number }[]): void {
  if (w.env === null) return;
  for (const { base, slack } of facts) if (base !== local && slack >= -1) addFact(w.env, { index: local, base, slack });
}

/** The read of `object[index]` is inside: proven for every array that it may be. */
export function isInside(w: Walker, object: Expr, array: Flow, index: Expr, value: Flow): boolean {
  if (!isOnly(value, Kind.Number) || !value.integer || value.low < 0 || w.env === null) return false;
  if (!keepsLength(w, array)) return false;
  if (array.objects.size > 0 && [...array.objects].every((object) => leastLength(w, object) > value.high)) return true;
  const base = nameOf(object);
  if (base === null) return false;
  const [local, offset] =
    index.kind === 'binary' &&
    index.left.kind === 'local' &&
    index.right.kind === 'const' &&
    typeof index.right.value === 'number' &&
    Number.isInteger(index.right.value) &&
    (index.op === '+' || index.op === '-')
      ? [index.left.local, index.op === '+' ? index.right.value : -index.right.value]
      : [index.kind === 'local' ? index.local : null, 0];
  return (
    local !== null && w.env.below.some((fact) => fact.index === local && fact.base === base && fact.slack >= offset)
  );
}
/** How long an array of a site is at least. */
function leastLength(w: Walker, object: Obj): number {
  return object.lengths === null ? 0 : w.world.read(object.lengths).low;
}
/** Arrays and typed arrays that never get shorter, and strings. */
export function keepsLength(w: Walker, array: Flow): boolean {
  if (isOnly(array, Kind.String)) return true;
  if (!isOnly(array, Kind.Object) || array.objects.size === 0) return false;
  return [...array.objects].every((object) => {
    if (object.site === 'unknown' || object.site === 'instance') return false;
    if (object.builtin === 'Array') return !w.world.raised(object.shrinks);
    return elementOf(object.builtin) !== undefined && !w.world.raised(w.world.detaches);
  });
}
