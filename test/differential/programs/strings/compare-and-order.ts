// Ordering of strings by code unit, numeric order, natural sort and multi-key comparison.
const xs = ['b10', 'a2', 'b9', 'A1', 'a10', '', 'ä', 'a', '9', '10', 'Z'];
console.log([...xs].sort(), 'a' < 'ä', 'Z' < 'a', '' < 'a', 'a' < 'a ', '10' < '9', 'ab' > 'abc');
const natural = (a: string, b: string): number => {
  const [p, q] = [a, b].map((s) => s.match(/\d+|\D+/g) ?? []);
  for (let i = 0; i < Math.max(p.length, q.length); i++) {
    const [x, y] = [p[i] ?? '', q[i] ?? ''];
    const d = /^\d/.test(x) && /^\d/.test(y) ? Number(x) - Number(y) : x < y ? -1 : x > y ? 1 : 0;
    if (d !== 0) return d;
  }
  return 0;
};
console.log([...xs].sort(natural), xs.reduce((a, b) => (b > a ? b : a)), [...'hello'].sort().join(''), xs.includes(''), xs.indexOf('ä'));
console.log(['b', 'a'] < (['b', 'b'] as unknown as string[]), Math.max(...['3', '10'].map(Number)), [10, 9, 1].sort(), ['10', '9', '1'].map(Number).sort((a, b) => a - b));
