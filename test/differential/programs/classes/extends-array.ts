// A class that extends Array: length, species and methods.
class Stack<T> extends Array<T> {
  peek(): T | undefined {
    return this[this.length - 1];
  }
  sum(this: Stack<number>): number {
    return this.reduce((a, b) => a + b, 0);
  }
}
const s = new Stack<number>();
s.push(1, 2, 3);
console.log(s.peek(), s.length, s, s.sum(), s instanceof Stack, Array.isArray(s));
const doubled = s.map((x) => x * 2);
console.log(doubled instanceof Stack, (doubled as Stack<number>).peek(), doubled);
const filtered = s.filter((x) => x > 1) as Stack<number>;
console.log(filtered.sum(), Stack.from([5, 6]), Stack.of(7) instanceof Stack, [...s], s.concat([9]));
s.length = 1;
console.log(s, JSON.stringify(s));
