// Summaries of keyed collections and iterators (ECMA-262 §24, §27.1, §27.5): a map has a cell of keys and one of values, a
// set one of elements, an iterator one of what it gives.
import { wellKnown } from '../../ir/keys.ts';
import { BOOLEAN, INDEX, UNDEFINED, type Flow } from './lattice.ts';
import { apply, args, callUnknown, stepObject } from './calls.ts';
import { entryArray, flattened, iterated } from './protocols.ts';
import type { LibraryCall, Summary } from './library.ts';
import type { Obj } from './objects.ts';
import {
  arg,
  callback,
  fresh,
  freshArray,
  freshIterator,
  freshTuple,
  given,
  onKind,
  onKinds,
  seen,
} from './summary-tools.ts';

const orUndefined = (call: LibraryCall, object: Obj): Flow =>
  call.world.join(call.world.read(object.elements), UNDEFINED);

/** Fills a collection from the iterable that its constructor was given. */
export function fillCollection(call: LibraryCall, object: Obj): void {
  const { world } = call;
  const source = arg(call, 0);
  if (source.objects.size === 0) return;
  const values = iterated(call.caller, source);
  if (object.builtin === 'Set' || object.builtin === 'WeakSet') {
    world.write(object.elements, values);
    return;
  }
  for (const entry of values.objects) {
    const known = entry.builtin === 'Array' && entry.site !== 'unknown';
    const all = known ? world.join(seen(world.read(entry.elements), world), UNDEFINED) : world.any;
    world.write(object.keys, (known ? world.item(entry, 0) : null) ?? all);
    world.write(object.elements, (known ? world.item(entry, 1) : null) ?? all);
  }
}
const collection =
  (builtin: string): Summary =>
  (call) => {
    const object = fresh(call, builtin);
    fillCollection(call, object);
    return call.world.flowOf(object);
  };

function mapMethods(kind: string): Record<string, Summary> {
  const on = (each: (call: LibraryCall, map: Obj) => Flow): Summary => onKind(kind, each);
  return {
    [`${kind}.prototype.get`]: on(orUndefined),
    [`${kind}.prototype.set`]: on((call, map) => {
      call.world.write(map.keys, arg(call, 0));
      call.world.write(map.elements, arg(call, 1));
      return call.world.flowOf(map);
    }),
    [`${kind}.prototype.has`]: on(() => BOOLEAN),
    [`${kind}.prototype.delete`]: on(() => BOOLEAN),
  };
}
function setMethods(kind: string): Record<string, Summary> {
  const on = (each: (call: LibraryCall, set: Obj) => Flow): Summary => onKind(kind, each);
  return {
    [`${kind}.prototype.add`]: on((call, set) => {
      call.world.write(set.elements, arg(call, 0));
      return call.world.flowOf(set);
    }),
    [`${kind}.prototype.has`]: on(() => BOOLEAN),
    [`${kind}.prototype.delete`]: on(() => BOOLEAN),
  };
}
/** A subclass may have a `has`, `keys` or `size` of its own, which the methods of the other set call. */
function isPlainSet(object: Obj): boolean {
  return object.builtin === 'Set' && object.site === 'collection';
}
/** Set methods that combine two sets; the other one may be any set-like object. */
const combined = onKind('Set', (call, set) => {
  const { world } = call;
  const result = fresh(call, 'Set', 'combined');
  world.write(result.elements, world.read(set.elements));
  for (const other of arg(call, 0).objects) {
    if (isPlainSet(other)) world.write(result.elements, world.read(other.elements));
    else world.write(result.elements, callUnknown(world, world.flowOf(other), call.args));
  }
  return world.flowOf(result);
});
const compared = onKind('Set', (call) => {
  for (const other of arg(call, 0).objects)
    if (!isPlainSet(other)) callUnknown(call.world, call.world.flowOf(other), call.args);
  return BOOLEAN;
});

const isIterator = (object: Obj): boolean => object.builtin === 'Iterator' && object.site === 'collection';
const onIterator = (each: (call: LibraryCall, iterator: Obj) => Flow): Summary =>
  onKinds((object) => isIterator(object) || object.builtin === 'Generator', each);
const given_ = (call: LibraryCall, iterator: Obj): Flow => call.world.read(iterator.elements);

function reduceIterator(call: LibraryCall, iterator: Obj): Flow {
  const { world } = call;
  const accumulator = world.object(call.site, 'accumulator', 'accumulator', '', 'box');
  const value = given_(call, iterator);
  world.write(accumulator.elements, given(call, 1) ? arg(call, 1) : value);
  world.write(
    accumulator.elements,
    apply(call.caller, arg(call, 0), UNDEFINED, args([world.read(accumulator.elements), value, INDEX])),
  );
  return world.read(accumulator.elements);
}
const next = onKinds(
  (object) => isIterator(object) || object.builtin === 'Generator',
  (call, iterator) => {
    const { world } = call;
    if (iterator.builtin === 'Generator') world.write(iterator.keys, arg(call, 0));
    return stepObject(
      world,
      iterator,
      world.joinAll([world.read(iterator.elements), world.read(iterator.dynamic), UNDEFINED]),
    );
  },
);
const finish = onKinds(
  (object) => isIterator(object) || object.builtin === 'Generator',
  (call, iterator) => {
    const { world } = call;
    world.write(iterator.dynamic, arg(call, 0));
    return stepObject(
      world,
      iterator,
      world.joinAll([world.read(iterator.elements), world.read(iterator.dynamic), UNDEFINED]),
    );
  },
);
const raise = onKind('Generator', (call, generator) => {
  call.world.write(call.world.thrown, arg(call, 0));
  return stepObject(
    call.world,
    generator,
    call.world.joinAll([call.world.read(generator.elements), call.world.read(generator.dynamic), UNDEFINED]),
  );
});
/** A step of an asynchronous generator: a promise of it. */
const asyncStep = onKind('AsyncGenerator', (call, generator) => {
  const { world } = call;
  if (call.path.endsWith('next')) world.write(generator.keys, arg(call, 0));
  else if (call.path.endsWith('throw')) world.write(world.thrown, arg(call, 0));
  else world.write(generator.dynamic, arg(call, 0));
  const promise = world.object(generator, 'promise', 'promise:step', 'Promise', 'collection');
  world.write(
    promise.elements,
    stepObject(
      world,
      generator,
      world.joinAll([world.read(generator.elements), world.read(generator.dynamic), UNDEFINED]),
    ),
  );
  return world.flowOf(promise);
});

