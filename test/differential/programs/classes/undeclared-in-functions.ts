// Instances of classes that are made at run time get properties beyond their declared fields: nothing next to them changes.
// (`new` allocated no more than the declared fields, while the shape of the instances had room for some more.)
const tag = Symbol('tag');

function defined(): void {
  class Pair {
    declare a: string;
    declare b: string;
    constructor(a: string, b: string) {
      Object.defineProperty(this, 'a', { value: a, writable: true, enumerable: true, configurable: true });
      Object.defineProperty(this, 'b', { value: b, writable: true, enumerable: true, configurable: true });
    }
    both(): string {
      return this.a + this.b;
    }
  }
  const first = new Pair('x', 'y');
  const second = new Pair('p', 'q');
  console.log(first, second, first.both(), second.both());
}

function symbols(): void {
  class Tagged {
    name = 'name';
    [tag] = 42;
    other = 'other';
  }
  const all = [new Tagged(), new Tagged(), new Tagged()];
  all[1]![tag] = 1;
  console.log(all);
}

function assigned(): void {
  class Loose {
    [key: string]: unknown;
    own = 1;
  }
  class Derived extends Loose {
    more = [1];
    constructor(count: number) {
      super();
      for (let i = 0; i < count; i++) this[`k${i}`] = { i };
      Object.assign(this, { last: count });
    }
  }
  const made = [0, 1, 2, 3, 5, 9].map((count) => new Derived(count));
  for (const each of made) each['late'] = each.more;
  console.log(JSON.stringify(made));
  console.log(made.map((each) => Object.keys(each).length));
}

function empty(): void {
  class Empty {}
  const list = Array.from({ length: 4 }, () => new Empty() as { v?: number; w?: string });
  list.forEach((each, i) => {
    each.v = i;
    each.w = `w${i}`;
  });
  console.log(list);
}

for (const run of [defined, symbols, assigned, empty]) {
  run();
  run();
}
