// for await over arrays of promises, sync iterables, rejections and early exits.
const later = <T>(v: T, ms: number): Promise<T> => new Promise((r) => setTimeout(() => r(v), ms));
const log: unknown[] = [];
for await (const v of [later('slow', 6), later('fast', 1), 'plain', Promise.resolve(4)]) log.push(v);
console.log(log.splice(0));
try {
  for await (const v of [1, Promise.reject(new Error('second')), 3]) log.push(v);
} catch (e) {
  log.push((e as Error).message);
}
console.log(log.splice(0));
class Countdown {
  closed = 0;
  constructor(private n: number) {}
  [Symbol.asyncIterator](): AsyncIterator<number> {
    return {
      next: async () => (this.n > 0 ? { value: this.n--, done: false } : { value: undefined, done: true }),
      return: async () => {
        this.closed++;
        return { value: undefined, done: true };
      },
    };
  }
}
const c = new Countdown(5);
for await (const n of c) {
  if (n === 4) continue;
  if (n === 2) break;
  log.push(n);
}
console.log(log, c.closed);
outer: for await (const a of new Countdown(2)) for await (const b of new Countdown(2)) if (b === 1) continue outer; else console.log(a, b);
