// The Array constructor and its functions (ECMA-262 §23.1.1, §23.1.2).
import {
  addr,
  invoke,
  isAbsent,
  isNumber,
  isObject,
  isString,
  storeVal,
  wellKnownSymbol,
  type Arr,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import {
  arrayGet,
  arrayLength,
  arrayPush,
  arraySetLength,
  checkedLength,
  emptyStorage,
  isArray,
  newArray,
  newHoles,
} from './array.ts';
import { arrayOf, checkCallback } from './array-support.ts';
import { iterate, iterateCloseQuiet, iterateNext } from './iterate.ts';
import { getProperty } from './object.ts';

/** `new Array(length)` or `new Array(…elements)`; also what `super(…)` of a subclass runs. */
export function Array_construct(self: Val, ...items: Arr): void {
  const array: Arr = self as Arr;
  storeVal(addr(self), emptyStorage(), 16);
  if (arrayLength(items) === 1 && isNumber(arrayGet(items, 0))) {
    arraySetLength(array, checkedLength(arrayGet(items, 0) as f64));
    return;
  }
  for (let i: u32 = 0; i < arrayLength(items); i = i + 1) arrayPush(array, arrayGet(items, i));
}
export function Array_call(...items: Arr): Arr {
  if (arrayLength(items) === 1 && isNumber(arrayGet(items, 0)))
    return newHoles(checkedLength(arrayGet(items, 0) as f64));
  return items;
}

export function Array_isArray(value: Val): bool {
  return isArray(value);
}
export function Array_of(...items: Arr): Arr {
  return items;
}

/** Array.from (§23.1.2.1). */
export function Array_from(items: Val, mapper?: Val, thisArg?: Val): Arr {
  if (mapper !== undefined) checkCallback(mapper);
  const result: Arr = newArray(0);
  if (!hasIterator(items)) {
    const list: Arr = arrayOf(items);
    for (let i: u32 = 0; i < arrayLength(list); i = i + 1)
      arrayPush(result, mappedValue(arrayGet(list, i), i, mapper, thisArg));
    return result;
  }
  const cursor: Val = iterate(items, false);
  let i: u32 = 0;
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) return result;
    try {
      arrayPush(result, mappedValue(value, i, mapper, thisArg));
    } catch (error) {
      iterateCloseQuiet(cursor);
      throw error;
    }
    i = i + 1;
  }
}
function hasIterator(items: Val): bool {
  if (!isObject(items)) return isString(items);
  const method: Val = getProperty(items, wellKnownSymbol('iterator'), 0);
  return method !== undefined && method !== null;
}
function mappedValue(value: Val, i: u32, mapper: Val, thisArg: Val): Val {
  return mapper === undefined ? value : invoke(mapper, thisArg, value, i as f64 as Val);
}
