// DOMException (WebIDL §2.8.1): an error with a name of its own and a legacy code.
import { absent, isObject, shapeOf, type Obj, type Str, type Val, type f64, type u32 } from './intrinsics.ts';
import { initError } from './error.ts';
import { hasProperty } from './object-define.ts';
import { toStringValue } from './primitive.ts';
import { HIDDEN } from './shape.ts';
import { addProperty, newObject } from './slots.ts';
import { stringEquals } from './string.ts';

export function DOMException_construct(self: Val, message?: Val, options?: Val): void {
  let name: Val = options;
  let cause: Val = absent();
  if (isObject(options)) {
    name = (options as { name: Val }).name;
    if (hasProperty(options, 'cause')) cause = (options as { cause: Val }).cause;
  }
  initError(self, message === undefined ? '' : toStringValue(message), cause);
  addProperty(self as Obj, 'name', name === undefined ? 'Error' : toStringValue(name), HIDDEN);
}

export function newDomException(message: Str, name: Str): Obj {
  const error: Obj = newObject(shapeOf('DOMException'));
  initError(error, message, absent());
  addProperty(error, 'name', name, HIDDEN);
  return error;
}

/** The legacy code of the names that have one (WebIDL §2.8.1, the names table). */
export function DOMException_prototype_$get_code(self: Val): f64 {
  const name: Str = toStringValue((self as { name: Val }).name);
  const code: u32 = codeOf(name);
  return code as f64;
}
function codeOf(name: Str): u32 {
  if (stringEquals(name, 'AbortError')) return 20;
  if (stringEquals(name, 'TimeoutError')) return 23;
  if (stringEquals(name, 'DataCloneError')) return 25;
  if (stringEquals(name, 'QuotaExceededError')) return 22;
  if (stringEquals(name, 'TypeMismatchError')) return 17;
  if (stringEquals(name, 'InvalidStateError')) return 11;
  if (stringEquals(name, 'SyntaxError')) return 12;
  if (stringEquals(name, 'NotSupportedError')) return 9;
  if (stringEquals(name, 'InvalidCharacterError')) return 5;
  if (stringEquals(name, 'NotFoundError')) return 8;
  if (stringEquals(name, 'IndexSizeError')) return 1;
  return 0;
}
