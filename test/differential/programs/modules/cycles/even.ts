// Half of a cycle.
import { isOdd } from './odd.ts';
export const evenName = 'even';
export function isEven(n: number): boolean {
  return n === 0 || isOdd(n - 1);
}
