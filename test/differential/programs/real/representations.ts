// Representation stress: generics at many types, unions, optional fields in several orders, holes, -0, NaN, int/double mixes, structural typing.
interface Box<T> {
  value: T;
  map<U>(f: (v: T) => U): Box<U>;
}
const box = <T>(value: T): Box<T> => ({ value, map: (f) => box(f(value)) });
console.log(
  box(1)
    .map((n) => n / 2)
    .map(String)
    .map((s) => s.length)
    .map((n) => (n > 1 ? null : undefined)).value,
  box([1, 'a', null]).map((a) => a.length).value,
  box(-0).map((n) => Object.is(n, -0)).value,
);
class Stack<T> {
  private items: T[] = [];
  push(...xs: T[]): number {
    return this.items.push(...xs);
  }
  pop(): T | undefined {
    return this.items.pop();
  }
  peek(): T | undefined {
    return this.items[this.items.length - 1];
  }
  get size(): number {
    return this.items.length;
  }
  drain(): T[] {
    return this.items.splice(0);
  }
}
const ints = new Stack<number>(),
  mixed = new Stack<number | string | { x: number } | null>(),
  fns = new Stack<(n: number) => number>();
ints.push(1, 2, 2 ** 31, -1, 0.5);
mixed.push('a', 1, null, { x: 1.5 });
fns.push(
  (n) => n + 1,
  (n) => n * n,
  Math.sqrt,
);
console.log(
  ints.pop(),
  ints.peek(),
  ints.drain(),
  ints.pop(),
  mixed.drain(),
  fns.drain().reduce((x, f) => f(x), 3),
  ints.size,
);
function sum(xs: readonly number[]): number {
  let s = 0;
  for (const x of xs) s += x;
  return s;
}
console.log(
  sum([1, 2, 3]),
  sum([0.1, 0.2]),
  sum([2147483647, 1]),
  sum([-2147483648, -1]),
  sum([4294967295, 1]),
  sum([]),
  sum([NaN]),
  sum([1e308, 1e308]),
  sum([9007199254740991, 2]),
);
let i32 = 2147483647;
i32++;
let u = 4294967295;
u += 1;
let neg = -1;
neg >>>= 0;
let k = 1;
for (let i = 0; i < 40; i++) k *= 2;
let h = 7;
for (let i = 0; i < 20; i++) h = (h * 31 + i) % 1000003;
let m = 0;
for (let i = 0; i < 10; i++) m = m * 10 + i;
let d = 10;
d /= 4;
let z = 0;
z = -z;
let q = 5;
q %= -5;
q = -q;
const imul = Math.imul(0x7fffffff, 3);
console.log(
  i32,
  u,
  neg,
  k,
  h,
  m,
  d,
  Object.is(z, -0),
  Object.is(q, -0),
  1 / z,
  imul,
  (2 ** 53 + 1) | 0,
  1e10 | 0,
  -1e10 >>> 0,
  NaN | 0,
  3000000000 >> 1,
  3000000000 >>> 1,
  5.9 >> 0,
  ('12' as unknown as number) | 0,
);
interface Shape {
  kind: string;
  area?: number;
  name?: string;
  tags?: string[];
}
const a: Shape = { kind: 'a' };
a.name = 'first';
a.area = 1;
const b: Shape = { kind: 'b' };
b.area = 2;
b.name = 'second';
const c: Shape = { area: 3, kind: 'c', ...(b.tags ? { tags: b.tags } : {}) };
const e = { ...a, ...c, extra: true };
delete a.area;
a.area = 9;
console.log(
  a,
  b,
  c,
  e,
  Object.keys(a),
  Object.keys(b),
  JSON.stringify([a, b, c]),
  'name' in c,
  c.name?.length,
  Object.entries(e),
  { ...b, kind: undefined },
  Object.assign({}, a, null, { kind: 'z' }),
);
class P {
  constructor(
    public x: number,
    public y: number,
  ) {}
  len(): number {
    return Math.hypot(this.x, this.y);
  }
}
class P3 extends P {
  constructor(
    x: number,
    y: number,
    public z: number,
  ) {
    super(x, y);
  }
  override len(): number {
    return Math.hypot(super.len(), this.z);
  }
}
const things: { x: number; len?: () => number }[] = [
  new P(3, 4),
  new P3(1, 2, 2),
  { x: 1 },
  { x: 7, len: () => 42 },
  Object.freeze({
    x: 0.5,
    len() {
      return (this as any).x * 2;
    },
  }),
];
for (const t of things) console.log(t.x, t.len?.(), t instanceof P, Object.keys(t).join());
things.forEach((t) => {
  try {
    t.x += 1.5;
  } catch (err) {
    console.log((err as Error).message);
  }
});
console.log(
  things.map((t) => t.x),
  things.map((t) => typeof t.len),
);
const holes: number[] = [1, , 3] as number[];
holes[5] = 6;
const grid = Array.from({ length: 3 }, () => Array<number>(3).fill(0));
grid[1]![1] = 5;
grid[0]![2]! += 0.5;
console.log(
  holes,
  holes.length,
  1 in holes,
  holes.map((x) => x * 2),
  holes.indexOf(undefined as never),
  holes.includes(undefined as never),
  holes.findIndex((x) => x === undefined),
  grid,
  grid[5]?.[0],
  grid[1]?.[9],
  grid.at(-1)?.at(-1),
  [...holes],
  holes.flat(),
  holes.reduce((x, y) => x + y),
  Object.keys(holes),
  holes.join('-'),
);
const memo: Record<number, number> = {};
const fib = (n: number): number => (memo[n] ??= n < 2 ? n : fib(n - 1) + fib(n - 2));
console.log(fib(60), memo[10], memo[99], Object.keys(memo).length);
const counts: { [word: string]: number } = {};
for (const w of 'the cat the dog a cat the'.split(' ')) counts[w] = (counts[w] ?? 0) + 1;
console.log(
  counts,
  counts['none'],
  Object.entries(counts).sort(([x, m1], [y, n1]) => n1 - m1 || (x < y ? -1 : 1)),
);
function over(x: number): string;
function over(x: string, y?: number): number;
function over(x: number | string, y = 10): string | number {
  return typeof x === 'number' ? `n${x}` : x.length + y;
}
console.log(over(1), over('abc'), over('abc', 1), over.length);
type Json = null | boolean | number | string | Json[] | { [k: string]: Json };
const depth = (j: Json): number =>
  Array.isArray(j)
    ? 1 + Math.max(0, ...j.map(depth))
    : j && typeof j === 'object'
      ? 1 + Math.max(0, ...Object.values(j).map(depth))
      : 0;
