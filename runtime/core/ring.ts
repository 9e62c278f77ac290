// A first-in first-out queue of fixed capacity. Every queue that a peer can fill is one of these: when it is full, `push`
// says so and the caller decides what is dropped.

export class Ring<T> {
  readonly capacity: number;
  private readonly slots: (T | undefined)[];
  private head: number;
  private count: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.slots = [];
    this.head = 0;
    this.count = 0;
  }

  get length(): number {
    return this.count;
  }

  /** False, and nothing stored, when the ring is full. */
  push(value: T): boolean {
    if (this.count === this.capacity) return false;
    let at = this.head + this.count;
    if (at >= this.capacity) at -= this.capacity;
    // Places come into being one by one on the first way round: most rings never fill.
    if (at === this.slots.length) this.slots.push(value);
    else this.slots[at] = value;
    this.count++;
    return true;
  }

  shift(): T | undefined {
    if (this.count === 0) return undefined;
    const value = this.slots[this.head];
    this.slots[this.head] = undefined;
    this.head = this.head + 1 === this.capacity ? 0 : this.head + 1;
    this.count--;
    return value;
  }

  peek(): T | undefined {
    return this.count === 0 ? undefined : this.slots[this.head];
  }
}
