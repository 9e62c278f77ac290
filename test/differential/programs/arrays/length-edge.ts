// Setting length, writing far past the end and negative or fractional keys.
const a: number[] = [1, 2, 3];
a.length = 5;
console.log(a, a.length);
a.length = 0;
console.log(a, a[0]);
a[10] = 1;
console.log(a.length, a.filter(() => true).length);
const o = a as unknown as Record<string, unknown>;
o['-1'] = 'neg';
o['1.5'] = 'frac';
o['name'] = 'x';
console.log(a.length, Object.keys(a), a);
try {
  a.length = -1;
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
const b = [1, 2, 3];
b[b.length] = 4;
b[b.length + 1] = 6;
console.log(b, b.length, b.lastIndexOf(4));
