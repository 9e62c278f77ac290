// What the library's objects hold beside functions: constants, tags, members that are one function under two names
// (ECMA-262 §19 to §28). It exists so that a built-in that is a value offers what its paths offer.
import { isWellKnown, wellKnown, wellKnownName, WELL_KNOWN_SYMBOLS } from './keys.ts';
import { KINDS } from './kinds.ts';
import type { Func } from './nodes.ts';

/** The runtime's functions by exported name. */
export interface RuntimeFunctions {
  runtimeFunction(name: string): Func | undefined;
}

export const NUMBERS: Readonly<Record<string, number>> = {
  NaN,
  Infinity,
  'Math.PI': Math.PI,
  'Math.E': Math.E,
  'Math.LN2': Math.LN2,
  'Math.LN10': Math.LN10,
  'Math.LOG2E': Math.LOG2E,
  'Math.LOG10E': Math.LOG10E,
  'Math.SQRT2': Math.SQRT2,
  'Math.SQRT1_2': Math.SQRT1_2,
  'Number.MAX_SAFE_INTEGER': Number.MAX_SAFE_INTEGER,
  'Number.MIN_SAFE_INTEGER': Number.MIN_SAFE_INTEGER,
  'Number.MAX_VALUE': Number.MAX_VALUE,
  'Number.MIN_VALUE': Number.MIN_VALUE,
  'Number.EPSILON': Number.EPSILON,
  'Number.POSITIVE_INFINITY': Infinity,
  'Number.NEGATIVE_INFINITY': -Infinity,
  'Number.NaN': NaN,
};

export const BYTES_PER_ELEMENT: Readonly<Record<string, number>> = {
  Int8Array: 1,
  Uint8Array: 1,
  Uint8ClampedArray: 1,
  Int16Array: 2,
  Uint16Array: 2,
  Int32Array: 4,
  Uint32Array: 4,
  Float32Array: 4,
  Float64Array: 8,
  BigInt64Array: 8,
  BigUint64Array: 8,
};

/** Methods that are the same function as another one (§12.3.3.6, §22.1.3, §23.1.3.40, §23.2.3.37, §24.1.3.12, §24.2.4.8). */
const SAME: Readonly<Record<string, string>> = {
  [`Array.${wellKnown('iterator')}`]: 'values',
  [`TypedArray.${wellKnown('iterator')}`]: 'values',
  [`Map.${wellKnown('iterator')}`]: 'entries',
  [`Set.${wellKnown('iterator')}`]: 'values',
  'Set.keys': 'values',
  'String.trimLeft': 'trimStart',
  'String.trimRight': 'trimEnd',
  'Date.toGMTString': 'toUTCString',
  [`DisposableStack.${wellKnown('dispose')}`]: 'dispose',
  [`AsyncDisposableStack.${wellKnown('asyncDispose')}`]: 'disposeAsync',
};

/** `Symbol.toStringTag` of prototypes and namespaces where it is a plain string; typed arrays and `Iterator` have accessors. */
const TAGS: Readonly<Record<string, string>> = {
  Symbol: 'Symbol',
  BigInt: 'BigInt',
  Map: 'Map',
  Set: 'Set',
  WeakMap: 'WeakMap',
  WeakSet: 'WeakSet',
  WeakRef: 'WeakRef',
  FinalizationRegistry: 'FinalizationRegistry',
  ArrayIterator: 'Array Iterator',
  MapIterator: 'Map Iterator',
  SetIterator: 'Set Iterator',
  StringIterator: 'String Iterator',
  RegExpStringIterator: 'RegExp String Iterator',
  IteratorHelper: 'Iterator Helper',
  Generator: 'Generator',
  AsyncGenerator: 'AsyncGenerator',
  AsyncFunction: 'AsyncFunction',
  GeneratorFunction: 'GeneratorFunction',
  AsyncGeneratorFunction: 'AsyncGeneratorFunction',
  Promise: 'Promise',
  ArrayBuffer: 'ArrayBuffer',
  DataView: 'DataView',
  DOMException: 'DOMException',
  Event: 'Event',
  EventTarget: 'EventTarget',
  AbortController: 'AbortController',
  AbortSignal: 'AbortSignal',
  TextEncoder: 'TextEncoder',
  TextDecoder: 'TextDecoder',
  Process: 'process',
  DisposableStack: 'DisposableStack',
  AsyncDisposableStack: 'AsyncDisposableStack',
  Math: 'Math',
  JSON: 'JSON',
  Reflect: 'Reflect',
  console: 'console',
  crypto: 'Crypto',
  performance: 'Performance',
  globalThis: 'global',
};

/** Constructors with a getter `[Symbol.species]` that gives `this`. */
const SPECIES: ReadonlySet<string> = new Set(['Array', 'ArrayBuffer', 'Map', 'Promise', 'RegExp', 'Set', 'TypedArray']);

