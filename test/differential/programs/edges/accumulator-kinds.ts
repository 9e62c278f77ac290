// One accumulator that becomes a fraction, infinite, NaN and back through a store.
let acc = 0;
const log: number[] = [];
for (const step of [1, 2, 0.5, -3.5, 1e308, 1e308, -Infinity, 5]) log.push((acc += step));
console.log(log);
acc = 3;
const o = { acc, list: [acc, acc / 2] };
o.acc /= 2;
o.list[0] >>= 1;
console.log(o, acc, acc | 0);
function run(n: number): number {
  let t = n;
  while (t < 100) t += t > 50 ? 0.25 : t > 20 ? 1.5 : 7;
  return t;
}
console.log(run(0), run(19), run(60), run(99.9));
