// Loops with fractional counters and accumulated error.
const xs: number[] = [];
for (let x = 0; x <= 1; x += 0.1) xs.push(x);
console.log(xs.length, xs.at(-1), xs);
let c = 0;
for (let x = 10; x > 0.5; x /= 1.5) c++;
console.log(c);
for (let i = 3; i > -3; i -= 1.5) console.log(i);
let e = 1;
while (1 + e / 2 > 1) e /= 2;
console.log(e === Number.EPSILON, e);
