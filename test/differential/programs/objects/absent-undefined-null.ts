// A property that is undefined is not an absent one.
const a: { x?: number | undefined | null; y?: number } = { x: undefined };
console.log('x' in a, 'y' in a, Object.keys(a), JSON.stringify(a), a);
a.y = undefined as unknown as number;
console.log(Object.keys(a), { ...a }, Object.entries(a));
a.x = null;
console.log(a.x === null, a.x == undefined, JSON.stringify(a));
delete a.x;
console.log('x' in a, a.x, a);
const copy = Object.assign({}, { k: undefined }, null as unknown as object, { n: 1 });
console.log(copy, Object.values(copy), Object.hasOwn(copy, 'k'));
const f = (o: { v?: number }): string => ('v' in o ? `has ${o.v}` : 'none');
console.log(f({}), f({ v: undefined }), f({ v: 0 }));
for (const k in { p: undefined, q: null }) console.log(k);
