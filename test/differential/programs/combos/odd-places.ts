// Many small idioms in odd places.
const enum Flag {
  None = 0,
  A = 1 << 0,
  B = 1 << 1,
  C = 1 << 2,
  All = A | B | C,
}
enum Color {
  Red = 'RED',
  Green = 'GREEN',
}
enum Num {
  X,
  Y = 5,
  Z,
}
const has = (f: Flag, x: Flag): boolean => (f & x) === x;
console.log(
  Flag.All,
  has(Flag.All, Flag.B),
  Num[5],
  Num,
  Color,
  Object.values(Num).filter((v) => typeof v === 'number'),
  (Object.keys(Color) as (keyof typeof Color)[]).map((k) => Color[k]),
);
namespace Geometry {
  export const origin = { x: 0, y: 0 };
  export namespace Deep {
    export function dist(p: { x: number; y: number }): number {
      return Math.hypot(p.x - origin.x, p.y - origin.y);
    }
  }
  export let counter = 0;
  export function tick() {
    return ++counter;
  }
}
console.log(Geometry.Deep.dist({ x: 3, y: 4 }), Geometry.tick(), Geometry.tick(), Geometry.counter, Geometry);
function over(x: number): string;
function over(x: string, y?: number): number;
function over(x: number | string, y = 1): string | number {
  return typeof x === 'number' ? 'n' + x : x.length * y;
}
console.log(over(4), over('abc'), over('abc', 3));
class Stack<T> {
  private items: T[] = [];
  push = (x: T): this => {
    this.items.push(x);
    return this;
  };
  get top(): T | undefined {
    return this.items.at(-1);
  }
  static of<U>(...xs: U[]): Stack<U> {
    return xs.reduce((s, x) => s.push(x), new Stack<U>());
  }
  *drain(): Generator<T, number> {
    let n = 0;
    while (this.items.length) {
      yield this.items.pop()!;
      n++;
    }
    return n;
  }
}
const { push, top } = Stack.of(1, 2, 3);
console.log(top, push(9).top, [...Stack.of('a', 'b').drain()]);
function* outer(): Generator<number | string, void, unknown> {
  const r = yield* Stack.of(1, 2).drain();
  yield `drained ${r}`;
}
console.log([...outer()]);
const obj = {
  a: 1,
  get b(): number {
    return this.a + 1;
  },
  set b(v) {
    this.a = v;
  },
  ['c' + 1]: 3,
  async d() {
    return this.b;
  },
  *e() {
    yield this.a;
  },
  7: 'seven',
  [Symbol.toPrimitive]: (h: string) => (h === 'number' ? 42 : `prim:${h}`),
  __proto__: { inherited: true },
};
obj.b = 10;
console.log(
  obj.b,
  `${obj}`,
  +obj,
  obj + '',
  'inherited' in obj,
  Object.keys(obj),
  [...obj.e()],
  (obj as unknown as { inherited: boolean }).inherited,
);
obj.d().then((v) => console.log('d', v));
label: for (const i of [1, 2, 3]) {
  switch (i) {
    case 1:
      continue label;
    case 2: {
      for (;;) {
        if (i > 1) break label;
      }
    }
    default:
      console.log('never');
  }
}
let s = '';
for (const k in { z: 1, 10: 2, y: 3, 2: 4 }) s += k + ',';
console.log(s);
const [first = 'none', , third = first + '!', ...rest] = ['x', 'y', undefined, 'w', 'v'] as (string | undefined)[];
const { p: { q: [, deep] = [0, 0] } = {}, ...others } = { p: { q: [1, 2] }, r: 3, s: 4 } as {
  p?: { q?: number[] };
  r: number;
  s: number;
};
console.log(first, third, rest, deep, others);
let a1 = 1,
  b1 = 2;
[a1, b1] = [b1, a1];
({
  x: a1,
  y: [b1],
} = { x: b1, y: [a1 * 10] });
console.log(a1, b1);
console.log(
  ((...xs: number[]) => xs.length)(...[1, 2], ...new Set([3, 3]), ...'45'.split('').map(Number)),
  Math.max(...[]),
  String.raw`a\n${1}`,
  ((s: TemplateStringsArray, ...v: unknown[]) => s.join('_') + v.join())`x${1}y${[2]}z`,
);
var later = 1;
var hoisted = typeof later;
console.log(
  hoisted,
  typeof undeclaredFn(),
  (() => {
    try {
      return 'try';
    } finally {
      console.log('fin');
    }
  })(),
);
function undeclaredFn() {
  return later;
}
console.log(
  [3, 1, 10, 2].sort(),
  [3, 1, 10, 2].toSorted((x, y) => x - y),
  ['b', undefined, 'a'].sort(),
  [, 1, , 2].map((x) => x! * 2),
  Array(3),
  [...Array(2).keys()],
  Array.from('ab', (c, i) => c + i),
  [1, [2, [3, [4]]]].flat(Infinity),
  [1, 2, 3].findLast((x) => x < 3),
  [1, 2, 3, 4].copyWithin(0, 2),
  new Array(2).fill(null).map(() => []),
);
console.log(
  0.1 + 0.2,
  1e21,
  1 / 3,
  -0,
  [-0],
  5e-324,
  123456789012345680000,
  0xff,
  0b11,
  1_000,
  (25).toString(2),
  (0.5).toString(16),
  (1234.5678).toFixed(2),
  (0.000001234).toPrecision(2),
  1e-7,
  (1e21).toLocaleString === undefined,
  parseInt('12px'),
  parseFloat('.5e1x'),
  Number(''),
  Number(' 12 '),
  Number('0x1f'),
  +[],
  +{},
  NaN ** 0,
  7 % -3,
  -7 % 3,
  2 ** -1,
  5 / 0,
  ~~-3.7,
  -3.7 | 0,
  1 << 31,
  1 >>> 0,
  -1 >>> 28,
);
console.log(
  typeof null,
  typeof (() => 1),
  typeof 1n,
  typeof Symbol(),
  [] + '',
  [1, 2] + '',
  `${{}}`,
  `${[1, [2, 3]]}`,
  String(null),
  String([null]),
  String(Symbol('q')),
  [undefined, null] + '',
);
