// virtio-net (virtio 1.2 §5.1): one receive and one transmit queue over one pool of packets. A received packet that a layer
// keeps is replaced in the receive ring from the pool, so an answer can leave in the buffer in which the question came.

import { addressOf, deviceSlot } from '../lang/intrinsics.ts';
import { copyBytes } from '../core/bytes.ts';
import { assert } from '../core/result.ts';
import { CHECKSUM_PARTIAL, CHECKSUM_UNKNOWN, CHECKSUM_VALID, PACKET_HEADROOM, Packet } from '../core/packet.ts';
import type { Instant } from '../core/instant.ts';
import { PacketTail } from '../core/shared-bytes.ts';
import type { FrameSink, Net } from './net.types.ts';
import { EVENT_IDX, VirtioDevice } from './virtio.ts';
import { Virtqueue } from './virtqueue.ts';

const DEVICE_ID = 1;
const RECEIVE_QUEUE = 0;
const TRANSMIT_QUEUE = 1;

// Features, §5.1.3; the high word counts from bit 32.
const FEATURE_CSUM = 1 << 0;
const FEATURE_GUEST_CSUM = 1 << 1;
const FEATURE_MTU = 1 << 3;
const FEATURE_MAC = 1 << 5;
const FEATURE_GUEST_TSO4 = 1 << 7;
const FEATURE_GUEST_TSO6 = 1 << 8;
const FEATURE_HOST_TSO4 = 1 << 11;
const FEATURE_HOST_TSO6 = 1 << 12;
const FEATURE_MRG_RXBUF = 1 << 15;
const FEATURE_STATUS = 1 << 16;
const FEATURE_HOST_USO_HIGH = 1 << (56 - 32);

// Configuration, §5.1.4: mac[6], status u16, max_virtqueue_pairs u16, mtu u16.
const CONFIG_MAC = 0;
const CONFIG_MAC_STATUS = 4;
const CONFIG_PAIRS_MTU = 8;
const STATUS_LINK_UP = 1;

// struct virtio_net_hdr, §5.1.6.
const HEADER_BYTES = 12;
const NEEDS_CSUM = 1;
const DATA_VALID = 2;
const GSO_TCPV4 = 1;
const GSO_TCPV6 = 4;

/** Buffers in the receive ring: twice what a host hands over before a turn. */
export const RECEIVE_BUFFERS = 128;
export const TRANSMIT_BUFFERS = 128;
/** A frame with room to spare, and an odd number of cache lines: at a power of two all headers would share two sets of a cache. */
export const PACKET_BYTES = 2112;
/** Puts the network header of an untagged frame at a multiple of four. */
const RECEIVE_PAD = 2;
/**
 * Packets that the device cuts up (HOST_TSO4, HOST_TSO6), and that bulk is received in: made one by one as they are needed. No more than
 * lie in a second-level cache together: when all are under way the device is told to send them.
 */
export const LARGE_PACKETS = 8;
/**
 * Large buffers in the receive ring while bulk comes. Few, because the device goes round all that are offered: these stay in a second-level
 * cache, thirty-two would not (measured: no faster than small ones).
 */
export const BULK_BUFFERS = 4;
/** A frame of this size says that bulk comes; so many smaller ones in a row, that it is over. */
export const BULK_FRAME_BYTES = 16 * 1024;
export const BULK_ENDS_FRAMES = 64;
/** What a packet of either version holds behind its header and the longest TCP header (RFC 791 §3.1, RFC 9293 §3.1). */
export const SEGMENTATION_BYTES = 65535 - 20 - 60;
const LARGE_PACKET_BYTES = 65536 + PACKET_HEADROOM;
/** §5.1.6.3: the largest frame that comes in several buffers. */
const LARGEST_MERGED = 65550;
const NUM_BUFFERS = 10;
const DEFAULT_MTU = 1500;
/** RFC 1122 §3.3.3: what every host must be able to receive. */
const LEAST_MTU = 576;
const LARGEST_MTU = 1500;

/** Starts the manifest's device; a call to this is what puts it there. Once per program. */
export function openNet(): VirtioNet {
  return new VirtioNet(deviceSlot('net'));
}

