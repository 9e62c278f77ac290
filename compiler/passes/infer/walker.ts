// Walks one function from its entry, statement by statement, with the environment of the point it is at. Loops are walked
// until their head no longer grows; the head is kept for the next visit. With `notes` it also records what it found on the
// tree. ECMA-262 §14 for the order of things; an exception may leave a `try` body at any point.
import { memberName } from '../../ir/class-fields.ts';
import type { Expr, Func, Local, Stmt } from '../../ir/nodes.ts';
import { Kind } from '../../ir/types.ts';
import { ABSENT, BOTTOM, UNDEFINED, without, type Flow } from './lattice.ts';
import { returned, type Caller } from './calls.ts';
import { branch } from './conditions.ts';
import { Env, NO_STEPS, forgetFacts, joinEnv, sameEnv, widenEnv } from './env.ts';
import { evaluate } from './expressions.ts';
import { functionObject } from './heap.ts';
import type { Notes } from './notes.ts';
import { awaited, iterated } from './protocols.ts';
import { caught } from './summaries-promise.ts';
import { Growth, assignedIn, limitEnv, narrows } from './trips.ts';
import type { FuncState, World } from './world.ts';

interface Jumps {
  breaks: Env | null;
  continues: Env | null;
}
interface Pending extends Jumps {
  readonly jumps: Jumps;
}
type Loop = Stmt & { kind: 'loop' | 'for-of' };
/** Rounds after which every local goes to the next threshold: a loop that is understood takes far fewer. */
const ROUNDS_MAX = 64;
const NO_LIMITS: ReadonlyMap<number, Flow> = new Map();

export class Walker implements Caller {
  readonly world: World;
  readonly state: FuncState;
  /** Where the walk is; null when the point is not reached. */
  env: Env | null;
  notes: Notes | null;
  readonly #jumps = new Map<number, Jumps>();
  /** Of the loops around this point, the innermost last. */
  readonly #growths: Growth[] = [];
  /** What handlers may find: everything assigned since their `try` began. */
  readonly #guards: Env[] = [];
  /** Jumps that leave through the innermost `finally`. */
  #leaving: { label: number; kind: 'break' | 'continue' }[] = [];

  constructor(world: World, state: FuncState, notes: Notes | null) {
    this.world = world;
    this.state = state;
    this.notes = notes;
    this.env = null;
  }
  get func(): Func {
    return this.state.func;
  }

  walk(): void {
    const { world, state, func } = this;
    world.reader = state;
    this.env = new Env([], [], null, NO_STEPS);
    const bind = (local: Local | null, value: Flow): void => {
      if (local !== null) this.assign(local, value);
    };
    func.params.forEach((param, i) => bind(param, world.read(state.params[i]!)));
    func.captures.forEach((local, i) => bind(local, world.read(state.captures[i]!)));
    bind(func.thisLocal, world.read(state.receiver));
    bind(func.newTargetLocal, world.read(state.newTarget));
    bind(func.argumentsLocal, world.read(state.allArguments));
    bind(func.selfLocal, world.flowOf(functionObject(world, func)));
    if (func.kind === 'constructor' && func.owner !== null && func.thisLocal !== null) this.beginFresh(func.thisLocal);
    this.execute(func.body);
    if (this.env !== null) this.leave(UNDEFINED);
    world.reader = null;
  }

  eval(e: Expr): Flow {
    if (this.env === null) return BOTTOM;
    const value = evaluate(this, e);
    // Where an operand does not return there is no value, whatever this makes of others.
    const flow = this.env === null ? BOTTOM : value;
    this.notes?.expression(e, flow);
    return flow;
  }
  /** As `eval` of an expression whose parts were evaluated already. */
  known(e: Expr, flow: Flow): Flow {
    if (this.env === null) return BOTTOM;
    this.notes?.expression(e, flow);
    return flow;
  }
  merge(a: Env | null, b: Env | null): Env | null {
    return joinEnv(this.world, a, b, (env) => this.flush(env, false));
  }

