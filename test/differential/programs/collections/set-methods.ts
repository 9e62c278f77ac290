// Set methods: union, intersection, difference and relations.
const a = new Set([1, 2, 3, 4]);
const b = new Set([3, 4, 5]);
console.log(a.union(b), a.intersection(b), a.difference(b), a.symmetricDifference(b));
console.log(a.isSubsetOf(b), new Set([3]).isSubsetOf(a), a.isSupersetOf(new Set([1])), a.isDisjointFrom(new Set([9])));
console.log(b.intersection(a), new Set([5, 4, 3]).intersection(a), a.union(new Map([[7, 'x']])), new Set<number>().union(a).size);
console.log(a.difference(new Set()), new Set().isSubsetOf(new Set()), a.size, b.size);
const like = { size: 1, has: (v: number) => v === 2, keys: () => [2].values() };
console.log(a.intersection(like), a.isSupersetOf(like));
