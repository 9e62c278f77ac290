// splice, slice, concat, copyWithin and fill.
const a = [0, 1, 2, 3, 4, 5];
console.log(a.splice(1, 2), a, a.splice(-2), a, a.splice(1, 0, 9, 8), a, a.splice(0), a);
const b = [1, 2, 3, 4, 5];
console.log(b.slice(), b.slice(1, -1), b.slice(-2), b.slice(9), (b as unknown[]).concat(6, [7, 8], [[9]]));
console.log(b.copyWithin(0, 3), b.fill(0, 1, 3), new Array(2).fill([]).length, [1, 2, 3].copyWithin(1, 0, 2));
const c = [1, 2, 3];
c.splice(1, 1, 10, 11, 12);
console.log(c, c.splice(1, 100, 5), c);
