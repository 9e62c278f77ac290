// Generic functions over primitives, objects and functions; inference, constraints and defaults.
const identity = <T>(x: T): T => x;
const pair = <A, B>(a: A, b: B): [A, B] => [a, b];
const pluck = <T, K extends keyof T>(xs: T[], k: K): T[K][] => xs.map((x) => x[k]);
function groupBy<T, K extends PropertyKey>(xs: readonly T[], f: (x: T) => K): Partial<Record<K, T[]>> {
  const out: Partial<Record<K, T[]>> = {};
  for (const x of xs) (out[f(x)] ??= []).push(x);
  return out;
}
console.log(identity(5) + 1, identity('s').length, identity<null>(null), pair(1, 'a'), pair(pair(1, 2), [3]));
console.log(pluck([{ a: 1, b: 'x' }, { a: 2, b: 'y' }], 'b'), pluck([{ n: 1 }], 'n')[0] + 1);
console.log(groupBy([1, 2, 3, 4, 5], (n) => (n % 2 ? 'odd' : 'even')), groupBy(['a', 'bb', 'cc'], (s) => s.length));
const zip = <A, B>(a: A[], b: B[]): [A, B][] => a.map((x, i) => [x, b[i]]);
console.log(zip([1, 2, 3], ['a', 'b']), zip([], [1]));
const maxBy = <T>(xs: T[], f: (x: T) => number): T | undefined => xs.reduce<T | undefined>((m, x) => (m === undefined || f(x) > f(m) ? x : m), undefined);
console.log(maxBy(['a', 'ccc', 'bb'], (s) => s.length), maxBy([] as number[], (n) => n), maxBy([{ v: 1 }, { v: 9 }], (o) => o.v));
function tuple<T extends unknown[]>(...xs: T): T {
  return xs;
}
console.log(tuple(1, 'x', true), tuple());
