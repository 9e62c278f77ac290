// Holes are skipped by some methods and read as undefined by others.
const a = [1, , 3] as number[];
console.log(a, a.length, a[1], 1 in a);
a.forEach((v, i) => console.log(i, v));
console.log(a.map((v) => v * 2), a.filter(() => true), a.reduce((s, v) => s + v), a.indexOf(undefined as unknown as number), a.includes(undefined as unknown as number));
console.log(Object.keys(a), [...a], a.join('-'), a.flat(), a.find((v) => v === undefined), a.findIndex((v) => v === undefined));
for (const v of a) console.log(v);
delete a[0];
console.log(a, JSON.stringify(a), a.some((v) => v === undefined), a.every((v) => v === 3), [...a.keys()], a.concat([, 4] as number[]));
const s = [3, , 1] as number[];
console.log(s.sort(), s.reverse(), a.slice(0, 2), s.at(1));
