// programs/sieve.ts in AssemblyScript's idiom.
import { measure } from './measure';

function countPrimes(limit: i32): i32 {
  const composite = new Uint8Array(limit);
  let count = 0;
  for (let i = 2; i < limit; i++) {
    if (composite[i] != 0) continue;
    count++;
    for (let multiple: i64 = <i64>i * i; multiple < limit; multiple += i) composite[<i32>multiple] = 1;
  }
  return count;
}

export function run(): void {
  measure((): f64 => countPrimes(5_000_000), 348513);
}
