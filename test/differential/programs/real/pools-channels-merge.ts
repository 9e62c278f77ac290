// Async pipelines: event loop order, async iterators with return, cancellation, pools, streams of events, mutex.
type Task<T> = (signal: AbortSignal) => Promise<T>;
class Pool {
  #active = 0;
  #queue: (() => void)[] = [];
  readonly trace: string[] = [];
  constructor(private readonly size: number) {}
  async run<T>(name: string, task: Task<T>, signal = new AbortController().signal): Promise<T> {
    while (this.#active >= this.size) await new Promise<void>((r) => this.#queue.push(r));
    signal.throwIfAborted();
    this.#active++;
    this.trace.push(`>${name}`);
    try {
      return await task(signal);
    } finally {
      this.#active--;
      this.trace.push(`<${name}`);
      this.#queue.shift()?.();
    }
  }
}
const delay = (ms: number, signal?: AbortSignal): Promise<number> =>
  new Promise((res, rej) => {
    const t = setTimeout(() => res(ms), ms);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(t);
        rej(signal.reason);
      },
      { once: true },
    );
  });
class Mutex {
  private last: Promise<unknown> = Promise.resolve();
  lock<T>(f: () => T | Promise<T>): Promise<T> {
    const run = this.last.then(f, f);
    this.last = run.catch(() => {});
    return run;
  }
}
class Channel<T> implements AsyncIterableIterator<T> {
  #buf: T[] = [];
  #wait: PromiseWithResolvers<IteratorResult<T>>[] = [];
  #done = false;
  returned = 0;
  send(v: T): boolean {
    if (this.#done) return false;
    const w = this.#wait.shift();
    w ? w.resolve({ value: v, done: false }) : this.#buf.push(v);
    return true;
  }
  end(): void {
    this.#done = true;
    for (const w of this.#wait.splice(0)) w.resolve({ value: undefined, done: true });
  }
  async next(): Promise<IteratorResult<T>> {
    if (this.#buf.length) return { value: this.#buf.shift()!, done: false };
    if (this.#done) return { value: undefined, done: true };
    const w = Promise.withResolvers<IteratorResult<T>>();
    this.#wait.push(w);
    return w.promise;
  }
  async return(): Promise<IteratorResult<T>> {
    this.returned++;
    this.end();
    return { value: undefined, done: true };
  }
  [Symbol.asyncIterator](): this {
    return this;
  }
}
async function* merge<T>(...sources: AsyncIterable<T>[]): AsyncGenerator<T, string> {
  const its = sources.map((s) => s[Symbol.asyncIterator]());
  const pending = new Map(its.map((it, i) => [i, it.next().then((r) => ({ i, r }))]));
  try {
    while (pending.size) {
      const { i, r } = await Promise.race(pending.values());
      if (r.done) {
        pending.delete(i);
        continue;
      }
      pending.set(
        i,
        its[i]!.next().then((r) => ({ i, r })),
      );
      yield r.value;
    }
    return 'all';
  } finally {
    await Promise.all(its.map((it) => it.return?.()));
  }
}
async function* ticks(name: string, n: number, ms: number): AsyncGenerator<string> {
  try {
    for (let i = 0; i < n; i++) {
      await delay(ms);
      yield `${name}${i}`;
    }
  } finally {
    console.log(`${name} closed`);
  }
}
async function order(): Promise<void> {
  const log: string[] = [];
  setTimeout(() => log.push('timeout'), 0);
  Promise.resolve()
    .then(() => log.push('p1'))
    .then(() => log.push('p2'));
  queueMicrotask(() => log.push('m1'));
  (async () => {
    log.push('a1');
    await undefined;
    log.push('a2');
    await new Promise<void>((r) => r());
    log.push('a3');
  })();
  log.push('sync');
  new Promise<void>((_, r) => r(new Error('x'))).catch(() => log.push('caught')).finally(() => log.push('fin'));
  const thenable = {
    then(res: (v: string) => void) {
      log.push('then called');
      res('thenable');
    },
  };
  log.push(await (thenable as unknown as Promise<string>));
  await delay(3);
  console.log(log.join(' '));
}
async function main(): Promise<void> {
  await order();
  const pool = new Pool(2);
  const r = await Promise.allSettled(
    ['a', 'b', 'c', 'd'].map((n, i) =>
      pool.run(n, async (s) => {
        await delay(2 + i * 2, s);
        if (n === 'c') throw new RangeError(`bad ${n}`);
        return n.toUpperCase();
      }),
    ),
  );
  console.log(
    r.map((x) => (x.status === 'fulfilled' ? x.value : `${x.reason}`)),
    pool.trace.join(''),
  );
  const ac = new AbortController();
  const p = pool.run('e', (s) => delay(1000, s), ac.signal);
  setTimeout(() => ac.abort(), 2);
  try {
    await p;
  } catch (e) {
    console.log((e as Error).name, (e as Error).message, ac.signal.aborted);
  }
  try {
    await pool.run('f', async () => 1, AbortSignal.abort('why'));
  } catch (e) {
    console.log('reason', e);
  }
  const m = new Mutex();
  const seen: string[] = [];
  await Promise.all(
    [5, 1, 3].map((ms, i) =>
      m
        .lock(async () => {
          seen.push(`in${i}`);
          await delay(ms);
          seen.push(`out${i}`);
          if (i === 1) throw new Error('ignored');
        })
        .catch((e: Error) => seen.push(e.message)),
    ),
  );
  console.log(seen.join(' '));
  const ch = new Channel<number>();
  const reader = (async () => {
    let sum = 0;
    for await (const x of ch) {
      sum += x;
      if (sum > 5) break;
    }
    return sum;
  })();
  ch.send(1);
  await null;
  ch.send(2);
  ch.send(3);
  ch.send(100);
  console.log(await reader, ch.returned, ch.send(5), await ch.next());
  const out: string[] = [];
  for await (const t of merge(ticks('x', 3, 4), ticks('y', 2, 40))) {
    out.push(t);
    if (t === 'x2') break;
  }
  console.log(out.length >= 3, out[0], out.includes('x2'));
  const g = merge<number>();
  console.log(await g.next(), await g.next());
  const ag = (async function* () {
    try {
      const x: number = yield 1;
      console.log('got', x);
      yield x * 2;
    } catch (e) {
      console.log('threw in', e);
      yield 'recovered';
    } finally {
      console.log('cleanup');
    }
  })();
  console.log(await ag.next(), await ag.next(21), await ag.throw('oops'), await ag.next(), await ag.next());
  const many = (async function* () {
    yield 1;
    yield Promise.resolve(2);
    yield* [3, Promise.resolve(4)];
    return 5;
  })();
  console.log(await Promise.all([many.next(), many.next(), many.next(), many.next(), many.next(), many.next()]));
  console.log(await Array.fromAsync(ticks('z', 2, 1), (t) => t + '!'));
  try {
    await Promise.any([Promise.reject(1), Promise.reject(new Error('2'))]);
  } catch (e) {
    console.log((e as AggregateError).name, (e as AggregateError).errors.length, (e as Error).message);
  }
  let iv = 0;
  await new Promise<void>((res) => {
    const h = setInterval(() => {
      if (++iv === 3) {
        clearInterval(h);
        res();
      }
    }, 1);
  });
  console.log('interval', iv);
}
await main().then(
  () => console.log('ok'),
  (e) => console.log('FAIL', e),
);
