// Methods of %TypedArray%.prototype that call back (ECMA-262 §23.2.3). The callback may resize or detach the buffer: each
// element is read when its turn comes, and one that is gone by then reads as undefined.
import { absent, invoke, isAbsent, type Arr, type Obj, type Val, type bool, type i32, type u32 } from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { requireFunction } from './function.ts';
import { toDescription } from './describe.ts';
import { toBoolean } from './primitive.ts';
import { requireTyped } from './typed-array.ts';
import { typedSpecies } from './typed-array-species.ts';
import { typedGet, typedSet } from './typed-element.ts';

function requireCallback(callback: Val): void {
  requireFunction(callback, toDescription(callback));
}
function call(callback: Val, thisArg: Val, self: Val, index: u32): Val {
  return invoke(callback, thisArg, typedGet(self as Obj, index), index as Val, self);
}

/** §23.2.3.15 */
export function TypedArray_prototype_forEach(self: Val, callback: Val, thisArg?: Val): void {
  const length: u32 = requireTyped(self, 'forEach');
  requireCallback(callback);
  for (let i: u32 = 0; i < length; i = i + 1) call(callback, thisArg, self, i);
}
/** §23.2.3.22 */
export function TypedArray_prototype_map(self: Val, callback: Val, thisArg?: Val): Obj {
  const length: u32 = requireTyped(self, 'map');
  requireCallback(callback);
  const result: Obj = typedSpecies(self, length);
  for (let i: u32 = 0; i < length; i = i + 1) typedSet(result, i, call(callback, thisArg, self, i));
  return result;
}
/** §23.2.3.10 */
export function TypedArray_prototype_filter(self: Val, callback: Val, thisArg?: Val): Obj {
  const length: u32 = requireTyped(self, 'filter');
  requireCallback(callback);
  const kept: Arr = newArray(0);
  for (let i: u32 = 0; i < length; i = i + 1) {
    const element: Val = typedGet(self as Obj, i);
    if (toBoolean(invoke(callback, thisArg, element, i as Val, self))) arrayPush(kept, element);
  }
  const result: Obj = typedSpecies(self, arrayLength(kept));
  for (let i: u32 = 0; i < arrayLength(kept); i = i + 1) typedSet(result, i, arrayGet(kept, i));
  return result;
}

/** Whether the callback answers `wanted` for an element. */
function meets(self: Val, callback: Val, thisArg: Val, length: u32, wanted: bool): bool {
  requireCallback(callback);
  for (let i: u32 = 0; i < length; i = i + 1) {
    if (toBoolean(call(callback, thisArg, self, i)) === wanted) return true;
  }
  return false;
}
/** §23.2.3.28 */
export function TypedArray_prototype_some(self: Val, callback: Val, thisArg?: Val): bool {
  return meets(self, callback, thisArg, requireTyped(self, 'some'), true);
}
/** §23.2.3.8 */
export function TypedArray_prototype_every(self: Val, callback: Val, thisArg?: Val): bool {
  return !meets(self, callback, thisArg, requireTyped(self, 'every'), false);
}

/** FindViaPredicate (§23.1.3.12.1): the element or its index; absent if there is none. */
function search(self: Val, callback: Val, thisArg: Val, length: u32, backward: bool, wantIndex: bool): Val {
  requireCallback(callback);
  for (let step: u32 = 0; step < length; step = step + 1) {
    const i: u32 = backward ? length - 1 - step : step;
    const element: Val = typedGet(self as Obj, i);
    if (toBoolean(invoke(callback, thisArg, element, i as Val, self))) return wantIndex ? (i as Val) : element;
  }
  return absent();
}
function elementOrUndefined(found: Val): Val {
  return isAbsent(found) ? undefined : found;
}
function indexOrMinusOne(found: Val): Val {
  return isAbsent(found) ? (-1 as i32 as Val) : found;
}
/** §23.2.3.11 */
export function TypedArray_prototype_find(self: Val, callback: Val, thisArg?: Val): Val {
  return elementOrUndefined(search(self, callback, thisArg, requireTyped(self, 'find'), false, false));
}
/** §23.2.3.12 */
export function TypedArray_prototype_findIndex(self: Val, callback: Val, thisArg?: Val): Val {
  return indexOrMinusOne(search(self, callback, thisArg, requireTyped(self, 'findIndex'), false, true));
}
/** §23.2.3.13 */
export function TypedArray_prototype_findLast(self: Val, callback: Val, thisArg?: Val): Val {
  return elementOrUndefined(search(self, callback, thisArg, requireTyped(self, 'findLast'), true, false));
}
/** §23.2.3.14 */
export function TypedArray_prototype_findLastIndex(self: Val, callback: Val, thisArg?: Val): Val {
  return indexOrMinusOne(search(self, callback, thisArg, requireTyped(self, 'findLastIndex'), true, true));
}

/** Reduces from either end; `initial` holds the initial value if one was given. */
function reduce(self: Val, callback: Val, initial: Arr, length: u32, backward: bool): Val {
  requireCallback(callback);
  let step: u32 = 0;
  let result: Val = arrayGet(initial, 0);
  if (arrayLength(initial) === 0) {
    if (length === 0) throwTypeError('Reduce of empty array with no initial value');
    result = typedGet(self as Obj, backward ? length - 1 : 0);
    step = 1;
  }
  while (step < length) {
    const i: u32 = backward ? length - 1 - step : step;
    result = invoke(callback, undefined, result, typedGet(self as Obj, i), i as Val, self);
    step = step + 1;
  }
  return result;
}
/** §23.2.3.23 */
export function TypedArray_prototype_reduce(self: Val, callback: Val, ...initial: Arr): Val {
  return reduce(self, callback, initial, requireTyped(self, 'reduce'), false);
}
/** §23.2.3.24 */
export function TypedArray_prototype_reduceRight(self: Val, callback: Val, ...initial: Arr): Val {
  return reduce(self, callback, initial, requireTyped(self, 'reduceRight'), true);
}
