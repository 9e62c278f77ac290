// The Array constructor and its functions (ECMA-262 §23.1.1, §23.1.2).
import {
  addr,
  invoke,
  isAbsent,
  isNumber,
  isObject,
  isString,
  load32,
  shapeOf,
  storeVal,
  wellKnownSymbol,
  type Arr,
  type Obj,
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
import { checkCallback } from './array-support.ts';
import { construct, isConstructor } from './function.ts';
import { iterate, iterateCloseQuiet, iterateNext } from './iterate.ts';
import { getProperty, setProperty } from './object.ts';
import { defineProperty } from './object-define.ts';
import { toLength, toObject } from './primitive.ts';

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

/** `this` of a function of the constructor makes an ordinary array: %Array% itself, or nothing that constructs. */
function makesArray(type: Val): bool {
  return isAbsent(type) || !isConstructor(type) || load32(addr(type), 20) === shapeOf('Array');
}
function constructWith(type: Val, args: Arr): Obj {
  return construct(type, args, type) as Obj;
}
/** CreateDataPropertyOrThrow (§7.3.7) at an index. */
function put(target: Obj, index: u32, value: Val): void {
  defineProperty(target, index as f64 as Val, value);
}

/** Array.of (§23.1.2.3). */
export function Array_of(self: Val, ...items: Arr): Val {
  if (makesArray(self)) return items;
  const length: u32 = arrayLength(items);
  const args: Arr = newArray(1);
  arrayPush(args, length as f64 as Val);
  const made: Obj = constructWith(self, args);
  for (let i: u32 = 0; i < length; i = i + 1) put(made, i, arrayGet(items, i));
  setProperty(made, 'length', length as f64 as Val, 0);
  return made;
}

/** Array.from (§23.1.2.1). */
export function Array_from(self: Val, items: Val, mapper?: Val, thisArg?: Val): Val {
  if (mapper !== undefined) checkCallback(mapper);
  const plain: bool = makesArray(self);
  if (!hasIterator(items))
    return plain ? fromArrayLike(items, mapper, thisArg) : fromArrayLikeWith(self, items, mapper, thisArg);
  const made: Obj = plain ? newArray(0) : constructWith(self, newArray(0));
  const cursor: Val = iterate(items, false);
  let i: u32 = 0;
  while (true) {
    const value: Val = iterateNext(cursor);
    if (isAbsent(value)) {
      if (!plain) setProperty(made, 'length', i as f64 as Val, 0);
      return made;
    }
    try {
      const mapped: Val = mappedValue(value, i, mapper, thisArg);
      if (plain) arrayPush(made as Arr, mapped);
      else put(made, i, mapped);
    } catch (error) {
      iterateCloseQuiet(cursor);
      throw error;
    }
    i = i + 1;
  }
}
/** What the `length` of an array-like says, where an array can have as many elements. */
export function arrayLikeLength(length: Val): u32 {
  return checkedLength(toLength(length));
}
function fromArrayLike(items: Val, mapper: Val, thisArg: Val): Arr {
  const object: Obj = toObject(items);
  const length: u32 = arrayLikeLength((object as { length: Val }).length);
  const result: Arr = newArray(length);
  for (let i: u32 = 0; i < length; i = i + 1)
    arrayPush(result, mappedValue(getProperty(object, i as f64 as Val, 0), i, mapper, thisArg));
  return result;
}
function fromArrayLikeWith(type: Val, items: Val, mapper: Val, thisArg: Val): Obj {
  const object: Obj = toObject(items);
  const length: f64 = toLength((object as { length: Val }).length);
  const args: Arr = newArray(1);
  arrayPush(args, length as Val);
  const made: Obj = constructWith(type, args);
  for (let i: u32 = 0; (i as f64) < length; i = i + 1)
    put(made, i, mappedValue(getProperty(object, i as f64 as Val, 0), i, mapper, thisArg));
  setProperty(made, 'length', length as Val, 0);
  return made;
}
function hasIterator(items: Val): bool {
  if (!isObject(items)) return isString(items);
  const method: Val = getProperty(items, wellKnownSymbol('iterator'), 0);
  return method !== undefined && method !== null;
}
function mappedValue(value: Val, i: u32, mapper: Val, thisArg: Val): Val {
  return mapper === undefined ? value : invoke(mapper, thisArg, value, i as f64 as Val);
}
