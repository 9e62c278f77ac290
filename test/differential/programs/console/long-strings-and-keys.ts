// Long strings, multi-line strings, quotes and long keys inside objects and arrays.
console.log(['x'.repeat(50), 'y'.repeat(50)], { a: 'x'.repeat(60), b: 'y'.repeat(30) });
console.log({ text: 'first line\nsecond line\nthird', arr: ['one\ntwo'] });
console.log({ ["k".repeat(40)]: 1, ['with space '.repeat(3)]: 2 }, { 'a.b': { 'c d': ["it's", `"both" 'quotes'`, '`all` "three" \'kinds\''] } });
console.log([['short'], ['a'.repeat(75)]], [{ name: 'n'.repeat(30), value: 'v'.repeat(30) }, { name: 'm', value: 'w' }]);
console.log({ fn: function longFunctionNameForTesting() {}, cls: class LongClassNameForTesting {}, sym: Symbol('a long description of a symbol') });
console.log(new Map([['k'.repeat(30), 'v'.repeat(40)]]), new Set(['s'.repeat(40), 't'.repeat(40)]), ['a b', "c'd", 'e"f', 'g`h', 'tab\t', 'nl\n', 'nul\0', 'esc\x1b']);
