// virtio-net (virtio 1.2 §5.1): Ethernet frames to and from a callback. Checksums that the driver leaves open are completed
// here (§5.1.6.2), so that whoever gets a frame gets a whole one; segmentation offload is not offered.
import type { DeviceModel, DevicePort } from './device.types.ts';
import type { Chain, DeviceQueue } from './queue.ts';

const DEVICE_ID = 1;
const RECEIVE_QUEUE = 0;
const TRANSMIT_QUEUE = 1;
const QUEUE_SIZE = 1024;

// Features, §5.1.3.
const CSUM = 0;
const GUEST_CSUM = 1;
const MTU = 3;
const MAC = 5;
const MRG_RXBUF = 15;
const STATUS = 16;
const EVENT_IDX = 29;

const LINK_UP = 1;
// Header, §5.1.6.
const HEADER_BYTES = 12;
const NEEDS_CSUM = 1;
const GSO_NONE = 0;

const ETHERNET_HEADER_BYTES = 14;
/** A tag of IEEE 802.1Q more than the header. */
const VLAN_BYTES = 4;
export const DEFAULT_MTU = 1500;
/** Received frames that wait for buffers; more are dropped and counted. */
export const BACKLOG_FRAMES_MAX = 256;

export interface NetOptions {
  /** Six bytes; locally administered by default. */
  readonly mac: Uint8Array;
  readonly mtu?: number;
  /** Gets each frame that the module sends; the bytes are the callee's to keep. */
  readonly send: (frame: Uint8Array) => void;
}

export interface NetCounters {
  sent: number;
  received: number;
  /** Received frames that found neither buffer nor room in the backlog. */
  droppedNoBuffer: number;
  /** Frames longer than the MTU allows, in either direction. */
  droppedTooLong: number;
  /** Sent frames whose device header makes no sense, or asks for what was not agreed. */
  droppedMalformed: number;
  /** Received frames for which a buffer was too short. */
  droppedShortBuffer: number;
}

export class NetModel implements DeviceModel {
  readonly deviceId = DEVICE_ID;
  readonly features = [CSUM, GUEST_CSUM, MTU, MAC, MRG_RXBUF, STATUS, EVENT_IDX];
  readonly queueSizes = [QUEUE_SIZE, QUEUE_SIZE];
  readonly bringsNews = true;
  readonly config: Uint8Array;
  readonly counters: NetCounters = {
    sent: 0,
    received: 0,
    droppedNoBuffer: 0,
    droppedTooLong: 0,
    droppedMalformed: 0,
    droppedShortBuffer: 0,
  };
  readonly #send: (frame: Uint8Array) => void;
  readonly #frameBytesMax: number;
  readonly #backlog: Uint8Array[] = [];
  #port: DevicePort | undefined;

  constructor({ mac, mtu = DEFAULT_MTU, send }: NetOptions) {
    this.#send = send;
    this.#frameBytesMax = mtu + ETHERNET_HEADER_BYTES + VLAN_BYTES;
    // §5.1.4: mac, status, max_virtqueue_pairs, mtu.
    this.config = new Uint8Array(12);
    this.config.set(mac.subarray(0, 6));
    this.config[6] = LINK_UP;
    this.config[8] = 1;
    this.config[10] = mtu & 0xff;
    this.config[11] = mtu >>> 8;
  }

  connect(port: DevicePort): void {
    this.#port = port;
  }

  onReset(): void {
    this.#backlog.length = 0;
  }

  onBuffers(index: number): void {
    if (index === TRANSMIT_QUEUE) this.#transmit();
    else this.#deliver();
  }

  /** Hands a frame to the module; it is copied before this returns. */
  receive(frame: Uint8Array): void {
    if (frame.length > this.#frameBytesMax) {
      this.counters.droppedTooLong++;
      return;
    }
    if (this.#backlog.length >= BACKLOG_FRAMES_MAX) {
      this.counters.droppedNoBuffer++;
      return;
    }
    this.#backlog.push(frame.slice());
    this.#deliver();
  }

