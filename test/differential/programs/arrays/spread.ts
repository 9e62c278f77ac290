// Spread in arrays and calls, over strings, sets, maps and generators.
const a = [1, 2];
console.log([...a, 3, ...a], [...'hey'], [...new Set([1, 1, 2])], [...new Map([['k', 1]])], Math.max(...a, 10, ...[3]));
function* gen(): Generator<number> {
  yield 1;
  yield 2;
}
console.log([...gen(), ...gen()], ((...n: number[]) => n.length)(...gen(), 5));
const copy = [...a];
copy.push(9);
console.log(a, copy);
const merged = [...[1, 2], ...[], ...[[3]]];
console.log(merged);
function f(x: number, y: number, z: number = 100): number {
  return x + y + z;
}
console.log(f(...([1, 2] as [number, number])), f(...([1, 2, 3] as const)));
console.log([...[, 1]], [...Array(2)], [...Array(2).keys()]);
