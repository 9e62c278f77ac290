// Object statics over literals and dictionaries.
const o = { a: 1, b: 'two', c: [3] };
console.log(Object.keys(o), Object.values(o), Object.entries(o), Object.fromEntries(Object.entries(o).map(([k, v]) => [k + k, v])));
console.log(Object.is(NaN, NaN), Object.is(0, -0), Object.is(o, o), Object.is('a', 'a'));
console.log(Object.hasOwn(o, 'a'), Object.hasOwn(o, 'toString'), 'toString' in o);
console.log(Object.assign({ x: 1 }, o, { a: 2 }), Object.getOwnPropertyNames(o), Object.entries('ab'), Object.keys([7, 8]));
console.log(Object.groupBy([1, 2, 3, 4], (n) => (n % 2 ? 'odd' : 'even')));
const d = Object.getOwnPropertyDescriptors({ get g() { return 1; }, v: 2 });
console.log(d.v, typeof d.g.get, d.g.set);
console.log(Object.entries({}).length, Object.fromEntries(new Map([['k', 1]])), Object.values('hi'));
