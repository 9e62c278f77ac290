// NaN through comparison, sorting, min/max, includes, maps and switch.
const n = NaN;
console.log(n === n, n !== n, n < 1, n > 1, n == null, !n, [n].indexOf(n), [n].includes(n), Object.is(n, 0 / 0), new Set([n, n]).size);
console.log(Math.max(1, n), Math.min(n), [3, n, 1].sort(), Math.round(n), n | 0, n >>> 0, n ** 0, isNaN(n), `${n}`, JSON.stringify([n]));
const f = (x: number): string => (x > 0 ? 'pos' : x < 0 ? 'neg' : x === 0 ? 'zero' : 'nan');
console.log([1, -1, 0, -0, n].map(f), [1, n, 2].reduce((a, b) => (b > a ? b : a)), new Map([[n, 'found']]).get(n));
let count = 0;
while (!(count >= 3 || n > count)) count++;
console.log(count, new Float64Array([n, 1])[0], new Int8Array([n])[0]);
