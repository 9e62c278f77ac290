// programs/mandelbrot.ts in AssemblyScript's idiom.
import { measure } from './measure';

const SIZE: i32 = 400;
const LIMIT: i32 = 200;

function staysBounded(cx: f64, cy: f64): bool {
  let x: f64 = 0;
  let y: f64 = 0;
  for (let step = 0; step < LIMIT; step++) {
    const xx = x * x;
    const yy = y * y;
    if (xx + yy > 4) return false;
    y = 2 * x * y + cy;
    x = xx - yy + cx;
  }
  return true;
}

export function run(): void {
  measure((): f64 => {
    let inside = 0;
    for (let row = 0; row < SIZE; row++) {
      for (let column = 0; column < SIZE; column++) {
        if (staysBounded((2 * <f64>column) / SIZE - 1.5, (2 * <f64>row) / SIZE - 1)) inside++;
      }
    }
    return inside;
  }, 60984);
}
