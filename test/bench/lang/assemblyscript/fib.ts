// programs/fib.ts in AssemblyScript's idiom.
import { measure } from './measure';

function fib(n: i32): i32 {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

export function run(): void {
  measure((): f64 => fib(34), 5702887);
}
