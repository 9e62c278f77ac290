// Custom iterators, iterator helpers, species, hasInstance, toPrimitive, regex engines, dates in UTC, sort stability, labelled loops.
class Range implements Iterable<number> {
  constructor(
    readonly from: number,
    readonly to: number,
    readonly step = 1,
  ) {}
  [Symbol.iterator](): Iterator<number> & { closed: number } {
    let n = this.from;
    const { to, step } = this;
    return {
      closed: 0,
      next: () => (n < to ? { value: (n += step) - step, done: false } : { value: undefined, done: true }),
      return(v?: unknown) {
        this.closed++;
        closes++;
        return { value: v as number, done: true };
      },
    };
  }
  static [Symbol.hasInstance](x: unknown): boolean {
    return typeof x === 'object' && x !== null && 'from' in x && 'to' in x;
  }
  get [Symbol.toStringTag](): string {
    return 'Range';
  }
  [Symbol.toPrimitive](hint: 'string' | 'number' | 'default'): string | number {
    return hint === 'number' ? this.to - this.from : `${this.from}..${this.to}:${hint}`;
  }
}
let closes = 0;
const r = new Range(0, 5);
console.log(
  [...r],
  Math.max(...r),
  Array.from(r, (x) => x * x),
  { from: 1, to: 2 } instanceof Range,
  `${r}`,
  +r,
  r + '',
  (r as unknown as number) * 2,
  Object.prototype.toString.call(r),
);
for (const x of r) if (x === 2) break;
const [first, second] = r;
const [, ...others] = r;
console.log(first, second, others, closes);
outer: for (const a of r) {
  for (const b of r) {
    if (b > a) continue outer;
    if (a === 3) break outer;
  }
}
console.log(closes);
try {
  for (const x of r) if (x === 1) throw new Error('in loop');
} catch (e) {
  console.log((e as Error).message, closes);
}
function* walk(depth: number, path = ''): Generator<string, number, boolean | undefined> {
  let skip = yield path || '/';
  if (skip || depth === 0) return 1;
  let n = 1;
  for (const c of 'ab') n += yield* walk(depth - 1, `${path}/${c}`);
  return n;
}
const w = walk(2);
const visited: string[] = [];
for (let s = w.next(); ; s = w.next(s.value === '/a')) {
  if (s.done) {
    visited.push(`total ${s.value}`);
    break;
  }
  visited.push(s.value);
}
console.log(visited);
console.log(
  new Range(0, 100)[Symbol.iterator]().next(),
  Iterator.from(new Range(0, 100))
    .filter((x) => x % 3 === 0)
    .map((x, i) => [i, x])
    .drop(2)
    .take(3)
    .toArray(),
  Iterator.from([1, 2, 3])
    .flatMap((x) => [x, -x])
    .reduce((a, b) => a * 10 + b),
  [...'abc'].values().some((c) => c === 'b'),
  new Set([3, 1]).values().every((n) => n > 0),
  Iterator.from(r).find((n) => n > 2),
);
const delegating = {
  *[Symbol.iterator]() {
    try {
      yield* [1, 2];
      yield* new Range(7, 9);
    } finally {
      closes += 100;
    }
  },
};
for (const x of delegating) {
  if (x === 7) break;
}
console.log(closes, [...delegating]);
class Temp {
  static #instances = 0;
  constructor(public deg: number) {
    Temp.#instances++;
  }
  valueOf(): number {
    return this.deg;
  }
  toString(): string {
    return `${this.deg}°`;
  }
  static get n(): number {
    return this.#instances;
  }
}
const t1 = new Temp(20),
  t2 = new Temp(5);
console.log(
  t1 > t2,
  +t1 + +t2,
  `${t1}`,
  t1 + '',
  [t1, t2].join(),
  (t1 as unknown as number) - (t2 as unknown as number),
  Temp.n,
  [t1, t2].sort((a, b) => +a - +b).map(String),
  JSON.stringify(t1),
  t1 == (20 as unknown as Temp),
);
const people = [
  ['Ann', 3],
  ['Bob', 1],
  ['Cid', 3],
  ['Dan', 2],
  ['Eve', 1],
].map(([name, rank]) => ({ name: name as string, rank: rank as number }));
const by =
  <T>(...keys: ((x: T) => number | string)[]) =>
  (a: T, b: T): number => {
    for (const k of keys) {
      const [x, y] = [k(a), k(b)];
      if (x < y) return -1;
      if (x > y) return 1;
    }
    return 0;
  };