console.log(depth([1, { a: [[], {}] }]), depth(null), depth({}));
const swap = <A, B>([x, y]: readonly [A, B]): [B, A] => [y, x];
let [p, r] = [1, 'two'] as [number | string, number | string];
[p, r] = [r, p];
const { x: px = 9, ...rest } = { y: 1, z: 2 } as { x?: number; y: number; z: number };
console.log(swap([1, 'a']), swap(swap([true, null])), p, r, px, rest);
const [f1, , f3 = 'def', ...fr] = 'ab';
console.log(f1, f3, fr);
const lazy = {
  get value() {
    Object.defineProperty(this, 'value', { value: 42, enumerable: true });
    return this.value as number;
  },
} as { readonly value: number };
console.log(lazy.value, lazy.value, lazy);
const proto = {
  hi() {
    return `hi ${(this as { n?: string }).n}`;
  },
};
const made = Object.create(proto, { n: { value: 'bob', enumerable: true } }) as typeof proto & { n: string };
console.log(made.hi(), made, Object.getPrototypeOf(made) === proto, proto.isPrototypeOf(made));
const frozen = Object.freeze([1, 2]);
try {
  (frozen as number[]).push(3);
} catch (err) {
  console.log((err as Error).name);
}
let x1: number | undefined;
let x2: string | number = 5;
const bump = (): void => {
  x1 = (x1 ?? 0) + 0.5;
  x2 = typeof x2 === 'number' ? `s${x2}` : x2.length;
};
bump();
bump();
console.log(x1, x2);
const cmp: [unknown, unknown][] = [
  [null, undefined],
  [0, '0'],
  [NaN, NaN],
  ['', 0],
  [[1], 1],
  [null, 0],
  ['b', 'a'],
  [1n, 1],
  [true, 1],
];
console.log(
  cmp.map(([l, rr]) =>
    [l == rr, l === rr, (l as number) < (rr as number), (l as number) >= (rr as number), Object.is(l, rr)]
      .map(Number)
      .join(''),
  ),
);
console.log(
  [1, 2, 3].concat([4], [[5]] as never),
  [3, 1, 2].toSorted(),
  [1, 2, 3, 4].copyWithin(0, 2),
  Array.of(7).fill(1),
  [1, [2, [3, [4]]]].flat(Infinity),
  [[1, 2], [3]].flatMap((y) => y),
  ['b', , 'a'].sort(),
  [1, 2, 3].lastIndexOf(3),
  [5, 6].entries().next(),
  Array.from('abc', (ch, i) => ch + i),
  Array.from({ length: 2, 0: 'x' }),
  new Array(3).join('-'),
  [, 1].every((v) => v === 1),
  [0, -0, NaN].includes(NaN),
  [1, 2, 3].at(-4),
  [].concat(),
  [1, 2, 3].splice(-2, 1),
  [undefined, 3, 1].sort(),
);
