// Modular exponentiation, gcd, integer square root and fibonacci on BigInts.
const powMod = (b: bigint, e: bigint, m: bigint): bigint => {
  let r = 1n;
  b %= m;
  for (; e > 0n; e >>= 1n) {
    if (e & 1n) r = (r * b) % m;
    b = (b * b) % m;
  }
  return r;
};
const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
const isqrt = (n: bigint): bigint => {
  let x = n;
  let y = (x + 1n) / 2n;
  while (y < x) {
    x = y;
    y = (x + n / x) / 2n;
  }
  return x;
};
const p = 2n ** 127n - 1n;
console.log(powMod(3n, p - 1n, p), gcd(2n ** 60n, 6n ** 30n), isqrt(10n ** 41n), isqrt(2n ** 128n) === 2n ** 64n);
let [a, b] = [0n, 1n];
for (let i = 0; i < 200; i++) [a, b] = [b, a + b];
console.log(a, a.toString().length);
const digits = (n: bigint): number => [...n.toString()].reduce((s, c) => s + Number(c), 0);
console.log(digits(2n ** 1000n), (2n ** 521n - 1n).toString(16).length);
