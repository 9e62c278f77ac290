// Async methods with this, private fields, closures over loop variables and recursion.
class Store {
  #data = new Map<string, number>();
  async get(k: string): Promise<number> {
    await null;
    return this.#data.get(k) ?? 0;
  }
  async add(k: string, n: number): Promise<this> {
    this.#data.set(k, (await this.get(k)) + n);
    return this;
  }
  static async create(...ks: string[]): Promise<Store> {
    const s = new this();
    for (const k of ks) await s.add(k, k.length);
    return s;
  }
  getAll = async (): Promise<[string, number][]> => [...this.#data].sort();
}
const s = await Store.create('a', 'bcd');
await (await s.add('a', 10)).add('z', 1);
const { getAll } = s;
console.log(await getAll());
const fs: (() => Promise<number>)[] = [];
for (let i = 0; i < 3; i++) fs.push(async () => { await null; return i * i; });
console.log(await Promise.all(fs.map((f) => f())));
const fact = async (n: number): Promise<number> => (n <= 1 ? 1 : n * (await fact(n - 1)));
const race = await Promise.all([s.add('r', 1), s.add('r', 1)]).then(() => s.get('r'));
console.log(await fact(10), race);
