// Sorting records by several keys with generic comparators.
type Cmp<T> = (a: T, b: T) => number;
const by = <T>(f: (x: T) => number | string): Cmp<T> => (a, b) => {
  const [x, y] = [f(a), f(b)];
  return x < y ? -1 : x > y ? 1 : 0;
};
const desc = <T>(c: Cmp<T>): Cmp<T> => (a, b) => -c(a, b);
const chain = <T>(...cs: Cmp<T>[]): Cmp<T> => (a, b) => cs.reduce((r, c) => r || c(a, b), 0);
const rows = [
  { n: 'bob', age: 30, city: 'X' },
  { n: 'al', age: 25, city: 'Y' },
  { n: 'cy', age: 30, city: 'X' },
  { n: 'di', age: 25, city: 'X' },
];
console.log(rows.toSorted(chain(by((r) => r.city), desc(by((r) => r.age)), by((r) => r.n))).map((r) => r.n));
console.log(rows.toSorted(desc(by((r) => r.n))).map((r) => r.n), rows.map((r) => r.n));
