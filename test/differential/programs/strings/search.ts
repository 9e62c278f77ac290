// indexOf, includes, startsWith and their positions.
const s = 'the quick brown the fox';
console.log(s.indexOf('the'), s.indexOf('the', 1), s.lastIndexOf('the'), s.lastIndexOf('the', 15), s.indexOf('zzz'));
console.log(s.includes('quick'), s.includes('quick', 5), s.startsWith('the'), s.startsWith('quick', 4), s.endsWith('fox'), s.endsWith('the', 19));
console.log(s.indexOf(''), s.indexOf('', 5), s.indexOf('', 500), s.lastIndexOf(''), ''.indexOf('a'), s.includes(''));
console.log(s.search('brown'), s.search(/[xyz]/), s.match('quick')?.index);
console.log('aaaa'.indexOf('aa', -5), 'aaaa'.lastIndexOf('aa'), 'abc'.lastIndexOf('c', -1), 'abc'.lastIndexOf('a', -1));
