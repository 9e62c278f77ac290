// Elements with attributes and accessors, arrays whose length is read-only, typed arrays made by species.
function attempt(run: () => unknown): void {
  try {
    console.log(run());
  } catch (error) {
    console.log(String(error));
  }
}
const a: any[] = [1, 2, 3];
let stored = 10;
Object.defineProperty(a, 1, { get: () => stored, set: (v) => void (stored = v * 2), enumerable: true, configurable: true });
a[1] = 7;
console.log(a[1], a.length, a.join(), a.map((x) => x + 1), [...a], a.indexOf(14), JSON.stringify(a));
Object.defineProperty(a, '0', { value: 5, writable: false });
attempt(() => (a[0] = 6));
console.log(Object.getOwnPropertyDescriptor(a, 0), Object.getOwnPropertyDescriptor(a, '1'));
Object.defineProperty(a, 4, { value: 'last', enumerable: false, configurable: false });
console.log(Object.keys(a), Object.getOwnPropertyNames(a), a.length, 3 in a, 4 in a);
attempt(() => (a.length = 2));
console.log(a.length, a[4]);
attempt(() => delete a[4]);
attempt(() => Object.defineProperty(a, 4, { value: 'other' }));
const b: any[] = [1, 2];
Object.defineProperty(b, 'length', { writable: false });
attempt(() => b.push(3));
attempt(() => (b[2] = 1));
attempt(() => (b.length = 0));
b[0] = 9;
console.log(b, Object.getOwnPropertyDescriptor(b, 'length'));
attempt(() => Object.defineProperty(b, 'length', { value: 5 }));
attempt(() => Object.defineProperty([1, 2, 3], 'length', { value: 1 }));
attempt(() => Object.defineProperty([], 'length', { value: -1 }));
for (const key in a) console.log(key);
const t: any = new Int8Array([7, 8]);
t.foo = 'own';
console.log(t.map((x: number) => x + 1), t.slice(1), t.subarray(1), t.filter(() => true), t.toReversed());
class Wide extends Uint16Array {
  static get [Symbol.species]() {
    return Float64Array;
  }
}
class Mine extends Uint8Array {
  sum(): number {
    return this.reduce((x, y) => x + y, 0);
  }
}
console.log(new Wide([1, 2]).map((x) => x / 2), new Wide([1, 2]).slice(1) instanceof Float64Array);
const mine = new Mine([1, 2, 3]);
console.log((mine.map((x) => x * 2) as Mine).sum(), (mine.subarray(1) as Mine).sum(), mine.toReversed() instanceof Mine);
for (const x of a) console.log(x);
export {};
