// Observables with operators, subjects, hot and cold sources, teardown and errors.
interface Observer<T> {
  next(value: T): void;
  error(e: unknown): void;
  complete(): void;
}
type Teardown = (() => void) | void;
type Operator<A, B> = (source: Observable<A>) => Observable<B>;

class Subscription {
  closed = false;
  readonly #teardowns: (() => void)[] = [];
  add(t: Teardown): this {
    if (!t) return this;
    if (this.closed) t();
    else this.#teardowns.push(t);
    return this;
  }
  unsubscribe = (): void => {
    if (this.closed) return;
    this.closed = true;
    for (const t of this.#teardowns.splice(0).reverse()) t();
  };
}

class Observable<T> {
  constructor(private readonly start: (o: Observer<T>, s: Subscription) => Teardown) {}
  static of<T>(...values: T[]): Observable<T> {
    return Observable.from(values);
  }
  static from<T>(values: Iterable<T>): Observable<T> {
    return new Observable((o, s) => {
      for (const v of values) {
        if (s.closed) return;
        o.next(v);
      }
      o.complete();
    });
  }
  static timer(ms: number, count: number): Observable<number> {
    return new Observable((o) => {
      let n = 0;
      const t = setInterval(() => {
        o.next(n++);
        if (n === count) {
          clearInterval(t);
          o.complete();
        }
      }, ms);
      return () => clearInterval(t);
    });
  }
  subscribe(partial: Partial<Observer<T>> | ((v: T) => void)): Subscription {
    const observer = typeof partial === 'function' ? { next: partial } : partial;
    const s = new Subscription();
    const end = (f: () => void): void => {
      if (s.closed) return;
      f();
      s.unsubscribe();
    };
    const safe: Observer<T> = {
      next: (v) => {
        if (!s.closed) observer.next?.(v);
      },
      error: (e) => end(() => observer.error?.(e)),
      complete: () => end(() => observer.complete?.()),
    };
    try {
      s.add(this.start(safe, s));
    } catch (e) {
      safe.error(e);
    }
    return s;
  }
  pipe(): Observable<T>;
  pipe<A>(a: Operator<T, A>): Observable<A>;
  pipe<A, B>(a: Operator<T, A>, b: Operator<A, B>): Observable<B>;
  pipe<A, B, C>(a: Operator<T, A>, b: Operator<A, B>, c: Operator<B, C>): Observable<C>;
  pipe(...ops: Operator<any, any>[]): Observable<any> {
    return ops.reduce<Observable<any>>((o, f) => f(o), this);
  }
  toArray(): Promise<T[]> {
    return new Promise((resolve, reject) => {
      const out: T[] = [];
      this.subscribe({ next: (v) => void out.push(v), error: reject, complete: () => resolve(out) });
    });
  }
}

class Subject<T> extends Observable<T> implements Observer<T> {
  readonly #observers: Set<Observer<T>>;
  constructor() {
    const observers = new Set<Observer<T>>();
    super((o) => {
      observers.add(o);
      return () => void observers.delete(o);
    });
    this.#observers = observers;
  }
  next = (v: T): void => [...this.#observers].forEach((o) => o.next(v));
  error = (e: unknown): void => [...this.#observers].forEach((o) => o.error(e));
  complete = (): void => [...this.#observers].forEach((o) => o.complete());
}

const lift = <A, B>(f: (o: Observer<B>, unsubscribe: () => void) => Partial<Observer<A>>): Operator<A, B> => (source) =>
  new Observable<B>((o, s) => {
    const inner = source.subscribe({ error: (e) => o.error(e), complete: () => o.complete(), ...f(o, () => s.unsubscribe()) });
    return inner.unsubscribe;
  });
const map = <A, B>(f: (a: A, i: number) => B): Operator<A, B> => (src) => {
  let i = 0;
  return lift<A, B>((o) => ({
    next: (v) => {
      try {
        o.next(f(v, i++));
      } catch (e) {
        o.error(e);
      }
    },
  }))(src);
};
const filter = <A>(p: (a: A) => boolean): Operator<A, A> => lift((o) => ({ next: (v) => void (p(v) && o.next(v)) }));
const take = <A>(n: number): Operator<A, A> => (src) => {
  let left = n;
  return lift<A, A>((o) => ({
    next: (v) => {
      o.next(v);
      if (--left === 0) o.complete();
    },
  }))(src);
};
const scan = <A, S>(f: (s: S, a: A) => S, seed: S): Operator<A, S> => (src) => {
  let state = seed;
  return lift<A, S>((o) => ({ next: (v) => o.next((state = f(state, v))) }))(src);
};
const mergeMap = <A, B>(f: (a: A) => Observable<B>): Operator<A, B> => (src) =>
  new Observable((o, s) => {
    let open = 1;
    const close = (): void => void (--open === 0 && o.complete());
    s.add(
      src.subscribe({
        next: (v) => {
          open++;
          s.add(f(v).subscribe({ next: (b) => o.next(b), error: (e) => o.error(e), complete: close }).unsubscribe);
        },
        error: (e) => o.error(e),
        complete: close,
      }).unsubscribe,
    );
  });

const log: string[] = [];
const note = (name: string): Observer<unknown> => ({ next: (v) => void log.push(`${name} ${String(v)}`), error: (e) => void log.push(`${name} error ${(e as Error).message}`), complete: () => void log.push(`${name} complete`) });
function* naturals(): Generator<number> {
  try {
    for (let n = 1; n <= 20; n++) yield n;
  } finally {
    log.push('generator closed');
  }
}
Observable.from(naturals()).pipe(filter((n) => n % 3 === 0), map((n, i) => `${n}@${i}`), take(3)).subscribe(note('take'));
Observable.of(1, 2, 3).pipe(scan((s, n) => s + n, 100)).subscribe(note('scan'));
Observable.of('a', 'b', 'bad', 'c').pipe(map((s) => { if (s === 'bad') throw new Error('bad input'); return s.toUpperCase(); })).subscribe(note('map'));
const subject = new Subject<number>();
const first = subject.subscribe(note('first'));
subject.pipe(filter((n) => n > 1)).subscribe(note('second'));
subject.next(1);
subject.next(2);
first.unsubscribe();
subject.next(3);
subject.complete();
subject.next(4);
console.log(log.join('\n'));
console.log(await Observable.timer(2, 4).pipe(map((n) => n * n)).toArray(), await Observable.of(1, 2).pipe(mergeMap((n) => Observable.timer(n * 3, 2).pipe(map((i) => `${n}:${i}`)))).toArray().then((r) => r.sort()));
console.log(await new Observable<number>((o) => { o.next(1); throw new TypeError('in start'); }).toArray().catch((e: Error) => e.message));
let torn = 0;
const sub = new Observable<number>(() => () => void torn++).subscribe(() => {});
sub.unsubscribe();
sub.unsubscribe();
console.log(torn, sub.closed);
