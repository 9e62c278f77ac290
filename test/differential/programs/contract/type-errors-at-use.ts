// TypeErrors at the first use of a missing value, with Node's messages.
interface Deep {
  a: { b: { c(): string; d: number[] } };
  f?: () => void;
}
const bad = [{}, { a: null }, { a: {} }, { a: { b: {} } }, { a: { b: { c: 1, d: null } } }] as unknown as Deep[];
const uses: [string, (o: Deep) => unknown][] = [
  ['read', (o) => o.a.b],
  ['deep', (o) => o.a.b.d],
  ['call', (o) => o.a.b.c()],
  ['index', (o) => o.a.b.d[0]],
  ['spread', (o) => [...o.a.b.d]],
  ['opt', (o) => o.f!()],
  ['destructure', ({ a: { b } }) => b],
];
for (const [i, o] of bad.entries()) {
  for (const [name, use] of uses) {
    try {
      console.log(i, name, use(o));
    } catch (e) {
      console.log(i, name, e instanceof TypeError, (e as Error).message);
    }
  }
}
