// Number.prototype.toString with a radix, fractions and negative numbers too.
for (const radix of [2, 3, 8, 10, 16, 32, 36]) {
  console.log(radix, (255).toString(radix), (-255).toString(radix), (0.5).toString(radix), (3.75).toString(radix));
}
console.log((4294967295).toString(16), (2 ** 53 - 1).toString(36), (1e21).toString(7));
console.log((0.1).toString(2), (1 / 3).toString(3), (1e-7).toString(16));
try {
  (1).toString(37);
} catch (e) {
  console.log((e as Error).name);
}
