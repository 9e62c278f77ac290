// What the library's objects offer and what its functions do to the abstract heap. A summary says what a function returns,
// what it stores where and whom it calls with what; a function without one counts as unknown code (everything it is given
// escapes). Tables by family: summaries-*.ts.
import { wellKnown, WELL_KNOWN_SYMBOLS } from '../../ir/keys.ts';
import { KINDS } from '../../ir/kinds.ts';
import { Kind } from '../../ir/types.ts';
import { BIGINT, BOOLEAN, LENGTH, NUMBER, STRING, SYMBOL, UNDEFINED, integers, kinds, type Flow } from './lattice.ts';
import type { Args, Caller } from './calls.ts';
import { ARRAY_SUMMARIES } from './summaries-array.ts';
import { BINARY_SUMMARIES } from './summaries-binary.ts';
import { COLLECTION_SUMMARIES } from './summaries-collections.ts';
import { OBJECT_SUMMARIES } from './summaries-object.ts';
import { PROMISE_SUMMARIES } from './summaries-promise.ts';
import { SCALAR_SUMMARIES } from './summaries-scalar.ts';
import type { World } from './world.ts';

export interface LibraryCall {
  readonly caller: Caller;
  readonly world: World;
  readonly receiver: Flow;
  readonly args: Args;
  /** What newly made objects are told apart by. */
  readonly site: unknown;
  readonly path: string;
}
export type Summary = (call: LibraryCall) => Flow;

const SUMMARIES: ReadonlyMap<string, Summary> = new Map(
  [
    ARRAY_SUMMARIES,
    BINARY_SUMMARIES,
    COLLECTION_SUMMARIES,
    OBJECT_SUMMARIES,
    PROMISE_SUMMARIES,
    SCALAR_SUMMARIES,
  ].flatMap((table) => Object.entries(table)),
);

/** The summary of a function; typed arrays share those of `TypedArray`, errors those of `Error`. */
export function summaryOf(path: string): Summary | undefined {
  const known = resolved.get(path);
  if (known !== undefined) return known ?? undefined;
  const found = SUMMARIES.get(path) ?? SUMMARIES.get(generic(path));
  resolved.set(path, found ?? null);
  return found;
}
const resolved = new Map<string, Summary | null>();
function generic(path: string): string {
  const [head, ...rest] = path.split('.');
  const name = head!.startsWith('new ') ? head!.slice(4) : head!;
  const family = kindParent(name);
  return family === null ? path : [head!.replace(name, family), ...rest].join('.');
}
function kindParent(kind: string): string | null {
  const parent = Object.hasOwn(KINDS, kind) ? KINDS[kind]!.parent : null;
  return parent === 'TypedArray' || parent === 'Error' ? parent : null;
}

/** Elements of one typed array: an array of more than the runtime allows is not made. */
export const TYPED_LENGTH = integers(0, 2 ** 31 - 1);
/** Properties that are values or getters, by kind. */
const MEMBERS: Readonly<Record<string, Flow>> = {
  'Array.length': LENGTH,
  'Arguments.length': LENGTH,
  'String.length': LENGTH,
  'Map.size': LENGTH,
  'Set.size': LENGTH,
  'TypedArray.length': TYPED_LENGTH,
  'TypedArray.byteLength': TYPED_LENGTH,
  'TypedArray.byteOffset': TYPED_LENGTH,
  'TypedArray.BYTES_PER_ELEMENT': integers(1, 8),
  'ArrayBuffer.byteLength': TYPED_LENGTH,
  'DataView.byteLength': TYPED_LENGTH,
  'DataView.byteOffset': TYPED_LENGTH,
  'Function.name': STRING,
  'Function.length': LENGTH,
  'Error.message': STRING,
  'Error.name': STRING,
  'Error.stack': kinds(Kind.String | Kind.Undefined),
  'RegExp.source': STRING,
  'RegExp.flags': STRING,
  'RegExp.global': BOOLEAN,
  'RegExp.lastIndex': NUMBER,
  'RegExp.ignoreCase': BOOLEAN,
  'RegExp.multiline': BOOLEAN,
  'RegExp.sticky': BOOLEAN,
  'RegExp.unicode': BOOLEAN,
  'Symbol.description': kinds(Kind.String | Kind.Undefined),
  'AbortSignal.aborted': BOOLEAN,
};
const OBJECT_METHODS = new Set([
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  'toLocaleString',
  'toString',
  'valueOf',
]);
/** Names of Object.prototype that give away more than a summary says. */
const OBJECT_OTHERS = new Set([
  'constructor',
  '__proto__',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
]);
const FUNCTION_METHODS = new Set(['call', 'apply', 'bind', 'toString']);
const FUNCTION_OTHERS = new Set(['prototype', 'caller', 'arguments', wellKnown('hasInstance')]);

/** Names that the language looks up by itself, and the only kinds whose prototypes have them. */
const RARE: Readonly<Record<string, ReadonlySet<string>>> = {
  then: new Set(['Promise']),
  toJSON: new Set(['Date']),
  [wellKnown('toPrimitive')]: new Set(['Date', 'Symbol']),
  [wellKnown('isConcatSpreadable')]: new Set(),
  [wellKnown('asyncIterator')]: new Set(['AsyncGenerator', 'AsyncIterator']),
};

