// The driver side of a split virtqueue (virtio 1.2 §2.7) with EVENT_IDX (§2.7.7, §2.7.10). It lives in one ArrayBuffer, whose
// address never changes. The device runs only inside a bus call or between turns, so no memory barriers are needed.

import { addressOf } from '../lang/intrinsics.ts';
import { assert } from '../core/result.ts';
import type { PacketTail } from '../core/shared-bytes.ts';

/** §2.7.5: descriptor flags. */
const NEXT = 1;
const DEVICE_WRITES = 2;

const DESCRIPTOR_BYTES = 16;
const USED_ELEMENT_BYTES = 8;
const DESCRIPTOR_ALIGNMENT = 16;
const NO_TOKEN = 0xffff;

/** Ends §2.7.7.2's condition: has `event` been passed on the way from `before` to `after`? All modulo 2^16. */
export function passedEvent(event: number, after: number, before: number): boolean {
  return ((after - event - 1) & 0xffff) < ((after - before) & 0xffff);
}

export class Virtqueue {
  readonly size: number;
  readonly descriptorAddress: number;
  readonly availableAddress: number;
  readonly usedAddress: number;
  /** Bytes that the device wrote to the buffer that `pop` returned last. */
  usedLength: number;
  private readonly eventIndex: boolean;
  /** Per descriptor: address low, address high, length, flags | next << 16. */
  private readonly descriptors: Uint32Array;
  /** flags, idx, ring[size], used_event. */
  private readonly available: Uint16Array;
  /** flags, idx, ring[size] as 16-bit halves, avail_event. */
  private readonly used: Uint16Array;
  private readonly usedElements: Uint32Array;
  private readonly freeDescriptors: Uint16Array;
  /** Counts and indices are written with `| 0` and `>>> 0`, so that the compiler knows them for whole numbers. */
  private freeCount: number;
  /** The caller's number for the chain that starts at a descriptor, and how long that chain is. */
  private readonly tokens: Uint16Array;
  private readonly chainLengths: Uint8Array;
  private availableIndex: number;
  private notifiedIndex: number;
  private usedIndex: number;

  constructor(size: number, eventIndex: boolean) {
    assert(
      size > 0 && size <= 1024 && (size & (size - 1)) === 0,
      `Cannot make a queue: size ${size} is not a power of two`,
    );
    this.size = size;
    const availableAt = DESCRIPTOR_BYTES * size;
    const usedAt = (availableAt + 6 + 2 * size + 3) & ~3;
    const bytes = usedAt + 6 + USED_ELEMENT_BYTES * size;
    const buffer = new ArrayBuffer(DESCRIPTOR_ALIGNMENT + ((bytes + 7) & ~7));
    const address = addressOf(buffer);
    const pad = (DESCRIPTOR_ALIGNMENT - (address % DESCRIPTOR_ALIGNMENT)) % DESCRIPTOR_ALIGNMENT;
    this.descriptorAddress = address + pad;
    this.availableAddress = address + pad + availableAt;
    this.usedAddress = address + pad + usedAt;
    this.usedLength = 0;
    this.eventIndex = eventIndex;
    this.descriptors = new Uint32Array(buffer, pad, 4 * size);
    this.available = new Uint16Array(buffer, pad + availableAt, 3 + size);
    this.used = new Uint16Array(buffer, pad + usedAt, 3 + 4 * size);
    this.usedElements = new Uint32Array(buffer, pad + usedAt + 4, 2 * size);
    this.freeDescriptors = new Uint16Array(size);
    for (let i = 0; i < size; i++) this.freeDescriptors[i] = size - 1 - i;
    this.freeCount = size;
    this.tokens = new Uint16Array(size);
    this.tokens.fill(NO_TOKEN);
    this.chainLengths = new Uint8Array(size);
    this.availableIndex = 0;
    this.notifiedIndex = 0;
    this.usedIndex = 0;
  }

  /** Descriptors that are free. */
  get room(): number {
    return this.freeCount;
  }

  /** Offers one buffer. `token` (below 0xffff) comes back from `pop`. False when the queue is full. */
  add(address: number, length: number, deviceWrites: boolean, token: number): boolean {
    if (this.freeCount === 0) return false;
    const head = this.takeDescriptor();
    this.describe(head, address, length, deviceWrites ? DEVICE_WRITES : 0);
    this.offer(head, 1, token);
    return true;
  }