export class VirtioNet implements Net {
  readonly hardwareAddress: Uint8Array;
  readonly mtu: number;
  readonly checksumOffload: boolean;
  readonly segmentationBytes: number;
  readonly segmentationBytes6: number;
  linkUp: boolean;
  private readonly device: VirtioDevice;
  private readonly receiveQueue: Virtqueue;
  private readonly transmitQueue: Virtqueue;
  /** The bytes that the small packets share, and where they are. */
  private readonly bytes: Uint8Array;
  private readonly bufferAddress: number;
  /** Made when they are first used: most programs never use most of them, and all of them would be half of their boot. */
  private readonly packets: (Packet | undefined)[];
  /** Of the bytes of each large packet. */
  private readonly largeAddresses: number[];
  private readonly largeFree: Packet[];
  private largeCount: number;
  /** Bulk comes: large buffers are offered to the device instead of small ones. */
  private bulk: boolean;
  /** Large buffers that are offered. */
  private largeOffered: number;
  /** Smaller frames in a row since the last that was bulk. */
  private smallFrames: number;
  /** Where a frame in several buffers is put together; empty until the first. */
  private merged: Packet | undefined;
  private readonly mergesBuffers: boolean;
  private readonly free: Uint16Array;
  /** Counts and indices of the device's rings are written with `>>> 0` or `| 0`: whole numbers for the compiler. */
  private freeCount: number;

  constructor(slot: number) {
    const device = new VirtioDevice(slot, DEVICE_ID);
    device.negotiate(
      (FEATURE_CSUM |
        FEATURE_GUEST_CSUM |
        FEATURE_MTU |
        FEATURE_MAC |
        FEATURE_GUEST_TSO4 |
        FEATURE_GUEST_TSO6 |
        FEATURE_HOST_TSO4 |
        FEATURE_HOST_TSO6 |
        FEATURE_MRG_RXBUF |
        FEATURE_STATUS |
        EVENT_IDX) >>>
        0,
      FEATURE_HOST_USO_HIGH,
    );
    this.hardwareAddress = new Uint8Array(6);
    this.mtu = readMtu(device);
    this.checksumOffload = (device.featuresLow & FEATURE_CSUM) !== 0;
    this.mergesBuffers = (device.featuresLow & FEATURE_MRG_RXBUF) !== 0;
    this.largeFree = [];
    this.largeCount = 0;
    this.bulk = false;
    this.largeOffered = 0;
    this.smallFrames = 0;
    this.merged = undefined;
    this.linkUp = readLink(device);
    this.device = device;
    // No method is called before all fields are there, or every access to them is checked.
    this.segmentationBytes = segmentation(device, FEATURE_HOST_TSO4);
    this.segmentationBytes6 = segmentation(device, FEATURE_HOST_TSO6);
    this.receiveQueue = new Virtqueue(device.queueSize(RECEIVE_QUEUE, RECEIVE_BUFFERS), device.eventIndex);
    this.transmitQueue = new Virtqueue(device.queueSize(TRANSMIT_QUEUE, TRANSMIT_BUFFERS), device.eventIndex);
    const count = this.receiveQueue.size + this.transmitQueue.size;
    const buffer = new ArrayBuffer(count * PACKET_BYTES);
    this.bytes = new Uint8Array(buffer);
    this.bufferAddress = addressOf(buffer);
    this.packets = [];
    this.largeAddresses = [];
    this.free = new Uint16Array(count);
    for (let i = 0; i < count; i++) this.free[i] = count - 1 - i;
    this.freeCount = count;
    readHardwareAddress(device, this.hardwareAddress);
    device.attach(RECEIVE_QUEUE, this.receiveQueue);
    device.attach(TRANSMIT_QUEUE, this.transmitQueue);
    this.transmitQueue.ignoreUsed();
    this.refill();
    device.start();
    this.flush();
  }

  allocate(): Packet | undefined {
    if (this.freeCount === 0) this.reclaim();
    if (this.freeCount === 0) {
      this.drain();
      if (this.freeCount === 0) return undefined;
    }
    this.freeCount = (this.freeCount - 1) | 0;
    const packet = this.packetAt(this.free[this.freeCount] | 0);
    packet.reset();
    return packet;
  }

