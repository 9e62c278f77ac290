// A semaphore with async acquire, release in finally, and ordering.
class Semaphore {
  #free: number;
  #queue: (() => void)[] = [];
  constructor(n: number) {
    this.#free = n;
  }
  async run<T>(f: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((r) => this.#queue.push(r));
    try {
      return await f();
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
const s = new Semaphore(2);
let active = 0;
let peak = 0;
const log: string[] = [];
const rs = await Promise.all(
  [5, 1, 3, 1].map((ms, i) =>
    s.run(async () => {
      peak = Math.max(peak, ++active);
      log.push(`start ${i}`);
      await new Promise((r) => setTimeout(r, ms * 4));
      active--;
      return i * i;
    }),
  ),
);
console.log(rs, peak, active, log);
