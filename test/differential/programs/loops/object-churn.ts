// Many short-lived objects, arrays and closures in loops.
interface P {
  x: number;
  y: number;
}
const add = (a: P, b: P): P => ({ x: a.x + b.x, y: a.y + b.y });
let p: P = { x: 0, y: 0 };
for (let i = 0; i < 50000; i++) p = add(p, { x: i % 7, y: 1 / (i + 1) });
console.log(p.x, p.y.toFixed(10));
let total = 0;
for (let i = 0; i < 20000; i++) {
  const [a, b] = [i, i * 2];
  const f = (k: number): number => a + b + k;
  total += f(1) % 10;
}
console.log(total);
let list: { v: number; next: unknown } | null = null;
for (let i = 0; i < 30000; i++) list = i % 1000 === 0 ? null : { v: i, next: list };
console.log(list?.v);
const keep: string[] = [];
for (let i = 0; i < 20000; i++) {
  const s = `item-${i}-${i * i}`;
  if (i % 4999 === 0) keep.push(s);
}
console.log(keep);
