// Classifying characters without regular expressions; counting and shifting code points.
const isDigit = (c: string): boolean => c >= '0' && c <= '9';
const isUpper = (c: string): boolean => c.toUpperCase() === c && c.toLowerCase() !== c;
const isAlpha = (c: string): boolean => c.toLowerCase() !== c.toUpperCase();
const kinds = (s: string): string => [...s].map((c) => (isDigit(c) ? 'd' : isUpper(c) ? 'U' : isAlpha(c) ? 'l' : c.trim() === '' ? '_' : 'p')).join('');
console.log(kinds('aB3 é!ß9\tΩ😀'), [...'AZaz09'].map((c) => c.charCodeAt(0)), String.fromCharCode(...Array.from({ length: 26 }, (_, i) => 97 + i)));
const rot13 = (s: string): string => [...s].map((c) => { const k = c.charCodeAt(0); const b = k >= 97 && k <= 122 ? 97 : k >= 65 && k <= 90 ? 65 : 0; return b ? String.fromCharCode(((k - b + 13) % 26) + b) : c; }).join('');
console.log(rot13('Hello, World!'), rot13(rot13('round trip')), [...'hello'].map((c, i, a) => (a.indexOf(c) === i ? c : c.toUpperCase())).join(''));
const strength = (p: string): number => [p.length >= 8, [...p].some(isDigit), [...p].some(isUpper), [...p].some((c) => !isAlpha(c) && !isDigit(c))].filter(Boolean).length;
console.log(['abc', 'Abcdefgh1', 'P@ssw0rd!', ''].map(strength), 'z' > 'a', 'é'.charCodeAt(0) > 127, [...'cba'].sort().join(''), 'a'.codePointAt(0)! + 1);
