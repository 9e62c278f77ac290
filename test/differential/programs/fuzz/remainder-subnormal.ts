// Remainders where the divisor, the dividend or the result is subnormal.
const values = [5e-324, -5e-324, 1e-323, 3e-320, 1.5e-310, 2.2250738585072014e-308, 2.2250738585072011e-308, 7e-308, 0.1, 1, 3.5, 2 ** 53, 1e300];
for (const x of values) console.log(x, values.map((y) => x % y).join(' '));
for (let i = 3; i--; ) console.log(i % 5e-324, i % 1e-320, i % 0.1);
for (let i = 2.5; i > -2; i--) console.log(i % 5e-324, -i % 5e-324, i % 1e-310);
