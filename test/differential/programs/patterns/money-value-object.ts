// Immutable value objects with private constructors, equality and arithmetic.
class Money {
  static readonly #cache = new Map<string, Money>();
  private constructor(
    readonly cents: number,
    readonly currency: 'EUR' | 'USD',
  ) {
    Object.freeze(this);
  }
  static of(amount: number, currency: Money['currency'] = 'EUR'): Money {
    const key = `${Math.round(amount * 100)}${currency}`;
    return this.#cache.get(key) ?? (this.#cache.set(key, new Money(Math.round(amount * 100), currency)), this.#cache.get(key)!);
  }
  #check(o: Money): void {
    if (o.currency !== this.currency) throw new TypeError(`${this.currency} is not ${o.currency}`);
  }
  add(o: Money): Money {
    this.#check(o);
    return Money.of((this.cents + o.cents) / 100, this.currency);
  }
  split(n: number): Money[] {
    const base = Math.floor(this.cents / n);
    return Array.from({ length: n }, (_, i) => Money.of((base + (i < this.cents - base * n ? 1 : 0)) / 100, this.currency));
  }
  toString(): string {
    return `${(this.cents / 100).toFixed(2)} ${this.currency}`;
  }
  [Symbol.toPrimitive](hint: string): string | number {
    return hint === 'number' ? this.cents : this.toString();
  }
}
const a = Money.of(10.05);
console.log(`${a.add(Money.of(0.1))}`, a === Money.of(10.05), a.split(3).join(' | '), +a > +Money.of(9), a.split(3).reduce((x, y) => x.add(y)) === a, a);
for (const f of [() => a.add(Money.of(1, 'USD')), () => ((a as { cents: number }).cents = 1)]) {
  try {
    f();
  } catch (e) {
    console.log(String(e));
  }
}
