// A binary heap, Dijkstra's shortest paths, path reconstruction, topological sort and connected components.
class Heap<T> {
  readonly #items: T[] = [];
  constructor(private readonly less: (a: T, b: T) => boolean) {}
  get size(): number {
    return this.#items.length;
  }
  push(item: T): void {
    const a = this.#items;
    a.push(item);
    for (let i = a.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.less(a[i], a[parent])) break;
      [a[i], a[parent]] = [a[parent], a[i]];
      i = parent;
    }
  }
  pop(): T | undefined {
    const a = this.#items;
    const top = a[0];
    const last = a.pop();
    if (a.length > 0 && last !== undefined) {
      a[0] = last;
      this.#sink(0);
    }
    return top;
  }
  #sink(i: number): void {
    const a = this.#items;
    for (;;) {
      let best = i;
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < a.length && this.less(a[child], a[best])) best = child;
      if (best === i) return;
      [a[i], a[best]] = [a[best], a[i]];
      i = best;
    }
  }
}

type Graph = Map<string, Map<string, number>>;

function graphFrom(edges: [from: string, to: string, weight: number][], directed = false): Graph {
  const g: Graph = new Map();
  const link = (a: string, b: string, w: number): void => {
    if (!g.has(a)) g.set(a, new Map());
    g.get(a)!.set(b, w);
  };
  for (const [a, b, w] of edges) {
    link(a, b, w);
    if (directed) g.set(b, g.get(b) ?? new Map());
    else link(b, a, w);
  }
  return g;
}

function dijkstra(g: Graph, start: string): { distance: Map<string, number>; previous: Map<string, string> } {
  const distance = new Map<string, number>([[start, 0]]);
  const previous = new Map<string, string>();
  const heap = new Heap<{ node: string; d: number }>((a, b) => a.d < b.d || (a.d === b.d && a.node < b.node));
  heap.push({ node: start, d: 0 });
  const done = new Set<string>();
  for (let item = heap.pop(); item; item = heap.pop()) {
    const { node, d } = item;
    if (done.has(node)) continue;
    done.add(node);
    for (const [next, w] of g.get(node) ?? []) {
      const candidate = d + w;
      if (candidate < (distance.get(next) ?? Infinity)) {
        distance.set(next, candidate);
        previous.set(next, node);
        heap.push({ node: next, d: candidate });
      }
    }
  }
  return { distance, previous };
}

function path(previous: Map<string, string>, to: string): string[] {
  const out = [to];
  for (let at = previous.get(to); at !== undefined; at = previous.get(at)) out.unshift(at);
  return out;
}

const g = graphFrom([
  ['A', 'B', 7], ['A', 'C', 9], ['A', 'F', 14], ['B', 'C', 10], ['B', 'D', 15], ['C', 'D', 11], ['C', 'F', 2], ['D', 'E', 6], ['E', 'F', 9], ['X', 'Y', 1],
]);
const { distance, previous } = dijkstra(g, 'A');
console.log(distance, path(previous, 'E').join(' -> '), path(previous, 'A'), distance.get('X') ?? 'unreachable');

function topological(g: Graph): string[] {
  const indegree = new Map([...g.keys()].map((k) => [k, 0]));
  for (const out of g.values()) for (const to of out.keys()) indegree.set(to, (indegree.get(to) ?? 0) + 1);
  const ready = [...indegree].filter(([, n]) => n === 0).map(([k]) => k).sort();
  const order: string[] = [];
  while (ready.length) {
    const n = ready.shift()!;
    order.push(n);
    for (const to of g.get(n)?.keys() ?? []) {
      const left = indegree.get(to)! - 1;
      indegree.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  if (order.length !== indegree.size) throw new Error(`cycle among ${[...indegree].filter(([, n]) => n > 0).map(([k]) => k)}`);
  return order;
}
console.log(topological(graphFrom([['shirt', 'tie', 1], ['tie', 'jacket', 1], ['trousers', 'shoes', 1], ['trousers', 'belt', 1], ['belt', 'jacket', 1], ['socks', 'shoes', 1]], true)));
try {
  topological(graphFrom([['a', 'b', 1], ['b', 'c', 1], ['c', 'a', 1], ['z', 'a', 1]], true));
} catch (e) {
  console.log((e as Error).message);
}

function components(g: Graph): string[][] {
  const seen = new Set<string>();
  const out: string[][] = [];
  for (const start of g.keys()) {
    if (seen.has(start)) continue;
    const component: string[] = [];
    const stack = [start];
    while (stack.length > 0) {
      const n = stack.pop()!;
      if (seen.has(n)) continue;
      seen.add(n);
      component.push(n);
      stack.push(...(g.get(n)?.keys() ?? []));
    }
    out.push(component.sort());
  }
  return out;
}
console.log(components(g));

const grid = Array.from({ length: 12 }, (_, y) => Array.from({ length: 12 }, (_, x) => ((x * 7 + y * 13 + x * y) % 9) + 1));
const edges: [string, string, number][] = [];
grid.forEach((row, y) =>
  row.forEach((_, x) => {
    for (const [dx, dy] of [[1, 0], [0, 1], [-1, 0], [0, -1]] as const) {
      const cost = grid[y + dy]?.[x + dx];
      if (cost !== undefined) edges.push([`${x},${y}`, `${x + dx},${y + dy}`, cost]);
    }
  }),
);
const found = dijkstra(graphFrom(edges, true), '0,0');
console.log(found.distance.get('11,11'), path(found.previous, '11,11').length, found.distance.size);
const h = new Heap<number>((a, b) => a < b);
[5, 3, 8, 1, 9, 2, 7].forEach((n) => h.push(n));
console.log(Array.from({ length: 8 }, () => h.pop()), h.size);
