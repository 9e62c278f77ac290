// Merging intervals, meeting rooms, leap years, day of week and a printed month.
type Interval = [start: number, end: number];
const merge = (is: Interval[]): Interval[] =>
  is.toSorted((a, b) => a[0] - b[0]).reduce<Interval[]>((out, [s, e]) => {
    const last = out.at(-1);
    if (last && s <= last[1]) last[1] = Math.max(last[1], e);
    else out.push([s, e]);
    return out;
  }, []);
const rooms = (is: Interval[]): number => {
  const events = is.flatMap(([s, e]) => [[s, 1], [e, -1]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let [now, most] = [0, 0];
  for (const [, d] of events) most = Math.max(most, (now += d));
  return most;
};
console.log(merge([[8, 10], [1, 3], [2, 6], [15, 18], [10, 11]]), merge([]), rooms([[0, 30], [5, 10], [15, 20], [10, 15]]));
const leap = (y: number): boolean => (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
const zeller = (y: number, m: number, d: number): number => {
  if (m < 3) [y, m] = [y - 1, m + 12];
  return (d + Math.floor((13 * (m + 1)) / 5) + y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + 6) % 7;
};
console.log([1900, 2000, 2023, 2024].map(leap), zeller(2024, 2, 29) === new Date(Date.UTC(2024, 1, 29)).getUTCDay());
const days = 31 - (((8 - 1) % 7) % 2);
const cells = [...Array<string>(zeller(2024, 8, 1)).fill(''), ...Array.from({ length: days }, (_, i) => String(i + 1))];
for (let i = 0; i < cells.length; i += 7) console.log(cells.slice(i, i + 7).map((c) => c.padStart(2)).join(' '));
