// BigInt parsing, printing, radix and conversion to numbers.
console.log(BigInt('123456789012345678901234567890'), BigInt('0xff'), BigInt('  42  '), BigInt(''), BigInt('-5'), BigInt(true), BigInt(2 ** 60), BigInt('0b101'));
console.log((255n).toString(16), (-255n).toString(2), (10n ** 30n).toString(36), String(5n), `${7n}`, 5n + 'x', JSON.stringify({ v: String(1n) }));
console.log(Number(2n ** 53n + 1n), Number(10n ** 400n), parseInt('12n'), Number(-(2n ** 1023n)), Number(123n), Number((1n << 64n) + (1n << 11n)), Number((1n << 64n) + (1n << 11n) + 1n));
for (const bad of ['1.5', 'abc', '1n', '0x', '--1']) {
  try {
    console.log(BigInt(bad));
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}
try {
  BigInt(1.5);
} catch (e) {
  console.log((e as Error).name, (e as Error).message);
}
console.log([1n, [2n]], { a: 3n }, 1234567n.toLocaleString === undefined, Object(1n), typeof Object(1n), (5n).valueOf());
