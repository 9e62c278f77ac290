// Math functions with simple arguments and at their edges.
console.log(Math.floor(1.7), Math.floor(-1.2), Math.ceil(1.2), Math.ceil(-1.7), Math.trunc(-1.7), Math.round(2.5), Math.round(-2.5), Math.round(0.49999999999999994));
console.log(Math.sign(-3), Math.sign(0), Math.sign(NaN), Math.abs(-5.5), Math.sqrt(2), Math.cbrt(27), Math.hypot(3, 4), Math.hypot());
console.log(Math.max(), Math.min(), Math.max(1, NaN), Math.max(...[3, 1, 2]), Math.min(1, -1));
console.log(Math.clz32(1), Math.clz32(0), Math.imul(0xffffffff, 5), Math.imul(123456, 654321), Math.fround(5.05), Math.fround(1e40));
console.log(Math.log2(8), Math.log10(1000), Math.log(Math.E), Math.log1p(0), Math.expm1(0), Math.exp(1));
console.log(Math.pow(2, 0.5), Math.pow(NaN, 0), Math.pow(1, Infinity), (-8) ** (1 / 3));
