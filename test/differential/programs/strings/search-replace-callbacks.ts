// Replacement callbacks with all their arguments, sticky loops and stateful replacements.
const calls: unknown[] = [];
console.log('a1-b2'.replace(/([a-z])(\d)/g, (m, l, d, offset, whole) => (calls.push([m, l, d, offset, whole]), d + l)), calls);
console.log('x-y-z'.replace('-', (m, at: number) => `${m}${at}`), 'aaa'.replace(/a/g, (() => { let n = 0; return () => String(n++); })()));
const camel = (s: string): string => s.replace(/[-_\s]+(.)?/g, (_, c?: string) => c?.toUpperCase() ?? '');
const kebab = (s: string): string => s.replace(/([a-z\d])([A-Z])|[\s_]+/g, (_, a?: string, b?: string) => (a && b ? `${a}-${b}` : '-')).toLowerCase();
console.log(['foo-bar_baz', 'hello world ', 'x'].map(camel), ['fooBarBaz', 'Hello World', 'a1B'].map(kebab));
const expand = (s: string): string => s.replace(/(\d+)\[([^\[\]]*)\]/g, (_, n: string, t: string) => t.repeat(Number(n)));
let t = '2[a3[b]]c';
for (let u = expand(t); u !== t; u = expand(t)) t = u;
console.log(t, 'price $5'.replace('$5', '$$&'), 'ab'.replace(/(?<n>a)(b)?/, '$<n>$2$1$3'));
