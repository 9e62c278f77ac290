// Printing of objects: quoting of keys, nesting depth, line breaking, getters.
console.log({}, { a: {} }, { a: { b: { c: { d: 1 } } } }, { a: { b: { c: {} } } }, { a: { b: [[1]] } });
console.log({ 'quoted key': 1, valid_id: 2, $x: 3, '1a': 4, 5: 5, 'é': 6, 'a-b': 7, "it's": 8 });
console.log({ name: 'a fairly long name value', description: 'another fairly long text value here', n: 123456 });
console.log({ a: 1, b: 'two', c: [3, 4], d: { e: null, f: undefined }, g: () => {}, h: function named() {}, i: class Q {} });
console.log({ get g() { return 1; }, set s(_: number) {}, get both() { return 1; }, set both(_: number) {} });
console.log({ [Symbol('k')]: 1, [Symbol.iterator]: 2 }, Object.create(null), Object.create({ a: 1 }), { __proto__: null, x: 1 });
console.log({ list: Array.from({ length: 10 }, (_, i) => ({ id: i })) });
console.log({ long: 'x'.repeat(100), short: 'y' }, { text: 'line one\nline two' }, [{ a: 1, b: { c: [1, 2, { d: 1 }] } }]);
