// A network device in memory for tests: frames that the stack sends are kept, frames for it are injected by hand.

import type { Instant } from '../../runtime/core/instant.ts';
import { CHECKSUM_PARTIAL, CHECKSUM_UNKNOWN, Packet } from '../../runtime/core/packet.ts';
import { addBytes, finishSum, ipv4PseudoSum } from '../../runtime/core/checksum.ts';
import { readU32, writeU16, writeU32 } from '../../runtime/core/bytes.ts';
import type { FrameSink, Net } from '../../runtime/device/net.types.ts';

const PACKET_BYTES = 2048;

export class Wire implements Net {
  readonly hardwareAddress: Uint8Array;
  mtu: number;
  readonly checksumOffload: boolean;
  readonly segmentationBytes = 0;
  readonly segmentationBytes6 = 0;
  linkUp: boolean;
  /** Frames sent, oldest first. */
  sent: Uint8Array[];
  /** Packets that are neither free nor given back: what leaks. */
  inFlight: number;
  private readonly free: Packet[];
  private readonly waiting: Packet[];

  constructor(hardwareAddress: Uint8Array, packets: number, checksumOffload: boolean) {
    this.hardwareAddress = hardwareAddress;
    this.mtu = 1500;
    this.checksumOffload = checksumOffload;
    this.linkUp = true;
    this.sent = [];
    this.inFlight = 0;
    this.free = [];
    this.waiting = [];
    const bytes = new Uint8Array(packets * PACKET_BYTES);
    for (let i = 0; i < packets; i++) this.free.push(new Packet(bytes, i * PACKET_BYTES, (i + 1) * PACKET_BYTES, i));
  }

  allocate(): Packet | undefined {
    const packet = this.free.pop();
    if (packet === undefined) return undefined;
    this.inFlight++;
    packet.reset();
    return packet;
  }

  allocateLarge(): Packet | undefined {
    return undefined;
  }

  release(packet: Packet): void {
    this.inFlight--;
    this.free.push(packet);
  }

  transmit(packet: Packet): void {
    if (packet.checksum === CHECKSUM_PARTIAL) finishLikeDevice(packet);
    this.sent.push(packet.bytes.slice(packet.start, packet.end));
    this.release(packet);
  }

  /** Queues a frame for the stack. */
  inject(frame: Uint8Array, checksum: number = CHECKSUM_UNKNOWN): void {
    const packet = this.allocate();
    if (packet === undefined) return;
    packet.bytes.set(frame, packet.start);
    packet.end = packet.start + frame.length;
    packet.checksum = checksum;
    this.waiting.push(packet);
  }

  poll(sink: FrameSink, budget: number, now: Instant): number {
    let handled = 0;
    while (handled < budget) {
      const packet = this.waiting.shift();
      if (packet === undefined) break;
      handled++;
      if (!sink.onFrame(packet, now)) this.release(packet);
    }
    return handled;
  }

  flush(): void {}

  /** Takes the frames sent since the last call. */
  take(): Uint8Array[] {
    const sent = this.sent;
    this.sent = [];
    return sent;
  }
}

/** What a device does with CHECKSUM_PARTIAL (virtio 1.2 §5.1.6.2): sums from csum_start and stores at the offset. */
export function finishLikeDevice(packet: Packet): void {
  const at = packet.checksumStart + packet.checksumOffset;
  const checksum = finishSum(addBytes(0, packet.bytes, packet.checksumStart, packet.end));
  writeU16(packet.bytes, at, checksum === 0 ? 0xffff : checksum);
}

const IP = 14;

/** Lengths, numbers, flags and checksums of one segment out of a super-segment; its data begin `offset` bytes into that. */
export function finishSegment(frame: Uint8Array, tcp: number, offset: number, last: boolean): void {
  const six = frame[IP] >>> 4 === 6;
  if (six) {
    writeU16(frame, IP + 4, frame.length - IP - 40);
  } else {
    writeU16(frame, IP + 2, frame.length - IP);
    writeU16(frame, IP + 10, 0);
    writeU16(frame, IP + 10, finishSum(addBytes(0, frame, IP, IP + 20)));
  }
  const sequence = (readU32(frame, tcp + 4) + offset) >>> 0;
  writeU32(frame, tcp + 4, sequence);
  // FIN and PSH.
  if (!last) frame[tcp + 13] &= ~9;
  writeU16(frame, tcp + 16, 0);
  const length = frame.length - tcp;
  const pseudo = six
    ? addBytes(6 + length, frame, IP + 8, IP + 40)
    : ipv4PseudoSum(readU32(frame, IP + 12), readU32(frame, IP + 16), 6, length);
  writeU16(frame, tcp + 16, finishSum(addBytes(pseudo, frame, tcp, frame.length)));
}
