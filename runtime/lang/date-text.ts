// Dates as text (ECMA-262 §21.4.4.35 to .45): ISO, the forms of toString and toUTCString, and the root locale's, which is
// what an en-US Node prints.
import {
  isNumber,
  isObject,
  isString,
  type Cell,
  type Str,
  type Val,
  type f64,
  type i32,
  type u32,
} from './intrinsics.ts';
import { timeOf } from './date.ts';
import { dateDay, dateMonth, dateYear, splitDate, timeInDay, weekDay } from './date-time.ts';
import { throwRangeError, throwTypeError } from './error.ts';
import { integerToString } from './number.ts';
import { HINT_NUMBER, ordinaryToPrimitive, toObject, toPrimitive, toStringValue } from './primitive.ts';
import { appendPart, appendString, appendUnit, finishBuilder, newBuilder } from './string-builder.ts';
import { concatStrings, stringEquals } from './string.ts';

const DAYS = 'SunMonTueWedThuFriSat';
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const INVALID = 'Invalid Date';
const SPACE: u32 = 32;
const COLON: u32 = 58;
const MINUS: u32 = 45;

/** A number with leading zeros. */
function appendPadded(builder: Cell, x: i32, width: i32): void {
  let scale: i32 = 1;
  for (let i: i32 = 1; i < width; i = i + 1) scale = scale * 10;
  while (x / scale > 9) scale = scale * 10;
  while (scale !== 0) {
    appendUnit(builder, (48 + ((x / scale) % 10)) as u32);
    scale = scale / 10;
  }
}
function appendThree(builder: Cell, names: Str, index: u32): void {
  appendPart(builder, names, index * 3, index * 3 + 3);
}
/** At least four digits, with a minus for years before 0. */
function appendYear(builder: Cell): void {
  const year: i32 = dateYear();
  if (year < 0) appendUnit(builder, MINUS);
  appendPadded(builder, year < 0 ? 0 - year : year, 4);
}

/** `Thu Jul 04 2024` */
function appendDate(builder: Cell, time: f64): void {
  splitDate(time);
  appendThree(builder, DAYS, weekDay(time) as u32);
  appendUnit(builder, SPACE);
  appendThree(builder, MONTHS, dateMonth() as u32);
  appendUnit(builder, SPACE);
  appendPadded(builder, dateDay(), 2);
  appendUnit(builder, SPACE);
  appendYear(builder);
}
/** `09:05:03` */
function appendClock(builder: Cell, time: f64): void {
  const seconds: i32 = (timeInDay(time) / 1000) as i32;
  appendPadded(builder, seconds / 3600, 2);
  appendUnit(builder, COLON);
  appendPadded(builder, (seconds / 60) % 60, 2);
  appendUnit(builder, COLON);
  appendPadded(builder, seconds % 60, 2);
}
function appendZone(builder: Cell): void {
  appendString(builder, ' GMT+0000 (Coordinated Universal Time)');
}

/** ToDateString (§21.4.4.41.4). */
export function dateString(time: f64): Str {
  if (time !== time) return INVALID;
  const builder: Cell = newBuilder(64);
  appendDate(builder, time);
  appendUnit(builder, SPACE);
  appendClock(builder, time);
  appendZone(builder);
  return finishBuilder(builder);
}
export function Date_prototype_toString(self: Val): Str {
  return dateString(timeOf(self));
}
export function Date_prototype_toDateString(self: Val): Str {
  const time: f64 = timeOf(self);
  if (time !== time) return INVALID;
  const builder: Cell = newBuilder(16);
  appendDate(builder, time);
  return finishBuilder(builder);
}
export function Date_prototype_toTimeString(self: Val): Str {
  const time: f64 = timeOf(self);
  if (time !== time) return INVALID;
  const builder: Cell = newBuilder(48);
  appendClock(builder, time);
  appendZone(builder);
  return finishBuilder(builder);
}

/** `Thu, 04 Jul 2024 09:05:03 GMT` */
export function Date_prototype_toUTCString(self: Val): Str {
  const time: f64 = timeOf(self);
  if (time !== time) return INVALID;
  splitDate(time);
  const builder: Cell = newBuilder(32);
  appendThree(builder, DAYS, weekDay(time) as u32);
  appendString(builder, ', ');
  appendPadded(builder, dateDay(), 2);
  appendUnit(builder, SPACE);
  appendThree(builder, MONTHS, dateMonth() as u32);
  appendUnit(builder, SPACE);
  appendYear(builder);
  appendUnit(builder, SPACE);
  appendClock(builder, time);
  appendString(builder, ' GMT');
  return finishBuilder(builder);
}
/** The same function as toUTCString (§B.2.3.3). */
export function Date_prototype_toGMTString(self: Val): Str {
  return Date_prototype_toUTCString(self);
}