/** Globals that are objects without a kind of their own. */
export const NAMESPACES: ReadonlySet<string> = new Set([
  'Math',
  'JSON',
  'Reflect',
  'console',
  'crypto',
  'performance',
  'globalThis',
]);

export type LibraryMember =
  | { readonly kind: 'function'; readonly func: Func }
  | { readonly kind: 'accessor'; readonly get: Func | undefined; readonly set: Func | undefined }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string; readonly writable: boolean }
  | { readonly kind: 'symbol'; readonly name: string }
  /** A constructor or namespace, by its name. */
  | { readonly kind: 'global'; readonly path: string };

export function symbolic(key: string): string {
  return isWellKnown(key) ? `$$${wellKnownName(key)}` : key;
}

/** Own member of the prototype of a kind. */
export function prototypeMember(source: RuntimeFunctions, kind: string, key: string): LibraryMember | null {
  if (key === wellKnown('toStringTag') && TAGS[kind] !== undefined)
    return { kind: 'text', value: TAGS[kind], writable: false };
  if ((key === 'name' || key === 'message') && isErrorKind(kind))
    return { kind: 'text', value: key === 'name' ? kind : '', writable: true };
  if (key === 'BYTES_PER_ELEMENT' && BYTES_PER_ELEMENT[kind] !== undefined)
    return { kind: 'number', value: BYTES_PER_ELEMENT[kind] };
  return member(source, `${kind}_prototype_`, symbolic(SAME[`${kind}.${key}`] ?? key));
}

/** The prototype of a kind, or one above it, has the member. */
export function inheritsMember(source: RuntimeFunctions, kind: string, key: string): boolean {
  for (let at: string | null = kind; at !== null && Object.hasOwn(KINDS, at); at = KINDS[at]!.parent)
    if (prototypeMember(source, at, key) !== null) return true;
  return false;
}
/** Their prototypes have a name and an empty message (§20.5.3, §20.5.6.3). */
function isErrorKind(kind: string): boolean {
  return KINDS[kind]!.number === KINDS['Error']!.number && kind !== 'DOMException';
}

/** Own member of a constructor or namespace. */
export function staticMember(source: RuntimeFunctions, owner: string, key: string): LibraryMember | null {
  const number = NUMBERS[`${owner}.${key}`] ?? (key === 'BYTES_PER_ELEMENT' ? BYTES_PER_ELEMENT[owner] : undefined);
  if (number !== undefined) return { kind: 'number', value: number };
  if (owner === 'Symbol' && WELL_KNOWN_SYMBOLS.has(key)) return { kind: 'symbol', name: key };
  if (key === wellKnown('toStringTag') && NAMESPACES.has(owner))
    return { kind: 'text', value: TAGS[owner]!, writable: false };
  if (key === wellKnown('species') && SPECIES.has(owner))
    return { kind: 'accessor', get: source.runtimeFunction('Species_$get_$$species'), set: undefined };
  if (owner === 'globalThis') return globalMember(source, key);
  if (key === 'construct' && owner !== 'Reflect') return null;
  if (key === 'call' || key.startsWith('prototype')) return null;
  return member(source, `${owner}_`, symbolic(key));
}

/** A property of the global object (§19). */
function globalMember(source: RuntimeFunctions, key: string): LibraryMember | null {
  if (key === 'globalThis' || key === 'global' || NAMESPACES.has(key)) return { kind: 'global', path: key };
  if (key === 'NaN' || key === 'Infinity') return { kind: 'number', value: NUMBERS[key]! };
  if (Object.hasOwn(KINDS, key) && KINDS[key]!.parent === 'Function') return null;
  if (Object.hasOwn(KINDS, key) && source.runtimeFunction(`${key}_construct`) !== undefined)
    return { kind: 'global', path: key };
  const func = source.runtimeFunction(`${key}_call`);
  return func === undefined ? member(source, 'global_', key) : { kind: 'function', func };
}

function member(source: RuntimeFunctions, prefix: string, key: string): LibraryMember | null {
  const func = source.runtimeFunction(prefix + key);
  if (func !== undefined) return { kind: 'function', func };
  const get = source.runtimeFunction(`${prefix}$get_${key}`);
  const set = source.runtimeFunction(`${prefix}$set_${key}`);
  return get === undefined && set === undefined ? null : { kind: 'accessor', get, set };
}

/** The kind whose constructor the constructor of a kind inherits from: `Error` of `TypeError`; null for Function.prototype. */
export function parentConstructor(kind: string): string | null {
  const parent = KINDS[kind]?.parent ?? null;
  return parent === 'Object' || parent === 'Iterator' ? null : parent;
}
