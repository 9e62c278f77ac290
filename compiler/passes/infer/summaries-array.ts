// Summaries of Array and Array.prototype (ECMA-262 §23.1). Elements flow by one cell an array; a method on an instance of a
// subclass may make another such instance (`Symbol.species`) and counts as unknown code where it makes one.
import { wellKnown } from '../../ir/keys.ts';
import { Kind } from '../../ir/types.ts';
import {
  ABSENT,
  BOOLEAN,
  BOTTOM,
  INDEX,
  LENGTH,
  STRING,
  UNDEFINED,
  has,
  integers,
  isOnly,
  without,
  type Flow,
} from './lattice.ts';
import { apply, args, argumentsFrom, callUnknown } from './calls.ts';
import { anyOwn, anyProperty, getNamed, ownNames } from './heap.ts';
import type { LibraryCall, Summary } from './library.ts';
import type { Obj } from './objects.ts';
import { converted, iterated } from './protocols.ts';
import { arg, callback, freshArray, freshIterator, freshTuple, given, onKind, seen } from './summary-tools.ts';

const FOUND = integers(-1, INDEX.high);

function elements(call: LibraryCall, array: Obj): Flow {
  return seen(call.world.read(array.elements), call.world);
}
/** Elements that callbacks visit: holes are skipped. */
function visited(call: LibraryCall, array: Obj): Flow {
  return without(call.world.read(array.elements), Kind.Absent);
}
const onArray = (each: (call: LibraryCall, array: Obj) => Flow): Summary => onKind('Array', each);
/** A method whose arguments from `first` to `end` are positions, which are converted. */
const converting = (summary: Summary, first = 0, end = first + 2): Summary => {
  return (call) => {
    const { list, rest } = call.args;
    for (const position of [...list.slice(first, end), rest ?? BOTTOM]) converted(call.caller, position);
    return summary(call);
  };
};
const onPositions = (each: (call: LibraryCall, array: Obj) => Flow, first?: number, end?: number): Summary =>
  converting(onArray(each), first, end);
/** A method that makes a new array by species. */
const making = (each: (call: LibraryCall, array: Obj) => Flow): Summary =>
  onArray((call, array) =>
    array.site === 'instance' ? callUnknown(call.world, call.world.flowOf(array), call.args) : each(call, array),
  );
const testing = (result: (call: LibraryCall, array: Obj) => Flow, skipsHoles: boolean): Summary =>
  onArray((call, array) => {
    callback(call, skipsHoles ? visited(call, array) : elements(call, array), array);
    return result(call, array);
  });
const orUndefined = (call: LibraryCall, array: Obj): Flow => call.world.join(elements(call, array), UNDEFINED);

function reduce(call: LibraryCall, array: Obj): Flow {
  const { world } = call;
  const accumulator = world.object(call.site, 'accumulator', 'accumulator', '', 'box');
  const value = visited(call, array);
  world.write(accumulator.elements, given(call, 1) ? arg(call, 1) : value);
  if (call.args.rest !== null) world.write(accumulator.elements, value);
  const next = apply(
    call.caller,
    arg(call, 0),
    UNDEFINED,
    args([world.read(accumulator.elements), value, INDEX, world.flowOf(array)]),
  );
  world.write(accumulator.elements, next);
  return world.read(accumulator.elements);
}

/** Elements of arrays nested in what `flow` may be; other values stay. */
function flattened(call: LibraryCall, flow: Flow, depth: number): Flow {
  const { world } = call;
  let result = without(flow, Kind.Object);
  for (const object of flow.objects) {
    if (object.builtin !== 'Array') result = world.join(result, world.flowOf(object));
    else {
      const inner = visited(call, object);
      result = world.join(result, depth > 1 ? flattened(call, inner, depth - 1) : inner);
      if (depth > 1 || object.site === 'instance') result = world.join(result, inner);
    }
  }
  return result;
}
const FLAT_DEPTH = 4;
function flat(call: LibraryCall, array: Obj): Flow {
  const depth = given(call, 0) ? FLAT_DEPTH : 1;
  const all = flattened(call, visited(call, array), depth);
  // Deeper levels than followed: the arrays met there stand for themselves.
  return freshArray(call, depth === 1 ? all : call.world.join(all, visited(call, array)));
}

