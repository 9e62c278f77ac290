// Change making, stock and error results.
type Result = { ok: true; change: number[] } | { ok: false; reason: 'unknown' | 'empty' | 'short' | 'no change' };
class Machine {
  readonly #coins = new Map([[50, 2], [20, 1], [10, 1], [5, 3]]);
  readonly #stock: Record<string, { price: number; n: number }> = { cola: { price: 85, n: 1 }, nuts: { price: 120, n: 5 } };
  buy(what: string, ...inserted: number[]): Result {
    const item = this.#stock[what];
    if (!item) return { ok: false, reason: 'unknown' };
    if (item.n === 0) return { ok: false, reason: 'empty' };
    let due = inserted.reduce((a, b) => a + b, 0) - item.price;
    if (due < 0) return { ok: false, reason: 'short' };
    const pool = new Map(this.#coins);
    for (const c of inserted) pool.set(c, (pool.get(c) ?? 0) + 1);
    const change: number[] = [];
    for (const [c] of [...pool].sort(([a], [b]) => b - a)) while (due >= c && pool.get(c)! > 0) (change.push(c), (due -= c), pool.set(c, pool.get(c)! - 1));
    if (due > 0) return { ok: false, reason: 'no change' };
    item.n--;
    pool.forEach((n, c) => this.#coins.set(c, n));
    return { ok: true, change };
  }
}
const m = new Machine();
for (const [w, ...cs] of [['cola', 50], ['tea', 50], ['cola', 50, 50], ['cola', 100], ['nuts', 100, 100], ['nuts', 50, 50, 20], ['nuts', 121]] as [string, ...number[]][]) console.log(w, cs, m.buy(w, ...cs));
