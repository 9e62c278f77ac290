// Integer-like keys first in order, then strings in insertion order, then symbols.
const s = Symbol('s');
const o: Record<PropertyKey, unknown> = { z: 1, 5: 'five', a: 2, [s]: 'sym', 1: 'one', '-1': 'neg', '01': 'lead', 4294967294: 'max', 4294967295: 'over', 1.5: 'f' };
o['m'] = 3;
o[2] = 'two';
delete o['a'];
o['a'] = 9;
console.log(Object.keys(o), JSON.stringify(o), o);
console.log(Object.getOwnPropertyNames({ b: 1, 0: 2 }), Reflect.ownKeys(o).length);
const p: { a?: number; b?: number; c?: number } = {};
p.b = 1;
p.a = 2;
console.log(p, Object.keys(p));
p.c = 3;
delete p.b;
p.b = 4;
console.log(p, Object.entries(p));
const q = Object.assign({ y: 1, x: 2 }, { w: 3, y: 9 });
console.log(q, { ...p, a: 0, z: 1 });
