// A string builder with chaining, callbacks and conditional parts.
class SB {
  #parts: string[] = [];
  add(...p: unknown[]): this {
    this.#parts.push(...p.map(String));
    return this;
  }
  when(c: boolean, f: (s: this) => unknown): this {
    if (c) f(this);
    return this;
  }
  each<T>(xs: Iterable<T>, f: (s: this, x: T, i: number) => unknown): this {
    let i = 0;
    for (const x of xs) f(this, x, i++);
    return this;
  }
  get length(): number {
    return this.#parts.reduce((n, p) => n + p.length, 0);
  }
  toString(): string {
    return this.#parts.join('');
  }
}
const s = new SB().add('x', 1, null).when(true, (b) => b.add('!')).when(false, (b) => b.add('?')).each(new Set(['p', 'q']), (b, v, i) => b.add(i, v));
console.log(`${s}`, s.length, s + '', String(s) === s.toString());
