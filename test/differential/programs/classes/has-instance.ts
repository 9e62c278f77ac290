// `instanceof` by a method of the program: it may take primitives for instances, and what it does is done.
class Even {
  static asked = 0;
  static [Symbol.hasInstance](value: unknown): boolean {
    Even.asked++;
    return typeof value === 'number' && value % 2 === 0;
  }
}
class Odd extends Even {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'number' && !super[Symbol.hasInstance](value);
  }
}
function describe(value: number | string): string {
  const seen: unknown = value;
  if (seen instanceof Even) return `even ${String(seen)}`;
  if (seen instanceof Odd) return `odd ${String(seen)}`;
  return `other ${value}`;
}
console.log(describe(2), describe(3), describe('x'), Even.asked);
const shape = { [Symbol.hasInstance]: (value: unknown): boolean => value !== null && typeof value === 'object' && 'area' in value };
const things: unknown[] = [{ area: 3 }, { size: 1 }, null, 7];
console.log(things.map((thing) => thing instanceof (shape as unknown as typeof Even)));
class Late {
  static [Symbol.hasInstance]?: (value: unknown) => boolean;
  kind = 'late';
}
console.log(new Late() instanceof Late, ({} as unknown) instanceof Late);

// Methods that are called on what is no array, and the callbacks they run.
const seen: string[] = [];
const note = (c: string, i: number): string => (seen.push(c), `${c}${i}`);
console.log(Array.prototype.map.call<string, [typeof note], unknown>('abc', note), seen.join(''));
console.log(Array.prototype.filter.call({ length: 2, 0: 'x', 1: 'y' }, (c: unknown) => c === 'y'));

// Generics whose shared methods call what only their copies were seen to call.
class Chain<T> {
  static readonly #end = new Chain<never>(undefined as never, null);
  static end<T>(): Chain<T> {
    return Chain.#end as Chain<T>;
  }
  constructor(
    readonly head: T,
    readonly tail: Chain<T> | null,
  ) {}
  fold<A>(step: (sum: A, x: T) => A, start: A): A {
    let sum = start;
    for (let at: Chain<T> = this; at.tail !== null; at = at.tail) sum = step(sum, at.head);
    return sum;
  }
  push(x: T): Chain<T> {
    return new Chain(x, this);
  }
  reverse(): Chain<T> {
    return this.fold<Chain<T>>((chain, x) => chain.push(x), Chain.end());
  }
}
const add = (a: number, b: number): number => a + b;
const numbers = Chain.end<number>().push(1).push(2).push(3);
const words = Chain.end<string>().push('a').push('b');
const any = [numbers, words] as Chain<unknown>[];
console.log(numbers.reverse().head, words.reverse().head, numbers.fold(add, 0), words.fold((a, b) => a + b, ''));
console.log(any.map((chain) => chain.reverse().push('!').fold((text, x) => `${text}${String(x)}`, '')));
export {};
