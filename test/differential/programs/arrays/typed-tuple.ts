// Tuples: labelled, optional and rest elements, readonly.
type Point = readonly [x: number, y: number, label?: string];
const points: Point[] = [[1, 2], [3, 4, 'b']];
for (const [x, y, label = 'none'] of points) console.log(x + y, label);
const entry: [string, ...number[]] = ['k', 1, 2, 3];
const [key, ...values] = entry;
console.log(key, values, entry.length);
function swap<A, B>([a, b]: [A, B]): [B, A] {
  return [b, a];
}
const [s, n] = swap([1, 'one']);
console.log(s.toUpperCase(), n.toFixed(1), swap(swap([true, null])));
const table: [string, number][] = [['b', 2], ['a', 1]];
table.sort(([p], [q]) => p.localeCompare(q));
console.log(table, Object.fromEntries(table), new Map(table));
