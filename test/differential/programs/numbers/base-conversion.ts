// Conversions between bases by hand and by the library, with negative and fractional parts.
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
const toBase = (n: number, b: number): string => (n < 0 ? `-${toBase(-n, b)}` : n < b ? DIGITS[n] : toBase(Math.floor(n / b), b) + DIGITS[n % b]);
const fromBase = (s: string, b: number): number => [...s.toLowerCase()].reduce((n, c) => n * b + DIGITS.indexOf(c), 0);
for (const n of [0, 1, 255, 1e6, 2 ** 40 + 3]) console.log(n, [2, 7, 16, 36].map((b) => toBase(n, b) === n.toString(b) && fromBase(toBase(n, b), b) === n), toBase(n, 12));
console.log((-255).toString(16), (0.1).toString(3).slice(0, 12), (255.5).toString(16), (1 / 3).toString(2).length, parseInt('zz', 36), parseInt('-ff', 16), parseInt('0x1F'), parseInt('12', 3), Number('0b101'), Number('0o17'));
const binary = (n: number): string => (n >>> 0).toString(2).padStart(32, '0').replace(/(.{8})(?!$)/g, '$1_');
console.log(binary(-1), binary(5), binary(-2147483648), binary(1.9));