  allocateLarge(): Packet | undefined {
    if (this.largeFree.length === 0) this.reclaim();
    let packet = this.largeFree.pop();
    if (packet === undefined && this.largeCount < LARGE_PACKETS) return this.makeLarge();
    if (packet === undefined) {
      this.drain();
      packet = this.largeFree.pop();
    }
    if (packet !== undefined) packet.reset();
    return packet;
  }

  release(packet: Packet): void {
    if (packet.index >= this.free.length) {
      if (packet.tail !== undefined) packet.tail.clear();
      this.largeFree.push(packet);
      return;
    }
    this.free[this.freeCount] = packet.index;
    this.freeCount = (this.freeCount + 1) | 0;
  }

  transmit(packet: Packet): void {
    const header = (packet.start - HEADER_BYTES) | 0;
    assert(header >= packet.limitStart, 'Cannot send a frame: no room for the device header');
    writeHeader(packet, header);
    const tail = packet.tail;
    if (tail !== undefined && tail.count > 0) {
      this.transmitGather(packet, header, tail);
      return;
    }
    const length = (packet.end - header) | 0;
    this.makeRoom(0);
    // More packets than the ring holds can be in flight only when received ones are sent back: then the device is behind.
    const small = packet.index < this.free.length;
    const base = small ? this.bufferAddress : this.largeAddresses[packet.index - this.free.length];
    const address = (base + header) >>> 0;
    if (!this.transmitQueue.add(address, length, false, packet.index)) this.release(packet);
  }

  /** What lies elsewhere is sent from there: one descriptor a piece. */
  private transmitGather(packet: Packet, header: number, tail: PacketTail): void {
    this.makeRoom(tail.count);
    for (let i = 0; i < tail.count; i++) {
      const piece = tail.pieces[i]!;
      if (piece.address === 0) piece.address = addressOf(piece.bytes.buffer as ArrayBuffer);
    }
    const length = (packet.end - tail.length - header) | 0;
    const address = (this.largeAddresses[packet.index - this.free.length] + header) >>> 0;
    if (!this.transmitQueue.addGather(address, length, tail, packet.index)) this.release(packet);
  }

  /** Sees to more than `taken` free descriptors, if the device can. */
  private makeRoom(taken: number): void {
    if (this.transmitQueue.room > taken) return;
    this.reclaim();
    if (this.transmitQueue.room <= taken) this.drain();
  }

  poll(sink: FrameSink, budget: number, now: Instant): number {
    if (this.device.takeConfigChange()) this.linkUp = readLink(this.device);
    let handled = 0;
    while (handled < budget) {
      const index = this.receiveQueue.pop();
      if (index < 0) break;
      handled++;
      const packet = this.takeReceived(index);
      const length = this.receiveQueue.usedLength;
      const buffers = this.mergesBuffers ? this.bufferCount(packet) : 1;
      if (buffers > 1) this.receiveMerged(packet, length, buffers, sink, now);
      else if (!this.accept(packet, length)) this.release(packet);
      else {
        if (this.bulk || length >= BULK_FRAME_BYTES) this.noteSize(length);
        if (!sink.onFrame(packet, now)) this.release(packet);
      }
    }
    this.receiveQueue.wantUsed();
    return handled;
  }

  /** Packets that were kept for a turn are back by now. */
  flush(): void {
    this.reclaim();
    if (this.bulk) this.offerLarge();
    this.refill();
    if (this.receiveQueue.takeNotification()) this.device.notify(RECEIVE_QUEUE);
    this.kickTransmit();
  }

  private packetAt(index: number): Packet {
    const known = index < this.packets.length ? this.packets[index] : undefined;
    if (known !== undefined) return known;
    while (this.packets.length <= index) this.packets.push(undefined);
    const packet = new Packet(this.bytes, index * PACKET_BYTES, (index + 1) * PACKET_BYTES, index);
    this.packets[index] = packet;
    return packet;
  }

  private makeLarge(): Packet {
    const buffer = new ArrayBuffer(LARGE_PACKET_BYTES);
    const index = this.free.length + this.largeAddresses.length;
    const packet = new Packet(new Uint8Array(buffer), 0, LARGE_PACKET_BYTES, index);
    packet.tail = new PacketTail();
    while (this.packets.length <= index) this.packets.push(undefined);
    this.packets[index] = packet;
    this.largeAddresses.push(addressOf(buffer));
    this.largeCount++;
    return packet;
  }

