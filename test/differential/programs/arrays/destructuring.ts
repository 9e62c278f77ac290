// Array destructuring with defaults, rest, holes, swaps and nesting.
const [a, , b = 5, ...rest] = [1, 2, undefined, 4, 5];
console.log(a, b, rest);
let x = 1;
let y = 2;
[x, y] = [y, x];
console.log(x, y);
const [[p, [q]], { r, s = 'd' }] = [[1, [2]], { r: 3 }] as [[number, [number]], { r: number; s?: string }];
console.log(p, q, r, s);
const [first = 'none'] = [] as string[];
console.log(first);
const arr = [1, 2, 3];
[arr[0], arr[2]] = [arr[2], arr[0]];
console.log(arr);
function minMax([head, ...tail]: number[]): [number, number] {
  return tail.reduce<[number, number]>(([lo, hi], v) => [Math.min(lo, v), Math.max(hi, v)], [head, head]);
}
console.log(minMax([3, 9, -2, 4]));
for (const [i, c] of [...'ab'].entries()) console.log(i, c);
const [u, v, w] = 'hi';
console.log(u, v, w);
