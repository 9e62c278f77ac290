// What a connection needs only while it has bytes that nobody read, or gaps: the bytes at their places, and the ranges that
// arrived beyond the first gap (RFC 9293 §3.10.7.4), which are also what SACK tells (RFC 2018 §4). Pooled, like senders.

import { type ChunkPool, SequencedBytes } from './chunks.ts';
import { MOST_GAP_RANGES } from './constants.ts';
import { before, notAfter } from './sequence.ts';

export class Receiver {
  readonly bytes: SequencedBytes;
  /** Ranges beyond the first gap, in order, apart from each other. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** When a range last grew, as a count: the latest is told first (RFC 2018 §4). */
  private readonly touched: Int32Array;
  count: number;
  private touches: number;

  constructor(pool: ChunkPool) {
    this.bytes = new SequencedBytes(pool);
    this.start = new Int32Array(MOST_GAP_RANGES);
    this.end = new Int32Array(MOST_GAP_RANGES);
    this.touched = new Int32Array(MOST_GAP_RANGES);
    this.count = 0;
    this.touches = 0;
  }

  clear(): void {
    this.bytes.clear();
    this.count = 0;
    this.touches = 0;
  }

  /**
   * Bytes beyond a gap: [from, to) is data[start, …). What is there already stays as it came first. False when there is no
   * memory or no range free: the segment counts as not arrived.
   */
  addBeyond(lowest: number, from: number, to: number, data: Uint8Array, start: number): boolean {
    let index = 0;
    while (index < this.count && before(this.end[index], from)) index++;
    const joins = index < this.count && notAfter(this.start[index], to);
    if (!joins && this.count === MOST_GAP_RANGES) return false;
    if (!this.fill(lowest, index, from, to, data, start)) return false;
    if (joins) this.join(index, from, to);
    else this.insert(index, from, to);
    return true;
  }

  /** The first range begins at or before `next`: takes it out and gives its end, else `next`. */
  advance(next: number): number {
    let reached = next;
    while (this.count > 0 && notAfter(this.start[0], reached)) {
      if (before(reached, this.end[0])) reached = this.end[0];
      this.remove(0, 1);
    }
    return reached;
  }

  /** True when all of [from, to) is in one range: a repetition. */
  holds(from: number, to: number): boolean {
    for (let i = 0; i < this.count; i++) {
      if (notAfter(this.start[i], from) && notAfter(to, this.end[i])) return true;
    }
    return false;
  }

  /** The range that changed last but `rank` others; for SACK. */
  recent(rank: number): number {
    let bound = 0x7fffffff;
    let found = 0;
    for (let r = 0; r <= rank; r++) {
      let best = -1;
      for (let i = 0; i < this.count; i++) {
        if (this.touched[i] < bound && this.touched[i] > best) {
          best = this.touched[i];
          found = i;
        }
      }
      bound = best;
    }
    return found;
  }

  /** Writes those parts of [from, to) that no range from `index` on has. */
  private fill(lowest: number, index: number, from: number, to: number, data: Uint8Array, start: number): boolean {
    let at = from;
    for (let i = index; before(at, to); i++) {
      const stop = i < this.count && before(this.start[i], to) ? this.start[i] : to;
      if (before(at, stop)) {
        const first = start + ((at - from) | 0);
        const length = (stop - at) | 0;
        if (this.bytes.write(lowest, at, data, first, first + length) < length) return false;
      }
      if (i >= this.count) return true;
      if (before(at, this.end[i])) at = this.end[i];
    }
    return true;
  }

  private join(index: number, from: number, to: number): void {
    if (before(from, this.start[index])) this.start[index] = from;
    if (before(this.end[index], to)) this.end[index] = to;
    let after = index + 1;
    while (after < this.count && notAfter(this.start[after], this.end[index])) {
      if (before(this.end[index], this.end[after])) this.end[index] = this.end[after];
      after++;
    }
    this.remove(index + 1, after - index - 1);
    this.touched[index] = ++this.touches;
  }

  private insert(index: number, from: number, to: number): void {
    this.start.copyWithin(index + 1, index, this.count);
    this.end.copyWithin(index + 1, index, this.count);
    this.touched.copyWithin(index + 1, index, this.count);
    this.start[index] = from;
    this.end[index] = to;
    this.touched[index] = ++this.touches;
    this.count++;
  }

  private remove(index: number, many: number): void {
    if (many <= 0) return;
    this.start.copyWithin(index, index + many, this.count);
    this.end.copyWithin(index, index + many, this.count);
    this.touched.copyWithin(index, index + many, this.count);
    this.count -= many;
  }
}
