// Reads at the edge combined with arithmetic through ?? and guards, in typical windowing code.
const xs = [4, 8, 15, 16, 23, 42];
const diffs = xs.map((x, i) => x - (xs[i - 1] ?? 0));
const smooth = xs.map((x, i) => ((xs[i - 1] ?? x) + x + (xs[i + 1] ?? x)) / 3);
const peaks = xs.filter((x, i) => x > (xs[i - 1] ?? -Infinity) && x > (xs[i + 1] ?? -Infinity));
console.log(diffs, smooth.map((n) => +n.toFixed(2)), peaks);
const at = (i: number): number => xs[i] || 0;
console.log([-1, 0, 5, 6].map(at), xs[xs.length - 1] - xs[0], xs[xs.length] === undefined);
const grid = ['#..', '.#.', '..#'];
let count = 0;
for (let y = -1; y <= 3; y++) for (let x = -1; x <= 3; x++) if (grid[y]?.[x] === '#') count++;
console.log(count, grid[3]?.[0], grid[0][3], grid[0]?.[9] ?? ' ', [...grid].map((r, y) => r[y]).join(''), grid.map((r, y) => r[y + 1] ?? '!').join(''));
const prefix = [0];
for (const x of xs) prefix.push(prefix[prefix.length - 1] + x);
console.log(prefix, prefix[4] - prefix[1]);
let i = xs.length;
const reversed: number[] = [];
while (i--) reversed.push(xs[i]);
console.log(reversed, i);
