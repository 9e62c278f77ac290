// Iterator.from over objects, custom iterators with helpers, laziness and closing of helpers.
let closed = 0;
let pulled = 0;
class Src extends Iterator<number> {
  #n = 0;
  next(): IteratorResult<number> {
    pulled++;
    return { done: false, value: this.#n++ };
  }
  return(): IteratorResult<number> {
    closed++;
    return { done: true, value: undefined };
  }
}
console.log(new Src().filter((n) => n % 2 === 1).map((n) => n * 10).take(3).toArray(), closed, pulled);
for (const v of new Src().drop(5)) {
  console.log(v);
  break;
}
console.log(closed, new Src().find((n) => n > 3), closed, new Src().take(2).flatMap((n) => [n, n]).toArray(), new Src() instanceof Iterator);
const h = new Src().map((n) => n);
console.log(h.next(), Object.prototype.toString.call(h), Iterator.from([1, 2]).toArray(), [..."ab"].values().some((c) => c === 'b'), new Src().take(3).reduce((a, b) => a + b));
try {
  new Src().map((n) => { if (n === 2) throw new Error('stop'); return n; }).toArray();
} catch (e) {
  console.log((e as Error).message, closed);
}
