// Text adventure of formatting: tables, wrapping, inspection of class instances, errors in objects, circular data, nested collections.
class Point {
  constructor(
    public x: number,
    public y: number,
  ) {}
  get len() {
    return Math.hypot(this.x, this.y);
  }
  static origin = new Point(0, 0);
}
class Named extends Map<string, number> {
  label = 'L';
}
class Bag extends Array<number> {
  sum() {
    return this.reduce((a, b) => a + b, 0);
  }
}
class Quiet {
  #secret = 1;
  [Symbol.toStringTag] = 'Hush';
  get v() {
    return this.#secret;
  }
}
const node: Record<string, unknown> = { id: 1, kids: [{ id: 2 }] };
node['self'] = node;
(node['kids'] as unknown[]).push(node);
console.log(
  new Point(1, 2),
  [new Point(0, 0)],
  Point,
  Point.origin.len,
  new Named([['a', 1]]),
  Bag.from([1, 2]),
  (Bag.from([1, 2, 3]).map((x) => x * 2) as Bag).sum(),
  new Quiet(),
);
console.log(node);
console.log(
  [1.5, -0, NaN, Infinity],
  ['a\nb', "it's", 'q"q', `b\`t`],
  [[]],
  [{}],
  [[[[1]]]],
  { a: { b: { c: { d: 1 } } } },
  [undefined, null, , true],
);
console.log(
  Array.from({ length: 120 }, (_, i) => i),
  'x'.repeat(200).length,
  ['long string here number one', 'long string here number two', 'long string number three is longer'],
);
console.log({
  f: function () {},
  g: () => 1,
  h: class {},
  i: class Z extends Point {},
  j: async () => {},
  k: function* gen() {},
  l: Symbol.iterator,
  m: new Date(1e12),
  n: /x/g,
  o: new Error('in obj').message,
  p: Promise.resolve(4),
  q: new WeakMap(),
  r: new Set([[1, 2], 'x']),
  s: new Map<unknown, unknown>([
    [{ a: 1 }, new Map([['k', 'v']])],
    ['z', null],
  ]),
  t: Object.create(null),
  u: new Uint8Array(3),
  v: new ArrayBuffer(4),
  w: [1, 2, 3].values(),
  x: new Map([[1, 2]]).entries(),
  y: (function* () {})(),
  z: JSON,
});
console.log('%s is %d years and %i, %f, %j %o %O %%', 'Bob', 42.5, 42.9, '1.5', { a: 1 }, [1], { b: 2 }, 'extra', 7);
console.log(
  Object.assign(() => 1, { prop: 1 }),
  Object.assign(function named() {}, { a: 'b' }),
  [function () {}, class A {}],
);
console.log(
  { 'a-b': 1, 2: 'two', valid_id: 3, 'with space': 4, [Symbol('s')]: 5, [Symbol.for('t')]: { u: 6 } },
  Object.freeze([1]),
  [, 'a'],
  Object.assign([1, 2], { extra: true }),
);
console.log(
  new Error('plain').message,
  String(new TypeError('t')),
  Object.prototype.toString.call([]),
  Object.prototype.toString.call(null),
  `${[1, [2, [3]]]}`,
  JSON.stringify({
    u: undefined,
    f() {},
    n: NaN,
    d: new Date(0),
    nested: [undefined, () => 1],
    s: 'é\u2028\ud800',
    toJSON: undefined,
  }),
);
console.log(
  JSON.stringify(
    [new Map([[1, 2]]), new Set([1]), new Point(3, 4), Object.create({ inherited: 1 }), [[]], {}],
    null,
    2,
  ),
);
console.log(
  JSON.stringify({ b: 1, a: [1, { c: 2 }] }, ['a', 'c'], '--'),
  JSON.stringify('a"b\\'),
  JSON.stringify({ k: 'v' }, null, 20).length,
  JSON.parse('[1,"\\u0041",{"a":null}]', function (k, v) {
    return k === 'a' ? 'was null' : v;
  }),
);
for (const bad of ['', '{', '[1,]', '{"a":1,}', 'nul', '"\n"', '01', '1 2'])
  try {
    JSON.parse(bad);
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
console.table([
  [1, 'a'],
  [2, 'b'],
]);
console.table(new Map([['k', { v: 1 }]]));
console.table(
  [
    { a: 1, b: 'x' },
    { a: 2, c: true },
  ],
  ['a', 'c'],
);
console.group('G1');
console.log('inner\nlines');
console.group();
console.info({ a: 1, b: [1, 2] });
console.groupEnd();
console.groupEnd();
console.log('out');
console.count();
console.count('x');
console.count();
console.countReset();
console.count();
console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 });
console.assert(true, 'no');
console.log();
const cells = [
  ['Name', 'Qty', 'Price'],
  ['Widget', '3', '4.50'],
  ['Gizmo — long', '12', '1234.00'],
];
const w = cells[0]!.map((_, i) => Math.max(...cells.map((r) => [...r[i]!].length)));
console.log(
  cells
    .map(
      (r, j) =>
        '│ ' +
        r.map((c, i) => (i ? c.padStart(w[i]!) : c.padEnd(w[i]!))).join(' │ ') +
        ' │' +
        (j ? '' : `\n├${w.map((n) => '─'.repeat(n + 2)).join('┼')}┤`),
    )
    .join('\n'),
);
const wrap = (s: string, n: number): string[] =>
  s.split(/\s+/).reduce<string[]>((ls, word) => {
    const last = ls.at(-1);
    if (last !== undefined && (last + ' ' + word).length <= n) ls[ls.length - 1] = `${last} ${word}`;
    else ls.push(word);
    return ls;
  }, []);
console.log(
  wrap('The quick brown fox jumps over the lazy dog repeatedly and without rest', 16),
  'camelCaseString'.replace(/[A-Z]/g, '-$&').toLowerCase(),
  'snake_case_here'.replace(/_(\w)/g, (_, c: string) => c.toUpperCase()),
  'title case me'.replace(/\b\w/g, (c) => c.toUpperCase()),
  (1234567.891).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ','),
  [...'hello'].reverse().join(''),
  'a-b-c'.split('-', 2),
  'abc'.at(-1),
  'abcabc'.lastIndexOf('b'),
  '  x '.trim().length,
  'x'.codePointAt(0),
  'é'.normalize('NFD').length,
  'a,b,,c'.split(','),
  'tEST'[0]!.toUpperCase() + 'tEST'.slice(1).toLowerCase(),
  'ab'.localeCompare('ac'),
  'abc'.substring(2, 0),
  'abc'.substr(-2, 1),
  'x'.concat('y', '1'),
  'aXbX'.replaceAll('X', '$&$&'),
  'abc' < 'abd',
  'Z' < 'a',
  'well-formed'.isWellFormed(),
);
class Temp {
  constructor(private c: number) {}
  static [Symbol.hasInstance](x: unknown) {
    return typeof x === 'number';
  }
  toString() {
    return `${this.c}°`;
  }
  toJSON() {
    return { c: this.c };
  }
  [Symbol.for('nodejs.util.inspect.custom')]() {
    return `Temp<${this.c}>`;
  }
}
console.log(
  new Temp(3),
  [new Temp(4)],
  `${new Temp(5)}`,
  JSON.stringify([new Temp(6)]),
  (5 as unknown) instanceof Temp,
  { t: new Temp(7) },
);
const err = new Error('outer', { cause: new RangeError('inner') });
console.log(
  (err.cause as Error).message,
  err instanceof Error,
  Object.keys(err),
  'cause' in err,
  { ...err },
  Object.getOwnPropertyNames(err).sort(),
);
