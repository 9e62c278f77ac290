// What holds at one point of a function: the values of its locals, which index is below the length of which array, and what
// a constructor has stored so far into an object that nobody else has seen. Environments are copied at branches and joined
// where paths meet; null stands for a point that is not reached.
import type { Name } from '../../ir/named.ts';
import type { ClassInfo, Local } from '../../ir/nodes.ts';
import { equal, has, widen, type Flow } from './lattice.ts';
import type { World } from './world.ts';
import { Kind } from '../../ir/types.ts';

/** What an array is known by: a local or a constant global. */
export type Base = Name;

/** `index + slack < length(base)`; with `alias`, `index <= length(base) - slack` as a whole number read from it. */
export interface Below {
  readonly index: Local;
  readonly base: Base;
  readonly slack: number;
}

/** The object under construction: known under these locals, with these contents of its own fields. */
export interface Fresh {
  readonly class_: ClassInfo;
  readonly names: ReadonlySet<Local>;
  readonly fields: ReadonlyMap<string, Flow>;
}

export class Env {
  types: (Flow | undefined)[];
  below: readonly Below[];
  fresh: Fresh | null;
  /** How many steps the iteration of a local has taken. */
  steps: ReadonlyMap<Local, number>;

  constructor(
    types: (Flow | undefined)[],
    below: readonly Below[],
    fresh: Fresh | null,
    steps: ReadonlyMap<Local, number>,
  ) {
    this.types = types;
    this.below = below;
    this.fresh = fresh;
    this.steps = steps;
  }
  copy(): Env {
    return new Env(this.types.slice(), this.below, this.fresh, this.steps);
  }
}

/** Facts of this many array indices are kept at once. */
export const BELOW_MAX = 32;

export function meet(a: readonly Below[], b: readonly Below[]): readonly Below[] {
  if (a === b) return a;
  const kept: Below[] = [];
  for (const fact of a) {
    const other = b.find((candidate) => candidate.index === fact.index && candidate.base === fact.base);
    if (other !== undefined) kept.push(other.slack < fact.slack ? other : fact);
  }
  return kept.length === a.length && kept.every((fact, i) => fact === a[i]) ? a : kept;
}

/** Least environment above both. `flush` publishes an object under construction that only one side still tracks. */
export function joinEnv(world: World, a: Env | null, b: Env | null, flush: (env: Env) => void): Env | null {
  if (a === null || a === b) return b === null ? null : b;
  if (b === null) return a;
  const types: (Flow | undefined)[] = [];
  const length = Math.max(a.types.length, b.types.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.types[i], b.types[i]];
    types[i] = x === undefined ? y : y === undefined || x === y ? x : world.join(x, y);
  }
  return new Env(types, meet(a.below, b.below), joinFresh(world, a, b, flush), commonSteps(a.steps, b.steps));
}

function commonSteps(a: ReadonlyMap<Local, number>, b: ReadonlyMap<Local, number>): ReadonlyMap<Local, number> {
  if (a === b) return a;
  const kept = [...a].filter(([local, count]) => b.get(local) === count);
  return kept.length === a.size ? a : new Map(kept);
}

function joinFresh(world: World, a: Env, b: Env, flush: (env: Env) => void): Fresh | null {
  if (a.fresh === b.fresh) return a.fresh;
  const compatible = a.fresh !== null && b.fresh !== null && a.fresh.class_ === b.fresh.class_;
  if (!compatible) {
    if (a.fresh !== null) flush(a);
    if (b.fresh !== null) flush(b);
    return null;
  }
  const fields = new Map<string, Flow>();
  for (const [key, value] of a.fresh!.fields) fields.set(key, world.join(value, b.fresh!.fields.get(key)!));
  const names = new Set([...a.fresh!.names].filter((name) => b.fresh!.names.has(name)));
  if (
    names.size === a.fresh!.names.size &&
    [...fields].every(([key, value]) => equal(value, a.fresh!.fields.get(key)!))
  )
    return a.fresh;
  return { class_: a.fresh!.class_, names, fields };
}

export function sameEnv(a: Env, b: Env): boolean {
  if (a.below !== b.below && (a.below.length !== b.below.length || meet(a.below, b.below) !== a.below)) return false;
  if (a.fresh !== b.fresh || a.steps.size !== b.steps.size || commonSteps(a.steps, b.steps) !== a.steps) return false;
  for (let i = 0; i < Math.max(a.types.length, b.types.length); i++) {
    const [x, y] = [a.types[i], b.types[i]];
    if (x !== y && (x === undefined || y === undefined || !equal(x, y))) return false;
  }
  return true;
}

/** At a loop head: bounds that moved since the last visit go to the next threshold, for locals that the loop assigns (null: all). */
export function widenEnv(previous: Env, next: Env, assigned: ReadonlySet<number> | null): Env {
  const types = next.types.map((flow, i) => {
    const before = previous.types[i];
    return assigned?.has(i) === false || flow === undefined || before === undefined || !has(before, Kind.Number)
      ? flow
      : widen(before, flow);
  });
  return new Env(types, next.below, next.fresh, next.steps);
}

export const NO_STEPS: ReadonlyMap<Local, number> = new Map();

/** Facts that a new value of `local` ends. */
export function forgetFacts(env: Env, local: Local): void {
  if (env.steps.has(local)) env.steps = new Map([...env.steps].filter(([other]) => other !== local));
  if (env.below.some((fact) => fact.index === local || fact.base === local))
    env.below = env.below.filter((fact) => fact.index !== local && fact.base !== local);
}
export function addFact(env: Env, fact: Below): void {
  const rest = env.below.filter((other) => other.index !== fact.index || other.base !== fact.base);
  const old = env.below.find((other) => other.index === fact.index && other.base === fact.base);
  if (rest.length >= BELOW_MAX) return;
  env.below = [...rest, old !== undefined && old.slack > fact.slack ? old : fact];
}
