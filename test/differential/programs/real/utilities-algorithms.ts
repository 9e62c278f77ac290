// Small classic kata-like units in one program, the way engineers write utilities.
const chunk = <T>(xs: readonly T[], n: number): T[][] =>
  Array.from({ length: Math.ceil(xs.length / n) }, (_, i) => xs.slice(i * n, i * n + n));
const zip = <T extends unknown[][]>(...xs: T): { [K in keyof T]: T[K] extends (infer U)[] ? U : never }[] =>
  Array.from({ length: Math.min(...xs.map((x) => x.length)) }, (_, i) => xs.map((x) => x[i])) as never;
const range = (a: number, b = 0, step = Math.sign(b - a) || 1): number[] => {
  const [s, e] = b === 0 && a > 0 ? [0, a] : [a, b];
  const out: number[] = [];
  for (let i = s; step > 0 ? i < e : i > e; i += step) out.push(i);
  return out;
};
const deepEqual = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (a.constructor !== b.constructor) return false;
  if (a instanceof Date) return +a === +(b as Date);
  if (a instanceof Map)
    return b instanceof Map && a.size === b.size && [...a].every(([k, v]) => b.has(k) && deepEqual(v, b.get(k)));
  if (a instanceof Set) return a.size === (b as Set<unknown>).size && [...a].every((v) => (b as Set<unknown>).has(v));
  const ka = Object.keys(a),
    kb = Object.keys(b);
  return (
    ka.length === kb.length &&
    ka.every(
      (k) => Object.hasOwn(b, k) && deepEqual((a as Record<string, unknown>)[k], (b as Record<string, unknown>)[k]),
    )
  );
};
const deepClone = <T>(v: T, seen = new Map<unknown, unknown>()): T => {
  if (typeof v !== 'object' || v === null) return v;
  if (seen.has(v)) return seen.get(v) as T;
  if (Array.isArray(v)) {
    const out: unknown[] = [];
    seen.set(v, out);
    for (const x of v) out.push(deepClone(x, seen));
    return out as T;
  }
  if (v instanceof Date) return new Date(v) as T;
  const out = Object.create(Object.getPrototypeOf(v) as object) as Record<string | symbol, unknown>;
  seen.set(v, out);
  for (const k of Reflect_ownKeys(v)) out[k] = deepClone((v as Record<string | symbol, unknown>)[k], seen);
  return out as T;
};
const Reflect_ownKeys = (o: object): (string | symbol)[] => [
  ...Object.getOwnPropertyNames(o),
  ...Object.getOwnPropertySymbols(o),
];
const getPath = (o: unknown, path: string, fallback?: unknown): unknown =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((acc, k) => (acc as Record<string, unknown> | null | undefined)?.[k], o) ?? fallback;
const setPath = (o: Record<string, any>, path: string, v: unknown): void => {
  const keys = path.split('.');
  const last = keys.pop()!;
  let at = o;
  for (const k of keys) at = at[k] ??= {};
  at[last] = v;
};
const flatten = (o: object, prefix = ''): Record<string, unknown> =>
  Object.entries(o).reduce(
    (acc, [k, v]) =>
      typeof v === 'object' && v !== null && !Array.isArray(v)
        ? { ...acc, ...flatten(v as object, `${prefix}${k}.`) }
        : { ...acc, [prefix + k]: v },
    {},
  );
const merge = <A extends object, B extends object>(a: A, b: B): A & B =>
  Object.entries(b).reduce(
    (acc, [k, v]) => ({
      ...acc,
      [k]: isObj(v) && isObj((acc as Record<string, unknown>)[k]) ? merge((acc as Record<string, object>)[k]!, v) : v,
    }),
    { ...a },
  ) as A & B;
