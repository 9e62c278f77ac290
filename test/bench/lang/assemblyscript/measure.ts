// What ../measure.ts is, in AssemblyScript: no closures, so the work is a function without captures.
@external("env", "now") declare function now(): f64;
@external("env", "number") declare function printNumber(value: f64): void;
@external("env", "char") declare function printChar(unit: i32): void;
@external("env", "argument") declare function argument(): i32;
@external("env", "abort") declare function fail(): void;

export function measure(work: () => f64, expected: f64): void {
  for (let left = argument(); left > 0; left--) {
    const start = now();
    const result = work();
    const time = now() - start;
    if (result != expected) fail();
    printNumber(Math.round(time * 1000) / 1000);
    printChar(left > 1 ? 32 : 10);
  }
}

export class Random {
  constructor(private state: u32) {}
  next(): u32 {
    let x = this.state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    this.state = x;
    return x;
  }
  below(bound: u32): u32 {
    return this.next() % bound;
  }
}
