// Number constants and predicates.
console.log(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, Number.EPSILON, Number.MAX_VALUE, Number.MIN_VALUE);
for (const v of [0, -0, 1.5, 2 ** 53, 2 ** 53 - 1, NaN, Infinity, -7]) {
  console.log(v, Number.isInteger(v), Number.isSafeInteger(v), Number.isFinite(v), Number.isNaN(v));
}
console.log(isNaN(Number('x')), isFinite(Number('5')), Number.isInteger('5' as unknown as number));
let big = 2 ** 53;
big++;
console.log(big, big + 2, big - 1);
