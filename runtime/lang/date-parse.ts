// Date.parse (ECMA-262 §21.4.3.2): the ISO format of §21.4.1.32 first; what is left over goes to a lenient reader that takes
// what V8 takes (`Thu, 01 Jan 1970 00:00:00 GMT`, `Jan 5 2024 3:04 pm`, `12/25/1995`), as the specification leaves to engines.
import { type Str, type bool, type f64, type i32, type u32 } from './intrinsics.ts';
import { makeDate, makeDay, makeTime, timeClip } from './date-time.ts';
import { isWhiteSpace } from './number-parse.ts';
import { charCodeAt, flatten } from './string.ts';

/** Kinds of tokens: the end, a number, a word, white space, and single symbols as their code units. */
const END: i32 = -1;
const NUMBER: i32 = -2;
const WORD: i32 = -3;
const SPACE: i32 = -4;
/** Text in parentheses, and symbols that mean nothing. */
const OTHER: i32 = -5;
const COLON: i32 = 58;
const MINUS: i32 = 45;
const PLUS: i32 = 43;
const POINT: i32 = 46;
const CLOSE: i32 = 41;

/** Kinds of words. */
const UNKNOWN: i32 = 0;
const MONTH: i32 = 1;
const HALF_DAY: i32 = 2;
const ZONE: i32 = 3;
const TIME_MARK: i32 = 4;

/** A field that has not been read. */
const NONE: i32 = -1000000000;
/** Digits of a number beyond this many are passed over. */
const MAX_DIGITS: i32 = 9;

let text: Str = '';
let at: u32 = 0;
// The token that comes next.
let kind: i32 = END;
let value: i32 = 0;
let length: i32 = 0;
let wordKind: i32 = UNKNOWN;
// What was read: up to three numbers of a date and the month by name, up to four of a time and its half of the day, the zone.
let dates: i32 = 0;
let date0: i32 = 0;
let date1: i32 = 0;
let date2: i32 = 0;
let namedMonth: i32 = NONE;
let isoDate: bool = false;
let times: i32 = 0;
let time0: i32 = 0;
let time1: i32 = 0;
let time2: i32 = 0;
let time3: i32 = 0;
let halfDay: i32 = NONE;
let zoneSign: i32 = 0;
let zoneHour: i32 = NONE;
let zoneMinute: i32 = NONE;
/** Set when nothing can come of the text any more. */
let failed: bool = false;

/** The time value that a text spells, NaN if it spells none. */
export function parseDate(source: Str): f64 {
  text = flatten(source);
  at = 0;
  dates = 0;
  namedMonth = NONE;
  isoDate = false;
  failed = false;
  times = 0;
  halfDay = NONE;
  zoneSign = 0;
  zoneHour = NONE;
  zoneMinute = NONE;
  next();
  const result: f64 = readIso() || readLenient() ? compose() : NaN;
  text = '';
  return result;
}

function next(): void {
  const unit: i32 = charCodeAt(text, at);
  const from: u32 = at;
  if (unit < 0) {
    kind = END;
    return;
  }
  if (unit >= 48 && unit <= 57) {
    kind = NUMBER;
    readDigits();
    length = (at - from) as i32;
    return;
  }
  at = at + 1;
  if (isWhiteSpace(unit)) {
    kind = SPACE;
    while (isWhiteSpace(charCodeAt(text, at))) at = at + 1;
  } else if (unit >= 65) {
    kind = WORD;
    at = from;
    readWord();
  } else if (unit === 40) {
    kind = OTHER;
    skipParentheses();
  } else {
    kind = unit === COLON || unit === MINUS || unit === PLUS || unit === POINT || unit === CLOSE ? unit : OTHER;
  }
}
function readDigits(): void {
  let digits: i32 = 0;
  value = 0;
  let unit: i32 = charCodeAt(text, at);
  while (unit >= 48 && unit <= 57) {
    if ((digits !== 0 || unit !== 48) && digits < MAX_DIGITS) {
      value = value * 10 + (unit - 48);
      digits = digits + 1;
    }
    at = at + 1;
    unit = charCodeAt(text, at);
  }
}
/** Nested ones are balanced; one that never closes takes the rest. */
function skipParentheses(): void {
  let depth: i32 = 1;
  while (depth !== 0 && charCodeAt(text, at) >= 0) {
    const unit: i32 = charCodeAt(text, at);
    if (unit === 40) depth = depth + 1;
    if (unit === CLOSE) depth = depth - 1;
    at = at + 1;
  }
}

