// Bytes on their way into a stream. What the stream does not take at once waits here, in order; who produces more asks first
// whether something waits, so that a slow reader holds back its own response only.

import type { ByteStream } from '../tcp/stream.types.ts';

interface Waiting {
  readonly bytes: Uint8Array;
  at: number;
}

export class OutputQueue {
  private readonly stream: ByteStream;
  private readonly waiting: Waiting[];

  constructor(stream: ByteStream) {
    this.stream = stream;
    this.waiting = [];
  }

  get blocked(): boolean {
    return this.waiting.length > 0;
  }

  /** Sends bytes[start, end). With `keeps` they stay as they are until they were sent; else what waits is copied. */
  send(bytes: Uint8Array, start: number, end: number, keeps: boolean): void {
    let at = start;
    if (this.waiting.length === 0) at += this.stream.writeFrom(bytes, start, end);
    if (at === end) return;
    if (keeps) this.waiting.push({ bytes: end === bytes.length ? bytes : bytes.subarray(0, end), at });
    else this.waiting.push({ bytes: bytes.slice(at, end), at: 0 });
  }

  /** Goes on; true when everything was taken. */
  flush(): boolean {
    while (this.waiting.length > 0) {
      const first = this.waiting[0]!;
      first.at += this.stream.writeFrom(first.bytes, first.at, first.bytes.length);
      if (first.at < first.bytes.length) return false;
      this.waiting.shift();
    }
    return true;
  }
  clear(): void {
    this.waiting.length = 0;
  }
}
