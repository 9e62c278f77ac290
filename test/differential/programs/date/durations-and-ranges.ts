// Durations, week numbers, business days, ages and iterating over dates.
const DAY = 86_400_000;
const d = (s: string): Date => new Date(`${s}T00:00:00Z`);
const iso = (x: Date): string => x.toISOString().slice(0, 10);
const addMonths = (x: Date, n: number): Date => {
  const r = new Date(Date.UTC(x.getUTCFullYear(), x.getUTCMonth() + n, 1));
  const last = new Date(Date.UTC(r.getUTCFullYear(), r.getUTCMonth() + 1, 0)).getUTCDate();
  r.setUTCDate(Math.min(x.getUTCDate(), last));
  return r;
};
console.log([1, 13, -1, -12].map((n) => iso(addMonths(d('2024-01-31'), n))));
const week = (x: Date): number => {
  const t = new Date(+x + (3 - ((x.getUTCDay() + 6) % 7)) * DAY);
  return 1 + Math.floor((+t - Date.UTC(t.getUTCFullYear(), 0, 1)) / DAY / 7);
};
console.log(['2021-01-03', '2021-01-04', '2020-12-31', '2024-12-30'].map((s) => week(d(s))));
function* days(a: Date, b: Date): Generator<Date> {
  for (let t = +a; t <= +b; t += DAY) yield new Date(t);
}
console.log([...days(d('2024-02-26'), d('2024-03-04'))].filter((x) => x.getUTCDay() % 6 !== 0).map(iso));
const age = (born: Date, on: Date): number => on.getUTCFullYear() - born.getUTCFullYear() - Number(on < addMonths(born, (on.getUTCFullYear() - born.getUTCFullYear()) * 12));
console.log(age(d('2000-02-29'), d('2024-02-28')), age(d('2000-02-29'), d('2024-02-29')), age(d('1990-12-31'), d('2024-01-01')));
const human = (ms: number): string => { const s = Math.floor(ms / 1000); return [[86400, 'd'], [3600, 'h'], [60, 'm'], [1, 's']].reduce<[string[], number]>(([out, left], [u, n]) => [left >= +u ? [...out, `${Math.floor(left / +u)}${n}`] : out, left % +u], [[], s])[0].join(' ') || '0s'; };
console.log([0, 59_999, 60_000, 3_723_000, 90_061_000].map(human));
