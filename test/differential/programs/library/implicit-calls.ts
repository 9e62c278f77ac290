// Methods of the program that the library calls by itself, where they come from assignments and overrides.
class Day extends Date {
  override toISOString(): string {
    return `day ${super.toISOString().slice(0, 10)}`;
  }
}
console.log(JSON.stringify({ day: new Day(0) }));
const custom: any = { toISOString: () => 'iso' };
custom[Symbol.toPrimitive] = (hint: string): number => hint.length;
console.log(Date.prototype.toJSON.call(custom, ''), 6 == custom, custom != '6');
const failing: any = {};
failing[Symbol.toPrimitive] = (): never => {
  throw new RangeError('no primitive');
};
try {
  console.log(0 == failing);
} catch (error) {
  console.log(String(error));
}
// An iterator without an iterator method is gone through as it is.
const countTo = (n: number): any => ({ at: 0, next(this: any) { this.at++; return { done: this.at > n, value: this.at }; } });
console.log([1, 2, 3].values().flatMap((n) => countTo(n)).toArray());
console.log(Iterator.from(countTo(2)).map((n: any) => n * 2).toArray());
for (const group of [() => Object.groupBy(null as any, String), () => Map.groupBy(undefined as any, String)]) {
  try {
    group();
  } catch (error) {
    console.log((error as Error).message);
  }
}
const odd: any[] = [1, 2, 3];
Object.defineProperty(odd, 1, { value: 'fixed', writable: false });
Object.defineProperty(odd, 2, { get: () => 'got' });
console.log(odd, [odd]);