/** A word is known by its first three letters; all but months must end there. */
function readWord(): void {
  let prefix: i32 = 0;
  length = 0;
  let unit: i32 = charCodeAt(text, at);
  while (unit >= 65 && !isWhiteSpace(unit)) {
    if (length < 3) prefix = (prefix << 8) | (unit > 255 ? 0 : unit | (unit <= 90 ? 32 : 0));
    length = length + 1;
    at = at + 1;
    unit = charCodeAt(text, at);
  }
  for (let i: i32 = length; i < 3; i = i + 1) prefix = prefix << 8;
  const month: i32 = monthOf(prefix);
  wordKind = UNKNOWN;
  if (month !== 0) {
    wordKind = MONTH;
    value = month;
  } else if (length <= 3) {
    knownWord(prefix);
  }
}
function monthOf(prefix: i32): i32 {
  if (prefix === 0x6a616e) return 1;
  if (prefix === 0x666562) return 2;
  if (prefix === 0x6d6172) return 3;
  if (prefix === 0x617072) return 4;
  if (prefix === 0x6d6179) return 5;
  if (prefix === 0x6a756e) return 6;
  if (prefix === 0x6a756c) return 7;
  if (prefix === 0x617567) return 8;
  if (prefix === 0x736570) return 9;
  if (prefix === 0x6f6374) return 10;
  if (prefix === 0x6e6f76) return 11;
  return prefix === 0x646563 ? 12 : 0;
}
/** am, pm; ut, utc, z, gmt, and the zones of North America (RFC 5322 §4.3); t. */
function knownWord(prefix: i32): void {
  wordKind = ZONE;
  if (prefix === 0x757400 || prefix === 0x757463 || prefix === 0x7a0000 || prefix === 0x676d74) value = 0;
  else if (prefix === 0x656474) value = -4;
  else if (prefix === 0x657374 || prefix === 0x636474) value = -5;
  else if (prefix === 0x637374 || prefix === 0x6d6474) value = -6;
  else if (prefix === 0x6d7374 || prefix === 0x706474) value = -7;
  else if (prefix === 0x707374) value = -8;
  else if (prefix === 0x740000) wordKind = TIME_MARK;
  else {
    value = prefix === 0x706d00 ? 12 : 0;
    wordKind = prefix === 0x616d00 || prefix === 0x706d00 ? HALF_DAY : UNKNOWN;
  }
}

function isBetween(low: i32, high: i32): bool {
  return value >= low && value <= high;
}
function isFixed(digits: i32): bool {
  return kind === NUMBER && length === digits;
}
function skip(symbol: i32): bool {
  if (kind !== symbol) return false;
  next();
  return true;
}
function isLetterZ(): bool {
  return kind === WORD && wordKind === ZONE && length === 1;
}

function addDate(x: i32): bool {
  if (dates === 0) date0 = x;
  else if (dates === 1) date1 = x;
  else if (dates === 2) date2 = x;
  else return false;
  dates = dates + 1;
  return true;
}
/** What comes after the milliseconds is passed over. */
function addTime(x: i32): void {
  if (times === 0) time0 = x;
  else if (times === 1) time1 = x;
  else if (times === 2) time2 = x;
  else if (times === 3) time3 = x;
  else return;
  times = times + 1;
}
function setZone(hours: i32): void {
  zoneSign = hours < 0 ? -1 : 1;
  zoneHour = hours < 0 ? 0 - hours : hours;
  zoneMinute = 0;
}

