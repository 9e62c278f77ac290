// Dictionaries without a prototype.
const d: Record<string, number> = Object.create(null);
d['toString'] = 1;
d['constructor'] = 2;
d['valueOf2'] = 3;
console.log(Object.keys(d), d['hasOwnProperty'], 'valueOf' in d, Object.getPrototypeOf(d), d);
const counts: Record<string, number> = Object.create(null);
for (const w of 'constructor valueOf constructor x'.split(' ')) counts[w] = (counts[w] ?? 0) + 1;
console.log(counts, Object.entries(counts));
const plain: Record<string, unknown> = {};
console.log(typeof plain['constructor'], plain['nope'], Object.getPrototypeOf(plain) === Object.prototype);
for (const k in d) console.log(k, d[k]);
