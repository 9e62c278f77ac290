// Array.from over array-likes, iterables and mapping functions.
console.log(Array.from({ length: 2, 0: 'a', 1: 'b' }), Array.from(new Set([3, 4])), Array.from('né'), Array.from([1, 2], (x, i) => x * i));
console.log(Array.from(new Map([[1, 'x']])), Array.from({ length: 3 }), Array.of<number | string>(1, 'a'), Array.of());
console.log(Array.from([1, , 3]), Array(3), Array(1, 2), [...Array(3).keys()], Array.from(Array(2).entries()));
const lengths = Array.from(['aa', 'b'], (s) => s.length);
console.log(lengths, Array.from(lengths.values()), Object.fromEntries(lengths.entries()));
try {
  new Array(-1);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
