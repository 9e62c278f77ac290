// Readings to a report: parse, validate, aggregate by day, extremes and missing values.
const raw = 'mon 12.5,mon 14,tue -3,wed x,thu,tue 0.5,mon 9';
const byDay = new Map<string, number[]>();
const rejected: string[] = [];
for (const part of raw.split(',')) {
  const [day, text] = part.split(' ');
  const value = Number(text);
  if (text === undefined || Number.isNaN(value)) rejected.push(part);
  else if (byDay.has(day)) byDay.get(day)!.push(value);
  else byDay.set(day, [value]);
}
for (const [day, vs] of byDay) console.log(day, Math.min(...vs), Math.max(...vs), (vs.reduce((a, b) => a + b) / vs.length).toFixed(2));
console.log(rejected, byDay.get('wed')?.length ?? 0, [...byDay.values()].flat().sort((a, b) => a - b));
