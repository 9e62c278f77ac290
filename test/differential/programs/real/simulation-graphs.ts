// Simulation: event queue with binary heap, LCG randomness, Dijkstra, A*, union-find, topological sort, game of life, matrix ops, k-means, knapsack, LIS, permutations.
class Heap<T> {
  private h: T[] = [];
  constructor(
    private less: (a: T, b: T) => boolean,
    init: Iterable<T> = [],
  ) {
    for (const x of init) this.push(x);
  }
  get size() {
    return this.h.length;
  }
  push(x: T): void {
    let i = this.h.push(x) - 1;
    while (i > 0) {
      const p = (i - 1) >> 1;
      if (!this.less(this.h[i]!, this.h[p]!)) break;
      [this.h[i], this.h[p]] = [this.h[p]!, this.h[i]!];
      i = p;
    }
  }
  pop(): T | undefined {
    const [top] = this.h;
    const last = this.h.pop();
    if (this.h.length && last !== undefined) {
      this.h[0] = last;
      for (let i = 0; ;) {
        let m = i;
        for (const c of [2 * i + 1, 2 * i + 2]) if (c < this.h.length && this.less(this.h[c]!, this.h[m]!)) m = c;
        if (m === i) break;
        [this.h[i], this.h[m]] = [this.h[m]!, this.h[i]!];
        i = m;
      }
    }
    return top;
  }
  *drain() {
    while (this.size) yield this.pop()!;
  }
}
const rng = (seed: number) => () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
const R = rng(42);
console.log(
  [...new Heap<number>((a, b) => a < b, [5, 3, 8, 1, 9, 2]).drain()],
  [
    ...new Heap<[string, number]>(
      (a, b) => a[1] > b[1] || (a[1] === b[1] && a[0] < b[0]),
      [
        ['a', 1],
        ['b', 3],
        ['c', 3],
      ],
    ).drain(),
  ]
    .map(([s]) => s)
    .join(''),
);
type Graph = Record<string, Record<string, number>>;
const g: Graph = {
  A: { B: 7, C: 9, F: 14 },
  B: { C: 10, D: 15 },
  C: { D: 11, F: 2 },
  D: { E: 6 },
  F: { E: 9 },
  E: {},
  Z: {},
};
function dijkstra(g: Graph, s: string): Map<string, { d: number; via?: string }> {
  const out = new Map<string, { d: number; via?: string }>([[s, { d: 0 }]]);
  const q = new Heap<{ n: string; d: number }>((a, b) => a.d < b.d, [{ n: s, d: 0 }]);
  for (let cur; (cur = q.pop());) {
    if (cur.d > (out.get(cur.n)?.d ?? Infinity)) continue;
    for (const [m, w] of Object.entries(g[cur.n] ?? {})) {
      const d = cur.d + w;
      if (d < (out.get(m)?.d ?? Infinity)) {
        out.set(m, { d, via: cur.n });
        q.push({ n: m, d });
      }
    }
  }
  return out;
}
const dist = dijkstra(g, 'A');
const path: string[] = [];
for (let at: string | undefined = 'E'; at; at = dist.get(at)?.via) path.unshift(at);
console.log(dist, path, dist.get('Z')?.d ?? 'unreachable');
class UnionFind {
  private p: number[];
  private r: Uint8Array;
  count: number;
  constructor(n: number) {
    this.p = [...Array(n).keys()];
    this.r = new Uint8Array(n);
    this.count = n;
  }
  find(x: number): number {
    while (this.p[x] !== x) x = this.p[x] = this.p[this.p[x]!]!;
    return x;
  }
  union(a: number, b: number): boolean {
    let [x, y] = [this.find(a), this.find(b)];
    if (x === y) return false;
    if (this.r[x]! < this.r[y]!) [x, y] = [y, x];
    this.p[y] = x;
    if (this.r[x] === this.r[y]) this.r[x]!++;
    this.count--;
    return true;
  }
}
const uf = new UnionFind(8);
const edges = Array.from({ length: 14 }, () => ({
  a: (R() * 8) | 0,
  b: Math.floor(R() * 8),
  w: Math.round(R() * 100),
})).sort((x, y) => x.w - y.w || x.a - y.a);
console.log(
  edges
    .filter(({ a, b }) => uf.union(a, b))
    .map((e) => `${e.a}-${e.b}:${e.w}`)
    .join(' '),
  uf.count,
);
function topo(deps: Record<string, string[]>): string[] {
  const out: string[] = [],
    state: Record<string, 1 | 2> = {};
  const visit = (n: string, trail: string[]): void => {
    if (state[n] === 2) return;
    if (state[n] === 1) throw new Error(`cycle: ${[...trail.slice(trail.indexOf(n)), n].join('>')}`);
    state[n] = 1;
    for (const d of deps[n] ?? []) visit(d, [...trail, n]);
    state[n] = 2;
    out.push(n);
  };
  Object.keys(deps).forEach((n) => visit(n, []));
  return out;
}
console.log(topo({ app: ['lib', 'log'], lib: ['core'], log: ['core'], core: [] }));
try {
  topo({ a: ['b'], b: ['c'], c: ['b'] });
} catch (e) {
  console.log((e as Error).message);
}
const life = (cells: ReadonlySet<string>): Set<string> => {
  const n = new Map<string, number>();
  for (const c of cells) {
    const [x, y] = c.split(',').map(Number) as [number, number];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        if (dx || dy) {
          const k = `${x + dx},${y + dy}`;
          n.set(k, (n.get(k) ?? 0) + 1);
        }
  }
  return new Set([...n].filter(([k, c]) => c === 3 || (c === 2 && cells.has(k))).map(([k]) => k));
};
let glider = new Set(['1,0', '2,1', '0,2', '1,2', '2,2']);
for (let i = 0; i < 4; i++) glider = life(glider);
console.log([...glider].sort());
type Matrix = readonly (readonly number[])[];
const mul = (a: Matrix, b: Matrix): number[][] =>
  a.map((r) => b[0]!.map((_, j) => r.reduce((s, x, k) => s + x * b[k]![j]!, 0)));
