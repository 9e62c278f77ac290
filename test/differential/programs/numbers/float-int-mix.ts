// One variable that is integer on one path and fraction on another.
function average(values: number[]): number {
  let sum = 0;
  for (const v of values) sum += v;
  return sum / values.length;
}
console.log(average([1, 2, 3]), average([1, 2]), average([]));
let v = 1;
for (let i = 0; i < 40; i++) v = v % 2 === 0 ? v / 4 : v * 6;
console.log(v);
function pick(flag: boolean): number {
  return flag ? 1 : 1.5;
}
console.log(pick(true) + pick(false), pick(true) | 0, pick(false) | 0);
const counts: number[] = [0, 0];
counts[0] += 1;
counts[1] += 0.1;
console.log(counts, counts[0] === 1);
