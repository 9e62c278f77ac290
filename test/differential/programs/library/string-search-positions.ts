// lastIndexOf, indexOf, includes with clamped and odd positions; overlapping matches.
const s = 'abcabcabc';
console.log([0, 3, 4, 9, 10, -1, NaN].map((p) => [s.indexOf('abc', p), s.lastIndexOf('abc', p), s.includes('c', p), s.startsWith('abc', p), s.endsWith('abc', p)]));
const all = (hay: string, needle: string): number[] => {
  const out: number[] = [];
  for (let i = hay.indexOf(needle); i !== -1; i = hay.indexOf(needle, i + 1)) out.push(i);
  return out;
};
console.log(all('aaaa', 'aa'), all(s, 'ca'), all('', 'x'), s.lastIndexOf(''), s.indexOf('', 4), 'x'.indexOf('xx'));
console.log('naïve café'.indexOf('café'), '中文字'.indexOf('字'), '😀a😀'.lastIndexOf('😀'), 'a\0b'.indexOf('\0'), s.indexOf(undefined as unknown as string), 'undefined!'.indexOf(undefined as unknown as string));
