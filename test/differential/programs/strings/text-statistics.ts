// Counting characters, words, lines, vowels and the longest word; frequency tables and histograms.
const text = `It was a bright cold day in April,
and the clocks were striking thirteen.`;
const lines = text.split('\n');
const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
const freq = [...text.toLowerCase()].filter((c) => /[a-z]/.test(c)).reduce((m, c) => m.set(c, (m.get(c) ?? 0) + 1), new Map<string, number>());
const top = [...freq].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, 5);
console.log(text.length, lines.length, words.length, words.reduce((a, b) => (b.length > a.length ? b : a)), top, Math.max(...lines.map((l) => l.length)));
for (const [c, n] of top) console.log(c, '*'.repeat(n));
const title = (s: string): string => s.replace(/\b\w/g, (c) => c.toUpperCase());
console.log(title('the quick-brown fox'), words.map((w) => w[0]).join(''), new Set(words).size, words.filter((w) => /^[^aeiou]*[aeiou][^aeiou]*$/.test(w)));
const average = words.reduce((s, w) => s + w.length, 0) / words.length;
console.log(average.toFixed(3), Object.entries(Object.groupBy(words, (w) => w.length)).map(([n, ws]) => `${n}:${ws!.length}`).join(' '));
