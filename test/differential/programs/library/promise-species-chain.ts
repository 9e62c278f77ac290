// Long chains, nested resolution, then with functions that throw, return promises and thenables.
const log: unknown[] = [];
await Promise.resolve(1)
  .then((x) => new Promise<number>((r) => setTimeout(r, 1, x + 1)))
  .then((x) => ({ then: (ok: (v: number) => void) => ok(x + 1) }) as unknown as PromiseLike<number>)
  .then((x) => log.push(x))
  .then(() => { throw new TypeError('mid'); })
  .then(() => log.push('skipped'))
  .catch((e: Error) => { log.push(e.name); throw e; })
  .finally(() => log.push('fin'))
  .then(undefined, (e: Error) => log.push(e.message));
let p: Promise<number> = Promise.resolve(0);
for (let i = 1; i <= 100; i++) p = p.then((v) => v + i);
log.push(await p);
const self: Promise<unknown> = new Promise((r) => setTimeout(() => r(self), 0));
await self.catch((e: Error) => log.push(e.name, e.message));
log.push(await Promise.reject(1).catch(() => Promise.reject(2)).catch((x) => x));
console.log(log);
