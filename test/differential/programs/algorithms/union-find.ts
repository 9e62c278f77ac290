// Disjoint sets with path compression, Kruskal's tree and connectivity queries.
class Dsu {
  readonly #parent: number[];
  readonly #rank: number[];
  sets: number;
  constructor(n: number) {
    this.#parent = [...Array(n).keys()];
    this.#rank = Array(n).fill(0) as number[];
    this.sets = n;
  }
  find(x: number): number {
    return this.#parent[x] === x ? x : (this.#parent[x] = this.find(this.#parent[x]));
  }
  union(a: number, b: number): boolean {
    let [x, y] = [this.find(a), this.find(b)];
    if (x === y) return false;
    if (this.#rank[x] < this.#rank[y]) [x, y] = [y, x];
    this.#parent[y] = x;
    if (this.#rank[x] === this.#rank[y]) this.#rank[x]++;
    this.sets--;
    return true;
  }
}
const d = new Dsu(7);
const edges = [[0, 1, 7], [0, 3, 5], [1, 2, 8], [1, 3, 9], [1, 4, 7], [2, 4, 5], [3, 4, 15], [3, 5, 6], [4, 5, 8], [4, 6, 9], [5, 6, 11]];
const tree = edges.toSorted((a, b) => a[2] - b[2]).filter(([a, b]) => d.union(a, b));
console.log(tree, tree.reduce((s, [, , w]) => s + w, 0), d.sets, d.find(0) === d.find(6), new Dsu(3).sets);
