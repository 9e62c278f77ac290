// JSON round trips with revivers and replacers, and console.log of nested values, class instances, errors with cause.
class Money {
  constructor(
    readonly amount: bigint,
    readonly currency: string,
  ) {}
  toJSON(): { $money: string } {
    return { $money: `${this.amount} ${this.currency}` };
  }
  static parse(s: string): Money {
    const [a, c] = s.split(' ');
    return new Money(BigInt(a!), c!);
  }
}
const replacer = function (this: unknown, key: string, value: unknown): unknown {
  if (value instanceof Map) return { $map: [...value] };
  if (value instanceof Set) return { $set: [...value] };
  if (typeof value === 'bigint') return { $big: `${value}` };
  if (typeof value === 'number' && !Number.isFinite(value)) return { $num: String(value) };
  if (key === 'secret') return undefined;
  return value;
};
const reviver = (_k: string, v: any): unknown =>
  v && typeof v === 'object'
    ? '$map' in v
      ? new Map(v.$map)
      : '$set' in v
        ? new Set(v.$set)
        : '$big' in v
          ? BigInt(v.$big)
          : '$num' in v
            ? Number(v.$num)
            : '$money' in v
              ? Money.parse(v.$money)
              : v
    : v;
const data = {
  id: 1,
  name: 'x"y\n\u2028',
  secret: 's',
  price: new Money(999n, 'EUR'),
  seen: new Set([1, [2]]),
  index: new Map<string, unknown>([
    ['k', { z: -0, nan: NaN }],
    ['d', new Date(86400000)],
  ]),
  nested: {
    arr: [undefined, null, () => 1, Symbol('s'), true],
    undef: undefined,
    fn() {
      return 1;
    },
  },
  big: 12345678901234567890n,
};
const text = JSON.stringify(data, replacer, 2);
console.log(text);
console.log(JSON.parse(text, reviver));
console.log(
  JSON.stringify({ a: 1, b: { c: 2, a: 3 }, d: [{ a: 1, c: 2 }] }, ['a', 'd']),
  JSON.stringify([1, [2, { x: [] }], {}], null, '--'),
  JSON.stringify('\ud800a\u0007'),
  JSON.stringify({ [Symbol('x')]: 1, date: new Date(NaN), n: Object(5), s: Object('t'), b: Object(false) }),
  JSON.stringify(undefined),
  JSON.stringify(null),
  JSON.stringify([NaN, Infinity, -0]),
);
for (const bad of [
  '',
  '{',
  '[1,]',
  '{"a":1,}',
  'nul',
  '"\n"',
  '01',
  '1e',
  '{"a" 1}',
  '[1 2]',
  'true x',
  '"\\x"',
  '{a:1}',
])
  try {
    console.log(JSON.parse(bad));
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
console.log(
  JSON.parse('{"__proto__": {"x": 1}, "a": 1, "a": 2, "2": "two", "1": "one"}'),
  JSON.parse(' [1e3, -0, 0.1e-2, "\\u00e9\\n", {"":[]}] '),
  Object.keys(JSON.parse('{"b":1,"a":2,"10":3,"9":4}')),
);
class Base {
  a = 1;
  protected b = [1, 2];
  #hidden = 3;
  static s = 1;
  get acc(): number {
    return this.#hidden;
  }
}
class Derived extends Base {
  readonly map = new Map([['k', { v: new Set([1]) }]]);
  fn = (x: number): number => x;
  method(): void {}
  self?: this;
}
const d = new Derived();
d.self = d;
console.log(
  d,
  [d.map],
  new Base(),
  Base,
  Derived,
  class {},
  class extends Base {},
  d.fn,
  d.method,
  function named() {},
  async () => {},
  Symbol('sym'),
  Symbol.iterator,
  null,
  undefined,
  -0,
  5n,
  'str',
  ['str', "it's", 'a"b\'c', `\n`],
  true,
);
console.log({ a: { b: { c: { d: { e: 1 } } } } }, [[[[[1]]]]], {
  arr: new Array(5),
  sparse: [1, , 3],
  long: Array.from({ length: 120 }, (_, i) => i),
  typed: new Float32Array(3),
  buf: new ArrayBuffer(4),
});
console.log({
  'key with space': 1,
  valid_id: 2,
  3: 'num',
  [Symbol('s')]: 4,
  get x() {
    return 1;
  },
  set x(v) {},
  set only(v: number) {},
  get g() {
    return 2;
  },
  long: 'x'.repeat(100),
  multi: 'line1\nline2',
});
console.log(
  [new Error('plain').message, new TypeError('t').name],
  { e: Object.assign(new RangeError('range'), { code: 'E1' }).code },
  [undefined, null, , 'x'],
  [1.0, -1.5, 1e21, 1e-7, 0xff],
  Object.create(null),
  Object.create({ inherited: 1 }),
  Object.assign(Object.create(null), { q: 1 }),
);
console.log(
  new Map<unknown, unknown>([
    [{ k: 1 }, [1, 2]],
    ['a', new Map([[1, 2]])],
    [NaN, null],
  ]),
  new Set<unknown>(['a', { b: 1 }, [1]]),
  new WeakMap(),
  new WeakSet(),
  Promise.resolve(5),
  (async () => 7)(),
  new Date(0),
  new Date(NaN),
  /re+/giu,
  new Map().entries(),
  [1, 2][Symbol.iterator](),
  new Map([[1, 2]]).values(),
  (function* () {
    yield 1;
  })(),
);
console.log(
  '%s|%d|%i|%f|%j|%o|%O|%%|%c|%x',
  'str',
  '42',
  42.9,
  '1.5',
  { a: [1] },
  [1],
  { b: { c: {} } },
  'css',
  'extra',
  { more: true },
);
console.log('%s %s %s', null, { toString: () => 'custom' }, [1, [2, [3]]], 'tail');
console.log('%d', 5n, '%s');
console.log('100%', 'x');
console.log();
console.log('');
const long = { alpha: 'aaaaaaaaaaaaaaaaaaaa', beta: 'bbbbbbbbbbbbbbbbbbbb', gamma: 'cccccccccccccccccccc', delta: 1 };
console.log(
  long,
  [long, long],
  { long: { long } },
  ['aaaaaaaaaaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbbbbbbbbbbbb', 'cccccccccccccccccccccccccc'],
  Array.from({ length: 30 }, (_, i) => `item${i}`),
  Array.from({ length: 12 }, (_, i) => i * 1000),
  'x'.repeat(5).split(''),
);
const cyc: Record<string, unknown> = { name: 'cyc', list: [] };
cyc['me'] = cyc;
(cyc['list'] as unknown[]).push(cyc, { parent: cyc });
console.log(cyc);
try {
  JSON.stringify(cyc);
} catch (e) {
  console.log((e as Error).message);
}
const inner = new Error('inner');
const outer = new Error('outer', { cause: inner });
console.log(
  outer.cause === inner,
  String(outer),
  Object.keys(outer),
  'cause' in outer,
  JSON.stringify(outer),
  new AggregateError([inner], 'agg').errors.length,
  Object.prototype.toString.call(outer),
);
