// How error messages name a value that is not what was asked for: `"text" is not a function`, `#<Object> is not …`.
import { isBigInt, isObject, isString, isSymbol, type Big, type Str, type Val } from './intrinsics.ts';
import { bigToString } from './bigint-text.ts';
import { objectText } from './object.ts';
import { plainText } from './plain-sums.ts';
import { symbolText } from './property-key.ts';
import { concatStrings } from './string.ts';

export function toDescription(value: Val): Str {
  if (isString(value)) return concatStrings(concatStrings('"', value as Str), '"');
  if (isSymbol(value)) return symbolText(value);
  if (isObject(value)) return objectText(value);
  return isBigInt(value) ? bigToString(value as Big, 10) : plainText(value);
}
