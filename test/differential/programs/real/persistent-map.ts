// A persistent hash array mapped trie, a persistent vector and an immutable list, with structural sharing checked.
function hashOf(key: unknown): number {
  const text = `${typeof key}:${String(key)}`;
  let h = 17;
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0;
  return h ^ (h >>> 15);
}
const popcount = (n: number): number => {
  let c = 0;
  for (let v = n >>> 0; v; v &= v - 1) c++;
  return c;
};
type TrieNode<K, V> = Branch<K, V> | Leaf<K, V>;
interface Leaf<K, V> {
  readonly type: 'leaf';
  readonly hash: number;
  readonly entries: readonly (readonly [K, V])[];
}
interface Branch<K, V> {
  readonly type: 'branch';
  readonly bitmap: number;
  readonly nodes: readonly TrieNode<K, V>[];
}

class PersistentMap<K, V> implements Iterable<readonly [K, V]> {
  private constructor(
    private readonly root: TrieNode<K, V> | null,
    readonly size: number,
  ) {}
  static readonly #empty = new PersistentMap<any, any>(null, 0);
  static of<K, V>(entries: Iterable<readonly [K, V]> = []): PersistentMap<K, V> {
    let m = PersistentMap.#empty as PersistentMap<K, V>;
    for (const [k, v] of entries) m = m.set(k, v);
    return m;
  }
  get(key: K): V | undefined {
    const hash = hashOf(key);
    let node = this.root;
    for (let shift = 0; node?.type === 'branch'; shift += 5) {
      const bit = 1 << ((hash >>> shift) & 31);
      node = node.bitmap & bit ? node.nodes[popcount(node.bitmap & (bit - 1))] : null;
    }
    return node?.entries.find(([k]) => Object.is(k, key))?.[1];
  }
  set(key: K, value: V): PersistentMap<K, V> {
    const hash = hashOf(key);
    let added = 0;
    const leaf = (): Leaf<K, V> => ((added = 1), { type: 'leaf', hash, entries: [[key, value]] });
    const split = (old: Leaf<K, V>, shift: number): Branch<K, V> => {
      const [a, b] = [(old.hash >>> shift) & 31, (hash >>> shift) & 31];
      if (a === b) return { type: 'branch', bitmap: 1 << a, nodes: [split(old, shift + 5)] };
      return { type: 'branch', bitmap: (1 << a) | (1 << b), nodes: a < b ? [old, leaf()] : [leaf(), old] };
    };
    const go = (node: TrieNode<K, V> | null, shift: number): TrieNode<K, V> => {
      if (!node) return leaf();
      if (node.type === 'leaf') {
        if (node.hash !== hash) return split(node, shift);
        const at = node.entries.findIndex(([k]) => Object.is(k, key));
        if (at < 0) {
          added = 1;
          return { ...node, entries: [...node.entries, [key, value]] };
        }
        return Object.is(node.entries[at][1], value) ? node : { ...node, entries: node.entries.with(at, [key, value]) };
      }
      const bit = 1 << ((hash >>> shift) & 31);
      const at = popcount(node.bitmap & (bit - 1));
      if (!(node.bitmap & bit)) return { type: 'branch', bitmap: node.bitmap | bit, nodes: node.nodes.toSpliced(at, 0, leaf()) };
      const next = go(node.nodes[at], shift + 5);
      return next === node.nodes[at] ? node : { ...node, nodes: node.nodes.with(at, next) };
    };
    const root = go(this.root, 0);
    return root === this.root ? this : new PersistentMap(root, this.size + added);
  }
  delete(key: K): PersistentMap<K, V> {
    const hash = hashOf(key);
    const go = (node: TrieNode<K, V>, shift: number): TrieNode<K, V> | null => {
      if (node.type === 'leaf') {
        const entries = node.entries.filter(([k]) => !Object.is(k, key));
        return entries.length === node.entries.length ? node : entries.length ? { ...node, entries } : null;
      }
      const bit = 1 << ((hash >>> shift) & 31);
      if (!(node.bitmap & bit)) return node;
      const at = popcount(node.bitmap & (bit - 1));
      const next = go(node.nodes[at], shift + 5);
      if (next === node.nodes[at]) return node;
      if (next) return node.nodes.length === 1 && next.type === 'leaf' ? next : { ...node, nodes: node.nodes.with(at, next) };
      const nodes = node.nodes.toSpliced(at, 1);
      return nodes.length === 0 ? null : nodes.length === 1 && nodes[0].type === 'leaf' ? nodes[0] : { type: 'branch', bitmap: node.bitmap & ~bit, nodes };
    };
    const root = this.root && go(this.root, 0);
    return root === this.root ? this : new PersistentMap(root, this.size - 1);
  }
  *[Symbol.iterator](): Generator<readonly [K, V]> {
    const walk = function* (n: TrieNode<K, V>): Generator<readonly [K, V]> {
      if (n.type === 'leaf') yield* n.entries;
      else for (const c of n.nodes) yield* walk(c);
    };
    if (this.root) yield* walk(this.root);
  }
  map<U>(f: (v: V, k: K) => U): PersistentMap<K, U> {
    let out = PersistentMap.of<K, U>();
    for (const [k, v] of this) out = out.set(k, f(v, k));
    return out;
  }
  shared(other: PersistentMap<K, V>): number {
    const nodes = new Set<TrieNode<K, V>>();
    const collect = (n: TrieNode<K, V> | null, visit: (n: TrieNode<K, V>) => void): void => {
      if (!n) return;
      visit(n);
      if (n.type === 'branch') n.nodes.forEach((c) => collect(c, visit));
    };
    collect(this.root, (n) => nodes.add(n));
    let common = 0;
    collect(other.root, (n) => void (nodes.has(n) && common++));
    return common;
  }
}

