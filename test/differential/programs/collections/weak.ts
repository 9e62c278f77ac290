// WeakMap, WeakSet and WeakRef as associations with objects.
const meta = new WeakMap<object, { tag: string }>();
const a = {};
const b = { name: 'b' };
meta.set(a, { tag: 'A' }).set(b, { tag: 'B' });
console.log(meta.get(a)?.tag, meta.has(b), meta.get({}), meta.delete(a), meta.has(a));
const seen = new WeakSet<object>();
seen.add(b);
console.log(seen.has(b), seen.has(a), seen.delete(b), seen.has(b));
const r = new WeakRef(b);
console.log(r.deref()?.name, r.deref() === b, meta, seen, r);
try {
  (meta as WeakMap<any, any>).set('text', 1);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
class Node {
  static #parents = new WeakMap<Node, Node>();
  constructor(
    readonly n: number,
    parent?: Node,
  ) {
    if (parent) Node.#parents.set(this, parent);
  }
  get depth(): number {
    const p = Node.#parents.get(this);
    return p ? p.depth + 1 : 0;
  }
}
console.log(new Node(3, new Node(2, new Node(1))).depth, typeof new FinalizationRegistry(() => {}).register);
