// Two TCPs that hear each other at once, without a network between them: for tests of many connections, and of peers that send
// what they should not.

import { ipv4PseudoSum } from '../../runtime/core/checksum.ts';
import { Packet } from '../../runtime/core/packet.ts';
import { SeededRandom } from '../../runtime/core/random.ts';
import { CUBIC, Tcp, type TcpLimits } from '../../runtime/tcp/tcp.ts';
import { finishTcpChecksum, writeHeader, writePartialChecksum } from '../../runtime/tcp/tcp.wire.ts';
import { FakeIp, PACKET_BYTES } from './fake-ip.ts';

export const SERVER = 0x0a000001;
export const CLIENT = 0x0a000002;
const BUFFER_BYTES = 4096;
const IP_BYTES = 20;

export class Pair {
  now: number;
  readonly ips: FakeIp[];
  readonly tcps: Tcp[];
  /** Segments that crossed. */
  carried: number;
  /** The last segment that each side was given. */
  readonly given: (Uint8Array | undefined)[];
  private readonly incoming: Packet;

  constructor(limits: TcpLimits) {
    this.now = 1000;
    this.ips = [new FakeIp(SERVER, 1500), new FakeIp(CLIENT, 1500)];
    this.tcps = this.ips.map((ip, i) => new Tcp(ip, new SeededRandom(11 + i), this.now, CUBIC, limits));
    this.carried = 0;
    this.given = [undefined, undefined];
    this.incoming = new Packet(new Uint8Array(BUFFER_BYTES), 0, BUFFER_BYTES, -1);
  }

  /** One turn of both; true when something crossed. */
  turn(): boolean {
    for (const tcp of this.tcps) {
      if (this.now >= tcp.nextTimeout()) tcp.onTimeout(this.now);
      tcp.dispatch(this.now);
      tcp.flush(this.now);
    }
    return this.cross();
  }

  /** Until nothing crosses any more, without time passing. */
  settle(): void {
    while (this.turn() || this.tcps[0].busy || this.tcps[1].busy);
  }

  /** Lets time pass with its timers. */
  pass(ms: number): void {
    const until = this.now + ms;
    this.settle();
    for (;;) {
      const next = Math.min(this.tcps[0].nextTimeout(), this.tcps[1].nextTimeout());
      if (next > until) break;
      this.now = Math.max(this.now, next);
      this.settle();
    }
    this.now = until;
  }

  /** Gives bytes of a segment to one side as from an address. */
  give(side: number, segment: Uint8Array, from: number): void {
    // Packets of the device may be kept, loose ones not.
    const own = segment.length < PACKET_BYTES - IP_BYTES ? this.ips[side].allocate() : undefined;
    const incoming = own ?? this.incoming;
    const start = incoming.limitStart;
    incoming.bytes.fill(0, start, start + IP_BYTES);
    incoming.bytes.set(segment, start + IP_BYTES);
    incoming.start = start + IP_BYTES;
    incoming.end = start + IP_BYTES + segment.length;
    incoming.networkStart = start;
    incoming.clearOffload();
    const kept = this.tcps[side].receive(incoming, from, this.ips[side].address, this.now);
    if (own !== undefined && !kept) this.ips[side].release(own);
  }

  private cross(): boolean {
    let any = false;
    for (let side = 0; side < 2; side++) {
      const { sent } = this.ips[side];
      const count = sent.length;
      for (let i = 0; i < count; i++) {
        any = true;
        // What goes to others than the two is lost.
        if (sent[i].destination !== this.ips[1 - side].address) continue;
        this.carried++;
        this.given[1 - side] = sent[i].bytes;
        this.give(1 - side, sent[i].bytes, this.ips[side].address);
      }
      sent.splice(0, count);
    }
    return any;
  }
}

/** A segment by hand, with its checksum; `mss` is the only option. */
export function craft(
  from: number,
  fromPort: number,
  to: number,
  toPort: number,
  sequence: number,
  acknowledgement: number,
  flags: number,
  window: number,
  data: Uint8Array,
  mss = 0,
): Uint8Array {
  const options = mss === 0 ? [] : [2, 4, mss >>> 8, mss & 255];
  const bytes = new Uint8Array(20 + options.length + data.length);
  writeHeader(bytes, 0, fromPort, toPort, sequence, acknowledgement, flags, window, options.length);
  bytes.set(options, 20);
  bytes.set(data, 20 + options.length);
  writePartialChecksum(bytes, 0, ipv4PseudoSum(from, to, 6, bytes.length));
  finishTcpChecksum(bytes, 0, bytes.length);
  return bytes;
}