  /** Takes the cable out or puts it back. */
  setLink(up: boolean): void {
    this.config[6] = up ? LINK_UP : 0;
    this.#port?.notifyConfig();
  }

  #transmit(): void {
    const queue = this.#port?.queue(TRANSMIT_QUEUE);
    if (queue === undefined) return;
    for (let chain = queue.take(); chain !== undefined; chain = queue.take()) {
      const bytes = queue.read(chain, HEADER_BYTES + this.#frameBytesMax + 1);
      queue.give(chain.head, 0);
      this.#emit(bytes);
    }
    this.#port?.notifyUsed(TRANSMIT_QUEUE);
  }

  /** Hands on one packet, device header first; what is wrong with it costs the frame, not the instance. */
  #emit(packet: Uint8Array): void {
    if (packet.length > HEADER_BYTES + this.#frameBytesMax) this.counters.droppedTooLong++;
    else if (packet.length < HEADER_BYTES + ETHERNET_HEADER_BYTES || !completeChecksum(packet)) {
      this.counters.droppedMalformed++;
    } else {
      this.counters.sent++;
      this.#send(packet.subarray(HEADER_BYTES));
    }
  }

  #deliver(): void {
    const queue = this.#port?.queue(RECEIVE_QUEUE);
    if (queue === undefined) return;
    let delivered = 0;
    while (delivered < this.#backlog.length && this.#fill(queue, this.#backlog[delivered]!)) delivered++;
    this.#backlog.splice(0, delivered);
    this.counters.received += delivered;
    if (delivered > 0) this.#port?.notifyUsed(RECEIVE_QUEUE);
  }

  /** Puts one frame into as many buffers as it needs, or drops it; false when there are not enough (§5.1.6.4). */
  #fill(queue: DeviceQueue, frame: Uint8Array): boolean {
    const packet = new Uint8Array(HEADER_BYTES + frame.length);
    packet.set(frame, HEADER_BYTES);
    const chains: Chain[] = [];
    let room = 0;
    while (room < packet.length) {
      const chain = queue.take();
      if (chain === undefined) {
        for (const _ of chains) queue.untake();
        return false;
      }
      chains.push(chain);
      room += chain.writableLength;
      const short = chain.writableLength < HEADER_BYTES || (room < packet.length && !this.#port!.negotiated(MRG_RXBUF));
      if (chains.length === 1 && short) {
        queue.give(chain.head, 0);
        this.counters.droppedShortBuffer++;
        return true;
      }
    }
    packet[10] = chains.length & 0xff;
    packet[11] = chains.length >>> 8;
    let at = 0;
    for (const chain of chains) {
      const written = queue.write(chain, packet.subarray(at));
      queue.give(chain.head, written);
      at += written;
    }
    return true;
  }
}

/** Finishes the checksum that the header says is open, from `start` to the end, stored at `start + offset`; false if it cannot. */
function completeChecksum(packet: Uint8Array): boolean {
  const header = new DataView(packet.buffer, packet.byteOffset, HEADER_BYTES);
  if (header.getUint8(1) !== GSO_NONE) return false;
  if ((header.getUint8(0) & NEEDS_CSUM) === 0) return true;
  const start = HEADER_BYTES + header.getUint16(6, true);
  const at = start + header.getUint16(8, true);
  if (at + 2 > packet.length) return false;
  const checksum = internetChecksum(packet, start);
  packet[at] = checksum >>> 8;
  packet[at + 1] = checksum & 0xff;
  return true;
}

/** RFC 1071; 0 is sent as 0xffff, the same number in one's complement (RFC 768). */
function internetChecksum(bytes: Uint8Array, start: number): number {
  let sum = 0;
  for (let i = start; i < bytes.length; i += 2) sum += (bytes[i]! << 8) | (bytes[i + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x10000);
  return ~sum & 0xffff || 0xffff;
}
