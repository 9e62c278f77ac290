// Exact fractions on bigint and number with reduction, comparison and continued fractions.
const gcd = (a: number, b: number): number => (b ? gcd(b, a % b) : Math.abs(a));
class Frac {
  readonly n: number;
  readonly d: number;
  constructor(n: number, d = 1) {
    if (d === 0) throw new RangeError('zero denominator');
    const g = gcd(n, d) * Math.sign(d);
    this.n = n / g;
    this.d = d / g;
  }
  static parse(s: string): Frac {
    const [n, d] = s.split('/').map(Number);
    return new Frac(n, d);
  }
  plus(o: Frac): Frac {
    return new Frac(this.n * o.d + o.n * this.d, this.d * o.d);
  }
  times(o: Frac): Frac {
    return new Frac(this.n * o.n, this.d * o.d);
  }
  valueOf(): number {
    return this.n / this.d;
  }
  toString(): string {
    return this.d === 1 ? `${this.n}` : `${this.n}/${this.d}`;
  }
}
const fs = ['1/2', '-2/4', '3', '6/-8', '10/5', '0/7'].map(Frac.parse);
console.log(fs.join(', '), `${fs.reduce((a, b) => a.plus(b))}`, `${fs.slice(0, 4).reduce((a, b) => a.times(b))}`, fs.toSorted((a, b) => +a - +b).join(' < '), fs[0] > fs[1]);
const continued = (x: number, n: number): number[] => { const out: number[] = []; for (let i = 0; i < n && isFinite(x); i++) { out.push(Math.floor(x)); x = 1 / (x - Math.floor(x)); } return out; };
const approx = (cs: number[]): Frac => cs.reduceRight<Frac | undefined>((f, c) => (f ? new Frac(c).plus(new Frac(f.d, f.n)) : new Frac(c)), undefined)!;
console.log(continued(Math.PI, 5), `${approx(continued(Math.PI, 4))}`, continued(0.5, 5), continued(Math.SQRT2, 6));
try {
  new Frac(1, 0);
} catch (e) {
  console.log(String(e));
}
