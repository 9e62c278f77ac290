// The sieve of Eratosthenes over a byte array. There are 348,513 primes below five million.
import { measure } from '../measure.ts';

function countPrimes(limit: number): number {
  const composite = new Uint8Array(limit);
  let count = 0;
  for (let i = 2; i < limit; i++) {
    if (composite[i] !== 0) continue;
    count++;
    for (let multiple = i * i; multiple < limit; multiple += i) composite[multiple] = 1;
  }
  return count;
}

measure(() => countPrimes(5_000_000), 348513);
