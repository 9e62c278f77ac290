// Interfaces: callable, constructable, hybrid, extending, index signatures, generics.
interface Fmt {
  (n: number): string;
  unit: string;
}
const fmt: Fmt = Object.assign((n: number) => `${n}${fmt.unit}`, { unit: 'px' });
fmt.unit = 'em';
console.log(fmt(3), fmt.unit);
interface Ctor<T> {
  new (n: number): T;
  label: string;
}
class A {
  static label = 'A!';
  constructor(readonly n: number) {}
}
const make = <T>(c: Ctor<T>, n: number): T => {
  console.log(c.label);
  return new c(n);
};
console.log(make(A, 5).n);
interface Base {
  id: number;
}
interface Ext extends Base, Partial<Record<'a' | 'b', string>> {
  [extra: string]: unknown;
}
const e: Ext = { id: 1, a: 'x', more: [1] };
e['dyn'] = true;
console.log(e, e.b, e['more'], Object.keys(e).length);
interface Visitor<R> {
  num(n: number): R;
  add(l: Expr, r: Expr): R;
}
interface Expr {
  accept<R>(v: Visitor<R>): R;
}
const num = (n: number): Expr => ({ accept: (v) => v.num(n) });
const add = (l: Expr, r: Expr): Expr => ({ accept: (v) => v.add(l, r) });
const evalV: Visitor<number> = { num: (n) => n, add: (l, r) => l.accept(evalV) + r.accept(evalV) };
const showV: Visitor<string> = { num: String, add: (l, r) => `(${l.accept(showV)} + ${r.accept(showV)})` };
const ex = add(num(1), add(num(2), num(3)));
console.log(ex.accept(evalV), ex.accept(showV));
