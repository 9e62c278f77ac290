// What exec returns (ECMA-262 §22.2.7.2 steps 19 on, §22.2.7.8): the array of captures with index, input, groups, indices.
import { addr, load32, loadVal, type Arr, type Obj, type Str, type Val, type f64, type u32 } from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { FLAG_D, flagBits } from './regexp.ts';
import { HEAD_GROUPS } from './regexp-code.ts';
import { UNSET, matchRegister } from './regexp-match.ts';
import { getProperty } from './object.ts';
import { defineProperty } from './object-define.ts';
import { objectCreate } from './object-statics.ts';
import { addProperty } from './slots.ts';
import { substring } from './string.ts';

/** Groups of a pattern, without the whole match. */
export function groupCount(self: Val): u32 {
  return load32(addr(loadVal(addr(self), 8)) + (HEAD_GROUPS << 2), 8);
}
/** What group `n` of the last match captured. */
export function captured(s: Str, n: u32): Val {
  const from: u32 = matchRegister(n << 1);
  const to: u32 = matchRegister((n << 1) + 1);
  return from === UNSET || to === UNSET ? undefined : substring(s, from, to);
}

/** The result for the match that the matcher's registers hold. */
export function execResult(self: Val, s: Str): Arr {
  const count: u32 = groupCount(self) + 1;
  const result: Arr = newArray(count);
  for (let i: u32 = 0; i < count; i = i + 1) arrayPush(result, captured(s, i));
  addProperty(result, 'index', matchRegister(0) as f64 as Val, 0);
  addProperty(result, 'input', s, 0);
  addProperty(result, 'groups', groupsOf(self, result), 0);
  if ((flagBits(self) & FLAG_D) !== 0) addProperty(result, 'indices', indicesOf(self, count), 0);
  return result;
}

/** The object of named groups over an array of captures; undefined if the pattern names none. */
export function groupsOf(self: Val, captures: Arr): Val {
  const names: Val = loadVal(addr(self), 32);
  if (names === undefined) return undefined;
  const groups: Obj = objectCreate(null);
  const list: Arr = names as Arr;
  for (let i: u32 = 0; i < arrayLength(list); i = i + 2) {
    const name: Val = arrayGet(list, i);
    const value: Val = arrayGet(captures, arrayGet(list, i + 1) as f64 as u32);
    // Of groups with one name the one that took part counts.
    if (value !== undefined || getProperty(groups, name, 0) === undefined) defineProperty(groups, name, value);
  }
  return groups;
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