type List<T> = { readonly head: T; readonly tail: List<T> } | null;
const cons = <T>(head: T, tail: List<T>): List<T> => ({ head, tail });
const list = <T>(...xs: T[]): List<T> => xs.reduceRight<List<T>>((tail, head) => cons(head, tail), null);
function* iterate<T>(l: List<T>): Generator<T> {
  for (let n = l; n; n = n.tail) yield n.head;
}
const foldr = <T, R>(l: List<T>, seed: R, f: (x: T, r: R) => R): R => (l ? f(l.head, foldr(l.tail, seed, f)) : seed);

const letters = PersistentMap.of([...'abcdefghij'].map((c, i) => [c, i] as const));
const more = letters.set('k', 10);
const less = more.delete('a').delete('zzz');
console.log(letters.size, more.size, less.size, letters.get('k'), more.get('k'), less.get('a'), less.get('b'), [...letters].length);
console.log(letters.set('a', 0) === letters, letters.set('a', 99) === letters, letters.delete('nope') === letters, letters.shared(more) > 5, letters.shared(letters.set('a', 5)) >= 8);
let big = PersistentMap.of<number | string | boolean | null, number>();
const versions: (typeof big)[] = [];
for (let i = 0; i < 2000; i++) {
  big = big.set(i % 3 === 0 ? `k${i}` : i, i * 2);
  if (i % 500 === 0) versions.push(big);
}
big = big.set(null, -1).set(true, 1).set('1', 0).set(NaN, 7);
let ok = true;
for (let i = 0; i < 2000; i++) if (big.get(i % 3 === 0 ? `k${i}` : i) !== (i === 1 ? 2 : i * 2)) ok = false;
console.log(big.size, ok, versions.map((v) => v.size), big.get(null), big.get(true), big.get(1), big.get('1'), big.get(NaN), big.get('true'));
for (let i = 0; i < 2000; i++) big = big.delete(i % 3 === 0 ? `k${i}` : i);
console.log(big.size, [...big].map(([k, v]) => `${String(k)}=${v}`).sort(), big.map((v) => v * 10).get(null));
const xs = list(1, 2, 3);
const ys = cons(0, xs);
console.log([...iterate(ys)], ys?.tail === xs, foldr(xs, 0, (x, r) => x - r), foldr(list('a', 'b'), '', (x, r) => r + x), [...iterate(null)], foldr(list(...Array.from({ length: 500 }, (_, i) => i)), 0, (x, r) => x + r));
