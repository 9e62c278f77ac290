// Spiral order, diagonal order, rotation in place, pascal's triangle and saddle points.
const m = [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]];
function spiral<T>(g: T[][]): T[] {
  const out: T[] = [];
  const rest = g.map((r) => [...r]);
  while (rest.length > 0 && rest[0].length > 0) {
    out.push(...rest.shift()!);
    for (const r of rest) out.push(...r.splice(-1));
    rest.reverse().forEach((r) => r.reverse());
  }
  return out;
}
const diagonals = (g: number[][]): number[][] => {
  const out: number[][] = [];
  g.forEach((r, y) => r.forEach((v, x) => (out[x + y] ??= []).push(v)));
  return out;
};
const pascal = (n: number): number[][] => Array.from({ length: n }).reduce<number[][]>((t) => [...t, [1, ...(t.at(-1)?.map((v, i, r) => v + (r[i + 1] ?? 0)) ?? [])]], []);
const saddle = (g: number[][]): [number, number][] => g.flatMap((r, y) => r.flatMap((v, x): [number, number][] => (v === Math.max(...r) && v === Math.min(...g.map((q) => q[x])) ? [[y, x]] : [])));
console.log(spiral(m), diagonals(m), pascal(6), saddle([[9, 8, 7], [5, 3, 2], [6, 6, 7]]), spiral([]), m);
