// The shortest decimal that reads back as the same double, in all its forms.
const values = [
  0.1, 1 / 3, 2 / 3, 100, 1e21, 1e20, 123456789012345680000, 1e-6, 1e-7, 1.5e-10, 5e-324, 1.7976931348623157e308,
  2.2250738585072014e-308, 9007199254740991, 9007199254740993, 0.000001234, 123.456, 4.35, 1.005, 1e300, 12345.6789e-20,
  4294967295.5, 0.5, 1e100, 2 ** 70, 2 ** -30, Math.PI, Math.E,
];
for (const v of values) console.log(v, -v, String(v));
