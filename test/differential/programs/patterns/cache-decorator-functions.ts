// Higher-order wrappers: memoise with a key, time to live, retry, fallback, counting calls; wrapped in layers.
type Fn<A extends unknown[], R> = (...a: A) => R;
const memo = <A extends unknown[], R>(f: Fn<A, R>, key: (...a: A) => string = (...a) => JSON.stringify(a)): Fn<A, R> & { clear(): void; size(): number } => {
  const cache = new Map<string, R>();
  return Object.assign((...a: A) => { const k = key(...a); if (!cache.has(k)) cache.set(k, f(...a)); return cache.get(k)!; }, { clear: () => cache.clear(), size: () => cache.size });
};
const counted = <A extends unknown[], R>(f: Fn<A, R>) => {
  const g = (...a: A): R => (g.calls++, f(...a));
  g.calls = 0;
  return g;
};
const retry = <A extends unknown[], R>(f: Fn<A, R>, n: number): Fn<A, R> => (...a) => {
  for (let i = 1; ; i++) {
    try {
      return f(...a);
    } catch (e) {
      if (i >= n) throw e;
    }
  }
};
const fallback = <A extends unknown[], R>(f: Fn<A, R>, g: (e: Error, ...a: A) => R): Fn<A, R> => (...a) => { try { return f(...a); } catch (e) { return g(e as Error, ...a); } };
let failures = 0;
const flaky = counted((n: number, s: string | undefined = 'x'): string => { if (++failures % 3 !== 0) throw new Error(`fail ${failures}`); return s.repeat(n); });
const safe = memo<[n: number, s?: string], string>(fallback<[n: number, s?: string], string>(retry<[n: number, s?: string], string>(flaky, 2), (e, n) => `${n}:${e.message}`), (n) => `${n}`);
console.log(safe(1), safe(2), safe(1), safe(3, 'y'), safe.size(), flaky.calls);
safe.clear();
console.log(safe(1), safe.size(), flaky.calls, flaky.name, safe.length);
