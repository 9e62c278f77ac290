// Object destructuring: renames, defaults, nesting, computed keys, rest, in parameters and assignments.
const user = { id: 1, name: 'Ann', address: { city: 'Oslo', zip: '0150' }, tags: ['a', 'b'], extra: null as null | string };
const { id, name: alias, address: { city, country = 'NO' }, tags: [first], extra = 'def', ...rest } = user as typeof user & { address: { country?: string } };
console.log(id, alias, city, country, first, extra, rest);
const key = 'name' as const;
const { [key]: dynamic, ...others } = user;
console.log(dynamic, Object.keys(others));
let a: number;
let b: string;
({ id: a, name: b = 'x' } = user);
console.log(a, b);
const target: { p?: number; q: number[] } = { q: [] };
({ x: target.p, y: target.q[2] } = { x: 1, y: 2 });
console.log(target);
const show = ({ name, tags: [, second = 'none'] }: { name: string; tags: string[] }): string => `${name}/${second}`;
console.log(show(user), show({ name: 'B', tags: [] }));
for (const { n = 0, m } of [{ m: 1 }, { n: 5, m: 2 }] as { n?: number; m: number }[]) console.log(n, m);
const { length } = 'hello';
const { max } = Math;
console.log(length, max(1, 2));
try {
  const { z } = null as unknown as { z: number };
  console.log(z);
} catch (e) {
  console.log((e as Error).name);
}
