// Generic currying, overload-like unions and functions that return functions that return functions.
const map = <A, B>(f: (a: A) => B) => (xs: readonly A[]): B[] => xs.map(f);
const filter = <A>(p: (a: A) => boolean) => (xs: readonly A[]): A[] => xs.filter(p);
const reduce = <A, B>(f: (b: B, a: A) => B, seed: B) => (xs: readonly A[]): B => xs.reduce(f, seed);
const flow = <A, B, C, D>(f: (a: A) => B, g: (b: B) => C, h: (c: C) => D) => (a: A): D => h(g(f(a)));
const sumSquaresOfOdd = flow(filter((n: number) => n % 2 === 1), map((n: number) => n * n), reduce((a: number, b: number) => a + b, 0));
console.log(sumSquaresOfOdd([1, 2, 3, 4, 5]), map(String)([1, null, true]), flow((s: string) => s.split(''), (c) => c.reverse(), (c) => c.join('-'))('abc'));
const adder = (a: number) => (b: number) => (c: number) => (d = 0) => a + b + c + d;
console.log(adder(1)(2)(3)(), adder(1)(2)(3)(4), [1, 2].map(adder(10)).map((f) => f(1)(1)));
const lens = <S, K extends keyof S>(k: K) => ({ get: (s: S) => s[k], set: (s: S, v: S[K]): S => ({ ...s, [k]: v }) });
const age = lens<{ name: string; age: number }, 'age'>('age');
const p = { name: 'p', age: 3 };
console.log(age.get(p), age.set(p, 4), p, age.set(age.set(p, 9), age.get(p) + 1));
