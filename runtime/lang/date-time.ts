// Time values and the proleptic Gregorian calendar (ECMA-262 §21.4.1): days to civil dates and back. A module knows one time
// zone, UTC, so local time is UTC. Dates from days after Hinnant, "chrono-compatible low-level date algorithms" (2021).
import { absF64, floorF64, type f64, type i32 } from './intrinsics.ts';
import { truncate } from './primitive.ts';

export const MS_PER_DAY: f64 = 86400000;
export const MS_PER_HOUR: f64 = 3600000;
export const MS_PER_MINUTE: f64 = 60000;
export const MS_PER_SECOND: f64 = 1000;
/** Largest time value (§21.4.1.1). */
export const MAX_TIME: f64 = 8.64e15;
/** Days from 1 March of year 0 to 1 January 1970, and in 400 years. */
const EPOCH_SHIFT: f64 = 719468;
const DAYS_PER_ERA: f64 = 146097;

// The date that splitDate found.
let foundYear: i32 = 0;
let foundMonth: i32 = 0;
let foundDay: i32 = 0;

/** Days since 1970 of a time value (§21.4.1.3). */
export function dayOf(time: f64): f64 {
  return floorF64(time / MS_PER_DAY);
}
/** Milliseconds since midnight. */
export function timeInDay(time: f64): f64 {
  return time - dayOf(time) * MS_PER_DAY;
}
/** 0 is Sunday; 1 January 1970 was a Thursday. */
export function weekDay(time: f64): f64 {
  const day: f64 = dayOf(time) + 4;
  return day - floorF64(day / 7) * 7;
}

/** Finds year, month (0 to 11) and day of a finite time value: dateYear, dateMonth, dateDay. */
export function splitDate(time: f64): void {
  const shifted: f64 = dayOf(time) + EPOCH_SHIFT;
  const era: f64 = floorF64(shifted / DAYS_PER_ERA);
  const dayOfEra: i32 = (shifted - era * DAYS_PER_ERA) as i32;
  const yearOfEra: i32 = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
  const dayOfYear: i32 = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  // Months counted from March have lengths that 153 days every five months describe.
  const month: i32 = (5 * dayOfYear + 2) / 153;
  foundDay = dayOfYear - (153 * month + 2) / 5 + 1;
  foundMonth = month < 10 ? month + 2 : month - 10;
  foundYear = (era as i32) * 400 + yearOfEra + (foundMonth < 2 ? 1 : 0);
}
export function dateYear(): i32 {
  return foundYear;
}
export function dateMonth(): i32 {
  return foundMonth;
}
export function dateDay(): i32 {
  return foundDay;
}

/** MakeDay (§21.4.1.28): day number of a date whose fields may be any numbers. */
export function makeDay(year: f64, month: f64, date: f64): f64 {
  if (year - year !== 0 || month - month !== 0 || date - date !== 0) return NaN;
  const months: f64 = truncate(month);
  const carried: f64 = truncate(year) + floorF64(months / 12);
  if (absF64(carried) > 400000) return NaN;
  const fromMarch: f64 = months - floorF64(months / 12) * 12 - 2;
  const first: f64 = fromMarch < 0 ? carried - 1 : carried;
  const era: f64 = floorF64(first / 400);
  const yearOfEra: f64 = first - era * 400;
  const monthOfYear: f64 = fromMarch < 0 ? fromMarch + 12 : fromMarch;
  const dayOfYear: f64 = floorF64((153 * monthOfYear + 2) / 5);
  const dayOfEra: f64 = yearOfEra * 365 + floorF64(yearOfEra / 4) - floorF64(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT + truncate(date) - 1;
}

/** MakeTime (§21.4.1.27). */
export function makeTime(hour: f64, minute: f64, second: f64, ms: f64): f64 {
  if (hour - hour !== 0 || minute - minute !== 0 || second - second !== 0 || ms - ms !== 0) return NaN;
  return (
    truncate(hour) * MS_PER_HOUR + truncate(minute) * MS_PER_MINUTE + truncate(second) * MS_PER_SECOND + truncate(ms)
  );
}

/** MakeDate (§21.4.1.29). */
export function makeDate(day: f64, time: f64): f64 {
  const value: f64 = day * MS_PER_DAY + time;
  return value - value === 0 ? value : NaN;
}

/** TimeClip (§21.4.1.31). */
export function timeClip(time: f64): f64 {
  return absF64(time) <= MAX_TIME ? truncate(time) : NaN;
}

/** MakeFullYear (§21.4.1.30): years 0 to 99 are of the twentieth century. */
export function fullYear(year: f64): f64 {
  if (year !== year) return NaN;
  const whole: f64 = truncate(year);
  return whole >= 0 && whole <= 99 ? 1900 + whole : whole;
}
