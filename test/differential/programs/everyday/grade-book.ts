// Weighted grades with missing work, curves, letter grades and rankings.
const weights = { homework: 0.3, exam: 0.5, project: 0.2 } as const;
type Kind = keyof typeof weights;
const book: Record<string, Partial<Record<Kind, number[]>>> = { ann: { homework: [90, 80], exam: [95], project: [100] }, bob: { homework: [50], exam: [60, 80] }, cy: {} };
const mean = (xs?: number[]): number => (xs?.length ? xs.reduce((a, b) => a + b) / xs.length : 0);
const score = (n: string): number => (Object.keys(weights) as Kind[]).reduce((s, k) => s + mean(book[n]?.[k]) * weights[k], 0);
const letter = (s: number): string => (['A', 'B', 'C', 'D'] as const)[[90, 80, 70, 60].findIndex((m) => s >= m)] ?? 'F';
const ranking = Object.keys(book).map((n) => [n, score(n)] as const).sort(([, a], [, b]) => b - a);
for (const [i, [n, s]] of ranking.entries()) console.log(i + 1, n, s.toFixed(1), letter(s), s >= 60 ? 'pass' : 'fail');
console.log(score('nobody'), letter(NaN), book['bob'].project?.[0] ?? 'missing', Object.entries(book).map(([n, g]) => `${n}:${Object.values(g).flat().length}`));
