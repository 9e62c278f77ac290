// Class patterns: static factories, fluent inheritance with polymorphic this, abstract template methods, private static state, accessors in chains, iterable classes, generic constraints, symbols as keys, instance counters, deep equality, comparable, observer, command, visitor, strategy, chain of responsibility, memento, flyweight, object pool, null object.
abstract class Handler<Req, Res> {
  private next: Handler<Req, Res> | null = null;
  static chain<A, B>(...hs: [Handler<A, B>, ...Handler<A, B>[]]): Handler<A, B> {
    hs.reduce((a, b) => a.setNext(b));
    return hs[0];
  }
  setNext<H extends Handler<Req, Res>>(h: H): H {
    this.next = h;
    return h;
  }
  handle(r: Req): Res | undefined {
    return this.process(r) ?? this.next?.handle(r);
  }
  protected abstract process(r: Req): Res | undefined;
}
class Range_ extends Handler<number, string> {
  constructor(
    private readonly lo: number,
    private readonly hi: number,
    private readonly name: string,
  ) {
    super();
  }
  protected process(n: number) {
    return n >= this.lo && n < this.hi ? `${this.name}(${n})` : undefined;
  }
}
class Fallback extends Handler<number, string> {
  static #used = 0;
  static get used() {
    return this.#used;
  }
  protected override process(n: number): string {
    Fallback.#used++;
    return `none(${n})`;
  }
}
const chain = Handler.chain<number, string>(new Range_(0, 10, 'small'), new Range_(10, 100, 'medium'), new Fallback());
console.log(
  [5, 50, 500, -1].map((n) => chain.handle(n)),
  Fallback.used,
);
class Html {
  private kids: (Html | string)[] = [];
  private attrs: Record<string, string | true> = {};
  protected constructor(readonly tag: string) {}
  static el(tag: string, ...kids: (Html | string)[]): Html {
    return new this(tag).add(...kids);
  }
  add(...k: (Html | string)[]): this {
    this.kids.push(...k);
    return this;
  }
  attr(k: string, v: string | true = true): this {
    this.attrs[k] = v;
    return this;
  }
  with(f: (h: this) => void): this {
    f(this);
    return this;
  }
  render(depth = 0): string {
    const pad = '  '.repeat(depth),
      at = Object.entries(this.attrs)
        .map(([k, v]) => (v === true ? ` ${k}` : ` ${k}="${v}"`))
        .join('');
    if (!this.kids.length) return `${pad}<${this.tag}${at}/>`;
    if (this.kids.every((k) => typeof k === 'string'))
      return `${pad}<${this.tag}${at}>${this.kids.join('')}</${this.tag}>`;
    return `${pad}<${this.tag}${at}>\n${this.kids.map((k) => (typeof k === 'string' ? '  '.repeat(depth + 1) + k : k.render(depth + 1))).join('\n')}\n${pad}</${this.tag}>`;
  }
}
class Form extends Html {
  static override el(_: string, ...k: (Html | string)[]): Form {
    return new Form('form').add(...k);
  }
  field(name: string, required = false): this {
    return this.add(
      Html.el('label', name),
      Html.el('input')
        .attr('name', name)
        .with((i) => required && i.attr('required')),
    );
  }
}
console.log(Form.el('x').field('user', true).attr('id', 'f').field('age').add('text').render());
type Listener<T> = (now: T, was: T | undefined) => void;
class Observable<T> {
  #v: T;
  #ls = new Set<Listener<T>>();
  constructor(v: T) {
    this.#v = v;
  }
  get value() {
    return this.#v;
  }
  set value(n: T) {
    const was = this.#v;
    if (deepEqual(was, n)) return;
    this.#v = n;
    for (const l of this.#ls) l(n, was);
  }
  on(l: Listener<T>, now = false): () => boolean {
    this.#ls.add(l);
    if (now) l(this.#v, undefined);
    return () => this.#ls.delete(l);
  }
  map<U>(f: (t: T) => U): Observable<U> {
    const o = new Observable(f(this.#v));
    this.on((v) => {
      o.value = f(v);
    });
    return o;
  }
  static combine<A, B>(a: Observable<A>, b: Observable<B>): Observable<[A, B]> {
    const o = new Observable<[A, B]>([a.value, b.value]);
    a.on((v) => {
      o.value = [v, o.value[1]];
    });
    b.on((v) => {
      o.value = [o.value[0], v];
    });
    return o;
  }
}
function deepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (
    typeof a !== 'object' ||
    typeof b !== 'object' ||
    !a ||
    !b ||
    Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)
  )
    return false;
  if (a instanceof Date) return +a === +(b as Date);
  if (a instanceof Map)
    return (
      a.size === (b as Map<unknown, unknown>).size &&
      [...a].every(([k, v]) => (b as Map<unknown, unknown>).has(k) && deepEqual(v, (b as Map<unknown, unknown>).get(k)))
    );
  if (a instanceof Set)
    return (
      a.size === (b as Set<unknown>).size && [...a].every((x) => [...(b as Set<unknown>)].some((y) => deepEqual(x, y)))
    );
  const ka = Object.keys(a),
    kb = Object.keys(b);
  return (
    ka.length === kb.length &&
    ka.every(
      (k) => Object.hasOwn(b, k) && deepEqual((a as Record<string, unknown>)[k], (b as Record<string, unknown>)[k]),
    )
  );
}
const w = new Observable({ x: 1 }),
  h = new Observable('a');
const log: string[] = [];
const both = Observable.combine(
  w.map((v) => v.x * 2),
  h,
);
const off = both.on((n, o) => log.push(`${n} <- ${o}`), true);
w.value = { x: 1 };
w.value = { x: 5 };
h.value = 'b';
off();
h.value = 'c';
console.log(
  log,
  both.value,
  deepEqual(
    { a: [1, new Date(5), new Map([['k', new Set([{ z: NaN }])]])] },
    { a: [1, new Date(5), new Map([['k', new Set([{ z: NaN }])]])] },
  ),
  deepEqual([1], { 0: 1 }),
  deepEqual({ a: undefined }, {}),
  deepEqual(new Set([1]), new Set([2])),
  deepEqual([0], [-0]),
);
class Pool<T extends { reset(): void }> {
  #free: T[] = [];
  made = 0;
  constructor(
    private readonly make: () => T,
    private readonly max = 2,
  ) {}
  use<R>(f: (t: T) => R): R {
    const t = this.#free.pop() ?? (this.made++, this.make());
    try {
      return f(t);
    } finally {
      t.reset();
      if (this.#free.length < this.max) this.#free.push(t);
    }
  }
}
class Buf {
  s = '';
  static all: Buf[] = [];
  constructor() {
    Buf.all.push(this);
  }
  write(x: unknown): this {
    this.s += x;
    return this;
  }
  reset() {
    this.s = '';
  }
}
const pool = new Pool(() => new Buf());
console.log(
  pool.use((a) => pool.use((b) => (a.write(1), b.write('x'), a.s + b.s))),
  pool.use((a) => a.write(2).s),
  pool.made,
  Buf.all,
);
try {
  pool.use(() => {
    throw new Error('used');
  });
} catch (e) {
  console.log((e as Error).message, pool.made);
}
interface Visitor<R> {
  num(n: Num): R;
  bin(b: Bin): R;
  neg?(n: Neg): R;
}
abstract class Ex {
  abstract accept<R>(v: Visitor<R>): R;
  get text(): string {
    return this.accept(printer);
  }
  plus(o: Ex | number): Bin {
    return new Bin('+', this, Ex.lift(o));
  }
  times(o: Ex | number): Bin {
    return new Bin('*', this, Ex.lift(o));
  }
  static lift(x: Ex | number): Ex {
    return x instanceof Ex ? x : new Num(x);
  }
}
class Num extends Ex {
  constructor(readonly v: number) {
    super();
  }
  accept<R>(v: Visitor<R>) {
    return v.num(this);
  }
}
class Bin extends Ex {
  constructor(
    readonly op: '+' | '*',
    readonly l: Ex,
    readonly r: Ex,
  ) {
    super();
  }
  accept<R>(v: Visitor<R>) {
    return v.bin(this);
  }
}
class Neg extends Ex {
  constructor(readonly e: Ex) {
    super();
  }
  accept<R>(v: Visitor<R>): R {
    return v.neg?.(this) ?? this.e.times(-1).accept(v);
  }
}
const printer: Visitor<string> = {
  num: ({ v }) => `${v}`,
  bin: ({ op, l, r }) => `(${l.text} ${op} ${r.text})`,
  neg(n) {
    return `-${n.e.text}`;
  },
};
const evaluator: Visitor<number> = {
  num: (n) => n.v,
  bin(b) {
    const [l, r] = [b.l.accept(this), b.r.accept(this)];
    return b.op === '+' ? l + r : l * r;
  },
};
class Depth implements Visitor<number> {
  max = 0;
  num() {
    return 1;
  }
  bin({ l, r }: Bin): number {
    const d = 1 + Math.max(l.accept(this), r.accept(this));
    this.max = Math.max(this.max, d);
    return d;
  }
}
const ex = new Num(2)
  .plus(3)
  .times(new Neg(new Num(4).plus(1)))
  .plus(0.5);
console.log(ex.text, ex.accept(evaluator), ex.accept(new Depth()), new Neg(new Num(1)).accept(evaluator), ex);
class Money {
  static #cache = new Map<string, Money>();
  private constructor(
    readonly cents: number,
    readonly currency: 'EUR' | 'USD',
  ) {}
  static of(amount: number | `${number}`, currency: Money['currency'] = 'EUR'): Money {
    const c = Math.round(Number(amount) * 100),
      k = `${c}${currency}`;
    let m = Money.#cache.get(k);
    if (!m) Money.#cache.set(k, (m = new Money(c, currency)));
    return m;
  }
  allocate(...ratios: number[]): Money[] {
    const total = ratios.reduce((a, b) => a + b),
      parts = ratios.map((r) => Math.floor((this.cents * r) / total));
    let rest = this.cents - parts.reduce((a, b) => a + b, 0);
    return parts.map((p) => Money.of((p + (rest-- > 0 ? 1 : 0)) / 100, this.currency));
  }
  plus(o: Money): Money {
    if (o.currency !== this.currency) throw new TypeError(`${this.currency} + ${o.currency}`);
    return Money.of((this.cents + o.cents) / 100, this.currency);
  }
  toString() {
    return `${(this.cents / 100).toFixed(2)} ${this.currency}`;
  }
  [Symbol.toPrimitive](h: 'number' | 'string' | 'default') {
    return h === 'number' ? this.cents : this.toString();
  }
}
console.log(
  Money.of('10.005') === Money.of(10.01),
  Money.of(100).allocate(1, 1, 1).join(),
  Money.of(0.05).allocate(3, 7).map(String),
  `${Money.of(1.1).plus(Money.of(2.2))}`,
  Money.of(3) > Money.of(2),
  +Money.of(19.99, 'USD'),
);
try {
  Money.of(1).plus(Money.of(1, 'USD'));
} catch (e) {
  console.log(`${e}`);
}
