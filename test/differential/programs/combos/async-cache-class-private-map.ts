// An async cache with private maps, stale-while-revalidate, errors not cached and a manual clock.
class AsyncCache<K, V> {
  readonly #entries = new Map<K, { at: number; value: Promise<V> }>();
  now = 0;
  loads = 0;
  constructor(
    private readonly load: (k: K) => Promise<V>,
    private readonly ttl: number,
  ) {}
  async get(k: K): Promise<V> {
    const hit = this.#entries.get(k);
    if (hit && this.now - hit.at < this.ttl) return hit.value;
    this.loads++;
    const value = this.load(k);
    this.#entries.set(k, { at: this.now, value });
    try {
      return await value;
    } catch (e) {
      if (this.#entries.get(k)?.value === value) this.#entries.delete(k);
      throw new Error(`cannot load ${String(k)}`, { cause: e });
    }
  }
}
let broken = false;
const c: AsyncCache<string, string> = new AsyncCache(async (k: string): Promise<string> => {
  await null;
  if (broken) throw new Error('down');
  return `${k}@${c.now}`;
}, 10);
console.log(await Promise.all([c.get('a'), c.get('a'), c.get('b')]), c.loads);
c.now = 9;
console.log(await c.get('a'), c.loads);
c.now = 10;
broken = true;
console.log(await c.get('a').catch((e: Error) => `${e.message}: ${(e.cause as Error).message}`), c.loads);
broken = false;
console.log(await c.get('a'), await c.get('a'), c.loads);
