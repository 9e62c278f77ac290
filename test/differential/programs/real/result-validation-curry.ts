// Result and Option types, validation that accumulates, pipelines and currying with heavy generics.
abstract class Result<T, E> {
  static ok<T>(value: T): Result<T, never> {
    return new Ok(value);
  }
  static err<E>(error: E): Result<never, E> {
    return new Err(error);
  }
  static try<T>(fn: () => T): Result<T, Error> {
    try {
      return new Ok(fn());
    } catch (e) {
      return new Err(e instanceof Error ? e : new Error(String(e)));
    }
  }
  static all<T, E>(results: Iterable<Result<T, E>>): Result<T[], E> {
    const values: T[] = [];
    for (const r of results) {
      if (r.isErr()) return new Err(r.error);
      if (r.isOk()) values.push(r.value);
    }
    return new Ok(values);
  }
  abstract match<R>(cases: { ok: (value: T) => R; err: (error: E) => R }): R;
  isOk(): this is Ok<T> {
    return this instanceof Ok;
  }
  isErr(): this is Err<E> {
    return this instanceof Err;
  }
  map<U>(fn: (value: T) => U): Result<U, E> {
    return this.match<Result<U, E>>({ ok: (v) => new Ok(fn(v)), err: (e) => new Err(e) });
  }
  mapErr<F>(fn: (error: E) => F): Result<T, F> {
    return this.match<Result<T, F>>({ ok: (v) => new Ok(v), err: (e) => new Err(fn(e)) });
  }
  andThen<U, F>(fn: (value: T) => Result<U, F>): Result<U, E | F> {
    return this.match<Result<U, E | F>>({ ok: fn, err: (e) => new Err(e) });
  }
  unwrapOr<D>(fallback: D): T | D {
    return this.match<T | D>({ ok: (v) => v, err: () => fallback });
  }
  unwrap(): T {
    return this.match({
      ok: (v) => v,
      err: (e): T => {
        throw e instanceof Error ? e : new Error(`unwrap: ${String(e)}`, { cause: e });
      },
    });
  }
  *[Symbol.iterator](): Generator<T> {
    if (this.isOk()) yield this.value;
  }
}
class Ok<T> extends Result<T, never> {
  constructor(readonly value: T) {
    super();
  }
  match<R>(c: { ok: (v: T) => R }): R {
    return c.ok(this.value);
  }
}
class Err<E> extends Result<never, E> {
  constructor(readonly error: E) {
    super();
  }
  match<R>(c: { err: (e: E) => R }): R {
    return c.err(this.error);
  }
}
const parseNumber = (s: string): Result<number, string> => {
  const n = Number(s);
  return s.trim() === '' || Number.isNaN(n) ? Result.err(`not a number: "${s}"`) : Result.ok(n);
};
const sqrt = (n: number): Result<number, { code: 'NEGATIVE'; n: number }> =>
  n < 0 ? Result.err({ code: 'NEGATIVE', n }) : Result.ok(Math.sqrt(n));
for (const s of ['16', ' 2 ', '-4', 'x', '']) {
  const r = parseNumber(s)
    .andThen(sqrt)
    .map((n) => n.toFixed(3));
  console.log(
    r,
    r.match({ ok: (v) => `ok ${v}`, err: (e) => (typeof e === 'string' ? e : `${e.code}(${e.n})`) }),
    [...r],
    r.unwrapOr(null),
  );
}
console.log(Result.all(['1', '2', '3'].map(parseNumber)), Result.all(['1', 'b', 'c'].map(parseNumber)));
console.log(
  Result.try(() => JSON.parse('{"a":[1,2]}') as { a: number[] }).map((o) => o.a.length),
  Result.try((): number => {
    throw 'text';
  }).mapErr((e) => e.message),
);
try {
  Result.err({ deep: 1 }).unwrap();
} catch (e) {
  console.log((e as Error).message, (e as Error).cause);
}

type Option<T> = { readonly some: true; readonly value: T } | { readonly some: false };
const none: Option<never> = Object.freeze({ some: false });
const some = <T>(value: T): Option<T> => ({ some: true, value });
const Option = {
  from: <T>(v: T | null | undefined): Option<T> => (v == null ? none : some(v)),
  map: <T, U>(o: Option<T>, f: (v: T) => U): Option<U> => (o.some ? some(f(o.value)) : none),
  or: <T>(o: Option<T>, d: T): T => (o.some ? o.value : d),
  zip: <A, B>(a: Option<A>, b: Option<B>): Option<[A, B]> => (a.some && b.some ? some([a.value, b.value]) : none),
} as const;
console.log(
  Option.from(0),
  Option.from(''),
  Option.from(null),
  Option.map(some(2), (n) => n ** 10),
  Option.zip(some('a'), some([1])),
  Option.zip(some(1), none),
  Option.or(none as Option<number>, 9),
);

