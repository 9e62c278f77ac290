// Persistent list and map (hash array mapped trie), graphs with Dijkstra, Tarjan, topological order, union-find, matrices.
class List<T> implements Iterable<T> {
  static readonly #nil: List<never> = new List<never>(undefined as never, null as never, 0);
  private constructor(
    readonly head: T,
    readonly tail: List<T>,
    readonly length: number,
  ) {}
  static empty<T>(): List<T> {
    return List.#nil as List<T>;
  }
  static of<T>(...items: T[]): List<T> {
    return items.reduceRight((l, x) => l.prepend(x), List.empty<T>());
  }
  prepend(x: T): List<T> {
    return new List(x, this, this.length + 1);
  }
  get isEmpty(): boolean {
    return this.length === 0;
  }
  *[Symbol.iterator](): Generator<T, void, undefined> {
    for (let l: List<T> = this; !l.isEmpty; l = l.tail) yield l.head;
  }
  map<U>(f: (x: T, i: number) => U): List<U> {
    return List.of(...[...this].map(f));
  }
  fold<A>(f: (a: A, x: T) => A, a: A): A {
    for (const x of this) a = f(a, x);
    return a;
  }
  reverse(): List<T> {
    return this.fold<List<T>>((l, x) => l.prepend(x), List.empty());
  }
  toString(): string {
    return `(${[...this].join(' ')})`;
  }
}
const l = List.of(1, 2, 3),
  l2 = l.prepend(0);
console.log(
  `${l} ${l2} ${l2.reverse()}`,
  l2.tail === l,
  l.map((x, i) => x * 10 + i).fold((a, b) => a + b, 0),
  List.empty<number>().isEmpty,
  [...List.of<string>()],
  Math.max(...l2),
  Array.from(l, (x) => x + 1),
);
type Node<V> =
  | { kind: 'leaf'; key: string; hash: number; value: V }
  | { kind: 'branch'; bitmap: number; kids: readonly Node<V>[] }
  | { kind: 'collision'; hash: number; items: readonly (readonly [string, V])[] };
