// The text of `stack`, made when it is first read, and the report of an error that nobody catches.
import {
  addr,
  asString,
  isNumber,
  isObject,
  isString,
  load32,
  loadVal,
  type Str,
  type Val,
  type f64,
  type u32,
} from './intrinsics.ts';
import { consoleError } from '../device/console.ts';
import { isError } from './error.ts';
import { Error_prototype_toString } from './error-builtins.ts';
import { numberToString } from './number.ts';
import { immediateText } from './primitive.ts';
import { endWith } from './start.ts';
import { recordedFrames } from './stack-record.ts';
import { concatStrings } from './string.ts';

/** Header and frames of an error as V8 lays them out. */
export function stackText(error: Val, record: u32): Str {
  return concatStrings(Error_prototype_toString(error), recordedFrames(record));
}

/** An uncaught error or unhandled rejection: told on stderr, and the program ends with code 1. */
export function reportUncaught(value: Val): void {
  endWith(1);
  consoleError('Uncaught ');
  consoleError(uncaughtText(value));
  consoleError('\n');
}

/** Without calling into the program again: from the error's own slots. */
function uncaughtText(value: Val): Str {
  if (isString(value)) return concatStrings(concatStrings("'", value as Str), "'");
  if (isNumber(value)) return numberToString(value as f64);
  if (!isObject(value)) return immediateText(value);
  const name: Str = asString(load32(load32(addr(value)), 36));
  if (!isError(value)) return concatStrings(concatStrings('#<', name), '>');
  const stack: Val = loadVal(addr(value), 8);
  if (isString(stack)) return stack as Str;
  const message: Val = loadVal(addr(value), 16);
  const header: Str = isString(message) ? concatStrings(concatStrings(name, ': '), message as Str) : name;
  return concatStrings(header, recordedFrames(isNumber(stack) ? (stack as f64 as u32) : 0));
}