  local(local: Local): Flow {
    const flow = this.env?.types[this.state.slot(local)];
    if (flow !== undefined) return flow;
    this.notes?.unassigned(local);
    return this.world.join(this.world.any, ABSENT);
  }
  /** `step`: the assignment that moves an integer by so much (trips.ts). */
  assign(local: Local, value: Flow, step: { site: object; by: Flow } | null = null): void {
    const { env } = this;
    if (env === null) return;
    this.#growths.at(-1)?.record(local, step?.site ?? local, step?.by ?? null);
    const slot = this.state.slot(local);
    env.types[slot] = value;
    forgetFacts(env, local);
    if (env.fresh?.names.has(local) === true)
      env.fresh = { ...env.fresh, names: new Set([...env.fresh.names].filter((name) => name !== local)) };
    for (const guard of this.#guards) {
      const before = guard.types[slot];
      guard.types[slot] = before === undefined ? value : this.world.join(before, value);
      forgetFacts(guard, local);
    }
    this.notes?.assigned(local, value);
  }
  /** A test proved more of a local. */
  refine(local: Local, value: Flow): void {
    if (this.env !== null) this.env.types[this.state.slot(local)] = value;
  }

  /** From here on the constructor's object is known to nobody else: its own fields are followed exactly. */
  beginFresh(self: Local): void {
    const { owner } = this.func;
    if (owner === null || this.env === null) return;
    const fields = new Map<string, Flow>();
    const above = new Set<string>();
    for (let at = owner.base; at !== null; at = at.base) for (const key of at.fields) above.add(key);
    for (const key of owner.fields) if (!above.has(key)) fields.set(memberName(owner, key), ABSENT);
    this.env.fresh = { class_: owner, names: new Set([self]), fields };
  }
  /** Others may see the object now (`leak`), or its constructor is done with it. */
  flush(env: Env, leak: boolean): void {
    const { fresh } = env;
    if (fresh === null) return;
    env.fresh = null;
    const [self] = fresh.names;
    const objects =
      (self === undefined ? undefined : env.types[this.state.slot(self)])?.objects ??
      this.world.read(this.state.receiver).objects;
    for (const object of objects) {
      if (object.site === 'unknown') for (const value of fresh.fields.values()) this.world.escape(value);
      if (object.site !== 'instance') continue;
      for (const [key, value] of fresh.fields) this.world.write(this.world.field(object, key), value);
      if (!leak) continue;
      // A subclass has not initialised its fields yet.
      for (let at = object.class_; at !== null && at !== fresh.class_; at = at.base) {
        for (const key of at.fields) {
          const name = memberName(at, key);
          if (!fresh.fields.has(name)) this.world.write(this.world.field(object, name), ABSENT);
        }
      }
    }
  }
  leak(): void {
    if (this.env !== null) this.flush(this.env, true);
  }

  /** The function returns a value. */
  leave(value: Flow): void {
    if (this.env === null) return;
    this.flush(this.env, false);
    returned(this.world, this.state, value, this);
    this.env = null;
  }

  execute(stmt: Stmt): void {
    if (this.env === null) return;
    switch (stmt.kind) {
      case 'empty':
      case 'generator-start':
        return;
      case 'expr':
        this.eval(stmt.value);
        return;
      case 'block':
        for (const inner of stmt.body) this.execute(inner);
        return;
      case 'if': {
        const [yes, no] = branch(this, stmt.test);
        this.env = yes;
        this.execute(stmt.then);
        const end = this.env as Env | null;
        this.env = no;
        if (stmt.else !== null) this.execute(stmt.else);
        this.env = this.merge(end, this.env);
        this.notes?.decided(stmt, yes !== null, no !== null);
        return;
      }
      case 'loop':
        this.repeat(stmt, () => this.step(stmt));
        return;
      case 'for-of':
        this.forOf(stmt);
        return;
      case 'labelled': {
        const jumps = this.open(stmt.label);
        this.execute(stmt.body);
        this.env = this.merge(this.env, jumps.breaks);
        return;
      }
      case 'break':
      case 'continue':
        this.jump(stmt.kind, stmt.label);
        return;
      case 'switch':
        this.select(stmt);
        return;
      case 'return': {
        const value = stmt.value === null ? UNDEFINED : this.eval(stmt.value);
        this.leave(value);
        return;
      }
      case 'throw': {
        const value = this.eval(stmt.value);
        this.world.write(this.world.thrown, value);
        this.env = null;
        return;
      }
      case 'try':
        this.attempt(stmt);
        return;
    }
  }

