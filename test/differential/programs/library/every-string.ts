// Every method of String, with edges of their arguments.
const s = 'The quick brown fox';
console.log(s.at(-1), s.at(99), s.charAt(4), s.charCodeAt(0), s.codePointAt(0), '😀'.codePointAt(0), '😀'.codePointAt(1), s.concat('!', 1 as never), s.endsWith('fox'), s.endsWith('quick', 9), s.includes('own', 5), s.indexOf('q'), s.indexOf('', 50), s.lastIndexOf('o'), s.lastIndexOf('o', 13), s.lastIndexOf(''));
console.log('a\ud800'.isWellFormed(), 'a\ud800b'.toWellFormed(), 'a'.localeCompare('b'), 'ä'.localeCompare('z'), 'a'.localeCompare('A'), 'résumé'.localeCompare('resume'), s.match(/o/g), s.match(/(?<w>qu)(i)/)?.groups, s.match('none'), [...s.matchAll(/o(.)/g)].map((m) => m[1]), 'é'.normalize('NFD').length);
console.log('5'.padStart(3, '0'), 'ab'.padEnd(7, 'xyz'), 'ab'.padStart(1), 'x'.padEnd(5), 'x'.padStart(3, ''), 'ab'.repeat(3), 'ab'.repeat(0), s.replace('quick', '[$&]'), s.replace(/(\w+) (\w+)/, '$2 $1 $$ $` $\''), s.replace(/o/g, (m, i) => `${m}${i}`), s.replaceAll('o', '0'), s.replaceAll(/[aeiou]/g, (c) => c.toUpperCase()), 'aaa'.replaceAll('', '-'));
console.log(s.search(/brown/), s.search('zzz'), s.slice(4, 9), s.slice(-3), s.slice(5, 2), s.split(' '), s.split(''), s.split(' ', 2), 'a1b2'.split(/\d/), 'a1b2'.split(/(\d)/), ''.split(''), ''.split(','), s.startsWith('The'), s.startsWith('quick', 4), s.substring(9, 4), s.substring(-1, 3), s.substr(-3, 2));
console.log('İıßŉ'.toLowerCase(), 'İıßŉﬁ'.toUpperCase(), 'ΑΣ'.toLowerCase(), 'I'.toLocaleLowerCase(), ' \u00a0\ufeffx\n'.trim(), '  x '.trimStart() + '|', '|' + '  x '.trimEnd(), s.toString() === s.valueOf(), s.length, s[2], [...'a😀b'], String.fromCharCode(72, 105, 0x1f600), String.fromCodePoint(0x1f600, 97), String.raw`a\n${1}b`);
console.log('x'.anchor('"'), 'x'.link('u'), 'x'.bold(), 'x'.fontcolor('red'), escape('ä b+/€'), unescape('%E4%u20AC'), encodeURI('ä b?x=1&y'), encodeURIComponent("ä b?x=1&y'()*"), decodeURIComponent('%E2%82%AC'), decodeURI('%3F%20'));
for (const bad of [() => 'x'.repeat(-1), () => 'x'.repeat(Infinity), () => String.fromCodePoint(-1), () => 'x'.normalize('q'), () => decodeURIComponent('%'), () => 'x'.startsWith(/x/ as never), () => 'a'.replaceAll(/a/, ''), () => 'a'.matchAll(/a/), () => String.prototype.trim.call(null), () => encodeURIComponent('\ud800'), () => String(Object.create(null)), () => `${Symbol('q') as never}`, () => 'x'.padEnd(2 ** 31, 'y')])
  try {
    console.log(bad());
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
console.log('a-b_c d'.split(/[-_ ]/).map((w, i) => (i ? w[0]!.toUpperCase() + w.slice(1) : w)).join(''), 'b' > 'a', 'a' < 'B', '10' < '9', 'ab' === 'a' + 'b', 'abc'.localeCompare('abd'), ['é', 'z', 'e', 'a'].sort((x, y) => x.localeCompare(y)));
