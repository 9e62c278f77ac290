// %TypedArray% itself and its functions (ECMA-262 §23.2.1, §23.2.2), which every typed array constructor inherits.
import { invoke, isNullish, wellKnownSymbol, type Arr, type Obj, type Val, type f64, type u32 } from './intrinsics.ts';
import { arrayGet, arrayLength } from './array.ts';
import { throwTypeError } from './error.ts';
import { isConstructor, requireFunction } from './function.ts';
import { toDescription } from './describe.ts';
import { listOf } from './iterate.ts';
import { getProperty } from './object.ts';
import { toLength, toObject } from './primitive.ts';
import { concatStrings } from './string.ts';
import { createTyped } from './typed-array-species.ts';
import { typedSet } from './typed-element.ts';

export function TypedArray_construct(self: Val): void {
  void self;
  throwTypeError('Abstract class TypedArray not directly constructable');
}

function requireConstructor(type: Val): void {
  if (!isConstructor(type)) throwTypeError(concatStrings(toDescription(type), ' is not a constructor'));
}

/** %TypedArray%.from (§23.2.2.1). */
export function TypedArray_from(self: Val, source: Val, mapper?: Val, thisArg?: Val): Obj {
  requireConstructor(self);
  if (mapper !== undefined) requireFunction(mapper, toDescription(mapper));
  const method: Val = getProperty(source, wellKnownSymbol('iterator'), 0);
  if (!isNullish(method)) {
    const list: Arr = listOf(source);
    const length: u32 = arrayLength(list);
    const made: Obj = createTyped(self, length as f64);
    for (let i: u32 = 0; i < length; i = i + 1) typedSet(made, i, mapped(arrayGet(list, i), i, mapper, thisArg));
    return made;
  }
  const object: Obj = toObject(source);
  const length: f64 = toLength((object as { length: Val }).length);
  const made: Obj = createTyped(self, length);
  for (let i: u32 = 0; (i as f64) < length; i = i + 1)
    typedSet(made, i, mapped(getProperty(object, i as f64 as Val, 0), i, mapper, thisArg));
  return made;
}
function mapped(value: Val, index: u32, mapper: Val, thisArg: Val): Val {
  return mapper === undefined ? value : invoke(mapper, thisArg, value, index as f64 as Val);
}

/** %TypedArray%.of (§23.2.2.2). */
export function TypedArray_of(self: Val, ...items: Arr): Obj {
  requireConstructor(self);
  const length: u32 = arrayLength(items);
  const made: Obj = createTyped(self, length as f64);
  for (let i: u32 = 0; i < length; i = i + 1) typedSet(made, i, arrayGet(items, i));
  return made;
}
