// What a connection needs only while it has bytes that nobody read, or gaps: the bytes at their places, and the ranges that
// arrived beyond the first gap (RFC 9293 §3.10.7.4), which are also what SACK tells (RFC 2018 §4). Pooled, like senders. Within a turn,
// the last bytes in order may still lie in the packets in which they came: who reads them at once need not wait for a copy.

import { copyBytes } from '../core/bytes.ts';
import type { Packet } from '../core/packet.ts';
import { assert } from '../core/result.ts';
import { type ChunkPool, SequencedBytes } from './chunks.ts';
import { MOST_GAP_RANGES } from './constants.ts';
import { before, notAfter } from './sequence.ts';
import type { ReadView } from './stream.types.ts';

/** Where packets go that were held. */
export interface PacketOwner {
  release(packet: Packet): void;
}

export class Receiver {
  readonly bytes: SequencedBytes;
  /** Ranges beyond the first gap, in order, apart from each other. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** When a range last grew, as a count: the latest is told first (RFC 2018 §4). */
  private readonly touched: Int32Array;
  count: number;
  private touches: number;
  /** Bytes that lie in packets: the last ones in order. */
  heldBytes: number;
  private held: Packet | undefined;
  private lastHeld: Packet | undefined;
  private readonly pool: ChunkPool;
  private readonly packets: PacketOwner;

  constructor(pool: ChunkPool, packets: PacketOwner) {
    this.bytes = new SequencedBytes(pool);
    this.start = new Int32Array(MOST_GAP_RANGES);
    this.end = new Int32Array(MOST_GAP_RANGES);
    this.touched = new Int32Array(MOST_GAP_RANGES);
    this.count = 0;
    this.touches = 0;
    this.heldBytes = 0;
    this.held = undefined;
    this.lastHeld = undefined;
    this.pool = pool;
    this.packets = packets;
  }

  clear(): void {
    this.bytes.clear();
    this.dropHeld();
    this.count = 0;
    this.touches = 0;
  }

  /** Keeps a packet for its bytes[start, end), which follow all others. False when there would be no memory to copy them to. */
  hold(packet: Packet, start: number, end: number): boolean {
    if (!this.pool.reserve(packet.limitEnd - packet.limitStart)) return false;
    packet.start = start | 0;
    packet.end = end | 0;
    packet.next = undefined;
    if (this.lastHeld === undefined) this.held = packet;
    else this.lastHeld.next = packet;
    this.lastHeld = packet;
    this.heldBytes += end - start;
    return true;
  }

  /** Copies what packets hold, the last bytes before `next`, to its place. */
  settle(lowest: number, next: number): void {
    let at = (next - this.heldBytes) | 0;
    for (let packet = this.held; packet !== undefined; packet = this.held) {
      const { bytes, start, end } = packet;
      // Takes the memory that is reserved for it.
      this.dropFirst(packet);
      const count = this.bytes.write(lowest, at, bytes, start, end);
      assert(count === end - start, 'Cannot keep bytes that were received: their memory was given away');
      this.packets.release(packet);
      at = (at + count) | 0;
    }
    this.heldBytes = 0;
  }

  /** Moves the first `length` bytes that packets hold. */
  readHeld(into: Uint8Array, at: number, length: number): void {
    let to = at;
    const end = at + length;
    for (let packet = this.held; packet !== undefined && to < end; packet = this.held) {
      const part = Math.min(end - to, packet.end - packet.start);
      copyBytes(into, to, packet.bytes, packet.start, part);
      to += part;
      this.skipHeld(part);
    }
  }

  peekHeld(view: ReadView): number {
    const packet = this.held;
    if (packet === undefined) return 0;
    view.set(packet.bytes, packet.start, packet.end);
    return packet.end - packet.start;
  }

  skipHeld(count: number): void {
    let left = count;
    for (let packet = this.held; packet !== undefined && left > 0; packet = this.held) {
      const part = Math.min(left, packet.end - packet.start);
      packet.start = (packet.start + part) | 0;
      this.heldBytes -= part;
      left -= part;
      if (packet.start < packet.end) return;
      this.dropFirst(packet);
      this.packets.release(packet);
    }
  }

  /** Nobody wants them. */
  dropHeld(): void {
    this.skipHeld(this.heldBytes);
  }

  private dropFirst(packet: Packet): void {
    this.pool.unreserve(packet.limitEnd - packet.limitStart);
    this.held = packet.next;
    packet.next = undefined;
    if (this.held === undefined) this.lastHeld = undefined;
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
