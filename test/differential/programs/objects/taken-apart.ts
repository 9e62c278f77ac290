// Objects that never leave one function: points, tuples, options and results, also where they are replaced in loops, shared
// under two names and changed, half made when something throws, or kept after all.
class Vector {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
  plus(other: Vector): Vector {
    return new Vector(this.x + other.x, this.y + other.y);
  }
  scaled(by: number): Vector {
    return new Vector(this.x * by, this.y * by);
  }
  get length(): number {
    return Math.hypot(this.x, this.y);
  }
}
class Counter {
  #count = 0;
  readonly step: number;
  constructor(step?: number) {
    this.step = step ?? 1;
  }
  bump(): number {
    this.#count += this.step;
    return this.#count;
  }
  get count(): number {
    return this.#count;
  }
}
class Range {
  readonly low: number;
  readonly high: number;
  constructor(a: number, b: number) {
    if (Number.isNaN(a) || Number.isNaN(b)) throw new RangeError(`no range: ${a}..${b}`);
    if (a <= b) {
      this.low = a;
      this.high = b;
      return;
    }
    this.low = b;
    this.high = a;
  }
  has(n: number): boolean {
    return this.low <= n && n < this.high;
  }
}
class Late {
  declare later?: string;
  early = 'early';
  constructor(known: boolean) {
    if (known) this.later = 'later';
  }
}
class Chain {
  readonly depth: number;
  readonly next: Chain | null;
  constructor(depth: number) {
    this.depth = depth;
    this.next = depth > 0 ? new Chain(depth - 1) : null;
  }
}
class Named {
  toString = 'own';
  constructor(readonly valueOf: () => number) {}
}
class Watched {
  static made = 0;
  id: number;
  constructor() {
    this.id = ++Watched.made;
  }
}
class Angle {
  #degrees = 0;
  constructor(degrees: number) {
    this.degrees = degrees;
  }
  get degrees(): number {
    return this.#degrees;
  }
  set degrees(to: number) {
    this.#degrees = ((to % 360) + 360) % 360;
  }
}

const divmod = (a: number, b: number): [number, number] => [Math.floor(a / b), a % b];
const minmax = (a: number, b: number): { min: number; max: number } => (a < b ? { min: a, max: b } : { min: b, max: a });
function area({ width, height = width }: { width: number; height?: number }): number {
  return width * height;
}

function walk(steps: number): string {
  let here = new Vector(0, 0);
  let before = here;
  let turns = 0;
  for (let i = 1; i <= steps; i++) {
    before = here;
    here = here.plus(new Vector(i % 3, -i % 2).scaled(0.5));
    if (before.x === here.x) turns++;
  }
  return `${here.x} ${here.y} ${before.x} ${before.y} ${turns} ${here.plus(before).length.toFixed(3)}`;
}
console.log(walk(0), walk(1), walk(10));

function count(): string {
  const counter = new Counter(2);
  const same = counter;
  for (let i = 0; i < 3; i++) (i % 2 === 0 ? counter : same).bump();
  const other = new Counter();
  other.bump();
  return `${counter.count} ${same.count} ${other.count} ${same === counter}`;
}
console.log(count());

function changed(): string {
  const one = { n: 1, text: 'one' };
  const two = one;
  two.n = 2;
  let three = { n: 3, text: 'three' };
  three.text += one.text;
  three = { n: three.n + 1, text: three.text.toUpperCase() };
  const [a, b] = [three.n, one.n];
  let pair: [number, string] = [a, 'a'];
  pair = [pair[0] + b, `${pair[1]}${pair[0]}`];
  pair[0]++;
  return [one.n, two.n, three.n, three.text, pair[0], pair[1], pair.length].join();
}
console.log(changed());

function ranges(numbers: readonly number[]): string {
  const texts: string[] = [];
  let range = new Range(10, 0);
  for (const n of numbers) {
    try {
      range = new Range(n, 5);
    } catch (error) {
      texts.push(`${(error as Error).message} after ${range.low}`);
    }
    texts.push(`${range.low}..${range.high} ${range.has(5)} ${range.has(n)}`);
  }
  return texts.join('; ');
}
console.log(ranges([1, 9, NaN, 5]));

