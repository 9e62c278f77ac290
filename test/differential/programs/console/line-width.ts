// When a value fits a line and when it breaks.
for (const n of [60, 66, 70, 71, 72, 73, 74, 76, 80]) console.log({ k: 'x'.repeat(n) }, ['y'.repeat(n)]);
for (const n of [5, 10, 14, 15, 16, 17, 18]) console.log({ a: 'x'.repeat(n), b: 'y'.repeat(n), c: 'z'.repeat(n), d: 1 });
console.log({ a: { b: 1, c: 2, d: 3 }, e: { f: [1, 2, 3, 4, 5, 6] }, g: 'some text', h: [{ i: 1 }, { j: 2 }] });
console.log([['a', { b: 1 }], ['c', { d: [1, { e: 2 }] }]]);
console.log({ x: [['nested', ['arrays', ['of', 'text']]]], y: { z: new Map([['k', { v: [1, 2, 3] }]]) } });
console.log([{ id: 1, name: 'first item', price: 9.99 }, { id: 2, name: 'second item', price: 19.99 }, { id: 3, name: 'third', price: 0 }]);
