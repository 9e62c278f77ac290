// BigInt bit operations, shifts, comparison with numbers, asIntN.
console.log(5n & 3n, 5n | 3n, 5n ^ 3n, ~5n, 1n << 70n, -1n >> 3n, (1n << 70n) >> 68n, -5n & 0xffn, 6n << -1n);
console.log(BigInt.asIntN(8, 255n), BigInt.asUintN(8, -1n), BigInt.asIntN(64, 2n ** 63n), BigInt.asUintN(64, -1n), BigInt.asIntN(0, 5n));
console.log(1n === BigInt(1), (1n as any) == 1, (1n as any) === 1, 2n > 1, 1n < 1.5, (10n as any) == '10', BigInt(0) ? 't' : 'f', !BigInt(0), BigInt(1) && 'yes');
console.log([3n, 1n, 10n].sort(), [3n, 1, 2n, 0.5].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)), new Set([1n, 1n, 1]).size, new Map([[5n, 'x']]).get(5n));
const mask = (1n << 64n) - 1n;
let h = 0xcbf29ce484222325n;
for (const c of 'hello') h = ((h ^ BigInt(c.charCodeAt(0))) * 0x100000001b3n) & mask;
console.log(h.toString(16), BigInt.asUintN(64, h * h));
