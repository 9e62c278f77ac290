// compose, pipe, curry, partial, once, debounce-like state.
const compose = <A, B, C>(f: (b: B) => C, g: (a: A) => B) => (a: A): C => f(g(a));
const pipe = (...fs: ((n: number) => number)[]) => (n: number): number => fs.reduce((v, f) => f(v), n);
const curry = <A, B, C>(f: (a: A, b: B) => C) => (a: A) => (b: B): C => f(a, b);
const partial = <A, R extends unknown[], O>(f: (a: A, ...rest: R) => O, a: A) => (...rest: R): O => f(a, ...rest);
const once = <R>(f: () => R): (() => R) => {
  let done = false;
  let value!: R;
  return () => {
    if (!done) {
      done = true;
      value = f();
    }
    return value;
  };
};
console.log(compose((s: string) => s.length, (n: number) => 'x'.repeat(n))(4), pipe((n) => n + 1, (n) => n * 2, Math.sqrt)(7), pipe()(3));
console.log(curry((a: number, b: string) => b + a)(1)('z'), partial((a: string, b: number, c: number) => a + (b + c), 'sum ')(1, 2));
let made = 0;
const init = once(() => ++made);
console.log(init(), init(), made);
