// Idioms that the compiler takes apart: swaps in fields, reducers by spread, patterns in loops, closures in fields, lists as arguments.
const log: string[] = [];
function note<T>(text: string, value: T): T {
  log.push(text);
  return value;
}
function flush(): void {
  console.log(log.join(' '));
  log.length = 0;
}

// Swaps whose targets are properties of properties: values first, then each target before its store.
class Heap<T> {
  private readonly items: T[] = [];
  constructor(
    private readonly less: (a: T, b: T) => boolean,
    readonly name = 'heap',
  ) {}
  push(item: T): void {
    this.items.push(item);
    for (let i = this.items.length - 1; i > 0; ) {
      const up = (i - 1) >> 1;
      if (!this.less(this.items[i]!, this.items[up]!)) return;
      [this.items[i], this.items[up]] = [this.items[up]!, this.items[i]!];
      i = up;
    }
  }
  list(): readonly T[] {
    return this.items;
  }
}
const heap = new Heap<{ at: number }>((a, b) => a.at < b.at);
for (let i = 0; i < 20; i++) heap.push({ at: (i * 7) % 11 });
console.log(heap.list().map(({ at }) => at));
const box = { a: [1, 2, 3], b: { c: 4 } as { c: number; d?: number } };
[note('o1', box).a[note('k1', 0)], note('o2', box).b.c] = [note('v1', 10), note('v2', 20)];
flush();
console.log(box);
[box.a[0], box.a[2], box.b.d] = [box.a[2]!, box.a[0]!, box.b.c];
console.log(box);
try {
  const nothing = null as unknown as { x: number };
  [box.a[1], nothing.x] = [note('w1', 7), note('w2', 8)];
} catch (error) {
  console.log(error instanceof TypeError, box.a[1]);
}
flush();
let [x, y] = [0, 1];
for (let i = 0; i < 30; [x, y, i] = [y, (x + y) % 1000, i + 1]);
console.log(x, y);

// A closure in a field is read before the arguments are evaluated.
class Calls {
  constructor(public run: (value: number) => string) {}
  twice(): string {
    return this.run(
      note(
        'argument',
        ((): number => {
          this.run = (value) => `new ${value}`;
          return 1;
        })(),
      ),
    );
  }
}
const calls = new Calls((value) => `old ${value}`);
console.log(calls.twice(), calls.twice());
flush();

// Reducers: the state is spread into itself.
interface State {
  readonly count: number;
  readonly items: readonly string[];
  readonly user: { readonly name: string; readonly age: number };
}
type Action = { type: 'add'; item: string } | { type: 'rename'; name: string } | { type: 'reset' };
const initial: State = { count: 0, items: [], user: { name: 'ada', age: 36 } };
function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'add':
      return { ...state, count: state.count + 1, items: [...state.items.slice(-2), action.item] };
    case 'rename':
      return { ...state, user: { ...state.user, name: action.name } };
    case 'reset':
      return { ...initial, count: -1 };
  }
}
let state = initial;
for (let i = 0; i < 6; i++) state = reduce(state, { type: 'add', item: `i${i}` });
state = reduce(state, { type: 'rename', name: 'grace' });
console.log(state, Object.keys(state), JSON.stringify(reduce(state, { type: 'reset' })));
// Orders differ, a key comes later, one is deleted, one has a getter: none of these has one layout.
let wide: { a: number; b?: number; c?: number } = { a: 1 };
for (let i = 0; i < 4; i++) wide = i % 2 === 0 ? { ...wide, b: i } : { c: i, ...wide };
console.log(wide, Object.keys(wide));
let thin: { a?: number; b: number } = { a: 1, b: 2 };
for (let i = 0; i < 3; i++) {
  thin = { ...thin, b: thin.b + 1 };
  if (i === 1) delete thin.a;
}
console.log(thin);
let live = {
  n: 1,
  get double(): number {
    return this.n * 2;
  },
};
for (let i = 0; i < 3; i++) live = { ...live, n: live.n + 1 };
console.log(live, live.double);

// Patterns that only built-ins see have one object; those that the program holds have their own lastIndex.
function isWord(text: string): boolean {
  return /^[a-z]+$/.test(text);
}
const kept = /o/g;
kept.lastIndex = 3;
function count(text: string): number {
  return text.replace(/o/g, (found) => (text.length > 3 ? `${count(text.slice(0, 3))}${found}` : found)).length;
}
const made = [0, 1].map(() => /o/g);
console.log(isWord('abc'), isWord('a1'), count('foo boo'), kept.lastIndex, made[0] === made[1]);
made[0]!.exec('oo');
console.log(made[0]!.lastIndex, made[1]!.lastIndex, 'a-b-c'.split(/-/), 'xoxo'.search(/o/g), 'xoxo'.match(/o/g));
for (let i = 0; i < 3; i++) console.log(/b(?<n>.)/.exec('abc')!.groups!['n'], /o/y.test('ox'), /o/g.test('xo'));

// Lists as arguments: what the callee does to the list does not change what it was given.
const list = [1, 2, 3, 4, 5, 6];
const handlers: ((...args: number[]) => string)[] = [
  (a, b) => {
    list.length = 2;
    return `${a} ${b}`;
  },
  (...all) => {
    all.push(9);
    return all.join();
  },
  (a, b, c, d, e) => [a, b, c, d, e].join(),
];
for (const handler of handlers) console.log(handler(...list), list.length);

// Loops over slices and ropes, which the body makes flat, looks through, and lets go of.
function letters(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    sum = (sum * 31 + text.charCodeAt(i)) | 0;
    if (i % 40 === 7 && /needle/.test(text)) sum ^= text.indexOf('needle');
    if (text[i] === 'x' && JSON.parse(`"${text.slice(i, i + 1)}"`) === 'x') sum++;
  }
  return sum;
}
function parts(): string[] {
  const whole = Array.from({ length: 30 }, (_, i) => `line ${i} has an x and a needle, and is long enough`).join('\n');
  return [whole.slice(100, 400), whole.split('\n')[7]!, `${whole.slice(3, 60)}${'é'.repeat(20)}`, `${whole.slice(0, 40)}€`];
}
for (const part of parts()) {
  let grown = '';
  for (const unit of part) grown += unit;
  console.log(letters(part), letters(grown), letters(`  ${part}  `.trim()));
}