  private open(label: number): Jumps {
    const jumps: Jumps = { breaks: null, continues: null };
    this.#jumps.set(label, jumps);
    return jumps;
  }
  private jump(kind: 'break' | 'continue', label: number): void {
    this.arrive(kind, label, this.env);
    this.#leaving.push({ kind, label });
    this.env = null;
  }
  private arrive(kind: 'break' | 'continue', label: number, env: Env | null): void {
    const jumps = this.#jumps.get(label);
    if (jumps === undefined) return;
    if (kind === 'break') jumps.breaks = this.merge(jumps.breaks, env);
    else jumps.continues = this.merge(jumps.continues, env);
  }

  /**
   * Walks a loop until its head is stable, and again where counting rounds tells more than that of what widening lost.
   * `step` walks one round from `env`, leaves the next round's start in `env` and gives where the loop ends by itself.
   */
  private repeat(stmt: Loop, step: () => Env | null): void {
    const entry = this.env!;
    const slot = (local: Local): number => this.state.slot(local);
    const { notes } = this;
    this.notes = null;
    const outer = this.pending();
    let walked = this.settle(stmt, entry, step, this.state.loops, NO_LIMITS, outer);
    const trips = walked.growth.trips(stmt, entry, slot);
    const limits = walked.growth.limits(entry, trips, slot);
    for (const [slot, limit] of limits) if (!narrows(walked.head.types[slot] ?? BOTTOM, limit)) limits.delete(slot);
    if (limits.size > 0) walked = this.settle(stmt, entry, step, this.state.limited, limits, outer);
    this.notes = notes;
    if (notes !== null) {
      // What really comes back is less than a widened head: one more round from there is the one written down.
      this.env = limitEnv(this.merge(entry, this.env)!.copy(), limits);
      walked = { ...walked, ...this.round(stmt, step, outer) };
    }
    this.#growths.at(-1)?.include(walked.growth, trips);
    this.env = this.merge(walked.end, this.#jumps.get(stmt.label)!.breaks);
  }
  /** Walks rounds until the head no longer grows. */
  private settle(
    stmt: Loop,
    entry: Env,
    step: () => Env | null,
    heads: Map<object, Env>,
    limits: ReadonlyMap<number, Flow>,
    outer: readonly Pending[],
  ): { head: Env; end: Env | null; growth: Growth } {
    const assigned = this.assigned(stmt);
    const known = heads.get(stmt);
    let head = limitEnv(entry, limits);
    if (known !== undefined) {
      const joined = limitEnv(this.merge(known.copy(), entry)!, limits).copy();
      // What the loop does not assign is what it was before it, whatever that was at an earlier visit.
      entry.types.forEach((flow, slot) => assigned.has(slot) || (joined.types[slot] = flow));
      head = sameEnv(known, joined) ? known : widenEnv(known, joined, assigned);
    }
    for (let rounds = 0; ; rounds++) {
      heads.set(stmt, head);
      this.env = head.copy();
      const { end, growth } = this.round(stmt, step, outer);
      const next = limitEnv(this.merge(head.copy(), this.env)!, limits);
      if (sameEnv(head, next)) return { head, end, growth };
      head = widenEnv(head, next, rounds < ROUNDS_MAX ? assigned : null);
    }
  }
  private assigned(stmt: Loop): ReadonlySet<number> {
    const { assigned } = this.state;
    let slots = assigned.get(stmt);
    if (slots === undefined)
      assigned.set(stmt, (slots = new Set([...assignedIn(stmt)].map((local) => this.state.slot(local)))));
    return slots;
  }
  /** Only the last round says where jumps out of the loop come from. */
  private round(stmt: Loop, step: () => Env | null, outer: readonly Pending[]): { end: Env | null; growth: Growth } {
    for (const { jumps, breaks, continues } of outer) {
      jumps.breaks = breaks;
      jumps.continues = continues;
    }
    this.open(stmt.label);
    const growth = new Growth();
    this.#growths.push(growth);
    const end = step();
    this.#growths.pop();
    return { end, growth };
  }
  private pending(): Pending[] {
    return [...this.#jumps.values()].map((jumps) => ({ jumps, breaks: jumps.breaks, continues: jumps.continues }));
  }

  private step(stmt: Stmt & { kind: 'loop' }): Env | null {
    const jumps = this.#jumps.get(stmt.label)!;
    let end: Env | null = null;
    if (stmt.test !== null && stmt.testFirst) [this.env, end] = branch(this, stmt.test);
    this.#growths.at(-1)!.start = this.env?.copy() ?? null;
    this.execute(stmt.body);
    this.env = this.merge(this.env, jumps.continues);
    if (stmt.update !== null) this.eval(stmt.update);
    if (stmt.test !== null && !stmt.testFirst && this.env !== null) [this.env, end] = branch(this, stmt.test);
    return end;
  }

  private forOf(stmt: Stmt & { kind: 'for-of' }): void {
    const iterable = this.eval(stmt.iterable);
    if (this.env === null) return;
    this.leak();
    this.repeat(stmt, () => {
      const jumps = this.#jumps.get(stmt.label)!;
      const end = this.env!.copy();
      const values = iterated(this, iterable, stmt.async);
      const value = stmt.async ? awaited(this, values) : values;
      if (value.kinds === 0) this.env = null;
      else this.assign(stmt.local, without(value, Kind.Absent));
      this.execute(stmt.body);
      this.env = this.merge(this.env, jumps.continues);
      return end;
    });
  }

  private select(stmt: Stmt & { kind: 'switch' }): void {
    const jumps = this.open(stmt.label);
    this.eval(stmt.value);
    for (const clause of stmt.cases) {
      if (clause.test === null) continue;
      const before = this.env?.copy() ?? null;
      this.eval(clause.test);
      if (clause.test.kind !== 'const') this.env = this.merge(before, this.env);
    }
    const dispatched = this.env;
    this.env = null;
    for (const clause of stmt.cases) {
      this.env = this.merge(this.env, dispatched?.copy() ?? null);
      for (const inner of clause.body) this.execute(inner);
    }
    const complete = stmt.cases.some((clause) => clause.test === null);
    this.env = this.merge(this.merge(this.env, jumps.breaks), complete ? null : dispatched);
  }

  private attempt(stmt: Stmt & { kind: 'try' }): void {
    this.leak();
    const outer = stmt.finalizer === null ? null : this.guard();
    const leaving = this.#leaving;
    if (outer !== null) this.#leaving = [];
    const inner = stmt.handler === null ? null : this.guard();
    this.execute(stmt.body);
    if (inner !== null) {
      this.#guards.pop();
      const end = this.env;
      this.env = inner.copy();
      if (stmt.catchLocal !== null) this.assign(stmt.catchLocal, caught(this.world));
      this.execute(stmt.handler!);
      this.env = this.merge(end, this.env);
    }
    if (outer === null) return;
    this.#guards.pop();
    const jumps = this.#leaving;
    this.#leaving = [...leaving, ...jumps];
    const completes = this.env !== null;
    this.env = this.merge(this.env, outer)!.copy();
    this.execute(stmt.finalizer!);
    const end = this.env as Env | null;
    for (const { kind, label } of jumps) this.arrive(kind, label, end?.copy() ?? null);
    if (!completes) this.env = null;
  }
  private guard(): Env {
    const env = this.env!.copy();
    env.steps = NO_STEPS;
    this.#guards.push(env);
    return env;
  }
}
