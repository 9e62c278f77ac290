// Optional parameters: missing, undefined, null through wider types, and extra ones.
function f(a?: number, b?: string | null, ...c: (boolean | undefined)[]): unknown[] {
  return [a, b, c, a === undefined, b == null, c.length];
}
console.log(f(), f(undefined), f(1, null), f(1, undefined, undefined), f(1, 'x', true, undefined));
const opts = (o: { a?: number; b?: { c?: string } } = {}): string => `${o.a ?? 'no a'} ${o.b?.c ?? 'no c'}`;
console.log(opts(), opts({}), opts({ a: 0 }), opts({ b: {} }), opts({ a: undefined, b: { c: '' } }));
const g = (cb?: (n: number) => void): string => (cb ? (cb(1), 'called') : 'none');
console.log(g(), g(() => {}), g(undefined));
function ret(n: number): string | undefined {
  if (n > 0) return 'pos';
  if (n < 0) return;
}
console.log(ret(1), ret(-1), ret(0), [ret(0)].length, ret(0)?.length);
const dflt = (a = 1, b = a, c = () => a + b): number => c();
console.log(dflt(), dflt(undefined, 5), dflt(2, undefined, undefined));
function inner({ x = 1, y }: { x?: number; y?: number }): [number, number | undefined] {
  return [x, y];
}
console.log(inner({}), inner({ x: undefined, y: 2 }), inner({ x: null as unknown as number }));
