// Assignments used as values, chained, in conditions and arguments.
let a: number, b: number, c: number;
a = b = c = 5;
console.log(a, b, c, (a = 7) + a, a);
const o: { x?: number; y?: { z: number } } = {};
const n = (o.x = (o.y = { z: 3 }).z + 1);
console.log(n, o);
const list: number[] = [];
while (list.push(list.length) < 4);
console.log(list, (list[1] = list[2] = 9), list);
const f = (v: number): number => v * 2;
console.log(f((a = 3)), a, [a += 1, a -= 2, a *= 10], a);
if ((b = a - 20) === 0) console.log('b is zero', b);
let s = (c = 1) ? 'c' : 'd';
s += (s += 'x') + s;
console.log(s);
const t = { i: 0, v: [1, 2, 3] };
t.v[t.i++] = t.v[t.i++] + t.v[t.i];
console.log(t);
