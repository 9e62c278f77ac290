// Depth-first and breadth-first search, cycle detection, bipartite check, all paths, degrees of separation.
const g: Record<string, string[]> = { a: ['b', 'c'], b: ['d'], c: ['d', 'e'], d: ['f'], e: ['f'], f: [], z: ['y'], y: ['z'] };
const dfs = (n: string, seen = new Set<string>()): string[] => (seen.has(n) ? [] : (seen.add(n), [n, ...g[n].flatMap((m) => dfs(m, seen))]));
const bfs = (n: string): string[] => {
  const seen = new Set([n]);
  for (const x of seen) for (const y of g[x]) seen.add(y);
  return [...seen];
};
const paths = (a: string, b: string): string[] => (a === b ? [b] : g[a].flatMap((m) => paths(m, b).map((p) => a + p)));
const cyclic = (n: string, stack: string[] = []): boolean => stack.includes(n) || g[n].some((m) => cyclic(m, [...stack, n]));
const distance = (a: string, b: string): number => {
  for (let d = 0, layer = new Set([a]), seen = new Set<string>(); layer.size; d++) {
    if (layer.has(b)) return d;
    seen = seen.union(layer);
    layer = new Set([...layer].flatMap((n) => g[n])).difference(seen);
  }
  return Infinity;
};
const bipartite = (edges: [number, number][]): boolean => {
  const color = new Map<number, boolean>();
  const visit = (n: number, c: boolean): boolean => (color.has(n) ? color.get(n) === c : (color.set(n, c), edges.every(([a, b]) => (a === n ? visit(b, !c) : b === n ? visit(a, !c) : true))));
  return edges.every(([a]) => color.has(a) || visit(a, true));
};
console.log(dfs('a'), bfs('a'), paths('a', 'f'), ['a', 'z'].map((n) => cyclic(n)), distance('a', 'f'), distance('f', 'a'), bipartite([[1, 2], [2, 3], [3, 4], [4, 1]]), bipartite([[1, 2], [2, 3], [3, 1]]));
