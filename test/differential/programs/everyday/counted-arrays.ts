// Arrays made by counting, least and greatest of several, units of texts compared, arrays used as stacks.
const squares = Array.from({ length: 6 }, (_, i) => i * i);
const grid = Array.from({ length: 3 }, (_, y) => Array.from({ length: 4 }, (_, x) => `${x},${y}`));
let width = 2.9;
const odd = [Array.from({ length: width }, (item, i) => [item, i]), Array.from({ length: -3 }, () => 1)];
width = NaN;
console.log(squares, grid, odd, Array.from({ length: width }, () => 0));
for (const length of [2 ** 32, Infinity]) {
  try {
    console.log(Array.from({ length }, () => 0).length);
  } catch (error) {
    console.log(String(error));
  }
}
let calls = 0;
const stopped = ((): number[] => {
  try {
    return Array.from({ length: 5 }, (_, i) => {
      calls++;
      if (i === 3) throw new Error(`at ${i}`);
      return i;
    });
  } catch (error) {
    return [calls, (error as Error).message.length];
  }
})();
console.log(stopped);
const lazy = Array.from({ length: 3 }, (_, i) => () => i * calls);
calls = 10;
console.log(
  lazy.map((f) => f()),
  Array.from({ length: 2 }),
  Array.from({ length: 2, 0: 'a', 1: 'b' }, (x) => x),
);
const early = (n: number): number[] =>
  Array.from({ length: n }, (_, i) => {
    for (let k = 0; k < 10; k++) if (k * k > i) return k;
    return -1;
  });
console.log(early(9), early(0));

const mixed: (number | undefined)[] = [3, undefined, -1, 0, -0];
console.log(
  Math.min(3, 1, 2),
  Math.max(1.5, 4, 2),
  Math.min(...squares),
  Math.max(mixed[0]!, mixed[1]!, 2),
  Object.is(Math.min(0, -0, 0), -0),
  Object.is(Math.max(mixed[4]!, mixed[3]!, -0), 0),
  Math.min(),
  Math.max(7),
  Math.min(squares.length, 4, squares[1]!, 9),
);
const order: string[] = [];
const noisy = (n: number): { valueOf(): number } => ({ valueOf: () => (order.push(`v${n}`), n) });
const told = (n: number): number => (order.push(`e${n}`), n);
console.log(Math.max(noisy(1) as unknown as number, told(2), noisy(3) as unknown as number, told(0)), order.join());

function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      current[j] = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + cost);
    }
    previous = current;
  }
  return previous[b.length]!;
}
console.log(distance('kitten', 'sitting'), distance('', 'abc'), distance('größe€', 'grosse€'));
const [short, long] = ['ab', 'abc'];
console.log(short[2] === long[3], short[2] === long[2], short[5] !== long[9], short[-1 + 1] == long[0]);

function tokens(source: string): string[] {
  const found: string[] = [];
  let word = '';
  for (const c of source) {
    if (c === ' ' || c === '\t') {
      if (word !== '') found.push(word);
      word = '';
    } else if ((c >= '0' && c <= '9') || c === '_') word += c;
    else if (c > 'z' || c < '!') found.push(`<${c}>`);
    else found.push(c.toUpperCase());
  }
  return word === '' ? found : [...found, word];
}
console.log(tokens('a1 23_4\tz€ é😀~ 9'));
const values: unknown[] = ['x', 'xy', '', 'x'.repeat(3).slice(1, 2), '€x'.slice(1), 120, null, undefined, new String('x')];
console.log(values.map((value) => value === 'x').join(), values.map((value) => value !== 'x').join());
const texts = ['', 'a', 'm', 'mm', 'n', 'Ω', 'm'.concat('')];
console.log(texts.map((text) => `${text < 'm'}${text <= 'm'}${text > 'm'}${text >= 'm'}${'m' < text}`).join(' '));

const stack: (number | string)[] = [];
for (let i = 0; i < 20; i++) {
  stack.push(i, `s${i}`);
  if (i % 3 === 0) stack.pop();
}
let popped = '';
for (let top = stack.pop(); top !== undefined; top = stack.pop()) popped += top;
console.log(popped, stack.length, stack.pop(), stack);
const sparse = [1, , 3, ,] as number[];
console.log(sparse.pop(), sparse.pop(), sparse.pop(), sparse.length, sparse);
const frozen = Object.freeze([1, 2]) as number[];
try {
  frozen.pop();
} catch (error) {
  console.log((error as Error).name, frozen);
}
class Stack<T> extends Array<T> {
  top(): T | undefined {
    return this[this.length - 1];
  }
}
const own = new Stack<number>();
own.push(1, 2, 3);
console.log(own.pop(), own.top(), own.length, own);

class Scanner {
  #at = 0;
  constructor(readonly source: string) {}
  get rest(): string {
    return this.source.slice(this.#at);
  }
  word(): string | undefined {
    while (this.source[this.#at] === ' ') this.#at++;
    const c = this.source[this.#at];
    if (c === undefined) return undefined;
    const from = this.#at;
    if (c >= 'a' && c <= 'z') while (this.source[this.#at]! >= 'a' && this.source[this.#at]! <= 'z') this.#at++;
    else this.#at++;
    return this.source.slice(from, this.#at);
  }
  jump(by: number): string {
    this.#at += by;
    const [here, code] = [this.source[this.#at], this.source.charCodeAt(this.#at)];
    return `${here}/${code}/${this.source.charAt(this.#at)}/${here === this.source[0]}/${here! < 'm'}`;
  }
}
const scanner = new Scanner('let x = (abc + y€)');
const read: string[] = [];
for (let word = scanner.word(); word !== undefined; word = scanner.word()) read.push(word);
console.log(read, scanner.rest === '');
console.log([-3, -100, 2 ** 31, 2 ** 32, 2 ** 40, -(2 ** 40) - 2 ** 32 - 2 ** 31 + 85].map((by) => scanner.jump(by)));