  /** §5.1.6.4: buffers that the frame takes, this one included. */
  private bufferCount(packet: Packet): number {
    const at = packet.limitStart + RECEIVE_PAD + NUM_BUFFERS;
    return packet.bytes[at] | (packet.bytes[at + 1] << 8);
  }

  /** A frame in several buffers is put together; nobody may keep it. */
  private receiveMerged(first: Packet, length: number, buffers: number, sink: FrameSink, now: Instant): void {
    if (this.merged === undefined) {
      this.merged = new Packet(
        new Uint8Array(LARGEST_MERGED + PACKET_HEADROOM),
        0,
        LARGEST_MERGED + PACKET_HEADROOM,
        -1,
      );
    }
    const whole = this.merged;
    let fits = this.accept(first, length);
    let total = length;
    whole.start = (whole.limitStart + PACKET_HEADROOM) | 0;
    whole.end = whole.start;
    whole.clearOffload();
    whole.checksum = first.checksum;
    whole.broadcast = false;
    if (fits) fits = append(whole, first.bytes, first.start, first.end);
    this.release(first);
    for (let left = buffers - 1; left > 0; left--) {
      const index = this.receiveQueue.pop();
      if (index < 0) return;
      const part = this.takeReceived(index);
      const start = part.limitStart + RECEIVE_PAD;
      const end = start + this.receiveQueue.usedLength;
      total += this.receiveQueue.usedLength;
      fits = fits && end <= part.limitEnd && append(whole, part.bytes, start, end);
      this.release(part);
    }
    if (!fits) return;
    this.noteSize(total);
    sink.onFrame(whole, now);
  }

  /** Frames of bulk are to come in one buffer each, where they need not be put together and a reader may look at them. */
  private noteSize(length: number): void {
    if (length >= BULK_FRAME_BYTES) {
      this.bulk = this.mergesBuffers;
      this.smallFrames = 0;
    } else if (this.bulk) {
      this.smallFrames = (this.smallFrames + 1) | 0;
      if (this.smallFrames >= BULK_ENDS_FRAMES) this.bulk = false;
    }
  }

  /** Takes the device header off a received packet; false when there is no frame in it. */
  private accept(packet: Packet, length: number): boolean {
    const header = (packet.limitStart + RECEIVE_PAD) | 0;
    if (length <= HEADER_BYTES || header + length > packet.limitEnd) return false;
    const flags = packet.bytes[header] | 0;
    packet.start = (header + HEADER_BYTES) | 0;
    packet.end = (header + length) | 0;
    packet.clearOffload();
    // A partial checksum comes from the same machine: nothing on the way could damage it (§5.1.6.4.1).
    packet.checksum = (flags & (NEEDS_CSUM | DATA_VALID)) !== 0 ? CHECKSUM_VALID : CHECKSUM_UNKNOWN;
    packet.broadcast = false;
    return true;
  }

  /** The packet whose buffer the device used. */
  private takeReceived(index: number): Packet {
    if (index >= this.free.length) this.largeOffered = (this.largeOffered - 1) | 0;
    return this.packetAt(index);
  }

  private offerLarge(): void {
    const queue = this.receiveQueue;
    while (this.largeOffered < BULK_BUFFERS && queue.room > 0) {
      const packet = this.largeFree.pop() ?? (this.largeCount < LARGE_PACKETS ? this.makeLarge() : undefined);
      if (packet === undefined) return;
      const at = (this.largeAddresses[packet.index - this.free.length] + RECEIVE_PAD) >>> 0;
      queue.add(at, LARGE_PACKET_BYTES - RECEIVE_PAD, true, packet.index);
      this.largeOffered = (this.largeOffered + 1) | 0;
    }
  }

  /** Fills the receive ring, but leaves packets to send with. Large buffers that are offered are enough. */
  private refill(): void {
    const queue = this.receiveQueue;
    if (this.bulk && this.largeOffered > 0) return;
    while (queue.room > 0 && this.freeCount > 0) {
      this.freeCount = (this.freeCount - 1) | 0;
      const index = this.free[this.freeCount] | 0;
      const at = (this.bufferAddress + index * PACKET_BYTES + RECEIVE_PAD) >>> 0;
      queue.add(at, PACKET_BYTES - RECEIVE_PAD, true, index);
    }
  }