  /** Offers a request of two buffers: one that the device reads, then one that it writes. */
  addRequest(address: number, length: number, answerAddress: number, answerLength: number, token: number): boolean {
    if (this.freeCount < 2) return false;
    const head = this.takeDescriptor();
    const tail = this.takeDescriptor();
    this.describe(head, address, length, NEXT | (tail << 16));
    this.describe(tail, answerAddress, answerLength, DEVICE_WRITES);
    this.offer(head, 2, token);
    return true;
  }

  /** Offers a buffer that the device reads, and behind it those of a tail, whose addresses are known. */
  addGather(address: number, length: number, tail: PacketTail, token: number): boolean {
    const count = tail.count;
    if (this.freeCount <= count) return false;
    const head = this.takeDescriptor();
    let at = head;
    let from = address;
    let bytes = length;
    for (let i = 0; i < count; i++) {
      const next = this.takeDescriptor();
      this.describe(at, from, bytes, NEXT | (next << 16));
      at = next;
      from = (tail.pieces[i]!.address + tail.starts[i]!) >>> 0;
      bytes = tail.lengths[i]! | 0;
    }
    this.describe(at, from, bytes, 0);
    this.offer(head, (count + 1) | 0, token);
    return true;
  }

  /** The token of the next buffer that the device is done with, or -1; sets `usedLength`. */
  pop(): number {
    if (this.used[1] === this.usedIndex) return -1;
    const element = (this.usedIndex & (this.size - 1)) * 2;
    const head = this.usedElements[element] >>> 0;
    // Not `assert`: its message would be made for every buffer.
    if (head >= this.size || this.tokens[head] === NO_TOKEN) {
      throw new Error(`Cannot use a returned buffer: descriptor ${head} was not offered`);
    }
    this.usedLength = this.usedElements[element + 1] >>> 0;
    this.usedIndex = (this.usedIndex + 1) & 0xffff;
    const token = this.tokens[head] | 0;
    this.tokens[head] = NO_TOKEN;
    let at = head;
    for (let left = (this.chainLengths[head] | 0) - 1; left > 0; left--) {
      const next = this.descriptors[at * 4 + 3] >>> 16;
      this.freeDescriptor(at);
      at = next;
    }
    this.freeDescriptor(at);
    return token;
  }

  /** True when the device wants to be told about what was offered since the last true (§2.7.7, §2.7.10). */
  takeNotification(): boolean {
    if (this.availableIndex === this.notifiedIndex) return false;
    const before = this.notifiedIndex;
    this.notifiedIndex = this.availableIndex;
    if (!this.eventIndex) return (this.used[0] & 1) === 0;
    return passedEvent(this.used[2 + 4 * this.size], this.availableIndex, before);
  }

  /** Asks for a turn with the next used buffer. */
  wantUsed(): void {
    if (this.eventIndex) this.available[2 + this.size] = this.usedIndex;
    else this.available[0] = 0;
  }

  /** Asks for silence: used buffers are collected when they are needed. */
  ignoreUsed(): void {
    if (this.eventIndex) this.available[2 + this.size] = (this.usedIndex - 1) & 0xffff;
    else this.available[0] = 1;
  }

  private takeDescriptor(): number {
    this.freeCount = (this.freeCount - 1) | 0;
    return this.freeDescriptors[this.freeCount] | 0;
  }

  private freeDescriptor(index: number): void {
    this.freeDescriptors[this.freeCount] = index;
    this.freeCount = (this.freeCount + 1) | 0;
  }

  private describe(index: number, address: number, length: number, flagsAndNext: number): void {
    const at = index * 4;
    this.descriptors[at] = address;
    this.descriptors[at + 1] = 0;
    this.descriptors[at + 2] = length;
    this.descriptors[at + 3] = flagsAndNext;
  }

  private offer(head: number, chainLength: number, token: number): void {
    this.tokens[head] = token;
    this.chainLengths[head] = chainLength;
    this.available[2 + (this.availableIndex & (this.size - 1))] = head;
    this.availableIndex = (this.availableIndex + 1) & 0xffff;
    this.available[1] = this.availableIndex;
  }
}
