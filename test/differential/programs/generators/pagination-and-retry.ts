// Generators that page through data, resume, peek and buffer.
const db = Array.from({ length: 23 }, (_, i) => ({ id: i + 1 }));
function* pages(size: number): Generator<{ page: number; rows: typeof db }, string, 'skip' | void> {
  for (let page = 0; page * size < db.length; page++) {
    const cmd = yield { page, rows: db.slice(page * size, (page + 1) * size) };
    if (cmd === 'skip') page++;
  }
  return `total ${db.length}`;
}
for (const { page, rows } of pages(10)) console.log(page, rows.length, rows[0].id);
const it = pages(5);
console.log(it.next().value, (it.next('skip').value as { page: number }).page, it.next('skip'), it.next());
class Peekable<T> {
  readonly #it: Iterator<T>;
  #held: IteratorResult<T> | undefined;
  constructor(src: Iterable<T>) {
    this.#it = src[Symbol.iterator]();
  }
  peek = (): T | undefined => (this.#held ??= this.#it.next()).value;
  next(): T | undefined {
    const r = this.#held ?? this.#it.next();
    this.#held = undefined;
    return r.done ? undefined : r.value;
  }
  *takeWhile(f: (v: T) => boolean): Generator<T> {
    for (let v = this.peek(); v !== undefined && f(v); v = this.peek()) yield this.next()!;
  }
}
const p = new Peekable('123abc');
console.log([...p.takeWhile((c) => c < 'a')], p.peek(), p.next(), [...p.takeWhile(() => true)], p.next(), p.peek());
