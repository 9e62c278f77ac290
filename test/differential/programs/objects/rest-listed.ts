// Object rest where the compiler knows what there is to copy, and where it must not.
interface Point {
  x: number;
  y: number;
  label?: string;
}
const points: Point[] = Array.from({ length: 5 }, (_, i) => ({ x: i, y: i * i }));
let total = 0;
for (const point of points) {
  const { x, ...others } = point;
  total += x + others.y + Object.keys(others).length;
}
console.log(total);

function without<T extends { id: number }>({ id, ...rest }: T): Omit<T, 'id'> {
  if (id < 0) throw new RangeError(`no ${id}`);
  return rest;
}
console.log(without({ id: 1, name: 'a' }), without({ id: 2, size: 3, tags: ['x'] }), without({ id: 3 }));
try {
  without({ id: -1 });
} catch (error) {
  console.log(String(error));
}

const changing = { a: 1 as number | undefined, b: 2, c: 3 };
const {
  a = 7,
  b = ((changing.c = 40), 1),
  ...left
} = { ...changing, a: undefined as number | undefined };
console.log(a, b, left, changing);
const target = { first: 0, others: {} as object };
({ b: target.first, ...target.others } = changing);
console.log(target);

let log = '';
const accessor = {
  plain: 1,
  get read(): string {
    log += 'get ';
    return 'computed';
  },
};
const { plain, ...copied } = accessor;
console.log(plain, copied, Object.getOwnPropertyDescriptor(copied, 'read')?.value, log);

class Base {
  readonly kind = 'base';
  #secret = 1;
  constructor(readonly name: string) {}
  secret(): number {
    return this.#secret;
  }
}
const { kind, ...own } = new Base('n');
console.log(kind, own, own instanceof Base, 'secret' in own);

const extended: Record<string, number> = { one: 1, two: 2 };
extended['three'] = 3;
const { one, ...counted } = extended;
console.log(one, counted);
const { two, ...none } = { two: 2 };
console.log(two, none, Object.keys(none).length);
const [{ y, ...head }, ...tail] = points;
console.log(y, head, tail.map(({ x, ...more }) => [x, more]));
const nested = { outer: { inner: 1, deep: { z: 2 } }, side: [1, 2] };
const {
  outer: { inner, ...depths },
  ...sides
} = nested;
console.log(inner, depths, depths.deep === nested.outer.deep, sides.side === nested.side);
delete points[0]!.label;
const added = points[1]!;
added.label = 'later';
const { y: _y, ...labelled } = added;
console.log(labelled, _y);
