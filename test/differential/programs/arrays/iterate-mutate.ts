// Mutating an array while iterating over it.
const a = [1, 2, 3];
for (const v of a) {
  if (v < 3) a.push(v + 10);
  if (a.length > 6) break;
}
console.log(a);
const b = [1, 2, 3, 4];
b.forEach((v, i) => {
  if (v === 2) b.splice(i, 1);
  console.log(v);
});
console.log(b);
const c = [1, 2, 3];
console.log(c.map((v) => (c.length = 2, v)), c);
for (let i = c.length - 1; i >= 0; i--) if (c[i] === 1) c.splice(i, 1);
console.log(c);
const it = c[Symbol.iterator]();
console.log(it.next(), it.next(), it.next());
