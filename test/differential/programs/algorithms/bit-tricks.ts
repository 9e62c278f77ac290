// Bit manipulation: counts, parity, reversal, next power, isolated bits, Gray, Hamming, subsets of a mask.
const reverse = (x: number): number => {
  let r = 0;
  for (let i = 0; i < 32; i++) r = (r << 1) | ((x >>> i) & 1);
  return r >>> 0;
};
const parity = (x: number): number => {
  for (const s of [16, 8, 4, 2, 1]) x ^= x >>> s;
  return x & 1;
};
const pow2 = (x: number): number => (x <= 1 ? 1 : 1 << (32 - Math.clz32(x - 1)));
const hamming = (a: number, b: number): number => (a ^ b).toString(2).replace(/0/g, '').length;
for (const x of [0, 1, 5, 255, 0x12345678, -1 >>> 0]) console.log(x, reverse(x), parity(x), x & -x, x & (x - 1), Math.clz32(x), hamming(x, 0x55) >= 0);
console.log([0, 1, 3, 5, 16, 17, 1000].map(pow2), hamming(1, 4), (0x12345678 >>> 8) & 0xff, ((0x12 << 24) | (0x34 << 16) | 0x5678) >>> 0);
const mask = 0b1011;
const subs: string[] = [];
for (let s = mask; ; s = (s - 1) & mask) {
  subs.push(s.toString(2));
  if (s === 0) break;
}
console.log(subs, [1, 2, 3].reduce((a, b) => a ^ b), [4, 1, 2, 1, 2].reduce((a, b) => a ^ b), ~~-7.9, -7 >> 1, -7 >>> 29);
