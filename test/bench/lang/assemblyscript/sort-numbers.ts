// programs/sort-numbers.ts in AssemblyScript's idiom.
import { measure, Random } from './measure';

export function run(): void {
  measure((): f64 => {
    const random = new Random(4711);
    const numbers: f64[] = [];
    for (let i = 0; i < 200_000; i++) numbers.push(<f64>random.next() / 16);
    numbers.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    let inOrder = 0;
    for (let i = 1; i < numbers.length; i++) if (numbers[i - 1] <= numbers[i]) inOrder++;
    return inOrder;
  }, 199_999);
}
