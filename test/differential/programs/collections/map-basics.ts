// Map: order, keys of every kind, size and iteration.
const m = new Map<unknown, number>([['a', 1], [1, 2], ['1', 3], [NaN, 4], [null, 5], [undefined, 6], [true, 7]]);
console.log(m.get('a'), m.get(1), m.get('1'), m.get(NaN), m.get(null), m.get(undefined), m.get(true), m.get(false), m.size);
const key = { k: 1 };
m.set(key, 8).set('a', 10).set(-0, 11);
console.log(m.get(key), m.get({ k: 1 }), m.get(0), [...m.keys()].length, [...m][0]);
console.log(m.delete('a'), m.delete('a'), m.has('a'), m.size);
m.set('a', 99);
m.forEach((v, k, self) => console.log(String(k), v, self === m));
console.log(m, [...m.values()].reduce((a, b) => a + b, 0));
m.clear();
console.log(m.size, [...m], m.get(key));
