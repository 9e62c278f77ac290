// Events over days: streaks, gaps, calendars as sets of ISO days.
const DAY = 864e5;
const days = ['2024-03-01', '2024-03-02', '2024-03-03', '2024-03-07', '2024-02-29', '2024-03-07'];
const set = new Set(days);
const next = (d: string, n = 1): string => new Date(Date.parse(d) + n * DAY).toISOString().slice(0, 10);
let best = 0;
for (const d of set) {
  if (set.has(next(d, -1))) continue;
  let n = 1;
  while (set.has(next(d, n))) n++;
  best = Math.max(best, n);
}
const sorted = [...set].sort();
const gaps = sorted.slice(1).map((d, i) => (Date.parse(d) - Date.parse(sorted[i])) / DAY);
console.log(best, sorted, gaps, next('2024-12-31'), next('2024-03-01', -1));
const grid = Array.from({ length: 7 }, (_, i) => next('2024-03-01', i)).map((d) => (set.has(d) ? '#' : '.')).join('');
console.log(grid, Object.entries(Object.groupBy(sorted, (d) => d.slice(0, 7))).map(([m, ds]) => `${m}=${ds!.length}`));
