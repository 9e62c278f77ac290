// The other half; reads the other module's constant early.
import { evenName, isEven } from './even.ts';
let early: string;
try {
  early = evenName;
} catch (e) {
  early = (e as Error).name;
}
console.log('odd sees', early);
export function isOdd(n: number): boolean {
  return n !== 0 && isEven(n - 1);
}
export const oddName = (): string => `not ${evenName}`;
