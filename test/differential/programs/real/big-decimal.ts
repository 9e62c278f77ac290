// Arbitrary precision decimals on BigInt: parsing, arithmetic, rounding modes, square roots, pi and formatting.
type Rounding = 'half-up' | 'half-even' | 'floor' | 'ceil' | 'trunc';

class Decimal {
  private constructor(
    readonly digits: bigint,
    readonly scale: number,
  ) {}
  static #make(digits: bigint, scale: number): Decimal {
    while (scale > 0 && digits % 10n === 0n) {
      digits /= 10n;
      scale--;
    }
    return new Decimal(digits, scale);
  }
  static of(v: string | number | bigint): Decimal {
    const text = typeof v === 'number' ? v.toString() : String(v);
    const m = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text);
    if (!m || (!m[2] && !m[3])) throw new SyntaxError(`not a decimal: ${JSON.stringify(text)}`);
    const [, sign, whole, fraction = '', exponent = '0'] = m;
    const scale = fraction.length - Number(exponent);
    const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}` || '0');
    return scale < 0 ? Decimal.#make(digits * 10n ** BigInt(-scale), 0) : Decimal.#make(digits, scale);
  }
  #at(scale: number): bigint {
    return this.digits * 10n ** BigInt(scale - this.scale);
  }
  add(o: Decimal): Decimal {
    const s = Math.max(this.scale, o.scale);
    return Decimal.#make(this.#at(s) + o.#at(s), s);
  }
  neg(): Decimal {
    return new Decimal(-this.digits, this.scale);
  }
  sub(o: Decimal): Decimal {
    return this.add(o.neg());
  }
  mul(o: Decimal): Decimal {
    return Decimal.#make(this.digits * o.digits, this.scale + o.scale);
  }
  div(o: Decimal, places = 20, mode: Rounding = 'half-up'): Decimal {
    if (o.digits === 0n) throw new RangeError('division by zero');
    const shift = places + 1 + o.scale - this.scale;
    const n = shift >= 0 ? this.digits * 10n ** BigInt(shift) : this.digits / 10n ** BigInt(-shift);
    const q = n / o.digits;
    const sticky = n % o.digits !== 0n && q % 10n === 0n ? (n < 0n === o.digits < 0n ? 1n : -1n) : n % o.digits !== 0n && q % 5n === 0n ? (q < 0n ? -1n : 1n) : 0n;
    return Decimal.#make(q * 10n + sticky, places + 2).round(places, mode);
  }
  round(places: number, mode: Rounding = 'half-up'): Decimal {
    if (this.scale <= places) return this;
    const unit = 10n ** BigInt(this.scale - places);
    let q = this.digits / unit;
    const r = this.digits % unit;
    if (r !== 0n) {
      const negative = this.digits < 0n;
      const away = negative ? -1n : 1n;
      const twice = (r < 0n ? -r : r) * 2n;
      const up = mode === 'half-up' ? twice >= unit : mode === 'half-even' ? twice > unit || (twice === unit && q % 2n !== 0n) : mode === 'ceil' ? !negative : mode === 'floor' ? negative : false;
      if (up) q += away;
    }
    return Decimal.#make(q, places);
  }
  sqrt(places = 20): Decimal {
    if (this.digits < 0n) throw new RangeError('square root of a negative number');
    const n = this.#at(Math.max(this.scale, 0) + (this.scale % 2)) * 10n ** BigInt(2 * places);
    if (n === 0n) return Decimal.of(0);
    let x = 10n ** BigInt(Math.ceil(n.toString().length / 2));
    for (let y = (x + n / x) / 2n; y < x; y = (x + n / x) / 2n) x = y;
    return Decimal.#make(x, places + (this.scale + (this.scale % 2)) / 2).round(places, 'trunc');
  }
  pow(n: number): Decimal {
    let [result, base] = [Decimal.of(1), this as Decimal];
    for (let e = n; e > 0; e >>= 1) {
      if (e & 1) result = result.mul(base);
      base = base.mul(base);
    }
    return result;
  }
  compare(o: Decimal): number {
    const d = this.sub(o).digits;
    return d < 0n ? -1 : d > 0n ? 1 : 0;
  }
  toString(): string {
    const negative = this.digits < 0n;
    const text = (negative ? -this.digits : this.digits).toString().padStart(this.scale + 1, '0');
    const whole = text.slice(0, text.length - this.scale);
    return `${negative ? '-' : ''}${whole}${this.scale ? `.${text.slice(-this.scale)}` : ''}`;
  }
  toFixed(places: number, separator = ''): string {
    const [whole, fraction = ''] = this.round(places).toString().split('.');
    const grouped = separator ? whole.replace(/\B(?=(\d{3})+$)/g, separator) : whole;
    return places ? `${grouped}.${fraction.padEnd(places, '0')}` : grouped;
  }
  valueOf(): number {
    return Number(this.toString());
  }
}

const d = Decimal.of;
console.log(`${d('0.1').add(d('0.2'))}`, `${d(1).div(d(3), 10)}`, `${d(2).div(d(3), 5)}`, `${d(-1).div(d(8), 2)}`, `${d('1e3').mul(d('1.50'))}`, `${d('-0.005').sub(d('0.995'))}`, `${d('1.5e-7')}`);
for (const mode of ['half-up', 'half-even', 'floor', 'ceil', 'trunc'] as const) console.log(mode.padEnd(9), ['2.5', '3.5', '-2.5', '2.51', '-2.49', '7'].map((v) => d(v).round(0, mode).toString()).join(' '));
console.log(`${d(2).sqrt(50)}`, `${d('0.0144').sqrt(6)}`, `${d(144).sqrt()}`, `${d('1.1').pow(10)}`, `${d(2).pow(100)}`);
function pi(places: number): Decimal {
  const unit = 10n ** BigInt(places + 10);
  const arctan = (x: bigint): bigint => {
    let [sum, term] = [0n, unit / x];
    for (let n = 1n, sign = 1n; term !== 0n; n += 2n, sign = -sign) {
      sum += (sign * term) / n;
      term /= x * x;
    }
    return sum;
  };
  const digits = 4n * (4n * arctan(5n) - arctan(239n));
  return d(`${digits}e-${places + 10}`).round(places, 'trunc');
}
console.log(`${pi(60)}`, pi(5).valueOf() === 3.14159, d('1234567.891').toFixed(2, ','), d(5).toFixed(3), d('-1234.5').toFixed(0, ' '));
const sorted = ['1.10', '1.1', '-3', '0.999', '1e2', '1.09999'].map(d).sort((a, b) => a.compare(b));
console.log(sorted.join(' < '), sorted.map(Number), d('1.10').compare(d('1.1')), +d('2.5') * 2);
const balance = Array.from({ length: 12 }).reduce<Decimal>((b) => b.mul(d('1.0041666')).add(d(100)).round(2, 'half-even'), d(1000));
console.log(balance.toFixed(2), `${d('999999999999999999999.99').add(d('0.01'))}`);
for (const f of [() => d('1.2.3'), () => d(''), () => d(1).div(d(0)), () => d(-1).sqrt(), () => d(NaN)]) {
  try {
    console.log(`${f()}`);
  } catch (e) {
    console.log(String(e));
  }
}
