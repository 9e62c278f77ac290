// Loops that read one past the end as a sentinel.
const xs = [5, 3, 8];
let i = 0;
while (xs[i] !== undefined) i++;
console.log(i);
const text = 'key=value';
let j = 0;
let key = '';
while (text[j] && text[j] !== '=') key += text[j++];
console.log(key, text[j], text[100]);
const peek = (toks: string[], at: number): string => toks[at] ?? '<eof>';
console.log(peek(['a', 'b'], 1), peek(['a', 'b'], 2), peek([], 0));
const merged: number[] = [];
const [l, r] = [[1, 4, 6], [2, 3, 9, 10]];
let [p, q] = [0, 0];
while (p < l.length || q < r.length) {
  if (q >= r.length || (p < l.length && l[p] <= r[q])) merged.push(l[p++]);
  else merged.push(r[q++]);
}
console.log(merged);
const pairs = xs.map((v, k) => [v, xs[k + 1]]);
console.log(pairs, xs.map((v, k) => (xs[k + 1] === undefined ? 'last' : xs[k + 1] > v ? 'up' : 'down')));