const hashOf = (s: string): number => {
  let h = 0;
  for (let i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0;
  return h >>> 0;
};
const popcount = (n: number): number => {
  let c = 0;
  for (; n; n &= n - 1) c++;
  return c;
};
class HashMap<V> {
  private constructor(
    private readonly root: Node<V> | null,
    readonly size: number,
  ) {}
  static empty<V>(): HashMap<V> {
    return new HashMap<V>(null, 0);
  }
  get(key: string): V | undefined {
    const hash = hashOf(key);
    let node = this.root;
    for (let shift = 0; node; shift += 5) {
      if (node.kind === 'leaf') return node.key === key ? node.value : undefined;
      if (node.kind === 'collision') return node.items.find(([k]) => k === key)?.[1];
      const bit = 1 << ((hash >>> shift) & 31);
      if (!(node.bitmap & bit)) return undefined;
      node = node.kids[popcount(node.bitmap & (bit - 1))]!;
    }
    return undefined;
  }
  set(key: string, value: V): HashMap<V> {
    let added = false;
    const root = HashMap.#insert(this.root, key, hashOf(key), value, 0, () => {
      added = true;
    });
    return new HashMap(root, this.size + (added ? 1 : 0));
  }
  static #insert<V>(
    node: Node<V> | null,
    key: string,
    hash: number,
    value: V,
    shift: number,
    added: () => void,
  ): Node<V> {
    const leaf: Node<V> = { kind: 'leaf', key, hash, value };
    if (!node) {
      added();
      return leaf;
    }
    switch (node.kind) {
      case 'leaf':
        if (node.key === key) return leaf;
        added();
        return node.hash === hash
          ? {
              kind: 'collision',
              hash,
              items: [
                [node.key, node.value],
                [key, value],
              ],
            }
          : this.#merge(node, leaf, shift);
      case 'collision': {
        if (node.hash !== hash) {
          added();
          return this.#merge(node, leaf, shift);
        }
        const at = node.items.findIndex(([k]) => k === key);
        if (at < 0) added();
        return { ...node, items: at < 0 ? [...node.items, [key, value]] : node.items.with(at, [key, value]) };
      }
      case 'branch': {
        const bit = 1 << ((hash >>> shift) & 31),
          at = popcount(node.bitmap & (bit - 1));
        if (!(node.bitmap & bit)) {
          added();
          return { kind: 'branch', bitmap: node.bitmap | bit, kids: node.kids.toSpliced(at, 0, leaf) };
        }
        return { ...node, kids: node.kids.with(at, this.#insert(node.kids[at]!, key, hash, value, shift + 5, added)) };
      }
    }
  }
  static #merge<V>(
    a: Exclude<Node<V>, { kind: 'branch' }>,
    b: Exclude<Node<V>, { kind: 'branch' }>,
    shift: number,
  ): Node<V> {
    const [ia, ib] = [(a.hash >>> shift) & 31, (b.hash >>> shift) & 31];
    return ia === ib
      ? { kind: 'branch', bitmap: 1 << ia, kids: [this.#merge(a, b, shift + 5)] }
      : { kind: 'branch', bitmap: (1 << ia) | (1 << ib), kids: ia < ib ? [a, b] : [b, a] };
  }
}
let hm = HashMap.empty<number>();
const versions: HashMap<number>[] = [];
for (let i = 0; i < 500; i++) {
  hm = hm.set(`k${i % 300}`, i);
  if (i % 100 === 0) versions.push(hm);
}
hm = hm.set('Aa', 1).set('BB', 2).set('AaAa', 3).set('BBBB', 4).set('AaBB', 5).set('BB', 6);
console.log(
  hm.size,
  hm.get('k5'),
  hm.get('k299'),
  hm.get('nope'),
  ['Aa', 'BB', 'AaAa', 'BBBB', 'AaBB'].map((k) => hm.get(k)),
  versions.map((v) => [v.size, v.get('k0')]),
);
class Graph<N extends string | number> {
  readonly #edges = new Map<N, Map<N, number>>();
  edge(a: N, b: N, w = 1, both = false): this {
    (this.#edges.get(a) ?? this.#edges.set(a, new Map()).get(a)!).set(b, w);
    if (!this.#edges.has(b)) this.#edges.set(b, new Map());
    if (both) this.edge(b, a, w);
    return this;
  }
  get nodes(): N[] {
    return [...this.#edges.keys()];
  }
  neighbours(n: N): IterableIterator<[N, number]> {
    return (this.#edges.get(n) ?? new Map<N, number>()).entries();
  }
  dijkstra(from: N): Map<N, { cost: number; path: N[] }> {
    const done = new Map<N, { cost: number; path: N[] }>();
    const open: { n: N; cost: number; path: N[] }[] = [{ n: from, cost: 0, path: [from] }];
    while (open.length) {
      open.sort((x, y) => y.cost - x.cost);
      const { n, cost, path } = open.pop()!;
      if (done.has(n)) continue;
      done.set(n, { cost, path });
      for (const [m, w] of this.neighbours(n))
        if (!done.has(m)) open.push({ n: m, cost: cost + w, path: [...path, m] });
    }
    return done;
  }
  topological(): N[] | null {
    const seen = new Map<N, 'open' | 'done'>(),
      out: N[] = [];
    const visit = (n: N): boolean => {
      const s = seen.get(n);
      if (s) return s === 'done';
      seen.set(n, 'open');
      for (const [m] of this.neighbours(n)) if (!visit(m)) return false;
      seen.set(n, 'done');
      out.unshift(n);
      return true;
    };
    return this.nodes.every(visit) ? out : null;
  }
  components(): N[][] {
    let index = 0;
    const idx = new Map<N, number>(),
      low = new Map<N, number>(),
      stack: N[] = [],
      on = new Set<N>(),
      out: N[][] = [];
    const go = (v: N): void => {
      idx.set(v, index);
      low.set(v, index++);
      stack.push(v);
      on.add(v);
      for (const [w] of this.neighbours(v)) {
        if (!idx.has(w)) {
          go(w);
          low.set(v, Math.min(low.get(v)!, low.get(w)!));
        } else if (on.has(w)) low.set(v, Math.min(low.get(v)!, idx.get(w)!));
      }
      if (low.get(v) === idx.get(v)) {
        const c: N[] = [];
        let w: N;
        do {
          w = stack.pop()!;
          on.delete(w);
          c.push(w);
        } while (w !== v);
        out.push(c.sort());
      }
    };
    for (const n of this.nodes) if (!idx.has(n)) go(n);
    return out;
  }
}
const g = new Graph<string>()
  .edge('a', 'b', 4)
  .edge('a', 'c', 1)
  .edge('c', 'b', 2)
  .edge('b', 'd', 5)
  .edge('c', 'd', 8)
  .edge('e', 'a');
console.log(
  g.dijkstra('a'),
  g.topological(),
  g.components().length,
  new Graph<number>().edge(1, 2).edge(2, 3).edge(3, 1).edge(3, 4).components(),
  new Graph<string>().edge('x', 'y', 1, true).topological(),
);
class UnionFind {
  #p: number[];
  #r: Uint8Array;
  count: number;
  constructor(n: number) {
    this.#p = Array.from({ length: n }, (_, i) => i);
    this.#r = new Uint8Array(n);
    this.count = n;
  }
  find(x: number): number {
    while (this.#p[x] !== x) x = this.#p[x] = this.#p[this.#p[x]!]!;
    return x;
  }
  union(a: number, b: number): boolean {
    [a, b] = [this.find(a), this.find(b)];
    if (a === b) return false;
    if (this.#r[a]! < this.#r[b]!) [a, b] = [b, a];
    this.#p[b] = a;
    if (this.#r[a] === this.#r[b]) this.#r[a]!++;
    this.count--;
    return true;
  }
}
const uf = new UnionFind(10);
console.log(
  [
    [1, 2],
    [3, 4],
    [2, 3],
    [1, 4],
    [9, 0],
  ].map(([a, b]) => uf.union(a!, b!)),
  uf.count,
  uf.find(4) === uf.find(1),
);
type Matrix = readonly (readonly number[])[];
const mul = (a: Matrix, b: Matrix): Matrix =>
  a.map((row) => b[0]!.map((_, j) => row.reduce((s, x, k) => s + x * b[k]![j]!, 0)));
const identity = (n: number): Matrix =>
  Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => Number(i === j)));
const power = (m: Matrix, e: number): Matrix =>
  e === 0 ? identity(m.length) : e % 2 ? mul(m, power(m, e - 1)) : power(mul(m, m), e / 2);
const det = (m: Matrix): number => {
  const a = m.map((r) => [...r]);
  let d = 1;
  for (let c = 0; c < a.length; c++) {
    const p = a.findIndex((r, i) => i >= c && Math.abs(r[c]!) > 1e-12);
    if (p < 0) return 0;
    if (p !== c) {
      [a[p], a[c]] = [a[c]!, a[p]!];
      d = -d;
    }
    d *= a[c]![c]!;
    for (let r = c + 1; r < a.length; r++) {
      const k = a[r]![c]! / a[c]![c]!;
      for (let j = c; j < a.length; j++) a[r]![j]! -= k * a[c]![j]!;
    }
  }
  return d;
};
console.log(
  power(
    [
      [1, 1],
      [1, 0],
    ],
    50,
  )[0]![1],
  det([
    [2, 0, 1],
    [1, 3, 2],
    [1, 1, 1],
  ]),
  det([
    [0, 1],
    [1, 0],
  ]),
  mul([[1, 2]], [[3], [4]]),
  identity(3),
);
