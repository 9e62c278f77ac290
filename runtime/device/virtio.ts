// A virtio device behind the bus: virtio-mmio's register map, version 2 (virtio 1.2 §4.2.2), reached through the two bus
// imports, and the initialisation sequence of §3.1.1. A device that is not what the manifest promised is a fault of the
// host, so it stops the program.

import { busRead, busWrite } from '../lang/intrinsics.ts';
import { assert } from '../core/result.ts';
import type { Virtqueue } from './virtqueue.ts';

// Registers, §4.2.2.
const MAGIC_VALUE = 0x000;
const VERSION = 0x004;
const DEVICE_ID = 0x008;
const DEVICE_FEATURES = 0x010;
const DEVICE_FEATURES_SEL = 0x014;
const DRIVER_FEATURES = 0x020;
const DRIVER_FEATURES_SEL = 0x024;
const QUEUE_SEL = 0x030;
const QUEUE_NUM_MAX = 0x034;
const QUEUE_NUM = 0x038;
const QUEUE_READY = 0x044;
const QUEUE_NOTIFY = 0x050;
const INTERRUPT_STATUS = 0x060;
const INTERRUPT_ACK = 0x064;
const STATUS = 0x070;
const QUEUE_DESC_LOW = 0x080;
const QUEUE_DESC_HIGH = 0x084;
const QUEUE_DRIVER_LOW = 0x090;
const QUEUE_DRIVER_HIGH = 0x094;
const QUEUE_DEVICE_LOW = 0x0a0;
const QUEUE_DEVICE_HIGH = 0x0a4;
const CONFIG_GENERATION = 0x0fc;
const CONFIG = 0x100;

const MAGIC = 0x74726976;
const SLOT_BYTES = 0x1000;
/** Reading a config that changes under the reader is retried this often (§4.2.2.2). */
const CONFIG_ATTEMPTS = 16;

// Device status bits, §2.1.
const ACKNOWLEDGE = 1;
const DRIVER = 2;
const DRIVER_OK = 4;
const FEATURES_OK = 8;
const NEEDS_RESET = 64;

// Features of every device, §6; the high word counts from bit 32.
export const EVENT_IDX = 0x20000000;
const VERSION_1_HIGH = 1;

/** InterruptStatus bit 1: the configuration changed (§4.2.2). */
const CONFIG_CHANGED = 2;

export class VirtioDevice {
  readonly base: number;
  /** Negotiated feature bits 0..31 and 32..63. */
  featuresLow: number;
  featuresHigh: number;

  /** Resets the device and acknowledges it. `deviceId` is the one of virtio 1.2 §5. */
  constructor(slot: number, deviceId: number) {
    this.base = slot * SLOT_BYTES;
    this.featuresLow = 0;
    this.featuresHigh = 0;
    assert(busRead(this.base + MAGIC_VALUE) === MAGIC, `Cannot start device ${deviceId}: slot ${slot} is not virtio`);
    assert(busRead(this.base + VERSION) === 2, `Cannot start device ${deviceId}: its transport is not version 2`);
    const found = busRead(this.base + DEVICE_ID);
    assert(found === deviceId, `Cannot start device ${deviceId}: slot ${slot} holds device ${found}`);
    busWrite(this.base + STATUS, 0);
    busWrite(this.base + STATUS, ACKNOWLEDGE);
    busWrite(this.base + STATUS, ACKNOWLEDGE | DRIVER);
  }

