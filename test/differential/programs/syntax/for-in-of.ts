// for-in over objects, arrays and inherited properties; for-of over iterables.
const o: Record<string, number> = { b: 1, a: 2, 10: 3, 2: 4 };
for (const k in o) console.log(k, o[k]);
for (const i in ['x', 'y']) console.log(i, typeof i);
class Base {
  inherited = 1;
}
class Sub extends Base {
  own = 2;
  method(): void {}
}
for (const k in new Sub()) console.log(k);
for (const k in Object.create({ proto: 1 }, { own: { value: 1, enumerable: true }, hidden: { value: 2 } })) console.log(k);
for (const [k, v] of Object.entries({ q: 1, r: [2] })) console.log(k, v);
for (const [k, v] of new Map([[{ id: 1 }, 'x']])) console.log(k.id, v);
for (const c of new Set('hello')) console.log(c);
for (const _ in null as unknown as object) console.log('never');
let key: string;
for (key in { last: 0 });
console.log(key!);
const seen: string[] = [];
const m: Record<string, number> = { a: 1, b: 2, c: 3 };
for (const k in m) {
  seen.push(k);
  delete m['b'];
  m['d'] = 4;
}
console.log(seen, m);
