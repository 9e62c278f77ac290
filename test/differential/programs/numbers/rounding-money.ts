// Money arithmetic with rounding traps, percentages and splitting.
const round = (n: number, p = 2): number => Number(`${Math.round(Number(`${n}e${p}`))}e-${p}`);
console.log(round(1.005), round(2.675), round(-1.005), round(1234.5678, -2), round(1e21), (1.005 * 100) / 100);
console.log(0.1 + 0.2 === 0.3, Math.abs(0.1 + 0.2 - 0.3) < Number.EPSILON, 0.1 * 3, 1 - 0.9, 4.35 * 100, 1.1 + 2.2, 0.7 + 0.1, 3 * 1.1);
const prices = [19.99, 5.01, 0.1, 0.2];
const cents = prices.map((p) => Math.round(p * 100));
console.log(prices.reduce((a, b) => a + b, 0), cents.reduce((a, b) => a + b, 0) / 100, prices.map((p) => (p * 1.19).toFixed(2)));
const split = (total: number, n: number): number[] => Array.from({ length: n }, (_, i) => Math.floor((total + i) / n));
console.log(split(100, 3), split(5, 4), (33.333333).toFixed(1), `${(0.256 * 100).toFixed(1)}%`, Math.round((2 / 3) * 100) / 100);
