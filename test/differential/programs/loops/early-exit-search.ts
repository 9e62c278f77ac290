// Searching with every kind of early exit: return, break, labels, some, every, find, throw.
const grid = Array.from({ length: 10 }, (_, y) => Array.from({ length: 10 }, (_, x) => x * y));
const viaReturn = (v: number): string => {
  for (const [y, row] of grid.entries()) for (const [x, c] of row.entries()) if (c === v) return `${x},${y}`;
  return 'none';
};
const viaLabel = (v: number): string => {
  let at = 'none';
  search: for (let y = 0; y < 10; y++) for (let x = 0; x < 10; x++) if (grid[y][x] === v) {
    at = `${x},${y}`;
    break search;
  }
  return at;
};
const viaSome = (v: number): string => {
  let at = 'none';
  grid.some((r, y) => r.some((c, x) => c === v && ((at = `${x},${y}`), true)));
  return at;
};
const viaFind = (v: number): string => { const y = grid.findIndex((r) => r.includes(v)); return y < 0 ? 'none' : `${grid[y].indexOf(v)},${y}`; };
for (const v of [0, 12, 81, 13]) console.log(v, viaReturn(v), viaLabel(v) === viaReturn(v), viaSome(v), viaFind(v));
