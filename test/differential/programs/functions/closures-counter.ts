// Closures share and keep their variables.
function counter(): { inc: () => number; dec: () => number; get: () => number } {
  let n = 0;
  return { inc: () => ++n, dec: () => --n, get: () => n };
}
const a = counter();
const b = counter();
a.inc();
a.inc();
b.dec();
console.log(a.get(), b.get(), a.inc());
const adders = [1, 2, 3].map((n) => (x: number) => x + n);
console.log(adders.map((f) => f(10)));
const add = (x: number) => (y: number) => (z: number) => x + y + z;
console.log(add(1)(2)(3));
let shared = 'before';
const read = (): string => shared;
shared = 'after';
console.log(read());
