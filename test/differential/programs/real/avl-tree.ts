// An AVL tree set and map with rotations, order statistics, set algebra, iteration both ways and an ASCII picture.
type Order<T> = (a: T, b: T) => number;
interface Node<K, V> {
  key: K;
  value: V;
  left: Node<K, V> | null;
  right: Node<K, V> | null;
  height: number;
  size: number;
}
const height = (n: Node<any, any> | null): number => n?.height ?? 0;
const size = (n: Node<any, any> | null): number => n?.size ?? 0;

class AvlMap<K, V = true> implements Iterable<[K, V]> {
  #root: Node<K, V> | null = null;
  rotations = 0;
  constructor(
    private readonly order: Order<K>,
    entries: Iterable<readonly [K, V]> = [],
  ) {
    for (const [k, v] of entries) this.set(k, v);
  }
  get size(): number {
    return size(this.#root);
  }
  get height(): number {
    return height(this.#root);
  }
  #update(n: Node<K, V>): Node<K, V> {
    n.height = 1 + Math.max(height(n.left), height(n.right));
    n.size = 1 + size(n.left) + size(n.right);
    return n;
  }
  #rotate(n: Node<K, V>, side: 'left' | 'right'): Node<K, V> {
    this.rotations++;
    const other = side === 'left' ? 'right' : 'left';
    const up = n[other]!;
    n[other] = up[side];
    up[side] = this.#update(n);
    return this.#update(up);
  }
  #balance(n: Node<K, V>): Node<K, V> {
    this.#update(n);
    const tilt = height(n.left) - height(n.right);
    if (tilt > 1) {
      if (height(n.left!.left) < height(n.left!.right)) n.left = this.#rotate(n.left!, 'left');
      return this.#rotate(n, 'right');
    }
    if (tilt < -1) {
      if (height(n.right!.right) < height(n.right!.left)) n.right = this.#rotate(n.right!, 'right');
      return this.#rotate(n, 'left');
    }
    return n;
  }
  set(key: K, value: V): this {
    const go = (n: Node<K, V> | null): Node<K, V> => {
      if (!n) return { key, value, left: null, right: null, height: 1, size: 1 };
      const c = this.order(key, n.key);
      if (c === 0) n.value = value;
      else if (c < 0) n.left = go(n.left);
      else n.right = go(n.right);
      return this.#balance(n);
    };
    this.#root = go(this.#root);
    return this;
  }
  delete(key: K): boolean {
    let found = false;
    const removeMin = (n: Node<K, V>): [min: Node<K, V>, rest: Node<K, V> | null] => {
      if (!n.left) return [n, n.right];
      const [min, rest] = removeMin(n.left);
      n.left = rest;
      return [min, this.#balance(n)];
    };
    const go = (n: Node<K, V> | null): Node<K, V> | null => {
      if (!n) return null;
      const c = this.order(key, n.key);
      if (c < 0) n.left = go(n.left);
      else if (c > 0) n.right = go(n.right);
      else {
        found = true;
        if (!n.left || !n.right) return n.left ?? n.right;
        const [min, rest] = removeMin(n.right);
        min.right = rest;
        min.left = n.left;
        return this.#balance(min);
      }
      return this.#balance(n);
    };
    this.#root = go(this.#root);
    return found;
  }
  #find(key: K): Node<K, V> | null {
    let n = this.#root;
    while (n) {
      const c = this.order(key, n.key);
      if (c === 0) break;
      n = c < 0 ? n.left : n.right;
    }
    return n;
  }
  get = (key: K): V | undefined => this.#find(key)?.value;
  has = (key: K): boolean => this.#find(key) !== null;
  at(index: number): [K, V] | undefined {
    let n = this.#root;
    let i = index < 0 ? this.size + index : index;
    while (n) {
      const before = size(n.left);
      if (i === before) return [n.key, n.value];
      if (i < before) n = n.left;
      else {
        i -= before + 1;
        n = n.right;
      }
    }
    return undefined;
  }
  rank(key: K): number {
    let r = 0;
    for (let n = this.#root; n; ) {
      if (this.order(key, n.key) <= 0) n = n.left;
      else {
        r += size(n.left) + 1;
        n = n.right;
      }
    }
    return r;
  }
  *#walk(n: Node<K, V> | null, reverse: boolean): Generator<[K, V]> {
    if (!n) return;
    yield* this.#walk(reverse ? n.right : n.left, reverse);
    yield [n.key, n.value];
    yield* this.#walk(reverse ? n.left : n.right, reverse);
  }
  [Symbol.iterator](): Generator<[K, V]> {
    return this.#walk(this.#root, false);
  }
  reversed(): Generator<[K, V]> {
    return this.#walk(this.#root, true);
  }
  picture(): string {
    const lines = (n: Node<K, V> | null, indent: string): string[] =>
      n ? [...lines(n.right, `${indent}   `), `${indent}${String(n.key)}`, ...lines(n.left, `${indent}   `)] : [];
    return lines(this.#root, '').join('\n');
  }
  check(): boolean {
    const ok = (n: Node<K, V> | null): boolean => !n || (Math.abs(height(n.left) - height(n.right)) <= 1 && ok(n.left) && ok(n.right));
    const keys = [...this].map(([k]) => k);
    return ok(this.#root) && keys.every((k, i) => i === 0 || this.order(keys[i - 1], k) < 0);
  }
}

const numeric: Order<number> = (a, b) => a - b;
const t = new AvlMap<number, string>(numeric);
for (let i = 1; i <= 15; i++) t.set(i, `v${i}`);
console.log(t.picture());
console.log(t.size, t.height, t.rotations, t.check(), t.get(7), t.get(99), t.at(0), t.at(-1), t.at(50), t.rank(8), t.rank(100));
const big = new AvlMap<number, number>(numeric);
for (let i = 0; i < 1000; i++) big.set((i * 7919) % 1009, i);
console.log(big.size, big.height, big.check(), big.at(500), [...big.reversed()].slice(0, 3));
let deleted = 0;
for (let i = 0; i < 1009; i += 2) if (big.delete(i)) deleted++;
console.log(deleted, big.size, big.height, big.check(), big.has(4), big.has(5), big.delete(4));
const words = new AvlMap<string, number>((a, b) => a.length - b.length || (a < b ? -1 : a > b ? 1 : 0), [['pear', 1], ['fig', 2], ['apple', 3], ['kiwi', 4], ['fig', 5]]);
console.log([...words], words.rank('kiwi'), words.at(1), words.picture().split('\n').length);
const union = <K, V>(order: Order<K>, ...ms: Iterable<readonly [K, V]>[]): AvlMap<K, V> => new AvlMap(order, ms.flatMap((m) => [...m]));
console.log([...union(numeric, [[3, 'c'], [1, 'a']] as const, [[2, 'b'], [3, 'z']] as const)], new AvlMap(numeric).height);
