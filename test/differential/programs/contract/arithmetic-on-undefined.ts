// undefined that leaks into arithmetic, comparison and concatenation by way of stored values.
const a: number[] = [1, 2];
const counts: Record<string, number> = {};
const missing = a[5];
console.log(missing, [missing + 1, missing * 2].length, 'v' + missing, missing === undefined ? 'u' : 'n');
const stored = { n: a[7] };
console.log(stored, stored.n > 1, stored.n < 1, stored.n === 1);
counts['x'] = (counts['x'] || 0) + 1;
counts['y'] ??= 5;
console.log(counts, counts['z'] > 0, counts['z'] == null);
function sum(xs: (number | undefined)[]): number {
  return xs.reduce<number>((s, x) => s + (x ?? 0), 0);
}
console.log(sum([a[0], a[9], a[1]]), Math.max(a[0], a[1]), isNaN(Number(a[9])));
const text: string[] = ['q'];
console.log(text[0] + text[0], text[4] + '!', `${text[2]}`, text.join('') + text[3]);
