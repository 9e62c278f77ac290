// Defaults that call, refer to earlier parameters, destructure, throw, and depend on state.
let id = 0;
const next = (): number => ++id;
const required = (n: string): never => {
  throw new TypeError(`${n} is required`);
};
function f(a = next(), { b = a * 10, c: [d = b, e] = [undefined, 'e'] as [number | undefined, string] } = {} as { b?: number; c?: [number | undefined, string] }, ...rest: number[]): unknown[] {
  return [a, b, d, e, rest];
}
console.log(f(), f(undefined, { b: 1 }), f(5, { c: [7, 'z'] }, 8, 9), id);
const g = (name: string = required('name'), opts: { deep?: { v?: number } } = {}, v = opts.deep?.v ?? -1): string => `${name}${v}`;
console.log(g('x'), g('y', { deep: { v: 3 } }), g('z', {}, 9));
try {
  g();
} catch (e) {
  console.log((e as Error).message);
}
const h = (f = (x: number) => x + 1, y = f(1), z = [f(y), ...[y]]): number[] => z;
console.log(h(), h((x) => x * 100), f.length, g.length, h.length);
