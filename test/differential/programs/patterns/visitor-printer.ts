// The visitor pattern over an expression tree: evaluate, print, derive and simplify.
interface Visitor<R> {
  num(n: number): R;
  x(): R;
  add(a: Expr, b: Expr): R;
  mul(a: Expr, b: Expr): R;
}
abstract class Expr {
  abstract accept<R>(v: Visitor<R>): R;
  toString(): string {
    return this.accept(new Printer());
  }
}
class Num extends Expr {
  constructor(readonly n: number) {
    super();
  }
  accept<R>(v: Visitor<R>): R {
    return v.num(this.n);
  }
}
class X extends Expr {
  accept<R>(v: Visitor<R>): R {
    return v.x();
  }
}
class Bin extends Expr {
  constructor(
    readonly op: 'add' | 'mul',
    readonly a: Expr,
    readonly b: Expr,
  ) {
    super();
  }
  accept<R>(v: Visitor<R>): R {
    return v[this.op](this.a, this.b);
  }
}
class Printer implements Visitor<string> {
  num = (n: number): string => `${n}`;
  x = (): string => 'x';
  add = (a: Expr, b: Expr): string => `(${a.accept(this)} + ${b.accept(this)})`;
  mul = (a: Expr, b: Expr): string => `${a.accept(this)}*${b.accept(this)}`;
}
const evalAt = (x: number): Visitor<number> => ({ num: (n) => n, x: () => x, add(a, b) { return a.accept(this) + b.accept(this); }, mul(a, b) { return a.accept(this) * b.accept(this); } });
const derive: Visitor<Expr> = { num: () => new Num(0), x: () => new Num(1), add: (a, b) => new Bin('add', a.accept(derive), b.accept(derive)), mul: (a, b) => new Bin('add', new Bin('mul', a.accept(derive), b), new Bin('mul', a, b.accept(derive))) };
const simplify: Visitor<Expr> = {
  num: (n) => new Num(n),
  x: () => new X(),
  add(a, b) {
    const [l, r] = [a.accept(simplify), b.accept(simplify)];
    if (l instanceof Num && r instanceof Num) return new Num(l.n + r.n);
    return l instanceof Num && l.n === 0 ? r : r instanceof Num && r.n === 0 ? l : new Bin('add', l, r);
  },
  mul(a, b) {
    const [l, r] = [a.accept(simplify), b.accept(simplify)];
    for (const [p, q] of [[l, r], [r, l]]) if (p instanceof Num) return p.n === 0 ? p : p.n === 1 ? q : q instanceof Num ? new Num(p.n * q.n) : new Bin('mul', l, r);
    return new Bin('mul', l, r);
  },
};
const e = new Bin('add', new Bin('mul', new Num(3), new Bin('mul', new X(), new X())), new Bin('add', new X(), new Num(7)));
console.log(`${e} | ${e.accept(derive)} | ${e.accept(derive).accept(simplify)}`, e.accept(evalAt(2)), e.accept(derive).accept(evalAt(2)));
