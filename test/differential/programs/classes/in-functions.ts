// Classes declared in functions: each evaluation is a class of its own, with the same fields; also derived, generic,
// recursive, with captured variables, private names and statics.
function counterClass(step: number) {
  class Counter {
    count = 0;
    label: string;
    constructor(label: string) {
      this.label = label;
    }
    next(): this {
      this.count += step;
      return this;
    }
    copy(): Counter {
      const made = new Counter(`${this.label}'`);
      made.count = this.count;
      return made;
    }
  }
  class Limited extends Counter {
    limit: number;
    constructor(label: string, limit = 3) {
      super(label);
      this.limit = limit;
    }
    override next(): this {
      if (this.count < this.limit) super.next();
      return this;
    }
  }
  return { Counter, Limited };
}
const one = counterClass(1);
const two = counterClass(2);
const counters = [new one.Counter('a'), new two.Counter('b'), new one.Limited('c'), new two.Limited('d', 5)];
for (const counter of counters) for (let i = 0; i < 6; i++) counter.next();
console.log(counters.map(({ label, count }) => `${label}${count}`).join(' '));
console.log(counters[0] instanceof one.Counter, counters[0] instanceof two.Counter, counters[3] instanceof two.Counter);
console.log(counters.map((counter) => counter.copy().label), one.Counter === two.Counter);
console.log(counters[2], Object.keys(counters[3]!), JSON.stringify(counters));

function sum(n: number): number {
  class Point {
    constructor(
      readonly x: number,
      readonly y: number,
    ) {}
    plus(other: { readonly x: number; readonly y: number }): Point {
      return new Point(this.x + other.x, this.y + other.y);
    }
  }
  let at = new Point(0, 0);
  const kept: Point[] = [];
  for (let i = 0; i < n; i++) {
    at = at.plus({ x: i, y: -i });
    if (i % 4 === 0) kept.push(at);
  }
  return kept.reduce((total, { x, y }) => total + x - y, at.x);
}
console.log(sum(0), sum(9), sum(100));

function stack<T>(...initial: readonly T[]) {
  class Stack {
    #items: T[] = [...initial];
    static made = 0;
    top?: T;
    constructor() {
      Stack.made++;
      this.top = this.#items.at(-1);
    }
    push(item: T): number {
      this.top = item;
      return this.#items.push(item);
    }
    get size(): number {
      return this.#items.length;
    }
    static isStack(value: object): boolean {
      return #items in value;
    }
  }
  return Stack;
}
const Numbers = stack(1, 2);
const Words = stack('a');
const numbers = new Numbers();
const words = new Words();
numbers.push(3);
console.log(numbers.top, numbers.size, words.top, words.size, Numbers.made, Words.made);
console.log(Numbers.isStack(numbers), Numbers.isStack(words), Words.isStack(words));

function early(): string {
  const make = (): object => new Late();
  let text = '';
  try {
    make();
  } catch (error) {
    text = (error as Error).name;
  }
  class Late {
    value: number;
    extra?: string;
    constructor(value = 4) {
      this.value = value;
    }
  }
  const late = new Late();
  late.extra = 'x';
  return `${text} ${JSON.stringify([make(), late])}`;
}
console.log(early());

function failing(limit: number): string[] {
  class Invalid extends Error {
    override name = 'Invalid';
    constructor(readonly at: number) {
      super(`at ${at}`);
    }
  }
  class Holder {
    value: number;
    constructor(value: number) {
      if (value > limit) throw new Invalid(value);
      this.value = value;
    }
  }
  const texts: string[] = [];
  let holder = new Holder(0);
  for (let i = 0; i < limit + 2; i++) {
    try {
      holder = new Holder(i);
    } catch (error) {
      if (error instanceof Invalid) texts.push(`${error.name} ${error.message} ${holder.value}`);
    }
  }
  return texts;
}
console.log(failing(2));