function concat(call: LibraryCall, array: Obj): Flow {
  const { world } = call;
  const own = world.read(array.elements);
  const others = argumentsFrom(world, call.args, 0);
  let all = world.join(own, without(others, Kind.Object));
  for (const object of others.objects) {
    // An object may say by `Symbol.isConcatSpreadable` that it is spread, or an array that it is not.
    const says = ownNames(world, object).has(wellKnown('isConcatSpreadable'));
    if (object.builtin === 'Array' && !says) all = world.join(all, world.read(object.elements));
    else {
      all = world.join(all, world.flowOf(object));
      if (says) all = world.join(all, world.join(world.any, ABSENT));
      if (object.site === 'instance' || object.site === 'literal')
        all = world.join(all, world.join(anyOwn(call.caller, object), ABSENT));
    }
  }
  return freshArray(call, all);
}

function splice(call: LibraryCall, array: Obj): Flow {
  const { world } = call;
  disturb(call, array);
  if (array.site === 'instance') return callUnknown(world, world.flowOf(array), call.args);
  world.write(array.elements, argumentsFrom(world, call.args, 2));
  return freshArray(call, world.read(array.elements));
}
/** Elements go, or change places. */
function disturb(call: LibraryCall, array: Obj): void {
  call.world.raise(array.shrinks);
  call.world.raise(array.mixed);
}
function sort(call: LibraryCall, array: Obj): Flow {
  call.world.raise(array.mixed);
  const value = visited(call, array);
  if (given(call, 0)) apply(call.caller, arg(call, 0), UNDEFINED, args([value, value]));
  if (!given(call, 0) || has(arg(call, 0), Kind.Undefined)) converted(call.caller, value);
  return call.world.flowOf(array);
}
function joined(call: LibraryCall, array: Obj): Flow {
  const { world } = call;
  const done = new Set<Obj>();
  const visit = (each: Obj): void => {
    if (done.has(each)) return;
    done.add(each);
    for (const element of visited(call, each).objects) {
      if (element.builtin === 'Array' && element.site !== 'instance') visit(element);
      else converted(call.caller, world.flowOf(element));
    }
  };
  visit(array);
  converted(call.caller, arg(call, 0));
  return STRING;
}
function rearranged(call: LibraryCall, array: Obj): Flow {
  call.world.raise(array.mixed);
  return call.world.flowOf(array);
}
function copied(call: LibraryCall, array: Obj): Flow {
  return freshArray(call, elements(call, array));
}

/** `new Array(n)` has holes but for arrays that are filled at once (see expressions.ts); with elements it has none. */
function newArray(call: LibraryCall): Flow {
  const { world } = call;
  if (call.args.rest !== null || call.args.list.length !== 1)
    return freshArray(call, argumentsFrom(world, call.args, 0));
  const only = arg(call, 0);
  const result = freshArray(call, isOnly(only, Kind.Number) ? BOTTOM : without(only, Kind.Number));
  if (has(only, Kind.Number) && !world.dense.has(call.site)) freshArray(call, ABSENT);
  return result;
}

/** Array.from: what iterates, and array-likes with a length. */
function from(call: LibraryCall): Flow {
  const { world } = call;
  const source = arg(call, 0);
  let value = iterated(call.caller, source);
  for (const object of source.objects) {
    if (object.site === 'literal' || object.site === 'instance' || object.site === 'unknown')
      value = world.joinAll([value, anyProperty(call.caller, object), UNDEFINED]);
  }
  if (!given(call, 1)) return freshArray(call, value);
  const mapper = arg(call, 1);
  const mapped = apply(call.caller, mapper, arg(call, 2), args([value, INDEX]));
  return freshArray(call, has(mapper, Kind.Undefined) ? world.join(mapped, value) : mapped);
}

