// Fields, constructor, methods and instances.
class Counter {
  count = 0;
  readonly step: number;
  constructor(step = 1) {
    this.step = step;
  }
  next(): number {
    this.count += this.step;
    return this.count;
  }
}
const a = new Counter();
const b = new Counter(5);
a.next();
a.next();
b.next();
console.log(a.count, b.count, a, b);
console.log(a instanceof Counter, typeof Counter, Counter.name, Counter.length, a.constructor === Counter);
console.log(Object.keys(a), 'count' in a, 'next' in a, Object.hasOwn(a, 'next'));
