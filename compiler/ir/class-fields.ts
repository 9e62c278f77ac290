// The fields that instances of a class have from birth, in the order of their slots: those of the bases first, each name once.
// A private name is one of its class.
import { isPrivate, privateName } from './keys.ts';
import type { ClassInfo } from './nodes.ts';

/** The key that a class's own member is kept under. */
export function memberName(owner: { readonly id: number }, key: string): string {
  return isPrivate(key) ? privateName(owner, key) : key;
}

export function fieldNames(class_: ClassInfo): ReadonlySet<string> {
  const names = new Set(class_.base === null ? [] : fieldNames(class_.base));
  for (const field of class_.fields) names.add(memberName(class_, field));
  return names;
}

/**
 * Every evaluation of the class gives its instances these fields in these slots: no base is chosen at run time, none is a
 * built-in, and no private name is made anew.
 */
export function hasFixedFields(class_: ClassInfo): boolean {
  for (let at: ClassInfo | null = class_; at !== null; at = at.base)
    if (at.dynamicBase || at.builtinBase !== null || (at.renewed && at.fields.some(isPrivate))) return false;
  return true;
}
