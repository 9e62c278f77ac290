// console.log and its relatives (WHATWG Console §1): arguments joined by blanks, one line each. Formatting of objects is
// inspect.ts; strings are written as they are.
import { isString, type Arr, type Str, type Val } from './intrinsics.ts';
import { consoleError, consoleOut } from '../device/console.ts';
import { arrayGet, arrayLength } from './array.ts';
import { formatLog } from './inspect.ts';

function line(args: Arr): Str {
  if (arrayLength(args) === 1) {
    const only: Val = arrayGet(args, 0);
    if (isString(only)) return only as Str;
  }
  return formatLog(args);
}

export function console_log(...args: Arr): void {
  consoleOut(line(args));
  consoleOut('\n');
}
export function console_error(...args: Arr): void {
  consoleError(line(args));
  consoleError('\n');
}
