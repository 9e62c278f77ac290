// Missing keys of records, maps and nested dictionaries.
const ages: Record<string, number> = { ann: 30 };
console.log(ages['bob'], ages['bob'] ?? 0, ages['bob'] === undefined, 'bob' in ages, ages['ann'] + 1, typeof ages['zed']);
if (!ages['carl']) ages['carl'] = 1;
ages['carl']++;
console.log(ages);
const nested: Record<string, Record<string, number[]>> = { a: { b: [1] } };
console.log(nested['a']?.['b']?.[0], nested['x']?.['y']?.[0], nested['a']['c']?.length, nested['q'] === undefined);
const lookup: { [k: number]: string } = { 1: 'one' };
console.log([1, 2, 3].map((n) => lookup[n] ?? `no ${n}`), lookup[7]?.length);
try {
  console.log(nested['x']['y']);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
try {
  lookup[9].toUpperCase();
} catch (e) {
  console.log((e as Error).message);
}
const handlers: Record<string, (n: number) => number> = { double: (n) => n * 2 };
console.log(handlers['double']?.(4), handlers['triple']?.(4));
try {
  handlers['triple'](4);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
