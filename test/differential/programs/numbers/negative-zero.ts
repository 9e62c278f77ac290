// Negative zero is kept apart by division, Object.is and a few operations.
const z = -0;
console.log(z, 0, z === 0, Object.is(z, 0), 1 / z);
console.log(-0 + 0, 0 - 0, -0 - 0, 0 * -1, -0 + -0);
console.log(Math.round(-0.4), Math.ceil(-0.5), Math.trunc(-0.9), Math.floor(-0));
console.log(Math.min(0, -0), Math.max(-0, 0), Math.abs(-0));
console.log([-0], `${-0}`, String(-0), (-0).toFixed(1), JSON.stringify(-0));
let n = 3;
n %= 3;
console.log(n, -3 % 3, 0 / -5);
function neg(x: number): number {
  return -x;
}
console.log(neg(0), neg(1), 1 / neg(0));
console.log([0].includes(-0), [-0].indexOf(0), new Set([0, -0]).size);
