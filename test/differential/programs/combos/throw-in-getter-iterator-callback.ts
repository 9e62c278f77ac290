// Errors out of getters, iterators, comparators and toString inside expressions leave state consistent.
const log: string[] = [];
const o = {
  n: 0,
  get bad(): number {
    throw new RangeError(`getter ${this.n}`);
  },
  toString(): string {
    throw new TypeError('toString');
  },
};
const attempt = (f: () => unknown): void => {
  try {
    log.push(`ok ${String(f())}`);
  } catch (e) {
    log.push(`${(e as Error).name} ${(e as Error).message} n=${o.n}`);
  }
};
attempt(() => (o.n += 1) + o.bad + (o.n += 100));
attempt(() => `${(o.n += 1)} ${o} ${(o.n += 100)}`);
attempt(() => [1, 2, 3].map((x) => { o.n += x; if (x === 2) throw new Error('map'); return x; }));
attempt(() => { const [a, b] = (function* () { yield 1; throw new Error('iter'); })(); return a + b; });
attempt(() => ({ a: (o.n = 50), ...o }));
attempt(() => [...[1, 2].map((x) => x), o.n]);
console.log(log.join('\n'));
