// Integer algorithms: gcd, modular power, primes, collatz.
function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
function powMod(base: number, exponent: number, modulus: number): number {
  let result = 1;
  let b = base % modulus;
  for (let e = exponent; e > 0; e = Math.floor(e / 2)) {
    if (e % 2 === 1) result = (result * b) % modulus;
    b = (b * b) % modulus;
  }
  return result;
}
function collatz(n: number): number {
  let steps = 0;
  while (n !== 1) {
    n = n % 2 === 0 ? n / 2 : 3 * n + 1;
    steps++;
  }
  return steps;
}
console.log(gcd(1071, 462), gcd(0, 5), gcd(270, 192), powMod(3, 200, 1000007), powMod(2, 1000, 9973));
console.log(collatz(27), collatz(97), collatz(837799));
