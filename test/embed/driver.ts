// A virtio driver in JavaScript over a memory and a bus, for testing devices without a module: it sets up a device as
// virtio 1.2 §3.1.1 says, and writes rings by hand so that tests can also write wrong ones.
import { Bus, type BusDevice } from '../../embed/bus.ts';
import { GuestMemory } from '../../embed/guest-memory.ts';

export const DESCRIPTORS = 0x1000;
export const AVAILABLE = 0x2000;
export const USED = 0x3000;
const QUEUE_AREA = 0x4000;
export const NEXT = 1;
export const WRITE = 2;
export const INDIRECT = 4;

export class Driver {
  readonly memory = new WebAssembly.Memory({ initial: 2, maximum: 4 });
  readonly bus: Bus;
  wakes = 0;
  readonly #indices = new Map<number, number>();
  readonly #size: number;

  constructor(devices: readonly BusDevice[], size = 8, seal: readonly [number, number] = [0, 0]) {
    this.#size = size;
    const memory = new GuestMemory(this.memory, seal[0], seal[1]);
    this.bus = new Bus(devices, new Uint8Array(0), memory, () => this.wakes++);
  }

  get view(): DataView {
    return new DataView(this.memory.buffer);
  }

  get bytes(): Uint8Array {
    return new Uint8Array(this.memory.buffer);
  }

  /** Negotiates feature bits (VERSION_1 is added) and makes `queues` live; each has its own area of memory. */
  start(slot: number, queues: readonly number[], features: readonly number[] = []): void {
    const base = slot * 0x1000;
    for (const status of [0, 1, 3]) this.bus.write(base + 0x70, status);
    const words = [0, 1];
    for (const feature of features) words[feature >>> 5]! |= 1 << (feature & 31);
    for (const word of [0, 1]) {
      this.bus.write(base + 0x24, word);
      this.bus.write(base + 0x20, words[word]!);
    }
    this.bus.write(base + 0x70, 11);
    for (const queue of queues) this.#makeLive(base, queue);
    this.bus.write(base + 0x70, 15);
  }

  #makeLive(base: number, queue: number): void {
    const area = queue * QUEUE_AREA;
    this.bus.write(base + 0x30, queue);
    this.bus.write(base + 0x38, this.#size);
    this.bus.write(base + 0x80, area + DESCRIPTORS);
    this.bus.write(base + 0x90, area + AVAILABLE);
    this.bus.write(base + 0xa0, area + USED);
    this.bus.write(base + 0x44, 1);
  }

  describe(queue: number, index: number, address: number, length: number, flags = 0, next = 0, addressHigh = 0): void {
    const at = queue * QUEUE_AREA + DESCRIPTORS + index * 16;
    this.view.setUint32(at, address, true);
    this.view.setUint32(at + 4, addressHigh, true);
    this.view.setUint32(at + 8, length, true);
    this.view.setUint16(at + 12, flags, true);
    this.view.setUint16(at + 14, next, true);
  }

  offer(queue: number, head: number): void {
    const index = this.#indices.get(queue) ?? 0;
    this.view.setUint16(queue * QUEUE_AREA + AVAILABLE + 4 + 2 * (index % this.#size), head, true);
    this.#indices.set(queue, (index + 1) & 0xffff);
    this.setAvailableIndex(queue, (index + 1) & 0xffff);
  }

  setAvailableIndex(queue: number, index: number): void {
    this.view.setUint16(queue * QUEUE_AREA + AVAILABLE + 2, index, true);
  }

  /** Flags, or with EVENT_IDX the used index at which to be told. */
  setAvailableFlags(queue: number, flags: number): void {
    this.view.setUint16(queue * QUEUE_AREA + AVAILABLE, flags, true);
  }

  setUsedEvent(queue: number, index: number): void {
    this.view.setUint16(queue * QUEUE_AREA + AVAILABLE + 4 + 2 * this.#size, index, true);
  }

  availableEvent(queue: number): number {
    return this.view.getUint16(queue * QUEUE_AREA + USED + 4 + 8 * this.#size, true);
  }

  notify(slot: number, queue: number): void {
    this.bus.write(slot * 0x1000 + 0x50, queue);
  }

  usedIndex(queue: number): number {
    return this.view.getUint16(queue * QUEUE_AREA + USED + 2, true);
  }

  used(queue: number, index: number): { head: number; written: number } {
    const at = queue * QUEUE_AREA + USED + 4 + 8 * (index % this.#size);
    return { head: this.view.getUint32(at, true), written: this.view.getUint32(at + 4, true) };
  }
}
