// Dates: calendar arithmetic, ISO weeks, formatting, recurrence rules, durations; generic comparators.
type Unit = 'year' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second';
const MS: Record<Exclude<Unit, 'year' | 'month'>, number> = {
  week: 6048e5,
  day: 864e5,
  hour: 36e5,
  minute: 6e4,
  second: 1e3,
};
const utc = (y: number, m: number, d: number, ...t: number[]): Date => new Date(Date.UTC(y, m - 1, d, ...t));
const daysInMonth = (y: number, m: number): number => new Date(Date.UTC(y, m, 0)).getUTCDate();
function add(d: Date, n: number, u: Unit): Date {
  switch (u) {
    case 'year':
      return add(d, n * 12, 'month');
    case 'month': {
      const total = d.getUTCFullYear() * 12 + d.getUTCMonth() + n;
      const [y, m] = [Math.floor(total / 12), ((total % 12) + 12) % 12];
      const r = new Date(d);
      r.setUTCFullYear(y, m, Math.min(d.getUTCDate(), daysInMonth(y, m + 1)));
      return r;
    }
    default:
      return new Date(d.getTime() + n * MS[u]);
  }
}
function isoWeek(d: Date): [year: number, week: number] {
  const t = new Date(Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate()));
  t.setUTCDate(t.getUTCDate() + 4 - (t.getUTCDay() || 7));
  return [t.getUTCFullYear(), Math.ceil(((+t - Date.UTC(t.getUTCFullYear(), 0, 1)) / MS.day + 1) / 7)];
}
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const ord = (n: number): string => n + (['th', 'st', 'nd', 'rd'][n % 100 > 10 && n % 100 < 14 ? 0 : n % 10] ?? 'th');
const p2 = (n: number): string => `${n}`.padStart(2, '0');
function format(d: Date, f: string): string {
  const map: { readonly [k: string]: () => string | number } = {
    YYYY: () => d.getUTCFullYear(),
    MMMM: () => MONTHS[d.getUTCMonth()]!,
    MMM: () => MONTHS[d.getUTCMonth()]!.slice(0, 3),
    MM: () => p2(d.getUTCMonth() + 1),
    DD: () => p2(d.getUTCDate()),
    Do: () => ord(d.getUTCDate()),
    dddd: () => DAYS[d.getUTCDay()]!,
    ddd: () => DAYS[d.getUTCDay()]!.slice(0, 3),
    HH: () => p2(d.getUTCHours()),
    hh: () => p2(d.getUTCHours() % 12 || 12),
    mm: () => p2(d.getUTCMinutes()),
    ss: () => p2(d.getUTCSeconds()),
    A: () => (d.getUTCHours() < 12 ? 'AM' : 'PM'),
    W: () => isoWeek(d).join('-W'),
  };
  return f.replace(
    /\[([^\]]*)\]|YYYY|M{2,4}|Do|DD|d{3,4}|HH|hh|mm|ss|A|W/g,
    (t, lit?: string) => lit ?? String(map[t]?.() ?? t),
  );
}
const base = utc(2024, 1, 31, 13, 5, 9);
console.log(
  [1, 2, 13, -1, -11].map((n) => add(base, n, 'month').toISOString().slice(0, 10)),
  add(utc(2024, 2, 29), 1, 'year').toISOString(),
  add(base, -3, 'week').getTime(),
);
for (const f of ['YYYY-MM-DD[T]HH:mm:ss', 'dddd, MMMM Do YYYY, hh:mm A', '[Today is] ddd MMM DD', 'W'])
  console.log(format(base, f));
for (const d of [utc(2021, 1, 3), utc(2020, 12, 31), utc(2018, 12, 31), utc(2016, 1, 1)])
  console.log(d.toISOString().slice(0, 10), isoWeek(d).join(' W'), DAYS[d.getUTCDay()]);
interface Rule {
  readonly freq: 'daily' | 'weekly' | 'monthly';
  readonly interval?: number;
  readonly count?: number;
  readonly until?: Date;
  readonly byDay?: readonly number[];
}
function* recur(start: Date, { freq, interval = 1, count = Infinity, until, byDay }: Rule): Generator<Date, void> {
  for (let i = 0, n = 0; n < count; i++) {
    const d =
      freq === 'monthly'
        ? add(start, i * interval, 'month')
        : add(start, freq === 'weekly' && !byDay ? i * interval * 7 : i * (freq === 'daily' ? interval : 1), 'day');
    if (until && d > until) return;
    if (byDay && !byDay.includes(d.getUTCDay())) continue;
    n++;
    yield d;
  }
}
const iso = (d: Date): string => d.toISOString().slice(5, 10);
console.log(
  [...recur(utc(2024, 1, 31), { freq: 'monthly', count: 5 })].map(iso),
  [...recur(utc(2024, 2, 26), { freq: 'daily', interval: 2, until: utc(2024, 3, 5) })].map(iso),
  Array.from(recur(utc(2024, 5, 1), { freq: 'weekly', byDay: [1, 3], count: 4 }), iso),
);
function humanise(ms: number): string {
  const parts: string[] = [];
  let rest = Math.abs(ms);
  for (const [u, size] of Object.entries(MS).sort(([, a], [, b]) => b - a)) {
    const n = Math.trunc(rest / size);
    rest %= size;
    if (n) parts.push(`${n} ${u}${n > 1 ? 's' : ''}`);
  }
  return (
    (ms < 0 ? '-' : '') +
    (parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : (parts[0] ?? 'now'))
  );
}
console.log([0, 1000, 61000, 90061000, -6048e5 * 2 - 7200e3].map(humanise));
for (const s of [
  '2024-02-30',
  '2024-02-30T00:00:00Z',
  '2024-06-01',
  'Tue, 05 Nov 2024 10:00:00 GMT',
  'June 5, 2001 10:00 UTC',
  '',
  'nope',
  '+010000-01-01T00:00:00Z',
]) {
  const d = new Date(s);
  console.log(JSON.stringify(s), isNaN(+d) ? String(d) : d.toISOString(), JSON.stringify({ d }));
}
const d0 = new Date(0);
console.log(
  d0,
  [d0],
  `${d0}`,
  d0.toDateString(),
  d0.toTimeString(),
  new Date(2020, 1, 30, 25).toString(),
  new Date(99, 0).getFullYear(),
  d0.valueOf() === +d0,
  new Date(NaN),
  d0 < base,
  d0.getTimezoneOffset(),
  Date.parse('1970-01-02'),
  new Date(8.64e15 + 1).getTime(),
);
try {
  new Date(NaN).toISOString();
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
console.log(
  typeof Date.now(),
  Date.length,
  new Date(2019, 11).toLocaleDateString === Date.prototype.toLocaleDateString,
  structuredClone(d0) instanceof Date,
  Object.prototype.toString.call(d0),
);
