// A store with several indexes kept in step on insert, update and delete.
interface Row {
  id: number;
  city: string;
  age: number;
}
class Store {
  readonly #rows = new Map<number, Row>();
  readonly #by = { city: new Map<string, Set<Row>>(), age: new Map<number, Set<Row>>() };
  #index(r: Row, add: boolean): void {
    for (const k of ['city', 'age'] as const) {
      const idx = this.#by[k] as Map<string | number, Set<Row>>;
      const set = idx.get(r[k]) ?? new Set<Row>();
      if (add) idx.set(r[k], set.add(r));
      else {
        set.delete(r);
        if (set.size === 0) idx.delete(r[k]);
      }
    }
  }
  put(r: Row): this {
    this.remove(r.id);
    this.#rows.set(r.id, r);
    this.#index(r, true);
    return this;
  }
  remove(id: number): boolean {
    const old = this.#rows.get(id);
    if (old) this.#index(old, false);
    return this.#rows.delete(id);
  }
  find(q: { city?: string; age?: number }): number[] {
    const sets = [q.city !== undefined ? (this.#by.city.get(q.city) ?? new Set<Row>()) : undefined, q.age !== undefined ? (this.#by.age.get(q.age) ?? new Set<Row>()) : undefined].filter((s) => s !== undefined);
    const rows = sets.length ? sets.reduce((a, b) => a.intersection(b)) : new Set(this.#rows.values());
    return [...rows].map((r) => r.id).sort((a, b) => a - b);
  }
  get shape(): string {
    return `${this.#rows.size}/${[...this.#by.city.keys()].sort()}/${[...this.#by.age.keys()].sort((a, b) => a - b)}`;
  }
}
const s = new Store().put({ id: 1, city: 'x', age: 30 }).put({ id: 2, city: 'y', age: 30 }).put({ id: 3, city: 'x', age: 40 });
console.log(s.find({ city: 'x' }), s.find({ age: 30 }), s.find({ city: 'x', age: 30 }), s.find({}), s.find({ city: 'q' }), s.shape);
s.put({ id: 1, city: 'z', age: 40 });
console.log(s.remove(2), s.remove(2), s.find({ age: 40 }), s.find({ age: 30 }), s.shape);
