// A simulated link with a virtual clock: any number of hosts on one segment, and between them loss, duplication, reordering,
// corruption and delay, all from one seed. A run is a pure function of its seed: a failure is reproduced by its number.

import { NEVER, type Instant } from '../../runtime/core/instant.ts';
import { CHECKSUM_PARTIAL, CHECKSUM_UNKNOWN, CHECKSUM_VALID, Packet } from '../../runtime/core/packet.ts';
import { SeededRandom } from '../../runtime/core/random.ts';
import { PacketTail } from '../../runtime/core/shared-bytes.ts';
import type { FrameSink, Net } from '../../runtime/device/net.types.ts';
import { finishLikeDevice, finishSegment } from './wire.ts';

/** Probabilities from 0 to 1, times in ms. */
export interface Weather {
  readonly loss: number;
  readonly duplication: number;
  /** Share of frames that take `reorderMs` longer than others. */
  readonly reordering: number;
  readonly reorderMs: number;
  /** Share of frames with one bit flipped behind the Ethernet header; nothing vouches for them. */
  readonly corruption: number;
  readonly delayMs: number;
  /** Each frame is late by up to this much more. */
  readonly jitterMs: number;
  /** A bottleneck before each receiver: what it carries, and what waits for it at most; the rest is dropped at the tail. */
  readonly bytesPerMs?: number;
  readonly queueBytes?: number;
  /** Longer frames vanish without a word: a black hole. */
  readonly largestFrame?: number;
  /** ARP has no checksum: a damaged answer is believed for a minute, which says nothing about protocols above it. */
  readonly sparesArp?: boolean;
}

export const FAIR: Weather = {
  loss: 0,
  duplication: 0,
  reordering: 0,
  reorderMs: 0,
  corruption: 0,
  delayMs: 1,
  jitterMs: 0,
};

/** Anything that lives on the event loop: a network interface, a test's own peer. */
export interface SimHost {
  receive(now: Instant): void;
  flush(now: Instant): void;
  nextDeadlineMs(): Instant;
}

interface Flight {
  readonly at: Instant;
  readonly order: number;
  readonly to: SimDevice;
  readonly frame: Uint8Array;
  readonly checksum: number;
}

/** Turns at one instant before the simulation says that something spins. */
const MOST_TURNS_AT_ONCE = 10_000;

export class Segment {
  now: Instant;
  weather: Weather;
  readonly random: SeededRandom;
  lost: number;
  corrupted: number;
  carried: number;
  /** Called with each frame that is put on the segment. */
  tap: ((frame: Uint8Array, now: Instant) => void) | undefined;
  private readonly devices: SimDevice[];
  private readonly hosts: SimHost[];
  private readonly flights: Flight[];
  private order: number;
  /** When a receiver's bottleneck has carried what it was given. */
  private readonly freeAt: Map<SimDevice, Instant>;

  constructor(seed: number, weather: Weather) {
    this.now = 0;
    this.weather = weather;
    this.random = new SeededRandom(seed);
    this.lost = 0;
    this.corrupted = 0;
    this.carried = 0;
    this.tap = undefined;
    this.devices = [];
    this.hosts = [];
    this.flights = [];
    this.order = 0;
    this.freeAt = new Map();
  }

  attach(device: SimDevice): void {
    this.devices.push(device);
  }

  add(host: SimHost): void {
    this.hosts.push(host);
  }

  /** A frame leaves a device: a copy of it goes to all others, as on a hub. */
  carry(from: SimDevice, frame: Uint8Array, vouched: boolean): void {
    this.carried++;
    if (this.tap !== undefined) this.tap(frame, this.now);
    for (const device of this.devices) {
      if (device === from) continue;
      this.launch(device, frame, vouched);
      if (this.chance(this.weather.duplication)) this.launch(device, frame, vouched);
    }
  }

