// How util.inspect shows errors: the stack with the class's name, then what else the object holds.
import {
  addr,
  isString,
  type Arr,
  type Cell,
  type Obj,
  type Str,
  type Val,
  type bool,
  type i32,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength, arrayPush, arraySet, arraySetLength, isArray } from './array.ts';
import { className, prefix, withoutBlank } from './inspect.ts';
import { appendBlanks, currentIndentation } from './inspect-layout.ts';
import { appendPart, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { hasOwnKey } from './object-define.ts';
import { toStringValue } from './primitive.ts';
import {
  charCodeAt,
  concatStrings,
  indexOfString,
  matchesAt,
  settle,
  stringEquals,
  stringLength,
  substring,
} from './string.ts';

/** The text of an error; `keys` loses what the text tells already and gains hidden `cause` and `errors`. */
export function errorText(object: Obj, keys: Arr): Str {
  const stackValue: Val = (object as { stack: Val }).stack;
  const stack: Str =
    isString(stackValue) && stringLength(stackValue as Str) !== 0
      ? (stackValue as Str)
      : toStringValue((object as { toString(): Val }).toString());
  dropTold(object, keys, stack);
  if (hasOwnKey(addr(object), 'cause') && !contains(keys, 'cause')) arrayPush(keys, 'cause');
  if (hasOwnKey(addr(object), 'errors') && isArray((object as { errors: Val }).errors) && !contains(keys, 'errors'))
    arrayPush(keys, 'errors');
  const improved: Str = withClassName(object, stack);
  const text: Str =
    indexOfString(improved, '\n    at', 0) < 0 ? concatStrings(concatStrings('[', improved), ']') : improved;
  return currentIndentation() === 0 ? text : indented(text);
}

function contains(keys: Arr, name: Str): bool {
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const key: Val = arrayGet(keys, i);
    if (isString(key) && stringEquals(key as Str, name)) return true;
  }
  return false;
}

/** Own name, message and stack are not repeated when the stack contains them. */
function dropTold(object: Obj, keys: Arr, stack: Str): void {
  let kept: u32 = 0;
  for (let i: u32 = 0; i < arrayLength(keys); i = i + 1) {
    const key: Val = arrayGet(keys, i);
    if (!isString(key) || !isTold(object, key as Str, stack)) {
      arraySet(keys, kept, key);
      kept = kept + 1;
    }
  }
  arraySetLength(keys, kept);
}
function isTold(object: Obj, key: Str, stack: Str): bool {
  if (stringEquals(key, 'stack')) return true;
  let value: Val = undefined;
  if (stringEquals(key, 'name')) value = (object as { name: Val }).name;
  else if (stringEquals(key, 'message')) value = (object as { message: Val }).message;
  else return false;
  return !isString(value) || indexOfString(stack, value as Str, 0) >= 0;
}

/** A class that did not set its name still shows: "Error: x" becomes "ParseError: x", or "Fault [Error]: x". */
function withClassName(object: Obj, stack: Str): Str {
  const nameValue: Val = (object as { name: Val }).name;
  const known: Val = className(addr(object));
  if (!isString(nameValue) || !isString(known)) return stack;
  const name: Str = nameValue as Str;
  const type: Str = withoutBlank(prefix(object, 'Error', ''));
  const width: u32 = stringLength(name);
  settle(addr(stack));
  settle(addr(name));
  if (stringEquals(name, type) || !name.endsWith('Error') || stringLength(stack) < width || !matchesAt(stack, name, 0))
    return stack;
  const next: i32 = charCodeAt(stack, width);
  if (next !== -1 && next !== 58 && next !== 10) return stack;
  const rest: Str = substring(stack, width, stringLength(stack));
  if (indexOfString(type, name, 0) >= 0) return concatStrings(type, rest);
  return concatStrings(concatStrings(concatStrings(concatStrings(type, ' ['), name), ']'), rest);
}

/** Continuation lines stand under the error. */
function indented(text: Str): Str {
  const builder: Cell = newBuilder(stringLength(text) + 32);
  settle(addr(text));
  let from: u32 = 0;
  while (true) {
    const end: i32 = indexOfString(text, '\n', from);
    if (end < 0) break;
    appendPart(builder, text, from, end as u32);
    appendUnit(builder, 10);
    appendBlanks(builder, currentIndentation());
    from = (end as u32) + 1;
  }
  appendPart(builder, text, from, stringLength(text));
  return finishBuilder(builder);
}
