// A generic numeric interface implemented for numbers, bigints, complex pairs and booleans.
interface Field<T> {
  zero: T;
  one: T;
  add(a: T, b: T): T;
  mul(a: T, b: T): T;
}
const reals: Field<number> = { zero: 0, one: 1, add: (a, b) => a + b, mul: (a, b) => a * b };
const big: Field<bigint> = { zero: 0n, one: 1n, add: (a, b) => a + b, mul: (a, b) => a * b };
const bools: Field<boolean> = { zero: false, one: true, add: (a, b) => a !== b, mul: (a, b) => a && b };
const mod = (m: number): Field<number> => ({ ...reals, add: (a, b) => (a + b) % m, mul: (a, b) => (a * b) % m });
const complex: Field<readonly [number, number]> = { zero: [0, 0], one: [1, 0], add: ([a, b], [c, d]) => [a + c, b + d], mul: ([a, b], [c, d]) => [a * c - b * d, a * d + b * c] };
const pow = <T>(f: Field<T>, x: T, n: number): T => (n === 0 ? f.one : n % 2 ? f.mul(x, pow(f, x, n - 1)) : pow(f, f.mul(x, x), n / 2));
const sum = <T>(f: Field<T>, xs: Iterable<T>): T => { let s = f.zero; for (const x of xs) s = f.add(s, x); return s; };
const matmul = <T>(f: Field<T>, a: T[][], b: T[][]): T[][] => a.map((r) => b[0].map((_, j) => sum(f, r.map((v, k) => f.mul(v, b[k][j])))));
console.log(pow(reals, 1.5, 5), pow(big, 3n, 100), pow(bools, true, 7), pow(mod(1000), 7, 222), pow(complex, [1, 1], 8));
console.log(sum(reals, [0.5, 1]), sum(big, [1n, 2n ** 64n]), sum(bools, [true, true, true]), sum(complex, []), matmul(mod(5), [[1, 2], [3, 4]], [[4, 3], [2, 1]]), matmul(big, [[2n]], [[2n ** 70n]]), matmul(bools, [[true, false]], [[true], [true]]));
