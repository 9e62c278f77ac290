// Setters overflow into other fields; differences in days; month ends.
const d = new Date(Date.UTC(2023, 0, 31));
d.setUTCMonth(1);
console.log(d.toISOString(), d.setUTCDate(0), d.toISOString(), d.setUTCFullYear(2024, 1, 29), d.toISOString());
d.setUTCHours(25, 61, 61, 1001);
console.log(d.toISOString(), new Date(d.setTime(1e12)).toISOString(), d.setUTCMilliseconds(-1), d.toISOString());
const daysBetween = (a: string, b: string): number => Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000);
console.log(daysBetween('2024-01-01', '2024-12-31'), daysBetween('2000-01-01', '2024-02-29'), daysBetween('1970-01-01', '1969-12-31'));
const daysIn = (y: number, m: number): number => new Date(Date.UTC(y, m, 0)).getUTCDate();
console.log([1, 2, 3, 4].map((m) => daysIn(2024, m)), daysIn(1900, 2), daysIn(2000, 2));
const weekday = (s: string): string => ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'][new Date(s).getUTCDay()];
console.log(weekday('2024-02-29'), weekday('1969-07-20'), weekday('1900-01-01'), +d.setUTCSeconds(NaN), d.getTime());
console.log((new Date(5) as unknown as number) - (new Date(2) as unknown as number), new Date(2024, 0) > new Date(2023, 0), new Date(10) < new Date(9));
