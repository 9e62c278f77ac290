// A B-tree map with ordered iteration, range queries, splitting, deletion with borrowing and merging, and invariants.
type Compare<K> = (a: K, b: K) => number;

class BNode<K, V> {
  keys: K[] = [];
  values: V[] = [];
  children: BNode<K, V>[] = [];
  get leaf(): boolean {
    return this.children.length === 0;
  }
}

class BTree<K, V> {
  #root = new BNode<K, V>();
  size = 0;
  constructor(
    private readonly compare: Compare<K>,
    private readonly degree = 2,
  ) {}
  #search(node: BNode<K, V>, key: K): { index: number; found: boolean } {
    let [lo, hi] = [0, node.keys.length];
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      const c = this.compare(key, node.keys[mid]);
      if (c === 0) return { index: mid, found: true };
      if (c < 0) hi = mid;
      else lo = mid + 1;
    }
    return { index: lo, found: false };
  }
  get(key: K): V | undefined {
    for (let node = this.#root; ; ) {
      const { index, found } = this.#search(node, key);
      if (found) return node.values[index];
      if (node.leaf) return undefined;
      node = node.children[index];
    }
  }
  set(key: K, value: V): this {
    if (this.#root.keys.length === 2 * this.degree - 1) {
      const root = new BNode<K, V>();
      root.children.push(this.#root);
      this.#root = root;
      this.#split(root, 0);
    }
    let node = this.#root;
    for (;;) {
      let { index, found } = this.#search(node, key);
      if (found) {
        node.values[index] = value;
        return this;
      }
      if (node.leaf) {
        node.keys.splice(index, 0, key);
        node.values.splice(index, 0, value);
        this.size++;
        return this;
      }
      if (node.children[index].keys.length === 2 * this.degree - 1) {
        this.#split(node, index);
        const c = this.compare(key, node.keys[index]);
        if (c === 0) {
          node.values[index] = value;
          return this;
        }
        if (c > 0) index++;
      }
      node = node.children[index];
    }
  }
  #split(parent: BNode<K, V>, at: number): void {
    const left = parent.children[at];
    const right = new BNode<K, V>();
    const middle = this.degree - 1;
    right.keys = left.keys.splice(middle + 1);
    right.values = left.values.splice(middle + 1);
    right.children = left.children.splice(middle + 1);
    parent.keys.splice(at, 0, left.keys.pop()!);
    parent.values.splice(at, 0, left.values.pop()!);
    parent.children.splice(at + 1, 0, right);
  }
  delete(key: K): boolean {
    const removed = this.#delete(this.#root, key);
    if (this.#root.keys.length === 0 && !this.#root.leaf) this.#root = this.#root.children[0];
    if (removed) this.size--;
    return removed;
  }
  #delete(node: BNode<K, V>, key: K): boolean {
    let { index, found } = this.#search(node, key);
    if (node.leaf) {
      if (!found) return false;
      node.keys.splice(index, 1);
      node.values.splice(index, 1);
      return true;
    }
    if (found) {
      let largest = node.children[index];
      while (!largest.leaf) largest = largest.children[largest.children.length - 1];
      node.keys[index] = largest.keys[largest.keys.length - 1];
      node.values[index] = largest.values[largest.values.length - 1];
      key = node.keys[index];
    }
    index = this.#fill(node, index);
    return this.#delete(node.children[index], key);
  }
  #fill(node: BNode<K, V>, index: number): number {
    const child = node.children[index];
    if (child.keys.length >= this.degree) return index;
    const [left, right] = [node.children[index - 1] as BNode<K, V> | undefined, node.children[index + 1] as BNode<K, V> | undefined];
    if (left && left.keys.length >= this.degree) {
      child.keys.unshift(node.keys[index - 1]);
      child.values.unshift(node.values[index - 1]);
      node.keys[index - 1] = left.keys.pop()!;
      node.values[index - 1] = left.values.pop()!;
      if (!left.leaf) child.children.unshift(left.children.pop()!);
      return index;
    }
    if (right && right.keys.length >= this.degree) {
      child.keys.push(node.keys[index]);
      child.values.push(node.values[index]);
      node.keys[index] = right.keys.shift()!;
      node.values[index] = right.values.shift()!;
      if (!right.leaf) child.children.push(right.children.shift()!);
      return index;
    }
    const at = left ? index - 1 : index;
    const [a, b] = [node.children[at], node.children[at + 1]];
    a.keys.push(...node.keys.splice(at, 1), ...b.keys);
    a.values.push(...node.values.splice(at, 1), ...b.values);
    a.children.push(...b.children);
    node.children.splice(at + 1, 1);
    return at;
  }
  *#walk(node: BNode<K, V>, from: K | undefined, to: K | undefined): Generator<[K, V]> {
    const start = from === undefined ? 0 : this.#search(node, from).index;
    for (let i = start; i <= node.keys.length; i++) {
      if (!node.leaf) yield* this.#walk(node.children[i], from, to);
      if (i === node.keys.length) return;
      if (to !== undefined && this.compare(node.keys[i], to) >= 0) return;
      if (from === undefined || this.compare(node.keys[i], from) >= 0) yield [node.keys[i], node.values[i]];
    }
  }
  range(from?: K, to?: K): Generator<[K, V]> {
    return this.#walk(this.#root, from, to);
  }
  [Symbol.iterator](): Generator<[K, V]> {
    return this.range();
  }
  check(node = this.#root, depth = 0): number {
    if (node !== this.#root && node.keys.length < this.degree - 1) throw new Error('underfull node');
    if (node.leaf) return depth;
    const depths = new Set(node.children.map((c) => this.check(c, depth + 1)));
    if (depths.size !== 1 || node.children.length !== node.keys.length + 1) throw new Error('unbalanced');
    return [...depths][0];
  }
}

const tree = new BTree<number, string>((a, b) => a - b);
for (let i = 0; i < 300; i++) tree.set((i * 37) % 211, `v${i}`);
console.log(tree.size, tree.check(), tree.get(100), tree.get(500), [...tree.range(95, 103)].map(([k, v]) => `${k}${v}`).join(' '));
const keys = [...tree].map(([k]) => k);
console.log(keys.every((k, i) => i === 0 || keys[i - 1] < k), keys.length);
let deleted = 0;
for (let i = 0; i < 400; i += 3) {
  if (tree.delete(i)) deleted++;
  tree.check();
}
console.log(deleted, tree.size, tree.check(), [...tree].slice(0, 5), tree.get(3), tree.get(4));
for (const [k] of [...tree]) tree.delete(k);
console.log(tree.size, tree.check(), [...tree], tree.delete(1));
const names = new BTree<string, number>((a, b) => (a < b ? -1 : a > b ? 1 : 0), 3);
'the quick brown fox jumps over the lazy dog while seventeen zebras graze quietly'.split(' ').forEach((w, i) => names.set(w, i));
console.log([...names.range('g', 'r')], names.size, names.get('the'), names.check());
