// Tagged templates: cooked and raw strings, identity of the strings array.
function tag(strings: TemplateStringsArray, ...values: unknown[]): string {
  return strings.raw.map((r, i) => `${r}|${strings[i]}|${i < values.length ? String(values[i]) : ''}`).join('#');
}
console.log(tag`a${1}b\n${'x'}c`);
console.log(tag``, tag`\t`, String.raw`C:\new\${1}`, String.raw`${1}-${2}`);
const cache = new Set<TemplateStringsArray>();
const remember = (s: TemplateStringsArray): number => {
  cache.add(s);
  return cache.size;
};
for (let i = 0; i < 3; i++) remember`same`;
remember`other`;
console.log(cache.size, Object.isFrozen([...cache][0]), Array.isArray([...cache][0]));
const html = (s: TemplateStringsArray, ...v: string[]): string =>
  s.reduce((out, part, i) => out + part + (v[i] !== undefined ? v[i].replaceAll('<', '&lt;') : ''), '');
console.log(html`<b>${'<i>'}</b>`);