/** Reads the ISO format. False with the first token next that does not belong to it; what was read by then stays read. */
function readIso(): bool {
  if (kind === PLUS || kind === MINUS) {
    const sign: i32 = kind === PLUS ? 1 : -1;
    next();
    if (!isFixed(6)) return false;
    const year: i32 = value;
    next();
    if (sign < 0 && year === 0) return false;
    addDate(sign * year);
  } else {
    if (!isFixed(4)) return false;
    addDate(value);
    next();
  }
  if (skip(MINUS)) {
    if (!isFixed(2) || !isBetween(1, 12)) return false;
    addDate(value);
    next();
    if (skip(MINUS)) {
      if (!isFixed(2) || !isBetween(1, 31)) return false;
      addDate(value);
      next();
    }
  }
  if (kind === WORD && wordKind === TIME_MARK) {
    next();
    // Behind the T nothing else is taken.
    if (!readIsoTime() || kind !== END) {
      failed = true;
      return false;
    }
  } else if (kind !== END) {
    return false;
  }
  if (zoneSign === 0 && times === 0) setZone(0);
  isoDate = true;
  return true;
}

/** HH:mm, HH:mm:ss or HH:mm:ss.sss with any number of digits, and the zone. */
function readIsoTime(): bool {
  if (!isFixed(2) || !isBetween(0, 24)) return false;
  const limit: i32 = value === 24 ? 0 : 59;
  addTime(value);
  next();
  if (!skip(COLON) || !isFixed(2) || !isBetween(0, limit)) return false;
  addTime(value);
  next();
  if (skip(COLON)) {
    if (!isFixed(2) || !isBetween(0, limit)) return false;
    addTime(value);
    next();
    if (skip(POINT)) {
      if (kind !== NUMBER || (limit === 0 && value > 0)) return false;
      addTime(milliseconds());
      next();
    }
  }
  if (isLetterZ()) {
    setZone(0);
    next();
  } else if (kind === PLUS || kind === MINUS) {
    return readIsoZone();
  }
  return true;
}
function readIsoZone(): bool {
  zoneSign = kind === PLUS ? 1 : -1;
  next();
  if (isFixed(4)) {
    zoneHour = value / 100;
    zoneMinute = value % 100;
  } else {
    if (!isFixed(2)) return false;
    zoneHour = value;
    next();
    if (!skip(COLON) || !isFixed(2)) return false;
    zoneMinute = value;
  }
  next();
  return zoneHour < 24 && zoneMinute < 60;
}
/** The number at hand as the fraction of a second. */
function milliseconds(): i32 {
  let ms: i32 = value;
  let digits: i32 = length > MAX_DIGITS ? MAX_DIGITS : length;
  for (; digits < 3; digits = digits + 1) ms = ms * 10;
  for (; digits > 3; digits = digits - 1) ms = ms / 10;
  return ms;
}

/** Is a number the next field of the time that has been begun? */
function expectsTime(x: i32): bool {
  if (times === 1 || times === 2) return x >= 0 && x < 60;
  return times === 3 && x >= 0 && x < 1000;
}
function endTime(x: i32): void {
  addTime(x);
  while (times < 4) addTime(0);
}

/** The lenient reader, from the token at hand on. */
function readLenient(): bool {
  if (failed) return false;
  let seenNumber: bool = dates !== 0;
  while (kind !== END) {
    const token: i32 = kind;
    if (token === NUMBER) {
      seenNumber = true;
      if (!readField()) return false;
    } else if (token === WORD) {
      if (!takeWord(seenNumber)) return false;
    } else if ((token === PLUS || token === MINUS) && ((zoneHour === 0 && zoneMinute === 0) || times !== 0)) {
      seenNumber = true;
      if (!readOffset()) return false;
    } else if ((token === PLUS || token === MINUS || token === CLOSE) && seenNumber) {
      return false;
    } else {
      next();
    }
  }
  return true;
}

