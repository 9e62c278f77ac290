// Dates on UTC: construction, fields, ISO text.
const d = new Date(Date.UTC(2024, 1, 29, 12, 34, 56, 789));
console.log(d.toISOString(), d.getTime(), d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCDay(), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds());
console.log(new Date(0).toISOString(), new Date(-1).toISOString(), new Date(8.64e15).toISOString(), new Date(8.64e15 + 1).getTime(), new Date(-62198755200000).toISOString());
console.log(JSON.stringify(d), d.valueOf() === +d, typeof d, d instanceof Date, new Date(d) !== d, new Date(d).getTime() === d.getTime());
console.log(Date.UTC(2020), Date.UTC(99, 0), Date.UTC(2020, 12, 0), Date.UTC(2020, 1, 30, 25, 61), Date.UTC(NaN));
console.log(new Date('2024-01-15T10:00:00Z') < new Date('2024-01-15T11:00:00+00:30'), Object.prototype.toString.call(d));
try {
  new Date(NaN).toISOString();
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
console.log(d, [d], { when: d }, new Date(NaN));
