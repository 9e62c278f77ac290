// How V8 and Node name a value that they refuse: `number 5 is not a function`, `Received type number (5)`.
import {
  isBigInt,
  isBoolean,
  isNullish,
  isNumber,
  isObject,
  isString,
  isSymbol,
  shapeOf,
  throwVal,
  type Obj,
  type Str,
  type Val,
} from './intrinsics.ts';
import { newError } from './error.ts';
import { functionName, isFunction } from './function.ts';
import { constructorName } from './object.ts';
import { toStringValue } from './primitive.ts';
import { typeOf } from './operators.ts';
import { symbolText } from './property-key.ts';
import { addProperty } from './slots.ts';
import { concatStrings } from './string.ts';

function quoted(quote: Str, value: Val): Str {
  return concatStrings(concatStrings(quote, value as Str), quote);
}

/** A value where a call or an iteration was tried, as V8's messages have it. */
export function callSiteText(value: Val): Str {
  const type: Str = typeOf(value) as Str;
  if (isString(value)) return concatStrings('string ', quoted('"', value));
  if (value === null || isBoolean(value) || isNumber(value))
    return concatStrings(concatStrings(type, ' '), toStringValue(value));
  return type;
}
export function throwNotCallable(value: Val): never {
  throwVal(newError(shapeOf('TypeError'), concatStrings(callSiteText(value), ' is not a function')));
}
/** A value that is about to be called. */
export function callable(value: Val): Val {
  if (!isFunction(value)) throwNotCallable(value);
  return value;
}
export function throwNotIterable(value: Val): never {
  throwVal(
    newError(
      shapeOf('TypeError'),
      concatStrings(callSiteText(value), ' is not iterable (cannot read property Symbol(Symbol.iterator))'),
    ),
  );
}

/** What Node says it received. */
export function receivedText(value: Val): Str {
  if (isNullish(value)) return toStringValue(value);
  if (isFunction(value)) return concatStrings('function ', functionName(value));
  if (isObject(value)) return concatStrings('an instance of ', constructorName(value));
  const type: Str = concatStrings(concatStrings('type ', typeOf(value) as Str), ' (');
  let text: Str = isString(value) ? quoted("'", value) : isSymbol(value) ? symbolText(value) : toStringValue(value);
  if (isBigInt(value)) text = concatStrings(text, 'n');
  return concatStrings(concatStrings(type, text), ')');
}
/** Node's ERR_INVALID_ARG_TYPE: `The "name" argument must be <expected>. Received …`. */
export function throwArgumentType(name: Str, expected: Str, value: Val): never {
  const text: Str = concatStrings(concatStrings(concatStrings('The "', name), '" argument must be '), expected);
  throwCoded(
    newError(shapeOf('TypeError'), concatStrings(concatStrings(text, '. Received '), receivedText(value))),
    'ERR_INVALID_ARG_TYPE',
  );
}
export function throwCoded(error: Obj, code: Str): never {
  addProperty(error, 'code', code, 0);
  throwVal(error);
}