  /** Accepts of the offered features those that the driver knows; VERSION_1 must be among them (§6.1). */
  negotiate(knownLow: number, knownHigh: number): void {
    busWrite(this.base + DEVICE_FEATURES_SEL, 0);
    const low = busRead(this.base + DEVICE_FEATURES);
    busWrite(this.base + DEVICE_FEATURES_SEL, 1);
    const high = busRead(this.base + DEVICE_FEATURES);
    assert((high & VERSION_1_HIGH) !== 0, 'Cannot negotiate features: the device does not offer VERSION_1');
    this.featuresLow = (low & knownLow) >>> 0;
    this.featuresHigh = (high & (knownHigh | VERSION_1_HIGH)) >>> 0;
    busWrite(this.base + DRIVER_FEATURES_SEL, 0);
    busWrite(this.base + DRIVER_FEATURES, this.featuresLow);
    busWrite(this.base + DRIVER_FEATURES_SEL, 1);
    busWrite(this.base + DRIVER_FEATURES, this.featuresHigh);
    busWrite(this.base + STATUS, ACKNOWLEDGE | DRIVER | FEATURES_OK);
    const accepted = busRead(this.base + STATUS) & FEATURES_OK;
    assert(accepted !== 0, 'Cannot negotiate features: the device refused the subset');
  }

  get eventIndex(): boolean {
    return (this.featuresLow & EVENT_IDX) !== 0;
  }

  /** The size to give queue `index`: what the driver wants, or less if the device cannot. */
  queueSize(index: number, wanted: number): number {
    busWrite(this.base + QUEUE_SEL, index);
    const most = busRead(this.base + QUEUE_NUM_MAX);
    assert(most > 0, `Cannot set up queue ${index}: the device has none`);
    return most < wanted ? most : wanted;
  }

  /** Makes a queue live (§4.2.3.2). */
  attach(index: number, queue: Virtqueue): void {
    busWrite(this.base + QUEUE_SEL, index);
    assert(busRead(this.base + QUEUE_READY) === 0, `Cannot set up queue ${index}: it is in use`);
    busWrite(this.base + QUEUE_NUM, queue.size);
    busWrite(this.base + QUEUE_DESC_LOW, queue.descriptorAddress);
    busWrite(this.base + QUEUE_DESC_HIGH, 0);
    busWrite(this.base + QUEUE_DRIVER_LOW, queue.availableAddress);
    busWrite(this.base + QUEUE_DRIVER_HIGH, 0);
    busWrite(this.base + QUEUE_DEVICE_LOW, queue.usedAddress);
    busWrite(this.base + QUEUE_DEVICE_HIGH, 0);
    busWrite(this.base + QUEUE_READY, 1);
  }

  start(): void {
    busWrite(this.base + STATUS, ACKNOWLEDGE | DRIVER | FEATURES_OK | DRIVER_OK);
  }

  /** Tells the device that queue `index` has new buffers. */
  notify(index: number): void {
    busWrite(this.base + QUEUE_NOTIFY, index);
  }

  /** False once the device was reset, by whoever shares it. */
  isRunning(): boolean {
    return (busRead(this.base + STATUS) & DRIVER_OK) !== 0;
  }

  needsReset(): boolean {
    return (busRead(this.base + STATUS) & NEEDS_RESET) !== 0;
  }

  /** Little-endian word `offset` (a multiple of 4) of the device's configuration. */
  configWord(offset: number): number {
    return busRead(this.base + CONFIG + offset);
  }

  configGeneration(): number {
    return busRead(this.base + CONFIG_GENERATION);
  }

  /** A 64-bit configuration field that does not tear (§2.5.4), as a double. */
  configWide(offset: number): number {
    for (let attempt = 0; attempt < CONFIG_ATTEMPTS; attempt++) {
      const before = this.configGeneration();
      const low = this.configWord(offset);
      const high = this.configWord(offset + 4);
      if (this.configGeneration() === before) return high * 0x100000000 + low;
    }
    throw new Error(`Cannot read configuration field ${offset}: it keeps changing`);
  }

  /** True once after each change of the configuration; acknowledges what is pending. */
  takeConfigChange(): boolean {
    const pending = busRead(this.base + INTERRUPT_STATUS);
    if (pending !== 0) busWrite(this.base + INTERRUPT_ACK, pending);
    return (pending & CONFIG_CHANGED) !== 0;
  }
}
