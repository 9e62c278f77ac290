// How often a loop runs, and how far it takes a local that every assignment moves by a step of known size. Widening loses the
// range of a sum at once (`sum += bytes[i]`); here it is the value at the entry and the steps of all rounds. A round count
// comes from a local that certainly moves one way between known bounds.
import { walkTree } from '../../ir/children.ts';
import type { Expr, Local, Stmt } from '../../ir/nodes.ts';
import { Kind, fitsInteger } from '../../ir/types.ts';
import type { Env } from './env.ts';
import { SAFE, isIntegral, isOnly, make, type Flow } from './lattice.ts';

/**
 * No assignment happens more often in one call: at one a quarter of a nanosecond that takes two weeks. Only counters by one
 * make use of it.
 */
export const STEPS_MAX = 2 ** 52;

interface Step {
  readonly low: number;
  readonly high: number;
  /** Most times in one round of the loop. */
  readonly times: number;
}

/** What one walk over the body of a loop saw of its assignments. */
export class Growth {
  /** By local and assignment: `x = x + step`. */
  readonly #steps = new Map<Local, Map<object, Step>>();
  /** Locals that are given values of another form. */
  readonly #others = new Set<Local>();
  /** Values of the locals behind the test that lets a round begin. */
  start: Env | null = null;

  /** `by` is null for an assignment that is no step. */
  record(local: Local, site: object, by: Flow | null): void {
    if (by === null || !isOnly(by, Kind.Number) || !isIntegral(by)) this.#others.add(local);
    else this.#add(local, site, { low: by.low, high: by.high, times: 1 });
  }
  #add(local: Local, site: object, step: Step): void {
    let steps = this.#steps.get(local);
    if (steps === undefined) this.#steps.set(local, (steps = new Map<object, Step>()));
    const before = steps.get(site);
    steps.set(
      site,
      before === undefined
        ? step
        : {
            low: Math.min(before.low, step.low),
            high: Math.max(before.high, step.high),
            times: Math.max(before.times, step.times),
          },
    );
  }
  /** A loop inside of the body that runs at most `trips` rounds. */
  include(inner: Growth, trips: number): void {
    for (const local of inner.#others) this.#others.add(local);
    for (const [local, steps] of inner.#steps)
      for (const [site, step] of steps)
        this.#add(local, site, { ...step, times: Math.min(step.times * trips, STEPS_MAX) });
  }

  /** The least that a local certainly moves in each round, by the assignments that no round leaves out; 0 for others. */
  #pace(local: Local, certain: ReadonlySet<object>, sign: 1 | -1): number {
    const steps = this.#steps.get(local);
    if (steps === undefined || this.#others.has(local)) return 0;
    let pace = 0;
    for (const [site, { low, high }] of steps) {
      const least = sign > 0 ? low : -high;
      if (least < 0) return 0;
      if (certain.has(site)) pace += least;
    }
    return pace;
  }
  /** Most rounds from `entry` on. */
  trips(loop: Stmt & { kind: 'loop' | 'for-of' }, entry: Env, slot: (local: Local) => number): number {
    let most = STEPS_MAX;
    if (this.start === null || loop.kind === 'for-of') return most;
    const certain = certainSites(loop);
    for (const local of this.#steps.keys()) {
      const [from, now] = [entry.types[slot(local)], this.start.types[slot(local)]];
      if (!isExact(from) || !isExact(now)) continue;
      const [up, down] = [this.#pace(local, certain, 1), this.#pace(local, certain, -1)];
      if (up > 0) most = Math.min(most, Math.max(0, Math.floor((now.high - from.low) / up) + 1));
      if (down > 0) most = Math.min(most, Math.max(0, Math.floor((from.high - now.low) / down) + 1));
    }
    return most;
  }

  /** What locals are at the head of the loop, for those that steps alone change and that stay integers. */
  limits(entry: Env, trips: number, slot: (local: Local) => number): Map<number, Flow> {
    const limits = new Map<number, Flow>();
    for (const [local, steps] of this.#steps) {
      const from = entry.types[slot(local)];
      if (this.#others.has(local) || !isExact(from)) continue;
      let { low, high } = from;
      for (const step of steps.values()) {
        const times = Math.min(step.times * trips, STEPS_MAX);
        low += Math.min(0, step.low) * times;
        high += Math.max(0, step.high) * times;
      }
      if (low > -SAFE && high < SAFE) limits.set(slot(local), make(Kind.Number, true, low, high, from.objects));
    }
    return limits;
  }
}

/** Integers that every sum of steps is exact for. */
function isExact(flow: Flow | undefined): flow is Flow {
  return flow !== undefined && isOnly(flow, Kind.Number) && flow.integer && flow.low > -SAFE && flow.high < SAFE;
}

/** The limit allows a machine type that is better than what the range does. */
export function narrows(flow: Flow, limit: Flow): boolean {
  return !isExact(flow) || (fitsInteger(limit) && !fitsInteger(flow));
}
/** Takes the limits as what the locals are. */
export function limitEnv(env: Env, limits: ReadonlyMap<number, Flow>): Env {
  if (limits.size === 0) return env;
  const limited = env.copy();
  for (const [slot, flow] of limits) limited.types[slot] = flow;
  return limited;
}

/** Assignments that every round which comes to its end has made: in the update, or in the body where nothing skips them. */
function certainSites(loop: Stmt & { kind: 'loop' }): ReadonlySet<object> {
  const found = new Set<object>();
  const expression = (e: Expr): void => {
    if (e.kind === 'set-local') found.add(e);
    if (e.kind !== 'sequence') return;
    e.effects.forEach(statement);
    expression(e.value);
  };
  const statement = (stmt: Stmt): void => {
    if (stmt.kind === 'expr') expression(stmt.value);
    if (stmt.kind === 'block') stmt.body.forEach(statement);
  };
  let skips = false;
  walkTree(loop.body, (node) => {
    if (node.kind === 'continue' && node.label === loop.label) skips = true;
  });
  if (!skips) statement(loop.body);
  if (loop.update !== null) expression(loop.update);
  return found;
}

/** Locals that a loop may assign. */
export function assignedIn(loop: Stmt): ReadonlySet<Local> {
  const found = new Set<Local>();
  walkTree(loop, (node) => {
    if (node.kind === 'set-local' || node.kind === 'for-of') found.add(node.local);
    else if (node.kind === 'try' && node.catchLocal !== null) found.add(node.catchLocal);
  });
  return found;
}
