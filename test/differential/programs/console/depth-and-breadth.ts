// Depth limits, many keys, many elements, nested empties and class instances at the limit.
class K {
  a = { b: { c: { d: 1 } } };
}
console.log({ k: new K() }, [[[new K()]]], [[[[]]]], [[[{}]]], { a: { b: { c: [] } } }, { a: { b: { c: [1] } } }, { a: { b: { c: new Map([[1, 2]]) } } }, { a: { b: { c: new K() } } });
console.log(Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`key${i}`, i])));
console.log(Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`k${i}`, Array.from({ length: i * 3 }, (_, j) => j)])));
console.log([Array.from({ length: 150 }, (_, i) => i)].length, [[1, 2, [3, 4, [5, 6, [7]]]], { x: [{ y: [{ z: 1 }] }] }]);
console.dir({ a: [[[[1]]]] }, { depth: 1 });
console.log(Array.from({ length: 3 }, (_, i) => ({ id: i, tags: ['a', 'b'], nested: { x: i, y: [i, i + 1] } })));
