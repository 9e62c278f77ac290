// An async task scheduler with priorities, dependencies, concurrency, timeouts, retries and cancellation.
type Status = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
interface TaskOptions {
  priority?: number;
  after?: string[];
  retries?: number;
  timeoutMs?: number;
}
interface Task {
  name: string;
  run: (attempt: number, signal: AbortSignal) => Promise<unknown>;
  options: Required<TaskOptions>;
  status: Status;
  attempts: number;
  result?: unknown;
  error?: Error;
}

class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
}
const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });

class Scheduler {
  readonly #tasks = new Map<string, Task>();
  readonly #running = new Set<string>();
  readonly #controller = new AbortController();
  readonly log: string[] = [];
  peak = 0;
  #finished: (() => void) | undefined;
  constructor(private readonly concurrency: number) {}

  add(name: string, run: Task['run'], { priority = 0, after = [], retries = 0, timeoutMs = 1000 }: TaskOptions = {}): this {
    if (this.#tasks.has(name)) throw new Error(`duplicate task ${name}`);
    this.#tasks.set(name, { name, run, options: { priority, after, retries, timeoutMs }, status: 'waiting', attempts: 0 });
    return this;
  }
  async run(): Promise<Record<string, Status>> {
    for (const { name, options } of this.#tasks.values()) {
      const missing = options.after.find((a) => !this.#tasks.has(a));
      if (missing) throw new ReferenceError(`${name} needs unknown ${missing}`);
    }
    const done = new Promise<void>((resolve) => (this.#finished = resolve));
    this.#pump();
    await done;
    return Object.fromEntries([...this.#tasks.values()].map((t) => [t.name, t.status]));
  }
  cancel(reason: string): void {
    this.#controller.abort(new Error(reason));
    for (const t of this.#tasks.values()) if (t.status === 'waiting') t.status = 'cancelled';
  }
  result<T>(name: string): T | undefined {
    return this.#tasks.get(name)?.result as T | undefined;
  }
  #ready(t: Task): boolean {
    if (t.status !== 'waiting') return false;
    const states = t.options.after.map((a) => this.#tasks.get(a)!.status);
    if (states.some((s) => s === 'failed' || s === 'cancelled')) {
      t.status = 'cancelled';
      this.log.push(`skip ${t.name}`);
      return false;
    }
    return states.every((s) => s === 'done');
  }
  #pump(): void {
    for (let before = -1; before !== this.#running.size; ) {
      before = this.#running.size;
      const ready = [...this.#tasks.values()].filter((t) => this.#ready(t)).sort((a, b) => b.options.priority - a.options.priority);
      for (const t of ready) {
        if (this.#running.size >= this.concurrency) break;
        void this.#start(t);
      }
    }
    const waiting = [...this.#tasks.values()].filter((t) => t.status === 'waiting');
    if (this.#running.size > 0) return;
    if (waiting.length > 0) {
      for (const t of waiting) t.status = 'cancelled';
      this.log.push(`deadlock ${waiting.map((t) => t.name)}`);
    }
    this.#finished?.();
  }
  async #start(t: Task): Promise<void> {
    t.status = 'running';
    this.#running.add(t.name);
    this.peak = Math.max(this.peak, this.#running.size);
    this.log.push(`start ${t.name}`);
    try {
      while (t.status === 'running') {
        try {
          t.result = await this.#attempt(t);
          t.status = 'done';
        } catch (e) {
          t.error = e as Error;
          if (this.#controller.signal.aborted) t.status = 'cancelled';
          else if (t.attempts > t.options.retries) t.status = 'failed';
          else this.log.push(`retry ${t.name}: ${t.error.message}`);
        }
      }
    } finally {
      this.log.push(`${t.status} ${t.name}`);
      this.#running.delete(t.name);
      this.#pump();
    }
  }
  #attempt(t: Task): Promise<unknown> {
    t.attempts++;
    const limit = new AbortController();
    const timeout = sleep(t.options.timeoutMs, limit.signal).then(() => Promise.reject(new TimeoutError(`${t.name} took over ${t.options.timeoutMs}`)));
    const work = t.run(t.attempts, this.#controller.signal);
    return Promise.race([work, timeout]).finally(() => {
      timeout.catch(() => {});
      limit.abort(new Error('finished'));
    });
  }
}

const s = new Scheduler(2);
s.add('fetch', async () => (await sleep(4), { rows: 3 }))
  .add('config', async () => 'cfg', { priority: 5 })
  .add('flaky', async (n) => { if (n < 3) throw new Error(`attempt ${n}`); return n; }, { retries: 3, after: ['config'] })
  .add('parse', async () => s.result<{ rows: number }>('fetch')!.rows * 2, { after: ['fetch'] })
  .add('slow', () => sleep(500), { timeoutMs: 10, after: ['flaky'] })
  .add('report', async () => 'never', { after: ['slow', 'parse'] })
  .add('loopA', async () => 1, { after: ['loopB'] })
  .add('loopB', async () => 1, { after: ['loopA'] });
console.log(await s.run());
console.log(s.log.join('\n'), s.peak, s.result('parse'), s.result('flaky'), s.result('report'));

const c = new Scheduler(1);
c.add('first', (_, signal) => sleep(400, signal)).add('second', async () => 2);
setTimeout(() => c.cancel('stop'), 5);
console.log(await c.run(), c.log);
try {
  await new Scheduler(1).add('a', async () => 1, { after: ['ghost'] }).run();
} catch (e) {
  console.log(String(e));
}
