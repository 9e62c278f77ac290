// Destructuring, optional chains, compound assignment.
function take({ a, b: [c, d = 2], ...rest }: { a: number; b: number[]; e?: { f?: () => number } }): number {
  rest.e ??= {};
  return a + c! + d + (rest.e?.f?.() ?? 0);
}
let [x, y] = [1, 2];
[x, y] = [y, x];
console.log(take({ a: x, b: [y] }));
