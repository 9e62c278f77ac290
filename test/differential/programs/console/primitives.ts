// console.log of primitives, alone and together, at the top level and nested.
console.log('text', 1, true, null, undefined, 10n, Symbol('s'), -0, NaN, 1e21);
console.log(['text', 1, true, null, undefined, 10n, Symbol('s'), -0, NaN]);
console.log({ s: 'text', n: 1, b: false, u: undefined, y: Symbol(), big: 5n });
console.log();
console.log('');
console.log('a\nb', ['a\nb', "it's", 'say "hi"', `both ' and "`, 'tab\t', '\u0001', '\\', '`\'"']);
console.log([''], { '': 1 }, ['a'.repeat(20)], 'é😀', ['é😀', '\ud800']);
console.log(Object(1), Object('s'), Object(true), Object(Symbol('q')), [Object(2)]);
