// A queue that runs async commands in order, with results, failure and draining.
class TaskQueue {
  #tail: Promise<unknown> = Promise.resolve();
  #pending = 0;
  readonly log: string[] = [];
  add<T>(name: string, task: () => Promise<T> | T): Promise<T> {
    this.#pending++;
    const result = this.#tail.then(() => {
      this.log.push(`>${name}`);
      return task();
    });
    this.#tail = result.then(
      () => this.log.push(`<${name}`),
      (e: Error) => this.log.push(`!${name} ${e.message}`),
    ).finally(() => this.#pending--);
    return result;
  }
  get pending(): number {
    return this.#pending;
  }
  drain(): Promise<unknown> {
    return this.#tail;
  }
}
const q = new TaskQueue();
const sleep = (ms: number): Promise<void> => new Promise((r) => setTimeout(r, ms));
const a = q.add('a', async () => (await sleep(5), 1));
const b = q.add('b', () => { throw new Error('no'); });
const c = q.add('c', () => 3);
console.log(q.pending, await Promise.allSettled([a, b, c]).then((r) => r.map((x) => (x.status === 'fulfilled' ? x.value : `${x.reason}`))));
await q.drain();
console.log(q.log, q.pending);
