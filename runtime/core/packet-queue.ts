// Packets that wait, first in first out, each with the next hop it waits for: the queue of fixed capacity of ring.ts, of packets
// only, so that the compiler knows what comes out of it. When it is full, the caller decides what is dropped.

import type { Packet } from './packet.ts';

export class PacketQueue {
  readonly capacity: number;
  /** Of the packet that `shift` returned last. */
  hop: number;
  private readonly packets: (Packet | undefined)[];
  private readonly hops: Uint32Array;
  private head: number;
  private count: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.hop = 0;
    this.packets = [];
    this.hops = new Uint32Array(capacity);
    this.head = 0;
    this.count = 0;
  }

  get length(): number {
    return this.count;
  }

  /** False, and nothing stored, when the queue is full. `hop` is an IPv4 address. */
  push(packet: Packet, hop: number): boolean {
    if (this.count === this.capacity) return false;
    const at = (this.head + this.count) % this.capacity;
    // Places come into being one by one on the first way round.
    if (at === this.packets.length) this.packets.push(packet);
    else this.packets[at] = packet;
    this.hops[at] = hop;
    this.count++;
    return true;
  }

  shift(): Packet | undefined {
    if (this.count === 0) return undefined;
    const packet = this.packets[this.head];
    this.packets[this.head] = undefined;
    this.hop = this.hops[this.head];
    this.head = (this.head + 1) % this.capacity;
    this.count--;
    return packet;
  }
}
