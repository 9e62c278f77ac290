// Symbol.iterator, Symbol.toPrimitive, Symbol.toStringTag and Symbol.hasInstance on classes.
class Range {
  constructor(
    readonly from: number,
    readonly to: number,
  ) {}
  *[Symbol.iterator](): Generator<number> {
    for (let i = this.from; i < this.to; i++) yield i;
  }
  [Symbol.toPrimitive](hint: string): string | number {
    return hint === 'number' ? this.to - this.from : `${this.from}..${this.to}`;
  }
  get [Symbol.toStringTag](): string {
    return 'Range';
  }
}
const r = new Range(1, 4);
console.log([...r], `${r}`, +r, r + '', Math.max(...r), Object.prototype.toString.call(r), String(r));
class Even {
  static [Symbol.hasInstance](n: unknown): boolean {
    return typeof n === 'number' && n % 2 === 0;
  }
}
console.log((2 as unknown) instanceof Even, (3 as unknown) instanceof Even, (r as any) * 2, (r as any) < 5);
