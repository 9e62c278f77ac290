// Dependency injection, visitors with double dispatch, mixins, abstract/protected/static/accessor/#private hierarchies.
type Constructor<T = object> = new (...args: any[]) => T;
const Timestamped = <B extends Constructor>(Base: B) =>
  class Timestamped extends Base {
    static clock = 100;
    readonly createdAt = Timestamped.clock++;
    age(now: number): number {
      return now - this.createdAt;
    }
  };
const Tagged = <B extends Constructor<{ describe(): string }>>(Base: B) =>
  class extends Base {
    #tags = new Set<string>();
    tag(...t: string[]): this {
      t.forEach((x) => this.#tags.add(x));
      return this;
    }
    get tags(): readonly string[] {
      return [...this.#tags].sort();
    }
    override describe(): string {
      return `${super.describe()}${this.#tags.size ? ` #${this.tags.join(' #')}` : ''}`;
    }
  };
abstract class Shape {
  static #count = 0;
  static registry: Map<string, typeof Shape> = new Map();
  static get count(): number {
    return Shape.#count;
  }
  static {
    this.registry.set('shape', this);
  }
  protected constructor(protected readonly label: string) {
    Shape.#count++;
    if (new.target === Shape) throw new TypeError('abstract!');
  }
  abstract area(): number;
  abstract accept<R>(visitor: ShapeVisitor<R>): R;
  describe(): string {
    return `${this.label}(${this.area().toFixed(2)})`;
  }
  scale(k: number): Shape {
    return Object.assign(Object.create(Object.getPrototypeOf(this) as object) as Shape, this, this.scaled(k));
  }
  protected scaled(_k: number): Partial<this> {
    return {};
  }
  toJSON(): object {
    return { kind: this.constructor.name, ...this.describeParts() };
  }
  protected describeParts(): Record<string, number> {
    return {};
  }
  static compare(this: void, a: Shape, b: Shape): number {
    return a.area() - b.area();
  }
  get [Symbol.toStringTag](): string {
    return this.label;
  }
  [Symbol.toPrimitive](hint: string): string | number {
    return hint === 'number' ? this.area() : `<${this.label}>`;
  }
}
class Circle extends Shape {
  constructor(public r: number) {
    super('circle');
  }
  area(): number {
    return Math.PI * this.r ** 2;
  }
  accept<R>(v: ShapeVisitor<R>): R {
    return v.circle(this);
  }
  protected override scaled(k: number): Partial<this> {
    return { r: this.r * k } as Partial<this>;
  }
  protected override describeParts(): Record<string, number> {
    return { r: this.r };
  }
}
class Rect extends Shape {
  #w: number;
  #h: number;
  constructor(w: number, h: number, label = 'rect') {
    super(label);
    this.#w = w;
    this.#h = h;
  }
  get width(): number {
    return this.#w;
  }
  set width(w: number) {
    if (w < 0) throw new RangeError(`width ${w}`);
    this.#w = w;
  }
  get height(): number {
    return this.#h;
  }
  static isRect(x: unknown): x is Rect {
    return typeof x === 'object' && x !== null && #w in x;
  }
  area(): number {
    return this.#w * this.#h;
  }
  accept<R>(v: ShapeVisitor<R>): R {
    return v.rect(this);
  }
  protected override describeParts(): Record<string, number> {
    return { w: this.#w, h: this.#h };
  }
}
class Square extends Rect {
  constructor(s: number) {
    super(s, s, 'square');
  }
  override describe(): string {
    return `□${super.describe()}`;
  }
}
class Group extends Shape {
  constructor(readonly items: Shape[]) {
    super('group');
  }
  area(): number {
    return this.items.reduce((s, i) => s + i.area(), 0);
  }
  accept<R>(v: ShapeVisitor<R>): R {
    return v.group(
      this,
      this.items.map((i) => i.accept(v)),
    );
  }
}
interface ShapeVisitor<R> {
  circle(c: Circle): R;
  rect(r: Rect): R;
  group(g: Group, inner: R[]): R;
}
const perimeter: ShapeVisitor<number> = {
  circle: ({ r }) => 2 * Math.PI * r,
  rect: ({ width, height }) => 2 * (width + height),
  group: (_g, inner) => inner.reduce((a, b) => a + b, 0),
};
class Printer implements ShapeVisitor<string> {
  #depth = 0;
  circle(c: Circle): string {
    return `(${c.r})`;
  }
  rect(r: Rect): string {
    return `[${r.width}x${r.height}]`;
  }
  group(g: Group, inner: string[]): string {
    return `{${inner.join(' ')}|${g.items.length}}`;
  }
  get depth(): number {
    return this.#depth;
  }
}
const shapes = [
  new Circle(1),
  new Rect(2, 3),
  new Square(1.5),
  new Group([new Circle(0.5), new Square(2), new Group([])]),
];
for (const s of shapes)
  console.log(
    s.describe(),
    s.accept(perimeter).toFixed(3),
    s.accept(new Printer()),
    `${s}`,
    +s > 5,
    Rect.isRect(s),
    Object.prototype.toString.call(s),
    JSON.stringify(s),
  );
console.log(shapes.toSorted(Shape.compare).map(String), Shape.count, [...Shape.registry.keys()], shapes);
try {
  (shapes[1] as Rect).width = -1;
} catch (e) {
  console.log(String(e));
}
try {
  (Shape.compare as any)(1, 2);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
const big = shapes[0]!.scale(3) as Circle;
console.log(big.r, big instanceof Circle, big.area() > shapes[0]!.area(), big.describe());
const Fancy = Tagged(Timestamped(Circle));
const fancy = new Fancy(2).tag('b', 'a', 'b');
const other = new Fancy(3);
console.log(
  fancy.describe(),
  fancy.createdAt,
  other.createdAt,
  fancy.age(150),
  fancy.tags,
  other.describe(),
  fancy instanceof Circle,
  Fancy.name,
  Object.keys(fancy),
  fancy,
);
type Token<T> = symbol & { __type?: T };
const token = <T>(name: string): Token<T> => Symbol(name);
class Container {
  #factories = new Map<symbol, { make: (c: Container) => unknown; single: boolean }>();
  #instances = new Map<symbol, unknown>();
  #building: symbol[] = [];
  bind<T>(t: Token<T>, make: (c: Container) => T, { single = true } = {}): this {
    this.#factories.set(t, { make, single });
    return this;
  }
  get<T>(t: Token<T>): T {
    if (this.#instances.has(t)) return this.#instances.get(t) as T;
    const f = this.#factories.get(t);
    if (!f) throw new Error(`nothing bound to ${String(t)}`);
    if (this.#building.includes(t))
      throw new Error(`cycle: ${[...this.#building, t].map((s) => s.description).join(' -> ')}`);
    this.#building.push(t);
    try {
      const made = f.make(this) as T;
      if (f.single) this.#instances.set(t, made);
      return made;
    } finally {
      this.#building.pop();
    }
  }
  child(): Container {
    const c = new Container();
    for (const [k, f] of this.#factories) c.#factories.set(k, f);
    return c;
  }
}
interface Logger {
  log(s: string): void;
  readonly lines: string[];
}
const LOGGER = token<Logger>('logger'),
  CONFIG = token<{ level: number }>('config'),
  SERVICE = token<Service>('service'),
  A = token<unknown>('A'),
  B = token<unknown>('B');
class Service {
  static made = 0;
  readonly id = ++Service.made;
  constructor(
    private logger: Logger,
    private config: { level: number },
  ) {}
  run(x: number): number {
    this.logger.log(`run ${x} at ${this.config.level}`);
    return x * this.config.level;
  }
}
const container = new Container()
  .bind(LOGGER, () => {
    const lines: string[] = [];
    return { lines, log: (s) => void lines.push(s) };
  })
  .bind(CONFIG, () => ({ level: 3 }))
  .bind(SERVICE, (c) => new Service(c.get(LOGGER), c.get(CONFIG)), { single: false })
  .bind(A, (c) => ({ b: c.get(B) }))
  .bind(B, (c) => ({ a: c.get(A) }));
console.log(
  container.get(SERVICE).run(5),
  container.get(SERVICE).id,
  container.get(SERVICE).id,
  container.get(LOGGER).lines,
  container.get(CONFIG) === container.get(CONFIG),
);
for (const t of [A, token('missing')])
  try {
    container.get(t);
  } catch (e) {
    console.log((e as Error).message);
  }
console.log(container.child().get(CONFIG), container.get(SERVICE));
