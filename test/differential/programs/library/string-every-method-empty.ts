// Every String method on the empty string and on one character.
for (const s of ['', 'x']) {
  console.log([s.at(0), s.charAt(0), s.charCodeAt(0), s.codePointAt(0), s.concat('!'), s.endsWith('x'), s.includes(''), s.indexOf('x'), s.lastIndexOf('x'), s.match(/x/)?.[0], s.padEnd(3, '-'), s.padStart(3, '-'), s.repeat(2)]);
  console.log([s.replace('x', 'y'), s.replaceAll('', '_'), s.search(/$/), s.slice(0, 1), s.slice(-1), s.split(''), s.split('x'), s.split(','), s.startsWith(''), s.substring(1, 0), s.toUpperCase(), s.trim(), s.normalize(), [...s], [...s.matchAll(/./g)].length, s.isWellFormed()]);
}
console.log('abc'.substr(1, 1), 'abc'.substr(-2), 'a'.localeCompare('a'), 'x'.anchor('n'), 'x'.big(), 'y'.link('u"'), 'abc'.trimStart === 'abc'.trimLeft);
