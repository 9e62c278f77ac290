// Many entries with deletions and reinsertion keep insertion order.
const m = new Map<string, number>();
for (let i = 0; i < 5000; i++) m.set('k' + ((i * 7919) % 5000), i);
for (let i = 0; i < 5000; i += 3) m.delete('k' + i);
for (let i = 0; i < 100; i += 3) m.set('k' + i, -i);
console.log(m.size, [...m].slice(0, 5), [...m].slice(-3));
let sum = 0;
for (const [k, v] of m) sum = (sum * 31 + k.length * v) % 1000003;
console.log(sum, m.get('k1'), m.get('k3'), m.get('k300'));
const n = new Map<number, number>();
for (let i = -1000; i < 1000; i++) n.set(i * 0.5, i);
console.log(n.get(-0.5), n.get(0), n.get(499.5), n.get(500), n.size);
const objs = Array.from({ length: 500 }, (_, i) => ({ i }));
const om = new Map(objs.map((o) => [o, o.i * 2]));
console.log(objs.every((o) => om.get(o) === o.i * 2), om.has({ i: 1 }));
