// Result and Option types with chaining, collection and early return.
type Ok<T> = { readonly ok: true; readonly value: T };
type Err<E> = { readonly ok: false; readonly error: E };
type Result<T, E = string> = Ok<T> | Err<E>;
const Ok = <T>(value: T): Ok<T> => ({ ok: true, value });
const Err = <E>(error: E): Err<E> => ({ ok: false, error });
const andThen = <A, B, E>(r: Result<A, E>, f: (a: A) => Result<B, E>): Result<B, E> => (r.ok ? f(r.value) : r);
const parse = (s: string): Result<number> => (s.trim() !== '' && Number.isFinite(Number(s)) ? Ok(Number(s)) : Err(`not a number: ${JSON.stringify(s)}`));
const inverse = (n: number): Result<number> => (n === 0 ? Err('zero has no inverse') : Ok(1 / n));
const all = <T, E>(rs: Result<T, E>[]): Result<T[], E[]> => {
  const errors = rs.filter((r) => !r.ok).map((r) => r.error);
  return errors.length ? Err(errors) : Ok(rs.filter((r) => r.ok).map((r) => r.value));
};
const attempt = <T>(f: () => T): Result<T, Error> => {
  try {
    return Ok(f());
  } catch (e) {
    return Err(e instanceof Error ? e : new Error(String(e)));
  }
};
console.log(['4', '0', 'x', ''].map((s) => andThen(parse(s), inverse)), all(['1', '2'].map(parse)), all(['1', 'a', 'b'].map(parse)));
const r = attempt(() => JSON.parse('{') as unknown);
console.log(r.ok ? r.value : r.error.name, attempt(() => 5), attempt(() => { throw 'text'; }).ok);
