// Rounding functions at halves, big values and signs; helpers to round to places.
const vs = [0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999999999999994, 4503599627370495.5, 2 ** 52 + 1, -0, 1e300, 0.1, -0.1];
console.log(vs.map(Math.round), vs.map(Math.floor), vs.map(Math.ceil), vs.map(Math.trunc));
const places = (v: number, p: number): number => Math.round(v * 10 ** p) / 10 ** p;
console.log(places(1.005, 2), places(2.345, 2), places(-1.555, 2), places(1234.5678, -2), Math.round(-0.2), Object.is(Math.round(-0.2), -0));
const bankers = (v: number): number => (Math.abs(v % 1) === 0.5 ? 2 * Math.round(v / 2) : Math.round(v));
console.log([0.5, 1.5, 2.5, 3.5, -0.5, -1.5].map(bankers), Math.fround(0.1), Math.fround(16777217), Math.fround(1e-50));
