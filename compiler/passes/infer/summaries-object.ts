// Summaries of Object, Function.prototype, Reflect, errors and JSON (ECMA-262 §20, §25.5, §28.1). What changes attributes,
// prototypes or integrity makes an object irregular: its slots prove nothing any more.
import { Kind } from '../../ir/types.ts';
import {
  BOOLEAN,
  BOTTOM,
  INDEX,
  NULL,
  STRING,
  SYMBOL,
  UNDEFINED,
  NULLISH,
  has,
  kinds,
  withKinds,
  without,
  type Flow,
} from './lattice.ts';
import { apply, args, argumentsFrom, callUnknown, construct, escapeArguments } from './calls.ts';
import { anyOwn, anyProperty, getNamed, ownNames, setAny, writeField } from './heap.ts';
import type { LibraryCall, Summary } from './library.ts';
import type { Obj } from './objects.ts';
import { converted, iterated } from './protocols.ts';
import { arg, convertAll, copyProperties, fresh, freshArray, freshTuple, given, seen } from './summary-tools.ts';

function irregular(call: LibraryCall): Flow {
  for (const object of arg(call, 0).objects) if (object.site !== 'unknown') call.world.raise(object.irregular);
  return arg(call, 0);
}
function values(call: LibraryCall): Flow {
  const source = arg(call, 0);
  return call.world.joinAll([
    has(source, Kind.String) ? STRING : BOTTOM,
    ...[...source.objects].map((object) => seen(anyOwn(call.caller, object), call.world)),
  ]);
}
function assign(call: LibraryCall): Flow {
  const { world } = call;
  const target = arg(call, 0);
  const source = argumentsFrom(world, call.args, 1);
  for (const object of target.objects) {
    if (object.site === 'unknown') {
      world.raise(world.overwritesAny);
      world.escape(source);
      for (const from of source.objects) world.escape(anyOwn(call.caller, from));
    } else if (
      object.setters.size > 0 ||
      object.getters.size > 0 ||
      hasSetters(object) ||
      object.builtin !== 'Object'
    ) {
      for (const from of source.objects) setAny(call.caller, object, anyOwn(call.caller, from));
    } else {
      copyProperties(call.caller, object, source);
      // New names beyond the layout may turn it into a dictionary.
      for (const from of source.objects)
        if (![...ownNames(world, from)].every((key) => object.born.has(key))) world.raise(object.irregular);
    }
  }
  return withKinds(target, Kind.Object);
}
function hasSetters(object: Obj): boolean {
  for (let at = object.class_; at !== null; at = at.base)
    if (at.methods.some((member) => member.kind !== 'method')) return true;
  return false;
}

function create(call: LibraryCall): Flow {
  const { world } = call;
  if (given(call, 1) && has(arg(call, 1), Kind.Object)) {
    escapeArguments(world, call.args);
    return withKinds(world.any, Kind.Object);
  }
  const object = world.object(call.site, 'created', 'literal:created', 'Object', 'literal');
  world.write(object.parents, arg(call, 0));
  return world.flowOf(object);
}
function fromEntries(call: LibraryCall): Flow {
  const { world } = call;
  const object = world.object(call.site, 'entries', 'literal:entries', 'Object', 'literal');
  world.raise(object.irregular);
  for (const entry of iterated(call.caller, arg(call, 0)).objects) {
    const known = entry.builtin === 'Array' && entry.site !== 'unknown';
    if (known) converted(call.caller, world.item(entry, 0) ?? world.read(entry.elements));
    world.write(
      object.dynamic,
      !known ? world.any : (world.item(entry, 1) ?? world.join(seen(world.read(entry.elements), world), UNDEFINED)),
    );
  }
  return world.flowOf(object);
}
/** Reads attributes or prototypes: hands out what only unknown code can be assumed to do right. */
const revealing: Summary = (call) => {
  call.world.escape(arg(call, 0));
  return call.world.any;
};
const redefining: Summary = (call) => {
  call.world.raise(call.world.overwritesAny);
  escapeArguments(call.world, call.args);
  return arg(call, 0);
};

