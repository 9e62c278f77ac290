// Immutable collections: persistent vector (bit-partitioned), HAMT-like map, lenses, structural sharing.
const BITS = 2,
  WIDTH = 1 << BITS,
  MASK = WIDTH - 1;
type Node<T> = readonly Node<T>[] | readonly T[];
class PVec<T> implements Iterable<T> {
  private constructor(
    readonly length: number,
    private readonly shift: number,
    private readonly root: Node<T>,
    private readonly tail: readonly T[],
  ) {}
  private static readonly EMPTY: PVec<never> = new PVec<never>(0, BITS, [], []);
  static of<T>(...xs: T[]): PVec<T> {
    let v: PVec<T> = PVec.EMPTY;
    for (const x of xs) v = v.push(x);
    return v;
  }
  private get tailOffset(): number {
    return this.length < WIDTH ? 0 : ((this.length - 1) >>> BITS) << BITS;
  }
  at(i: number): T | undefined {
    if (i < 0) i += this.length;
    if (i < 0 || i >= this.length) return undefined;
    if (i >= this.tailOffset) return this.tail[i & MASK];
    let node: Node<T> = this.root;
    for (let level = this.shift; level > 0; level -= BITS) node = (node as readonly Node<T>[])[(i >>> level) & MASK]!;
    return (node as readonly T[])[i & MASK];
  }
  push(x: T): PVec<T> {
    if (this.length - this.tailOffset < WIDTH)
      return new PVec(this.length + 1, this.shift, this.root, [...this.tail, x]);
    let shift = this.shift;
    let root: Node<T>;
    if (this.length >>> BITS > 1 << this.shift) {
      root = [this.root, PVec.path(this.shift, this.tail)] as Node<T>[];
      shift += BITS;
    } else root = this.pushTail(this.shift, this.root, this.tail);
    return new PVec(this.length + 1, shift, root, [x]);
  }
  private static path<T>(level: number, node: Node<T>): Node<T> {
    return level === 0 ? node : [PVec.path(level - BITS, node)];
  }
  private pushTail(level: number, parent: Node<T>, tail: Node<T>): Node<T> {
    const i = ((this.length - 1) >>> level) & MASK;
    const copy = parent.slice() as Node<T>[];
    if (level === BITS) copy[i] = tail;
    else {
      const child = copy[i];
      copy[i] = child ? this.pushTail(level - BITS, child, tail) : PVec.path(level - BITS, tail);
    }
    return copy;
  }
  set(i: number, x: T): PVec<T> {
    if (i === this.length) return this.push(x);
    if (i < 0 || i > this.length || !Number.isInteger(i)) throw new RangeError(`index ${i} out of [0, ${this.length}]`);
    if (i >= this.tailOffset) return new PVec(this.length, this.shift, this.root, this.tail.with(i & MASK, x));
    const go = (level: number, node: Node<T>): Node<T> => {
      const copy = [...node] as unknown[];
      copy[(i >>> level) & MASK] =
        level === 0 ? x : go(level - BITS, (node as readonly Node<T>[])[(i >>> level) & MASK]!);
      return copy as Node<T>;
    };
    return new PVec(this.length, this.shift, go(this.shift, this.root), this.tail);
  }
  *[Symbol.iterator](): Generator<T, void, undefined> {
    for (let i = 0; i < this.length; i++) yield this.at(i) as T;
  }
  map<U>(f: (x: T, i: number) => U): PVec<U> {
    let v = PVec.of<U>();
    let i = 0;
    for (const x of this) v = v.push(f(x, i++));
    return v;
  }
  reduce<A>(f: (a: A, x: T) => A, a: A): A {
    for (const x of this) a = f(a, x);
    return a;
  }
  get depth(): number {
    return this.shift / BITS;
  }
}
const v = PVec.of(...Array.from({ length: 70 }, (_, i) => i));
const w = v.set(3, -3).set(69, -69).set(40, -40);
console.log(v.length, v.depth, v.at(0), v.at(-1), v.at(70), v.at(3), w.at(3), w.at(-1), v.at(40), w.at(40));
console.log(
  [...w.map((x) => x * 2)].join(' '),
  v.reduce((a, b) => a + b, 0),
  w.reduce((a, b) => a + b, 0),
);
for (const i of [-1, 71, 1.5])
  try {
    v.set(i, 0);
  } catch (e) {
    console.log((e as Error).message);
  }
const mixed = PVec.of<string | number | null>('a', 1, null, 'b', 2.5).push('z').set(1, null);
console.log([...mixed], mixed);

interface Lens<S, A> {
  get(s: S): A;
  set(a: A, s: S): S;
}
const prop = <S extends object, K extends keyof S>(k: K): Lens<S, S[K]> => ({
  get: (s) => s[k],
  set: (a, s) => ({ ...s, [k]: a }),
});
const idx = <A>(i: number): Lens<readonly A[], A | undefined> => ({
  get: (s) => s[i],
  set: (a, s) => s.toSpliced(i, 1, ...(a === undefined ? [] : [a])),
});
const compose = <A, B, C>(ab: Lens<A, B>, bc: Lens<B, C>): Lens<A, C> => ({
  get: (a) => bc.get(ab.get(a)),
  set: (c, a) => ab.set(bc.set(c, ab.get(a)), a),
});
const over = <S, A>(l: Lens<S, A>, f: (a: A) => A, s: S): S => l.set(f(l.get(s)), s);
interface State {
  readonly user: { readonly name: string; readonly tags: readonly string[] };
  readonly n: number;
}
const s0: State = { user: { name: 'ann', tags: ['x', 'y', 'z'] }, n: 1 };
const name = compose(prop<State, 'user'>('user'), prop<State['user'], 'name'>('name'));
const tag1 = compose(compose(prop<State, 'user'>('user'), prop<State['user'], 'tags'>('tags')), idx<string>(1));
const s1 = over(name, (x) => x.toUpperCase(), s0);
const s2 = over(tag1, (x) => x && x + '!', s1);
const s3 = tag1.set(undefined, s2);
console.log(s0, s1, s2, s3, s1.user.tags === s0.user.tags, s2.user.tags === s1.user.tags);

type Deep<T> = T extends (infer U)[]
  ? readonly Deep<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Deep<T[K]> }
    : T;
function deepFreeze<T>(o: T): Deep<T> {
  if (typeof o === 'object' && o !== null && !Object.isFrozen(o)) {
    Object.freeze(o);
    for (const v of Object.values(o)) deepFreeze(v);
  }
  return o as Deep<T>;
}
const cfg = deepFreeze({ a: { b: [1, { c: 2 }] }, d: 'e' });
try {
  (cfg.a.b[1] as { c: number }).c = 3;
} catch (e) {
  console.log((e as Error).message);
}
try {
  (cfg.a.b as unknown as number[]).push(3);
} catch (e) {
  console.log((e as Error).message);
}
function produce<T extends object>(base: T, recipe: (draft: T) => void): T {
  const draft = structuredClone(base);
  recipe(draft);
  return JSON.stringify(draft) === JSON.stringify(base) ? base : draft;
}
const base = { list: [1, 2], meta: { at: new Date(86400000) } };
const next = produce(base, (d) => {
  d.list.push(3);
  d.meta.at.setUTCFullYear(2000);
});
console.log(next, base, produce(base, () => {}) === base, next.meta.at instanceof Date);
