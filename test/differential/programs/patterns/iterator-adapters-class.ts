// A lazy sequence class with chained adapters over generators, usable with for-of and spread.
class Seq<T> implements Iterable<T> {
  private constructor(private readonly source: () => Iterator<T>) {}
  static from<T>(it: Iterable<T>): Seq<T> {
    return new Seq(() => it[Symbol.iterator]());
  }
  static gen<T>(f: () => Generator<T>): Seq<T> {
    return new Seq(f);
  }
  static count(from = 0, step = 1): Seq<number> {
    return Seq.gen(function* () {
      for (let n = from; ; n += step) yield n;
    });
  }
  [Symbol.iterator](): Iterator<T> {
    return this.source();
  }
  #lift<U>(f: (self: Iterable<T>) => Generator<U>): Seq<U> {
    return Seq.gen(() => f(this));
  }
  map = <U>(f: (v: T) => U): Seq<U> => this.#lift(function* (s) { for (const v of s) yield f(v); });
  filter = (p: (v: T) => boolean): Seq<T> => this.#lift(function* (s) { for (const v of s) if (p(v)) yield v; });
  take = (n: number): Seq<T> => this.#lift(function* (s) { if (n > 0) for (const v of s) { yield v; if (--n <= 0) return; } });
  takeWhile = (p: (v: T) => boolean): Seq<T> => this.#lift(function* (s) { for (const v of s) { if (!p(v)) return; yield v; } });
  scan = <S>(f: (s: S, v: T) => S, seed: S): Seq<S> => this.#lift(function* (s) { let acc = seed; for (const v of s) yield (acc = f(acc, v)); });
  pairs = (): Seq<[T, T]> => this.#lift(function* (s) { let last: T | undefined; let first = true; for (const v of s) { if (!first) yield [last!, v]; [last, first] = [v, false]; } });
  flatMap = <U>(f: (v: T) => Iterable<U>): Seq<U> => this.#lift(function* (s) { for (const v of s) yield* f(v); });
}
console.log([...Seq.count(1).map((n) => n * n).filter((n) => n % 2 === 1).take(4)], [...Seq.from('hello').pairs()].map((p) => p.join('')), [...Seq.count(1).scan((a, n) => a + n, 0).takeWhile((n) => n < 30)]);
const evens = Seq.count(0, 2);
console.log([...evens.take(3)], [...evens.take(2)], Math.max(...Seq.from([3, 9, 2])), [...Seq.from([1, 2]).flatMap((n) => [n, `${n}`])], new Set(Seq.from('aab').map((c) => c.toUpperCase())));
