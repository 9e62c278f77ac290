// Streams that wait for an async iterator over a listener: bounded, in order, ended by `close`. Both stacks use it.

import type { ByteStream } from '../tcp/stream.types.ts';
import { TcpStream } from './tcp-stream.ts';

/** Streams that nobody took yet; more are reset. */
export const MOST_WAITING_STREAMS = 128;

export class AcceptQueue {
  /** Streams that were reset because nobody took them in time. */
  overflowed: number;
  private readonly waiting: TcpStream[];
  private readonly waiters: ((result: IteratorResult<TcpStream>) => void)[];
  private open: boolean;

  constructor() {
    this.overflowed = 0;
    this.waiting = [];
    this.waiters = [];
    this.open = true;
  }

  push(stream: ByteStream): void {
    const waiter = this.waiters.shift();
    if (waiter !== undefined) {
      waiter({ done: false, value: new TcpStream(stream) });
      return;
    }
    if (!this.open || this.waiting.length >= MOST_WAITING_STREAMS) {
      this.overflowed++;
      stream.abort();
      return;
    }
    this.waiting.push(new TcpStream(stream));
  }

  next(): Promise<IteratorResult<TcpStream>> {
    const stream = this.waiting.shift();
    if (stream !== undefined) return Promise.resolve({ done: false, value: stream });
    if (!this.open) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.waiters.push(resolve));
  }

  /** Iterators end; what waits is reset. */
  close(): void {
    this.open = false;
    for (const waiter of this.waiters) waiter({ done: true, value: undefined });
    this.waiters.length = 0;
    for (const stream of this.waiting) stream.abort();
    this.waiting.length = 0;
  }
}
