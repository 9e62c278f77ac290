// Protocols of the language on abstract values: iteration (ECMA-262 §7.4), awaiting (§27.2.1.3.2) and conversion of objects
// to primitives (§7.1.1), each calling the program's own methods where a value may bring them.
import { wellKnown } from '../../ir/keys.ts';
import { Kind } from '../../ir/types.ts';
import { BOTTOM, NULLISH, STRING, UNDEFINED, has, without, type Flow } from './lattice.ts';
import { apply, args, type Caller } from './calls.ts';
import { getOf, ownNames } from './heap.ts';
import { elementOf } from './library.ts';
import type { Obj } from './objects.ts';
import type { World } from './world.ts';

/** What iterating gives, value by value. `site` names entry arrays of maps. */
export function iterated(caller: Caller, iterable: Flow, async = false): Flow {
  const { world } = caller;
  let result = has(iterable, Kind.String) ? STRING : BOTTOM;
  for (const object of iterable.objects) {
    const values = iteratedObject(caller, object, async);
    result = world.join(result, async ? awaited(caller, values) : values);
  }
  return result;
}

/** What `flatMap` of iterators goes through: an object without an iterator method is an iterator itself (§7.4.5). */
export function flattened(caller: Caller, value: Flow): Flow {
  const { world } = caller;
  let result = iterated(caller, value);
  for (const object of value.objects) {
    const own = object.site === 'literal' || object.site === 'instance' || world.read(object.parents).kinds !== 0;
    if (!own || object.builtin !== 'Object') continue;
    const method = getOf(caller, object, wellKnown('iterator'), world.flowOf(object));
    if (has(method, NULLISH | Kind.Absent)) result = world.join(result, values(caller, world.flowOf(object)));
  }
  return result;
}

function iteratedObject(caller: Caller, object: Obj, async: boolean): Flow {
  const { world } = caller;
  if (object.site === 'unknown') return world.any;
  const key = wellKnown(async ? 'asyncIterator' : 'iterator');
  const custom = ownIterator(caller, object, key);
  if (custom !== null) return custom;
  if (async) {
    const sync = ownIterator(caller, object, wellKnown('iterator'));
    if (sync !== null) return sync;
  }
  return builtinIteration(world, object);
}

/** Iteration by a method of the program; null when the object has none of its own. */
function ownIterator(caller: Caller, object: Obj, key: string): Flow | null {
  const { world } = caller;
  const hasOwn =
    object.class_ !== null ||
    object.site === 'literal' ||
    object.fields.has(key) ||
    world.read(object.parents).kinds !== 0;
  if (!hasOwn) return null;
  const method = getOf(caller, object, key, world.flowOf(object));
  if (method.objects.size === 0) return null;
  if ([...method.objects].every((callee) => callee.site === 'library')) return null;
  return values(caller, apply(caller, method, world.flowOf(object), args([])));
}

/** Past so many, the unknown among them, iterators are not asked one by one: unknown code may run them all. */
const ITERATORS_MAX = 4;
/** The values that an iterator's `next` gives. Also ends it early, as `break` would. */
function values(caller: Caller, iterator: Flow): Flow {
  const { world } = caller;
  if (iterator.objects.size > ITERATORS_MAX && world.isUnknown(iterator)) {
    world.escape(iterator);
    return world.any;
  }
  let result = BOTTOM;
  for (const object of iterator.objects) {
    const self = world.flowOf(object);
    if (object.site === 'unknown') {
      result = world.join(result, world.any);
      continue;
    }
    if (object.builtin === 'Generator' || object.builtin === 'AsyncGenerator' || object.site === 'collection') {
      result = world.join(result, builtinIteration(world, object));
      continue;
    }
    for (const key of ['next', 'return']) {
      const step = awaited(caller, apply(caller, getOf(caller, object, key, self), self, args([])));
      for (const each of step.objects) {
        if (key !== 'next') continue;
        getOf(caller, each, 'done', world.flowOf(each));
        result = world.join(result, getOf(caller, each, 'value', world.flowOf(each)));
      }
    }
  }
  return result;
}

/** Iteration of the library's own kinds. */
function builtinIteration(world: World, object: Obj): Flow {
  if (object.site === 'library' || object.site === 'function') return BOTTOM;
  switch (object.builtin) {
    case 'Array':
    case 'Arguments': {
      const element = world.read(object.elements);
      return has(element, Kind.Absent) ? world.join(without(element, Kind.Absent), UNDEFINED) : element;
    }
    case 'Map':
      return entryArray(world, object);
    case 'Set':
    case 'Generator':
    case 'AsyncGenerator':
    case 'Iterator':
      return world.read(object.elements);
    default:
      return elementOf(object.builtin) ?? world.any;
  }
}

/** `[key, value]` as maps give it. */
export function entryArray(world: World, map: Obj): Flow {
  const entry = world.object(map, 'entry', 'array:entry', 'Array', 'array');
  world.makeTuple(entry, 2);
  world.writeItem(entry, 0, world.read(map.keys));
  world.writeItem(entry, 1, world.read(map.elements));
  return world.flowOf(entry);
}

/** `await value`. */
export function awaited(caller: Caller, value: Flow): Flow {
  const { world } = caller;
  let result = without(value, Kind.Object);
  for (const object of value.objects) {
    if (object.site === 'unknown') result = world.join(result, world.any);
    else if (object.builtin === 'Promise' && object.site !== 'instance' && !ownNames(world, object).has('then'))
      result = world.join(result, world.read(object.elements));
    else if (mayHaveThen(caller, object)) {
      world.escape(world.flowOf(object));
      result = world.join(result, world.any);
    } else result = world.join(result, world.flowOf(object));
  }
  return result;
}
function mayHaveThen(caller: Caller, object: Obj): boolean {
  return getOf(caller, object, 'then', caller.world.flowOf(object)).objects.size > 0;
}

const PRIMITIVE_METHODS = [wellKnown('toPrimitive'), 'toString', 'valueOf'];
/** Objects convert by methods of the program, which run. */
export function converted(caller: Caller, value: Flow): void {
  const { world } = caller;
  for (const object of value.objects) {
    if (
      object.site === 'unknown' ||
      object.site === 'function' ||
      object.site === 'library' ||
      world.converting.has(object)
    )
      continue;
    let done = world.converted.get(object);
    if (done === undefined) world.converted.set(object, (done = new Map()));
    const before = world.changes;
    if (done.get(world.reader) === before) continue;
    world.converting.add(object);
    for (const key of PRIMITIVE_METHODS) {
      const self = world.flowOf(object);
      apply(caller, getOf(caller, object, key, self), self, args([STRING]));
    }
    world.converting.delete(object);
    // Inside of another conversion of the object its own was left out.
    if (world.changes === before && world.converting.size === 0) done.set(world.reader, before);
  }
}
