// Comparators are asked in V8's order: calls are hashed for many lengths and patterns, comparators that are no order give
// what they give there, and one that throws leaves the array alone.
type Order = (x: number, y: number) => number;
const orders: readonly Order[] = [(x, y) => x - y, (x, y) => y - x, (x, y) => (x > y ? 1 : 0), (x, y) => (x < y ? 1 : 0), (x, y) => (x < y ? -1 : 0), () => 0, () => -1, (x, y) => (x * 7 + y) % 3 - 1];
let seed = 1;
const random = (): number => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff;
const patterns: readonly ((i: number, n: number) => number)[] = [(_, n) => Math.floor(random() * n), () => Math.floor(random() * 3), (i, n) => (random() < 0.9 ? i : Math.floor(random() * n)), (i) => (i % 17 < 9 ? i : 700 - i), (i) => (random() < 0.5 ? -i : i), (i, n) => (i < n / 2 ? i * 2 : (i - n / 2) * 2 + 1)];
for (const n of [2, 3, 5, 7, 8, 9, 20, 63, 64, 65, 128, 300, 1000]) {
  let calls = 0, hash = 0;
  const note = (x: number): void => { hash = (Math.imul(hash, 31) + x) | 0; };
  for (const pattern of patterns) for (const order of orders) {
    const sorted = Array.from({ length: n }, (_, i) => pattern(i, n)).sort((x, y) => { calls++; note(x); note(y); return order(x, y); });
    sorted.forEach(note);
  }
  console.log(n, calls, hash);
}
const asked: string[] = [];
console.log([3, 1, 2].sort((a, b) => { asked.push(`${a}${b}`); return a - b; }), asked.join());
const kept = [5, 4, 3, 2, 1];
let left = 3;
try { kept.sort((a, b) => { if (--left === 0) throw new Error('enough'); return a - b; }); } catch (e) { console.log((e as Error).message, kept); }
console.log([10, 9, 1, true, 'b', null, undefined, 'a', [2]].sort(), ['é', 'z', 'a', 'Z', 'aa'].toSorted(), [, 3, undefined, 1].sort());
const byAge = Array.from({ length: 90 }, (_, i) => ({ id: i, age: i % 7 })).sort((a, b) => b.age - a.age);
console.log(byAge.map((x) => x.id).join(' '));
