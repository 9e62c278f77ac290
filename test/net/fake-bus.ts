// The host's side of the bus for driver tests: registers and split queues of one device (virtio 1.2 §2.7, §4.2.2), written
// from the specification and not from the driver. It stands in for `runtime/lang/intrinsics.ts`.

const SLOT_BYTES = 0x1000;

interface DeviceQueue {
  size: number;
  ready: boolean;
  descriptors: number;
  available: number;
  used: number;
  availableSeen: number;
  usedIndex: number;
}

export interface Chain {
  readonly head: number;
  readonly buffers: { readonly address: number; readonly length: number; readonly writable: boolean }[];
}

export class FakeDevice {
  readonly id: number;
  readonly features: bigint;
  readonly queues: DeviceQueue[];
  readonly config: Uint8Array;
  accepted: bigint;
  status: number;
  notifications: number[];
  interrupts: number;
  generation: number;
  refuseFeatures: boolean;
  /** Called at QueueNotify. */
  onNotify: (queue: number) => void;
  private readonly bus: FakeBus;
  private featureSelect: number;
  private queueSelect: number;

  constructor(bus: FakeBus, id: number, features: bigint, queueCount: number) {
    this.bus = bus;
    this.id = id;
    this.features = features | (1n << 32n);
    this.queues = [];
    for (let i = 0; i < queueCount; i++) {
      this.queues.push({
        size: 0,
        ready: false,
        descriptors: 0,
        available: 0,
        used: 0,
        availableSeen: 0,
        usedIndex: 0,
      });
    }
    this.config = new Uint8Array(64);
    this.accepted = 0n;
    this.status = 0;
    this.notifications = [];
    this.interrupts = 0;
    this.generation = 0;
    this.refuseFeatures = false;
    this.onNotify = () => {};
    this.featureSelect = 0;
    this.queueSelect = 0;
  }

  read(offset: number): number {
    if (offset >= 0x100) return new DataView(this.config.buffer).getUint32(offset - 0x100, true);
    const queue = this.queues[this.queueSelect];
    switch (offset) {
      case 0x000:
        return 0x74726976;
      case 0x004:
        return 2;
      case 0x008:
        return this.id;
      case 0x010:
        return Number((this.features >> BigInt(32 * this.featureSelect)) & 0xffffffffn);
      case 0x034:
        return queue === undefined ? 0 : 256;
      case 0x044:
        return queue?.ready === true ? 1 : 0;
      case 0x060:
        return this.interrupts;
      case 0x070:
        return this.status;
      case 0x0fc:
        return this.generation;
      default:
        throw new Error(`Cannot read register ${offset.toString(16)}: it is write-only or reserved`);
    }
  }

  write(offset: number, value: number): void {
    const queue = this.queues[this.queueSelect];
    switch (offset) {
      case 0x014:
      case 0x024:
        this.featureSelect = value;
        return;
      case 0x020:
        this.accepted |= BigInt(value) << BigInt(32 * this.featureSelect);
        return;
      case 0x030:
        this.queueSelect = value;
        return;
      case 0x038:
        queue.size = value;
        return;
      case 0x044:
        queue.ready = value === 1;
        return;
      case 0x050:
        this.notifications.push(value);
        this.onNotify(value);
        return;
      case 0x064:
        this.interrupts &= ~value;
        return;
      case 0x070:
        this.status = this.refuseFeatures ? value & ~8 : value;
        return;
      case 0x080:
        queue.descriptors = value;
        return;
      case 0x090:
        queue.available = value;
        return;
      case 0x0a0:
        queue.used = value;
        return;
      case 0x084:
      case 0x094:
      case 0x0a4:
        if (value !== 0) throw new Error('Cannot use an address above 4 GiB: memory is smaller');
        return;
      default:
        throw new Error(`Cannot write register ${offset.toString(16)}: it is read-only or reserved`);
    }
  }

  /** The next chain that the driver made available. */
  take(index: number): Chain | undefined {
    const queue = this.queues[index];
    if (this.bus.load16(queue.available + 2) === queue.availableSeen) return undefined;
    const head = this.bus.load16(queue.available + 4 + 2 * (queue.availableSeen & (queue.size - 1)));
    queue.availableSeen = (queue.availableSeen + 1) & 0xffff;
    const buffers: { address: number; length: number; writable: boolean }[] = [];
    let next = head;
    for (;;) {
      const at = queue.descriptors + 16 * next;
      const flags = this.bus.load16(at + 12);
      if (this.bus.load32(at + 4) !== 0) throw new Error('Cannot follow a descriptor: its address is above 4 GiB');
      buffers.push({ address: this.bus.load32(at), length: this.bus.load32(at + 8), writable: (flags & 2) !== 0 });
      if ((flags & 1) === 0) return { head, buffers };
      next = this.bus.load16(at + 14);
    }
  }