export const COLLECTION_SUMMARIES: Readonly<Record<string, Summary>> = {
  'new Map': collection('Map'),
  'new Set': collection('Set'),
  'new WeakMap': collection('WeakMap'),
  'new WeakSet': collection('WeakSet'),
  'new WeakRef': (call) => {
    const object = fresh(call, 'WeakRef');
    call.world.write(object.elements, arg(call, 0));
    return call.world.flowOf(object);
  },
  'WeakRef.prototype.deref': onKind('WeakRef', orUndefined),
  ...mapMethods('Map'),
  ...mapMethods('WeakMap'),
  ...setMethods('Set'),
  ...setMethods('WeakSet'),
  'Map.prototype.clear': onKind('Map', () => UNDEFINED),
  'Map.prototype.forEach': onKind('Map', (call, map) => {
    callback(call, call.world.read(map.elements), map, call.world.read(map.keys));
    return UNDEFINED;
  }),
  'Map.prototype.keys': onKind('Map', (call, map) => freshIterator(call, call.world.read(map.keys))),
  'Map.prototype.values': onKind('Map', (call, map) => freshIterator(call, call.world.read(map.elements))),
  'Map.prototype.entries': onKind('Map', (call, map) => freshIterator(call, entryArray(call.world, map))),
  [`Map.prototype.${wellKnown('iterator')}`]: onKind('Map', (call, map) =>
    freshIterator(call, entryArray(call.world, map)),
  ),
  'Set.prototype.clear': onKind('Set', () => UNDEFINED),
  'Set.prototype.forEach': onKind('Set', (call, set) => {
    const value = call.world.read(set.elements);
    callback(call, value, set, value);
    return UNDEFINED;
  }),
  ...Object.fromEntries(
    ['keys', 'values', wellKnown('iterator')].map((key) => [
      `Set.prototype.${key}`,
      onKind('Set', (call, set) => freshIterator(call, call.world.read(set.elements))),
    ]),
  ),
  'Set.prototype.entries': onKind('Set', (call, set) =>
    freshIterator(call, freshTuple(call, [call.world.read(set.elements), call.world.read(set.elements)])),
  ),
  ...Object.fromEntries(
    ['union', 'intersection', 'difference', 'symmetricDifference'].map((key) => [`Set.prototype.${key}`, combined]),
  ),
  ...Object.fromEntries(
    ['isSubsetOf', 'isSupersetOf', 'isDisjointFrom'].map((key) => [`Set.prototype.${key}`, compared]),
  ),
  'Iterator.prototype.next': next,
  'Iterator.prototype.return': finish,
  'Generator.prototype.next': next,
  'Generator.prototype.return': finish,
  'Generator.prototype.throw': raise,
  'AsyncGenerator.prototype.next': asyncStep,
  'AsyncGenerator.prototype.return': asyncStep,
  'AsyncGenerator.prototype.throw': asyncStep,
  [`Iterator.prototype.${wellKnown('iterator')}`]: onIterator((call, iterator) => call.world.flowOf(iterator)),
  'Iterator.prototype.toArray': onIterator((call, iterator) => freshArray(call, given_(call, iterator))),
  'Iterator.prototype.map': onIterator((call, iterator) =>
    freshIterator(call, apply(call.caller, arg(call, 0), UNDEFINED, args([given_(call, iterator), INDEX]))),
  ),
  'Iterator.prototype.filter': onIterator((call, iterator) => {
    apply(call.caller, arg(call, 0), UNDEFINED, args([given_(call, iterator), INDEX]));
    return freshIterator(call, given_(call, iterator));
  }),
  'Iterator.prototype.flatMap': onIterator((call, iterator) =>
    freshIterator(
      call,
      flattened(call.caller, apply(call.caller, arg(call, 0), UNDEFINED, args([given_(call, iterator), INDEX]))),
    ),
  ),
  'Iterator.prototype.take': onIterator((call, iterator) => freshIterator(call, given_(call, iterator))),
  'Iterator.prototype.drop': onIterator((call, iterator) => freshIterator(call, given_(call, iterator))),
  ...Object.fromEntries(
    (['forEach', 'some', 'every', 'find'] as const).map((key) => [
      `Iterator.prototype.${key}`,
      onIterator((call, iterator) => {
        const value = given_(call, iterator);
        apply(call.caller, arg(call, 0), UNDEFINED, args([value, INDEX]));
        return key === 'forEach' ? UNDEFINED : key === 'find' ? call.world.join(value, UNDEFINED) : BOOLEAN;
      }),
    ]),
  ),
  'Iterator.prototype.reduce': onIterator(reduceIterator),
};
