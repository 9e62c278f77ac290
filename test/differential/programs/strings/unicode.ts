// Surrogate pairs, code points and iteration by code point.
const s = 'a😀b𝒳c';
console.log(s.length, [...s].length, s.charCodeAt(1).toString(16), s.codePointAt(1)?.toString(16), s.codePointAt(2)?.toString(16));
for (const c of s) console.log(c, c.length, c.codePointAt(0));
console.log(String.fromCodePoint(0x1f600, 65), String.fromCharCode(0xd83d, 0xde00), String.fromCharCode(65.9, 0x10041));
console.log(s.slice(1, 3), s.split('').length, Array.from(s).reverse().join(''));
const lone = '\ud83d';
console.log(lone.length, lone.isWellFormed(), lone.toWellFormed().charCodeAt(0).toString(16), s.isWellFormed());
console.log('\u{1f600}' === '😀', '😀'.at(0) === '\ud83d', 'é'.normalize('NFD').length, 'e\u0301'.normalize('NFC').length);
try {
  String.fromCodePoint(0x110000);
} catch (e) {
  console.log((e as Error).message);
}