/** Stands for whatever a read under an unknown name finds on Object.prototype: its methods, or `Object` itself. */
export const OBJECT_MEMBER = 'Object.prototype.*';
const OBJECT_STATICS = new Set([
  'assign',
  'create',
  'defineProperties',
  'defineProperty',
  'entries',
  'freeze',
  'fromEntries',
  'getOwnPropertyDescriptor',
  'getOwnPropertyDescriptors',
  'getOwnPropertyNames',
  'getOwnPropertySymbols',
  'getPrototypeOf',
  'groupBy',
  'hasOwn',
  'is',
  'isExtensible',
  'isFrozen',
  'isSealed',
  'keys',
  'preventExtensions',
  'seal',
  'setPrototypeOf',
  'values',
]);

/** A property that the library gives an object of a kind. Unknown names give anything, but for those no kind has. */
export function libraryMember(
  world: World,
  kind: string,
  key: string,
  receiver: Flow,
  path: string | null = null,
): Flow {
  void receiver;
  if (path !== null) {
    const member = `${path}.${key}`;
    if (summaryOf(member) !== undefined) return world.flowOf(world.libraryFunction(member));
    if (Object.hasOwn(CONSTANTS, member)) return CONSTANTS[member]!;
  }
  for (let at: string | null = kind; at !== null; at = Object.hasOwn(KINDS, at) ? KINDS[at]!.parent : null) {
    const own = MEMBERS[`${at}.${key}`];
    if (own !== undefined) return own;
    const method = `${at}.prototype.${key}`;
    if (summaryOf(method) !== undefined) return world.flowOf(world.libraryFunction(method));
  }
  if (path === OBJECT_MEMBER)
    return OBJECT_STATICS.has(key) ||
      FUNCTION_METHODS.has(key) ||
      FUNCTION_OTHERS.has(key) ||
      OBJECT_METHODS.has(key) ||
      OBJECT_OTHERS.has(key) ||
      key === 'name' ||
      key === 'length'
      ? world.any
      : UNDEFINED;
  if (path !== null) return world.any;
  if (Object.hasOwn(RARE, key) && !RARE[key]!.has(kind)) return UNDEFINED;
  if (OBJECT_METHODS.has(key)) return world.flowOf(world.libraryFunction(`Object.prototype.${key}`));
  if (OBJECT_OTHERS.has(key)) return world.any;
  if (kind === 'Object') return UNDEFINED;
  if (kind === 'Function') return FUNCTION_METHODS.has(key) || FUNCTION_OTHERS.has(key) ? world.any : UNDEFINED;
  return isClosed(kind) && !world.offers(kind, key) ? UNDEFINED : world.any;
}

/** A member of `process`: the arguments and the environment are texts (runtime/lang/process.ts), objects that live as long as the program. */
export function processMember(world: World, key: string): Flow {
  if (key === 'argv') {
    const list = world.object('process', key, 'array:process.argv', 'Array', 'array');
    world.write(list.elements, STRING);
    return world.flowOf(list);
  }
  if (key !== 'env') return world.any;
  const texts = world.object('process', key, 'object:process.env', 'Object', 'collection');
  world.raise(texts.irregular);
  world.write(texts.dynamic, STRING);
  return world.flowOf(texts);
}

/** Kinds without own properties but for those in MEMBERS: what their prototypes lack is undefined. */
const CLOSED = new Set([
  'Array',
  'Arguments',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'WeakRef',
  'Promise',
  'RegExp',
  'ArrayBuffer',
  'DataView',
  'Date',
  'String',
  'Number',
  'Boolean',
  'Symbol',
  'BigInt',
  'Generator',
  'AsyncGenerator',
  'Iterator',
]);
function isClosed(kind: string): boolean {
  return CLOSED.has(kind) || kindParent(kind) === 'TypedArray';
}

export const CONSTANTS: Readonly<Record<string, Flow>> = Object.fromEntries([
  ...['PI', 'E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'SQRT2', 'SQRT1_2'].map((name) => [`Math.${name}`, NUMBER]),
  ...['MAX_VALUE', 'MIN_VALUE', 'EPSILON', 'POSITIVE_INFINITY', 'NEGATIVE_INFINITY', 'NaN'].map((name) => [
    `Number.${name}`,
    NUMBER,
  ]),
  ['Number.MAX_SAFE_INTEGER', integers(2 ** 53 - 1, 2 ** 53 - 1)],
  ['Number.MIN_SAFE_INTEGER', integers(1 - 2 ** 53, 1 - 2 ** 53)],
  ['NaN', NUMBER],
  ['Infinity', NUMBER],
  ['undefined', UNDEFINED],
  ...[...WELL_KNOWN_SYMBOLS].map((name) => [`Symbol.${name}`, SYMBOL]),
]) as Record<string, Flow>;

const ELEMENTS: Readonly<Record<string, Flow>> = {
  Int8Array: integers(-128, 127),
  Uint8Array: integers(0, 255),
  Uint8ClampedArray: integers(0, 255),
  Int16Array: integers(-32768, 32767),
  Uint16Array: integers(0, 65535),
  Int32Array: integers(-(2 ** 31), 2 ** 31 - 1),
  Uint32Array: integers(0, 2 ** 32 - 1),
  Float32Array: NUMBER,
  Float64Array: NUMBER,
  BigInt64Array: BIGINT,
  BigUint64Array: BIGINT,
};
/** What an element of a typed array of this kind is; undefined for other kinds. */
export function elementOf(kind: string): Flow | undefined {
  return Object.hasOwn(ELEMENTS, kind) ? ELEMENTS[kind] : undefined;
}