  /** Runs until `until`, or until `done` says so; true when `done` did. */
  run(until: Instant, done: () => boolean): boolean {
    let turns = 0;
    while (!done()) {
      const next = this.nextEvent();
      if (next > until) {
        this.now = until;
        return done();
      }
      turns = next > this.now ? 0 : turns + 1;
      if (turns > MOST_TURNS_AT_ONCE) throw new Error(`Cannot go on: the simulation spins at ${this.now} ms`);
      if (next > this.now) this.now = next;
      this.land();
      for (const host of this.hosts) host.receive(this.now);
      for (const host of this.hosts) host.flush(this.now);
    }
    return true;
  }

  runFor(duration: Instant): void {
    this.run(this.now + duration, () => false);
  }

  private chance(probability: number): boolean {
    return probability > 0 && this.random.next32() < probability * 0x100000000;
  }

  private launch(to: SimDevice, original: Uint8Array, vouched: boolean): void {
    const { largestFrame } = this.weather;
    if (this.chance(this.weather.loss) || (largestFrame !== undefined && original.length > largestFrame)) {
      this.lost++;
      return;
    }
    const frame = original.slice();
    const isArp = frame[12] === 8 && frame[13] === 6;
    const damaged = !(isArp && this.weather.sparesArp === true) && this.chance(this.weather.corruption);
    if (damaged) {
      this.corrupted++;
      const at = 14 + (this.random.next32() % Math.max(1, frame.length - 14));
      frame[at] = frame[at] ^ (1 << (this.random.next32() & 7));
    }
    let at = this.throughBottleneck(to, original.length) + this.weather.delayMs;
    if (at === NEVER) {
      this.lost++;
      return;
    }
    if (this.weather.jitterMs > 0) at += (this.random.next32() / 0x100000000) * this.weather.jitterMs;
    if (this.chance(this.weather.reordering)) at += this.weather.reorderMs;
    const checksum = vouched && !damaged ? CHECKSUM_VALID : CHECKSUM_UNKNOWN;
    this.insert({ at, order: this.order, to, frame, checksum });
    this.order++;
  }

  /** When a frame has left the bottleneck; never when it found no room. */
  private throughBottleneck(to: SimDevice, bytes: number): Instant {
    const { bytesPerMs = Infinity, queueBytes = Infinity } = this.weather;
    if (bytesPerMs === Infinity) return this.now;
    const begin = Math.max(this.now, this.freeAt.get(to) ?? 0);
    if ((begin - this.now) * bytesPerMs + bytes > queueBytes) return NEVER;
    const end = begin + bytes / bytesPerMs;
    this.freeAt.set(to, end);
    return end;
  }

  /** Keeps flights in order of arrival, and of departure where that is the same. */
  private insert(flight: Flight): void {
    let low = 0;
    let high = this.flights.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.flights[middle].at <= flight.at) low = middle + 1;
      else high = middle;
    }
    this.flights.splice(low, 0, flight);
  }

  private nextEvent(): Instant {
    let next = this.flights.length > 0 ? this.flights[0].at : NEVER;
    for (const host of this.hosts) next = Math.min(next, host.nextDeadlineMs());
    return next;
  }

  private land(): void {
    let count = 0;
    while (count < this.flights.length && this.flights[count].at <= this.now) {
      const flight = this.flights[count];
      flight.to.arrive(flight.frame, flight.checksum);
      count++;
    }
    if (count > 0) this.flights.splice(0, count);
  }
}

const PACKET_BYTES = 2048;
const LARGE_BYTES = 65536 + 128;

/** A host's device on a segment. */
export class SimDevice implements Net {
  readonly hardwareAddress: Uint8Array;
  readonly mtu: number;
  readonly checksumOffload: boolean;
  /** Cuts up super-segments, as a device with HOST_TSO4 does. */
  segmentationBytes: number;
  segmentationBytes6: number;
  linkUp: boolean;
  /** Frames that found no free packet. */
  overruns: number;
  private readonly segment: Segment;
  private readonly free: Packet[];
  private readonly waiting: Packet[];
  private readonly packets: number;
  private readonly late: Packet[];

