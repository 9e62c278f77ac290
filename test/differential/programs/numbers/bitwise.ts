// Bitwise operators work on 32-bit two's complement.
console.log(5 & 3, 5 | 3, 5 ^ 3, ~5);
console.log(1 << 31, 1 << 32, 1 << 33, -1 >>> 0, -1 >> 1, -1 >>> 1);
console.log(4294967296 | 0, 4294967297 | 0, 2147483648 | 0, -2147483649 | 0);
console.log(1.9 | 0, -1.9 | 0, NaN | 0, Infinity | 0, 1e20 | 0);
console.log(0xdeadbeef >>> 16, (0xdeadbeef >> 16).toString(16), 0xff & ~0x0f);
let x = 1;
x <<= 4;
x |= 3;
x ^= 1;
x >>= 1;
x &= 13;
x >>>= 1;
console.log(x);
function popcount(n: number): number {
  let c = 0;
  for (let v = n >>> 0; v !== 0; v &= v - 1) c++;
  return c;
}
console.log(popcount(0), popcount(255), popcount(-1), popcount(0x55555555));
