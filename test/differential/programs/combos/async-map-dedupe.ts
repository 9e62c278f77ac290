// Deduplicating concurrent async work with a map of promises.
let fetches = 0;
const inflight = new Map<string, Promise<string>>();
const fetchOnce = (k: string): Promise<string> => {
  let p = inflight.get(k);
  if (!p) {
    p = (async () => {
      fetches++;
      await new Promise((r) => setTimeout(r, 1));
      if (k === 'bad') throw new Error(`no ${k}`);
      return k.toUpperCase();
    })().finally(() => inflight.delete(k));
    inflight.set(k, p);
  }
  return p;
};
const rs = await Promise.allSettled(['a', 'b', 'a', 'bad', 'bad', 'a'].map(fetchOnce));
console.log(rs.map((r) => (r.status === 'fulfilled' ? r.value : (r.reason as Error).message)), fetches, inflight.size);
console.log(await fetchOnce('a'), fetches);
