// console.table of arrays, objects, columns and primitives.
console.table([{ a: 1, b: 'x' }, { a: 2, c: true }]);
console.table([[1, 2], [3, 4]]);
console.table({ r1: { v: 1 }, r2: { v: 2 } });
console.table(['p', 'q']);
console.table([{ a: 1, b: 2 }, { a: 3, b: 4 }], ['b']);
console.table(new Map([['k', 1]]));
console.table(new Set(['s']));
console.table(5);
console.table([]);
console.table([{ name: '中文', n: 1.5 }, { name: null, n: undefined }]);
