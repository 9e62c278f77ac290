// Two hundred thousand numbers sorted by a comparison function.
import { measure, Random } from '../measure.ts';

measure(() => {
  const random = new Random(4711);
  const numbers: number[] = [];
  for (let i = 0; i < 200_000; i++) numbers.push(random.next() / 16);
  numbers.sort((a, b) => a - b);
  let inOrder = 0;
  for (let i = 1; i < numbers.length; i++) if (numbers[i - 1]! <= numbers[i]!) inOrder++;
  return inOrder;
}, 199_999);
