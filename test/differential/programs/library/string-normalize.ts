// Normalisation forms.
const s = '\u1E9B\u0323';
for (const f of ['NFC', 'NFD', 'NFKC', 'NFKD']) console.log(f, [...s.normalize(f)].map((c) => c.codePointAt(0)!.toString(16)).join(' '), [...'ﬁÅ①가'.normalize(f)].map((c) => c.codePointAt(0)!.toString(16)).join(' '));
console.log('Å' === '\u00c5', '\u212b'.normalize() === '\u00c5', 'é'.normalize('NFD').length, 'abc'.normalize('NFD') === 'abc', 'ẹ́'.normalize('NFC') === 'ẹ́'.normalize('NFC'));
const fold = (t: string): string => t.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
console.log(fold('Crème Brûlée'), fold('ÀÉÎÕÜ') === 'aeiou', ['é', 'e', 'f'].map(fold).join(''));
try {
  'x'.normalize('NFX');
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
