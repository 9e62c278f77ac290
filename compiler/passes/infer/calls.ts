// Calls in the abstract: what flows into parameters and `this`, and what comes back. Functions whose callers are all known
// get exactly what those pass; a callee that nobody knows takes everything (its arguments escape) and gives anything.
import { memberName } from '../../ir/class-fields.ts';
import type { ClassInfo, Func, Variant } from '../../ir/nodes.ts';
import { Kind, type Machine } from '../../ir/types.ts';
import { ABSENT, BOOLEAN, BOTTOM, INT32, NUMBER, UINT32, UNDEFINED, withKinds, type Flow } from './lattice.ts';
import type { Obj } from './objects.ts';
import { awaited } from './protocols.ts';
import { summaryOf } from './library.ts';
import type { FuncState, World } from './world.ts';

/** Who evaluates: its function is told when something it relied on changes. */
export interface Caller {
  readonly world: World;
}

/** Arguments; `rest` joins everything behind the first spread. */
export interface Args {
  readonly list: readonly Flow[];
  readonly rest: Flow | null;
}
export function args(list: readonly Flow[], rest: Flow | null = null): Args {
  return { list, rest };
}
export function argument(world: World, passed: Args, index: number): Flow {
  return passed.list[index] ?? (passed.rest === null ? UNDEFINED : world.join(passed.rest, UNDEFINED));
}
/** Join of the arguments from an index on. */
export function argumentsFrom(world: World, passed: Args, index: number): Flow {
  return world.joinAll([...passed.list.slice(index), ...(passed.rest === null ? [] : [passed.rest])]);
}
export function escapeArguments(world: World, passed: Args): void {
  for (const value of passed.list) world.escape(value);
  if (passed.rest !== null) world.escape(passed.rest);
}

/** Who may be called, for devirtualisation: null stands for somebody unknown. */
export type Targets = Set<Func | null>;

/** Calls a value. `site` names what library functions allocate; `targets` receives the functions it may be. */
export function apply(
  caller: Caller,
  callee: Flow,
  receiver: Flow,
  passed: Args,
  site: unknown = null,
  targets: Targets | null = null,
): Flow {
  const { world } = caller;
  let result = BOTTOM;
  for (const object of callee.objects)
    result = world.join(result, applyObject(caller, object, receiver, passed, site, targets));
  return result;
}

function applyObject(
  caller: Caller,
  object: Obj,
  receiver: Flow,
  passed: Args,
  site: unknown,
  targets: Targets | null,
): Flow {
  const { world } = caller;
  switch (object.site) {
    case 'function':
      targets?.add(object.func!);
      return callFunction(world, world.state(object.func!), receiver, passed);
    case 'library':
      targets?.add(null);
      return callLibrary(caller, object.path!, receiver, passed, site);
    case 'bound': {
      targets?.add(null);
      const all = world.joinAll([world.read(object.elements), argumentsFrom(world, passed, 0)]);
      const bound = world.read(object.elements).kinds === 0 ? passed : args([], all);
      // `f = f.bind(…)` in a loop is bound to itself.
      if (world.binding.has(object)) {
        world.escape(world.flowOf(object));
        return callUnknown(world, receiver, passed);
      }
      world.binding.add(object);
      const result = apply(caller, object.target, world.read(object.keys), bound);
      world.binding.delete(object);
      return result;
    }
    case 'unknown':
      targets?.add(null);
      return callUnknown(world, receiver, passed);
    case 'settle': {
      targets?.add(null);
      const value = argument(world, passed, 0);
      if (object.path === 'reject') world.write(world.thrown, value);
      else for (const promise of object.target.objects) world.write(promise.elements, awaited(caller, value));
      return UNDEFINED;
    }
    default:
      // Classes and plain objects: a TypeError. An escaped one was perhaps replaced by nothing callable either.
      targets?.add(null);
      return BOTTOM;
  }
}

export function callUnknown(world: World, receiver: Flow, passed: Args): Flow {
  world.write(world.thrown, world.any);
  world.escape(receiver);
  escapeArguments(world, passed);
  return world.any;
}

/** Statics that construct what they are called on: `Promise.all.call(C, …)`, `Array.from.call(C, …)`. */
function makesByReceiver(path: string): boolean {
  return /^(?:Promise|\w*Array)\.(?!prototype)/.test(path);
}
function isForeign(receiver: Flow): boolean {
  return [...receiver.objects].some((object) => object.site !== 'library');
}
/** A library function by path: its summary, or as unknown code. */
export function callLibrary(caller: Caller, path: string, receiver: Flow, passed: Args, site: unknown): Flow {
  const summary = summaryOf(path);
  if (summary === undefined || (makesByReceiver(path) && isForeign(receiver)))
    return callUnknown(caller.world, receiver, passed);
  return summary({ caller, world: caller.world, receiver, args: passed, site: site ?? path, path });
}

/** Passes arguments to a function of the program and gives its result. */
export function callFunction(world: World, state: FuncState, receiver: Flow, passed: Args): Flow {
  const { func } = state;
  if (func.kind === 'lang') {
    if (CALLS_LATER.has(func.name)) return callLater({ world }, func.params.length, passed);
    // The runtime throws errors of its own.
    world.escape(receiver);
    escapeArguments(world, passed);
    return machineFlow(world, func.result);
  }
  passArguments(world, state, receiver, passed);
  world.reach(state);
  switch (func.kind) {
    case 'generator':
    case 'async-generator':
      return world.flowOf(generated(world, func));
    case 'async':
      return world.flowOf(promised(world, func));
    default:
      return world.read(state.result);
  }
}