/** A number belongs to the time if a colon follows or the time waits for one, else to the date. */
function readField(): bool {
  const n: i32 = value;
  next();
  if (skip(COLON)) {
    if (skip(COLON)) {
      if (times !== 0) return false;
      addTime(n);
      addTime(0);
      return true;
    }
    if (times === 4) return false;
    addTime(n);
    skip(POINT);
    return true;
  }
  if (skip(POINT) && expectsTime(n)) {
    addTime(n);
    if (kind !== NUMBER) return false;
    endTime(milliseconds());
    next();
    return true;
  }
  if (zoneHour !== NONE && zoneMinute === NONE && n >= 0 && n < 60) {
    zoneMinute = n;
    return true;
  }
  if (expectsTime(n)) {
    endTime(n);
    return kind === END || kind === SPACE || isLetterZ() || kind === PLUS || kind === MINUS;
  }
  if (!addDate(n)) return false;
  skip(MINUS);
  return true;
}

function takeWord(seenNumber: bool): bool {
  const type: i32 = wordKind;
  const meaning: i32 = value;
  next();
  if (type === HALF_DAY && times !== 0) {
    halfDay = meaning;
  } else if (type === MONTH) {
    namedMonth = meaning;
    skip(MINUS);
  } else if (type === ZONE && seenNumber) {
    setZone(meaning);
  } else {
    // Other words may stand before the first number, apart from it.
    return !seenNumber && kind !== NUMBER;
  }
  return true;
}

/** +hh, +hhmm or +hh:mm behind a time or a zone. */
function readOffset(): bool {
  zoneSign = kind === PLUS ? 1 : -1;
  next();
  let n: i32 = 0;
  let digits: i32 = 0;
  if (kind === NUMBER) {
    n = value;
    digits = length;
    next();
  }
  if (kind === COLON) {
    zoneHour = n;
    zoneMinute = NONE;
    return true;
  }
  if (digits === 0 || digits > 4) return false;
  zoneHour = digits > 2 ? n / 100 : n;
  zoneMinute = digits > 2 ? n % 100 : 0;
  return true;
}

/** The time value of what was read. */
function compose(): f64 {
  if (dates === 0) return NaN;
  while (dates < 3) addDate(1);
  let year: i32 = 0;
  let month: i32 = namedMonth;
  let day: i32 = 0;
  const dayFirst: bool = date0 >= 1 && date0 <= 31;
  if (namedMonth === NONE) {
    const yearFirst: bool = isoDate || !dayFirst;
    year = yearFirst ? date0 : date2;
    month = yearFirst ? date1 : date0;
    day = yearFirst ? date2 : date1;
  } else {
    year = dayFirst ? date1 : date0;
    day = dayFirst ? date0 : date1;
  }
  if (!isoDate && year >= 0 && year < 100) year = year + (year < 50 ? 2000 : 1900);
  if (month < 1 || month > 12 || day < 1 || day > 31) return NaN;
  const time: f64 = composeTime();
  const date: f64 = makeDate(makeDay(year as f64, (month - 1) as f64, day as f64), time);
  if (zoneSign === 0) return timeClip(date);
  const hours: i32 = zoneHour === NONE ? 0 : zoneHour;
  const minutes: i32 = zoneMinute === NONE ? 0 : zoneMinute;
  // 32-bit arithmetic that wraps, as in V8, decides what becomes of hours that are none.
  const seconds: i32 = hours * 3600 + minutes * 60;
  if (seconds < 0) return NaN;
  return timeClip(date - (zoneSign as f64) * (seconds as f64) * 1000);
}
function composeTime(): f64 {
  while (times < 4) addTime(0);
  let hour: i32 = time0;
  if (halfDay !== NONE) {
    if (hour < 0 || hour > 12) return NaN;
    hour = (hour % 12) + halfDay;
  }
  const whole: bool = hour === 24 && time1 === 0 && time2 === 0 && time3 === 0;
  if (
    !whole &&
    (hour < 0 || hour > 23 || time1 < 0 || time1 > 59 || time2 < 0 || time2 > 59 || time3 < 0 || time3 > 999)
  )
    return NaN;
  return makeTime(hour as f64, time1 as f64, time2 as f64, time3 as f64);
}
