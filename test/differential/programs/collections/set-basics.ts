// Set: uniqueness, order, conversions.
const s = new Set([3, 1, 3, 2, 1]);
console.log(s, s.size, s.has(2), s.add(5) === s, s.delete(1), s.delete(1), [...s]);
console.log([...new Set('mississippi')].join(''), new Set([NaN, NaN, 0, -0, '0']).size, new Set([[1], [1]]).size);
const unique = <T>(xs: T[]): T[] => [...new Set(xs)];
console.log(unique([1, 2, 1]), unique(['b', 'a', 'b']), new Set().size, new Set(null).size, new Set(new Set([1])));
for (const [a, b] of s.entries()) console.log(a, b);
s.forEach((v, k, self) => console.log(v === k, self.size));
const words = new Set(['x', 'yy']);
console.log([...words].map((w) => w.length), Array.from(words, (w) => w + '!'), words.values().next().value);
