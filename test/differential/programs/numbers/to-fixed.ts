// Number.prototype.toFixed with rounding of exact decimal values.
for (const v of [0, 1, 1.005, 1.45, 8.345, 0.5, 1.5, 2.5, 123.456, 1e20, 1e21, -1.5, 0.000001, 10.235]) {
  console.log(v.toFixed(0), v.toFixed(1), v.toFixed(2), v.toFixed(10));
}
console.log((1.23e-10).toFixed(2), (0.1).toFixed(20), NaN.toFixed(2), (-0.0000001).toFixed(2));
try {
  (1).toFixed(101);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
