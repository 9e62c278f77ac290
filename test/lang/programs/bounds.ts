// Named bounds of the runtime: what passes them throws what Node throws.
export {};
const attempt = (name: string, f: () => unknown): void => {
  try {
    console.log(name, f());
  } catch (e) {
    console.log(name, (e as Error).name, (e as Error).message);
  }
};
attempt('string', () => 'x'.repeat(2 ** 29));
attempt('concat', () => {
  let s = 'x'.repeat(2 ** 20);
  for (let i = 0; i < 12; i++) s += s;
  return s.length;
});
attempt('array', () => new Array(-1));
attempt('array', () => new Array(1.5));
attempt('length', () => {
  const a: number[] = [];
  a.length = -1;
  return a;
});
attempt('pad', () => 'x'.padStart(2 ** 30));
attempt('repeat', () => 'x'.repeat(-1));
attempt('bigint', () => 2n ** (2n ** 64n));
attempt('shift', () => 1n << (2n ** 40n));
attempt('fixed', () => (1).toFixed(101));
attempt('radix', () => (1).toString(37));
attempt('point', () => String.fromCodePoint(-1));
attempt('weak', () => new WeakSet().add(1 as unknown as object));
const wide: Record<string, number> = {};
for (let i = 0; i < 500; i++) wide[`p${i}`] = i;
console.log(Object.keys(wide).length, wide.p0, wide.p127, wide.p128, wide.p499, delete wide.p3, 'p3' in wide, Object.keys(wide)[3]);
const deep: unknown[] = [];
let at = deep;
for (let i = 0; i < 1000; i++) at.push((at = []));
console.log(deep.flat(Infinity).length, [1, [2, [3]]].join(), `${deep}`.length);
// Arrays longer than memory: sparse in Node, a RangeError here. The program goes on either way.
const goesOn = (f: () => unknown): string => {
  try {
    f();
  } catch (e) {
    if (!(e instanceof RangeError)) return String(e);
  }
  return 'goes on';
};
console.log(
  goesOn(() => {
    const a: number[] = [1];
    a[50_000_000] = 1;
    a[3_000_000_000] = 1;
  }),
  goesOn(() => new Array(4294967295)),
  goesOn(() => new Array(60_000_000)),
  goesOn(() => {
    const a: number[] = [];
    a.length = 4294967295;
  }),
);
const after: number[] = [];
for (let i = 0; i < 1000; i++) after.push(i);
console.log(after.reduce((a, b) => a + b));
