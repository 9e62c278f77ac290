// Parsing matrices from text, operations, and printing them aligned.
const parse = (t: string): number[][] => t.trim().split('\n').map((l) => l.trim().split(/\s+/).map(Number));
const show = (m: number[][]): string => { const w = Math.max(...m.flat().map((v) => String(v).length)); return m.map((r) => r.map((v) => String(v).padStart(w)).join(' ')).join('\n'); };
const mul = (a: number[][], b: number[][]): number[][] => a.map((r) => b[0].map((_, j) => r.reduce((s, v, k) => s + v * b[k][j], 0)));
const t = <T>(m: T[][]): T[][] => m[0].map((_, j) => m.map((r) => r[j]));
const det = (m: number[][]): number => (m.length === 1 ? m[0][0] : m[0].reduce((s, v, j) => s + (j % 2 ? -1 : 1) * v * det(m.slice(1).map((r) => r.toSpliced(j, 1))), 0));
const m = parse(`1 2 3
   4 5 6
   7 8 10`);
console.log(show(m), det(m), `\n${show(mul(m, t(m)))}`, t(m)[0], m.map((r) => Math.max(...r)), m.flat().filter((_, i) => i % 4 === 0));
console.log(det([[5]]), det([[1, 2], [3, 4]]), mul([[1, 2]], [[3], [4]]), parse('1.5 -2\n0 1e3'));