/** What JSON.stringify runs: `toJSON` and getters, all the way down. */
function serialised(call: LibraryCall, value: Flow, done: Set<Obj>): void {
  const { world } = call;
  for (const object of value.objects) {
    if (done.has(object) || object.site === 'unknown') continue;
    done.add(object);
    const self = world.flowOf(object);
    serialised(call, apply(call.caller, getNamed(call.caller, self, 'toJSON'), self, args([STRING])), done);
    serialised(call, anyOwn(call.caller, object), done);
  }
}
function stringify(call: LibraryCall): Flow {
  const replacer = arg(call, 1);
  if (has(replacer, Kind.Object))
    return withKinds(callUnknown(call.world, UNDEFINED, call.args), Kind.String | Kind.Undefined);
  serialised(call, arg(call, 0), new Set());
  return kinds(Kind.String | Kind.Undefined);
}

/** A new error; its message and cause are its own. */
const error: Summary = (call) => {
  const { world } = call;
  if (call.path === 'AggregateError' || call.path === 'SuppressedError') {
    escapeArguments(world, call.args);
    return world.anyObject;
  }
  const made = world.object(call.path, 'error', `error:${call.path}`, call.path, 'collection');
  initialiseError(call, made);
  return world.flowOf(made);
};
export function initialiseError(call: LibraryCall, made: Obj): void {
  const { world } = call;
  converted(call.caller, arg(call, 0));
  writeField(world, made, 'message', STRING);
  writeField(world, made, 'stack', STRING);
  const options = arg(call, 1);
  if (has(options, Kind.Object))
    writeField(world, made, 'cause', without(getNamed(call.caller, options, 'cause'), Kind.Absent));
}

function applied(call: LibraryCall): Flow {
  const list = arg(call, 1);
  const passed = listed(call, list);
  return apply(call.caller, call.receiver, arg(call, 0), args([], passed), call.site);
}
/** Elements of an array-like of arguments. */
function listed(call: LibraryCall, list: Flow): Flow {
  const { world } = call;
  return world.joinAll([
    UNDEFINED,
    ...[...list.objects].map((object) =>
      object.site === 'unknown'
        ? world.any
        : seen(
            world.join(
              world.read(object.elements),
              object.builtin === 'Array' ? BOTTOM : anyProperty(call.caller, object),
            ),
            world,
          ),
    ),
  ]);
}
function bind(call: LibraryCall): Flow {
  const { world } = call;
  const bound = world.object(call.site, 'bound', 'function:bound', 'Function', 'bound');
  bound.target = world.join(bound.target, withKinds(call.receiver, Kind.Object));
  world.write(bound.keys, arg(call, 0));
  world.write(bound.elements, argumentsFrom(world, call.args, 1));
  return world.flowOf(bound);
}

/** Groups of an iterable by what a callback says: arrays of its elements. */
const grouped =
  (builtin: 'Object' | 'Map'): Summary =>
  (call) => {
    const { world } = call;
    const value = iterated(call.caller, arg(call, 0));
    const key = apply(call.caller, arg(call, 1), UNDEFINED, args([value, INDEX]));
    const groups = freshArray(call, value, 'group');
    const result = fresh(call, builtin, 'groups');
    if (builtin === 'Map') {
      world.write(result.keys, key);
      world.write(result.elements, groups);
    } else {
      converted(call.caller, key);
      world.raise(result.irregular);
      world.write(result.parents, NULL);
      world.write(result.dynamic, groups);
    }
    return world.flowOf(result);
  };

/** Asks for a property by an argument that is converted to its key. */
const byKey =
  (index: number): Summary =>
  (call) => {
    converted(call.caller, arg(call, index));
    return BOOLEAN;
  };

