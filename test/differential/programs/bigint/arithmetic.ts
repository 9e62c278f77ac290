// BigInt arithmetic, signs, exponent and division.
console.log(2n ** 64n, 2n ** 100n - 1n, -7n / 2n, -7n % 2n, 7n / -2n, 0n, -0n, 5n * -3n);
let f = 1n;
for (let i = 1n; i <= 30n; i++) f *= i;
console.log(f, f / 10n ** 20n, f % 1000007n, f > 10n ** 30n, -f);
console.log(10n ** 50n + 1n, (10n ** 50n + 1n) * (10n ** 50n - 1n), 123456789012345678901234567890n / 987654321n);
let n = 5n;
n += 2n;
n **= 2n;
n -= 1n;
n++;
console.log(n, n--, n, typeof n, n === 48n);
for (const bad of [() => 1n / 0n, () => 1n % 0n, () => 2n ** -1n, () => (1n as any) + 1, () => +(1n as any), () => Math.max(1n as any)]) {
  try {
    console.log(bad());
  } catch (e) {
    console.log((e as Error).name, (e as Error).message);
  }
}
