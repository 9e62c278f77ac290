// The smallest 32-bit integer under negation, abs, division and remainder.
const min = -2147483648;
const f = (n: number): number[] => [-n, Math.abs(n), n / -1, n % -1, n - 1, n * -1, n | 0, ~n, n >>> 0, n >> 31, -(n | 0)];
console.log(f(min), f(2147483647), f(0));
let x = min | 0;
x = -x;
console.log(x, x | 0, x === 2147483648);
const div = (a: number, b: number): number => (a / b) | 0;
console.log(div(min, -1), div(7, 0), div(-7, 2), div(0, -5), Math.trunc(min / -1));
