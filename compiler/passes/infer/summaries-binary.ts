// Summaries of typed arrays, buffers, views and text coding (ECMA-262 §23.2, §25.1, §25.3): one abstract object a kind, since
// what an element may be follows from the kind alone.
import { wellKnown } from '../../ir/keys.ts';
import { KINDS } from '../../ir/kinds.ts';
import { Kind } from '../../ir/types.ts';
import { BIGINT, BOOLEAN, BOTTOM, INDEX, NUMBER, STRING, UNDEFINED, integers, isOnly, type Flow } from './lattice.ts';
import { apply, args } from './calls.ts';
import { anyOwn } from './heap.ts';
import { TYPED_LENGTH, elementOf, type LibraryCall, type Summary } from './library.ts';
import { Cell, type Obj } from './objects.ts';
import { converted, iterated } from './protocols.ts';
import { arg, callback, convertAll, freshIterator, freshTuple, given, onKinds, pure } from './summary-tools.ts';
import type { World } from './world.ts';

export function typedArray(world: World, kind: string): Flow {
  return world.flowOf(world.object(kind, 'typed', `builtin:${kind}`, kind, 'collection'));
}
function buffer(world: World): Flow {
  return world.flowOf(world.object('ArrayBuffer', 'typed', 'builtin:ArrayBuffer', 'ArrayBuffer', 'collection'));
}
const isTyped = (object: Obj): boolean => elementOf(object.builtin) !== undefined;
const elementType = (object: Obj): Flow => elementOf(object.builtin)!;
const onTyped = (each: (call: LibraryCall, array: Obj) => Flow): Summary =>
  onKinds(isTyped, (call, array) => {
    // Subclasses make their own kind by species: nothing is assumed of them.
    if (array.site === 'instance') call.world.escape(call.world.flowOf(array));
    return each(call, array);
  });
const same = onTyped((call, array) => made(call, array));
/** A typed array that a method makes. */
function made(call: LibraryCall, array: Obj): Flow {
  return array.site === 'instance' ? call.world.anyObject : typedArray(call.world, array.builtin);
}
const calling = (result: (call: LibraryCall, array: Obj) => Flow): Summary =>
  onTyped((call, array) => {
    callback(call, elementType(array), array);
    return result(call, array);
  });
const returning = (flow: Flow): Summary =>
  onTyped((call) => {
    convertAll({ ...call, receiver: BOTTOM });
    return flow;
  });

function reduce(call: LibraryCall, array: Obj): Flow {
  const { world } = call;
  const accumulator = world.object(call.site, 'accumulator', 'accumulator', '', 'box');
  const value = elementType(array);
  world.write(accumulator.elements, given(call, 1) ? arg(call, 1) : value);
  world.write(
    accumulator.elements,
    apply(
      call.caller,
      arg(call, 0),
      UNDEFINED,
      args([world.read(accumulator.elements), value, INDEX, world.flowOf(array)]),
    ),
  );
  return world.read(accumulator.elements);
}
/** Values of a list are converted to elements. */
function store(call: LibraryCall, source: Flow): void {
  converted(call.caller, iterated(call.caller, source));
  for (const object of source.objects)
    if (object.site === 'literal' || object.site === 'instance') converted(call.caller, anyOwn(call.caller, object));
}
function construct(call: LibraryCall): Flow {
  const kind = call.path;
  const source = arg(call, 0);
  const lists = [...source.objects].filter((object) => !isTyped(object) && object.builtin !== 'ArrayBuffer');
  if (lists.length > 0) store(call, call.world.flowOf(...lists));
  if ([...source.objects].some((object) => object.builtin === 'ArrayBuffer' && object.site === 'unknown'))
    call.world.raise(call.world.detaches);
  return ofLength(call, kind, source);
}
/** Sites of one kind that are told apart by their length: an element of an array of known length needs no check. */
const SIZED_MAX = 8;
/** `new Uint8Array(n)`: the lengths of a site are followed for the first few sites of each kind. */
function ofLength(call: LibraryCall, kind: string, length: Flow): Flow {
  const { world } = call;
  const role = `sized:${kind}`;
  let array = world.find(call.site, role);
  if (array === undefined) {
    const known = isOnly(length, Kind.Number) && length.integer && length.low >= 0 && call.args.rest === null;
    const count = world.sized.get(kind) ?? 0;
    if (!known || count >= SIZED_MAX) return typedArray(world, kind);
    world.sized.set(kind, count + 1);
    array = world.object(call.site, role, `builtin:${kind}`, kind, 'collection');
    array.lengths = new Cell();
  }
  // A length that is none throws; what is no number is converted or copied.
  const fits = isOnly(length, Kind.Number) && length.integer;
  const low = fits ? Math.max(0, length.low) : 0;
  const high = fits ? Math.min(TYPED_LENGTH.high, length.high) : TYPED_LENGTH.high;
  if (low <= high) world.write(array.lengths!, integers(low, high));
  return world.flowOf(array);
}
const fromList: Summary = (call) => {
  const kind = call.path.split('.')[0]!;
  if (call.path.endsWith('.of')) convertAll(call);
  else {
    const values = iterated(call.caller, arg(call, 0));
    if (given(call, 1)) converted(call.caller, apply(call.caller, arg(call, 1), arg(call, 2), args([values, INDEX])));
    store(call, arg(call, 0));
  }
  return elementOf(kind) === undefined ? call.world.anyObject : typedArray(call.world, kind);
};

const T = 'TypedArray.prototype.';
const FOUND = integers(-1, 2 ** 31 - 1);
const detaching: Summary = (call) => {
  call.world.raise(call.world.detaches);
  return buffer(call.world);
};

