// Reads past the end give undefined wherever it can be told apart.
const a = [1, 2, 3];
const grid = [[1, 2], [3]];
console.log(a[3], a[-1], a[10] ?? 'none', a[5] === undefined, typeof a[9], String(a[4]), `${a[7]}`, [a[8]], { v: a[9] });
console.log(grid[0]?.[5], grid[5]?.[0], grid[1]?.[1] ?? 0, grid[-1]?.length);
if (a[3]) console.log('never');
const v = a[99] || 42;
const w = a[99] && 1;
console.log(v, w, !a[99], a[99] ? 'yes' : 'no', a[0] ?? 9);
function last(xs: number[]): number | undefined {
  return xs[xs.length - 1];
}
console.log(last([]), last([5]), last(a)?.toFixed(1), last([])?.toFixed(1));
const s = 'abc';
console.log(s[3], s[-1], s[1] ?? '?', s[9] === undefined, s.at(9), s[2]?.toUpperCase(), s[3]?.toUpperCase());
const [x, y, z, q] = a;
console.log(x, y, z, q, q === undefined, q ?? 'q');
const bytes = new Uint8Array(2);
console.log(bytes[2], bytes[1], bytes[2] ?? 'end', bytes[5] === undefined);
