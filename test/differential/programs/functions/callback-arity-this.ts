// Callbacks with this, extra arguments, thisArg and arrow functions inside methods.
class Acc {
  total = 0;
  add(n: number, i: number): number {
    return (this.total += n * i);
  }
  run(xs: number[]): number[] {
    return xs.map(this.add, this);
  }
  runArrow(xs: number[]): number {
    xs.forEach((x) => (this.total += x));
    return this.total;
  }
  later(): Promise<number> {
    return new Promise((r) => setTimeout(() => r(this.total), 1));
  }
}
const a = new Acc();
console.log(a.run([1, 2, 3]), a.runArrow([10]), await a.later());
const counts = new Map<string, number>();
['x', 'y', 'x'].forEach(function (this: Map<string, number>, k) {
  this.set(k, (this.get(k) ?? 0) + 1);
}, counts);
console.log(counts, [3, 4].every(function (this: { max: number }, n) { return n <= this.max; }, { max: 4 }));
const obj = { n: 1, inc() { return [1, 2].map(() => this.n++); }, nested: { get() { return typeof this; } } };
console.log(obj.inc(), obj.n, obj.nested.get(), ((f: () => string) => { try { return f(); } catch (e) { return (e as Error).name; } })(obj.nested.get));
