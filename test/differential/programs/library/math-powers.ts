// pow, exponent operator, roots and logarithms at edges.
for (const [b, e] of [[2, 10], [2, 0.5], [-8, 1 / 3], [0, 0], [0, -1], [-0, -3], [Infinity, -1], [1, NaN], [NaN, 0], [-2, 3], [10, -5], [10, 308], [10, 309], [1.0000001, 1e7], [0.5, 1074], [0.5, 1075]]) console.log(b, e, b ** e, Math.pow(b, e));
console.log(Math.sqrt(-1), Math.sqrt(-0), Math.sqrt(1e300), Math.cbrt(-27), Math.cbrt(0.001), Math.log(0), Math.log(-1), Math.log10(1e-5), Math.log2(3), Math.log2(2 ** 40), Math.log1p(1e-10), Math.expm1(1e-10), Math.exp(710), Math.exp(-746));
console.log(Math.hypot(3, 4, 12), Math.hypot(1e200, 1e200), Math.hypot(-3), Math.hypot(NaN, 1));
