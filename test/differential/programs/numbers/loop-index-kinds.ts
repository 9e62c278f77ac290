// A loop index that is also logged, stored in a union and used in float arithmetic.
const seen: (string | number)[] = [];
const half: number[] = [];
let total = 0;
for (let i = 0; i < 6; i++) {
  seen.push(i % 2 === 0 ? i : `odd${i}`);
  half.push(i / 2);
  total += i * 0.25;
  if (i === 3) console.log('three', i);
}
console.log(seen, half, total);
const m = new Map<string, string | number>();
for (let i = 10; i > 7; i -= 1) m.set(`k${i}`, i);
console.log(m);
for (let x = 0; x < 1; x += 0.25) console.log(x);
for (let i = 0xfffffffe; i < 0x100000001; i++) console.log(i);
