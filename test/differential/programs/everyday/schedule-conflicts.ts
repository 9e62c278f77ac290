// Meetings, overlaps, free slots and formatting of minutes.
type Slot = readonly [from: string, to: string, what?: string];
const minutes = (t: string): number => { const [h, m = 0] = t.split(':').map(Number); return h * 60 + m; };
const clock = (m: number): string => `${Math.floor(m / 60)}:${String(m % 60).padStart(2, '0')}`;
const day: Slot[] = [['9:00', '10:30', 'standup'], ['13', '14:15', 'lunch'], ['10:00', '11:00', 'review'], ['16:30', '17']];
const sorted = day.map(([a, b, w = 'busy']) => ({ a: minutes(a), b: minutes(b), w })).sort((x, y) => x.a - y.a);
const conflicts = sorted.flatMap((x, i) => sorted.slice(i + 1).filter((y) => y.a < x.b).map((y) => `${x.w}/${y.w}`));
const free: string[] = [];
let at = minutes('8');
for (const { a, b } of [...sorted, { a: minutes('18'), b: Infinity }]) {
  if (a > at) free.push(`${clock(at)}-${clock(a)}`);
  at = Math.max(at, b);
}
console.log(conflicts, free, sorted.map((s) => s.b - s.a), sorted.find((s) => s.w === 'busy')?.a);
