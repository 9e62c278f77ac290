// Nested maps, maps of sets, composite keys and default getters.
const graph = new Map<string, Map<string, number>>();
const link = (a: string, b: string, w: number): void => {
  let out = graph.get(a);
  if (!out) graph.set(a, (out = new Map()));
  out.set(b, w);
};
link('a', 'b', 1);
link('a', 'c', 5);
link('b', 'c', 2);
console.log(graph, graph.get('a')?.get('c'), graph.get('z')?.get('q') ?? Infinity);
const index = new Map<string, Set<number>>();
for (const [i, w] of ['x', 'y', 'x'].entries()) (index.get(w) ?? index.set(w, new Set()).get(w)!).add(i);
console.log(index);
const visited = new Set<string>();
for (let x = 0; x < 3; x++) for (let y = 0; y < 3; y++) visited.add(`${x * y},${x + y}`);
console.log(visited.size, visited.has('1,2'), [...visited].at(-1));
const getOr = <K, V>(m: Map<K, V>, k: K, make: () => V): V => {
  const v = m.get(k);
  if (v !== undefined) return v;
  const made = make();
  m.set(k, made);
  return made;
};
const lists = new Map<number, string[]>();
getOr(lists, 1, () => []).push('p');
getOr(lists, 1, () => []).push('q');
console.log(lists);
