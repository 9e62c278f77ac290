// Creation, indexing, length and growth.
const a = [1, 2, 3];
console.log(a, a.length, a[0], a[3], a.at(-1));
a.push(4, 5);
a[5] = 6;
console.log(a.pop(), a.shift(), a.unshift(0, 1), a);
a.length = 2;
console.log(a, a.length);
const b: (number | undefined)[] = [];
b[3] = 1;
console.log(b, b.length, b[0], 0 in b, 3 in b);
console.log(Array.isArray(a), typeof a, Array.of(7, 8), new Array(3), new Array(3).fill(0), Array.from({ length: 3 }, (_, i) => i * i));
const nested = [[1, 2], [3, [4]]];
console.log(nested, nested[1][1], nested.flat(), nested.flat(2));