/** Date Time String Format (§21.4.1.32). */
export function isoString(time: f64): Str {
  splitDate(time);
  const builder: Cell = newBuilder(27);
  const year: i32 = dateYear();
  if (year < 0 || year > 9999) {
    appendUnit(builder, year < 0 ? MINUS : 43);
    appendPadded(builder, year < 0 ? 0 - year : year, 6);
  } else {
    appendPadded(builder, year, 4);
  }
  appendUnit(builder, MINUS);
  appendPadded(builder, dateMonth() + 1, 2);
  appendUnit(builder, MINUS);
  appendPadded(builder, dateDay(), 2);
  appendUnit(builder, 84);
  appendClock(builder, time);
  appendUnit(builder, 46);
  appendPadded(builder, (timeInDay(time) as i32) % 1000, 3);
  appendUnit(builder, 90);
  return finishBuilder(builder);
}
export function Date_prototype_toISOString(self: Val): Str {
  const time: f64 = timeOf(self);
  if (time !== time) throwRangeError('Invalid time value');
  return isoString(time);
}
/** §21.4.4.37: works on any object that has a toISOString. */
export function Date_prototype_toJSON(self: Val): Val {
  const object: Val = toObject(self);
  const primitive: Val = toPrimitive(object, HINT_NUMBER);
  if (isNumber(primitive) && (primitive as f64) - (primitive as f64) !== 0) return null;
  return (object as { toISOString(): Val }).toISOString();
}

/** §21.4.4.45 */
export function Date_prototype_$$toPrimitive(self: Val, hint: Val): Val {
  if (!isObject(self)) throwTypeError('Date.prototype [ @@toPrimitive ] called on a value that is not an object');
  if (isString(hint) && (stringEquals(hint as Str, 'string') || stringEquals(hint as Str, 'default')))
    return ordinaryToPrimitive(self, true);
  if (isString(hint) && stringEquals(hint as Str, 'number')) return ordinaryToPrimitive(self, false);
  throwTypeError(concatStrings('Invalid hint: ', toStringValue(hint)));
}

/** `7/4/2024`; years before 1 count backwards, without their era. */
function appendLocaleDate(builder: Cell, time: f64): void {
  splitDate(time);
  const year: i32 = dateYear();
  appendString(builder, integerToString(dateMonth() + 1));
  appendUnit(builder, 47);
  appendString(builder, integerToString(dateDay()));
  appendUnit(builder, 47);
  appendString(builder, integerToString(year > 0 ? year : 1 - year));
}
/** `9:05:03 AM` */
function appendLocaleTime(builder: Cell, time: f64): void {
  const seconds: i32 = (timeInDay(time) / 1000) as i32;
  const hour: i32 = seconds / 3600;
  const shown: i32 = hour % 12;
  appendString(builder, integerToString(shown === 0 ? 12 : shown));
  appendUnit(builder, COLON);
  appendPadded(builder, (seconds / 60) % 60, 2);
  appendUnit(builder, COLON);
  appendPadded(builder, seconds % 60, 2);
  appendString(builder, hour < 12 ? ' AM' : ' PM');
}
export function Date_prototype_toLocaleString(self: Val): Str {
  const time: f64 = timeOf(self);
  if (time !== time) return INVALID;
  const builder: Cell = newBuilder(24);
  appendLocaleDate(builder, time);
  appendString(builder, ', ');
  appendLocaleTime(builder, time);
  return finishBuilder(builder);
}
export function Date_prototype_toLocaleDateString(self: Val): Str {
  const time: f64 = timeOf(self);
  if (time !== time) return INVALID;
  const builder: Cell = newBuilder(12);
  appendLocaleDate(builder, time);
  return finishBuilder(builder);
}
export function Date_prototype_toLocaleTimeString(self: Val): Str {
  const time: f64 = timeOf(self);
  if (time !== time) return INVALID;
  const builder: Cell = newBuilder(12);
  appendLocaleTime(builder, time);
  return finishBuilder(builder);
}
