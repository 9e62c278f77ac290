// Everyday idioms: rows, groups, chains of array methods, generators, tokens, tables of numbers, heaps, caches, events.
import { time } from '../measure.ts';

const csv = Array.from(
  { length: 2000 },
  (_, i) => `${i},name${i % 50},${(i * 7) % 100},${i % 2 === 0 ? 'yes' : 'no'}`,
).join('\n');
time('csv', () => {
  const rows = csv.split('\n').map((line) => {
    const [id, name, score, active] = line.split(',');
    return { id: Number(id), name: name!, score: Number(score), active: active === 'yes' };
  });
  let sum = 0;
  for (const row of rows) if (row.active) sum += row.score + row.name.length;
  return sum;
});
interface Order {
  customer: string;
  amount: number;
  items: string[];
}
const orders: Order[] = Array.from({ length: 5000 }, (_, i) => ({
  customer: `c${i % 97}`,
  amount: i % 31,
  items: [`i${i % 7}`, `i${i % 5}`],
}));
time('group-record', () => {
  const totals: Record<string, number> = {};
  for (const { customer, amount } of orders) totals[customer] = (totals[customer] ?? 0) + amount;
  return Object.entries(totals)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 10)
    .reduce((sum, [name, total]) => sum + total + name.length, 0);
});
time('group-map', () => {
  const byItem = new Map<string, Order[]>();
  for (const order of orders)
    for (const item of order.items) {
      const list = byItem.get(item);
      if (list) list.push(order);
      else byItem.set(item, [order]);
    }
  let sum = 0;
  for (const [item, list] of byItem) sum += item.length * list.reduce((total, order) => total + order.amount, 0);
  return sum;
});
time('bfs', () => {
  const graph = new Map<number, Set<number>>();
  for (let i = 0; i < 3000; i++) graph.set(i, new Set([(i * 7 + 1) % 3000, (i * 13 + 5) % 3000, (i + 1) % 3000]));
  const distance = new Map<number, number>([[0, 0]]);
  const queue = [0];
  while (queue.length > 0) {
    const node = queue.shift()!;
    for (const next of graph.get(node) ?? [])
      if (!distance.has(next)) {
        distance.set(next, distance.get(node)! + 1);
        queue.push(next);
      }
  }
  return Math.max(...distance.values());
});
abstract class Shape {
  abstract area(): number;
  scale(by: number): number {
    return this.area() * by;
  }
}
class Circle extends Shape {
  constructor(private readonly r: number) {
    super();
  }
  area(): number {
    return Math.PI * this.r ** 2;
  }
}
class Rect extends Shape {
  constructor(
    private readonly w: number,
    private readonly h: number,
  ) {
    super();
  }
  area(): number {
    return this.w * this.h;
  }
}
class Tri extends Shape {
  constructor(
    private readonly b: number,
    private readonly h: number,
  ) {
    super();
  }
  area(): number {
    return 0.5 * this.b * this.h;
  }
}
const shapes: Shape[] = Array.from({ length: 3000 }, (_, i) =>
  i % 3 === 0 ? new Circle(i) : i % 3 === 1 ? new Rect(i, 2) : new Tri(i, 3),
);
time('shapes', () => {
  let sum = 0;
  for (let r = 0; r < 30; r++) for (const shape of shapes) sum += shape.scale(2);
  return Math.round(sum);
});
function* range(n: number): Generator<number> {
  for (let i = 0; i < n; i++) yield i;
}
function* filter<T>(source: Iterable<T>, test: (x: T) => boolean): Generator<T> {
  for (const x of source) if (test(x)) yield x;
}
function* map<T, U>(source: Iterable<T>, f: (x: T) => U): Generator<U> {
  for (const x of source) yield f(x);
}
time('generators', () => {
  let sum = 0;
  for (const x of map(
    filter(range(20000), (n) => n % 3 === 0),
    (n) => n * 2,
  ))
    sum += x;
  return sum;
});
interface State {
  count: number;
  items: readonly number[];
  user: { name: string; age: number };
}
time('immutable', () => {
  let state: State = { count: 0, items: [], user: { name: 'a', age: 1 } };
  for (let i = 0; i < 2000; i++)
    state = {
      ...state,
      count: state.count + 1,
      items: [...state.items.slice(-20), i],
      user: { ...state.user, age: i },
    };
  return state.count + state.items.length + state.user.age;
});
const nums = Array.from({ length: 5000 }, (_, i) => (i * 7919) % 10007);
time(
  'chains',
  () =>
    nums
      .filter((n) => n % 2 === 0)
      .map((n) => n * 3)
      .filter((n) => n > 100)
      .reduce((a, b) => a + b, 0) +
    nums.findIndex((n) => n === 42) +
    (nums.includes(77) ? 1 : 0) +
    nums.indexOf(5000),
);
time('sort-cmp', () => [...nums].sort((a, b) => a - b)[100]!);
time('flatmap', () => nums.flatMap((n) => (n % 5 === 0 ? [n, n + 1] : [])).length);
type Token = { kind: 'number'; value: number } | { kind: 'name'; text: string } | { kind: 'op'; op: string };
function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let i = 0;
  while (i < text.length) {
    const c = text[i]!;
    if (c === ' ') {
      i++;
      continue;
    }
    if (c >= '0' && c <= '9') {
      let n = '';
      while (i < text.length && text[i]! >= '0' && text[i]! <= '9') n += text[i++];
      tokens.push({ kind: 'number', value: Number(n) });
      continue;
    }
    if (/[a-z]/.test(c)) {
      let n = '';
      while (i < text.length && /[a-z0-9]/.test(text[i]!)) n += text[i++];
      tokens.push({ kind: 'name', text: n });
      continue;
    }
    tokens.push({ kind: 'op', op: c });
    i++;
  }
  return tokens;
}
const program = Array.from({ length: 300 }, (_, i) => `let x${i} = ${i} * (y + ${i * 3}) - foo(${i});`).join(' ');
time('tokenize', () =>
  tokenize(program).reduce((sum, t) => {
    switch (t.kind) {
      case 'number':
        return sum + t.value;
      case 'name':
        return sum + t.text.length;
      case 'op':
        return sum + 1;
    }
  }, 0),
);
time('lcs', () => {
  const a = program.slice(0, 400),
    b = program.slice(200, 600);
  const table: number[][] = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++)
    for (let j = 1; j <= b.length; j++)
      table[i]![j] = a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!);
  return table[a.length]![b.length]!;
});
class Heap<T> {
  private readonly items: T[] = [];
  constructor(private readonly less: (a: T, b: T) => boolean) {}
  get size(): number {
    return this.items.length;
  }
  push(item: T): void {
    this.items.push(item);
    let i = this.items.length - 1;
    while (i > 0) {
      const p = (i - 1) >> 1;
      if (!this.less(this.items[i]!, this.items[p]!)) break;
      [this.items[i], this.items[p]] = [this.items[p]!, this.items[i]!];
      i = p;
    }
  }
  pop(): T | undefined {
    const top = this.items[0];
    const last = this.items.pop();
    if (this.items.length > 0 && last !== undefined) {
      this.items[0] = last;
      let i = 0;
      for (;;) {
        const l = 2 * i + 1,
          r = l + 1;
        let m = i;
        if (l < this.items.length && this.less(this.items[l]!, this.items[m]!)) m = l;
        if (r < this.items.length && this.less(this.items[r]!, this.items[m]!)) m = r;
        if (m === i) break;
        [this.items[i], this.items[m]] = [this.items[m]!, this.items[i]!];
        i = m;
      }
    }
    return top;
  }
}
time('heap', () => {
  const heap = new Heap<{ at: number; id: number }>((a, b) => a.at < b.at);
  for (let i = 0; i < 4000; i++) heap.push({ at: (i * 7919) % 5003, id: i });
  let sum = 0;
  let k = 0;
  while (heap.size > 0) sum += heap.pop()!.at * (++k % 7);
  return sum;
});
class Lru<K, V> {
  private readonly entries = new Map<K, V>();
  constructor(private readonly max: number) {}
  get(key: K): V | undefined {
    const value = this.entries.get(key);
    if (value !== undefined) {
      this.entries.delete(key);
      this.entries.set(key, value);
    }
    return value;
  }
  set(key: K, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size > this.max) this.entries.delete(this.entries.keys().next().value!);
  }
}
time('lru', () => {
  const lru = new Lru<string, number>(100);
  let hits = 0;
  for (let i = 0; i < 10000; i++) {
    const key = `k${(i * i) % 177}`;
    if (lru.get(key) !== undefined) hits++;
    else lru.set(key, i);
  }
  return hits;
});
time(
  'replace-cb',
  () =>
    program.replace(/\b([a-z]+)(\d+)\b/g, (_, name: string, digits: string) => `${name.toUpperCase()}_${digits}`)
      .length,
);
time('format', () => {
  let length = 0;
  for (let i = 0; i < 3000; i++)
    length += `${String(i).padStart(6, '0')} ${(i / 7).toFixed(2)} ${i.toString(16)} ${(i * 1.1).toString()}`.length;
  return length;
});
time('dataview', () => {
  const view = new DataView(new ArrayBuffer(4096));
  for (let i = 0; i < 4096; i += 4) view.setUint32(i, i * 2654435761);
  let sum = 0;
  for (let r = 0; r < 20; r++)
    for (let at = 0; at + 8 <= 4096; at += 8)
      sum = (sum + view.getUint16(at) + view.getUint32(at + 2, true) + view.getUint8(at + 7)) >>> 0;
  return sum;
});
time('queens', () => {
  const place = (n: number, row: number, cols: number[]): number => {
    if (row === n) return 1;
    let count = 0;
    for (let c = 0; c < n; c++)
      if (cols.every((other, r) => other !== c && Math.abs(other - c) !== row - r)) {
        cols.push(c);
        count += place(n, row + 1, cols);
        cols.pop();
      }
    return count;
  };
  return place(7, 0, []);
});
type Expr =
  | { type: 'num'; value: number }
  | { type: 'add' | 'mul'; left: Expr; right: Expr }
  | { type: 'neg'; of: Expr }
  | { type: 'var'; name: string };
