// The arguments of console.log as text: format specifiers of the first one, then the rest (Console §2.2, as Node has it).
import {
  addr,
  isBigInt,
  isObject,
  isString,
  isSymbol,
  type Arr,
  type Big,
  type Cell,
  type Str,
  type Val,
  type bool,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength } from './array.ts';
import { bigToString } from './bigint-text.ts';
import { displayText, inspect, inspectHidden, inspectTo } from './inspect.ts';
import { JSON_stringify } from './json-stringify.ts';
import { primitiveText } from './inspect-text.ts';
import { numberText } from './number.ts';
import { isFunction } from './function.ts';
import { isError } from './error.ts';
import { global_parseFloat, global_parseInt } from './number-builtins.ts';
import { toNumber, toStringValue } from './primitive.ts';
import { symbolText } from './property-key.ts';
import { appendPart, appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { charCodeAt, concatStrings, indexOfString, settle, stringLength } from './string.ts';

/** The whole line. */
export function formatLog(args: Arr): Str {
  const count: u32 = arrayLength(args);
  const builder: Cell = newBuilder(32);
  let next: u32 = 0;
  if (count > 1 && isString(arrayGet(args, 0)) && indexOfString(arrayGet(args, 0) as Str, '%', 0) >= 0)
    next = formatTemplate(builder, args);
  for (let i: u32 = next; i < count; i = i + 1) {
    if (i !== 0) appendUnit(builder, 32);
    appendString(builder, displayText(arrayGet(args, i)));
  }
  return finishBuilder(builder);
}

/** Fills the template in; the index of the first argument that it did not use. */
function formatTemplate(builder: Cell, args: Arr): u32 {
  const template: Str = arrayGet(args, 0) as Str;
  const length: u32 = stringLength(template);
  settle(addr(template));
  let used: u32 = 1;
  let from: u32 = 0;
  let i: u32 = 0;
  while (i + 1 < length) {
    if (charCodeAt(template, i) === 37) {
      const letter: u32 = charCodeAt(template, i + 1) as u32;
      const known: bool = isSpecifier(letter);
      if (letter === 37 || (known && used < arrayLength(args))) {
        appendPart(builder, template, from, letter === 37 ? i + 1 : i);
        if (letter !== 37) {
          appendString(builder, specified(letter, arrayGet(args, used)));
          used = used + 1;
        }
        from = i + 2;
        i = i + 1;
      }
    }
    i = i + 1;
  }
  appendPart(builder, template, from, length);
  return used;
}

function isSpecifier(letter: u32): bool {
  return (
    letter === 115 ||
    letter === 100 ||
    letter === 105 ||
    letter === 102 ||
    letter === 106 ||
    letter === 111 ||
    letter === 79 ||
    letter === 99
  );
}

function specified(letter: u32, value: Val): Str {
  if (letter === 115) return textOfString(value);
  if (letter === 99) return '';
  if (letter === 106) return jsonText(value);
  if (letter === 111) return inspectHidden(value);
  if (letter === 79) return inspect(value);
  if (letter !== 102 && isBigInt(value)) return concatStrings(bigToString(value as Big, 10), 'n');
  if (isSymbol(value)) return 'NaN';
  if (letter === 100) return numberText(toNumber(value));
  if (letter === 105) return numberText(global_parseInt(toStringValue(value), 0));
  return numberText(global_parseFloat(toStringValue(value)));
}

/** %s: objects without a toString of their own are inspected, one level deep. */
function textOfString(value: Val): Str {
  if (isString(value)) return value as Str;
  if (isSymbol(value)) return symbolText(value);
  if (!isObject(value)) return primitiveText(value);
  if (isFunction(value)) return inspectTo(value, 0);
  if (isError(value) || hasOwnText(value)) return toStringValue(value);
  return inspectTo(value, 0);
}
function hasOwnText(value: Val): bool {
  const own: Val = (value as { toString: Val }).toString;
  const plain: Val = ({} as { toString: Val }).toString;
  const list: Val = ([] as unknown as { toString: Val }).toString;
  return isFunction(own) && own !== plain && own !== list;
}
/** %j: what contains itself is a word, every other error goes on. */
function jsonText(value: Val): Str {
  try {
    return toStringValue(JSON_stringify(value, undefined, undefined));
  } catch (error) {
    const message: Val = isError(error) ? (error as { message: Val }).message : undefined;
    if (isString(message) && indexOfString(message as Str, 'circular structure', 0) >= 0) return '[Circular]';
    throw error;
  }
}
