// A long computation before the first output: primes, a memo table and a checksum.
const primes: number[] = [];
for (let n = 2; primes.length < 2000; n++) {
  let prime = true;
  for (const p of primes) {
    if (p * p > n) break;
    if (n % p === 0) {
      prime = false;
      break;
    }
  }
  if (prime) primes.push(n);
}
const memo = new Map<number, number>();
const collatz = (n: number): number => {
  if (n === 1) return 0;
  const hit = memo.get(n);
  if (hit !== undefined) return hit;
  const steps = 1 + collatz(n % 2 ? 3 * n + 1 : n / 2);
  memo.set(n, steps);
  return steps;
};
let best = 1;
for (let n = 1; n < 3000; n++) if (collatz(n) > collatz(best)) best = n;
let sum = 0;
for (const p of primes) sum = (Math.imul(sum, 31) + p) | 0;
console.log(primes.at(-1), best, collatz(best), memo.size, sum);
