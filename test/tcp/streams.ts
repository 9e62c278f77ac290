// Two hosts that exchange streams over a simulated link, with users that write and read in odd pieces at odd times. What each
// side gets is compared byte by byte with what the other wrote, and each frame is held against the rules of the protocol.

import { SeededRandom } from '../../runtime/core/random.ts';
import { PROTOCOL_TCP } from '../../runtime/ip/ip.types.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import { formatAddress } from '../../runtime/core/address.ts';
import { DHCP_CONFIG, type InterfaceConfig } from '../../runtime/stack/interface-config.ts';
import type { CongestionFactory } from '../../runtime/tcp/congestion.types.ts';
import type { Connection } from '../../runtime/tcp/connection.ts';
import type { Acceptor } from '../../runtime/tcp/listener.ts';
import type { ByteStream, StreamHandler } from '../../runtime/tcp/stream.types.ts';
import { Tcp, type TcpLimits } from '../../runtime/tcp/tcp.ts';
import { Observer } from './observer.ts';
import { Segment as Link, SimDevice, type Weather } from '../net/sim.ts';

export const SERVER = 0x0a000001;
export const CLIENT = 0x0a000002;
export const PORT = 80;

/** The byte at a place of a stream that a side writes. */
export function byteAt(side: number, at: number): number {
  return (Math.imul(at, 0x9e3779b1) ^ (at >>> 7) ^ (side * 91)) & 255;
}

/** One end: writes its stream, checks the other's, ends when all is written. */
export class End implements StreamHandler {
  readonly stream: ByteStream;
  readonly random: SeededRandom;
  readonly side: number;
  readonly total: number;
  written: number;
  read: number;
  wrong: number;
  ended: boolean;
  closed: boolean;
  reason: string;
  /** Reads only when told to, so that its window closes. */
  slow: boolean;
  private readonly buffer: Uint8Array;
  private seen: Uint8Array;
  private seenAt: number;

  constructor(stream: ByteStream, random: SeededRandom, side: number, total: number, slow: boolean) {
    this.stream = stream;
    this.random = random;
    this.side = side;
    this.total = total;
    this.written = 0;
    this.read = 0;
    this.wrong = 0;
    this.ended = false;
    this.closed = false;
    this.reason = '';
    this.slow = slow;
    this.buffer = new Uint8Array(8192);
    this.seen = this.buffer;
    this.seenAt = 0;
    stream.handler = this;
  }

  /** All was written, all was read, the other side ended. */
  get done(): boolean {
    return this.ended && this.written === this.total;
  }

  onReadable(): void {
    if (!this.slow) this.take();
    this.write();
  }

  onWritable(): void {
    this.write();
  }

  onClosed(_stream: ByteStream, reason: string): void {
    this.closed = true;
    this.reason = reason;
  }

  /** Reads everything there is, in pieces. */
  take(): void {
    for (;;) {
      const most = 1 + (this.random.next32() % this.buffer.length);
      const length = most % 3 === 0 ? this.look(most) : this.stream.readInto(this.buffer, 0, most);
      if (most % 3 !== 0) this.check(this.buffer, 0, length);
      this.read += length;
      if (length === 0) break;
    }
    if (this.stream.ended) this.ended = true;
  }

  /** Reads up to `most` bytes where they lie. */
  private look(most: number): number {
    const length = Math.min(this.stream.peek(this), most);
    if (length === 0) return 0;
    this.check(this.seen, this.seenAt, length);
    this.stream.skip(length);
    return length;
  }
  set(bytes: Uint8Array, start: number): void {
    this.seen = bytes;
    this.seenAt = start;
  }
  private check(bytes: Uint8Array, start: number, length: number): void {
    for (let i = 0; i < length; i++) if (bytes[start + i] !== byteAt(1 - this.side, this.read + i)) this.wrong++;
  }

  write(): void {
    while (this.written < this.total) {
      const length = Math.min(1 + (this.random.next32() % this.buffer.length), this.total - this.written);
      for (let i = 0; i < length; i++) this.buffer[i] = byteAt(this.side, this.written + i);
      const taken = this.stream.writeFrom(this.buffer, 0, length);
      this.written += taken;
      if (taken < length) return;
    }
    this.stream.end();
  }
}

export class World implements Acceptor {
  readonly link: Link;
  readonly devices: SimDevice[];
  readonly stacks: NetworkInterface[];
  readonly tcps: Tcp[];
  readonly ends: End[];
  readonly observer: Observer;
  private readonly random: SeededRandom;
  private serverTotal: number;
  private slow: boolean;
  private readonly server: string;

  /** With `six` over IPv6, where the observer sees nothing. */
  constructor(
    seed: number,
    weather: Weather,
    mtu: number,
    congestion: CongestionFactory,
    limits: TcpLimits,
    six = false,
  ) {
    this.server = six ? 'fd00::1' : formatAddress(SERVER);
    this.link = new Link(seed, weather);
    this.devices = [];
    this.stacks = [];
    this.tcps = [];
    this.ends = [];
    this.random = new SeededRandom(seed + 77);
    this.serverTotal = 0;
    this.slow = false;
    this.observer = new Observer();
    for (let i = 0; i < 2; i++) {
      const device = new SimDevice(this.link, i + 1, 400, seed % 2 === i, mtu);
      // Every other pair of seeds sends super-segments, where the checksum is left to the device.
      if (seed % 4 >= 2 && device.checksumOffload) device.segmentationBytes = device.segmentationBytes6 = 65455;
      const ours = Uint8Array.from([0xfd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, i + 1]);
      const config: InterfaceConfig = {
        ...DHCP_CONFIG,
        prefix: { address: i === 0 ? SERVER : CLIENT, length: 24 },
        six: six
          ? { prefix: { address: ours, length: 64 }, gateway: undefined, secret: undefined, probe: false }
          : undefined,
      };
      const stack = new NetworkInterface(device, config, new SeededRandom(seed * 2 + i), 0);
      const tcp = new Tcp(stack.families.ip, stack.random, 0, congestion, limits);
      stack.attachTransport(PROTOCOL_TCP, tcp);
      this.link.add(stack);
      this.devices.push(device);
      this.stacks.push(stack);
      this.tcps.push(tcp);
    }
    if (!six) this.link.tap = (frame) => this.observer.see(frame);
  }

  /** The server's next connections write so much. */
  serve(total: number, slow: boolean): void {
    this.serverTotal = total;
    this.slow = slow;
    this.tcps[0].listen(PORT, 0, 64, this);
  }

  onConnection(connection: Connection): void {
    const end = new End(connection, this.random, 0, this.serverTotal, this.slow);
    this.ends.push(end);
    end.write();
  }

  connect(total: number, slow: boolean): End {
    const server = this.tcps[1].parseHost(this.server);
    if (!server.ok) throw new Error(server.reason);
    const result = this.tcps[1].connect(server.value, PORT, this.link.now);
    if (!result.ok) throw new Error(result.reason);
    return new End(result.value, this.random, 1, total, slow);
  }

  /** What must be gone when all is over; empty when it is. */
  leaks(): string {
    for (let i = 0; i < 2; i++) {
      const tcp = this.tcps[i];
      if (tcp.table.count > 0) return `host ${i} has ${tcp.table.count} connections`;
      if (tcp.chunks.used > 0) return `host ${i} has ${tcp.chunks.used} chunks`;
      if (tcp.timeWaits.count > 0) return `host ${i} has ${tcp.timeWaits.count} waiting`;
      if (this.devices[i].held > 0) return `host ${i} holds ${this.devices[i].held} packets`;
    }
    return '';
  }
}
