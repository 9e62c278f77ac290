// Symbol.asyncIterator on a class: a queue with producers and consumers.
class Channel<T> implements AsyncIterable<T> {
  #items: T[] = [];
  #waiting: ((r: IteratorResult<T, undefined>) => void)[] = [];
  #closed = false;
  send(v: T): void {
    const w = this.#waiting.shift();
    if (w) w({ done: false, value: v });
    else this.#items.push(v);
  }
  close(): void {
    this.#closed = true;
    for (const w of this.#waiting.splice(0)) w({ done: true, value: undefined });
  }
  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return {
      next: () => {
        if (this.#items.length) return Promise.resolve({ done: false, value: this.#items.shift()! });
        if (this.#closed) return Promise.resolve({ done: true, value: undefined });
        return new Promise((r) => this.#waiting.push(r));
      },
    };
  }
}
const ch = new Channel<number>();
const consumer = (async () => {
  let sum = 0;
  for await (const v of ch) {
    console.log('got', v);
    sum += v;
  }
  return sum;
})();
ch.send(1);
ch.send(2);
await null;
ch.send(3);
setTimeout(() => {
  ch.send(4);
  ch.close();
}, 1);
console.log(await consumer);
