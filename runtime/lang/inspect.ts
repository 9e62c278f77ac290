// util.inspect as console.log uses it.
import { isObject, isString, isSymbol, type Arr, type Str, type Val, type u32 } from './intrinsics.ts';
import { arrayGet, arrayLength } from './array.ts';
import { objectText } from './object.ts';
import { toStringValue } from './primitive.ts';
import { symbolText } from './property-key.ts';
import { concatStrings } from './string.ts';

/** The arguments of console.log as one line of text. */
export function formatLog(args: Arr): Str {
  let text: Str = '';
  for (let i: u32 = 0; i < arrayLength(args); i = i + 1) {
    const value: Val = arrayGet(args, i);
    if (i !== 0) text = concatStrings(text, ' ');
    text = concatStrings(text, format(value));
  }
  return text;
}
function format(value: Val): Str {
  if (isString(value)) return value as Str;
  if (isSymbol(value)) return symbolText(value);
  return isObject(value) ? objectText(value) : toStringValue(value);
}
