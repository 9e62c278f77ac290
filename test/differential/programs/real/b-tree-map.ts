// B-tree with ordered iteration, range queries and invariants; generic comparator; iterator helpers.
type Cmp<K> = (a: K, b: K) => number;
interface BNode<K, V> {
  keys: K[];
  vals: V[];
  kids: BNode<K, V>[];
}
class BTreeMap<K, V> implements Iterable<readonly [K, V]> {
  private root: BNode<K, V> = { keys: [], vals: [], kids: [] };
  #size = 0;
  constructor(
    private readonly order = 2,
    private readonly cmp: Cmp<K> = (a, b) => (a < b ? -1 : a > b ? 1 : 0),
  ) {}
  get size() {
    return this.#size;
  }
  private find(n: BNode<K, V>, k: K): { i: number; hit: boolean } {
    let lo = 0,
      hi = n.keys.length;
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (this.cmp(n.keys[mid]!, k) < 0) lo = mid + 1;
      else hi = mid;
    }
    return { i: lo, hit: lo < n.keys.length && this.cmp(n.keys[lo]!, k) === 0 };
  }
  get(k: K): V | undefined {
    for (let n: BNode<K, V> | undefined = this.root; n;) {
      const { i, hit } = this.find(n, k);
      if (hit) return n.vals[i];
      n = n.kids[i];
    }
    return undefined;
  }
  has = (k: K): boolean => this.get(k) !== undefined;
  set(k: K, v: V): this {
    if (this.root.keys.length === 2 * this.order - 1) {
      const old = this.root;
      this.root = { keys: [], vals: [], kids: [old] };
      this.split(this.root, 0);
    }
    this.insert(this.root, k, v);
    return this;
  }
  private split(p: BNode<K, V>, i: number): void {
    const t = this.order,
      c = p.kids[i]!;
    const right: BNode<K, V> = {
      keys: c.keys.splice(t),
      vals: c.vals.splice(t),
      kids: c.kids.length ? c.kids.splice(t) : [],
    };
    p.keys.splice(i, 0, c.keys.pop()!);
    p.vals.splice(i, 0, c.vals.pop()!);
    p.kids.splice(i + 1, 0, right);
  }
  private insert(n: BNode<K, V>, k: K, v: V): void {
    let { i, hit } = this.find(n, k);
    if (hit) {
      n.vals[i] = v;
      return;
    }
    if (n.kids.length === 0) {
      n.keys.splice(i, 0, k);
      n.vals.splice(i, 0, v);
      this.#size++;
      return;
    }
    if (n.kids[i]!.keys.length === 2 * this.order - 1) {
      this.split(n, i);
      const c = this.cmp(k, n.keys[i]!);
      if (c === 0) {
        n.vals[i] = v;
        return;
      }
      if (c > 0) i++;
    }
    this.insert(n.kids[i]!, k, v);
  }
  *entries(n = this.root): Generator<readonly [K, V], void, undefined> {
    for (const [i, k] of n.keys.entries()) {
      if (n.kids[i]) yield* this.entries(n.kids[i]);
      yield [k, n.vals[i]!] as const;
    }
    const last = n.kids.at(-1);
    if (last) yield* this.entries(last);
  }
  *range(lo: K, hi: K): Generator<[K, V]> {
    for (const [k, v] of this) {
      if (this.cmp(k, lo) < 0) continue;
      if (this.cmp(k, hi) >= 0) return;
      yield [k, v];
    }
  }
  [Symbol.iterator]() {
    return this.entries();
  }
  depth(): number {
    let d = 1;
    for (let n = this.root; n.kids.length; n = n.kids[0]!) d++;
    return d;
  }
  check(): string[] {
    const bad: string[] = [];
    const visit = (n: BNode<K, V>, d: number, leafDepths: Set<number>): void => {
      if (n !== this.root && n.keys.length < this.order - 1) bad.push(`underfull at ${d}`);
      if (n.kids.length && n.kids.length !== n.keys.length + 1) bad.push(`kids at ${d}`);
      if (!n.kids.length) leafDepths.add(d);
      n.kids.forEach((c) => visit(c, d + 1, leafDepths));
    };
    const depths = new Set<number>();
    visit(this.root, 0, depths);
    if (depths.size > 1) bad.push('uneven');
    return bad;
  }
}
const t = new BTreeMap<number, string>(2);
let seed = 7;
const rnd = (n: number): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
const shadow = new Map<number, string>();
for (let i = 0; i < 200; i++) {
  const k = rnd(150);
  t.set(k, `v${i}`);
  shadow.set(k, `v${i}`);
}
console.log(t.size, shadow.size, t.depth(), t.check());
const sorted = [...shadow].sort(([a], [b]) => a - b);
console.log(
  JSON.stringify([...t]) === JSON.stringify(sorted),
  [...t.range(10, 20)].map(([k]) => k),
);
console.log(
  t
    .entries()
    .filter(([k]) => k % 10 === 0)
    .map(([k, v]) => `${k}=${v}`)
    .take(5)
    .toArray(),
);
console.log(t.get(-1), t.has(sorted[0]![0]), t.get(NaN));
const byLen = new BTreeMap<string, number>(3, (a, b) => a.length - b.length || a.localeCompare(b));
for (const w of 'the quick brown fox jumps over the lazy dog again and again'.split(' '))
  byLen.set(w, (byLen.get(w) ?? 0) + 1);
console.log([...byLen].flat().join(' '), byLen.size);
const it = byLen.entries();
console.log(it.next(), it.next().value?.[0], it.return(), it.next());
const m = new BTreeMap<bigint, { n: number }>();
for (let i = 30n; i > 0n; i -= 3n) m.set(i ** 5n, { n: Number(i) });
console.log(
  [...m].slice(0, 3),
  m.get(27n ** 5n),
  m.get(1n),
  [...m].reduce((a, [, { n }]) => a + n, 0),
);
const dates = new BTreeMap<Date, string>(2, (a, b) => +a - +b);
for (const s of ['2024-03-01', '1999-12-31', '2010-06-15']) dates.set(new Date(s), s);
console.log(
  [...dates].map(([d, s]) => `${d.getUTCFullYear()}:${s}`),
  dates.get(new Date('1999-12-31T00:00:00Z')),
);
