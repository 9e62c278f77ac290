// What JSON.parse has read and not yet put together. Values wait on a stack until their array or object ends, which is then made
// at once in its exact size. An object that is open is a shape: keys that follow each other once will again, so the next
// one is guessed. An index, a key that comes twice or too many of them make it an object at once, filled key by key.
import {
  addr,
  asCell,
  asObject,
  initVal,
  isNumber,
  load32,
  loadVal,
  memoryCopy,
  shapeOf,
  staticBytes,
  store32,
  type Obj,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { newArray } from './array.ts';
import { copyBytes } from './bytes.ts';
import { barrier, isMarking } from './collect.ts';
import { allocLeaf, allocScan } from './memory.ts';
import { defineWith } from './object-define.ts';
import { MAX_FAST_KEYS, findKey, keyOfWord, rootShape, shapeWith } from './shape.ts';
import { newPlainObject } from './slots.ts';

/** Bytes of values, of frames that there is room for at first. */
const INITIAL_VALUES: u32 = 1024;
const INITIAL_FRAMES: u32 = 384;
/** Shapes with more inline slots than plain objects have: one for each of so many multiples of four. */
const ROOTS: u32 = 8;

// A frame: {shape of the object so far, or one of these; offset of its first value; shape that objects in it start with}.
const FRAME: u32 = 12;
const IN_ARRAY: u32 = 0;
/** The object is its first value, the key of the value to come its second. */
const IN_SLOW_OBJECT: u32 = 1;

// Roots of the collector: raw addresses point into them.
// oxlint-disable-next-line no-unused-vars
let values: Val = undefined;
let valuesBase: u32 = 0;
let valuesTop: u32 = 0;
let valuesEnd: u32 = 0;
// oxlint-disable-next-line no-unused-vars
let frames: Val = undefined;
let framesBase: u32 = 0;
/** The last frame; below `framesBase` when nothing is open. */
let last: u32 = 0;
let framesEnd: u32 = 0;

/** Empty stacks. */
export function beginValues(): void {
  useValues(allocScan(8 + INITIAL_VALUES), INITIAL_VALUES, 0);
  useFrames(allocLeaf(8 + INITIAL_FRAMES), INITIAL_FRAMES, 0);
}
function useValues(cell: u32, bytes: u32, used: u32): void {
  values = asCell(cell);
  valuesBase = cell + 8;
  valuesTop = valuesBase + used;
  valuesEnd = valuesBase + bytes;
}
function useFrames(cell: u32, bytes: u32, used: u32): void {
  frames = asCell(cell);
  framesBase = cell + 8;
  last = framesBase + used - FRAME;
  framesEnd = framesBase + bytes;
}
/** The only value that is left; the stacks are dropped. */
export function endValues(): Val {
  const value: Val = loadVal(valuesBase);
  dropValues();
  return value;
}
export function dropValues(): void {
  values = undefined;
  frames = undefined;
}

/** Puts a value on the stack. */
export function pushValue(value: Val): void {
  if (valuesTop === valuesEnd) moreValues(value);
  initVal(valuesTop, value);
  valuesTop = valuesTop + 8;
}
/** The value is a parameter so that it is held meanwhile. */
function moreValues(value: Val): void {
  const used: u32 = valuesTop - valuesBase;
  const larger: u32 = allocScan(8 + (used << 1));
  memoryCopy(larger + 8, valuesBase, used);
  useValues(larger, used << 1, used);
}
/** Takes values off the stack that are referred to from elsewhere now. */
function dropTo(place: u32): void {
  // A collection that is under way may not have seen them here, and does not look into what is new.
  if (isMarking()) for (let i: u32 = place; i < valuesTop; i = i + 8) barrier(loadVal(i));
  valuesTop = place;
}

export function isOpen(): bool {
  return last >= framesBase;
}
export function isArrayOpen(): bool {
  return load32(last) === IN_ARRAY;
}
export function openArray(): void {
  pushFrame(IN_ARRAY);
}
export function openObject(): void {
  pushFrame(isOpen() ? load32(last, 8) : shapeOf('Object'));
}
function pushFrame(shape: u32): void {
  last = last + FRAME;
  if (last === framesEnd) {
    const used: u32 = framesEnd - framesBase;
    const larger: u32 = allocLeaf(8 + (used << 1));
    memoryCopy(larger + 8, framesBase, used);
    useFrames(larger, used << 1, used + FRAME);
  }
  store32(last, shape);
  store32(last, valuesTop - valuesBase, 4);
  store32(last, shapeOf('Object'), 8);
}

/** Makes what the last frame says of its values, and puts it in their place. */
export function closeLast(): void {
  const shape: u32 = load32(last);
  const first: u32 = valuesBase + load32(last, 4);
  let made: Val = undefined;
  if (shape === IN_ARRAY) made = arrayOfValues(first);
  else if (shape === IN_SLOW_OBJECT) made = loadVal(first);
  else made = objectOfValues(shape, first);
  dropTo(first);
  last = last - FRAME;
  initVal(first, made);
  valuesTop = first + 8;
}
function arrayOfValues(first: u32): Val {
  const bytes: u32 = valuesTop - first;
  const array: Val = newArray(bytes >>> 3);
  copyBytes(load32(addr(array), 16) + 8, first, bytes);
  store32(addr(array), bytes >>> 3, 8);
  return array;
}
function objectOfValues(shape: u32, first: u32): Val {
  const bytes: u32 = valuesTop - first;
  const inline: u32 = load32(shape, 20) << 3;
  if (bytes <= inline) {
    const cell: u32 = allocScan(8 + inline);
    store32(cell, shape);
    copyBytes(cell + 8, first, bytes);
    return asObject(cell);
  }
  const object: Obj = asObject(allocScan(8 + inline));
  const extra: u32 = allocScan(8 + bytes - inline);
  store32(extra, (bytes - inline) >>> 3);
  copyBytes(extra + 8, first + inline, bytes - inline);
  store32(addr(object), extra, 4);
  copyBytes(addr(object) + 8, first, inline);
  store32(addr(object), shape);
  // What comes next in the same place has room for as many.
  if (last > framesBase) store32(last - FRAME, rootWithSlots(bytes >>> 3), 8);
  return object;
}
/** The shape without keys that has so many inline slots, or as many as there is one for. */
function rootWithSlots(count: u32): u32 {
  const index: u32 = count > ROOTS << 2 ? ROOTS - 1 : (count - 1) >>> 2;
  const entry: u32 = staticBytes('lang.jsonRoots', 32) + (index << 2);
  if (load32(entry) === 0) {
    const root: u32 = rootShape(shapeOf('Object'), load32(shapeOf('Object'), 8));
    store32(root, (index + 1) << 2, 20);
    store32(entry, root);
  }
  return load32(entry);
}

// Which shape came of a shape last: 64 entries {shape, the one with one more key}.
function guess(shape: u32): u32 {
  return staticBytes('lang.jsonNext', 512) + (((shape >>> 3) & 63) << 3);
}
function lastKeyCell(shape: u32): u32 {
  return load32(load32(shape, 16) + (load32(shape, 12) << 3) - 8) & 0xfffffff8;
}

/** The string cell of the key that is likely to come next, 0 if there is none to tell. It is a Latin-1 leaf. */
export function likelyName(): u32 {
  const shape: u32 = load32(last);
  if (shape === IN_SLOW_OBJECT) return 0;
  const entry: u32 = guess(shape);
  if (load32(entry) !== shape) return 0;
  const name: u32 = lastKeyCell(load32(entry, 4));
  return load32(name) === 1 ? name : 0;
}
/** That key came. */
export function takeLikely(): void {
  store32(last, load32(guess(load32(last)), 4));
}

/** A key (canonical) comes in the last frame's object. */
export function addKey(key: Val): void {
  const shape: u32 = load32(last);
  if (shape === IN_SLOW_OBJECT) {
    pushValue(key);
    return;
  }
  if (!isNumber(key) && load32(shape, 12) < MAX_FAST_KEYS && findKey(shape, key) === 0) {
    const next: u32 = shapeWith(shape, key, 0, false);
    store32(guess(shape), shape);
    store32(guess(shape), next, 4);
    store32(last, next);
    return;
  }
  slowDown(shape);
  pushValue(key);
}
/** Makes the object out of what its shape and values say so far. */
function slowDown(shape: u32): void {
  const object: Obj = newPlainObject();
  const first: u32 = load32(last, 4);
  const count: u32 = load32(shape, 12);
  for (let i: u32 = 0; i < count; i = i + 1)
    defineWith(object, keyOfWord(load32(shape, 16) + (i << 3)), loadVal(valuesBase + first + (i << 3)), 0);
  dropTo(valuesBase + first);
  store32(last, IN_SLOW_OBJECT);
  pushValue(object);
}
/** A value is complete: defines it, if it belongs to an object that is filled key by key. */
export function addSlowProperty(): void {
  if (load32(last) !== IN_SLOW_OBJECT) return;
  const first: u32 = valuesBase + load32(last, 4);
  defineWith(loadVal(first) as Obj, loadVal(first, 8), loadVal(first, 16), 0);
  dropTo(first + 8);
}
