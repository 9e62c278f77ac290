// split in its forms, and join.
console.log('a,b,,c'.split(','), 'abc'.split(''), 'abc'.split('b'), ''.split(','), ''.split(''), 'a b c'.split(' ', 2));
console.log('one1two22three'.split(/\d+/), 'one1two22three'.split(/(\d+)/), 'abc'.split(undefined as unknown as string), 'aXbXc'.split('X', 0));
console.log([1, null, undefined, 'x', [2, 3]].join('-'), [].join(), [5].join('+'), [[], [[]]].join('|'));
console.log('a--b'.split('--').join('+'), 'line1\nline2\r\nline3'.split(/\r?\n/));
const words = 'the cat sat on the mat'.split(' ');
const counts: Record<string, number> = {};
for (const w of words) counts[w] = (counts[w] ?? 0) + 1;
console.log(counts, words.reverse().join(' '));
