// Infinity in arithmetic, conversion and loops with limits.
const I = Infinity;
console.log(I - I, I * 0, I / I, I % 2, 5 % I, I | 0, -I >>> 0, I > Number.MAX_VALUE, 1 / I, -1 / I, I ** 0, 0 ** -1, I.toFixed(2), String(-I));
console.log(Math.max(...[]), Math.min(...[]), Math.floor(I), Math.hypot(I, NaN), Math.atan(I), Math.sign(-I), parseFloat('-Infinity'), Number('infinity'), [1, 2].slice(0, I), 'abc'.slice(-I, I), 'abc'.at(-I), [1].at(I));
let best = I;
for (const x of [5, 3, 9]) best = Math.min(best, x);
console.log(best, [].reduce((a, b) => Math.min(a, b), I), JSON.stringify({ I }), new Array(3).fill(I));
