// Two-dimensional arrays: fill, transpose, rotate, neighbours past the edge.
const grid = Array.from({ length: 3 }, (_, y) => Array.from({ length: 4 }, (_, x) => y * 4 + x));
console.log(grid);
const transpose = <T>(m: T[][]): T[][] => m[0].map((_, x) => m.map((row) => row[x]));
console.log(transpose(grid));
const rotate = (m: number[][]): number[][] => transpose(m).map((r) => r.reverse());
console.log(rotate(grid).map((r) => r.join(' ')).join('\n'));
let neighbours = 0;
for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) neighbours += grid[0 + dy]?.[0 + dx] ?? 0;
console.log(neighbours, grid[5]?.[1], grid[0]?.[99], grid.at(-1)?.at(-1));
let sum = 0;
for (const row of grid) for (const v of row) sum += v;
console.log(sum, grid.flat().length);
