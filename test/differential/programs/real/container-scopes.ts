// Dependency injection with tokens, scopes, lifecycle, circular detection; builder; typed config.
class Token<T> {
  declare readonly _t: T;
  constructor(readonly name: string) {}
  toString() {
    return `Token(${this.name})`;
  }
}
type Ctor<T, A extends readonly unknown[] = any[]> = abstract new (...args: A) => T;
type Key<T = unknown> = Token<T> | (new (...args: any[]) => T);
type Deps<A extends readonly unknown[]> = { readonly [I in keyof A]: Key<A[I]> };
type Scope = 'singleton' | 'transient' | 'scoped';
interface Binding<T> {
  readonly scope: Scope;
  readonly make: (c: Container) => T;
  readonly dispose?: (v: T) => void;
}
const nameOf = (k: Key): string => (k instanceof Token ? k.toString() : k.name);
class CircularError extends Error {
  override readonly name = 'CircularError';
  constructor(path: readonly Key[]) {
    super(path.map(nameOf).join(' -> '));
  }
}
class Container {
  readonly #bindings = new Map<Key, Binding<any>>();
  readonly #instances = new Map<Key, unknown>();
  readonly #order: Key[] = [];
  static #resolving: Key[] = [];
  constructor(private readonly parent?: Container) {}
  bind<T>(key: Key<T>) {
    const self = this;
    let scope: Scope = 'singleton';
    let dispose: ((v: T) => void) | undefined;
    const put = (make: (c: Container) => T): Container => {
      self.#bindings.set(key, { scope, make, dispose });
      return self;
    };
    return {
      as(s: Scope) {
        scope = s;
        return this;
      },
      onDispose(f: (v: T) => void) {
        dispose = f;
        return this;
      },
      toValue: (v: T) => put(() => v),
      toFactory: (f: (c: Container) => T) => put(f),
      toClass<A extends readonly unknown[]>(c: new (...a: A) => T, ...deps: Deps<A>) {
        return put((k) => new c(...(deps.map((d) => k.get(d as Key)) as unknown as A)));
      },
    };
  }
  #find(key: Key): [Container, Binding<unknown>] | undefined {
    const b = this.#bindings.get(key);
    return b ? [this, b] : this.parent === undefined ? undefined : this.parent.#find(key);
  }
  get<T>(key: Key<T>): T {
    const found = this.#find(key);
    if (!found)
      throw new Error(`nothing bound to ${nameOf(key)}`, {
        cause: { key: nameOf(key), depth: Container.#resolving.length },
      });
    const [owner, b] = found;
    const home = b.scope === 'singleton' ? owner : this;
    if (b.scope !== 'transient' && home.#instances.has(key)) return home.#instances.get(key) as T;
    if (Container.#resolving.includes(key)) throw new CircularError([...Container.#resolving, key]);
    Container.#resolving.push(key);
    try {
      const v = b.make(this) as T;
      if (b.scope !== 'transient') {
        home.#instances.set(key, v);
        home.#order.push(key);
      }
      return v;
    } finally {
      Container.#resolving.pop();
    }
  }
  scope(): Container {
    return new Container(this);
  }
  dispose(): string[] {
    return this.#order.toReversed().map((k) => {
      const b = this.#find(k)![1];
      b.dispose?.(this.#instances.get(k));
      this.#instances.delete(k);
      return nameOf(k);
    });
  }
}
interface Logger {
  log(...parts: unknown[]): void;
}
const LOGGER = new Token<Logger>('Logger');
const CONFIG = new Token<{ url: string; retries?: number }>('Config');
const lines: string[] = [];
class MemoryLogger implements Logger {
  static made = 0;
  readonly id = ++MemoryLogger.made;
  log(...p: unknown[]) {
    lines.push(`${this.id}> ${p.map((x) => (typeof x === 'object' ? JSON.stringify(x) : String(x))).join(' ')}`);
  }
}
class Db {
  constructor(
    private readonly cfg: { url: string; retries?: number },
    readonly logger: Logger,
  ) {
    logger.log('connect', cfg);
  }
  query(q: string) {
    this.logger.log('query', q, this.cfg.retries ?? 'default');
    return [q.length];
  }
}
class Repo<T extends { id: number }> {
  #rows = new Map<number, T>();
  constructor(protected readonly db: Db) {}
  save(r: T): this {
    this.#rows.set(r.id, r);
    this.db.query(`insert ${r.id}`);
    return this;
  }
  find(id: number): T | undefined {
    return this.#rows.get(id);
  }
  get all(): readonly T[] {
    return [...this.#rows.values()];
  }
}
class UserRepo extends Repo<{ id: number; name: string }> {
  byName(n: string) {
    return this.all.find((u) => u.name === n);
  }
}
class Handler {
  static seq = 0;
  readonly n = Handler.seq++;
  constructor(
    readonly users: UserRepo,
    readonly logger: Logger,
  ) {}
}
class A {
  constructor(readonly b: B) {}
}
class B {
  constructor(readonly a: A) {}
}
const root = new Container()
  .bind(LOGGER)
  .onDispose((l) => l.log('bye'))
  .toClass(MemoryLogger)
  .bind(CONFIG)
  .toValue({ url: 'mem://' })
  .bind(Db)
  .onDispose((d) => d.logger.log('close'))
  .toClass(Db, CONFIG, LOGGER)
  .bind(UserRepo)
  .as('scoped')
  .toClass(UserRepo, Db)
  .bind(Handler)
  .as('transient')
  .toClass(Handler, UserRepo, LOGGER)
  .bind(A)
  .toFactory((c) => new A(c.get(B)))
  .bind(B)
  .toFactory((c) => new B(c.get(A)));
const s1 = root.scope(),
  s2 = root.scope();
const [h1, h2, h3] = [s1.get(Handler), s1.get(Handler), s2.get(Handler)];
console.log(h1.n, h2.n, h3.n, h1.users === h2.users, h1.users === h3.users, h1.logger === h3.logger, MemoryLogger.made);
h1.users.save({ id: 1, name: 'ann' }).save({ id: 2, name: 'bob' });
console.log(h2.users.byName('bob'), h3.users.byName('bob'), h3.users.all.length, h2.users.find(1));
for (const f of [() => root.get(A), () => s1.get(new Token<number>('Missing')), () => root.get(class Anon {})]) {
  try {
    f();
  } catch (e) {
    const err = e as Error;
    console.log(err.name, '|', err.message, '|', err.cause, err instanceof CircularError);
  }
}
s2.bind(CONFIG).toValue({ url: 'other', retries: 3 }).bind(Db).toClass(Db, CONFIG, LOGGER);
s2.get(Db).query('select');
console.log(s1.dispose(), s2.dispose(), root.dispose());
console.log(lines.join('\n'));
console.log(root.get(LOGGER) instanceof MemoryLogger, `${LOGGER}`, h1);