const isObj = (v: unknown): v is object => typeof v === 'object' && v !== null && !Array.isArray(v);
console.log(
  chunk([1, 2, 3, 4, 5], 2),
  zip([1, 2, 3], ['a', 'b']),
  range(5),
  range(5, 1),
  range(0, 1, 0.25),
  deepEqual(
    { a: [1, new Map([[1, new Set([2])]])], d: new Date(5) },
    { a: [1, new Map([[1, new Set([2])]])], d: new Date(5) },
  ),
  deepEqual([1, { b: NaN }], [1, { b: NaN }]),
  deepEqual([], {}),
  deepEqual({ a: undefined }, { b: undefined }),
);
const original = { a: 1, list: [{ b: 2 }], when: new Date(0), [Symbol.for('s')]: 'sym', self: undefined as unknown };
original.self = original;
const copy = deepClone(original);
copy.list[0]!.b = 3;
console.log(original.list, copy.list, copy.self === copy, copy);
const target: Record<string, any> = {};
setPath(target, 'a.b.c', 1);
setPath(target, 'a.x', [1, { y: 2 }]);
setPath(target, 'constructor2', 0);
console.log(
  target,
  getPath(target, 'a.b.c'),
  getPath(target, 'a.x[1].y'),
  getPath(target, 'a.q.z', 'none'),
  getPath(null, 'x'),
  flatten({ a: { b: { c: 1 }, d: [1] }, e: null }),
  merge({ a: { b: 1, c: { d: 1 } }, x: [1] }, { a: { c: { e: 2 } }, x: [2], n: null }),
);
const permutations = <T>(xs: T[]): T[][] =>
  xs.length <= 1
    ? [xs]
    : xs.flatMap((x, i) => permutations([...xs.slice(0, i), ...xs.slice(i + 1)]).map((p) => [x, ...p]));
function* combos<T>(xs: T[], k: number, from = 0, acc: T[] = []): Generator<T[]> {
  if (acc.length === k) {
    yield [...acc];
    return;
  }
  for (let i = from; i < xs.length; i++) {
    acc.push(xs[i]!);
    yield* combos(xs, k, i + 1, acc);
    acc.pop();
  }
}
const powerset = <T>(xs: T[]): T[][] => xs.reduce<T[][]>((s, x) => s.concat(s.map((y) => [...y, x])), [[]]);
console.log(
  permutations([1, 2, 3]).map((p) => p.join('')),
  [...combos('abcd'.split(''), 2)].map((c) => c.join('')),
  powerset([1, 2, 3]).length,
  powerset(['x']),
);
const quicksort = <T>(xs: T[], cmp: (a: T, b: T) => number): T[] => {
  const go = (lo: number, hi: number): void => {
    if (lo >= hi) return;
    const p = xs[(lo + hi) >> 1]!;
    let i = lo,
      j = hi;
    while (i <= j) {
      while (cmp(xs[i]!, p) < 0) i++;
      while (cmp(xs[j]!, p) > 0) j--;
      if (i <= j) {
        [xs[i], xs[j]] = [xs[j]!, xs[i]!];
        i++;
        j--;
      }
    }
    go(lo, j);
    go(i, hi);
  };
  go(0, xs.length - 1);
  return xs;
};
const mergeSort = <T>(xs: readonly T[], less: (a: T, b: T) => boolean): T[] => {
  if (xs.length < 2) return [...xs];
  const m = xs.length >>> 1;
  const [l, r] = [mergeSort(xs.slice(0, m), less), mergeSort(xs.slice(m), less)];
  const out: T[] = [];
  let i = 0,
    j = 0;
  while (i < l.length && j < r.length) out.push(less(r[j]!, l[i]!) ? r[j++]! : l[i++]!);
  return out.concat(l.slice(i), r.slice(j));
};
class Heap<T> {
  #h: T[] = [];
  constructor(
    private less: (a: T, b: T) => boolean,
    init: Iterable<T> = [],
  ) {
    for (const x of init) this.push(x);
  }
  get size(): number {
    return this.#h.length;
  }
  push(x: T): void {
    const h = this.#h;
    let i = h.push(x) - 1;
    while (i > 0) {
      const p = (i - 1) >> 1;
      if (!this.less(h[i]!, h[p]!)) break;
      [h[i], h[p]] = [h[p]!, h[i]!];
      i = p;
    }
  }
  pop(): T | undefined {
    const h = this.#h;
    const top = h[0];
    const last = h.pop();
    if (h.length && last !== undefined) {
      h[0] = last;
      let i = 0;
      for (;;) {
        let c = 2 * i + 1;
        if (c >= h.length) break;
        if (c + 1 < h.length && this.less(h[c + 1]!, h[c]!)) c++;
        if (!this.less(h[c]!, h[i]!)) break;
        [h[i], h[c]] = [h[c]!, h[i]!];
        i = c;
      }
    }
    return top;
  }
  *drain(): Generator<T> {
    while (this.size) yield this.pop()!;
  }
}
let seed = 42;
const rand = (): number => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff;
const data = Array.from({ length: 60 }, () => Math.floor(rand() * 1000));
const sorted = data.toSorted((a, b) => a - b).join();
console.log(
  quicksort([...data], (a, b) => a - b).join() === sorted,
  mergeSort(data, (a, b) => a < b).join() === sorted,
  [...new Heap<number>((a, b) => a < b, data).drain()].join() === sorted,
  data.slice(0, 8),
  quicksort(['pear', 'fig', 'apple'], (a, b) => a.localeCompare(b)),
  new Heap<number>((a, b) => a < b).pop(),
);
const sieve = (n: number): number[] => {
  const c = new Uint8Array(n + 1);
  const out: number[] = [];
  for (let i = 2; i <= n; i++) {
    if (c[i]) continue;
    out.push(i);
    for (let j = i * i; j <= n; j += i) c[j] = 1;
  }
  return out;
};
const gcd = (a: number, b: number): number => (b ? gcd(b, a % b) : Math.abs(a));
const collatz = (n: number): number => {
  let s = 0;
  while (n !== 1) {
    n = n % 2 ? 3 * n + 1 : n / 2;
    s++;
  }
  return s;
};
const binary = (n: number): string => (n > 1 ? binary(Math.floor(n / 2)) + (n % 2) : String(n));
const luhn = (s: string): boolean =>
  [...s]
    .reverse()
    .map(Number)
    .reduce((t, d, i) => t + (i % 2 ? (d * 2 > 9 ? d * 2 - 9 : d * 2) : d), 0) %
    10 ===
  0;
