// A dependency injection container: tokens, lifetimes, factories, scopes, cycles, disposal and decorators by hand.
type Lifetime = 'singleton' | 'scoped' | 'transient';
class Token<T> {
  declare readonly _type: T;
  constructor(readonly name: string) {}
}
type Tokens<A extends unknown[]> = { [K in keyof A]: Token<A[K]> };
interface Registration<T> {
  lifetime: Lifetime;
  make: (c: Container) => T;
}
interface Disposable {
  dispose(): void | Promise<void>;
}
const disposable = (v: unknown): v is Disposable => typeof v === 'object' && v !== null && 'dispose' in v && typeof v.dispose === 'function';

class ResolutionError extends Error {
  override readonly name = 'ResolutionError';
}

class Container {
  readonly #registrations = new Map<Token<any>, Registration<any>>();
  readonly #instances = new Map<Token<any>, unknown>();
  readonly #created: unknown[] = [];
  #resolving: Token<any>[] = [];
  constructor(private readonly parent?: Container) {}

  register<T>(token: Token<T>, make: (c: Container) => T, lifetime: Lifetime = 'singleton'): this {
    this.#registrations.set(token, { make, lifetime });
    return this;
  }
  value<T>(token: Token<T>, value: T): this {
    return this.register(token, () => value);
  }
  class<A extends unknown[], T>(token: Token<T>, Class: new (...args: A) => T, deps: Tokens<A>, lifetime?: Lifetime): this {
    return this.register(token, (c) => new Class(...(deps.map((d) => c.get(d as Token<unknown>)) as A)), lifetime);
  }
  decorate<T>(token: Token<T>, wrap: (inner: T, c: Container) => T): this {
    const { make, lifetime } = this.#lookup(token);
    return this.register(token, (c) => wrap(make(c), c), lifetime);
  }
  #lookup<T>(token: Token<T>): Registration<T> {
    const r = this.#registrations.get(token) ?? (this.parent ? this.parent.#lookup(token) : undefined);
    if (!r) throw new ResolutionError(`nothing registered for ${token.name}${this.#resolving.length ? ` (needed by ${this.#resolving.map((t) => t.name).join(' > ')})` : ''}`);
    return r as Registration<T>;
  }
  get<T>(token: Token<T>): T {
    const { make, lifetime } = this.#lookup(token);
    const owner = lifetime === 'singleton' ? this.#owner(token) : this;
    if (lifetime !== 'transient' && owner.#instances.has(token)) return owner.#instances.get(token) as T;
    if (this.#resolving.includes(token)) throw new ResolutionError(`cycle: ${[...this.#resolving, token].map((t) => t.name).join(' > ')}`);
    this.#resolving.push(token);
    try {
      const made = make(this);
      if (lifetime !== 'transient') owner.#instances.set(token, made);
      owner.#created.push(made);
      return made;
    } finally {
      this.#resolving.pop();
    }
  }
  #owner(token: Token<any>): Container {
    return this.#registrations.has(token) || !this.parent ? this : this.parent.#owner(token);
  }
  scope(): Container {
    return new Container(this);
  }
  async dispose(): Promise<number> {
    let count = 0;
    for (const v of this.#created.splice(0).reverse()) {
      if (!disposable(v)) continue;
      await v.dispose();
      count++;
    }
    this.#instances.clear();
    return count;
  }
}

const log: string[] = [];
interface Logger {
  log(m: string): void;
}
interface Clock {
  now(): number;
}
class Database implements Disposable {
  static opened = 0;
  readonly id = ++Database.opened;
  constructor(
    readonly url: string,
    private readonly logger: Logger,
  ) {
    logger.log(`open ${url}`);
  }
  query<T>(sql: string, row: T): T[] {
    this.logger.log(`#${this.id} ${sql}`);
    return [row, row];
  }
  async dispose(): Promise<void> {
    await null;
    this.logger.log(`close #${this.id}`);
  }
}
class UserService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    readonly request: { id: number },
  ) {}
  list(): string {
    return this.db.query('select', { name: 'u', at: this.clock.now() }).map((u) => `${u.name}@${u.at}/${this.request.id}`).join();
  }
  dispose(): void {
    log.push(`service ${this.request.id} gone`);
  }
}

const T = {
  url: new Token<string>('url'),
  logger: new Token<Logger>('logger'),
  clock: new Token<Clock>('clock'),
  db: new Token<Database>('db'),
  request: new Token<{ id: number }>('request'),
  users: new Token<UserService>('users'),
  a: new Token<object>('a'),
  b: new Token<object>('b'),
};
let requests = 0;
let ticks = 0;
const root = new Container()
  .value(T.url, 'mem://x')
  .register<Logger>(T.logger, () => ({ log: (m) => void log.push(m) }))
  .register<Clock>(T.clock, () => {
    const base = ++ticks * 100;
    return { now: () => base };
  }, 'transient')
  .class(T.db, Database, [T.url, T.logger])
  .register(T.request, () => ({ id: ++requests }), 'scoped')
  .class(T.users, UserService, [T.db, T.clock, T.request], 'scoped')
  .register(T.a, (c) => ({ b: c.get(T.b) }))
  .register(T.b, (c) => ({ a: c.get(T.a) }))
  .decorate(T.logger, (inner) => ({ log: (m) => inner.log(`[${m}]`) }));

const one = root.scope();
const two = root.scope().value(T.url, 'ignored by the singleton');
console.log(one.get(T.users).list(), two.get(T.users).list(), one.get(T.users) === one.get(T.users), one.get(T.users).request === two.get(T.users).request);
console.log(one.get(T.db) === two.get(T.db), root.get(T.clock) === root.get(T.clock), two.get(T.url), Database.opened);
for (const f of [() => root.get(T.a), () => root.get(new Token<number>('ghost')), () => new Container().class(T.db, Database, [T.url, T.logger]).get(T.db)]) {
  try {
    console.log(f());
  } catch (e) {
    console.log(String(e));
  }
}
console.log(await two.dispose(), await one.dispose(), await root.dispose(), await root.dispose());
console.log(one.get(T.users).list(), log.join('\n'));
