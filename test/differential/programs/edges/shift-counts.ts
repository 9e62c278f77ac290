// Shift counts are taken modulo 32; negative and fractional ones too.
for (const c of [0, 1, 31, 32, 33, -1, -31, 63, 1.9, NaN, Infinity]) console.log(c, 1 << c, -8 >> c, -8 >>> c);
let x = 1;
for (let i = 0; i < 70; i += 10) x ^= 1 << i;
console.log(x, 1 << (x & 7), (0x12345678 << 4) >>> 0, 0x12345678 >>> 28);
const rotl = (v: number, k: number): number => ((v << k) | (v >>> (32 - k))) >>> 0;
console.log(rotl(0x80000001, 1), rotl(0xdeadbeef, 16).toString(16), rotl(1, 0), rotl(1, 32));
