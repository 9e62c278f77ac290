// A FIFO stock with generator-driven allocation, errors and reports.
class Lot {
  static #n = 0;
  readonly id = ++Lot.#n;
  constructor(
    public qty: number,
    readonly cost: number,
  ) {}
}
class Stock {
  #lots: Lot[] = [];
  add(qty: number, cost: number): this {
    this.#lots.push(new Lot(qty, cost));
    return this;
  }
  *#allocate(qty: number): Generator<[lot: Lot, take: number], number> {
    let left = qty;
    for (const lot of this.#lots) {
      if (left === 0) break;
      const take = Math.min(left, lot.qty);
      if (take > 0) yield [lot, take];
      left -= take;
    }
    return left;
  }
  take(qty: number): { cost: number; from: string } {
    const it = this.#allocate(qty);
    const picks: [Lot, number][] = [];
    let r = it.next();
    for (; !r.done; r = it.next()) picks.push(r.value);
    if (r.value > 0) throw new RangeError(`short by ${r.value}`);
    for (const [lot, n] of picks) lot.qty -= n;
    return { cost: picks.reduce((s, [l, n]) => s + l.cost * n, 0), from: picks.map(([l, n]) => `#${l.id}x${n}`).join(' ') };
  }
  get left(): number {
    return this.#lots.reduce((s, l) => s + l.qty, 0);
  }
}
const s = new Stock().add(5, 1).add(5, 2).add(1, 10);
console.log(s.take(3), s.take(4), s.left);
try {
  s.take(99);
} catch (e) {
  console.log(String(e), s.left);
}
console.log(s.take(4), s.take(0), s.left);