export const OBJECT_SUMMARIES: Readonly<Record<string, Summary>> = {
  'Object.keys': (call) => freshArray(call, STRING),
  'Object.getOwnPropertyNames': (call) => freshArray(call, STRING),
  'Object.values': (call) => freshArray(call, values(call)),
  'Object.entries': (call) => freshArray(call, freshTuple(call, [STRING, values(call)])),
  'Object.assign': assign,
  'Object.freeze': irregular,
  'Object.seal': irregular,
  'Object.preventExtensions': irregular,
  'Object.isFrozen': () => BOOLEAN,
  'Object.isSealed': () => BOOLEAN,
  'Object.isExtensible': () => BOOLEAN,
  'Object.is': () => BOOLEAN,
  'Object.hasOwn': byKey(1),
  'Object.create': create,
  'Object.fromEntries': fromEntries,
  'Object.groupBy': grouped('Object'),
  'Map.groupBy': grouped('Map'),
  'Object.getOwnPropertySymbols': (call) => freshArray(call, SYMBOL),
  'Object.getPrototypeOf': revealing,
  'Object.getOwnPropertyDescriptor': revealing,
  'Object.getOwnPropertyDescriptors': revealing,
  'Object.defineProperty': redefining,
  'Object.defineProperties': redefining,
  'Object.setPrototypeOf': redefining,
  'Object.prototype.hasOwnProperty': byKey(0),
  'Object.prototype.propertyIsEnumerable': byKey(0),
  'Object.prototype.isPrototypeOf': () => BOOLEAN,
  'Object.prototype.toString': () => STRING,
  'Object.prototype.toLocaleString': (call) =>
    withKinds(
      apply(call.caller, getNamed(call.caller, call.receiver, 'toString'), call.receiver, args([])),
      ~Kind.Absent,
    ),
  'Object.prototype.valueOf': (call) => without(call.receiver, NULLISH),
  // One of them, or `Object(value)`: the value, or a new wrapper of it.
  'Object.prototype.*': (call) => {
    convertAll(call);
    return call.world.joinAll([
      call.receiver,
      arg(call, 0),
      kinds(Kind.Boolean | Kind.String | Kind.Undefined),
      call.world.anyObject,
    ]);
  },
  'Function.prototype.call': (call) =>
    apply(call.caller, call.receiver, arg(call, 0), args(call.args.list.slice(1), call.args.rest), call.site),
  'Function.prototype.apply': applied,
  'Function.prototype.bind': bind,
  'Function.prototype.toString': () => STRING,
  'Reflect.ownKeys': (call) => freshArray(call, kinds(Kind.String | Kind.Symbol)),
  'Reflect.has': byKey(1),
  ...Object.fromEntries(
    [
      'set',
      'defineProperty',
      'deleteProperty',
      'get',
      'getPrototypeOf',
      'setPrototypeOf',
      'getOwnPropertyDescriptor',
      'preventExtensions',
    ].map((name) => [
      `Reflect.${name}`,
      (call: LibraryCall) => {
        call.world.raise(call.world.overwritesAny);
        return callUnknown(call.world, UNDEFINED, call.args);
      },
    ]),
  ),
  'Reflect.apply': (call) =>
    apply(call.caller, arg(call, 0), arg(call, 1), args([], listed(call, arg(call, 2))), call.site),
  'Reflect.construct': (call) => {
    if (!given(call, 2)) return construct(call.caller, arg(call, 0), args([], listed(call, arg(call, 1))), call.site);
    escapeArguments(call.world, call.args);
    return call.world.any;
  },
  'new Error': error,
  Error: error,
  'Error.prototype.toString': () => STRING,
  'Error.captureStackTrace': () => UNDEFINED,
  'new Object': (call) =>
    given(call, 0)
      ? call.world.join(withKinds(arg(call, 0), Kind.Object), call.world.anyObject)
      : call.world.flowOf(fresh(call, 'Object')),
  'JSON.stringify': stringify,
  'JSON.parse': (call) => (given(call, 1) ? callUnknown(call.world, UNDEFINED, call.args) : call.world.any),
  structuredClone: (call) => {
    serialised(call, arg(call, 0), new Set());
    if (given(call, 1)) call.world.raise(call.world.detaches);
    return call.world.any;
  },
};
