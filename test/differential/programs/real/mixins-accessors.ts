// Mixins, abstract classes, accessors, private members, static blocks, symbols and inspection of nested values.
type Ctor<T = object> = new (...args: any[]) => T;
abstract class Shape {
  static #registry = new Map<string, number>();
  static {
    this.#registry.set('init', 0);
  }
  abstract area(): number;
  abstract get kind(): string;
  protected constructor(readonly id: string) {
    const n = Shape.#registry.get(new.target.name) ?? 0;
    Shape.#registry.set(new.target.name, n + 1);
  }
  static census(): Record<string, number> {
    return Object.fromEntries(Shape.#registry);
  }
  toString(): string {
    return `${this.kind}(${this.id}) area=${this.area().toFixed(2)}`;
  }
  [Symbol.toPrimitive](hint: string): string | number {
    return hint === 'number' ? this.area() : this.toString();
  }
}
class Circle extends Shape {
  #r: number;
  constructor(id: string, r: number) {
    super(id);
    this.#r = r;
  }
  override area(): number {
    return Math.PI * this.#r ** 2;
  }
  get kind(): string {
    return 'circle';
  }
  get radius(): number {
    return this.#r;
  }
  set radius(v: number) {
    if (v < 0) throw new RangeError(`negative radius: ${v}`);
    this.#r = v;
  }
  static isCircle(x: unknown): x is Circle {
    return typeof x === 'object' && x !== null && #r in x;
  }
}
class Rect extends Shape {
  constructor(
    id: string,
    protected w: number,
    protected h: number,
  ) {
    super(id);
  }
  area(): number {
    return this.w * this.h;
  }
  get kind(): string {
    return this.w === this.h ? 'square' : 'rect';
  }
}
function Tagged<B extends Ctor>(Base: B) {
  return class Tagged extends Base {
    #tags = new Set<string>();
    tag(...t: string[]): this {
      t.forEach((x) => this.#tags.add(x));
      return this;
    }
    get tags(): string[] {
      return [...this.#tags].sort();
    }
  };
}
function Timestamped<B extends Ctor>(Base: B, clock: () => number) {
  return class extends Base {
    created = clock();
    updated?: number;
    touch(): this {
      this.updated = clock();
      return this;
    }
  };
}
let t = 100;
class Doc {
  constructor(
    public title: string,
    public readonly body = '',
  ) {}
  summary(): string {
    return `${this.title}: ${this.body.slice(0, 5)}`;
  }
}
class RichDoc extends Tagged(Timestamped(Doc, () => t++)) {
  override summary(): string {
    return `[${this.tags.join()}] ${super.summary()} @${this.created}${this.updated === undefined ? '' : `~${this.updated}`}`;
  }
}
const d = new RichDoc('Intro', 'Hello world').tag('b', 'a', 'b').touch();
console.log(d.summary(), d instanceof Doc, d, Object.keys(d));
const shapes: Shape[] = [new Circle('c1', 1), new Rect('r1', 2, 3), new Rect('s1', 2, 2), new Circle('c2', 0.5)];
shapes.sort((a, b) => +a - +b);
for (const s of shapes) console.log(`${s}`, s + '', +s > 3, s);
console.log(
  Shape.census(),
  shapes.filter(Circle.isCircle).map((c) => c.radius),
  Circle.isCircle({}),
  Circle.isCircle(null),
);
try {
  shapes.find(Circle.isCircle)!.radius = -1;
} catch (e) {
  console.log(String(e));
}
class Temp {
  static readonly ABSOLUTE_ZERO = -273.15;
  static #count = 0;
  static get count(): number {
    return Temp.#count;
  }
  private _c = 0;
  constructor(c = 0) {
    this.celsius = c;
    Temp.#count += 1;
  }
  get celsius(): number {
    return this._c;
  }
  set celsius(v: number) {
    this._c = Math.max(v, Temp.ABSOLUTE_ZERO);
  }
  get fahrenheit(): number {
    return (this._c * 9) / 5 + 32;
  }
  set fahrenheit(f: number) {
    this.celsius = ((f - 32) * 5) / 9;
  }
  static from<T extends typeof Temp>(this: T, f: number): InstanceType<T> {
    const x = new this();
    x.fahrenheit = f;
    return x as InstanceType<T>;
  }
}
class Labelled extends Temp {
  label = 'L';
  override get celsius(): number {
    return super.celsius;
  }
  override set celsius(v: number) {
    super.celsius = Math.round(v);
  }
}
const l = Labelled.from(100);
console.log(l.celsius, l.fahrenheit, l.label, Temp.count, l, Temp.from(-1000).celsius);
l.fahrenheit += 9;
l.celsius++;
console.log(l.celsius, l['celsius'], 'fahrenheit' in l, Object.hasOwn(l, 'celsius'));
const proto = Object.getPrototypeOf(l);
console.log(
  proto === Labelled.prototype,
  Object.getOwnPropertyNames(Temp.prototype),
  Labelled.name,
  Labelled.length,
  Object.getPrototypeOf(Labelled) === Temp,
);
class Vec {
  static readonly ZERO = new Vec(0, 0);
  constructor(
    readonly x: number,
    readonly y: number,
  ) {
    Object.freeze(this);
  }
  plus({ x, y }: Vec): Vec {
    return new Vec(this.x + x, this.y + y);
  }
  *[Symbol.iterator]() {
    yield this.x;
    yield this.y;
  }
  static of = (...[x, y]: [number, number]) => new Vec(x, y);
}
console.log(Vec.ZERO.plus(Vec.of(1, 2)), [...Vec.of(3, 4)], Math.hypot(...Vec.of(3, 4)), Object.isFrozen(Vec.ZERO));
try {
  (Vec.ZERO as { x: number }).x = 5;
} catch (e) {
  console.log((e as Error).constructor.name, (e as Error).message);
}
console.log({
  nested: {
    arr: [1, [2, [3, [4, [5]]]]],
    map: new Map([[{ k: 1 }, new Set(['x', { y: [1, 2] }])]]),
    fn() {},
    cls: Vec,
    sym: Symbol('s'),
    [Symbol('key')]: 1n,
    date: new Date(0),
    re: /a+/gi,
    err: undefined,
    nul: null,
    long: 'x'.repeat(30),
  },
});
