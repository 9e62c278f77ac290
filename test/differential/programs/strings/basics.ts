// Length, indexing, concatenation and comparison of strings.
const s = 'hello';
console.log(s.length, s[0], s[4], s.at(-1), s.charAt(9), s[9], s.charCodeAt(1), s.charCodeAt(99), s.codePointAt(0));
console.log(s + ' ' + 'world', s.concat(' ', 'there', '!'), `${s}-${1 + 1}`);
console.log(s === 'hel' + 'lo', s < 'help', s > 'Hello', (s as string) !== 'x');
let t = '';
for (let i = 0; i < 5; i++) t += i;
console.log(t, t.length);
console.log('a' + 1 + 2, 1 + 2 + 'a', 'x' + null + undefined + true, 'n' + 1.5);
console.log([...'abc'], Array.from('xyz', (c) => c.toUpperCase()));
for (const c of 'hi!') console.log(c);
for (const i in Object('ab') as object) console.log(i);