type Validator<T> = (value: unknown, path: string) => { value: T } | { errors: string[] };
const v = {
  string: ((x, p) =>
    typeof x === 'string'
      ? { value: x }
      : {
          errors: [`${p}: expected string, got ${x === null ? 'null' : Array.isArray(x) ? 'array' : typeof x}`],
        }) as Validator<string>,
  number: ((x, p) =>
    typeof x === 'number' && !Number.isNaN(x)
      ? { value: x }
      : { errors: [`${p}: expected number`] }) as Validator<number>,
  array:
    <T>(item: Validator<T>): Validator<T[]> =>
    (x, p) => {
      if (!Array.isArray(x)) return { errors: [`${p}: expected array`] };
      const out: T[] = [],
        errors: string[] = [];
      x.forEach((e, i) => {
        const r = item(e, `${p}[${i}]`);
        if ('errors' in r) errors.push(...r.errors);
        else out.push(r.value);
      });
      return errors.length ? { errors } : { value: out };
    },
  object:
    <S extends Record<string, Validator<any>>>(
      shape: S,
    ): Validator<{ [K in keyof S]: S[K] extends Validator<infer T> ? T : never }> =>
    (x, p) => {
      if (typeof x !== 'object' || x === null) return { errors: [`${p}: expected object`] };
      const entries = Object.entries(shape).map(
        ([k, check]) => [k, check((x as Record<string, unknown>)[k], p ? `${p}.${k}` : k)] as const,
      );
      const errors = entries.flatMap(([, r]) => ('errors' in r ? r.errors : []));
      if (errors.length) return { errors };
      return { value: Object.fromEntries(entries.map(([k, r]) => [k, (r as { value: unknown }).value])) as never };
    },
  optional:
    <T>(inner: Validator<T>): Validator<T | undefined> =>
    (x, p) =>
      x === undefined ? { value: undefined } : inner(x, p),
};
const user = v.object({
  name: v.string,
  age: v.number,
  tags: v.array(v.string),
  address: v.optional(v.object({ city: v.string, zip: v.number })),
});
for (const input of [
  { name: 'Ann', age: 30, tags: ['x'], extra: true },
  { name: 5, age: NaN, tags: [1, 'ok', null], address: { city: null, zip: '1' } },
  null,
  { name: 'B', age: 1, tags: {}, address: { city: 'C', zip: 2 } },
])
  console.log(user(input, ''));

type Fn<A, B> = (a: A) => B;
function pipe<A>(a: A): A;
function pipe<A, B>(a: A, f: Fn<A, B>): B;
function pipe<A, B, C>(a: A, f: Fn<A, B>, g: Fn<B, C>): C;
function pipe<A, B, C, D>(a: A, f: Fn<A, B>, g: Fn<B, C>, h: Fn<C, D>): D;
function pipe(a: unknown, ...fns: Fn<any, any>[]): unknown {
  return fns.reduce((acc, f) => f(acc), a);
}
type Curried<A extends unknown[], R> = A extends [infer H, ...infer T] ? (h: H) => T extends [] ? R : Curried<T, R> : R;
function curry<A extends unknown[], R>(fn: (...args: A) => R): Curried<A, R> {
  const step = (got: unknown[]): unknown =>
    got.length >= fn.length ? fn(...(got as A)) : (x: unknown) => step([...got, x]);
  return step([]) as Curried<A, R>;
}
const volume = curry((a: number, b: number, c: number) => a * b * c);
const withTwo = volume(2);
console.log(
  volume(2)(3)(4),
  withTwo(5)(1),
  [1, 2, 3].map(withTwo(10)),
  pipe(5),
  pipe(
    'a-b',
    (s) => s.split('-'),
    (p) => p.map((x) => x.toUpperCase()),
    (p) => p.join('+'),
  ),
);
const compose =
  <T>(...fns: Fn<T, T>[]): Fn<T, T> =>
  (x) =>
    fns.reduceRight((acc, f) => f(acc), x);
console.log(
  compose<number>(
    (x) => x + 1,
    (x) => x * 2,
    Math.sqrt,
  )(16),
  compose<string>()('id'),
  volume.length,
  pipe.length,
  curry.name,
);
