// Generic constraints with keyof, defaults, conditional returns and inference from several places.
const prop = <T, K extends keyof T>(o: T, k: K, d: NonNullable<T[K]>): NonNullable<T[K]> => (o[k] ?? d) as NonNullable<T[K]>;
console.log(prop({ a: 1 as number | undefined, b: 'x' }, 'a', 5) + 1, prop({ a: undefined as number | undefined }, 'a', 5), prop({ s: '' }, 's', 'd'));
const mergeAll = <T extends object[]>(...os: T): Record<string, unknown> => Object.assign({}, ...os);
class Repo<T extends { id: K }, K extends PropertyKey = T['id']> {
  readonly #items = new Map<K, T>();
  save = (...ts: T[]): this => (ts.forEach((t) => this.#items.set(t.id, t)), this);
  get = (id: K): T | undefined => this.#items.get(id);
  find<P extends Partial<T>>(p: P): T[] {
    return [...this.#items.values()].filter((t) => (Object.keys(p) as (keyof T)[]).every((k) => t[k] === (p as Partial<T>)[k]));
  }
  update = (id: K, f: (t: T) => T): T | undefined => { const t = this.get(id); return t && (this.save(f(t)), this.get(id)); };
}
const users = new Repo<{ id: number; name: string; admin?: boolean }>().save({ id: 1, name: 'a' }, { id: 2, name: 'b', admin: true }, { id: 1, name: 'c' });
console.log(users.get(1), users.get(9)?.name, users.find({ admin: true }), users.find({}), users.update(2, (u) => ({ ...u, name: u.name + '!' })), users.update(7, (u) => u), mergeAll({ a: 1 }, { b: 2 }, { a: 3 }));
const bySymbol = new Repo<{ id: symbol }>();
const key = Symbol('k');
console.log(bySymbol.save({ id: key }).get(key), bySymbol.get(Symbol('k')));
