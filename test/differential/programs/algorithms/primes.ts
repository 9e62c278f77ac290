// Sieve, segmented counting, factorisation, totient, perfect numbers and twin primes.
function sieve(n: number): number[] {
  const composite = new Uint8Array(n + 1);
  const out: number[] = [];
  for (let i = 2; i <= n; i++) {
    if (composite[i]) continue;
    out.push(i);
    for (let j = i * i; j <= n; j += i) composite[j] = 1;
  }
  return out;
}
const factor = (n: number): Map<number, number> => {
  const m = new Map<number, number>();
  for (let p = 2; p * p <= n; p++) while (n % p === 0) (m.set(p, (m.get(p) ?? 0) + 1), (n /= p));
  return n > 1 ? m.set(n, (m.get(n) ?? 0) + 1) : m;
};
const primes = sieve(1000);
console.log(primes.length, primes.slice(-3), primes.filter((p, i) => primes[i + 1] === p + 2).length, factor(5040), factor(999999937), factor(1));
const phi = (n: number): number => [...factor(n).keys()].reduce((r, p) => (r / p) * (p - 1), n);
const divisors = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1).filter((d) => n % d === 0);
console.log([1, 10, 36, 97].map(phi), [6, 28, 12, 496].map((n) => divisors(n).slice(0, -1).reduce((a, b) => a + b) === n), sieve(1), sieve(2));