console.log(
  people
    .toSorted(by((p) => p.rank))
    .map((p) => p.name)
    .join(),
  people
    .toSorted(
      by(
        (p) => -p.rank,
        (p) => p.name.length,
      ),
    )
    .map((p) => p.name)
    .join(),
  [3, undefined, 1, , 2].sort(),
  [10, 9, 1, 'b', 'a', true, null].sort(),
  [5, 1, 4].sort((a, b) => b - a),
  Array.from({ length: 50 }, (_, i) => ({ k: i % 3, i }))
    .sort((a, b) => a.k - b.k)
    .map((x) => x.i)
    .join(' '),
);
const url =
  /^(?<scheme>[a-z][a-z\d+.-]*):\/\/(?:(?<user>[^:@]+)(?::(?<pass>[^@]*))?@)?(?<host>[^:\/?#]+)(?::(?<port>\d+))?(?<path>\/[^?#]*)?(?:\?(?<query>[^#]*))?(?:#(?<hash>.*))?$/i;
for (const u of ['https://user:pw@example.org:8080/a/b?x=1&y=2#frag', 'ftp://h', 'not a url'])
  console.log(url.exec(u)?.groups ?? null);
console.log(
  '2024-01-15, 2023-12-31'.replace(/(\d{4})-(\d\d)-(\d\d)/g, (_, y, m, d2) => `${d2}.${m}.${y}`),
  'aaa'.lastIndexOf('a'),
  /(a+)+b/.test('aaaaaaaaaaaac'),
  'a1b22'.match(/\d+/g),
  'x'.match(/y/),
  /(?<!\$)\b\d+/.exec('$5 17')?.[0],
  /(\w)\1/.exec('hello')?.index,
  /^\p{Lu}/u.test('Éa'),
  [...'a1b2'.matchAll(/([a-z])(\d)/g)].map((m) => [m[1], m.index]),
  /a.c/s.test('a\nc'),
  'one  two'.split(/(\s+)/),
  'abc'.search(/c/),
  /[\w--\d]/v.test('5'),
  /(?i:AB)c/.test('abc'),
  RegExp('a/b', 'g').source,
  /x/dgimsuy.flags,
);
const sticky = /foo/y;
sticky.lastIndex = 3;
console.log(sticky.test('barfoo'), sticky.lastIndex, sticky.test('barfoo'), sticky.lastIndex);
const d = new Date(Date.UTC(2024, 1, 29, 23, 59, 59, 999));
console.log(
  d.toISOString(),
  d.getUTCDay(),
  new Date(d.getTime() + 1).toISOString(),
  new Date('2024-02-30T00:00:00Z').getTime(),
  new Date('2024-06-15').toISOString(),
  new Date(2020, 0, 31).getMonth(),
  Date.parse('2024-01-01T10:00:00+02:00'),
  d.toUTCString(),
  JSON.stringify({ d }),
  new Date(8.64e15 + 1).getTime(),
  d > new Date(0),
  new Date(d) !== d,
  +new Date(5),
);
const addMonths = (x: Date, n: number): Date => {
  const y = new Date(x);
  y.setUTCDate(1);
  y.setUTCMonth(x.getUTCMonth() + n);
  const last = new Date(Date.UTC(y.getUTCFullYear(), y.getUTCMonth() + 1, 0)).getUTCDate();
  y.setUTCDate(Math.min(x.getUTCDate(), last));
  return y;
};
console.log(
  [1, 12, -2, 48].map((n) => addMonths(d, n).toISOString().slice(0, 10)),
  d,
);
const isoWeek = (x: Date): string => {
  const y = new Date(Date.UTC(x.getUTCFullYear(), x.getUTCMonth(), x.getUTCDate()));
  y.setUTCDate(y.getUTCDate() + 4 - (y.getUTCDay() || 7));
  const start = Date.UTC(y.getUTCFullYear(), 0, 1);
  return `${y.getUTCFullYear()}-W${String(Math.ceil(((+y - start) / 864e5 + 1) / 7)).padStart(2, '0')}`;
};
console.log(['2021-01-03', '2020-12-31', '2024-12-30', '2026-01-01'].map((s) => isoWeek(new Date(s))));
switch (people.length as number) {
  case 1:
    console.log('one');
  case 5:
    console.log('five');
  case 6:
    console.log('six');
    break;
  default:
    console.log('never');
}
let n = 0;
do {
  n++;
  if (n === 2) continue;
  if (n > 4) break;
} while (n < 10);
label: {
  n += 100;
  if (n > 50) break label;
  n = 0;
}
for (var i = 0, j = 10; i < j; i += 2, j--);
for (const k in { b: 1, a: 2, 1: 3 }) n += k.length;
for (const k in Object('ab') as object) n += +k;
console.log(n, i, j);
const fns: (() => number)[] = [];
for (let k = 0; k < 3; k++) {
  fns.push(() => k * 10);
  k += 0;
}
for (const x of [7, 8]) fns.push(() => x);
console.log(fns.map((f) => f()));
var hoisted = typeof later;
function later(): void {}
console.log(hoisted, 'end');
let a1 = null as number | null,
  a2 = 5 as number | undefined,
  a3 = 0;
a1 ??= 7;
a2 &&= a2 * 2;
a3 ||= 9;
console.log(
  a1,
  a2,
  a3,
  2 ** (3 ** 2),
  (-2) ** 2,
  7 % -3,
  -7 % 3,
  5 / 0,
  -5 % 5,
  1 / (-5 % 5),
  0.1 + 0.2,
  1e21 + 1,
  123456789 * 987654321,
  0xffffffff | 0,
  1 << 31,
  1 << 32,
  -1 >>> 0,
  -1 >>> 31,
  ~~3.7,
  5 & 3,
  5 ^ 3,
  '5' + 2,
  [] + ({} as any),
  typeof null,
);
