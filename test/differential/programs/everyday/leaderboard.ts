// A leaderboard with ties, ranks, updates, streaks and tops.
class Board {
  readonly #scores = new Map<string, number[]>();
  post(name: string, ...points: number[]): this {
    this.#scores.set(name, [...(this.#scores.get(name) ?? []), ...points]);
    return this;
  }
  best = (name: string): number | undefined => this.#scores.get(name)?.reduce((a, b) => Math.max(a, b), -Infinity);
  ranks(): [rank: number, name: string, best: number][] {
    const rows = [...this.#scores.keys()].map((n): [string, number] => [n, this.best(n)!]).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    return rows.map(([n, s]) => [rows.findIndex(([, t]) => t === s) + 1, n, s]);
  }
  streak(name: string): number {
    const s = this.#scores.get(name) ?? [];
    let n = s.length ? 1 : 0;
    while (n < s.length && s[s.length - n] > s[s.length - n - 1]) n++;
    return n;
  }
}
const b = new Board().post('ann', 5, 7, 9).post('bob', 9).post('cy', 3, 1).post('ann', 8).post('dee');
console.log(b.ranks(), b.best('zed'), ['ann', 'bob', 'cy', 'dee', 'zed'].map((n) => b.streak(n)), b.best('dee'));
