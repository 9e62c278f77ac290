// console (WHATWG Console §1, with Node's output): one line per call to stdout or stderr. A program that prints strings
// only links no more than the driver.
import {
  busNow,
  isObject,
  isString,
  tagOf,
  type Arr,
  type Cell,
  type Str,
  type Val,
  type bool,
  type f64,
  type i32,
  type u32,
  loadVal,
} from './intrinsics.ts';
import { getGroupColumns, lineError, lineOut, setGroupColumns } from '../device/console.ts';
import { arrayGet, arrayLength, arrayPush, newArray } from './array.ts';
import { formatLog } from './console-format.ts';
import { inspectTo } from './inspect.ts';
import { numberToString } from './number.ts';
import { toStringValue } from './primitive.ts';
import { concatStrings } from './string.ts';
import { newTable, tableDelete, tableFind, tablePut } from './table.ts';

function textOf(args: Arr): Str {
  const only: Val = arrayLength(args) === 1 ? arrayGet(args, 0) : undefined;
  return isString(only) ? (only as Str) : formatLog(args);
}
function out(text: Str): void {
  lineOut(text);
}
function warn(text: Str): void {
  lineError(text);
}

export function console_log(...args: Arr): void {
  out(textOf(args));
}
export function console_info(...args: Arr): void {
  out(textOf(args));
}
export function console_debug(...args: Arr): void {
  out(textOf(args));
}
export function console_error(...args: Arr): void {
  warn(textOf(args));
}
export function console_warn(...args: Arr): void {
  warn(textOf(args));
}

/** console.dir: inspected to the depth asked for. */
export function console_dir(value: Val, options?: Val): void {
  let depth: f64 = 2;
  if (isObject(options)) {
    const wanted: Val = (options as { depth: Val }).depth;
    if (wanted === null || wanted === Infinity) depth = 1000;
    else if (wanted !== undefined) depth = wanted as f64;
  }
  const list: Arr = newArray(1);
  arrayPush(list, inspectTo(value, depth as i32));
  out(textOf(list));
}

export function console_group(...args: Arr): void {
  if (arrayLength(args) !== 0) out(textOf(args));
  setGroupColumns(getGroupColumns() + 2);
}
export function console_groupCollapsed(...args: Arr): void {
  console_group(...(args as []));
}
export function console_groupEnd(): void {
  if (getGroupColumns() !== 0) setGroupColumns(getGroupColumns() - 2);
}

export function console_assert(condition: bool, ...args: Arr): void {
  if (condition) return;
  if (arrayLength(args) !== 0 && isString(arrayGet(args, 0))) {
    args[0] = concatStrings('Assertion failed: ', arrayGet(args, 0) as Str);
    warn(textOf(args));
    return;
  }
  const list: Arr = newArray(arrayLength(args) + 1);
  arrayPush(list, 'Assertion failed');
  for (let i: u32 = 0; i < arrayLength(args); i = i + 1) arrayPush(list, arrayGet(args, i));
  warn(textOf(list));
}

export function console_trace(...args: Arr): void {
  const text: Str = arrayLength(args) === 0 ? 'Trace' : concatStrings('Trace: ', textOf(args));
  warn(concatStrings(text, '\n    at <anonymous>'));
}

let counts: Val = undefined;
let timers: Val = undefined;

function labelOf(label: Val): Str {
  return label === undefined ? 'default' : toStringValue(label);
}
export function console_count(label?: Val): void {
  const name: Str = labelOf(label);
  if (tagOf(counts) !== 0xfffe) counts = newTable(4);
  const known: u32 = tableFind(counts as Cell, name);
  const count: f64 = known === 0 ? 1 : (loadVal(known, 8) as f64) + 1;
  counts = tablePut(counts as Cell, name, count as Val);
  const list: Arr = newArray(1);
  arrayPush(list, concatStrings(concatStrings(name, ': '), numberToString(count)));
  out(textOf(list));
}
export function console_countReset(label?: Val): void {
  if (tagOf(counts) === 0xfffe && tableDelete(counts as Cell, labelOf(label))) return;
  warn(concatStrings(concatStrings("Warning: Count for '", labelOf(label)), "' does not exist"));
}

export function console_time(label?: Val): void {
  const name: Str = labelOf(label);
  if (tagOf(timers) !== 0xfffe) timers = newTable(4);
  if (tableFind(timers as Cell, name) !== 0) {
    warn(concatStrings(concatStrings("Warning: Label '", name), "' already exists for console.time()"));
    return;
  }
  timers = tablePut(timers as Cell, name, busNow() as Val);
}
function elapsed(label: Val, rest: Arr, method: Str): bool {
  const name: Str = labelOf(label);
  const known: u32 = tagOf(timers) === 0xfffe ? tableFind(timers as Cell, name) : 0;
  if (known === 0) {
    warn(concatStrings(concatStrings(concatStrings("Warning: No such label '", name), "' for console."), method));
    return false;
  }
  const ms: f64 = (busNow() - (loadVal(known, 8) as f64)) / 1000000;
  const list: Arr = newArray(2);
  arrayPush(list, `${name}: ${ms < 1000 ? ms.toFixed(3) + 'ms' : (ms / 1000).toFixed(3) + 's'}`);
  for (let i: u32 = 0; i < arrayLength(rest); i = i + 1) arrayPush(list, arrayGet(rest, i));
  out(textOf(list));
  return true;
}
export function console_timeLog(label?: Val, ...rest: Arr): void {
  elapsed(label, rest, 'timeLog()');
}
export function console_timeEnd(label?: Val): void {
  if (elapsed(label, newArray(0), 'timeEnd()')) tableDelete(timers as Cell, labelOf(label));
}

/** Output is no terminal: there is nothing to clear. */
export function console_clear(): void {}
export function console_dirxml(...args: Arr): void {
  out(textOf(args));
}
