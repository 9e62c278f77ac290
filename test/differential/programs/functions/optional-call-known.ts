// Optional calls of functions that are known: nothing but the call is made, yet the value is asked for.
function run(): void {
  const fn = (a: number, b: number): number => a + b;
  console.log(fn?.(10, 20));
  function g(x: number) { return x * 2; }
  console.log(g?.(4), (fn)(1, 2), fn!(3, 4), (g as (x: number) => number)(5), g(6));
  const h = function (this: void) { return 7; };
  console.log(h?.(), h.call(undefined), [1].map(h).length);
  const k = async () => 1;
  void k?.().then((v) => console.log('k', v));
  const t = (s: TemplateStringsArray, ...v: number[]) => s.raw.join('|') + v;
  console.log(t`a${1}b`);
}
run();
const top1 = (x: string): string => x + '!';
console.log(top1?.('x'));
const maybe: ((x: string) => string) | undefined = Math.random() > 2 ? undefined : (x) => x + '?';
console.log(maybe?.('y'));
const o = { m: (x: number) => x + 1, n: undefined as undefined | (() => 1) };
console.log(o?.m?.(1), o.n?.(), o['m']?.(2));
const i = 0; const arr = [10, 11];
const fn = (arg1: number, arg2: number) => { return arg1 + arg2; };
console.log(fn?.(10, 20), arr?.[i + 1]);
