// Deeply nested arrays, objects, closures and strings.
let nested: unknown = 'core';
for (let i = 0; i < 200; i++) nested = i % 2 ? [nested] : { v: nested };
let d = 0;
let cur: any = nested;
while (typeof cur === 'object') {
  cur = Array.isArray(cur) ? cur[0] : cur.v;
  d++;
}
console.log(d, cur, JSON.stringify(nested).length);
let f = (x: number): number => x;
for (let i = 0; i < 500; i++) {
  const g = f;
  f = (x) => g(x) + 1;
}
console.log(f(0));
interface L { v: number; next: L | null }
let list: L | null = null;
for (let i = 0; i < 20000; i++) list = { v: i, next: list };
let sum = 0;
for (let l = list; l; l = l.next) sum += l.v;
console.log(sum, nested);
