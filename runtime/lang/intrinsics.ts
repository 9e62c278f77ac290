// The compiler's intrinsics: machine types and raw operations. A call to one of these becomes one or a few wasm
// instructions. Only `lang/` and `device/` may import this file (docs/internals.md, "The lang dialect").
// Under Node the bodies throw: protocol code never reaches them, tests of drivers replace them.

export type i32 = number;
export type u32 = number;
export type f64 = number;
export type bool = boolean;
export type i64 = bigint;
/** Any JavaScript value, boxed. */
export type Val = unknown;
/** A boxed value known to be a string, object, array, function, symbol, bigint or internal cell. */
export type Str = string;
export type Obj = object;
export type Arr = unknown[];
export type Fn = Function;
export type Sym = symbol;
export type Big = bigint & { readonly big?: never };
export type Cell = object & { readonly cell?: never };

function intrinsic(): never {
  throw new Error('Cannot run an intrinsic: it exists only in compiled code');
}

/* eslint-disable @typescript-eslint/no-unused-vars */
// Memory. Addresses are u32; `offset` must be a literal.
export function load8(address: u32, offset?: u32): u32 {
  return intrinsic();
}
export function load8s(address: u32, offset?: u32): i32 {
  return intrinsic();
}
export function load16(address: u32, offset?: u32): u32 {
  return intrinsic();
}
export function load16s(address: u32, offset?: u32): i32 {
  return intrinsic();
}
export function load32(address: u32, offset?: u32): u32 {
  return intrinsic();
}
export function load64(address: u32, offset?: u32): i64 {
  return intrinsic();
}
export function loadF32(address: u32, offset?: u32): f64 {
  return intrinsic();
}
export function loadF64(address: u32, offset?: u32): f64 {
  return intrinsic();
}
export function store8(address: u32, value: u32, offset?: u32): void {
  intrinsic();
}
export function store16(address: u32, value: u32, offset?: u32): void {
  intrinsic();
}
export function store32(address: u32, value: u32, offset?: u32): void {
  intrinsic();
}
export function store64(address: u32, value: i64, offset?: u32): void {
  intrinsic();
}
export function storeF32(address: u32, value: f64, offset?: u32): void {
  intrinsic();
}
export function storeF64(address: u32, value: f64, offset?: u32): void {
  intrinsic();
}
/** A slot of a scan cell: reads and writes a boxed value; the write has the collector's barrier, `initVal` (fresh cells) has none. */
export function loadVal(address: u32, offset?: u32): Val {
  return intrinsic();
}
export function storeVal(address: u32, value: Val, offset?: u32): void {
  intrinsic();
}
export function initVal(address: u32, value: Val, offset?: u32): void {
  intrinsic();
}
export function memoryCopy(to: u32, from: u32, bytes: u32): void {
  intrinsic();
}
export function memoryFill(to: u32, byte: u32, bytes: u32): void {
  intrinsic();
}
/** Pages of 64 KiB. `memoryGrow` returns the old size or 0xffffffff. */
export function memorySize(): u32 {
  return intrinsic();
}
export function memoryGrow(pages: u32): u32 {
  return intrinsic();
}

// Boxed values.
/** Low 32 bits of a reference. */
export function addr(value: Val): u32 {
  return intrinsic();
}
/** Boxes an address with a tag: 0xfffa object, 0xfffb string, 0xfffc symbol, 0xfffd bigint, 0xfffe internal. Returned as `Val`; use `as Str` etc. */
export function asObject(address: u32): Obj {
  return intrinsic();
}
export function asString(address: u32): Str {
  return intrinsic();
}
export function asSymbol(address: u32): Sym {
  return intrinsic();
}
export function asBigInt(address: u32): Big {
  return intrinsic();
}
export function asCell(address: u32): Cell {
  return intrinsic();
}
/** The top 16 bits; a double gives any value below 0xfff9. */
export function tagOf(value: Val): u32 {
  return intrinsic();
}
export function isNumber(value: Val): bool {
  return intrinsic();
}
export function isObject(value: Val): bool {
  return intrinsic();
}
export function isString(value: Val): bool {
  return intrinsic();
}
export function isSymbol(value: Val): bool {
  return intrinsic();
}
export function isBigInt(value: Val): bool {
  return intrinsic();
}
export function isBoolean(value: Val): bool {
  return intrinsic();
}
export function isNullish(value: Val): bool {
  return intrinsic();
}
/** Bit-for-bit equality of the boxed forms (not `===`: NaN, -0, strings and bigints differ). */
export function sameBits(a: Val, b: Val): bool {
  return intrinsic();
}
export function bitsOf(value: Val): i64 {
  return intrinsic();
}
export function ofBits(bits: i64): Val {
  return intrinsic();
}
/** The internal value *absent*. */
export function absent(): Val {
  return intrinsic();
}
export function isAbsent(value: Val): bool {
  return intrinsic();
}