const T = (m: Matrix): number[][] => m[0]!.map((_, i) => m.map((r) => r[i]!));
const det = (m: Matrix): number =>
  m.length === 1
    ? m[0]![0]!
    : m[0]!.reduce((s, x, j) => s + (j % 2 ? -1 : 1) * x * det(m.slice(1).map((r) => r.filter((_, k) => k !== j))), 0);
const M = [
  [2, -1, 0],
  [1, 3, 2],
  [0, 5, -4],
];
console.log(
  mul(M, T(M)),
  det(M),
  M.flat().toSorted((a, b) => b - a),
  Object.is(mul([[0]], [[-1]])[0]![0], -0),
);
const kmeans = (pts: [number, number][], k: number) => {
  let cs = pts.slice(0, k);
  for (let it = 0; it < 10; it++) {
    const groups = Map.groupBy(
      pts,
      (p) =>
        cs.map((c, i) => [Math.hypot(p[0] - c[0], p[1] - c[1]), i] as const).reduce((a, b) => (b[0] < a[0] ? b : a))[1],
    );
    cs = cs.map((c, i) => {
      const gp = groups.get(i);
      return gp ? [gp.reduce((s, [x]) => s + x, 0) / gp.length, gp.reduce((s, [, y]) => s + y, 0) / gp.length] : c;
    });
  }
  return cs;
};
console.log(
  kmeans(
    Array.from({ length: 30 }, (_, i) => [R() + (i % 3) * 5, R() * 2 + (i % 3) * 3]),
    3,
  ).map((c) => c.map((x) => +x.toFixed(3))),
);
const knap = (items: { w: number; v: number }[], cap: number) => {
  const dp = Array.from({ length: items.length + 1 }, () => new Float64Array(cap + 1));
  items.forEach(({ w, v }, i) => {
    for (let c = 0; c <= cap; c++) dp[i + 1]![c] = Math.max(dp[i]![c]!, c >= w ? dp[i]![c - w]! + v : -Infinity);
  });
  return dp.at(-1)![cap];
};
console.log(
  knap(
    [
      { w: 3, v: 4.5 },
      { w: 4, v: 5 },
      { w: 2, v: 3 },
      { w: 5, v: 8 },
    ],
    9,
  ),
);
const lis = (xs: readonly number[]): number[] => {
  const tails: number[] = [],
    idx: number[] = [],
    prev: number[] = [];
  xs.forEach((x, i) => {
    let lo = 0,
      hi = tails.length;
    while (lo < hi) {
      const m = (lo + hi) >> 1;
      tails[m]! < x ? (lo = m + 1) : (hi = m);
    }
    tails[lo] = x;
    idx[lo] = i;
    prev[i] = lo ? idx[lo - 1]! : -1;
  });
  const out: number[] = [];
  for (let i = idx.at(-1) ?? -1; i >= 0; i = prev[i]!) out.unshift(xs[i]!);
  return out;
};
console.log(lis([10, 9, 2, 5, 3, 7, 101, 18, 4, 20]), lis([]));
function* perms<X>(xs: readonly X[], n = xs.length): Generator<X[]> {
  if (n === 0) {
    yield [];
    return;
  }
  for (const [i, x] of xs.entries()) for (const rest of perms(xs.toSpliced(i, 1), n - 1)) yield [x, ...rest];
}
const subsets = <X>(xs: readonly X[]): X[][] => xs.reduce<X[][]>((a, x) => [...a, ...a.map((s) => [...s, x])], [[]]);
console.log(
  [...perms('abc'.split(''))].map((p) => p.join('')).join(),
  [...perms([1, 2, 3, 4], 2)].length,
  subsets([1, 2, 3]),
);
interface Ev {
  at: number;
  run(): void;
}
class Sim {
  now = 0;
  log: string[] = [];
  private q = new Heap<Ev & { seq: number }>((a, b) => a.at < b.at || (a.at === b.at && a.seq < b.seq));
  private seq = 0;
  after(dt: number, run: () => void): void {
    this.q.push({ at: this.now + dt, run, seq: this.seq++ });
  }
  until(end: number): this {
    for (let e; (e = this.q.pop()) && e.at <= end;) {
      this.now = e.at;
      e.run();
    }
    return this;
  }
}
class Server {
  private busy = false;
  private waiting: number[] = [];
  readonly waits: number[] = [];
  constructor(
    private sim: Sim,
    private mean: number,
  ) {}
  arrive(id: number): void {
    this.sim.log.push(`${this.sim.now.toFixed(1)}+${id}`);
    this.waiting.push(this.sim.now);
    this.serve();
  }
  private serve(): void {
    if (this.busy || !this.waiting.length) return;
    this.busy = true;
    this.waits.push(this.sim.now - this.waiting.shift()!);
    this.sim.after(-Math.log(1 - R()) * this.mean, () => {
      this.busy = false;
      this.serve();
    });
  }
}
const sim = new Sim();
const srv = new Server(sim, 3);
const arrivals = (n: number): void => {
  srv.arrive(n);
  if (n < 12) sim.after(1 + R() * 3, () => arrivals(n + 1));
};
arrivals(0);
sim.until(100);
console.log(sim.log.join(' '), srv.waits.map((x) => x.toFixed(2)).join(), Math.max(...srv.waits).toFixed(4));
