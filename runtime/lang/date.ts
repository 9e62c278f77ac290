// The Date constructor and its functions (ECMA-262 §21.4.2, §21.4.3). A date keeps its time value as a number at +8.
import {
  addr,
  isObject,
  isString,
  kindOf,
  loadVal,
  storeVal,
  floorF64,
  type Arr,
  type Str,
  type Val,
  type bool,
  type f64,
  type u32,
} from './intrinsics.ts';
import { arrayGet, arrayLength } from './array.ts';
import { utcMs } from './date-clock.ts';
import { parseDate } from './date-parse.ts';
import { dateString } from './date-text.ts';
import { fullYear, makeDate, makeDay, makeTime, timeClip } from './date-time.ts';
import { throwTypeError } from './error.ts';
import { HINT_DEFAULT, toNumber, toPrimitive } from './primitive.ts';
import { kindOfObject } from './slots.ts';

export function isDate(value: Val): bool {
  return isObject(value) && kindOfObject(addr(value)) === kindOf('Date');
}
/** ThisTimeValue (§21.4.4). */
export function timeOf(self: Val): f64 {
  if (!isDate(self)) throwTypeError('this is not a Date object.');
  return loadVal(addr(self), 8) as f64;
}
export function setTimeOf(self: Val, time: f64): f64 {
  const clipped: f64 = timeClip(time);
  storeVal(addr(self) + 8, clipped as Val);
  return clipped;
}

export function Date_now(): f64 {
  return floorF64(utcMs());
}

/** new Date(…) (§21.4.2.1). */
export function Date_construct(self: Val, ...args: Arr): void {
  const count: u32 = arrayLength(args);
  if (count === 0) setTimeOf(self, Date_now());
  else if (count === 1) setTimeOf(self, timeFrom(arrayGet(args, 0)));
  else setTimeOf(self, timeFromFields(args));
}
function timeFrom(value: Val): f64 {
  if (isDate(value)) return timeOf(value);
  const primitive: Val = toPrimitive(value, HINT_DEFAULT);
  return isString(primitive) ? parseDate(primitive as Str) : toNumber(primitive);
}
/** Year, month … milliseconds; missing ones are the first day and midnight. */
function timeFromFields(args: Arr): f64 {
  const year: f64 = toNumber(arrayGet(args, 0));
  const month: f64 = fieldOf(args, 1, 0);
  const day: f64 = fieldOf(args, 2, 1);
  const hour: f64 = fieldOf(args, 3, 0);
  const minute: f64 = fieldOf(args, 4, 0);
  const second: f64 = fieldOf(args, 5, 0);
  const ms: f64 = fieldOf(args, 6, 0);
  return makeDate(makeDay(fullYear(year), month, day), makeTime(hour, minute, second, ms));
}
/** An argument as a number, `missing` if it was not given. */
export function fieldOf(args: Arr, index: u32, missing: f64): f64 {
  return index < arrayLength(args) ? toNumber(arrayGet(args, index)) : missing;
}

/** Date(…) without new: the time now as text. */
export function Date_call(): Str {
  return dateString(Date_now());
}
export function Date_UTC(...fields: Arr): f64 {
  return timeClip(timeFromFields(fields));
}
export function Date_parse(text: Str): f64 {
  return parseDate(text);
}
