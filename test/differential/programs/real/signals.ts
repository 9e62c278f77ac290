// Reactive signals with dependency tracking, batching and disposal.
type Cleanup = () => void;
interface Subscriber {
  run(): void;
  readonly deps: Set<Node_>;
  readonly name: string;
}
interface Node_ {
  readonly subs: Set<Subscriber>;
}
let active: Subscriber | undefined;
let depth = 0;
const queue = new Set<Subscriber>();
const log: string[] = [];

function track(node: Node_): void {
  if (active === undefined) return;
  node.subs.add(active);
  active.deps.add(node);
}
function trigger(node: Node_): void {
  for (const s of [...node.subs]) queue.add(s);
  if (depth === 0) flush();
}
function flush(): void {
  let guard = 0;
  while (queue.size > 0) {
    if (++guard > 100) throw new RangeError('cycle detected');
    const [first] = queue;
    queue.delete(first!);
    first!.run();
  }
}
export class Signal<T> implements Node_ {
  readonly subs = new Set<Subscriber>();
  #value: T;
  constructor(
    value: T,
    private readonly equals: (a: T, b: T) => boolean = Object.is,
  ) {
    this.#value = value;
  }
  get value(): T {
    track(this);
    return this.#value;
  }
  set value(next: T) {
    if (this.equals(this.#value, next)) return;
    this.#value = next;
    trigger(this);
  }
  update(fn: (v: T) => T): this {
    this.value = fn(this.#value);
    return this;
  }
  peek(): T {
    return this.#value;
  }
  toJSON(): unknown {
    return { signal: this.#value };
  }
}
class Computed<T> implements Node_, Subscriber {
  readonly subs = new Set<Subscriber>();
  readonly deps = new Set<Node_>();
  private cache: { value: T } | null = null;
  static count = 0;
  constructor(
    private readonly fn: () => T,
    readonly name = `computed#${++Computed.count}`,
  ) {}
  run(): void {
    const had = this.cache;
    this.cache = null;
    if (had && this.subs.size) {
      const now = this.value;
      if (Object.is(now, had.value)) return;
    }
    for (const s of [...this.subs]) queue.add(s);
  }
  get value(): T {
    track(this);
    if (this.cache === null) {
      for (const d of this.deps) d.subs.delete(this);
      this.deps.clear();
      const prev = active;
      active = this;
      try {
        log.push(`compute ${this.name}`);
        this.cache = { value: this.fn() };
      } finally {
        active = prev;
      }
    }
    return this.cache.value;
  }
}
function effect(fn: () => void | Cleanup, name = 'effect'): Cleanup {
  let cleanup: void | Cleanup;
  const self: Subscriber = {
    deps: new Set(),
    name,
    run() {
      cleanup?.();
      for (const d of self.deps) d.subs.delete(self);
      self.deps.clear();
      const prev = active;
      active = self;
      try {
        cleanup = fn();
      } finally {
        active = prev;
      }
    },
  };
  self.run();
  return () => {
    cleanup?.();
    self.deps.forEach((d) => d.subs.delete(self));
  };
}
function batch<T>(fn: () => T): T {
  depth++;
  try {
    return fn();
  } finally {
    if (--depth === 0) flush();
  }
}
const a = new Signal(1);
const b = new Signal(2);
const sum = new Computed(() => a.value + b.value, 'sum');
const parity = new Computed(() => (sum.value % 2 === 0 ? 'even' : 'odd'), 'parity');
const label = new Signal<string | null>(null);
const stop = effect(() => {
  log.push(`effect ${label.value ?? 'none'} ${sum.value} ${parity.value}`);
  return () => log.push('cleanup');
});
a.value = 3;
batch(() => {
  a.value = 10;
  b.value = 20;
  label.value = 'batched';
});
a.value = 10;
b.update((v) => v + 2).update((v) => v - 1);
stop();
a.value = 99;
console.log(log.join('\n'));
console.log(sum.value, parity.value, JSON.stringify({ a, b: [b] }));
const point = new Signal({ x: 1, y: 2 }, (p, q) => p.x === q.x && p.y === q.y);
let runs = 0;
effect(() => {
  void point.value;
  runs++;
});
point.value = { x: 1, y: 2 };
point.value = { x: 1, y: 3 };
console.log(runs, point.peek());
const list = new Signal<readonly number[]>([]);
const stats = new Computed(() => {
  const xs = list.value;
  if (xs.length === 0) return undefined;
  const total = xs.reduce((p, c) => p + c, 0);
  return { n: xs.length, mean: total / xs.length, max: Math.max(...xs) };
});
console.log(stats.value);
for (const x of [3, 1.5, -2]) list.value = [...list.value, x];
queue.clear();
console.log(stats.value, stats.name);