// Machine arithmetic that TypeScript has no operator for.
export function clz32(x: u32): u32 {
  return intrinsic();
}
export function ctz32(x: u32): u32 {
  return intrinsic();
}
export function popcnt32(x: u32): u32 {
  return intrinsic();
}
export function rotl32(x: u32, n: u32): u32 {
  return intrinsic();
}
export function clz64(x: i64): i64 {
  return intrinsic();
}
export function ctz64(x: i64): i64 {
  return intrinsic();
}
/** Unsigned comparison, division, remainder, shift of 64-bit integers. */
export function ltu64(a: i64, b: i64): bool {
  return intrinsic();
}
export function divu64(a: i64, b: i64): i64 {
  return intrinsic();
}
export function remu64(a: i64, b: i64): i64 {
  return intrinsic();
}
export function shru64(a: i64, b: i64): i64 {
  return intrinsic();
}
/** Conversions that name their signedness. */
export function i64FromU32(x: u32): i64 {
  return intrinsic();
}
export function i64FromI32(x: i32): i64 {
  return intrinsic();
}
export function u32FromI64(x: i64): u32 {
  return intrinsic();
}
export function f64FromI64(x: i64): f64 {
  return intrinsic();
}
export function f64FromU64(x: i64): f64 {
  return intrinsic();
}
export function i64FromF64(x: f64): i64 {
  return intrinsic();
}
export function bitsFromF64(x: f64): i64 {
  return intrinsic();
}
export function f64FromBits(x: i64): f64 {
  return intrinsic();
}
export function bitsFromF32(x: f64): u32 {
  return intrinsic();
}
export function f32FromBits(x: u32): f64 {
  return intrinsic();
}
export function floorF64(x: f64): f64 {
  return intrinsic();
}
export function ceilF64(x: f64): f64 {
  return intrinsic();
}
export function truncF64(x: f64): f64 {
  return intrinsic();
}
export function nearestF64(x: f64): f64 {
  return intrinsic();
}
export function sqrtF64(x: f64): f64 {
  return intrinsic();
}
export function absF64(x: f64): f64 {
  return intrinsic();
}
export function copysignF64(x: f64, sign: f64): f64 {
  return intrinsic();
}
export function minF64(a: f64, b: f64): f64 {
  return intrinsic();
}
export function maxF64(a: f64, b: f64): f64 {
  return intrinsic();
}
/** ECMAScript ToInt32 / ToUint32 of a double. */
export function toInt32F64(x: f64): i32 {
  return intrinsic();
}
export function toUint32F64(x: f64): u32 {
  return intrinsic();
}

// Link-time facts; arguments are literals.
/** Address of the static shape of a built-in kind ("Object", "Array", "Map", "Error", …). */
export function shapeOf(kind: string): u32 {
  return intrinsic();
}
/**
 * Whether the program can make objects of a kind at all, or a `BoundFunction`, or instances with declared `Fields`: code behind a
 * false one is not generated.
 */
export function isMade(kind: string): bool {
  return intrinsic();
}
/**
 * Whether the program can compile patterns with a feature: `strings` in classes of the flag v, Unicode `properties`, names of
 * groups beyond ASCII (`wide-names`); `overridden`: an expression may have an `exec` of its own.
 */
export function isPatternMade(feature: string): bool {
  return intrinsic();
}
/**
 * The search of the compiled pattern of a number (HEAD_COMPILED) from `start` on, or only there, in a Latin-1 subject; `stack` is an
 * empty stack (regexp-stack.ts), the rest of what it needs stands in the static bytes `lang.search`.
 */
export function runCompiled(
  number: u32,
  start: u32,
  units: u32,
  length: u32,
  registers: u32,
  stack: u32,
  sticky: u32,
): bool {
  return intrinsic();
}
/** Whether a well-known symbol can be a key of anything: named as in `wellKnownSymbol`. */
export function isSymbolMade(name: string): bool {
  return intrinsic();
}
/** Whether a property of this name may be asked for by name or by a computed key: one of those in compiler/codegen/known-tests.ts. */
export function isNameAsked(name: string): bool {
  return intrinsic();
}
/**
 * The number that stands at +0 of shapes of a built-in kind. Comparing with it makes none: a shape gets its kind from the compiler
 * (`shapeOf`) or from another shape, never from this number, and `=== kindOf(…)` is false where the program makes no such objects.
 */
