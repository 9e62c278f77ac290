// Default and rest parameters, their scope and fn.length.
function f(a: number, b = a * 2, ...rest: number[]): string {
  return `${a} ${b} ${rest.length} ${rest}`;
}
console.log(f(1), f(1, undefined), f(1, 5, 6, 7), f.length, f.name);
let calls = 0;
const next = (): number => ++calls;
function g(x = next(), y = x + next()): number[] {
  return [x, y];
}
console.log(g(), g(10), g(1, 2), g(undefined, null as unknown as number), calls);
const h = ({ a = 1, b: { c = 2 } = {} }: { a?: number; b?: { c?: number } } = {}): number => a + c;
console.log(h(), h({ a: 5 }), h({ b: {} }), h({ b: { c: 9 } }));
const sum = (...n: number[]): number => n.reduce((s, v) => s + v, 0);
console.log(sum(), sum(1), sum(1, 2, 3), sum(...[4, 5], 6), ((a: number, b?: number) => b).length);
function inner(x = 1, y = () => x++): number[] {
  x += 5;
  return [y(), x, y()];
}
console.log(inner());
