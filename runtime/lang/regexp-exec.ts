// What exec returns (ECMA-262 §22.2.7.2 steps 19 on, §22.2.7.8): the array of captures with index, input, groups, indices.
import {
  addr,
  asObject,
  initVal,
  isNumber,
  load32,
  loadVal,
  shapeOf,
  staticBytes,
  store32,
  type Arr,
  type Obj,
  type Str,
  type Val,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, elementsOf, newArray } from './array.ts';
import { allocScan } from './memory.ts';
import { primitiveKey } from './property-key.ts';
import { findKey, rootShape, shapeWith, shapeWithPrototype } from './shape.ts';
import { FLAG_D, flagBits } from './regexp.ts';
import { HEAD_GROUPS, UNSET } from './regexp-code.ts';
import { matchRegister, subjectPart } from './regexp-match.ts';
import { getProperty } from './object.ts';
import { defineProperty } from './object-define.ts';
import { objectCreate } from './object-statics.ts';
import { addProperty } from './slots.ts';

/** Groups of a pattern, without the whole match. */
export function groupCount(self: Val): u32 {
  return load32(addr(loadVal(addr(self), 8)) + (HEAD_GROUPS << 2), 8);
}
/** What group `n` of the last match captured. */
export function captured(s: Str, n: u32): Val {
  const from: u32 = matchRegister(n << 1);
  const to: u32 = matchRegister((n << 1) + 1);
  return from === UNSET || to === UNSET ? undefined : subjectPart(s, from, to);
}

/** The shape of results without indices, once there was one. */
let resultShape: u32 = 0;
/** index, input and groups lie behind an array's own slots, in a cell with room for four. */
const RESULT_ROOM: u32 = 4;

/** The result for the match that the matcher's registers hold. */
export function execResult(self: Val, s: Str): Arr {
  const count: u32 = groupCount(self) + 1;
  const result: Arr = newArray(count);
  for (let i: u32 = 0; i < count; i = i + 1) initVal(elementsOf(result) + (i << 3), captured(s, i));
  store32(addr(result), count, 8);
  const groups: Val = groupsOf(self, result);
  if (resultShape !== 0) {
    const extra: u32 = allocScan(8 + (RESULT_ROOM << 3));
    store32(extra, RESULT_ROOM);
    initVal(extra, matchRegister(0) as f64 as Val, 8);
    initVal(extra, s, 16);
    initVal(extra, groups, 24);
    store32(addr(result), extra, 4);
    store32(addr(result), resultShape);
  } else {
    addProperty(result, 'index', matchRegister(0) as f64 as Val, 0);
    addProperty(result, 'input', s, 0);
    addProperty(result, 'groups', groups, 0);
    if (load32(load32(addr(result), 4)) === RESULT_ROOM) resultShape = load32(addr(result));
  }
  if ((flagBits(self) & FLAG_D) !== 0) addProperty(result, 'indices', indicesOf(self, count), 0);
  return result;
}

/** The object of named groups over an array of captures; undefined if the pattern names none. */
export function groupsOf(self: Val, captures: Arr): Val {
  const names: Val = loadVal(addr(self), 32);
  if (names === undefined) return undefined;
  const list: Arr = names as Arr;
  if (load32(addr(self), GROUPS_SHAPE) === 0) store32(addr(self), groupsShape(list), GROUPS_SHAPE);
  const shape: u32 = load32(addr(self), GROUPS_SHAPE);
  if (shape === NO_SHAPE) return groupsByName(list, captures);
  const count: u32 = load32(shape, 12);
  const cell: u32 = allocScan(8 + (load32(shape, 20) << 3));
  store32(cell, shape);
  for (let i: u32 = 0; i < count; i = i + 1)
    initVal(cell + (i << 3), arrayGet(captures, arrayGet(list, (i << 1) + 1) as f64 as u32), 8);
  return asObject(cell);
}
function groupsByName(list: Arr, captures: Arr): Val {
  const groups: Obj = objectCreate(null);
  for (let i: u32 = 0; i < arrayLength(list); i = i + 2) {
    const name: Val = arrayGet(list, i);
    const value: Val = arrayGet(captures, arrayGet(list, i + 1) as f64 as u32);
    // Of groups with one name the one that took part counts.
    if (value !== undefined || getProperty(groups, name, 0) === undefined) defineProperty(groups, name, value);
  }
  return groups;
}

/** Where a RegExp keeps the shape of its groups object: the high half of the word that holds its flags. */
const GROUPS_SHAPE = 52;
/** Names come twice, or there are too many. */
const NO_SHAPE: u32 = 1;
/** Shapes without keys for 4, 8, 12 and 16 groups are shared by all expressions. */
const ROOTS: u32 = 4;

function groupsShape(list: Arr): u32 {
  const count: u32 = arrayLength(list) >>> 1;
  if (count > ROOTS << 2) return NO_SHAPE;
  const entry: u32 = staticBytes('lang.groupRoots', 16) + (((count - 1) >>> 2) << 2);
  if (load32(entry) === 0) {
    const root: u32 = rootShape(shapeWithPrototype(shapeOf('Object'), 0), 0);
    store32(root, ((count + 3) >>> 2) << 2, 20);
    store32(entry, root);
  }
  let shape: u32 = load32(entry);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const name: Val = primitiveKey(arrayGet(list, i << 1));
    if (isNumber(name) || findKey(shape, name) !== 0) return NO_SHAPE;
    shape = shapeWith(shape, name, 0, false);
  }
  return shape;
}

function indicesOf(self: Val, count: u32): Arr {
  const indices: Arr = newArray(count);
  for (let i: u32 = 0; i < count; i = i + 1) {
    const from: u32 = matchRegister(i << 1);
    const to: u32 = matchRegister((i << 1) + 1);
    if (from === UNSET || to === UNSET) arrayPush(indices, undefined);
    else {
      const pair: Arr = newArray(2);
      arrayPush(pair, from as f64 as Val);
      arrayPush(pair, to as f64 as Val);
      arrayPush(indices, pair);
    }
  }
  addProperty(indices, 'groups', groupsOf(self, indices), 0);
  return indices;
}