const VIEW: Readonly<Record<string, Flow>> = {
  Int8: integers(-128, 127),
  Uint8: integers(0, 255),
  Int16: integers(-32768, 32767),
  Uint16: integers(0, 65535),
  Int32: integers(-(2 ** 31), 2 ** 31 - 1),
  Uint32: integers(0, 2 ** 32 - 1),
  Float16: NUMBER,
  Float32: NUMBER,
  Float64: NUMBER,
  BigInt64: BIGINT,
  BigUint64: BIGINT,
};
const KIND_NAMES = Object.keys(KINDS).filter((kind) => elementOfKind(kind));
function elementOfKind(kind: string): boolean {
  return KINDS[kind]!.parent === 'TypedArray';
}

export const BINARY_SUMMARIES: Readonly<Record<string, Summary>> = {
  ...Object.fromEntries(KIND_NAMES.map((kind) => [`new ${kind}`, construct])),
  'TypedArray.from': fromList,
  'TypedArray.of': fromList,
  [`${T}subarray`]: same,
  [`${T}slice`]: same,
  [`${T}toReversed`]: same,
  [`${T}with`]: same,
  [`${T}fill`]: onTyped((call, array) => {
    convertAll({ ...call, receiver: BOTTOM });
    return call.world.flowOf(array);
  }),
  [`${T}set`]: onTyped((call) => {
    store(call, arg(call, 0));
    return UNDEFINED;
  }),
  [`${T}reverse`]: onTyped((call, array) => call.world.flowOf(array)),
  [`${T}copyWithin`]: onTyped((call, array) => call.world.flowOf(array)),
  [`${T}map`]: onTyped((call, array) => {
    converted(call.caller, callback(call, elementType(array), array));
    return made(call, array);
  }),
  [`${T}filter`]: calling(made),
  [`${T}forEach`]: calling(() => UNDEFINED),
  [`${T}some`]: calling(() => BOOLEAN),
  [`${T}every`]: calling(() => BOOLEAN),
  [`${T}find`]: calling((call, array) => call.world.join(elementType(array), UNDEFINED)),
  [`${T}findLast`]: calling((call, array) => call.world.join(elementType(array), UNDEFINED)),
  [`${T}findIndex`]: calling(() => FOUND),
  [`${T}findLastIndex`]: calling(() => FOUND),
  [`${T}reduce`]: onTyped(reduce),
  [`${T}reduceRight`]: onTyped(reduce),
  [`${T}sort`]: onTyped((call, array) => {
    converted(call.caller, apply(call.caller, arg(call, 0), UNDEFINED, args([elementType(array), elementType(array)])));
    return call.world.flowOf(array);
  }),
  [`${T}toSorted`]: onTyped((call, array) => {
    converted(call.caller, apply(call.caller, arg(call, 0), UNDEFINED, args([elementType(array), elementType(array)])));
    return made(call, array);
  }),
  [`${T}indexOf`]: returning(FOUND),
  [`${T}lastIndexOf`]: returning(FOUND),
  [`${T}includes`]: returning(BOOLEAN),
  [`${T}join`]: returning(STRING),
  [`${T}toString`]: returning(STRING),
  [`${T}toLocaleString`]: returning(STRING),
  [`${T}at`]: onTyped((call, array) => call.world.join(elementType(array), UNDEFINED)),
  [`${T}keys`]: onTyped((call) => freshIterator(call, INDEX)),
  [`${T}values`]: onTyped((call, array) => freshIterator(call, elementType(array))),
  [T + wellKnown('iterator')]: onTyped((call, array) => freshIterator(call, elementType(array))),
  [`${T}entries`]: onTyped((call, array) => freshIterator(call, freshTuple(call, [INDEX, elementType(array)]))),
  'new ArrayBuffer': (call) => {
    convertAll(call);
    // A resizable buffer changes the length of its views.
    if (given(call, 1)) call.world.raise(call.world.detaches);
    return buffer(call.world);
  },
  'crypto.getRandomValues': (call) => arg(call, 0),
  'ArrayBuffer.isView': () => BOOLEAN,
  'ArrayBuffer.prototype.slice': (call) => buffer(call.world),
  'ArrayBuffer.prototype.transfer': detaching,
  'ArrayBuffer.prototype.transferToFixedLength': detaching,
  'ArrayBuffer.prototype.resize': (call) => {
    detaching(call);
    return UNDEFINED;
  },
  'new DataView': (call) => {
    convertAll({ ...call, args: args(call.args.list.slice(1), call.args.rest) });
    return call.world.flowOf(call.world.object('DataView', 'typed', 'builtin:DataView', 'DataView', 'collection'));
  },
  ...Object.fromEntries(
    Object.entries(VIEW).flatMap(([name, flow]) => [
      [`DataView.prototype.get${name}`, pure(flow)],
      [`DataView.prototype.set${name}`, pure(UNDEFINED)],
    ]),
  ),
  'new TextEncoder': (call) =>
    call.world.flowOf(call.world.object('TextEncoder', 'typed', 'builtin:TextEncoder', 'TextEncoder', 'collection')),
  'new TextDecoder': (call) => {
    convertAll(call);
    return call.world.flowOf(
      call.world.object('TextDecoder', 'typed', 'builtin:TextDecoder', 'TextDecoder', 'collection'),
    );
  },
  'TextEncoder.prototype.encode': (call) => {
    convertAll(call);
    return typedArray(call.world, 'Uint8Array');
  },
  'TextDecoder.prototype.decode': pure(STRING),
};
