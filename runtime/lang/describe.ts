// How error messages name a value that is not what was asked for: `"text" is not a function`, `#<Object> is not …`.
import { isObject, isString, isSymbol, type Str, type Val } from './intrinsics.ts';
import { objectText } from './object.ts';
import { toStringValue } from './primitive.ts';
import { symbolText } from './property-key.ts';
import { concatStrings } from './string.ts';

export function toDescription(value: Val): Str {
  if (isString(value)) return concatStrings(concatStrings('"', value as Str), '"');
  if (isSymbol(value)) return symbolText(value);
  return isObject(value) ? objectText(value) : toStringValue(value);
}
