// Spread of objects whose properties are known, of objects that changed, of classes, of nothing; order of keys, of evaluation,
// of overriding; properties that some of the objects do not have.
interface Point {
  readonly x: number;
  readonly y: number;
  readonly z?: number;
}
const show = (value: object): void => console.log(JSON.stringify(value), Object.keys(value).join());
const points: Point[] = [];
for (let i = 0; i < 4; i++) points.push({ x: i, y: i * 2 });
for (const point of points) {
  show({ ...point, z: 3 });
  show({ z: 1, ...point });
  show({ y: 'first', ...(point as Partial<Point>), x: 'last' });
  show({ ...point, ...{ y: 5, w: 6 } });
}
const log: string[] = [];
function said<T>(name: string, value: T): T {
  log.push(name);
  return value;
}
let moving = { a: 1, b: 2 };
const mixed = {
  first: said('first', 0),
  ...said('spread', moving as Partial<typeof moving>),
  b: said('b', (moving = { a: 9, b: 9 })) as unknown,
  ...(moving as Partial<typeof moving>),
  last: said('last', 4),
};
show(mixed);
console.log(log.join());
const state = { count: 1, list: [1] };
function step(s: typeof state): typeof state {
  return { ...s, count: s.count + 1, list: [...s.list, s.count] };
}
let now = state;
for (let i = 0; i < 5; i++) now = step(now);
show(now);
show(state);

class Account {
  #secret = 1;
  owner = 'me';
  constructor(public balance: number) {}
  get rich(): boolean {
    return this.balance + this.#secret > 10;
  }
}
const account = new Account(20);
const plain = { ...account, extra: account.rich };
show(plain);
console.log(plain instanceof Account, 'rich' in plain, plain.owner);

// Not certain: other shapes, accessors, deleted and frozen properties, symbols, indices, arrays, strings, nothing.
const tag = Symbol('tag');
const odd: Record<string, unknown>[] = [
  { a: 1, get b() { return 2; } },
  { 2: 'two', 1: 'one', c: 3 },
  Object.freeze({ f: 1 }),
  { [tag]: 1, t: 2 } as Record<string, unknown>,
];
const pruned: Record<string, unknown> = { p: 1, q: 2 };
delete pruned['p'];
odd.push(pruned);
const grown: Record<string, unknown> = {};
for (let i = 0; i < 9; i++) grown[`k${i}`] = i;
odd.push(grown);
for (const each of odd) {
  const copy: Record<string, unknown> = { ...each, added: true };
  show(copy);
  console.log(Object.getOwnPropertySymbols(copy).length, Object.isFrozen(copy));
  copy['k3'] = 'changed';
  console.log(each['k3'], copy['k3']);
}
const nothing = undefined as { u: number } | undefined;
show({ ...nothing, ...(null as { u: number } | null), n: 1 });
show({ ...[7, 8], ...('ab' as unknown as object), ...(nothing ?? {}) });
const many = { ...grown, ...grown, k0: 'over' };
show(many);
const hidden = Object.defineProperty({ v: 1 } as { v: number; h?: number }, 'h', { value: 2, enumerable: false });
show({ ...hidden });

// What is not there.
function sum({ x, y, z = 100 }: Point): number {
  return x + y + z;
}
const wider: Point[] = [...points, { x: 1, y: 1, z: 1 }];
console.log(points.map(sum).join(), wider.map(sum).join());
const optional: { name: string; nick?: string; toString?: () => string }[] = [{ name: 'a' }, { name: 'b', nick: 'bee' }];
console.log(optional.map((o) => o.nick ?? o.name).join(), optional.map((o) => typeof o.toString).join(), optional[0]!.nick);
(optional[0] as { nick?: string }).nick = 'late';
console.log(optional.map((o) => o.nick).join());

// Objects that outgrew the slots that their literal gave them, copied and grown again.
function fieldsOf(type: string, vary: boolean, cache: string): Record<string, string> {
  const fields: Record<string, string> = { 'content-type': type, 'accept-ranges': 'bytes' };
  if (vary) fields['vary'] = 'accept-encoding';
  if (cache !== '') fields['cache-control'] = cache;
  return fields;
}
const grownFields: Record<string, string>[] = [];
for (const vary of [true, false])
  for (const cache of ['', 'max-age=1']) {
    const fields = fieldsOf('text/html', vary, cache);
    for (const etag of ['"a"', '"b"']) grownFields.push({ ...fields, etag }, { ...fields, etag, 'content-encoding': etag + etag, last: 'x' });
  }
for (const fields of grownFields) show(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value.length])));

// A property that is overridden is evaluated all the same.
function overridden(p: Partial<Point>): string {
  try {
    return JSON.stringify({ x: late, ...p });
  } catch (error) {
    return (error as Error).message;
  }
}
console.log(overridden(points[1]!));
const late = 7;
console.log(overridden(points[2]!));
