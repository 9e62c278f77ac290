// The device side of a split virtqueue (virtio 1.2 §2.7) with EVENT_IDX (§2.7.7, §2.7.10). The driver is hostile: every index
// and descriptor is read once and checked, chains are bounded, and indirect descriptors, never offered, are refused.
import { type GuestMemory, violation } from './guest-memory.ts';

/** docs/abi.md: descriptors in a chain; so cycles end. */
export const CHAIN_MAX = 64;
/** The project's bound; virtio 1.2 §2.7 allows up to 32768. */
export const QUEUE_SIZE_MAX = 1024;

// Descriptor flags, §2.7.5.
const NEXT = 1;
const WRITE = 2;
const DESCRIPTOR_BYTES = 16;
const USED_ELEMENT_BYTES = 8;
/** Available ring flag, §2.7.6: the driver wants no used-buffer notifications. */
const NO_INTERRUPT = 1;
// Alignment of the three parts, §2.7.
const DESCRIPTOR_ALIGNMENT = 16;
const AVAILABLE_ALIGNMENT = 2;
const USED_ALIGNMENT = 4;

export interface QueueAddresses {
  readonly descriptors: number;
  readonly available: number;
  readonly used: number;
}

/** A checked part of a chain. */
export interface Segment {
  readonly address: number;
  readonly length: number;
}

/** A buffer that the driver offers: what the device may read, then what it may write. */
export interface Chain {
  readonly head: number;
  readonly readable: readonly Segment[];
  readonly writable: readonly Segment[];
  readonly readableLength: number;
  readonly writableLength: number;
}

export class DeviceQueue {
  readonly #memory: GuestMemory;
  readonly #size: number;
  readonly #at: QueueAddresses;
  readonly #eventIndex: boolean;
  readonly #name: string;
  /** Position behind the last chain taken, and behind the last one given back; both modulo 2^16. */
  #taken = 0;
  #given = 0;
  /** The used index up to which the driver was told. */
  #told = 0;

  /** `name` says in messages which queue it is. Stops the instance when size, alignment or bounds are wrong. */
  constructor(memory: GuestMemory, size: number, at: QueueAddresses, eventIndex: boolean, name: string) {
    if (size < 1 || size > QUEUE_SIZE_MAX || (size & (size - 1)) !== 0) {
      violation(`Cannot set up ${name}: its size ${size} is not a power of two up to ${QUEUE_SIZE_MAX}`);
    }
    const misaligned =
      at.descriptors % DESCRIPTOR_ALIGNMENT !== 0 ||
      at.available % AVAILABLE_ALIGNMENT !== 0 ||
      at.used % USED_ALIGNMENT !== 0;
    if (misaligned) violation(`Cannot set up ${name}: its parts are not aligned`);
    memory.require(at.descriptors, DESCRIPTOR_BYTES * size, 'read', `the descriptors of ${name}`);
    memory.require(at.available, 6 + 2 * size, 'read', `the available ring of ${name}`);
    memory.require(at.used, 6 + USED_ELEMENT_BYTES * size, 'write', `the used ring of ${name}`);
    this.#memory = memory;
    this.#size = size;
    this.#at = at;
    this.#eventIndex = eventIndex;
    this.#name = name;
  }

