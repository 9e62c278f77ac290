// The sign and kind of remainders.
const mod = (a: number, b: number): number => ((a % b) + b) % b;
for (const [a, b] of [[5, 3], [-5, 3], [5, -3], [-5, -3], [5.5, 2], [-0, 3], [0, -3], [3, 0], [Infinity, 2], [2, Infinity], [-6, 3]]) console.log(a % b, mod(a, b), Object.is(a % b, -0));
let i = -3;
const days = ['mon', 'tue', 'wed'];
for (; i < 4; i++) console.log(days[i % 3], days[mod(i, 3)]);
