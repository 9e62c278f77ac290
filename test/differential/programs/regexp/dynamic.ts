// Patterns built at run time, escaping, copies and errors.
const escape = (s: string): string => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const find = (needle: string, hay: string): number => hay.search(new RegExp(escape(needle), 'i'));
console.log(find('a.b', 'xxA.Bxx'), find('a.b', 'aXb'), find('(', 'f(x)'), escape('1+1=2?'));
const words = ['cat', 'dog'];
const re = new RegExp(`\\b(${words.join('|')})s?\\b`, 'gi');
console.log('Cats and DOG, catsup'.match(re), re.source, re.flags, new RegExp(re).flags, new RegExp(re, 'm').flags, new RegExp('/').source, String(new RegExp('')));
for (const bad of ['(', '[', 'a**', '\\', '(?<n>', '{1}', 'a{2,1}']) {
  try {
    new RegExp(bad, bad === '{1}' ? 'u' : '');
    console.log('ok', bad);
  } catch (e) {
    console.log((e as Error).name, bad);
  }
}
try {
  new RegExp('a', 'gg');
} catch (e) {
  console.log((e as Error).name);
}
const copy = new RegExp(/x/gy);
copy.lastIndex = 5;
console.log(copy.sticky, copy.lastIndex, new RegExp(copy).lastIndex, /[/]\/(?:)/.source, /a/ instanceof RegExp, RegExp('a|b').test('b'));
