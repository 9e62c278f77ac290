// Nested loops over typed arrays and plain arrays with mixed index arithmetic.
const n = 20;
const a = new Int32Array(n * n);
const b: number[][] = [];
for (let y = 0; y < n; y++) {
  b.push([]);
  for (let x = 0; x < n; x++) {
    a[y * n + x] = (x ^ y) * (x - y);
    b[y][x] = a[y * n + x] / 2;
  }
}
let [s1, s2, trace] = [0, 0, 0];
for (let i = a.length - 1; i >= 0; i--) s1 = (s1 * 31 + a[i]) | 0;
for (const row of b) for (const v of row) s2 += v;
for (let i = 0; i < n; i++) trace += b[i][i] + b[i][n - 1 - i];
console.log(s1, s2, trace, a.subarray(25, 30), b[3].slice(0, 4));
