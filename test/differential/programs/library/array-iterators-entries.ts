// keys, values, entries with holes, in for-of and by hand.
const a = ['x', , 'z'] as string[];
console.log([...a.keys()], [...a.values()], [...a.entries()]);
for (const [i, v] of a.entries()) console.log(i, v);
const it = a.entries();
console.log(it.next(), it.next().value, [...it], it.next(), it[Symbol.iterator]() === it, Object.prototype.toString.call(it));
const iter = [1, 2, 3][Symbol.iterator]();
let r = iter.next();
let s = 0;
while (!r.done) {
  s += r.value;
  r = iter.next();
}
console.log(s, new Array(2).keys().next(), Array.from(a.keys(), (i) => i * 2));
