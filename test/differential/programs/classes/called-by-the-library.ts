// Members that nobody calls by name: the library looks for them, or an access does whose key is not known. What only such a call
// reaches must not be left out.
class Csv extends Array<string> {
  override join(separator = ';'): string {
    return `<${[...this].reduce((a, b) => a + separator + b)}>`;
  }
}
const csv = new Csv();
csv.push('a', 'b');
console.log(`${csv}`, String(csv), csv.join('-'), csv.toString(), [1, [2, 3]].toString());

class Loud<T> extends Set<T> {
  override has(value: T): boolean {
    console.log('has', value);
    return super.has(value);
  }
  override keys(): SetIterator<T> {
    console.log('keys');
    return super.keys();
  }
  override get size(): number {
    console.log('size');
    return super.size;
  }
}
const loud = new Loud<number>();
loud.add(3).add(4);
console.log(new Set([3]).isSubsetOf(loud));
console.log([...new Set([3]).union(loud)]);
console.log([...new Set([3, 9]).intersection(loud)], new Set([1, 2, 3, 4]).isSupersetOf(loud));

class Step {
  constructor(private readonly n: number) {}
  get done(): boolean {
    console.log('done?', this.n);
    return this.n > 1;
  }
  get value(): number {
    return this.n * 10;
  }
}
const steps: Iterable<number> = {
  [Symbol.iterator]() {
    let i = 0;
    return { next: () => new Step(i++) as IteratorResult<number> };
  },
};
for (const value of steps) console.log(value);

class Options {
  static get verbose(): string {
    return 'verbose!';
  }
  static quiet(): string {
    return 'quiet!';
  }
}
const option = (key: 'verbose' | 'quiet'): unknown => Options[key];
console.log(option('verbose'), (option('quiet') as () => string)());

class Totals extends Map<string, number> {
  get total(): number {
    return [...this.values()].reduce((a, b) => a + b, 0);
  }
}
const property = (object: object, key: string): unknown => (object as Record<string, unknown>)[key];
const totals = new Totals();
totals.set('x', 2).set('y', 3);
console.log(property(totals, 'tot' + 'al'));

function numbered(): void {
  let stored: unknown;
  const Slots = class {
    static get 0(): string {
      return 'zero';
    }
    static set 0(value: string) {
      stored = value;
    }
    get 1e55(): string {
      return 'large';
    }
    [1.5](): string {
      return 'half';
    }
  };
  console.log(Slots['0']);
  Slots['0'] = 'set';
  console.log(stored, new Slots()['1e+55'], (new Slots() as unknown as Record<string, () => string>)['1.5']!());
}
numbered();

class Named {
  static get name(): string {
    return 'Given';
  }
  x = 1;
}
class Under extends Named {
  y = 2;
}
console.log(Named, new Named(), [Named], new Under(), Under);