const P = 'Array.prototype.';
export const ARRAY_SUMMARIES: Readonly<Record<string, Summary>> = {
  Array: newArray,
  'new Array': newArray,
  'Array.isArray': () => BOOLEAN,
  'Array.of': (call) => freshArray(call, argumentsFrom(call.world, call.args, 0)),
  'Array.from': from,
  [`${P}push`]: onArray((call, array) => {
    call.world.write(array.elements, argumentsFrom(call.world, call.args, 0));
    return LENGTH;
  }),
  [`${P}unshift`]: onArray((call, array) => {
    call.world.write(array.elements, argumentsFrom(call.world, call.args, 0));
    return LENGTH;
  }),
  [`${P}pop`]: onArray((call, array) => {
    disturb(call, array);
    return orUndefined(call, array);
  }),
  [`${P}shift`]: onArray((call, array) => {
    disturb(call, array);
    return orUndefined(call, array);
  }),
  [`${P}splice`]: onPositions(splice),
  [`${P}slice`]: converting(making((call, array) => freshArray(call, call.world.read(array.elements)))),
  [`${P}concat`]: making(concat),
  [`${P}map`]: making((call, array) => {
    const holes = has(call.world.read(array.elements), Kind.Absent) ? ABSENT : BOTTOM;
    return freshArray(call, call.world.join(callback(call, visited(call, array), array), holes));
  }),
  [`${P}filter`]: making((call, array) => {
    callback(call, visited(call, array), array);
    return freshArray(call, visited(call, array));
  }),
  [`${P}flat`]: converting(making(flat)),
  [`${P}flatMap`]: making((call, array) =>
    freshArray(call, flattened(call, callback(call, visited(call, array), array), 1)),
  ),
  [`${P}forEach`]: testing(() => UNDEFINED, true),
  [`${P}some`]: testing(() => BOOLEAN, true),
  [`${P}every`]: testing(() => BOOLEAN, true),
  [`${P}find`]: testing(orUndefined, false),
  [`${P}findLast`]: testing(orUndefined, false),
  [`${P}findIndex`]: testing(() => FOUND, false),
  [`${P}findLastIndex`]: testing(() => FOUND, false),
  [`${P}reduce`]: onArray(reduce),
  [`${P}reduceRight`]: onArray(reduce),
  [`${P}indexOf`]: onPositions(() => FOUND, 1),
  [`${P}lastIndexOf`]: onPositions(() => FOUND, 1),
  [`${P}includes`]: onPositions(() => BOOLEAN, 1),
  [`${P}join`]: onArray(joined),
  [`${P}toString`]: onArray((call, array) => {
    // A subclass may have a `join` of its own.
    const self = call.world.flowOf(array);
    if (array.site === 'instance') apply(call.caller, getNamed(call.caller, self, 'join'), self, args([]));
    return joined(call, array);
  }),
  [`${P}toLocaleString`]: onArray(joined),
  [`${P}at`]: onPositions(orUndefined),
  [`${P}fill`]: onPositions((call, array) => {
    call.world.write(array.elements, arg(call, 0));
    return call.world.flowOf(array);
  }, 1),
  [`${P}reverse`]: onArray(rearranged),
  [`${P}copyWithin`]: onPositions(rearranged, 0, 3),
  [`${P}sort`]: onArray(sort),
  [`${P}toSorted`]: onArray((call, array) => {
    sort(call, array);
    return copied(call, array);
  }),
  [`${P}toReversed`]: onArray(copied),
  [`${P}with`]: onPositions(
    (call, array) => freshArray(call, call.world.join(elements(call, array), arg(call, 1))),
    0,
    1,
  ),
  [`${P}toSpliced`]: onPositions((call, array) =>
    freshArray(call, call.world.join(elements(call, array), argumentsFrom(call.world, call.args, 2))),
  ),
  [`${P}keys`]: onArray((call) => freshIterator(call, INDEX)),
  [`${P}values`]: onArray((call, array) => freshIterator(call, elements(call, array))),
  [P + wellKnown('iterator')]: onArray((call, array) => freshIterator(call, elements(call, array))),
  [`${P}entries`]: onArray((call, array) => freshIterator(call, freshTuple(call, [INDEX, elements(call, array)]))),
};
