// Deep generics: typed builder, path types, query builder, type-level router, discriminated unions and exhaustive switch.
type Path<T> = T extends object
  ? { [K in keyof T & string]: K | (T[K] extends object ? `${K}.${Path<T[K]>}` : never) }[keyof T & string]
  : never;
type At<T, P extends string> = P extends `${infer H}.${infer R}`
  ? H extends keyof T
    ? At<T[H], R>
    : never
  : P extends keyof T
    ? T[P]
    : never;
function get<T extends object, P extends Path<T>>(o: T, p: P): At<T, P> {
  return p.split('.').reduce<unknown>((a, k) => (a as Record<string, unknown>)[k], o) as At<T, P>;
}
function set<T extends object, P extends Path<T>>(o: T, p: P, v: At<T, P>): T {
  const [h, ...r] = p.split('.') as [string, ...string[]];
  const cur = (o as Record<string, unknown>)[h];
  return { ...o, [h]: r.length ? set(cur as object, r.join('.') as never, v as never) : v };
}
const cfg = { server: { host: 'h', port: 80, tls: { on: false, keys: ['k1'] } }, name: 'n' };
console.log(
  get(cfg, 'server.port') + 1,
  get(cfg, 'server.tls.keys').length,
  set(cfg, 'server.tls.on', true),
  cfg.server.tls.on,
);
type Params<S extends string> = S extends `${string}:${infer P}/${infer R}`
  ? { [K in P | keyof Params<R>]: string }
  : S extends `${string}:${infer P}`
    ? { [K in P]: string }
    : {};
class Router<C> {
  private routes: { re: RegExp; names: string[]; run: (p: never, c: C) => string }[] = [];
  on<const S extends string>(path: S, run: (p: Params<S>, c: C) => string): this {
    const names: string[] = [];
    const re = new RegExp(`^${path.replace(/:(\w+)/g, (_, n: string) => (names.push(n), '([^/]+)'))}$`);
    this.routes.push({ re, names, run });
    return this;
  }
  handle(url: string, c: C): string {
    for (const { re, names, run } of this.routes) {
      const m = re.exec(url);
      if (m) return run(Object.fromEntries(names.map((n, i) => [n, decodeURIComponent(m[i + 1]!)])) as never, c);
    }
    return '404';
  }
}
const r = new Router<{ user: string }>()
  .on('/users/:id', ({ id }, c) => `${c.user} sees ${id}`)
  .on('/a/:x/b/:y', (p) => JSON.stringify(p))
  .on('/static', () => 'S');
for (const u of ['/users/7%20x', '/a/1/b/2', '/static', '/zip', '/users/']) console.log(u, r.handle(u, { user: 'me' }));
interface Col<T> {
  readonly kind: 'col';
  readonly name: string;
  readonly type: T;
}
type Expr<T> =
  | Col<T>
  | { readonly kind: 'lit'; readonly value: T }
  | { readonly kind: 'op'; readonly op: string; readonly args: readonly Expr<any>[] };
const lit = <T>(value: T): Expr<T> => ({ kind: 'lit', value });
const op =
  (o: string) =>
  <T>(a: Expr<T>, b: Expr<T> | T): Expr<boolean> => ({
    kind: 'op',
    op: o,
    args: [a, typeof b === 'object' && b !== null && 'kind' in b ? b : lit(b)],
  });