  constructor(segment: Segment, number: number, packets: number, checksumOffload: boolean, mtu: number) {
    this.hardwareAddress = Uint8Array.from([0x02, 0, 0, 0, number >>> 8, number & 255]);
    this.mtu = mtu;
    this.checksumOffload = checksumOffload;
    this.segmentationBytes = 0;
    this.segmentationBytes6 = 0;
    this.linkUp = true;
    this.overruns = 0;
    this.segment = segment;
    this.free = [];
    this.waiting = [];
    this.late = [];
    this.packets = packets;
    const bytes = new Uint8Array(packets * PACKET_BYTES);
    for (let i = 0; i < packets; i++) this.free.push(new Packet(bytes, i * PACKET_BYTES, (i + 1) * PACKET_BYTES, i));
    segment.attach(this);
  }

  /** Packets that somebody holds. */
  get held(): number {
    return this.packets - this.free.length - this.waiting.length;
  }

  allocate(): Packet | undefined {
    const packet = this.free.pop();
    if (packet !== undefined) packet.reset();
    return packet;
  }

  allocateLarge(): Packet | undefined {
    if (this.segmentationBytes === 0) return undefined;
    const packet = new Packet(new Uint8Array(LARGE_BYTES), 0, LARGE_BYTES, -2);
    packet.tail = new PacketTail();
    return packet;
  }

  release(packet: Packet): void {
    packet.tail?.clear();
    if (packet.index >= 0) this.free.push(packet);
  }

  /** A real device reads what it sends at the end of a turn, and what lies elsewhere must still be there. */
  transmit(packet: Packet): void {
    if (this.late.length > 0 || (packet.tail !== undefined && packet.tail.count > 0)) this.late.push(packet);
    else this.send(packet);
  }

  private send(packet: Packet): void {
    packet.flatten();
    const vouched = packet.checksum === CHECKSUM_PARTIAL;
    if (packet.segmentBytes > 0) this.cut(packet);
    else {
      if (vouched) finishLikeDevice(packet);
      if (this.linkUp) this.segment.carry(this, packet.bytes.slice(packet.start, packet.end), vouched);
    }
    this.release(packet);
  }

  /** virtio 1.2 §5.1.6.2: each segment with its own lengths, numbers and checksums; FIN and PSH on the last one only. */
  private cut(packet: Packet): void {
    const headers = packet.checksumStart - packet.start + (packet.bytes[packet.checksumStart + 12] >>> 4) * 4;
    const tcp = packet.checksumStart - packet.start;
    const data = packet.end - packet.start - headers;
    for (let at = 0; at < data; at += packet.segmentBytes) {
      const length = Math.min(packet.segmentBytes, data - at);
      const frame = new Uint8Array(headers + length);
      frame.set(packet.bytes.subarray(packet.start, packet.start + headers));
      const from = packet.start + headers + at;
      frame.set(packet.bytes.subarray(from, from + length), headers);
      const last = at + length === data;
      finishSegment(frame, tcp, at, last);
      if (this.linkUp) this.segment.carry(this, frame, true);
    }
  }

  arrive(frame: Uint8Array, checksum: number): void {
    const packet = this.linkUp ? this.allocate() : undefined;
    if (packet === undefined) {
      this.overruns++;
      return;
    }
    // A real device puts a received frame near the start of its buffer: the head-room is small.
    packet.start = packet.limitStart + 14;
    packet.bytes.set(frame, packet.start);
    packet.end = packet.start + frame.length;
    packet.checksum = checksum;
    this.waiting.push(packet);
  }

  poll(sink: FrameSink, budget: number, now: Instant): number {
    let handled = 0;
    while (handled < budget && this.waiting.length > 0) {
      const packet = this.waiting.shift();
      if (packet === undefined) break;
      handled++;
      if (!sink.onFrame(packet, now)) this.release(packet);
    }
    return handled;
  }

  flush(): void {
    for (const packet of this.late.splice(0)) this.send(packet);
  }
}
