// Replacement patterns and functions, split with captures and limits.
console.log('a-b_c'.replace(/[-_](.)/g, (_, c: string) => c.toUpperCase()), 'abc'.replace(/(?<first>a)/, '[$<first>]$1$2$$'), 'aaa'.replace(/a/g, "$'|"));
console.log('x1y22'.split(/\d/), 'x1y22'.split(/(\d+)/), ''.split(/x/), ''.split(/(?:)/), 'abc'.split(/(?:)/), 'a1b2c3'.split(/\d/, 2));
console.log('  lead'.split(/\s+/), 'A<B>bold</B>and'.split(/<(\/)?([^<>]+)>/), 'ab'.split(/a*?/), 'ab'.split(/a*/));
console.log('the cat'.replace(/(?<w>\w+) (?<v>\w+)/, (...args) => JSON.stringify(args.at(-1))), 'aXbX'.replaceAll(/x/gi, '-'));
try {
  'a'.replaceAll(/a/, 'b');
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
const template = 'Hi {{name}}, {{ greeting }}! {{missing}}';
const vars: Record<string, string> = { name: 'Bo', greeting: 'yo' };
console.log(template.replace(/\{\{\s*(\w+)\s*\}\}/g, (all, k: string) => vars[k] ?? all));
console.log('abc'.replace(/b/, '$0$&$01$1'), 'abcdefghijkl'.replace(/(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)/, '$11$10$1'));
