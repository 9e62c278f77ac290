// Word counting, grouping and sorting with maps.
const text = 'it was the best of times it was the worst of times';
const counts = new Map<string, number>();
for (const w of text.split(' ')) counts.set(w, (counts.get(w) ?? 0) + 1);
console.log([...counts].sort(([a, x], [b, y]) => y - x || a.localeCompare(b)));
const byLength = new Map<number, string[]>();
for (const w of counts.keys()) {
  const list = byLength.get(w.length);
  if (list) list.push(w);
  else byLength.set(w.length, [w]);
}
console.log(byLength, Object.fromEntries(counts), new Map([...byLength].map(([k, v]) => [k, v.length])));
const inverse = new Map([...counts].map(([k, v]) => [v, k]));
console.log(inverse, Math.max(...counts.values()));
