// Typed arrays that a method makes (ECMA-262 §23.2.4.1, §23.2.4.2): of the receiver's kind, or by the constructor that its
// class names. Built-in constructors are not called but their arrays filled here; others are called, and what they return checked.
import {
  isTypedKind,
  isBigKind,
  addr,
  asObject,
  isNullish,
  isObject,
  load32,
  wellKnownSymbol,
  type Arr,
  type Obj,
  type Val,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayPush, newArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { construct, isConstructor } from './function.ts';
import { getProperty } from './object.ts';
import { kindOfObject, newObject } from './slots.ts';
import {
  fillFresh,
  isOutOfBounds,
  isTyped,
  newTyped,
  shapeLike,
  throwOutOfBounds,
  typedLength,
} from './typed-array.ts';

/** Flags of the constructors of built-in kinds. */
const BUILT_IN: u32 = 1;

/** TypedArrayCreateFromCtor (§23.2.4.2) with a length. */
export function createTyped(type: Val, length: f64): Obj {
  const shape: u32 = load32(addr(type), 20);
  if (load32(load32(addr(type), 16), 8) === BUILT_IN && shape !== 0 && isTypedKind(load32(shape))) {
    const array: Obj = newObject(shape);
    fillFresh(array, length);
    return array;
  }
  const args: Arr = newArray(1);
  arrayPush(args, length as Val);
  const made: Val = construct(type, args, type);
  validateMade(made);
  if ((typedLength(made) as f64) < length)
    throwTypeError('Derived TypedArray constructor created an array which was too small');
  return made as Obj;
}
/** ValidateTypedArray of what a constructor returned. */
export function validateMade(made: Val): void {
  if (!isTyped(made)) throwTypeError('this is not a typed array.');
  if (isOutOfBounds(made)) throwOutOfBounds('Construct');
}

/** SpeciesConstructor (§7.3.23); undefined stands for the built-in one of the array's kind. */
export function speciesOfTyped(self: Val): Val {
  // Of a built-in shape, it has no property of its own, and the library's prototypes and constructors never change.
  if (load32(addr(self)) === shapeLike(self)) return undefined;
  const known: u32 = load32(load32(addr(self)), 44);
  const type: Val = getProperty(self, 'constructor', 0);
  if (type === undefined && known === 0) return undefined;
  const constructor: Val = type === undefined ? asObject(known) : type;
  if (!isObject(constructor)) throwTypeError('The .constructor property is not an object');
  const species: Val = getProperty(constructor, wellKnownSymbol('species'), 0);
  if (isNullish(species)) return undefined;
  if (!isConstructor(species)) throwTypeError('object.constructor[Symbol.species] is not a constructor');
  return species;
}

/** TypedArraySpeciesCreate (§23.2.4.1) with a length. */
export function typedSpecies(self: Val, length: u32): Obj {
  const type: Val = speciesOfTyped(self);
  if (type === undefined) return newTyped(shapeLike(self), length);
  const made: Obj = createTyped(type, length as f64);
  checkContent(self, made);
  return made;
}
function checkContent(self: Val, made: Val): void {
  if (isBigKind(kindOfObject(addr(self))) !== isBigKind(kindOfObject(addr(made))))
    throwTypeError('Content type of source and created typed arrays differ');
}

/** The same for `subarray`: on the receiver's buffer. */
export function createOnBuffer(self: Val, type: Val, buffer: Val, offset: f64, length: Val): Obj {
  const args: Arr = newArray(3);
  arrayPush(args, buffer);
  arrayPush(args, offset as Val);
  if (length !== undefined) arrayPush(args, length);
  const made: Val = construct(type, args, type);
  validateMade(made);
  checkContent(self, made);
  return made as Obj;
}
