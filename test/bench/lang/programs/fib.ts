// Fibonacci by two calls: nothing but calls and small integers.
import { measure } from '../measure.ts';

function fib(n: number): number {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

measure(() => fib(34), 5702887);
