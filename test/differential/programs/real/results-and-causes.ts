// Uncaught error with cause and extra properties ends the program (exit code 1)
class DomainError extends Error {
  constructor(
    message: string,
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
  toJSON() {
    return {
      name: this.name,
      message: this.message,
      code: this.code,
      cause: this.cause instanceof Error ? this.cause.message : this.cause,
    };
  }
}
class NotFound extends DomainError {
  constructor(what: string, options?: ErrorOptions) {
    super(`${what} not found`, 'E_NOT_FOUND', options);
  }
}
type Result<T, E = DomainError> = Ok<T> | Err<E>;
class Ok<T> {
  readonly ok = true as const;
  constructor(readonly value: T) {}
  map<U>(f: (t: T) => U): Result<U, never> {
    return new Ok(f(this.value));
  }
  andThen<U, F>(f: (t: T) => Result<U, F>): Result<U, F> {
    return f(this.value);
  }
  unwrap(): T {
    return this.value;
  }
  unwrapOr(_: T): T {
    return this.value;
  }
  match<R>(h: { ok: (t: T) => R; err: (e: never) => R }): R {
    return h.ok(this.value);
  }
}
class Err<E> {
  readonly ok = false as const;
  constructor(readonly error: E) {}
  map(): this {
    return this;
  }
  andThen(): this {
    return this;
  }
  unwrap(): never {
    throw this.error;
  }
  unwrapOr<T>(t: T): T {
    return t;
  }
  match<R>(h: { ok: (t: never) => R; err: (e: E) => R }): R {
    return h.err(this.error);
  }
}
const ok = <T>(v: T): Result<T, never> => new Ok(v);
const err = <E>(e: E): Result<never, E> => new Err(e);
function parseNum(s: string): Result<number> {
  const n = Number(s);
  return s.trim() === '' || Number.isNaN(n) ? err(new DomainError(`bad number ${JSON.stringify(s)}`, 'E_NUM')) : ok(n);
}
function lookup(m: ReadonlyMap<string, string>, k: string): Result<string> {
  const v = m.get(k);
  return v === undefined ? err(new NotFound(k)) : ok(v);
}
function collect<T, E>(rs: readonly Result<T, E>[]): Result<T[], E[]> {
  const bad: E[] = [],
    good: T[] = [];
  for (const r of rs)
    if (r.ok) good.push(r.value);
    else bad.push(r.error);
  return bad.length ? err(bad) : ok(good);
}
const tryCatch = <T>(f: () => T): Result<T, unknown> => {
  try {
    return ok(f());
  } catch (e) {
    return err(e);
  }
};
const env = new Map([
  ['a', '1'],
  ['b', 'x'],
  ['c', ' 2.5 '],
]);
for (const k of ['a', 'b', 'c', 'd']) {
  const r = lookup(env, k)
    .andThen(parseNum)
    .map((n) => n * 2);
  console.log(
    k,
    r.match({ ok: (v) => `ok ${v}`, err: (e: DomainError) => `${e.code}: ${e.message} ${e instanceof NotFound}` }),
    r.ok ? r.value : JSON.stringify(r.error),
    r.unwrapOr(-1),
  );
}
console.log(
  collect(['1', '2'].map(parseNum)),
  (collect(['1', 'q', ''].map(parseNum)) as Err<DomainError[]>).error.map(String),
);
console.log(
  tryCatch(() => JSON.parse('{bad')).match({ ok: String, err: (e: unknown) => (e as Error).name }),
  tryCatch(() => (null as unknown as { x: number }).x).match({ ok: () => '', err: (e) => (e as Error).message }),
);
const chain = (n: number): Error =>
  n === 0 ? new TypeError('root') : new DomainError(`level ${n}`, `E${n}`, { cause: chain(n - 1) });
for (let e: unknown = chain(3); e instanceof Error; e = e.cause)
  console.log(e.name, e.message, e.toString(), Object.keys(e));
const order: string[] = [];
function nested(): string {
  try {
    try {
      throw new Error('inner');
    } finally {
      order.push('f1');
    }
  } catch (e) {
    order.push((e as Error).message);
    return 'ret';
  } finally {
    order.push('f2');
  }
}
function override_(): number {
  for (;;) {
    try {
      return 1;
    } finally {
      break;
    }
  }
  return 2;
}
console.log(nested(), override_(), order);
try {
  Promise.reject(new Error('handled')).catch((e: Error) => console.log('async', e.message));
} finally {
  console.log('sync');
}
process.exitCode = 3;
setTimeout(() => {
  console.log('before');
  new Err(new NotFound('thing', { cause: 'gone' })).unwrap();
  console.log('never');
}, 1);
setTimeout(() => console.log('never too'), 20);
