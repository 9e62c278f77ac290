// Values around 2^32 through shifts, comparison and arithmetic.
const u = 0xffffffff;
console.log(u + 1, u * 2, u << 0, u >>> 0, u >> 0, (u + 1) >>> 0, (u + 2) | 0, u - 0x100000000);
let n = u >>> 1;
for (let i = 0; i < 4; i++) n = (n << 1) | 1;
console.log(n, n >>> 0, (n >>> 0) > u - 1, n < 0);
const wrap = (v: number): number => (v + 1) >>> 0;
console.log([0, 0x7fffffff, 0x80000000, u].map(wrap), [u, 1].map((v) => v > 0x7fffffff));
let h = 0;
for (let i = 0; i < 5; i++) h = (h * 31 + 0xfffffff0) >>> 0;
console.log(h, (h / 3) >>> 0, h % 1000);
