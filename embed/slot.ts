// One bus slot: the virtio-mmio register bank, version 2 (virtio 1.2 §4.2.2), with the initialisation rules of §3.1 and
// §2.1. It exists so that every device model gets its registers, feature negotiation and queues from one place.
import type { DeviceModel, DevicePort } from './device.types.ts';
import { type GuestMemory, violation } from './guest-memory.ts';
import { DeviceQueue } from './queue.ts';

export const MAGIC = 0x74726976;
const VERSION = 2;
/** "CAIS", little-endian. */
const VENDOR = 0x53494143;

// Registers, §4.2.2.
const REGISTER = {
  magic: 0x000,
  version: 0x004,
  deviceId: 0x008,
  vendorId: 0x00c,
  deviceFeatures: 0x010,
  deviceFeaturesSel: 0x014,
  driverFeatures: 0x020,
  driverFeaturesSel: 0x024,
  queueSel: 0x030,
  queueNumMax: 0x034,
  queueNum: 0x038,
  queueReady: 0x044,
  queueNotify: 0x050,
  interruptStatus: 0x060,
  interruptAck: 0x064,
  status: 0x070,
  queueDescLow: 0x080,
  queueDescHigh: 0x084,
  queueDriverLow: 0x090,
  queueDriverHigh: 0x094,
  queueDeviceLow: 0x0a0,
  queueDeviceHigh: 0x0a4,
  shmFirst: 0x0b0,
  shmLast: 0x0bc,
  configGeneration: 0x0fc,
  config: 0x100,
} as const;

// Device status, §2.1.
export const STATUS = { acknowledge: 1, driver: 2, driverOk: 4, featuresOk: 8, needsReset: 64, failed: 128 } as const;

const STATUS_KNOWN = 1 | 2 | 4 | 8 | 128;

// Features of every kind of device, §6; VERSION_1 is always offered.
export const EVENT_IDX = 29;
export const VERSION_1 = 32;

const USED_BUFFER = 1;
const CONFIG_CHANGE = 2;

/** §4.2.2: a slot without a device has an identity, but DeviceID 0. */
export function emptySlot(offset: number): number {
  return offset === REGISTER.magic ? MAGIC : offset === REGISTER.version ? VERSION : 0;
}

interface QueueRegisters {
  size: number;
  descriptors: number;
  available: number;
  used: number;
  /** The high words or-ed together: guest addresses have 32 bits. */
  addressesHigh: number;
  live: DeviceQueue | undefined;
}

export class Slot implements DevicePort {
  readonly #model: DeviceModel;
  readonly #memory: GuestMemory;
  readonly #name: string;
  readonly #wake: () => void;
  readonly #offered: readonly [number, number];
  #accepted: [number, number] = [0, 0];
  #deviceFeaturesSel = 0;
  #driverFeaturesSel = 0;
  #queueSel = 0;
  #status = 0;
  #interrupt = 0;
  #generation = 0;
  #queues: QueueRegisters[];

  /** `wake` is called when the module is owed a turn. */
  constructor(model: DeviceModel, name: string, memory: GuestMemory, wake: () => void) {
    this.#model = model;
    this.#name = name;
    this.#memory = memory;
    this.#wake = wake;
    this.#offered = featureWords([...model.features, VERSION_1]);
    this.#queues = freshQueues(model);
    model.connect(this);
  }

  get bringsNews(): boolean {
    return this.#model.bringsNews;
  }

  read(offset: number): number {
    if (offset >= REGISTER.config) return this.#readConfig(offset - REGISTER.config);
    switch (offset) {
      case REGISTER.magic:
        return MAGIC;
      case REGISTER.version:
        return VERSION;
      case REGISTER.deviceId:
        return this.#model.deviceId;
      case REGISTER.vendorId:
        return VENDOR;
      case REGISTER.deviceFeatures:
        return this.#offered[this.#deviceFeaturesSel] ?? 0;
      case REGISTER.queueNumMax:
        return this.#model.queueSizes[this.#queueSel] ?? 0;
      case REGISTER.queueReady:
        return this.#queues[this.#queueSel]?.live === undefined ? 0 : 1;
      case REGISTER.interruptStatus:
        return this.#interrupt;
      case REGISTER.status:
        return this.#status;
      case REGISTER.configGeneration:
        return this.#generation;
      default:
        // §4.2.2: a shared memory region that does not exist reads as all ones.
        return offset >= REGISTER.shmFirst && offset <= REGISTER.shmLast ? -1 : 0;
    }
  }

  write(offset: number, value: number): void {
    switch (offset) {
      case REGISTER.deviceFeaturesSel:
        this.#deviceFeaturesSel = value;
        return;
      case REGISTER.driverFeaturesSel:
        this.#driverFeaturesSel = value;
        return;
      case REGISTER.driverFeatures:
        this.#acceptFeatures(value);
        return;
      case REGISTER.queueSel:
        this.#queueSel = value;
        return;
      case REGISTER.queueReady:
        this.#setReady(value);
        return;
      case REGISTER.queueNotify:
        this.#work(value);
        return;
      case REGISTER.interruptAck:
        this.#interrupt &= ~value;
        return;
      case REGISTER.status:
        this.#setStatus(value);
        return;
      default:
        this.#setQueueRegister(offset, value);
    }
  }

