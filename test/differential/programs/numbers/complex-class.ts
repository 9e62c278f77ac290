// Complex arithmetic with a class: multiplication, division, powers, roots and printing.
class C {
  constructor(
    readonly re: number,
    readonly im = 0,
  ) {}
  static polar = (r: number, t: number): C => new C(r * Math.cos(t), r * Math.sin(t));
  add = (o: C): C => new C(this.re + o.re, this.im + o.im);
  mul = (o: C): C => new C(this.re * o.re - this.im * o.im, this.re * o.im + this.im * o.re);
  div(o: C): C {
    const d = o.re ** 2 + o.im ** 2;
    return new C((this.re * o.re + this.im * o.im) / d, (this.im * o.re - this.re * o.im) / d);
  }
  get abs(): number {
    return Math.hypot(this.re, this.im);
  }
  pow(n: number): C {
    return n === 0 ? new C(1) : n % 2 ? this.mul(this.pow(n - 1)) : this.mul(this).pow(n / 2);
  }
  toString(): string {
    const f = (v: number): string => String(Math.round(v * 1e6) / 1e6 + 0);
    return this.im === 0 ? f(this.re) : `${f(this.re)}${this.im < 0 ? '-' : '+'}${f(Math.abs(this.im))}i`;
  }
}
const z = new C(3, 4);
console.log(`${z} ${z.mul(z)} ${z.div(new C(1, -1))} ${z.abs} ${z.pow(5)} ${new C(0, 1).pow(2)} ${z.div(new C(0))}`);
const roots = (n: number): C[] => Array.from({ length: n }, (_, k) => C.polar(1, (2 * Math.PI * k) / n));
console.log(roots(4).join(' '), `${roots(5).reduce((a, b) => a.add(b))}`, roots(3).map((r) => r.abs.toFixed(3)));
