// Many arguments and parameters, spread of long arrays, deep nesting of calls.
const many = Array.from({ length: 5000 }, (_, i) => i);
console.log(Math.max(...many), ((...a: number[]) => a.length)(...many, ...many), String.fromCharCode(...many.slice(65, 91)));
function f(a: number, b: number, c: number, d: number, e: number, g: number, h: number, i: number, j: number, k: number): number {
  return a + b * 2 + c * 3 + d * 4 + e * 5 + g * 6 + h * 7 + i * 8 + j * 9 + k * 10;
}
const fs: ((...n: number[]) => number)[] = [f as (...n: number[]) => number, Math.max, (...n) => n.length, (a, b, c, d, e) => a + b + c + d + e];
console.log(f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), fs.map((g) => g(10, 9, 8, 7, 6, 5, 4, 3, 2, 1)), f.apply(null, many.slice(0, 10) as never));
const arr: number[] = [];
arr.push(...many.slice(0, 1000));
console.log(arr.length, [].concat(...(many.slice(0, 3) as never[])), Math.min.apply(null, many));