  queue(index: number): DeviceQueue | undefined {
    const running = (this.#status & (STATUS.driverOk | STATUS.needsReset)) === STATUS.driverOk;
    return running ? this.#queues[index]?.live : undefined;
  }

  notifyUsed(index: number): void {
    if (this.queue(index)?.takeNotification() !== true) return;
    this.#interrupt |= USED_BUFFER;
    this.#wake();
  }

  notifyConfig(): void {
    this.#generation = (this.#generation + 1) >>> 0;
    if ((this.#status & STATUS.driverOk) === 0) return;
    this.#interrupt |= CONFIG_CHANGE;
    this.#wake();
  }

  negotiated(feature: number): boolean {
    return (this.#accepted[feature >>> 5]! & (1 << (feature & 31))) !== 0;
  }

  /** Handles what the driver offered without a notification. The host calls it after every turn. */
  drain(): void {
    for (let index = 0; index < this.#queues.length; index++) this.#work(index);
  }

  /** §2.1.2: the device is out of order until it is reset. */
  markBroken(): void {
    this.#status |= STATUS.needsReset;
  }

  /** Handles queue `index`, if it is live and has buffers. */
  #work(index: number): void {
    try {
      const queue = this.queue(index);
      if (queue !== undefined && queue.pending > 0) this.#model.onBuffers(index);
    } catch (cause) {
      this.markBroken();
      throw cause;
    }
  }

  #readConfig(offset: number): number {
    const config = this.#model.config;
    let word = 0;
    for (let i = 0; i < 4; i++) word |= (config[offset + i] ?? 0) << (8 * i);
    return word;
  }

  #acceptFeatures(value: number): void {
    // §3.1.1: features are final once FEATURES_OK is set.
    if ((this.#status & STATUS.featuresOk) === 0 && this.#driverFeaturesSel <= 1) {
      this.#accepted[this.#driverFeaturesSel] = value;
    }
  }

  #setReady(value: number): void {
    const queue = this.#queues[this.#queueSel];
    if (queue === undefined) return;
    if (value === 0) queue.live = undefined;
    if (value !== 1 || queue.live !== undefined) return;
    try {
      queue.live = this.#makeLive(queue);
    } catch (cause) {
      this.markBroken();
      throw cause;
    }
  }

  #makeLive(queue: QueueRegisters): DeviceQueue {
    const name = `queue ${this.#queueSel} of ${this.#name}`;
    const most = this.#model.queueSizes[this.#queueSel]!;
    if (queue.size > most) violation(`Cannot set up ${name}: its size ${queue.size} is over ${most}`);
    if (queue.addressesHigh !== 0) violation(`Cannot set up ${name}: an address is past 32 bits`);
    return new DeviceQueue(this.#memory, queue.size, { ...queue }, this.negotiated(EVENT_IDX), name);
  }

  #setStatus(value: number): void {
    if (value === 0) {
      this.#reset();
      return;
    }
    let status = this.#status | (value & STATUS_KNOWN);
    const before = this.#status & STATUS.featuresOk;
    if (before === 0 && (status & STATUS.featuresOk) !== 0 && !this.#featuresFit()) status &= ~STATUS.featuresOk;
    if ((status & STATUS.featuresOk) === 0) status &= ~STATUS.driverOk;
    this.#status = status;
  }

  /** §2.2.2, §6.2: a subset of what was offered, with VERSION_1. */
  #featuresFit(): boolean {
    const [low, high] = this.#accepted;
    return (low & ~this.#offered[0]) === 0 && (high & ~this.#offered[1]) === 0 && this.negotiated(VERSION_1);
  }

  #reset(): void {
    this.#status = 0;
    this.#interrupt = 0;
    this.#accepted = [0, 0];
    this.#queues = freshQueues(this.#model);
    this.#model.onReset();
  }

  #setQueueRegister(offset: number, value: number): void {
    const queue = this.#queues[this.#queueSel];
    // §4.2.2.2: the driver does not touch these while the queue is live; what it writes then has no effect.
    if (queue === undefined || queue.live !== undefined) return;
    switch (offset) {
      case REGISTER.queueNum:
        queue.size = value;
        return;
      case REGISTER.queueDescLow:
        queue.descriptors = value;
        return;
      case REGISTER.queueDriverLow:
        queue.available = value;
        return;
      case REGISTER.queueDeviceLow:
        queue.used = value;
        return;
      case REGISTER.queueDescHigh:
      case REGISTER.queueDriverHigh:
      case REGISTER.queueDeviceHigh:
        queue.addressesHigh |= value;
    }
  }
}

function featureWords(features: readonly number[]): [number, number] {
  const words: [number, number] = [0, 0];
  for (const feature of features) words[feature >>> 5]! |= 1 << (feature & 31);
  return words;
}

function freshQueues(model: DeviceModel): QueueRegisters[] {
  return model.queueSizes.map(() => ({
    size: 0,
    descriptors: 0,
    available: 0,
    used: 0,
    addressesHigh: 0,
    live: undefined,
  }));
}
