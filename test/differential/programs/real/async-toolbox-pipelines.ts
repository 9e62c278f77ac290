// Async toolbox: semaphore, queue, pipeline of async generators, retry with backoff, timeout race, abort.
class Semaphore {
  #waiting: (() => void)[] = [];
  #free: number;
  peak = 0;
  constructor(private readonly total: number) {
    this.#free = total;
  }
  async acquire(): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((r) => this.#waiting.push(r));
    this.peak = Math.max(this.peak, this.total - this.#free);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    };
  }
  async use<T>(fn: () => Promise<T>): Promise<T> {
    const release = await this.acquire();
    try {
      return await fn();
    } finally {
      release();
    }
  }
}
class AsyncQueue<T> implements AsyncIterable<T> {
  private readonly buffer: T[] = [];
  private readonly takers: ((r: IteratorResult<T, undefined>) => void)[] = [];
  private closed = false;
  push(v: T): void {
    if (this.closed) throw new Error('closed');
    const t = this.takers.shift();
    if (t) t({ value: v, done: false });
    else this.buffer.push(v);
  }
  close(): void {
    this.closed = true;
    for (const t of this.takers.splice(0)) t({ value: undefined, done: true });
  }
  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return {
      next: () => {
        if (this.buffer.length > 0) return Promise.resolve({ value: this.buffer.shift()!, done: false });
        if (this.closed) return Promise.resolve({ value: undefined, done: true });
        return new Promise((resolve) => this.takers.push(resolve));
      },
    };
  }
}
const sleep = (ms: number): Promise<void> => new Promise((r) => setTimeout(r, ms));
const log: string[] = [];
async function* map<A, B>(
  src: AsyncIterable<A> | Iterable<A>,
  f: (a: A, i: number) => B | Promise<B>,
): AsyncGenerator<B, number> {
  let i = 0;
  for await (const x of src) yield await f(x, i++);
  return i;
}
async function* filter<A, B extends A>(src: AsyncIterable<A>, p: (a: A) => a is B): AsyncGenerator<B> {
  for await (const x of src) if (p(x)) yield x;
}
async function* take<A>(src: AsyncIterable<A>, n: number): AsyncGenerator<A> {
  if (n <= 0) return;
  for await (const x of src) {
    yield x;
    if (--n === 0) return;
  }
}
async function* chunk<A>(src: AsyncIterable<A>, n: number): AsyncGenerator<A[]> {
  let b: A[] = [];
  for await (const x of src) {
    b.push(x);
    if (b.length === n) {
      yield b;
      b = [];
    }
  }
  if (b.length) yield b;
}
async function collect<A>(src: AsyncIterable<A>): Promise<A[]> {
  const out: A[] = [];
  for await (const x of src) out.push(x);
  return out;
}
async function* naturals(): AsyncGenerator<number> {
  let n = 0;
  try {
    for (;;) {
      yield n++;
      if (n % 3 === 0) await sleep(1);
    }
  } finally {
    log.push(`naturals stopped at ${n}`);
  }
}
class TimeoutError extends Error {
  override name = 'TimeoutError';
  constructor(readonly ms: number) {
    super(`timed out after ${ms} ms`);
  }
}
function withTimeout<T>(p: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return Promise.race([
    p,
    new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new TimeoutError(ms)), ms);
    }),
  ]).finally(() => clearTimeout(timer));
}
async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { attempts = 3, delay = 1, when = (_e: unknown): boolean => true } = {},
): Promise<T> {
  let last: unknown;
  for (let a = 1; a <= attempts; a++) {
    try {
      return await fn(a);
    } catch (e) {
      last = e;
      log.push(`attempt ${a} failed: ${e instanceof Error ? e.message : e}`);
      if (!when(e) || a === attempts) break;
      await sleep(delay * 2 ** (a - 1));
    }
  }
  throw new AggregateError([last], `gave up`, { cause: last });
}
const isEven = (n: number): n is 0 | 2 | 4 => n % 2 === 0;
async function main(): Promise<void> {
  const sem = new Semaphore(2);
  const order: number[] = [];
  const results = await Promise.all(
    [30, 10, 20, 5].map((ms, i) =>
      sem.use(async () => {
        order.push(i);
        await sleep(ms);
        return ms * i;
      }),
    ),
  );
  console.log(results, order, sem.peak);
  const q = new AsyncQueue<string>();
  const consumer = collect(map(q, (s, i) => `${i}:${s.toUpperCase()}`));
  q.push('a');
  q.push('b');
  await sleep(1);
  q.push('c');
  q.close();
  console.log(await consumer);
  try {
    q.push('d');
  } catch (e) {
    console.log((e as Error).message);
  }
  console.log(await collect(chunk(take(filter(naturals(), isEven), 5), 2)));
  console.log(log.splice(0));
  console.log(
    await retry(async (a) => {
      if (a < 3) throw new Error(`no ${a}`);
      return `yes ${a}`;
    }),
  );
  try {
    await retry(
      async () => {
        throw 'str';
      },
      { attempts: 2 },
    );
  } catch (e) {
    if (e instanceof AggregateError) console.log(e.message, e.errors, e.cause);
  }
  try {
    await retry(() => Promise.reject(new TypeError('fatal')), { when: (e) => !(e instanceof TypeError) });
  } catch (e) {
    console.log((e as Error).message, log.splice(0));
  }
  console.log(
    await withTimeout(
      sleep(1).then(() => 'fast'),
      50,
    ),
  );
  try {
    await withTimeout(sleep(40), 5);
  } catch (e) {
    console.log(e instanceof TimeoutError && e.ms, `${e}`);
  }
  const settled = await Promise.allSettled([
    1,
    Promise.reject(new Error('x')),
    sleep(1),
    (async () => {
      throw null;
    })(),
  ]);
  console.log(
    settled.map((s) => (s.status === 'fulfilled' ? s.value : s.reason instanceof Error ? s.reason.message : s.reason)),
  );
  console.log(await Promise.any([Promise.reject(1), sleep(2).then(() => 'any')]));
  const { promise, resolve } = Promise.withResolvers<number>();
  setTimeout(resolve, 1, 42);
  console.log(await promise);
  const ac = new AbortController();
  ac.signal.addEventListener('abort', () =>
    console.log('aborted', ac.signal.reason instanceof Error ? ac.signal.reason.message : ac.signal.reason),
  );
  ac.abort(new Error('user'));
  try {
    ac.signal.throwIfAborted();
  } catch (e) {
    console.log((e as Error).message);
  }
  const gen = map([1, 2, 3], (x) => x * 10);
  console.log(await gen.next(), await gen.return(7), await gen.next());
  const g2 = map([1], (x) => x);
  await g2.next();
  console.log(await g2.next());
  queueMicrotask(() => console.log('micro'));
  Promise.resolve()
    .then(() => console.log('then'))
    .finally(() => console.log('finally'));
  await null;
  console.log('end');
}
main().catch((e) => {
  console.log('unexpected', e);
});
console.log('sync done');
