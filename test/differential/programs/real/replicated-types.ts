// CRDTs: G-counter, PN-counter, LWW map, OR-set, RGA text; merging is commutative, associative, idempotent.
type Id = string;
interface Crdt<S, V> {
  readonly state: S;
  value(): V;
  merge(other: S): this;
}
class GCounter implements Crdt<Record<Id, number>, number> {
  constructor(
    readonly id: Id,
    readonly state: Record<Id, number> = {},
  ) {}
  inc(n = 1): this {
    if (n < 0) throw new RangeError('cannot decrement');
    this.state[this.id] = (this.state[this.id] ?? 0) + n;
    return this;
  }
  value(): number {
    return Object.values(this.state).reduce((a, b) => a + b, 0);
  }
  merge(o: Record<Id, number>): this {
    for (const k in o) this.state[k] = Math.max(this.state[k] ?? 0, o[k]!);
    return this;
  }
}
class PNCounter {
  readonly p: GCounter;
  readonly n: GCounter;
  constructor(id: Id) {
    this.p = new GCounter(id);
    this.n = new GCounter(id);
  }
  add(x: number): this {
    (x < 0 ? this.n : this.p).inc(Math.abs(x));
    return this;
  }
  get value(): number {
    return this.p.value() - this.n.value();
  }
  merge({ p, n }: PNCounter): this {
    this.p.merge(p.state);
    this.n.merge(n.state);
    return this;
  }
}
interface Stamp {
  readonly t: number;
  readonly id: Id;
}
const later = (a: Stamp, b: Stamp): boolean => (a.t !== b.t ? a.t > b.t : a.id > b.id);
class LwwMap<V> {
  #clock = 0;
  readonly #cells = new Map<string, { stamp: Stamp; value: V | null }>();
  constructor(readonly id: Id) {}
  set(k: string, value: V | null): this {
    this.#cells.set(k, { stamp: { t: ++this.#clock, id: this.id }, value });
    return this;
  }
  delete(k: string): this {
    return this.set(k, null);
  }
  merge(o: LwwMap<V>): this {
    for (const [k, c] of o.#cells) {
      const mine = this.#cells.get(k);
      if (!mine || later(c.stamp, mine.stamp)) this.#cells.set(k, { ...c });
      this.#clock = Math.max(this.#clock, c.stamp.t);
    }
    return this;
  }
  toObject(): Record<string, V> {
    const out: Record<string, V> = {};
    for (const [k, { value }] of [...this.#cells].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (value !== null) out[k] = value;
    return out;
  }
}
class OrSet<T extends string | number> {
  private readonly adds = new Map<T, Set<string>>();
  private readonly removed = new Set<string>();
  private n = 0;
  constructor(private readonly id: Id) {}
  add(x: T): this {
    (this.adds.get(x) ?? this.adds.set(x, new Set()).get(x)!).add(`${this.id}.${this.n++}`);
    return this;
  }
  remove(x: T): this {
    this.adds.get(x)?.forEach((tag) => this.removed.add(tag));
    return this;
  }
  has(x: T): boolean {
    return !this.adds.get(x)?.isSubsetOf(this.removed) && this.adds.has(x);
  }
  merge(o: OrSet<T>): this {
    for (const [x, tags] of o.adds) this.adds.set(x, (this.adds.get(x) ?? new Set<string>()).union(tags));
    for (const t of o.removed) this.removed.add(t);
    return this;
  }
  get values(): T[] {
    return [...this.adds.keys()].filter((x) => this.has(x)).sort();
  }
}
interface Char {
  readonly id: `${number}@${string}`;
  readonly after: string | null;
  readonly ch: string;
  dead?: true;
}
class Text {
  private chars: Char[] = [];
  private clock = 0;
  constructor(private readonly site: string) {}
  private visible(): Char[] {
    return this.chars.filter((c) => !c.dead);
  }
  insert(at: number, s: string): Char[] {
    const out: Char[] = [];
    let after = at === 0 ? null : (this.visible()[at - 1]?.id ?? null);
    for (const ch of s) {
      const c: Char = { id: `${++this.clock}@${this.site}`, after, ch };
      this.apply(c);
      out.push(c);
      after = c.id;
    }
    return out;
  }
  delete(at: number, n = 1): string[] {
    const ids = this.visible()
      .slice(at, at + n)
      .map((c) => c.id);
    ids.forEach((id) => this.kill(id));
    return ids;
  }
  kill(id: string): void {
    const c = this.chars.find((x) => x.id === id);
    if (c) c.dead = true;
  }
  apply(c: Char): void {
    if (this.chars.some((x) => x.id === c.id)) return;
    const order = (x: Char): [number, string] => {
      const [t, s] = x.id.split('@');
      return [Number(t), s!];
    };
    this.clock = Math.max(this.clock, order(c)[0]);
    let i = c.after === null ? 0 : this.chars.findIndex((x) => x.id === c.after) + 1;
    for (; i < this.chars.length; i++) {
      const [t1, s1] = order(this.chars[i]!),
        [t2, s2] = order(c);
      if (t1 < t2 || (t1 === t2 && s1 < s2)) break;
    }
    this.chars.splice(i, 0, c);
  }
  toString(): string {
    return this.visible()
      .map((c) => c.ch)
      .join('');
  }
}
const [a, b] = [new GCounter('a').inc().inc(4), new GCounter('b').inc(10)];
a.merge(b.state).merge(b.state);
b.merge(a.state);
console.log(a.value(), b.value(), a.state, b.state);
try {
  a.inc(-1);
} catch (e) {
  console.log(`${e}`);
}
const [p, q] = [new PNCounter('p').add(5).add(-2), new PNCounter('q').add(-10)];
console.log(p.merge(q).value, q.merge(p).merge(p).value, p);
const m1 = new LwwMap<number | string>('m1').set('x', 1).set('y', 'why');
const m2 = new LwwMap<number | string>('m2').set('x', 2).delete('y').set('z', 3);
const o1 = JSON.stringify(m1.merge(m2).toObject()),
  o2 = JSON.stringify(m2.merge(m1).toObject());
console.log(o1, o1 === o2, m1.set('y', 'back').toObject(), m2.merge(m1).toObject());
const s = new OrSet<string>('s').add('x').add('y'),
  u = new OrSet<string>('u').add('x');
s.remove('x');
u.merge(s);
s.merge(u);
console.log(s.values, u.values, s.has('x'), s.has('zz'), new OrSet<number>('n').add(3).add(1).add(2).remove(1).values);
const alice = new Text('al'),
  bob = new Text('bo');
const sync = (from: Char[], to: Text): void => from.forEach((c) => to.apply(c));
sync(alice.insert(0, 'helo'), bob);
const e1 = alice.insert(3, 'l'),
  e2 = bob.insert(4, '!');
const d = bob.delete(0, 1),
  e3 = bob.insert(0, 'J');
sync(e1, bob);
sync(e2, alice);
sync(e3, alice);
d.forEach((id) => alice.kill(id));
sync(e1, bob);
console.log(`${alice}`, `${bob}`, `${alice}` === `${bob}`);
const c1 = alice.insert(2, 'AA'),
  c2 = bob.insert(2, 'BB');
sync(c2, alice);
sync(c1, bob);
console.log(
  String(alice),
  String(bob),
  c1[0],
  [...c2].map(({ id, after }) => ({ id, after })),
);
