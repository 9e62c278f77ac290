// Memory for bytes on their way: chunks of one size from one bounded pool, so that a connection holds memory only for what is
// under way and an idle one holds none. Bytes lie at their sequence number, so what arrives out of order is put in place once.

import { copyBytes } from '../core/bytes.ts';
import { SharedBytes, type PacketTail, type SharedHome } from '../core/shared-bytes.ts';
import type { ReadView } from './stream.types.ts';

const CHUNK_SHIFT = 13;
export const CHUNK_BYTES = 1 << CHUNK_SHIFT;
const CHUNK_MASK = CHUNK_BYTES - 1;
const FIRST_SLOTS = 4;
/** Chunks kept for the next use; more go back to the collector. */
export const MOST_FREE_CHUNKS = 512;

export class ChunkPool implements SharedHome {
  /** Chunks that may be out at once. */
  readonly limit: number;
  /** Chunks that are out. */
  used: number;
  /** Chunks that are promised to those who hold packets instead. */
  private reserved: number;
  private readonly free: SharedBytes[];

  constructor(limitBytes: number) {
    this.limit = Math.floor(limitBytes / CHUNK_BYTES);
    this.used = 0;
    this.reserved = 0;
    this.free = [];
  }

  /** More than half is out: buffers must not grow. */
  get scarce(): boolean {
    return this.used * 2 > this.limit;
  }

  /** Promises memory for bytes that come to lie in it later, at whatever numbers; false when there is not enough. */
  reserve(bytes: number): boolean {
    const count = chunksFor(bytes);
    if (this.used + this.reserved + count > this.limit) return false;
    this.reserved += count;
    return true;
  }
  unreserve(bytes: number): void {
    this.reserved -= chunksFor(bytes);
  }

  take(): SharedBytes | undefined {
    if (this.used + this.reserved >= this.limit) return undefined;
    this.used++;
    const chunk = this.free.pop() ?? new SharedBytes(new Uint8Array(CHUNK_BYTES), this);
    chunk.hold();
    return chunk;
  }

  /** Nobody holds it any more: neither the one who took it nor a packet. */
  takeBack(chunk: SharedBytes): void {
    this.used--;
    if (this.free.length < MOST_FREE_CHUNKS) this.free.push(chunk);
  }
}

/** However they fall. */
function chunksFor(bytes: number): number {
  return (bytes >>> CHUNK_SHIFT) + 2;
}

/** Bytes by sequence number. Which of them were written is its user's to know. */
export class SequencedBytes {
  private readonly pool: ChunkPool;
  /** The chunk of a number is at (number >>> CHUNK_SHIFT) & mask. */
  private slots: (SharedBytes | undefined)[];
  private mask: number;
  private held: number;

  constructor(pool: ChunkPool) {
    this.pool = pool;
    this.slots = [undefined, undefined, undefined, undefined];
    this.mask = FIRST_SLOTS - 1;
    this.held = 0;
  }

  /**
   * Writes bytes[start, end) at `sequence`; the number of bytes that found memory. `lowest` is the lowest number in use:
   * everything lies within 2^31 of it.
   */
  write(lowest: number, sequence: number, bytes: Uint8Array, start: number, end: number): number {
    this.reach(lowest, (sequence + (end - start)) | 0);
    let at = start;
    let to = sequence;
    while (at < end) {
      const slot = (to >>> CHUNK_SHIFT) & this.mask;
      let chunk = this.slots[slot];
      if (chunk === undefined) {
        chunk = this.pool.take();
        if (chunk === undefined) return at - start;
        this.slots[slot] = chunk;
        this.held++;
      }
      const offset = to & CHUNK_MASK;
      const length = Math.min(end - at, CHUNK_BYTES - offset);
      copyBytes(chunk.bytes, offset, bytes, at, length);
      at += length;
      to = (to + length) | 0;
    }
    return end - start;
  }

  /** Copies `length` written bytes from `sequence` on. */
  read(sequence: number, into: Uint8Array, at: number, length: number): void {
    let from = sequence;
    let to = at;
    const end = at + length;
    while (to < end) {
      const chunk = this.slots[(from >>> CHUNK_SHIFT) & this.mask];
      if (chunk === undefined) throw new Error('Cannot read from a buffer: nothing was written there');
      const offset = from & CHUNK_MASK;
      const part = Math.min(end - to, CHUNK_BYTES - offset);
      copyBytes(into, to, chunk.bytes, offset, part);
      to += part;
      from = (from + part) | 0;
    }
  }

  /** Makes `length` written bytes from `sequence` on the tail of a packet: they stay as they are until it was sent. */
  share(sequence: number, length: number, tail: PacketTail): void {
    let from = sequence;
    let left = length;
    while (left > 0) {
      const chunk = this.slots[(from >>> CHUNK_SHIFT) & this.mask];
      if (chunk === undefined) throw new Error('Cannot read from a buffer: nothing was written there');
      const offset = from & CHUNK_MASK;
      const part = Math.min(left, CHUNK_BYTES - offset);
      tail.add(chunk, offset, part);
      left -= part;
      from = (from + part) | 0;
    }
  }

  /** Shows up to `length` written bytes from `sequence` on, those of one chunk; the number shown. */
  peek(sequence: number, length: number, view: ReadView): number {
    const chunk = this.slots[(sequence >>> CHUNK_SHIFT) & this.mask];
    if (chunk === undefined) throw new Error('Cannot read from a buffer: nothing was written there');
    const offset = sequence & CHUNK_MASK;
    const part = Math.min(length, CHUNK_BYTES - offset);
    view.set(chunk.bytes, offset, offset + part);
    return part;
  }

  /** Gives back the chunks that lie wholly in [from, to). */
  release(from: number, to: number): void {
    let index = from >>> CHUNK_SHIFT;
    const last = to >>> CHUNK_SHIFT;
    while (index !== last) {
      this.drop(index & this.mask);
      index = (index + 1) & (0xffffffff >>> CHUNK_SHIFT);
    }
  }

  /** Gives back everything. */
  clear(): void {
    for (let i = 0; i <= this.mask && this.held > 0; i++) this.drop(i);
  }

  private drop(slot: number): void {
    const chunk = this.slots[slot];
    if (chunk === undefined) return;
    this.slots[slot] = undefined;
    this.held--;
    chunk.letGo();
  }

  /** Makes room for the chunks of [lowest, end). */
  private reach(lowest: number, end: number): void {
    const span = (((end - (lowest & ~CHUNK_MASK)) >>> 0) >>> CHUNK_SHIFT) + 1;
    if (span <= this.mask + 1) return;
    let size = this.mask + 1;
    while (size < span) size *= 2;
    const slots: (SharedBytes | undefined)[] = [];
    for (let i = 0; i < size; i++) slots.push(undefined);
    let index = lowest >>> CHUNK_SHIFT;
    for (let i = 0; i <= this.mask; i++) {
      slots[index & (size - 1)] = this.slots[index & this.mask];
      index = (index + 1) & (0xffffffff >>> CHUNK_SHIFT);
    }
    this.slots = slots;
    this.mask = size - 1;
  }
}
