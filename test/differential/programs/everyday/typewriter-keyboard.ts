// Keyboard layouts, T9, key distances and typing corrections.
const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const at = new Map(rows.flatMap((r, y) => [...r].map((c, x): [string, readonly [number, number]] => [c, [x + y * 0.5, y]])));
const distance = (a: string, b: string): number => {
  const [p, q] = [at.get(a), at.get(b)];
  return p && q ? Math.hypot(p[0] - q[0], p[1] - q[1]) : Infinity;
};
const effort = (w: string): number => [...w].reduce((s, c, i) => s + (i ? distance(w[i - 1], c) : 0), 0);
console.log(['type', 'qaz', 'minimum', 'a', ''].map((w) => effort(w).toFixed(3)), distance('a', '1'), [...at.keys()].filter((k) => distance('g', k) <= 1.2).sort().join(''));
const T9: Record<string, string> = {};
'abc def ghi jkl mno pqrs tuv wxyz'.split(' ').forEach((g, i) => [...g].forEach((c, n) => (T9[c] = String(i + 2).repeat(n + 1))));
const press = (s: string): string => [...s.toLowerCase()].map((c) => T9[c] ?? (c === ' ' ? '0' : '?')).join(' ');
const index = Map.groupBy(['home', 'good', 'gone', 'hood', 'cat', 'bat'], (w) => [...w].map((c) => T9[c][0]).join(''));
console.log(press('Hi you!'), index, index.get('4663')?.toSorted(), index.get('999'));
