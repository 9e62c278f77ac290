// delete on literals, dictionaries, arrays and optional members; what remains.
const d: Record<string, number> = { a: 1, b: 2, c: 3 };
console.log(delete d['b'], delete d['zz'], d, Object.keys(d).length, 'b' in d);
const o: { x?: number; y?: { z?: string } } = { x: 1, y: { z: 'q' } };
console.log(delete o.x, delete o.y?.z, o, delete o.y, o, Object.entries(o));
o.x = 5;
o.y = {};
console.log(o, JSON.stringify(o));
const a: (number | undefined)[] = [1, 2, 3];
delete a[1];
console.log(a, a.length, 1 in a, a[1]);
const keys = ['k1', 'k2', 'k3'];
const m: { [k: string]: string } = Object.fromEntries(keys.map((k) => [k, k]));
for (const k of keys) if (k !== 'k2') delete m[k];
m['k1'] = 'again';
console.log(m, Object.keys(m));