export function kindOf(kind: string): u32 {
  return intrinsic();
}
/** Whether a kind is a typed array's, and whether its elements are bigints. */
export function isTypedKind(kind: u32): bool {
  return intrinsic();
}
export function isBigKind(kind: u32): bool {
  return intrinsic();
}
/** Address of a static prototype object: "Array" is Array.prototype. */
export function prototypeOf(kind: string): u32 {
  return intrinsic();
}
/** A well-known symbol: "iterator", "asyncIterator", "hasInstance", "toPrimitive", "toStringTag", "species", … */
export function wellKnownSymbol(name: string): Sym {
  return intrinsic();
}
/** First address past static data; bounds of the mutable static roots; the shadow stack's top. */
export function heapBase(): u32 {
  return intrinsic();
}
export function rootsStart(): u32 {
  return intrinsic();
}
export function rootsEnd(): u32 {
  return intrinsic();
}
export function stackPointer(): u32 {
  return intrinsic();
}
export function stackTop(): u32 {
  return intrinsic();
}
/** True in a module built with --gc-stress: collect at every allocation, past many at ever rarer ones, and poison what is freed. */
export function gcStress(): bool {
  return intrinsic();
}
/** Address of `bytes` zeroed bytes of mutable static data, 8-aligned, outside the collector's roots; the same name is the same place. */
export function staticBytes(name: string, bytes: u32): u32 {
  return intrinsic();
}
/** Address of the strings of one Latin-1 unit, 256 boxed values among the roots: 0 (the number) until made, or the literal. */
export function singleStrings(): u32 {
  return intrinsic();
}
/** Address of the texts of 0 to 255, boxed values among the roots: 0 (the number) until made. */
export function smallTexts(): u32 {
  return intrinsic();
}
/** Declared maximum of memory, pages. */
export function memoryMaximum(): u32 {
  return intrinsic();
}

// Calls.
/** Generic call of a function value with up to four arguments; the caller has checked that it is a function. */
export function invoke(callee: Val, receiver: Val, ...args: Val[]): Val {
  return intrinsic();
}
/** Generic call with the arguments of an array. */
export function invokeArray(callee: Val, receiver: Val, args: Arr): Val {
  return intrinsic();
}
/** Calls the constructor entry with an allocated receiver. */
export function invokeConstructor(callee: Val, receiver: Val, newTarget: Val, args: Arr): Val {
  return intrinsic();
}
/** Raw indirect call of a generic or constructor entry by table index; argc above 4 means a3 is an array (docs/internals.md, "Calls"). */
export function invokeEntry(
  entry: u32,
  callee: Val,
  receiver: Val,
  argc: i32,
  a0: Val,
  a1: Val,
  a2: Val,
  a3: Val,
): Val {
  return intrinsic();
}
/** Address of the static cell through which `construct` passes new.target to a constructor entry. */
export function newTargetCell(): u32 {
  return intrinsic();
}
/** Sets the shadow-stack pointer: at the start of a turn, and after a fatal error. */
export function setStackPointer(address: u32): void {
  intrinsic();
}
/** Whether the module's manifest names a device at the point of the call (devices are linked by `deviceSlot`). */
export function hasDevice(name: string): bool {
  return intrinsic();
}
export function throwVal(value: Val): never {
  return intrinsic();
}
/** Ends the program where it stands: `process.exit`. Neither catch nor finally sees it. */
export function exitNow(): never {
  return intrinsic();
}
export function unreachable(): never {
  return intrinsic();
}
/** The static function object of a built-in, by path, for example "Array.prototype.values". */
export function builtin(path: string): Fn {
  return intrinsic();
}

// Devices (virtio-wasm ABI).
/** 32-bit device register, unsigned. */
export function busRead(address: u32): u32 {
  return intrinsic();
}
export function busWrite(address: u32, value: u32): void {
  intrinsic();
}
/** Monotonic time in ns, as a double. */
export function busNow(): number {
  return intrinsic();
}
/** Linear-memory address of byte 0 of a buffer; buffers never move. */
export function addressOf(buffer: ArrayBuffer): u32 {
  return intrinsic();
}
/** The bus slot of a device of the manifest; calling it is what puts the device into the manifest. */
export function deviceSlot(name: string): u32 {
  return intrinsic();
}