  /** Chains that the driver offers and the device has not taken. */
  get pending(): number {
    const index = this.#memory.load16(this.#at.available + 2, this.#name);
    const pending = (index - this.#taken) & 0xffff;
    if (pending > this.#size) violation(`Cannot read ${this.#name}: its available index ${index} runs ahead`);
    return pending;
  }

  /** The next offered chain, with every descriptor checked; undefined when there is none. */
  take(): Chain | undefined {
    if (this.pending === 0) return undefined;
    const slot = this.#taken & (this.#size - 1);
    const head = this.#memory.load16(this.#at.available + 4 + 2 * slot, this.#name);
    this.#taken = (this.#taken + 1) & 0xffff;
    if (this.#eventIndex) this.#askForNotification();
    return this.#walk(head);
  }

  /** Takes the last chain back: it will be offered again. */
  untake(): void {
    this.#taken = (this.#taken - 1) & 0xffff;
  }

  /** Gives a chain back with `written` bytes in its writable part. */
  give(head: number, written: number): void {
    const element = this.#at.used + 4 + USED_ELEMENT_BYTES * (this.#given & (this.#size - 1));
    this.#memory.store32(element, head, this.#name);
    this.#memory.store32(element + 4, written, this.#name);
    this.#given = (this.#given + 1) & 0xffff;
    this.#memory.store16(this.#at.used + 2, this.#given, this.#name);
  }

  /** Whether the driver wants to hear of what was given back since the last call (§2.7.7.2, §2.7.10). */
  takeNotification(): boolean {
    const before = this.#told;
    if (before === this.#given) return false;
    this.#told = this.#given;
    if (!this.#eventIndex) return (this.#memory.load16(this.#at.available, this.#name) & NO_INTERRUPT) === 0;
    const event = this.#memory.load16(this.#at.available + 4 + 2 * this.#size, this.#name);
    return ((this.#given - event - 1) & 0xffff) < ((this.#given - before) & 0xffff);
  }

  /** Writes avail_event: the driver notifies with the next chain that it offers. */
  #askForNotification(): void {
    this.#memory.store16(this.#at.used + 4 + USED_ELEMENT_BYTES * this.#size, this.#taken, this.#name);
  }

  #walk(head: number): Chain {
    const readable: Segment[] = [];
    const writable: Segment[] = [];
    let readableLength = 0;
    let writableLength = 0;
    let index = head;
    for (let count = 1; ; count++) {
      if (count > CHAIN_MAX) violation(`Cannot read ${this.#name}: chain ${head} has over ${CHAIN_MAX} descriptors`);
      if (index >= this.#size) violation(`Cannot read ${this.#name}: descriptor ${index} does not exist`);
      const { segment, flags, next } = this.#descriptor(index);
      if ((flags & WRITE) !== 0) {
        writable.push(segment);
        writableLength += segment.length;
      } else if (writable.length > 0) {
        violation(`Cannot read ${this.#name}: in chain ${head} a readable part follows a writable one`);
      } else {
        readable.push(segment);
        readableLength += segment.length;
      }
      if ((flags & NEXT) === 0) return { head, readable, writable, readableLength, writableLength };
      index = next;
    }
  }

  #descriptor(index: number): { segment: Segment; flags: number; next: number } {
    const at = this.#at.descriptors + DESCRIPTOR_BYTES * index;
    const address = this.#memory.load32(at, this.#name);
    const addressHigh = this.#memory.load32(at + 4, this.#name);
    const length = this.#memory.load32(at + 8, this.#name);
    const flags = this.#memory.load16(at + 12, this.#name);
    const next = this.#memory.load16(at + 14, this.#name);
    if (addressHigh !== 0) violation(`Cannot use a buffer of ${this.#name}: its address is past 32 bits`);
    if ((flags & ~(NEXT | WRITE)) !== 0) violation(`Cannot use a buffer of ${this.#name}: its flags are ${flags}`);
    this.#memory.require(address, length, (flags & WRITE) !== 0 ? 'write' : 'read', `a buffer of ${this.#name}`);
    return { segment: { address, length }, flags, next };
  }

  /** Copies the first `limit` bytes of a chain's readable part. */
  read(chain: Chain, limit: number): Uint8Array {
    const bytes = new Uint8Array(Math.min(limit, chain.readableLength));
    let at = 0;
    for (const { address, length } of chain.readable) {
      const part = Math.min(length, bytes.length - at);
      bytes.set(this.#memory.bytes(address, part, 'read', this.#name), at);
      at += part;
    }
    return bytes;
  }

  /** Copies `bytes` to the start of a chain's writable part; the number of bytes that fitted. */
  write(chain: Chain, bytes: Uint8Array): number {
    let at = 0;
    for (const { address, length } of chain.writable) {
      const part = Math.min(length, bytes.length - at);
      this.#memory.bytes(address, part, 'write', this.#name).set(bytes.subarray(at, at + part));
      at += part;
    }
    return at;
  }
}
