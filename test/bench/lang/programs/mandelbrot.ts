// How many points of a grid stay bounded under z² + c for 200 steps: doubles in locals, nothing in memory.
import { measure } from '../measure.ts';

const SIZE = 400;
const LIMIT = 200;

function staysBounded(cx: number, cy: number): boolean {
  let x = 0;
  let y = 0;
  for (let step = 0; step < LIMIT; step++) {
    const xx = x * x;
    const yy = y * y;
    if (xx + yy > 4) return false;
    y = 2 * x * y + cy;
    x = xx - yy + cx;
  }
  return true;
}

measure(() => {
  let inside = 0;
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      if (staysBounded((2 * column) / SIZE - 1.5, (2 * row) / SIZE - 1)) inside++;
    }
  }
  return inside;
}, 60984);
