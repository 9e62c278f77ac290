// Building and taking apart strings by code unit and code point.
const s = 'A😀é中';
for (let i = 0; i < s.length; i++) console.log(i, s.charCodeAt(i), s.codePointAt(i), s[i].length);
console.log([...s].map((c) => c.codePointAt(0)), Array.from(s).length, String.fromCodePoint(...[...s].map((c) => c.codePointAt(0)!)) === s);
const rev = (t: string): string => [...t].reverse().join('');
console.log(rev(s), rev(rev(s)) === s, s.split('').reverse().length, s.at(1) === '\ud83d', s.slice(1, 3) === '😀', s.substring(2, 4).length);
let out = '';
for (let c = 0x3b1; c < 0x3b6; c++) out += String.fromCharCode(c);
console.log(out, out.charCodeAt(9), s.codePointAt(99), [...'\ud800a'].length, encodeURIComponent('é😀'), 'a'.codePointAt(-1));
