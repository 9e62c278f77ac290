// V8's message about an object that JSON.stringify finds inside of itself: it names the way from the first occurrence on.
import { isNumber, type Arr, type Str, type Val, type f64, type u32 } from './intrinsics.ts';
import { arrayGet, arrayLength, isArray } from './array.ts';
import { throwTypeError } from './error.ts';
import { numberToString } from './number.ts';
import { constructorName } from './object.ts';
import { concatStrings } from './string.ts';

/** Entries of the path that the message shows before and after its ellipsis. */
const SHOWN_FIRST: u32 = 2;
const SHOWN_LAST: u32 = 1;
/** The path is a list of pairs: an object, and the key that it was found at. */
const PAIR: u32 = 2;
const AT_KEY: u32 = 1;

/** `key` of the last object on the path leads back to the first. */
export function throwCircle(path: Arr, key: Val): never {
  const end: u32 = arrayLength(path);
  let text: Str = concatStrings(
    "Converting circular structure to JSON\n    --> starting at object with constructor '",
    constructorText(arrayGet(path, 0)),
  );
  text = concatStrings(text, "'");
  let i: u32 = PAIR;
  let shown: u32 = 0;
  while (i < end && shown < SHOWN_FIRST) {
    text = concatStrings(text, pathLine(path, i));
    i = i + PAIR;
    shown = shown + 1;
  }
  if (end > i + SHOWN_LAST * PAIR) text = concatStrings(text, '\n    |     ...');
  if (i < end) text = concatStrings(text, pathLine(path, end - PAIR));
  throwTypeError(concatStrings(concatStrings(concatStrings(text, '\n    --- '), keyName(key)), ' closes the circle'));
}
function pathLine(path: Arr, at: u32): Str {
  let text: Str = concatStrings('\n    |     ', keyName(arrayGet(path, at + AT_KEY)));
  text = concatStrings(concatStrings(text, " -> object with constructor '"), constructorText(arrayGet(path, at)));
  return concatStrings(text, "'");
}
function keyName(key: Val): Str {
  if (isNumber(key)) return concatStrings('index ', numberToString(key as f64));
  return concatStrings(concatStrings("property '", key as Str), "'");
}
function constructorText(object: Val): Str {
  return isArray(object) ? 'Array' : constructorName(object);
}
