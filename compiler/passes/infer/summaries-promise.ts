// Summaries of promises and of what else calls back later (ECMA-262 §27.2, HTML §8.6): one cell for what a promise is
// fulfilled with; whatever is thrown or rejected anywhere is one cell of the world.
import { Kind } from '../../ir/types.ts';
import { STRING, UNDEFINED, isOnly, kinds, type Flow } from './lattice.ts';
import { apply, args, argumentsFrom, callUnknown } from './calls.ts';
import type { LibraryCall, Summary } from './library.ts';
import type { Obj } from './objects.ts';
import { awaited, iterated } from './protocols.ts';
import { arg, fresh, freshArray, freshTuple, given, onKind } from './summary-tools.ts';
import { ownNames, writeField } from './heap.ts';
import type { World } from './world.ts';

/** What a handler of errors may receive: what the program throws, and what the runtime does. Unknown code throws anything. */
export function caught(world: World): Flow {
  return world.join(world.read(world.thrown), world.flowOf(...RUNTIME_ERRORS.map((kind) => runtimeError(world, kind))));
}
/** Errors that the library throws; of other kinds it makes none. */
const RUNTIME_ERRORS = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'URIError',
  'AggregateError',
  'DOMException',
] as const;
function runtimeError(world: World, kind: string): Obj {
  const error = world.object('thrown', kind, `thrown:${kind}`, kind, 'collection');
  writeField(world, error, 'message', STRING);
  writeField(world, error, 'stack', STRING);
  // Node's codes (`ERR_INVALID_ARG_TYPE`), where an error has one.
  writeField(world, error, 'code', kinds(Kind.String | Kind.Undefined));
  if (kind !== 'AggregateError') return error;
  // Promise.any: what its promises were rejected with.
  const errors = world.object('thrown', 'errors', 'array:errors', 'Array', 'array');
  world.write(errors.elements, world.read(world.thrown));
  writeField(world, error, 'errors', world.flowOf(errors));
  return error;
}

function promiseOf(call: LibraryCall, value: Flow, role = 'promise'): Flow {
  const promise = fresh(call, 'Promise', role);
  call.world.write(promise.elements, awaited(call.caller, value));
  return call.world.flowOf(promise);
}
/** The functions that settle a promise. */
function settlers(call: LibraryCall, promise: Obj): [Flow, Flow] {
  const make = (path: string): Flow => {
    const object = call.world.object(promise, path, `function:${path}`, 'Function', 'settle', { path });
    object.target = call.world.flowOf(promise);
    return call.world.flowOf(object);
  };
  return [make('resolve'), make('reject')];
}
function handled(call: LibraryCall, index: number, value: Flow): Flow {
  return given(call, index)
    ? apply(call.caller, arg(call, index), UNDEFINED, args([value]))
    : apply(call.caller, UNDEFINED, UNDEFINED, args([]));
}
const onPromise = (each: (call: LibraryCall, promise: Obj) => Flow): Summary => onKind('Promise', each);
/** `catch` and `finally` call the promise's own `then`, if it was given one. */
const onPromiseWithThen = (each: (call: LibraryCall, promise: Obj) => Flow): Summary =>
  onPromise((call, promise) =>
    ownNames(call.world, promise).has('then')
      ? callUnknown(call.world, call.world.flowOf(promise), call.args)
      : each(call, promise),
  );

/** Calls back later with the arguments behind the first `skip`. */
const later =
  (skip: number): Summary =>
  (call) => {
    apply(call.caller, arg(call, 0), UNDEFINED, args([], argumentsFrom(call.world, call.args, skip)));
    return call.world.anyObject;
  };
const gathered =
  (element: (call: LibraryCall, value: Flow) => Flow): Summary =>
  (call) =>
    promiseOf(call, element(call, awaited(call.caller, iterated(call.caller, arg(call, 0)))));

export const PROMISE_SUMMARIES: Readonly<Record<string, Summary>> = {
  'new Promise': (call) => {
    const promise = fresh(call, 'Promise');
    const [resolve, reject] = settlers(call, promise);
    apply(call.caller, arg(call, 0), UNDEFINED, args([resolve, reject]));
    return call.world.flowOf(promise);
  },
  // A promise is given back as it is (§27.2.4.7.1), with a `then` of its own perhaps.
  'Promise.resolve': (call) => {
    const { world } = call;
    const promises = [...arg(call, 0).objects].filter((object) => object.builtin === 'Promise');
    return world.join(promiseOf(call, arg(call, 0)), world.flowOf(...promises));
  },
  'Promise.reject': (call) => {
    call.world.write(call.world.thrown, arg(call, 0));
    return call.world.flowOf(fresh(call, 'Promise'));
  },
  'Promise.withResolvers': (call) => {
    const { world } = call;
    const promise = fresh(call, 'Promise');
    const [resolve, reject] = settlers(call, promise);
    const result = world.object(call.site, 'resolvers', 'literal:resolvers', 'Object', 'literal');
    for (const [key, value] of [
      ['promise', world.flowOf(promise)],
      ['resolve', resolve],
      ['reject', reject],
    ] as const) {
      result.born.add(key);
      writeField(world, result, key, value);
    }
    return world.flowOf(result);
  },
  'Promise.all': (call) => {
    const { world } = call;
    const [list] = arg(call, 0).objects;
    const known =
      list !== undefined && arg(call, 0).objects.size === 1 && list.items !== null && world.item(list, 0) !== null;
    if (!known) return gathered((_, value) => freshArray(call, value, 'all'))(call);
    return promiseOf(
      call,
      freshTuple(
        call,
        list.items!.map((_, i) => awaited(call.caller, world.item(list, i)!)),
        'all',
      ),
    );
  },
  'Promise.race': gathered((_, value) => value),
  'Promise.any': gathered((_, value) => value),
  'Promise.allSettled': gathered((call, value) => {
    const { world } = call;
    const outcome = world.object(call.site, 'outcome', 'literal:outcome', 'Object', 'literal');
    outcome.born.add('status');
    writeField(world, outcome, 'status', STRING);
    writeField(world, outcome, 'value', value);
    writeField(world, outcome, 'reason', caught(world));
    return freshArray(call, world.flowOf(outcome), 'settled');
  }),
  'Promise.prototype.then': onPromise((call, promise) => {
    const { world } = call;
    const value = world.read(promise.elements);
    let result = handled(call, 0, value);
    if (!isOnly(arg(call, 0), Kind.Object)) result = world.join(result, value);
    if (given(call, 1)) result = world.join(result, handled(call, 1, caught(world)));
    return promiseOf(call, result);
  }),
  'Promise.prototype.catch': onPromiseWithThen((call, promise) =>
    promiseOf(call, call.world.join(call.world.read(promise.elements), handled(call, 0, caught(call.world)))),
  ),
  'Promise.prototype.finally': onPromiseWithThen((call, promise) => {
    // What the callback returns is awaited, and forgotten.
    if (given(call, 0)) awaited(call.caller, apply(call.caller, arg(call, 0), UNDEFINED, args([])));
    return promiseOf(call, call.world.read(promise.elements));
  }),
  queueMicrotask: (call) => {
    later(1)(call);
    return UNDEFINED;
  },
  setTimeout: later(2),
  setInterval: later(2),
  setImmediate: later(1),
  clearTimeout: () => UNDEFINED,
  clearInterval: () => UNDEFINED,
  clearImmediate: () => UNDEFINED,
};