const [eq, gt, and] = [
  op('='),
  op('>'),
  (...xs: Expr<boolean>[]): Expr<boolean> => ({ kind: 'op', op: 'AND', args: xs }),
];
function sql(e: Expr<any>, params: unknown[]): string {
  switch (e.kind) {
    case 'col':
      return `"${e.name}"`;
    case 'lit':
      return `$${params.push(e.value)}`;
    case 'op':
      return e.args.length === 0 ? 'TRUE' : `(${e.args.map((a) => sql(a, params)).join(` ${e.op} `)})`;
    default:
      return e satisfies never;
  }
}
class Query<T extends Record<string, unknown>, S extends keyof T = keyof T> {
  private constructor(
    private readonly q: {
      table: string;
      cols?: readonly string[];
      where: readonly Expr<boolean>[];
      order: readonly [string, 'ASC' | 'DESC'][];
      limit?: number;
    },
  ) {}
  static from<T extends Record<string, unknown>>(table: string): Query<T> {
    return new Query({ table, where: [], order: [] });
  }
  #with(p: Partial<Query<T, S>['q']>): Query<T, S> {
    return new Query({ ...this.q, ...p });
  }
  select<K extends S>(...cols: (K & string)[]): Query<T, K> {
    return new Query<T, K>({ ...this.q, cols });
  }
  where(f: (c: { [K in keyof T]: Col<T[K]> }) => Expr<boolean>): Query<T, S> {
    const cols = new Proxyless<T>();
    return this.#with({ where: [...this.q.where, f(cols.all(['id', 'age', 'name']))] });
  }
  orderBy(c: keyof T & string, dir: 'ASC' | 'DESC' = 'ASC') {
    return this.#with({ order: [...this.q.order, [c, dir]] });
  }
  limit(limit: number) {
    return this.#with({ limit });
  }
  build(): { text: string; params: unknown[] } {
    const { table, cols, where, order, limit } = this.q;
    const params: unknown[] = [];
    const parts = [
      `SELECT ${cols?.join(', ') ?? '*'} FROM ${table}`,
      where.length && `WHERE ${sql(and(...where), params)}`,
      order.length && `ORDER BY ${order.map((o) => o.join(' ')).join(', ')}`,
      limit !== undefined && `LIMIT ${limit}`,
    ];
    return { text: parts.filter(Boolean).join(' '), params };
  }
}
class Proxyless<T> {
  all(names: (keyof T & string)[]): { [K in keyof T]: Col<T[K]> } {
    return Object.fromEntries(names.map((name) => [name, { kind: 'col', name, type: undefined }])) as unknown as {
      [K in keyof T]: Col<T[K]>;
    };
  }
}
type User = { id: number; age: number; name: string | null };
const base = Query.from<User>('users');
console.log(base.build(), base.where((c) => eq(c.name, null)).build());
console.log(
  base
    .select('id', 'name')
    .where((c) => gt(c.age, 18))
    .where((c) => and(eq(c.name, 'bob'), gt(c.id, c.age)))
    .orderBy('age', 'DESC')
    .orderBy('id')
    .limit(0)
    .build(),
);
type Shape =
  | { k: 'circle'; r: number }
  | { k: 'rect'; w: number; h: number }
  | { k: 'poly'; pts: readonly (readonly [number, number])[] };
const area = (s: Shape): number => {
  switch (s.k) {
    case 'circle':
      return Math.PI * s.r ** 2;
    case 'rect':
      return s.w * s.h;
    case 'poly':
      return (
        Math.abs(
          s.pts.reduce((a, [x, y], i) => {
            const [u, v] = s.pts[(i + 1) % s.pts.length]!;
            return a + x * v - u * y;
          }, 0),
        ) / 2
      );
  }
};
type Visitor<R> = { [K in Shape['k']]: (s: Extract<Shape, { k: K }>) => R };
const visit = <R>(s: Shape, v: Visitor<R>): R => (v[s.k] as (s: Shape) => R)(s);
for (const s of [
  { k: 'circle', r: 2 },
  { k: 'rect', w: 2, h: 3.5 },
  {
    k: 'poly',
    pts: [
      [0, 0],
      [4, 0],
      [4, 3],
    ],
  },
] as const satisfies readonly Shape[])
  console.log(
    area(s).toFixed(3),
    visit<unknown>(s, { circle: ({ r }) => `r${r}`, rect: (q) => q.w + q.h, poly: ({ pts: { length } }) => [length] }),
  );
const pipe =
  (...fs: ((x: any) => any)[]) =>
  (x: unknown): unknown =>
    fs.reduce((a, f) => f(a), x);
const curry = <A extends unknown[], R>(f: (...a: A) => R) => {
  const go = (got: unknown[]): any =>
    got.length >= f.length ? f(...(got as A)) : (...more: unknown[]) => go([...got, ...more]);
  return go([]);
};
console.log(
  pipe(
    (x: number) => x + 1,
    String,
    (s: string) => s.padStart(3, '0'),
    (s: string) => [...s],
  )(41),
  curry((a: number, b: number, c: number) => a + b * c)(1)(2, 3),
  curry((a: string) => a)('only'),
);
const tuple = <const T extends readonly unknown[]>(...t: T): T => t;
const zip = <A, B>(a: readonly A[], b: readonly B[]): [A, B][] => a.slice(0, b.length).map((x, i) => [x, b[i]!]);
console.log(
  tuple(1, 'a', [true] as const),
  zip([1, 2, 3], ['a', 'b']),
  Object.entries({ b: 1, a: { c: 2 } }).map(([k, v]) => [k, v] as const),
);
