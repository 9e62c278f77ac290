// Stateful replacement functions with closures, maps and recursion.
const slugs = new Map<string, number>();
const slug = (s: string): string => {
  const base = s.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  const n = slugs.get(base) ?? 0;
  slugs.set(base, n + 1);
  return n ? `${base}-${n}` : base;
};
console.log(['Hello World!', 'hello world', '  Hello -- World ', 'Ünï 9'].map(slug));
let depth = 0;
const nest = (s: string): string => s.replace(/\(([^()]*)\)/g, (_, inner: string) => `[${depth++}:${inner}]`);
let t = 'a(b(c)d)(e)';
while (/[()]/.test(t)) t = nest(t);
console.log(t, depth);
const counter = { n: 0 };
console.log('# x # y #'.replace(/#/g, () => String(++counter.n)), counter);
