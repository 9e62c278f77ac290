// Flood fill, islands, shortest path in a grid and rotting oranges.
const map = ['##..#', '#...#', '..#..', '...##'].map((r) => [...r]);
function fill(g: string[][], y: number, x: number, to: string): number {
  const from = g[y]?.[x];
  if (from === undefined || from === to) return 0;
  let n = 0;
  const go = (a: number, b: number): void => {
    if (g[a]?.[b] !== from) return;
    g[a][b] = to;
    n++;
    for (const [dy, dx] of [[0, 1], [1, 0], [0, -1], [-1, 0]]) go(a + dy, b + dx);
  };
  go(y, x);
  return n;
}
const copy = map.map((r) => [...r]);
const sizes: number[] = [];
copy.forEach((r, y) => r.forEach((c, x) => c === '#' && sizes.push(fill(copy, y, x, 'x'))));
console.log(sizes, fill(map, 9, 9, 'q'), fill(map, 0, 2, 'o'), map.map((r) => r.join('')).join('\n'));
function shortest(g: string[], [sy, sx]: number[], [ty, tx]: number[]): number {
  const seen = new Set([`${sy},${sx}`]);
  let frontier = [[sy, sx]];
  for (let d = 0; frontier.length; d++) {
    const next: number[][] = [];
    for (const [y, x] of frontier) {
      if (y === ty && x === tx) return d;
      for (const [ny, nx] of [[y + 1, x], [y - 1, x], [y, x + 1], [y, x - 1]]) {
        if ((g[ny]?.[nx] ?? '#') === '#' || seen.has(`${ny},${nx}`)) continue;
        seen.add(`${ny},${nx}`);
        next.push([ny, nx]);
      }
    }
    frontier = next;
  }
  return -1;
}
console.log(shortest(['..#.', '.#..', '....'], [0, 0], [0, 3]), shortest(['.#.', '##.'], [0, 0], [0, 2]));
