// Getters and setters of Date.prototype (ECMA-262 §21.4.4). Local time is UTC, so each pair of them is one function. An
// argument that is missing keeps the field; one that is undefined makes the date invalid, hence the rest parameters.
import { floorF64, type Arr, type Val, type f64, type u32 } from './intrinsics.ts';
import { fieldOf, setTimeOf, timeOf } from './date.ts';
import {
  MS_PER_HOUR,
  MS_PER_MINUTE,
  MS_PER_SECOND,
  dateDay,
  dateMonth,
  dateYear,
  dayOf,
  fullYear,
  makeDate,
  makeDay,
  makeTime,
  splitDate,
  timeInDay,
  weekDay,
} from './date-time.ts';

/** A field of the time of day: `unit` ms each, `count` of them in the next larger one. */
function part(time: f64, unit: f64, count: f64): f64 {
  const whole: f64 = floorF64(timeInDay(time) / unit);
  return whole - floorF64(whole / count) * count;
}
function yearOf(time: f64): f64 {
  if (time !== time) return NaN;
  splitDate(time);
  return dateYear() as f64;
}
function monthOf(time: f64): f64 {
  if (time !== time) return NaN;
  splitDate(time);
  return dateMonth() as f64;
}
function dateOf(time: f64): f64 {
  if (time !== time) return NaN;
  splitDate(time);
  return dateDay() as f64;
}
function hourOf(time: f64): f64 {
  return part(time, MS_PER_HOUR, 24);
}
function minuteOf(time: f64): f64 {
  return part(time, MS_PER_MINUTE, 60);
}
function secondOf(time: f64): f64 {
  return part(time, MS_PER_SECOND, 60);
}
function msOf(time: f64): f64 {
  return part(time, 1, 1000);
}

export function Date_prototype_getTime(self: Val): f64 {
  return timeOf(self);
}
export function Date_prototype_valueOf(self: Val): f64 {
  return timeOf(self);
}
export function Date_prototype_getTimezoneOffset(self: Val): f64 {
  return timeOf(self) * 0;
}
export function Date_prototype_getYear(self: Val): f64 {
  return yearOf(timeOf(self)) - 1900;
}
export function Date_prototype_getFullYear(self: Val): f64 {
  return yearOf(timeOf(self));
}
export function Date_prototype_getUTCFullYear(self: Val): f64 {
  return yearOf(timeOf(self));
}
export function Date_prototype_getMonth(self: Val): f64 {
  return monthOf(timeOf(self));
}
export function Date_prototype_getUTCMonth(self: Val): f64 {
  return monthOf(timeOf(self));
}
export function Date_prototype_getDate(self: Val): f64 {
  return dateOf(timeOf(self));
}
export function Date_prototype_getUTCDate(self: Val): f64 {
  return dateOf(timeOf(self));
}
export function Date_prototype_getDay(self: Val): f64 {
  return weekDay(timeOf(self));
}
export function Date_prototype_getUTCDay(self: Val): f64 {
  return weekDay(timeOf(self));
}
export function Date_prototype_getHours(self: Val): f64 {
  return hourOf(timeOf(self));
}
export function Date_prototype_getUTCHours(self: Val): f64 {
  return hourOf(timeOf(self));
}
export function Date_prototype_getMinutes(self: Val): f64 {
  return minuteOf(timeOf(self));
}
export function Date_prototype_getUTCMinutes(self: Val): f64 {
  return minuteOf(timeOf(self));
}
export function Date_prototype_getSeconds(self: Val): f64 {
  return secondOf(timeOf(self));
}
export function Date_prototype_getUTCSeconds(self: Val): f64 {
  return secondOf(timeOf(self));
}
export function Date_prototype_getMilliseconds(self: Val): f64 {
  return msOf(timeOf(self));
}
export function Date_prototype_getUTCMilliseconds(self: Val): f64 {
  return msOf(timeOf(self));
}

export function Date_prototype_setTime(self: Val, time: f64): f64 {
  timeOf(self);
  return setTimeOf(self, time);
}

