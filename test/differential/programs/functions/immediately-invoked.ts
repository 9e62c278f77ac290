// IIFEs, functions in expressions, comma and void.
const result = (function named(n: number): number {
  return n < 2 ? 1 : n * named(n - 1);
})(5);
console.log(result);
const mod = (() => {
  const secret = [1, 2];
  return { add: (n: number) => secret.push(n), sum: () => secret.reduce((a, b) => a + b) };
})();
mod.add(3);
let x = 0;
console.log(mod.sum(), void 0, [1, 2].indexOf((x++, 2)), typeof (() => {}), (function () {}).name, (() => {}).name);
const y = (x++, x++, x);
console.log(x, y);
for (let i = 0, j = 10; i < j; i += 3, j--) console.log(i, j);
console.log([1, 2, 3].map(function (this: { k: number }, v) { return v * this.k; }, { k: 3 }));
