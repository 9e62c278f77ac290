// toLocaleString of numbers in the root locale: grouping, rounding of the shortest text, signs, very large and small ones.
const values = [0, -0, 1, -1, 999, 1000, 1234567.891, 0.5, 0.0005, 0.00049, 1.0005, 2.0015, 1234.5675, 999.9995, -0.0001, -1234.5, 1e21, -1e21, 5e22, 1.2345678901234567e25, 1.7976931348623157e308, 5e-324, 2 ** 53, 123456789012345680000, NaN, Infinity, -Infinity, 0.1, 100.1, 99999.9996, 12345.0004];
for (const v of values) console.log(v, v.toLocaleString());
console.log([1234.5, 1e6].toLocaleString(), 123456789n.toLocaleString(), new Float64Array([1e4, 0.25]).toLocaleString());