/** Runtime functions that keep functions and later call them with a number, and do nothing else with them. */
const CALLS_LATER: ReadonlySet<string> = new Set(['addTurnSource']);
function callLater(caller: Caller, count: number, passed: Args): Flow {
  for (let i = 0; i < count; i++) apply(caller, argument(caller.world, passed, i), UNDEFINED, args([NUMBER]));
  return UNDEFINED;
}

export function passArguments(world: World, state: FuncState, receiver: Flow, passed: Args): void {
  const { func } = state;
  func.params.forEach((_, i) => {
    const isRest = func.rest && i === func.params.length - 1;
    world.write(
      state.params[i]!,
      isRest ? world.restArray(state, argumentsFrom(world, passed, i)) : argument(world, passed, i),
    );
  });
  if (func.thisLocal !== null) world.write(state.receiver, receiver);
  if (func.newTargetLocal !== null) world.write(state.newTarget, UNDEFINED);
  if (func.argumentsLocal !== null)
    world.write(state.allArguments, world.argumentsObject(state, argumentsFrom(world, passed, 0)));
}

/** The generator object that a generator function gives; its `keys` are what is sent in, `dynamic` what it returns. */
export function generated(world: World, func: Func): Obj {
  const object = world.object(
    func,
    'generated',
    `generator:${func.name}`,
    func.kind === 'generator' ? 'Generator' : 'AsyncGenerator',
    'collection',
  );
  if (object.keys.value.kinds === 0) world.write(object.keys, UNDEFINED);
  return object;
}
/** The promise of an async function: `elements` is what it is fulfilled with. */
export function promised(world: World, func: Func): Obj {
  return world.object(func, 'promised', `promise:${func.name}`, 'Promise', 'collection');
}
/** `{ value, done }` as a generator or iterator makes it. */
export function stepObject(world: World, owner: unknown, value: Flow): Flow {
  const object = world.object(owner, 'step', 'literal:step', 'Object', 'literal');
  object.born.add('value');
  object.born.add('done');
  world.write(world.field(object, 'value'), value);
  world.write(world.field(object, 'done'), BOOLEAN);
  return world.flowOf(object);
}

export function machineFlow(world: World, machine: Machine): Flow {
  switch (machine) {
    case 'f64':
      return NUMBER;
    case 'i32':
      return INT32;
    case 'u32':
      return UINT32;
    case 'bool':
      return BOOLEAN;
    case 'void':
      return UNDEFINED;
    default:
      return world.any;
  }
}

/** `new callee(…)`. */
export function construct(
  caller: Caller,
  callee: Flow,
  passed: Args,
  site: unknown,
  targets: Targets | null = null,
): Flow {
  const { world } = caller;
  let result = BOTTOM;
  for (const object of callee.objects) {
    if (object.site === 'class') {
      targets?.add(object.class_!.constructor_);
      result = world.join(result, constructClass(caller, object.class_!, world.flowOf(object), passed));
      continue;
    }
    targets?.add(null);
    if (object.site === 'library') result = world.join(result, constructLibrary(caller, object.path!, passed, site));
    else if (object.site === 'function') {
      world.escape(world.flowOf(object));
      escapeArguments(world, passed);
      result = world.any;
    } else if (object.site === 'unknown' || object.site === 'bound') {
      world.escape(world.flowOf(object));
      result = world.join(result, callUnknown(world, BOTTOM, passed));
    }
  }
  return result;
}

export function constructLibrary(caller: Caller, path: string, passed: Args, site: unknown): Flow {
  const { world } = caller;
  const summary = summaryOf(`new ${path}`);
  if (summary !== undefined)
    return summary({ caller, world, receiver: BOTTOM, args: passed, site: site ?? path, path });
  escapeArguments(world, passed);
  return withKinds(world.any, Kind.Object);
}

export function constructClass(
  caller: Caller,
  class_: ClassInfo,
  type: Flow,
  passed: Args,
  variant: Variant | null = null,
): Flow {
  const { world } = caller;
  const instance = world.instance(class_, variant);
  prepareInstance(world, class_, instance);
  const self = world.flowOf(instance);
  if (class_.dynamicBase) world.escape(self);
  const constructor = variant?.copies.get(class_.constructor_) ?? class_.constructor_;
  const returned = runConstructor(world, constructor, self, type, passed);
  if (returned === null) return BOTTOM;
  return world.join(self, withKinds(returned, Kind.Object));
}

/** The names of an instance: its constructors account for every declared field (see fresh objects in walker.ts). */
export function prepareInstance(world: World, class_: ClassInfo, instance: Obj): void {
  if (instance.born.size > 0) return;
  for (let at: ClassInfo | null = class_; at !== null; at = at.base) {
    for (const field of at.fields) {
      const key = memberName(at, field);
      instance.born.add(key);
      instance.written.add(key);
      // Under a base that nobody knows the constructor's order proves nothing.
      if (class_.dynamicBase || at.dynamicBase) world.write(world.field(instance, key), ABSENT);
    }
  }
}

/** What the constructor returns (undefined mostly); null when it never does. */
export function runConstructor(world: World, func: Func, self: Flow, newTarget: Flow, passed: Args): Flow | null {
  const state = world.state(func);
  passArguments(world, state, self, passed);
  world.write(state.receiver, self);
  world.write(state.newTarget, newTarget);
  world.reach(state);
  const result = world.read(state.result);
  return result.kinds === 0 ? null : result;
}

/** What a `return` of this function contributes. */
export function returned(world: World, state: FuncState, value: Flow, caller: Caller): void {
  const { func } = state;
  switch (func.kind) {
    case 'generator':
    case 'async-generator':
      world.write(generated(world, func).dynamic, func.kind === 'generator' ? value : awaited(caller, value));
      return;
    case 'async':
      world.write(promised(world, func).elements, awaited(caller, value));
      return;
    default:
      world.write(state.result, value);
  }
}
