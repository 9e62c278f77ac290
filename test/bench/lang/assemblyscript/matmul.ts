// programs/matmul.ts in AssemblyScript's idiom.
import { measure } from './measure';

const SIZE: i32 = 300;

function multiply(a: Float64Array, b: Float64Array, size: i32): Float64Array {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < size; k++) {
      const factor = a[row * size + k];
      for (let column = 0; column < size; column++) product[row * size + column] += factor * b[k * size + column];
    }
  }
  return product;
}

export function run(): void {
  measure((): f64 => {
    const a = new Float64Array(SIZE * SIZE);
    const b = new Float64Array(SIZE * SIZE);
    for (let i = 0; i < a.length; i++) {
      a[i] = i % 17;
      b[i] = i % 13;
    }
    const product = multiply(a, b, SIZE);
    let trace: f64 = 0;
    for (let i = 0; i < SIZE; i++) trace += product[i * SIZE + i];
    return trace;
  }, 4319884);
}
