// Timeouts by race, cancellation flags, first successful and last result wins.
const sleep = <T>(ms: number, v?: T): Promise<T> => new Promise((r) => setTimeout(r, ms, v as T));
const timeout = <T>(p: Promise<T>, ms: number): Promise<T> => {
  let timer: ReturnType<typeof setTimeout>;
  const t = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`timeout ${ms}`)), ms)));
  return Promise.race([p, t]).finally(() => clearTimeout(timer));
};
console.log(await timeout(sleep(1, 'quick'), 50), await timeout(sleep(60), 2).catch((e: Error) => e.message));
let latest = 0;
const results: string[] = [];
const search = async (q: string, ms: number): Promise<void> => {
  const mine = ++latest;
  await sleep(ms);
  if (mine === latest) results.push(q);
};
await Promise.all([search('a', 6), search('ab', 9), search('abc', 3)]);
console.log(results);
const firstOk = async <T>(fs: (() => Promise<T>)[]): Promise<T | undefined> => {
  for (const f of fs) {
    try {
      return await f();
    } catch {
      continue;
    }
  }
  return undefined;
};
console.log(await firstOk([() => Promise.reject(new Error('1')), async () => 'second', async () => 'third']), await firstOk([]));
