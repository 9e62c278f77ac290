// Patterns that backtrack in naive engines, on modest input.
console.log(/^(a+)+$/.test('a'.repeat(18) + 'b'), /^(a|aa)+$/.test('a'.repeat(25)), /(x+x+)+y/.test('x'.repeat(15)));
console.log(/^(?:\w+\s?)*$/.test('these are some words that end well'), /(.*)(.*)(.*)(.*)(.*)x/.test('a'.repeat(40)));
console.log(/a?a?a?a?a?a?a?a?aaaaaaaa/.test('aaaaaaaa'), /^(([a-z])+.)+[A-Z]([a-z])+$/.test('aaaaaaaaaaaa'));
console.log('x'.repeat(5000).match(/x*y?/)?.[0].length, /(?:a|b|ab)*c/.exec('ab'.repeat(200) + 'c')?.[0].length);
