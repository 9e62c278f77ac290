// toPrecision and toExponential.
for (const v of [0, 1, 123.456, 0.000123, 1e21, 99.99, 1e-7, 5e-324, 1.7976931348623157e308]) {
  console.log(v.toPrecision(1), v.toPrecision(3), v.toPrecision(10), v.toPrecision());
  console.log(v.toExponential(), v.toExponential(0), v.toExponential(5));
}
console.log((-1.5).toPrecision(1), (2.5).toPrecision(1), (1.25).toExponential(1), (1.35).toExponential(1));
console.log(NaN.toPrecision(2), Infinity.toExponential(2));
