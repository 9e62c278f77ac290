// Async: a concurrency-limited pool, retries with backoff, cancellation with AbortController, channels, async iterators, order of microtasks.
const trace: string[] = [];
const note = (s: string): void => void trace.push(s);
const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise<void>((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    const cancel = (): void => {
      clearTimeout(timer);
      reject(signal!.reason);
    };
    signal?.addEventListener('abort', cancel, { once: true });
  });
class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  constructor(n: number) {
    this.#free = n;
  }
  async acquire(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((r) => this.#waiting.push(r));
  }
  release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
  async use<T>(task: () => Promise<T>): Promise<T> {
    await this.acquire();
    try {
      return await task();
    } finally {
      this.release();
    }
  }
}
async function pool<T, R>(
  items: Iterable<T>,
  limit: number,
  worker: (item: T, index: number) => Promise<R>,
): Promise<PromiseSettledResult<R>[]> {
  const sem = new Semaphore(limit);
  let active = 0,
    peak = 0;
  const results = await Promise.allSettled(
    [...items].map((item, i) =>
      sem.use(async () => {
        peak = Math.max(peak, ++active);
        try {
          return await worker(item, i);
        } finally {
          active--;
        }
      }),
    ),
  );
  note(`peak ${peak} active ${active}`);
  return results;
}
async function retry<T>(
  fn: (attempt: number) => Promise<T>,
  { times = 3, base = 1, factor = 2 }: { times?: number; base?: number; factor?: number } = {},
): Promise<T> {
  const errors: unknown[] = [];
  for (let attempt = 1; attempt <= times; attempt++) {
    try {
      return await fn(attempt);
    } catch (e) {
      errors.push(e);
      note(`attempt ${attempt}: ${(e as Error).message}`);
      if (attempt < times) await sleep(base * factor ** (attempt - 1));
    }
  }
  throw new AggregateError(errors, `gave up after ${times}`);
}
class Channel<T> implements AsyncIterable<T> {
  #items: T[] = [];
  #takers: ((r: IteratorResult<T>) => void)[] = [];
  #closed = false;
  send(item: T): void {
    if (this.#closed) throw new Error('closed');
    const taker = this.#takers.shift();
    if (taker) taker({ value: item, done: false });
    else this.#items.push(item);
  }
  close(): void {
    this.#closed = true;
    for (const taker of this.#takers.splice(0)) taker({ value: undefined, done: true });
  }
  [Symbol.asyncIterator](): AsyncIterator<T> {
    return {
      next: () =>
        this.#items.length > 0
          ? Promise.resolve({ value: this.#items.shift()!, done: false })
          : this.#closed
            ? Promise.resolve({ value: undefined, done: true })
            : new Promise((r) => this.#takers.push(r)),
      return: async () => {
        note('channel return');
        this.close();
        return { value: undefined, done: true };
      },
    };
  }
}
async function* numbers(from: number, to: number): AsyncGenerator<number, string, undefined> {
  try {
    for (let i = from; i < to; i++) {
      await null;
      yield i;
    }
    return 'end';
  } finally {
    note(`numbers ${from} done`);
  }
}
async function* map<A, B>(source: AsyncIterable<A> | Iterable<A>, fn: (a: A) => B | Promise<B>): AsyncGenerator<B> {
  for await (const a of source) yield fn(a);
}
async function take<T>(source: AsyncIterable<T>, n: number): Promise<T[]> {
  const out: T[] = [];
  for await (const x of source) {
    out.push(x);
    if (out.length >= n) break;
  }
  return out;
}
async function main(): Promise<void> {
  const settled = await pool([5, 1, 4, 2, 3], 2, async (n, i) => {
    await sleep(n);
    if (n === 4) throw new RangeError(`no ${n}`);
    return `${i}:${n}`;
  });
  console.log(
    settled.map((r) =>
      r.status === 'fulfilled' ? r.value : `${(r.reason as Error).name} ${(r.reason as Error).message}`,
    ),
  );
  console.log(
    await retry(async (n) => {
      if (n < 3) throw new Error(`flaky ${n}`);
      return `ok on ${n}`;
    }),
  );
  const failed = await retry(() => Promise.reject(new TypeError('always')), { times: 2 }).catch((e: unknown) => e);
  if (failed instanceof AggregateError) console.log(failed.name, failed.message, failed.errors.map(String));
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('user left')), 3);
  console.log(
    await sleep(500, controller.signal).then(
      () => 'slept',
      (e: Error) => `cancelled: ${e.message}`,
    ),
    controller.signal.aborted,
  );
  console.log(await sleep(1, AbortSignal.abort()).catch((e: unknown) => (e as DOMException).name));
  const channel = new Channel<number>();
  const consumer = (async () => {
    let sum = 0;
    for await (const n of channel) {
      sum += n;
      if (sum > 10) break;
    }
    return sum;
  })();
  for (const n of [1, 2, 3]) channel.send(n);
  await sleep(1);
  channel.send(7);
  channel.send(100 - 1);
  console.log(
    await consumer,
    await take(
      map(numbers(0, 100), async (n) => n * n),
      4,
    ),
    await take(
      map(['a', Promise.resolve('b')], (s) => s + '!'),
      9,
    ),
  );
  const it = numbers(7, 9);
  console.log(await it.next(), await it.return('early'), await it.next());
  console.log(
    await Promise.race([sleep(300).then(() => 'slow'), sleep(1).then(() => 'fast')]),
    await Promise.any([Promise.reject(new Error('x')), Promise.resolve(5)]),
  );
  const { promise, resolve } = Promise.withResolvers<string>();
  queueMicrotask(() => resolve('resolved'));
  console.log(await promise);
  const order: string[] = [];
  setTimeout(() => order.push('timeout'), 0);
  setImmediate(() => order.push('immediate'));
  process.nextTick(() => order.push('tick'));
  queueMicrotask(() => order.push('micro'));
  Promise.resolve()
    .then(() => order.push('then1'))
    .then(() => order.push('then2'));
  (async () => {
    order.push('sync');
    await undefined;
    order.push('after await');
    await new Promise<void>((r) => process.nextTick(r));
    order.push('after tick');
  })();
  order.push('end');
  await sleep(5);
  console.log(order.join(' '));
  try {
    await Promise.all([sleep(2), Promise.reject(new Error('first')), sleep(1)]);
  } catch ({ message }: any) {
    console.log('all:', message);
  } finally {
    note('finally');
  }
  console.log(trace);
}
main()
  .then(
    () => console.log('done'),
    (e) => console.log('failed', e),
  )
  .finally(() => console.log('bye'));
