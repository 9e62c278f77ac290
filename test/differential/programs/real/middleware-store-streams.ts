// Namespaces, module-like patterns, plugin pipelines, middleware, observable streams, reducers, dataloader, lenses, matcher DSL.
namespace Geometry {
  export const unit = 'px';
  export interface Size {
    w: number;
    h: number;
  }
  export const area = ({ w, h }: Size): number => w * h;
  export namespace Util {
    let calls = 0;
    export function scale(s: Size, k: number): Size {
      calls++;
      return { w: s.w * k, h: s.h * k };
    }
    export const count = (): number => calls;
  }
  export class Frame implements Size {
    constructor(
      public w: number,
      public h: number,
    ) {}
    toString(): string {
      return `${this.w}x${this.h}${unit}`;
    }
  }
}
console.log(
  Geometry.area(Geometry.Util.scale(new Geometry.Frame(2, 3), 2)),
  `${new Geometry.Frame(1, 2)}`,
  Geometry.Util.count(),
  Geometry.unit,
  Object.keys(Geometry),
);
type Ctx = { path: string; user?: string; log: string[]; status?: number; body?: unknown };
type Next = () => Promise<void>;
type Middleware = (ctx: Ctx, next: Next) => Promise<void> | void;
const composeAll =
  (...ms: Middleware[]): ((ctx: Ctx) => Promise<Ctx>) =>
  async (ctx) => {
    let last = -1;
    const go = async (i: number): Promise<void> => {
      if (i <= last) throw new Error('next() called twice');
      last = i;
      await ms[i]?.(ctx, () => go(i + 1));
    };
    await go(0);
    return ctx;
  };
const timer: Middleware = async (ctx, next) => {
  ctx.log.push('start');
  await next();
  ctx.log.push('end');
};
const errors: Middleware = async (ctx, next) => {
  try {
    await next();
  } catch (e) {
    ctx.status = e instanceof RangeError ? 416 : 500;
    ctx.body = { error: (e as Error).message };
  }
};
const auth: Middleware = (ctx, next) => {
  if (ctx.path.startsWith('/admin') && ctx.user !== 'root') {
    ctx.status = 403;
    return;
  }
  return next();
};
const routes: [RegExp, (ctx: Ctx, params: Record<string, string>) => unknown][] = [
  [/^\/users\/(?<id>\d+)$/, (_c, { id }) => ({ id: Number(id) })],
  [
    /^\/boom$/,
    () => {
      throw new RangeError('boom');
    },
  ],
  [/^\/twice$/, () => 'x'],
  [
    /^\/admin$/,
    async (c) => {
      await null;
      return `hello ${c.user}`;
    },
  ],
];
const router: Middleware = async (ctx) => {
  for (const [re, handler] of routes) {
    const m = re.exec(ctx.path);
    if (m) {
      ctx.body = await handler(ctx, { ...m.groups });
      ctx.status ??= 200;
      return;
    }
  }
  ctx.status = 404;
};
const app = composeAll(
  timer,
  errors,
  auth,
  async (ctx, next) => {
    await next();
    if (ctx.path === '/twice') await next();
  },
  router,
);
const requests = [['/users/42'], ['/boom'], ['/admin'], ['/admin', 'root'], ['/nope'], ['/twice']] as const;
for (const [path, user] of requests) {
  const { status, body, log } = await app({ path, log: [], ...(user ? { user } : {}) });
  console.log(path, status, body, log.join('>'));
}
type Action =
  | { type: 'add'; text: string }
  | { type: 'toggle'; id: number }
  | { type: 'clear' }
  | { type: 'batch'; actions: Action[] };
