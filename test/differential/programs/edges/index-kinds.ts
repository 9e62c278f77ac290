// Indices that are strings, fractions, negative, huge or computed.
const a = ['a', 'b', 'c'];
const at = (i: number): string | undefined => a[i];
console.log(at(1), at(-1), at(1.5), at(NaN), at(2 ** 32), at(-0), at(2.0000001), a[1 / 2 + 1 / 2], a['1' as unknown as number], a['01' as unknown as number]);
const m: Record<number, string> = {};
m[1.5] = 'frac';
m[-1] = 'neg';
m[1e21] = 'big';
m[0.1 + 0.2] = 'sum';
m[0b111 as number] = 'seven';
console.log(m, m[1.5], m[0.30000000000000004], Object.keys(m));
let i = 0;
console.log(a[i++] + a[i++] + a[i], i, a[(i -= 2)], a[a.length - 1], a[~~(a.length / 2)]);
