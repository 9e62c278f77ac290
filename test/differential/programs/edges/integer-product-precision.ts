// Products that exceed 2^53 lose digits as doubles do, not as integers do.
const a = 94906267;
console.log(a * a, a * a - 9007199515875289, (a * a) % 10, Math.imul(a, a), (a * a) | 0);
let p = 1;
for (let i = 0; i < 25; i++) p = p * 7 + 1;
console.log(p, p % 7, p % 1000, (p | 0) === (p % 2 ** 32 | 0));
const lcg = (s: number): number => (s * 1664525 + 1013904223) % 4294967296;
let s = 42;
for (let i = 0; i < 5; i++) s = lcg(s);
console.log(s, (1103515245 * 2147483647 + 12345) & 0x7fffffff, 123456789 * 1000000007 % 998244353);