/** Sets hour, minute, second and ms, those of them that `args` has from `first` (0 the hour) on. */
function setClock(self: Val, args: Arr, first: f64): f64 {
  const time: f64 = timeOf(self);
  const hour: f64 = first === 0 ? fieldOf(args, 0, NaN) : hourOf(time);
  const minute: f64 = first <= 1 ? given(args, 1 - first, minuteOf(time)) : minuteOf(time);
  const second: f64 = first <= 2 ? given(args, 2 - first, secondOf(time)) : secondOf(time);
  const ms: f64 = given(args, 3 - first, msOf(time));
  // The conversions may have run a program's code; the time read first counts (§21.4.4.24).
  if (time !== time) return NaN;
  return setTimeOf(self, makeDate(dayOf(time), makeTime(hour, minute, second, ms)));
}
/** The argument at `index`; the first must be there, any other keeps its field when it is missing. */
function given(args: Arr, index: f64, old: f64): f64 {
  return fieldOf(args, index as u32, index === 0 ? NaN : old);
}
/** Sets year, month and date, those of them that `args` has from `first` (0 the year) on; a time that is NaN counts as `start`. */
function setCalendar(self: Val, args: Arr, first: f64, start: f64): f64 {
  let time: f64 = timeOf(self);
  if (time !== time) time = start;
  const year: f64 = first === 0 ? fieldOf(args, 0, NaN) : yearOf(time);
  const month: f64 = first <= 1 ? given(args, 1 - first, monthOf(time)) : monthOf(time);
  const date: f64 = given(args, 2 - first, dateOf(time));
  if (time !== time) return NaN;
  return setTimeOf(self, makeDate(makeDay(year, month, date), timeInDay(time)));
}
export function Date_prototype_setHours(self: Val, ...fields: Arr): f64 {
  return setClock(self, fields, 0);
}
export function Date_prototype_setUTCHours(self: Val, ...fields: Arr): f64 {
  return setClock(self, fields, 0);
}
export function Date_prototype_setMinutes(self: Val, ...fields: Arr): f64 {
  return setClock(self, fields, 1);
}
export function Date_prototype_setUTCMinutes(self: Val, ...fields: Arr): f64 {
  return setClock(self, fields, 1);
}
export function Date_prototype_setSeconds(self: Val, ...fields: Arr): f64 {
  return setClock(self, fields, 2);
}
export function Date_prototype_setUTCSeconds(self: Val, ...fields: Arr): f64 {
  return setClock(self, fields, 2);
}
export function Date_prototype_setMilliseconds(self: Val, ...fields: Arr): f64 {
  return setClock(self, fields, 3);
}
export function Date_prototype_setUTCMilliseconds(self: Val, ...fields: Arr): f64 {
  return setClock(self, fields, 3);
}
export function Date_prototype_setFullYear(self: Val, ...fields: Arr): f64 {
  return setCalendar(self, fields, 0, 0);
}
export function Date_prototype_setUTCFullYear(self: Val, ...fields: Arr): f64 {
  return setCalendar(self, fields, 0, 0);
}
export function Date_prototype_setMonth(self: Val, ...fields: Arr): f64 {
  return setCalendar(self, fields, 1, NaN);
}
export function Date_prototype_setUTCMonth(self: Val, ...fields: Arr): f64 {
  return setCalendar(self, fields, 1, NaN);
}
export function Date_prototype_setDate(self: Val, ...fields: Arr): f64 {
  return setCalendar(self, fields, 2, NaN);
}
export function Date_prototype_setUTCDate(self: Val, ...fields: Arr): f64 {
  return setCalendar(self, fields, 2, NaN);
}
/** §B.2.3.2 */
export function Date_prototype_setYear(self: Val, year: f64): f64 {
  let time: f64 = timeOf(self);
  if (time !== time) time = 0;
  return setTimeOf(self, makeDate(makeDay(fullYear(year), monthOf(time), dateOf(time)), timeInDay(time)));
}
