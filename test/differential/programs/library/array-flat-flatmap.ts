// flat and flatMap at several depths, with holes and empty parts.
const a = [1, [2, [3, [4, [5]]]], [], [[]], , 6] as any[];
console.log(a.flat(), a.flat(0), a.flat(2), a.flat(Infinity), a.flat(-1).length);
console.log([1, 2, 3].flatMap((n) => Array(n).fill(n)), ['a b', '', 'c'].flatMap((s) => s.split(' ')), [1, 2].flatMap((n) => [[n]]), [[1], [2]].flatMap((x) => x), [3].flatMap((n) => n));
const tree = { v: 1, kids: [{ v: 2, kids: [{ v: 3, kids: [] }] }, { v: 4, kids: [] }] };
type T = { v: number; kids: T[] };
const flatten = (t: T): number[] => [t.v, ...t.kids.flatMap(flatten)];
console.log(flatten(tree));