  /** How many chains wait. */
  waiting(index: number): number {
    const queue = this.queues[index];
    return (this.bus.load16(queue.available + 2) - queue.availableSeen) & 0xffff;
  }

  giveBack(index: number, head: number, length: number): void {
    const queue = this.queues[index];
    const at = queue.used + 4 + 8 * (queue.usedIndex & (queue.size - 1));
    this.bus.store32(at, head);
    this.bus.store32(at + 4, length);
    queue.usedIndex = (queue.usedIndex + 1) & 0xffff;
    this.bus.store16(queue.used + 2, queue.usedIndex);
  }

  /** §2.7.10: notify me when the available index passes this. */
  setAvailableEvent(index: number, event: number): void {
    const queue = this.queues[index];
    this.bus.store16(queue.used + 4 + 8 * queue.size, event);
  }

  /** §2.7.7: what the driver wants to be told. */
  usedEvent(index: number): number {
    const queue = this.queues[index];
    return this.bus.load16(queue.available + 4 + 2 * queue.size);
  }
}

export class FakeBus {
  readonly devices: Map<number, FakeDevice>;
  nowNs: number;
  bootText: Uint8Array | undefined;
  private readonly buffers: { readonly address: number; readonly view: DataView }[];
  private nextAddress: number;

  constructor() {
    this.devices = new Map<number, FakeDevice>();
    this.nowNs = 0;
    this.bootText = undefined;
    this.buffers = [];
    // Not a multiple of 16: the driver has to align its descriptors.
    this.nextAddress = 0x10008;
  }

  reset(): void {
    this.devices.clear();
    this.buffers.length = 0;
    this.bootText = undefined;
    this.nowNs = 0;
  }

  add(slot: number, id: number, features: bigint, queues: number): FakeDevice {
    const device = new FakeDevice(this, id, features, queues);
    this.devices.set(slot, device);
    return device;
  }

  addressOf(buffer: ArrayBuffer): number {
    for (const known of this.buffers) if (known.view.buffer === buffer) return known.address;
    const address = this.nextAddress;
    this.nextAddress += (buffer.byteLength + 64 + 7) & ~7;
    this.buffers.push({ address, view: new DataView(buffer) });
    return address;
  }

  read(address: number): number {
    if (address >= 0x20000) return this.readBoot(address - 0x20000);
    const device = this.devices.get(Math.floor(address / SLOT_BYTES));
    if (device === undefined) return address % SLOT_BYTES === 0 ? 0x74726976 : address % SLOT_BYTES === 4 ? 2 : 0;
    return device.read(address % SLOT_BYTES);
  }

  write(address: number, value: number): void {
    const device = this.devices.get(Math.floor(address / SLOT_BYTES));
    if (device === undefined) throw new Error('Cannot write a register: the slot is empty');
    device.write(address % SLOT_BYTES, value);
  }

  bytes(address: number, length: number): Uint8Array {
    const { view, at } = this.locate(address, length);
    return new Uint8Array(view.buffer, view.byteOffset + at, length);
  }

  load16(address: number): number {
    const { view, at } = this.locate(address, 2);
    return view.getUint16(at, true);
  }

  load32(address: number): number {
    const { view, at } = this.locate(address, 4);
    return view.getUint32(at, true);
  }

  store16(address: number, value: number): void {
    const { view, at } = this.locate(address, 2);
    view.setUint16(at, value, true);
  }

  store32(address: number, value: number): void {
    const { view, at } = this.locate(address, 4);
    view.setUint32(at, value, true);
  }

  private readBoot(offset: number): number {
    if (this.bootText === undefined) return 0;
    if (offset === 0) return 0x53494143;
    if (offset === 4) return this.bootText.length;
    let word = 0;
    for (let i = 0; i < 4; i++) word |= (this.bootText[offset - 8 + i] ?? 0xee) << (8 * i);
    return word >>> 0;
  }

  private locate(address: number, length: number): { view: DataView; at: number } {
    for (const { address: start, view } of this.buffers) {
      if (address >= start && address + length <= start + view.byteLength) return { view, at: address - start };
    }
    throw new Error(`Cannot reach address ${address}: the driver never named it`);
  }
}
