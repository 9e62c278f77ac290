// Parser combinators: closures, generics, unions and recursion through thunks.
type R<T> = { ok: true; v: T; rest: string } | { ok: false };
type P<T> = (s: string) => R<T>;
const re = (r: RegExp): P<string> => (s) => {
  const m = s.match(r);
  return m?.index === 0 ? { ok: true, v: m[0], rest: s.slice(m[0].length) } : { ok: false };
};
const map = <A, B>(p: P<A>, f: (a: A) => B): P<B> => (s) => {
  const r = p(s);
  return r.ok ? { ...r, v: f(r.v) } : r;
};
const seq = <T extends unknown[]>(...ps: { [K in keyof T]: P<T[K]> }): P<T> => (s) => {
  const vs: unknown[] = [];
  for (const p of ps as P<unknown>[]) {
    const r = p(s);
    if (!r.ok) return r;
    vs.push(r.v);
    s = r.rest;
  }
  return { ok: true, v: vs as T, rest: s };
};
const alt = <T>(...ps: P<T>[]): P<T> => (s) => ps.map((p) => p(s)).find((r) => r.ok) ?? { ok: false };
const many = <T>(p: P<T>): P<T[]> => (s) => {
  const v: T[] = [];
  for (let r = p(s); r.ok; r = p(s)) {
    v.push(r.v);
    s = r.rest;
  }
  return { ok: true, v, rest: s };
};
const num = map(re(/\d+/), Number);
const expr: P<number> = (s) => map(seq<[number, [string, number][]]>(term, many(seq<[string, number]>(re(/[+-]/), term))), ([a, xs]) => xs.reduce((l, [o, r]) => (o === '+' ? l + r : l - r), a))(s);
const atom: P<number> = alt(num, map(seq<[string, number, string]>(re(/\(/), (s) => expr(s), re(/\)/)), ([, v]) => v));
const term: P<number> = map(seq<[number, [string, number][]]>(atom, many(seq<[string, number]>(re(/[*/]/), atom))), ([a, xs]) => xs.reduce((l, [o, r]) => (o === '*' ? l * r : l / r), a));
for (const t of ['1+2*3', '(1+2)*3-4/2', '7', '(', '2*(3+4)*5x']) console.log(t, expr(t));
