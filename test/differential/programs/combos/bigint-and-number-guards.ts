// Mixed bigint and number values through guards and formatting.
type N = number | bigint;
const double = (n: N): N => (typeof n === 'bigint' ? n * 2n : n * 2);
const show = (n: N): string => (typeof n === 'bigint' ? `${n}n` : Number.isInteger(n) ? `${n}` : n.toFixed(2));
const values: N[] = [1, 2n, 0.5, 2n ** 70n, -0, NaN];
console.log(values.map(double).map(show), values.filter((v) => v > 1).length, values.map((v) => typeof v));
const sum = values.reduce<bigint>((s, v) => s + (typeof v === 'bigint' ? v : BigInt(Math.trunc(v) || 0)), 0n);
console.log(sum, values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)).length, values.includes(2n), values.indexOf(1));