interface Todo {
  readonly id: number;
  readonly text: string;
  readonly done: boolean;
}
interface AppState {
  readonly todos: readonly Todo[];
  readonly nextId: number;
}
const reduce = (s: AppState, a: Action): AppState => {
  switch (a.type) {
    case 'add':
      return { ...s, todos: [...s.todos, { id: s.nextId, text: a.text, done: false }], nextId: s.nextId + 1 };
    case 'toggle':
      return { ...s, todos: s.todos.map((t) => (t.id === a.id ? { ...t, done: !t.done } : t)) };
    case 'clear':
      return { ...s, todos: s.todos.filter((t) => !t.done) };
    case 'batch':
      return a.actions.reduce(reduce, s);
    default:
      return a satisfies never;
  }
};
class Store<S, A> {
  #subs = new Set<(s: S, p: S) => void>();
  constructor(
    private state: S,
    private readonly reducer: (s: S, a: A) => S,
  ) {}
  get current(): S {
    return this.state;
  }
  dispatch = (a: A): A => {
    const prev = this.state;
    this.state = this.reducer(prev, a);
    if (prev !== this.state) for (const s of this.#subs) s(this.state, prev);
    return a;
  };
  subscribe(f: (s: S, p: S) => void): () => boolean {
    this.#subs.add(f);
    return () => this.#subs.delete(f);
  }
  select<R>(sel: (s: S) => R, on: (r: R) => void): void {
    this.subscribe((s, p) => {
      const r = sel(s);
      if (r !== sel(p)) on(r);
    });
  }
}
const store = new Store<AppState, Action>({ todos: [], nextId: 1 }, reduce);
const changes: unknown[] = [];
store.select(
  (s) => s.todos.length,
  (n) => changes.push(n),
);
const un = store.subscribe((s) => changes.push(s.todos.map((t) => `${t.done ? 'x' : '-'}${t.text}`).join(' ')));
const { dispatch } = store;
dispatch({ type: 'add', text: 'a' });
dispatch({
  type: 'batch',
  actions: [
    { type: 'add', text: 'b' },
    { type: 'toggle', id: 1 },
    { type: 'batch', actions: [] },
  ],
});
console.log(un(), un());
dispatch({ type: 'clear' });
console.log(changes, store.current, store);
type Observer<T> = { next(v: T): void; complete?(): void };
class Observable<T> {
  constructor(private readonly start: (o: Observer<T>) => (() => void) | void) {}
  static of<T>(...xs: T[]): Observable<T> {
    return new Observable((o) => {
      xs.forEach((x) => o.next(x));
      o.complete?.();
    });
  }
  subscribe(next: Observer<T>['next'] | Observer<T>): () => void {
    let open = true;
    const o: Observer<T> = typeof next === 'function' ? { next } : next;
    const stop = this.start({
      next: (v) => {
        if (open) o.next(v);
      },
      complete: () => {
        if (open) {
          open = false;
          o.complete?.();
        }
      },
    });
    return () => {
      open = false;
      stop?.();
    };
  }
  pipe<U>(op: (s: Observable<T>) => Observable<U>): Observable<U> {
    return op(this);
  }
}
const mapOp =
  <A, B>(f: (a: A, i: number) => B) =>
  (s: Observable<A>): Observable<B> =>
    new Observable((o) => {
      let i = 0;
      return s.subscribe({ ...o, next: (a) => o.next(f(a, i++)) });
    });
const scan =
  <A, B>(f: (acc: B, a: A) => B, seed: B) =>
  (s: Observable<A>): Observable<B> =>
    new Observable((o) => {
      let acc = seed;
      return s.subscribe({ next: (a) => o.next((acc = f(acc, a))), complete: () => o.complete?.() });
    });
const seen: unknown[] = [];
Observable.of(1, 2, 3)
  .pipe(mapOp((n, i) => n * 10 + i))
  .pipe(scan((s, n) => s + n, ''))
  .subscribe({ next: (s) => seen.push(s), complete: () => seen.push('done') });
console.log(seen);
class Loader<K, V> {
  #queue: { key: K; resolve: (v: V) => void; reject: (e: unknown) => void }[] = [];
  batches = 0;
  #cache = new Map<K, Promise<V>>();
  constructor(private readonly fetch: (keys: K[]) => Promise<(V | Error)[]>) {}
  load(key: K): Promise<V> {
    const hit = this.#cache.get(key);
    if (hit) return hit;
    const p = new Promise<V>((resolve, reject) => {
      if (this.#queue.push({ key, resolve, reject }) === 1) queueMicrotask(() => void this.#flush());
    });
    this.#cache.set(key, p);
    return p;
  }
  async #flush(): Promise<void> {
    const batch = this.#queue.splice(0);
    this.batches++;
    try {
      const values = await this.fetch(batch.map((b) => b.key));
      batch.forEach(({ resolve, reject }, i) => {
        const v = values[i]!;
        if (v instanceof Error) reject(v);
        else resolve(v);
      });
    } catch (e) {
      for (const b of batch) b.reject(e);
    }
  }
}
const loader = new Loader<number, string>(async (ids) =>
  ids.map((id) => (id < 0 ? new Error(`bad ${id}`) : `user${id}`)),
);
console.log(
  (await Promise.allSettled([1, 2, 1, -3].map((id) => loader.load(id)))).map((r) =>
    r.status === 'fulfilled' ? r.value : String(r.reason),
  ),
  await loader.load(4),
  loader.batches,
);
type Lens<S, A> = { get(s: S): A; set(a: A, s: S): S };
const prop = <S, K extends keyof S>(k: K): Lens<S, S[K]> => ({ get: (s) => s[k], set: (a, s) => ({ ...s, [k]: a }) });
const then = <A, B, C>(f: Lens<A, B>, g: Lens<B, C>): Lens<A, C> => ({
  get: (a) => g.get(f.get(a)),
  set: (c, a) => f.set(g.set(c, f.get(a)), a),
});
interface Cfg {
  ui: { theme: { dark: boolean; hue: number } };
  v: number;
}
const cfg: Cfg = { ui: { theme: { dark: false, hue: 10 } }, v: 1 };
const hue = then(then(prop<Cfg, 'ui'>('ui'), prop('theme')), prop('hue'));
const cfg2 = hue.set(hue.get(cfg) * 1.5, cfg);
console.log(cfg2, cfg.ui.theme.hue, cfg2.ui === cfg.ui, cfg2.v);
const match = <T>(value: T) => ({
  when<P extends Partial<T>>(pattern: P, f: (v: T & P) => string) {
    return Object.entries(pattern).every(([k, v]) => value[k as keyof T] === v)
      ? ({ when: () => this, otherwise: () => f(value as T & P) } as never)
      : this;
  },
  otherwise: (f: (v: T) => string): string => f(value),
});
for (const v of [
  { t: 'a', n: 1 },
  { t: 'b', n: 2 },
  { t: 'c', n: 3 },
])
  console.log(
    match(v)
      .when({ t: 'a' }, (x) => `A${x.n}`)
      .when({ t: 'b', n: 2 }, (x) => `B${x.t}`)
      .otherwise((x) => JSON.stringify(x)),
  );
export {};
