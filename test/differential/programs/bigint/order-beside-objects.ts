// Comparisons of bigints with objects that convert to texts: V8 takes such a text for a number where the bigint stands on the left.
function orders(a: any, b: any): string {
  return [a < b, a > b, a <= b, a >= b, a == b].join();
}
class Version {
  valueOf(): string {
    return '1.5';
  }
}
console.log(orders(1n, ['1.5']), orders(['1.5'], 1n), orders(1n, new Version()), orders(new Version(), 2n));
console.log(orders(1n, '1.5'), orders('1.5', 1n), orders(1n, ['x']), orders(['x'], 1n), orders(0n, [-Infinity]));
console.log(orders(1n, ['0x2']), orders([''], 0n), orders(0n, []), orders(9007199254740993n, ['9007199254740993']));
const values: any[] = [null, { a: 0 }, 0n, [-Infinity]];
for (const a of values) console.log(values.map((b) => orders(a, b)).join(' '));