function halfMade(fail: boolean): string {
  let state = { first: 1, second: 2 };
  const step = (n: number): number => {
    if (fail && n > 2) throw new Error('stop');
    return n * 10;
  };
  try {
    state = { first: step(2), second: step(3) };
  } catch {
    return `${state.first} ${state.second}`;
  }
  return `${state.first}, ${state.second}`;
}
console.log(halfMade(false), halfMade(true));

function swapped(times: number): string {
  let [a, b] = [1, 2];
  let fib = { last: 0, next: 1 };
  for (let i = 0; i < times; i++) {
    [a, b] = [b, a + 1];
    fib = { last: fib.next, next: fib.last + fib.next };
  }
  return `${a} ${b} ${fib.last} ${fib.next}`;
}
console.log(swapped(0), swapped(7));

function kept(n: number): string {
  const all: Vector[] = [];
  let sum = new Vector(0, 0);
  for (let i = 0; i < n; i++) {
    const at = new Vector(i, i * i);
    sum = sum.plus(at);
    if (i % 2 === 1) all.push(at);
  }
  const later = (): number => sum.x;
  return `${all.map((at) => at.y).join()} ${sum.y} ${later()}`;
}
console.log(kept(6));

function lateFields(): string {
  const [one, two] = [new Late(true), new Late(false)];
  return `${one.later} ${two.later} ${one.early} ${Object.keys(two).join()}`;
}
console.log(lateFields(), new Chain(3).next?.next?.depth);

function odd(): string {
  const named = new Named(() => 7);
  const angle = new Angle(-90);
  const first = angle.degrees;
  angle.degrees = 725;
  new Watched();
  const ignored = new Watched();
  return `${named.toString} ${named.valueOf()} ${first} ${angle.degrees} ${ignored.id} ${Watched.made}`;
}
console.log(odd());

function nested(n: number): number {
  const box = { at: new Vector(n, 1), size: { width: n, height: n + 1 } };
  const { at, size } = box;
  return at.plus(new Vector(size.width, size.height)).length + box.size.width;
}
console.log(nested(3).toFixed(6), area({ width: 3 }), area({ width: 2, height: 5 }));

const mm = minmax(4, 2);
const [q, r] = divmod(17, 5);
console.log(mm, q, r, minmax(1, 2).max, divmod(9, 2)[0]);

function* steps(n: number): Generator<number, string> {
  let at = { n: 0, square: 0 };
  while (at.n < n) {
    yield at.square;
    at = { n: at.n + 1, square: (at.n + 1) ** 2 };
  }
  return `${at.n}`;
}
async function later(): Promise<string> {
  const made = { a: 1, b: [...steps(3)] };
  const pair: [number, number] = [made.a, 2];
  await null;
  pair[1] += pair[0];
  return `${made.b.join()} ${pair[0]} ${pair[1]}`;
}
console.log([...steps(4)].join());
console.log(await later());

function absent(value: { a?: number; b: number } | null): string {
  const maybe = value ?? { b: 3 };
  const given: { a?: number } = { a: undefined };
  const options: { name?: string; size?: number } = { size: 3 };
  return `${maybe.a} ${maybe.b} ${given.a} ${options.name} ${options.name === undefined} ${(options.size ?? 0) + 1}`;
}
console.log(absent(null), absent({ a: 1, b: 2 }));

function labelled(): string {
  let found = { row: -1, column: -1 };
  search: for (let row = 0; row < 4; row++)
    for (let column = 0; column < 4; column++) {
      const cell = { product: row * column, sum: row + column };
      if (cell.product === 6 && cell.sum === 5) {
        found = { row, column };
        break search;
      }
      if (cell.sum > 4) continue search;
    }
  return `${found.row} ${found.column}`;
}
console.log(labelled());
