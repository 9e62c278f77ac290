// The scoreboard: what is in flight, segment by segment in sequence order, with the time each was sent (RFC 8985 §5.2) and
// whether it was selectively acknowledged, taken for lost or sent again (RFC 6675 §3). Arrays of numbers, because it changes
// with every segment.

import type { Instant } from '../core/instant.ts';
import { MOST_SENT_SEGMENTS } from './constants.ts';
import { before } from './sequence.ts';

/** Selectively acknowledged. */
export const SACKED = 1;
/** Taken for lost, not yet sent again. */
export const LOST = 2;
/** Sent more than once. */
export const RETRANSMITTED = 4;

const FIRST_CAPACITY = 16;

export class SentSegments {
  start: Int32Array;
  end: Int32Array;
  sentAt: Float64Array;
  flags: Uint8Array;
  /** Segments are at [first, last). */
  first: number;
  last: number;

  constructor() {
    this.start = new Int32Array(FIRST_CAPACITY);
    this.end = new Int32Array(FIRST_CAPACITY);
    this.sentAt = new Float64Array(FIRST_CAPACITY);
    this.flags = new Uint8Array(FIRST_CAPACITY);
    this.first = 0;
    this.last = 0;
  }

  get count(): number {
    return this.last - this.first;
  }

  get full(): boolean {
    return this.last - this.first >= MOST_SENT_SEGMENTS;
  }

  bytes(index: number): number {
    return (this.end[index] - this.start[index]) | 0;
  }

  /** A segment was sent for the first time, behind all others. */
  push(start: number, end: number, now: Instant): void {
    this.makeRoom();
    const at = this.last;
    this.start[at] = start;
    this.end[at] = end;
    this.sentAt[at] = now;
    this.flags[at] = 0;
    this.last++;
  }

  /** Divides a segment at a sequence number inside it; the index of its first part, which may have moved. */
  split(index: number, at: number): number {
    const place = index - this.first;
    this.makeRoom();
    const left = this.first + place;
    const { start, end, sentAt, flags, last } = this;
    start.copyWithin(left + 1, left, last);
    end.copyWithin(left + 1, left, last);
    sentAt.copyWithin(left + 1, left, last);
    flags.copyWithin(left + 1, left, last);
    end[left] = at;
    start[left + 1] = at;
    this.last++;
    return left;
  }

  /** The first segment that ends after `sequence`; `last` when none does. */
  find(sequence: number): number {
    let low = this.first;
    let high = this.last;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (before(sequence, this.end[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  clear(): void {
    this.first = 0;
    this.last = 0;
  }

  /** One more fits at `last`. Indexes change by the old `first`. */
  private makeRoom(): void {
    const capacity = this.start.length;
    if (this.last < capacity) return;
    const { first, last } = this;
    if (first * 2 < capacity) {
      this.grow(capacity * 2);
      return;
    }
    this.start.copyWithin(0, first, last);
    this.end.copyWithin(0, first, last);
    this.sentAt.copyWithin(0, first, last);
    this.flags.copyWithin(0, first, last);
    this.first = 0;
    this.last = last - first;
  }

  private grow(capacity: number): void {
    const { first, last } = this;
    const start = new Int32Array(capacity);
    const end = new Int32Array(capacity);
    const sentAt = new Float64Array(capacity);
    const flags = new Uint8Array(capacity);
    start.set(this.start.subarray(first, last));
    end.set(this.end.subarray(first, last));
    sentAt.set(this.sentAt.subarray(first, last));
    flags.set(this.flags.subarray(first, last));
    this.start = start;
    this.end = end;
    this.sentAt = sentAt;
    this.flags = flags;
    this.first = 0;
    this.last = last - first;
  }
}
