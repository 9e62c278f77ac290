// Interleaved updates around awaits: lost updates, locks and batching.
let counter = 0;
const unsafe = async (): Promise<void> => {
  const v = counter;
  await null;
  counter = v + 1;
};
await Promise.all([unsafe(), unsafe(), unsafe()]);
console.log(counter);
class Mutex {
  #last: Promise<void> = Promise.resolve();
  async lock(): Promise<() => void> {
    let release!: () => void;
    const next = new Promise<void>((r) => (release = r));
    const previous = this.#last;
    this.#last = previous.then(() => next);
    await previous;
    return release;
  }
}
const m = new Mutex();
counter = 0;
const safe = async (): Promise<void> => {
  const release = await m.lock();
  try {
    const v = counter;
    await null;
    counter = v + 1;
  } finally {
    release();
  }
};
await Promise.all(Array.from({ length: 5 }, safe));
console.log(counter);
const batches: number[][] = [];
let pending: number[] | undefined;
const enqueue = (n: number): void => {
  if (!pending) {
    pending = [];
    queueMicrotask(() => {
      batches.push(pending!);
      pending = undefined;
    });
  }
  pending.push(n);
};
enqueue(1);
enqueue(2);
await null;
enqueue(3);
await null;
console.log(batches);
