// Transcendental functions are bit-equal to fdlibm.
for (const x of [0, 0.1, 0.5, 1, 2, 3, 10, 100, 1e6, 1e15, -0.7, 1e-8]) {
  console.log(Math.sin(x), Math.cos(x), Math.tan(x));
  console.log(Math.atan(x), Math.sinh(x / 10), Math.cosh(x / 1000), Math.tanh(x));
  console.log(Math.exp(-x), Math.log(x + 1), Math.asinh(x), Math.atan2(x, 2));
}
console.log(Math.asin(0.3), Math.acos(0.3), Math.acosh(2), Math.atanh(0.3), Math.asin(2));
