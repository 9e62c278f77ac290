// Writes past the end grow arrays and are ignored by typed arrays.
const a: number[] = [];
a[3] = 1;
console.log(a.length, a, a[0], 0 in a);
a[a.length] = 2;
console.log(a, a.length);
const matrix: number[][] = [];
for (let y = 0; y < 3; y++) {
  matrix[y] ??= [];
  for (let x = 0; x < 3; x++) matrix[y][x] = x * y;
}
console.log(matrix);
const u8 = new Uint8Array(2);
u8[2] = 9;
u8[-1] = 9;
u8[1.5] = 9;
console.log(u8, u8.length, u8[2], Object.keys(u8));
const sparse: string[] = [];
sparse[100] = 'x';
sparse[5] = 'y';
let seen = 0;
sparse.forEach(() => seen++);
console.log(sparse.length, seen, Object.keys(sparse));
const dp: number[] = [1];
for (let i = 1; i <= 10; i++) dp[i] = (dp[i - 1] ?? 0) + (dp[i - 2] ?? 0);
console.log(dp);