const hanoi = (n: number, a = 'A', b = 'B', c = 'C'): string[] =>
  n === 0 ? [] : [...hanoi(n - 1, a, c, b), `${a}${c}`, ...hanoi(n - 1, b, a, c)];
console.log(
  sieve(50),
  gcd(1071, -462),
  Math.max(...range(1, 1000).map(collatz)),
  binary(37),
  luhn('4539578763621486'),
  luhn('123'),
  hanoi(3).join(' '),
  (123.456).toFixed(1),
  (0.000001234).toString(),
  (1e21).toLocaleString(),
  (255).toString(2),
  (-7.5).toString(16),
  Number('0b101'),
  parseInt('12px'),
  parseFloat('.5e1x'),
  Number(''),
  Number(' \n'),
  Number('1_000'),
  (25).toString(36),
  (1234.5678).toExponential(2),
  (0.1).toPrecision(21),
  Math.round(-0.5),
  Math.round(2.5),
  Math.sign(-3),
  Math.cbrt(27),
  Math.hypot(3, 4),
  Math.log2(8),
  Math.atan2(1, 1),
  Math.fround(5.5),
  Math.clz32(1),
  Number.EPSILON > 0,
  Number.isInteger(5.0),
);
const life = (cells: Set<string>): Set<string> => {
  const n = new Map<string, number>();
  for (const c of cells) {
    const [x, y] = c.split(',').map(Number) as [number, number];
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        if (dx || dy) {
          const k = `${x + dx},${y + dy}`;
          n.set(k, (n.get(k) ?? 0) + 1);
        }
  }
  return new Set([...n].filter(([k, v]) => v === 3 || (v === 2 && cells.has(k))).map(([k]) => k));
};
let glider = new Set(['1,0', '2,1', '0,2', '1,2', '2,2']);
for (let i = 0; i < 4; i++) glider = life(glider);
console.log([...glider].sort());
const queens = (n: number): number => {
  let count = 0;
  const go = (r: number, cols: number, d1: number, d2: number): void => {
    if (r === n) {
      count++;
      return;
    }
    for (let free = ~(cols | d1 | d2) & ((1 << n) - 1); free; free &= free - 1) {
      const bit = free & -free;
      go(r + 1, cols | bit, (d1 | bit) << 1, (d2 | bit) >> 1);
    }
  };
  go(0, 0, 0, 0);
  return count;
};
console.log(queens(6), queens(8));
const lev = (a: string, b: string): number => {
  let prev = range(0, b.length + 1);
  for (const [i, x] of [...a].entries()) {
    const row = [i + 1];
    for (let j = 0; j < b.length; j++)
      row.push(Math.min(prev[j + 1]! + 1, row[j]! + 1, prev[j]! + (x === b[j] ? 0 : 1)));
    prev = row;
  }
  return prev.at(-1)!;
};
console.log(lev('kitten', 'sitting'), lev('', 'abc'), lev('flaw', 'lawn'));
