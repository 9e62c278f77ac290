// Iterators of built-ins, live while iterating.
const m = new Map([['a', 1], ['b', 2]]);
const it = m.entries();
console.log(it.next());
m.set('c', 3);
m.delete('b');
console.log([...it], it.next());
const s = new Set([1, 2, 3]);
const seen: number[] = [];
for (const v of s) {
  seen.push(v);
  if (v < 3) s.add(v + 10);
  if (v === 2) s.delete(3);
}
console.log(seen, [...s]);
const a = [1, 2, 3];
const ai = a[Symbol.iterator]();
ai.next();
a.push(4);
console.log([...ai], a.keys().next(), [...a.entries()].length);
console.log(m.keys(), m.values(), s.entries(), a.values(), 'ab'[Symbol.iterator](), 'a1'.matchAll(/\d/g));
console.log(Object.prototype.toString.call(m.entries()), m[Symbol.iterator] === m.entries, s.keys === s.values);
