// HTTP dates (RFC 9110 §5.6.7): IMF-fixdate both ways, and the two obsolete forms that a recipient must still read. Days are counted in
// the proleptic Gregorian calendar; no clock and no `Date` is involved.

const DAYS = 'SunMonTueWedThuFriSat';
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const SECONDS_PER_DAY = 86_400;

/** Seconds since 1970 as `Sun, 06 Nov 1994 08:49:37 GMT`. */
export function formatDate(seconds: number): string {
  const days = Math.floor(seconds / SECONDS_PER_DAY);
  const second = seconds - days * SECONDS_PER_DAY;
  // Years begin in March here, so that the leap day is the last of its year.
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const march = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * march + 2) / 5) + 1;
  const month = march < 10 ? march + 2 : march - 10;
  const year = yearOfEra + era * 400 + (month < 2 ? 1 : 0);
  const weekday = (((days + 4) % 7) + 7) % 7;
  const time = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}`;
  return `${DAYS.slice(weekday * 3, weekday * 3 + 3)}, ${two(day)} ${MONTHS.slice(month * 3, month * 3 + 3)} ${year} ${time} GMT`;
}
function two(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}

/** Seconds since 1970; NaN for what is no HTTP date. `nowSeconds` settles the century of two-digit years. */
export function parseDate(text: string, nowSeconds: number): number {
  const comma = text.indexOf(',');
  if (comma === 3) {
    // Sun, 06 Nov 1994 08:49:37 GMT
    if (text.length !== 29 || !text.endsWith(' GMT')) return NaN;
    return secondsOf(text.slice(12, 16), text.slice(8, 11), text.slice(5, 7), text.slice(17, 25));
  }
  if (comma > 3) {
    // Sunday, 06-Nov-94 08:49:37 GMT
    const rest = text.slice(comma + 2);
    if (rest.length !== 22 || rest.charAt(2) !== '-' || rest.charAt(6) !== '-' || !rest.endsWith(' GMT')) return NaN;
    return inCentury(rest, nowSeconds);
  }
  // Sun Nov  6 08:49:37 1994
  if (text.length !== 24) return NaN;
  return secondsOf(text.slice(20, 24), text.slice(4, 7), text.slice(8, 10).replace(' ', '0'), text.slice(11, 19));
}

/** A year more than 50 years ahead is the last one with the same two digits. */
function inCentury(rest: string, nowSeconds: number): number {
  const nowYear = 1970 + Math.floor(nowSeconds / (365.2425 * SECONDS_PER_DAY));
  const digits = digitsOf(rest.slice(7, 9));
  let year = Math.floor(nowYear / 100) * 100 + digits;
  if (year > nowYear + 50) year -= 100;
  return secondsOf(`${year}`, rest.slice(3, 6), rest.slice(0, 2), rest.slice(10, 18));
}

function digitsOf(text: string): number {
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

function secondsOf(yearText: string, monthName: string, dayText: string, time: string): number {
  const index = MONTHS.indexOf(monthName);
  if (index === -1 || index % 3 !== 0 || time.charAt(2) !== ':' || time.charAt(5) !== ':') return NaN;
  const month = index / 3;
  const year = digitsOf(yearText);
  const day = digitsOf(dayText);
  const hour = digitsOf(time.slice(0, 2));
  const minute = digitsOf(time.slice(3, 5));
  const second = digitsOf(time.slice(6, 8));
  const valid = year >= 0 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 60;
  if (!valid) return NaN;
  const shiftedYear = month < 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const march = month < 2 ? month + 10 : month - 2;
  const dayOfYear = Math.floor((153 * march + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
}
