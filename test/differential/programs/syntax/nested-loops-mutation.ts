// Loops whose bounds and counters are changed inside, and loops without parts.
let n = 10;
for (let i = 0; i < n; i++) {
  if (i % 3 === 0) n--;
  if (i === 2) i++;
}
console.log(n);
let j = 5;
for (; j > 0; ) j -= 2;
console.log(j);
const out: string[] = [];
for (let a = 0, b = 10; a < b; a += 2, b--) {
  for (let c = a; ; c++) {
    if (c > a + 1) break;
    if (c === b) continue;
    out.push(`${a}${b}${c}`);
  }
}
console.log(out.join(' '));
let k = 0;
do {
  let k2 = k;
  while (k2-- > 0) if (k2 === 1) break;
  k += 2;
} while (k < 7 && k !== 4);
console.log(k);
for (const x of [1, 2, 3]) for (const y of [x, x * 2]) if (y > 3) console.log(x, y);
for (let x = 0; x < 2; x++) for (let x = 5; x < 7; x++) console.log('inner', x);
