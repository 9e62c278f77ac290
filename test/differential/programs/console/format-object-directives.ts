// The directives %o, %O and %j on nested values, functions and classes.
console.log('%o', { a: [1, { b: 2 }], f() {} });
console.log('%o %o', [1], 'text');
console.log('%O', { a: { b: { c: { d: { e: 1 } } } } });
console.log('%j', { a: [1, null], d: new Date(0) }, '%j');
const cyclic: { self?: unknown } = {};
cyclic.self = cyclic;
console.log('%j', cyclic);
console.log('%o', () => {});
