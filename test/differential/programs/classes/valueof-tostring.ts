// valueOf and toString decide conversions.
class Money {
  constructor(readonly cents: number) {}
  valueOf(): number {
    return this.cents / 100;
  }
  toString(): string {
    return `$${(this.cents / 100).toFixed(2)}`;
  }
  toJSON(): string {
    return this.toString();
  }
}
const a = new Money(1050);
const b = new Money(295);
console.log(+a + +b, a > b, `${a}`, a + '', String(a), JSON.stringify({ a, list: [b] }), [a, b].join(' and '));
console.log([b, a].map(Number), (a as any) - (b as any), (a as any) == 10.5);
const plain = { valueOf: () => 7 };
console.log((plain as any) + 1, `${plain}`, plain + '');
