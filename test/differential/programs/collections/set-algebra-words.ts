// Set operations on words, jaccard similarity, power sets and bags.
const words = (s: string): Set<string> => new Set(s.toLowerCase().match(/\w+/g));
const a = words('the quick brown fox');
const b = words('The lazy brown dog and the fox');
console.log([...a.intersection(b)].sort(), [...a.difference(b)], a.union(b).size, [...a.symmetricDifference(b)].sort(), (a.intersection(b).size / a.union(b).size).toFixed(3));
const bag = (xs: Iterable<string>): Map<string, number> => {
  const m = new Map<string, number>();
  for (const x of xs) m.set(x, (m.get(x) ?? 0) + 1);
  return m;
};
const minus = (x: Map<string, number>, y: Map<string, number>): Map<string, number> => new Map([...x].map(([k, n]): [string, number] => [k, n - (y.get(k) ?? 0)]).filter(([, n]) => n > 0));
console.log(minus(bag('mississippi'), bag('mips')), bag(''), [...bag('hello').entries()].filter(([, n]) => n > 1));
const anagram = (x: string, y: string): boolean => x.length === y.length && minus(bag(x), bag(y)).size === 0;
console.log(anagram('listen', 'silent'), anagram('aab', 'abb'), new Set([a, a, b]).size, [...new Set([...'aabbc'].map((c, i, s) => c + s.filter((d) => d === c).length))]);
