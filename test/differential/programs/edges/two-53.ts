// Integers around 2^53, where doubles stop being exact.
const m = 2 ** 53;
console.log(m, m + 1, m + 2, m - 1, -m - 1, m * 2 + 1, (m - 1) % 10, m / 3, m % 7);
let n = m - 3;
for (let i = 0; i < 6; i++) console.log(n++);
let s = 0;
for (const v of [m, 1, -m, 1]) s += v;
console.log(s, [m, 1, -m, 1].toSorted((a, b) => a - b), Number.isSafeInteger(m - 1), Number.isSafeInteger(m));
console.log(9007199254740993, 9007199254740992 === 9007199254740993, 2 ** 1023 * 2, -(2 ** 1024), 2 ** -1075);