function build(depth: number): Expr {
  return depth === 0
    ? { type: 'var', name: 'x' }
    : depth % 3 === 0
      ? { type: 'neg', of: build(depth - 1) }
      : { type: depth % 2 ? 'add' : 'mul', left: build(depth - 1), right: build(depth - 1) };
}
function evaluate(e: Expr, env: Record<string, number>): number {
  switch (e.type) {
    case 'num':
      return e.value;
    case 'var':
      return env[e.name] ?? 0;
    case 'neg':
      return -evaluate(e.of, env);
    case 'add':
      return evaluate(e.left, env) + evaluate(e.right, env);
    case 'mul':
      return evaluate(e.left, env) * evaluate(e.right, env);
  }
}
const tree = build(14);
time('ast', () => {
  let sum = 0;
  for (let i = 0; i < 20; i++) sum += evaluate(tree, { x: 1 + i / 1000 }) % 7;
  return Math.round(sum * 1000);
});
class NotFound extends Error {
  constructor(readonly key: string) {
    super(`no ${key}`);
    this.name = 'NotFound';
  }
}
time('throws', () => {
  let caught = 0;
  for (let i = 0; i < 2000; i++) {
    try {
      if (i % 2 === 0) throw new NotFound(`k${i}`);
    } catch (e) {
      if (e instanceof NotFound) caught += e.key.length;
    }
  }
  return caught;
});
class Emitter<E extends Record<string, unknown[]>> {
  private readonly handlers: { [K in keyof E]?: ((...args: E[K]) => void)[] } = {};
  on<K extends keyof E>(event: K, handler: (...args: E[K]) => void): () => void {
    (this.handlers[event] ??= []).push(handler);
    return () => {
      this.handlers[event] = this.handlers[event]?.filter((h) => h !== handler);
    };
  }
  emit<K extends keyof E>(event: K, ...args: E[K]): void {
    for (const handler of this.handlers[event] ?? []) handler(...args);
  }
}
time('emitter', () => {
  const e = new Emitter<{ tick: [number]; done: [string, number] }>();
  let sum = 0;
  e.on('tick', (n) => {
    sum += n;
  });
  e.on('tick', (n) => {
    sum -= n / 2;
  });
  const off = e.on('done', (s, n) => {
    sum += s.length + n;
  });
  for (let i = 0; i < 20000; i++) {
    e.emit('tick', i);
    if (i % 10 === 0) e.emit('done', 'x', i);
  }
  off();
  return sum;
});
time('bigint', () => {
  let a = 0n,
    b = 1n;
  for (let i = 0; i < 1000; i++) [a, b] = [b, a + b];
  return String(a).length;
});
time('json', () => {
  let n = 0;
  for (let i = 0; i < 20; i++) n += (JSON.parse(JSON.stringify(orders.slice(0, 100))) as Order[]).length;
  return n;
});
time('clone', () => {
  let n = 0;
  for (let i = 0; i < 10; i++) n += structuredClone(orders.slice(0, 100)).length;
  return n;
});
time('words', () => {
  const counts = new Map<string, number>();
  for (const word of program.toLowerCase().split(/\W+/)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .filter(([, n]) => n > 1)
    .map(([w]) => w)
    .sort((a, b) => a.localeCompare(b))
    .join('').length;
});
