// Iterators of typed arrays (ECMA-262 §23.2.3.7, §23.2.3.19, §23.2.3.35): array iterators that check the array when made.
import type { Obj, Val } from './intrinsics.ts';
import { Array_prototype_entries, Array_prototype_keys, Array_prototype_values } from './array-methods.ts';
import { requireTyped } from './typed-array.ts';

export function TypedArray_prototype_keys(self: Val): Obj {
  requireTyped(self, 'keys');
  return Array_prototype_keys(self);
}
export function TypedArray_prototype_values(self: Val): Obj {
  requireTyped(self, 'values');
  return Array_prototype_values(self);
}
export function TypedArray_prototype_entries(self: Val): Obj {
  requireTyped(self, 'entries');
  return Array_prototype_entries(self);
}
/** The same function as `values`. */
export function TypedArray_prototype_$$iterator(self: Val): Obj {
  requireTyped(self, 'values');
  return Array_prototype_values(self);
}
