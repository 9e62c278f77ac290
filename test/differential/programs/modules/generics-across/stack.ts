// A generic stack.
export class Stack<T> {
  readonly #items: T[] = [];
  push(x: T): this {
    this.#items.push(x);
    return this;
  }
  peek(): T | undefined {
    return this.#items.at(-1);
  }
  *[Symbol.iterator](): Generator<T> {
    for (let i = this.#items.length - 1; i >= 0; i--) yield this.#items[i];
  }
}
export function mapStack<A, B>(s: Stack<A>, f: (a: A) => B): Stack<B> {
  const out = new Stack<B>();
  for (const x of [...s].reverse()) out.push(f(x));
  return out;
}
