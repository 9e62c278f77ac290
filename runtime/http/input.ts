// A window on bytes that arrived: a connection takes from its start what it can use. One window serves all connections of a
// server, so that an idle connection holds no buffer.

export class Input {
  bytes: Uint8Array;
  /** Where it began, and where what is not used begins. */
  start: number;
  at: number;
  end: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.start = 0;
    this.at = 0;
    this.end = 0;
  }

  set(bytes: Uint8Array, start: number, end: number): void {
    this.bytes = bytes;
    this.start = start;
    this.at = start;
    this.end = end;
  }
  clear(): void {
    this.start = 0;
    this.at = 0;
    this.end = 0;
  }
  get length(): number {
    return this.end - this.at;
  }
}

/** Bytes that are collected until they are complete, never more than `most`; nothing is held while there are none. */
export class Pending {
  bytes: Uint8Array;
  length: number;
  private readonly most: number;

  constructor(most: number) {
    this.bytes = NO_BYTES;
    this.length = 0;
    this.most = most;
  }

  /** Takes what fits; the number taken. */
  append(bytes: Uint8Array, start: number, end: number): number {
    const count = Math.min(end - start, this.most - this.length);
    const needed = this.length + count;
    if (needed > this.bytes.length) {
      const grown = new Uint8Array(Math.min(Math.max(needed, this.bytes.length * 2, FIRST_BYTES), this.most));
      grown.set(this.bytes.subarray(0, this.length));
      this.bytes = grown;
    }
    this.bytes.set(bytes.subarray(start, start + count), this.length);
    this.length = needed;
    return count;
  }
  get full(): boolean {
    return this.length === this.most;
  }
  release(): void {
    this.bytes = NO_BYTES;
    this.length = 0;
  }
}

const NO_BYTES = new Uint8Array(0);
const FIRST_BYTES = 512;
