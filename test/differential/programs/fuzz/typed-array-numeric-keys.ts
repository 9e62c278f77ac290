// Keys that spell numbers name elements of typed arrays, inside or not; others are ordinary properties.
const a = new Int32Array(3);
function write(t: Int32Array, i: number, v: number): void {
  t[i] = v;
}
for (const i of [-3, 1.5, 7, -0, NaN, Infinity, 2]) write(a, i, 4);
console.log(a, Object.keys(a).join());
const b = a as any;
for (const key of ['-0', '-3', '1.5', 'NaN', '1e21', 'foo', '1', '01', 'Nothing']) b[key] = 9;
console.log(a, '-3' in a, '1.5' in a, 'foo' in a, '7' in a, 7 in a, 1 in a, b['-3'], b['7']);
console.log(Object.hasOwn(a, 7), Object.hasOwn(a, 1), Object.getOwnPropertyDescriptor(a, '7'), delete b[7]);
