// The constructor of a regular expression, read from one, takes patterns that no literal has.
const literal = /a/u;
const pattern = ['\\p{Lu}', '+'].join('');
const Made = literal.constructor as RegExpConstructor;
console.log(new Made(pattern, 'u').exec('abÄÖc')?.[0], Made('[\\p{Script=Greek}]', 'v').test('ω'));
