// All numeric literal forms and property access on numbers.
console.log(0xff, 0XFF, 0b11, 0o17, 1_000.5_5, 1e-3, .5e1, 5., 0.1e+2, 0xdead_beef, 1n, 0xffn, 0b1n, 1_000n);
console.log((5).toString(), 5..toFixed(1), 5.0.toFixed(2), 5 .toString(2), 0.1.toString(), (-5).toString(), 1e21.toString(), 255..toString(16));
console.log(9007199254740993, 0.1 + 0.7, 1e1000, -1e1000, 1e-400, 123456789.123456789, 4.9e-324, 2.2250738585072011e-308);
console.log(0.000001, 0.0000001, 1000000000000000000000, 100000000000000000000, 1.7976931348623157e308, 5e-7, 1.5e300 * 1e10);