  private reclaim(): void {
    let index = this.transmitQueue.pop();
    if (index < 0) return;
    while (index >= 0) {
      this.release(this.packetAt(index));
      index = this.transmitQueue.pop();
    }
    this.transmitQueue.ignoreUsed();
  }

  /** The ring is full: the device sends what it can before this returns, whatever it wants to be told. */
  private drain(): void {
    this.transmitQueue.takeNotification();
    this.device.notify(TRANSMIT_QUEUE);
    this.reclaim();
  }

  private kickTransmit(): void {
    if (this.transmitQueue.takeNotification()) this.device.notify(TRANSMIT_QUEUE);
  }
}

function append(to: Packet, bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < 0 || to.end + length > to.limitEnd) return false;
  copyBytes(to.bytes, to.end, bytes, start, length);
  to.end = (to.end + length) | 0;
  return true;
}

function readMtu(device: VirtioDevice): number {
  if ((device.featuresLow & FEATURE_MTU) === 0) return DEFAULT_MTU;
  const mtu = device.configWord(CONFIG_PAIRS_MTU) >>> 16;
  return mtu < LEAST_MTU ? LEAST_MTU : mtu > LARGEST_MTU ? LARGEST_MTU : mtu;
}

function readLink(device: VirtioDevice): boolean {
  if ((device.featuresLow & FEATURE_STATUS) === 0) return true;
  return ((device.configWord(CONFIG_MAC_STATUS) >>> 16) & STATUS_LINK_UP) !== 0;
}

function readHardwareAddress(device: VirtioDevice, address: Uint8Array): void {
  const low = device.configWord(CONFIG_MAC);
  const high = device.configWord(CONFIG_MAC_STATUS);
  address[0] = low & 0xff;
  address[1] = (low >>> 8) & 0xff;
  address[2] = (low >>> 16) & 0xff;
  address[3] = low >>> 24;
  address[4] = high & 0xff;
  address[5] = (high >>> 8) & 0xff;
}

function writeLittle16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >>> 8) & 0xff;
}

/** Byte by byte: the compiler makes four of them one store. */
function clearHeader(bytes: Uint8Array, at: number): void {
  bytes[at] = 0;
  bytes[at + 1] = 0;
  bytes[at + 2] = 0;
  bytes[at + 3] = 0;
  bytes[at + 4] = 0;
  bytes[at + 5] = 0;
  bytes[at + 6] = 0;
  bytes[at + 7] = 0;
  bytes[at + 8] = 0;
  bytes[at + 9] = 0;
  bytes[at + 10] = 0;
  bytes[at + 11] = 0;
}

/** §5.1.3.1: segmentation rests on checksums. */
function segmentation(device: VirtioDevice, feature: number): number {
  const needed = FEATURE_CSUM | feature;
  return (device.featuresLow & needed) === needed ? SEGMENTATION_BYTES : 0;
}

/** By the Ethernet type, behind a VLAN tag if there is one (IEEE 802.1Q §9.6). */
function isIpv6Frame(bytes: Uint8Array, start: number): boolean {
  const at = bytes[start + 12] === 0x81 && bytes[start + 13] === 0 ? start + 16 : start + 12;
  return bytes[at] === 0x86 && bytes[at + 1] === 0xdd;
}

/** §5.1.6.2: flags, gso_type, hdr_len, gso_size, csum_start, csum_offset, num_buffers. */
function writeHeader(packet: Packet, at: number): void {
  const bytes = packet.bytes;
  clearHeader(bytes, at);
  if (packet.checksum !== CHECKSUM_PARTIAL) return;
  bytes[at] = NEEDS_CSUM;
  writeLittle16(bytes, at + 6, packet.checksumStart - packet.start);
  writeLittle16(bytes, at + 8, packet.checksumOffset);
  if (packet.segmentBytes === 0) return;
  bytes[at + 1] = isIpv6Frame(bytes, packet.start) ? GSO_TCPV6 : GSO_TCPV4;
  // The headers that each segment repeats: up to the data behind the TCP header (RFC 9293 §3.1, data offset).
  const tcpBytes = (bytes[packet.checksumStart + 12] >>> 4) * 4;
  writeLittle16(bytes, at + 2, packet.checksumStart - packet.start + tcpBytes);
  writeLittle16(bytes, at + 4, packet.segmentBytes);
}
