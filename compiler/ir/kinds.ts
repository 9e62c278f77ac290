// Built-in kinds of objects: the number at +0 of their shapes, how many raw 8-byte slots stand before named properties,
// and the kind whose prototype theirs inherits from. Codegen lays shapes and prototypes out from it; runtime/lang reads the
// numbers through `kindOf`. Sub-kinds of errors share a number: they differ by prototype only. See docs/internals.md.

export interface KindInfo {
  readonly number: number;
  /** Slots from +8 on that belong to the runtime; their use is told in the file that implements the kind. */
  readonly slots: number;
  readonly parent: string | null;
}

const kind = (number: number, slots: number, parent: string | null = 'Object'): KindInfo => ({ number, slots, parent });

const TYPED_SLOTS = 5;
/** stack, message, cause: own properties kept in slots, absent until set (runtime/lang/error.ts). */
const ERROR_SLOTS = 3;
const ITERATOR_SLOTS = 4;

export const KINDS: Readonly<Record<string, KindInfo>> = {
  Object: kind(1, 0, null),
  Array: kind(2, 2),
  Function: kind(3, 3),
  // Functions that suspend inherit from prototypes of their own (§27.3 to §27.7).
  AsyncFunction: kind(3, 3, 'Function'),
  GeneratorFunction: kind(3, 3, 'Function'),
  AsyncGeneratorFunction: kind(3, 3, 'Function'),
  Error: kind(4, ERROR_SLOTS),
  TypeError: kind(4, ERROR_SLOTS, 'Error'),
  RangeError: kind(4, ERROR_SLOTS, 'Error'),
  ReferenceError: kind(4, ERROR_SLOTS, 'Error'),
  SyntaxError: kind(4, ERROR_SLOTS, 'Error'),
  EvalError: kind(4, ERROR_SLOTS, 'Error'),
  URIError: kind(4, ERROR_SLOTS, 'Error'),
  AggregateError: kind(4, ERROR_SLOTS, 'Error'),
  SuppressedError: kind(4, ERROR_SLOTS, 'Error'),
  DOMException: kind(4, ERROR_SLOTS, 'Error'),
  // Wrappers and prototypes of primitives: +8 the primitive.
  Boolean: kind(5, 1),
  Number: kind(6, 1),
  String: kind(7, 1),
  Symbol: kind(8, 1),
  BigInt: kind(9, 1),
  // Collections: +8 the hash table (runtime/lang/table.ts).
  Map: kind(10, 1),
  Set: kind(11, 1),
  WeakMap: kind(12, 1),
  WeakSet: kind(13, 1),
  WeakRef: kind(14, 1),
  FinalizationRegistry: kind(15, 2),
  // Iterators: +8 what they walk, +16 position and mode, the rest by kind.
  Iterator: kind(16, 0),
  ArrayIterator: kind(17, ITERATOR_SLOTS, 'Iterator'),
  MapIterator: kind(18, ITERATOR_SLOTS, 'Iterator'),
  SetIterator: kind(19, ITERATOR_SLOTS, 'Iterator'),
  StringIterator: kind(20, ITERATOR_SLOTS, 'Iterator'),
  RegExpStringIterator: kind(21, ITERATOR_SLOTS, 'Iterator'),
  IteratorHelper: kind(22, 8, 'Iterator'),
  WrapForValidIterator: kind(23, ITERATOR_SLOTS, 'Iterator'),
  Generator: kind(24, ITERATOR_SLOTS, 'Iterator'),
  AsyncIterator: kind(25, 0),
  AsyncGenerator: kind(26, 6, 'AsyncIterator'),
  AsyncFromSyncIterator: kind(27, ITERATOR_SLOTS, 'AsyncIterator'),
  Promise: kind(28, 4),
  Date: kind(29, 1),
  RegExp: kind(30, 6),
  ArrayBuffer: kind(31, 3),
  DataView: kind(32, TYPED_SLOTS),
  // Typed arrays: numbers in this order are relied on for element sizes.
  TypedArray: kind(33, TYPED_SLOTS),
  Int8Array: kind(34, TYPED_SLOTS, 'TypedArray'),
  Uint8Array: kind(35, TYPED_SLOTS, 'TypedArray'),
  Uint8ClampedArray: kind(36, TYPED_SLOTS, 'TypedArray'),
  Int16Array: kind(37, TYPED_SLOTS, 'TypedArray'),
  Uint16Array: kind(38, TYPED_SLOTS, 'TypedArray'),
  Int32Array: kind(39, TYPED_SLOTS, 'TypedArray'),
  Uint32Array: kind(40, TYPED_SLOTS, 'TypedArray'),
  Float32Array: kind(41, TYPED_SLOTS, 'TypedArray'),
  Float64Array: kind(42, TYPED_SLOTS, 'TypedArray'),
  BigInt64Array: kind(43, TYPED_SLOTS, 'TypedArray'),
  BigUint64Array: kind(44, TYPED_SLOTS, 'TypedArray'),
  TextEncoder: kind(45, 1),
  TextDecoder: kind(46, 3),
  EventTarget: kind(47, 1),
  Event: kind(48, 6),
  AbortSignal: kind(49, 4, 'EventTarget'),
  AbortController: kind(50, 1),
  Timeout: kind(51, 6),
  Immediate: kind(53, 6),
  CustomEvent: kind(48, 6, 'Event'),
  // `process` and its streams: what a program names is linked, as with every kind.
  Process: kind(54, 4),
  WriteStream: kind(55, 1),
  Arguments: kind(52, 2),
  // Resources to dispose of: +8 their list (runtime/lang/disposable-stack.ts).
  DisposableStack: kind(56, 1),
  AsyncDisposableStack: kind(57, 1),
};
