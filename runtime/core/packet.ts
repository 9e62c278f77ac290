// The buffer that a frame lives in on its whole way, up or down. Layers move `start` and `end`: a receiving layer strips its
// header by raising `start`, a sending layer prepends its own by lowering it, so nothing is copied and an answer can be
// built in the buffer of the question. Whoever holds a packet owns it until it is released or transmitted.

import { copyBytes } from './bytes.ts';
import type { PacketTail } from './shared-bytes.ts';

/** Bytes kept in front of a payload: virtio_net_hdr 12, Ethernet 14, VLAN tag 4, IPv4 with options 60, and some to spare. */
export const PACKET_HEADROOM = 128;

/** What is known about the transport checksum of a packet (virtio 1.2 §5.1.6.4.1, §5.1.6.2). */
export const CHECKSUM_UNKNOWN = 0;
/** The device or the sender on the same host vouches for it. */
export const CHECKSUM_VALID = 1;
/** Sending: the field holds the pseudo-header sum; the device finishes it from `checksumStart`. */
export const CHECKSUM_PARTIAL = 2;

export class Packet {
  /** The buffer; shared by neighbouring packets, so only [limitStart, limitEnd) is this packet's. */
  readonly bytes: Uint8Array;
  readonly limitStart: number;
  readonly limitEnd: number;
  /** Its place in the device's table; -1: a loose packet, which cannot be kept or transmitted. */
  readonly index: number;
  /**
   * What has been built or is left to read: bytes[start, end). Whoever sets one writes `| 0`: then the compiler knows that it
   * is a whole number, and indices made from it need no test for being one.
   */
  start: number;
  end: number;
  checksum: number;
  /** Valid with CHECKSUM_PARTIAL: absolute offset of the first byte summed, and of the field relative to it. */
  checksumStart: number;
  checksumOffset: number;
  /** Sending: data bytes of each segment that the device cuts the packet into (virtio 1.2 §5.1.6.2); 0: it is one. */
  segmentBytes: number;
  /** Sending: bits of the IP header: congestion (RFC 3168 §5), and not to be fragmented (RFC 791 §3.1). */
  ecn: number;
  dontFragment: boolean;
  /** Where the network header of a received packet begins: what an ICMP error quotes. */
  networkStart: number;
  /** Received for more than this host, by its link or network address (RFC 1122 §3.2.2: no ICMP error for those). */
  broadcast: boolean;
  /** The next in a list of whoever holds it. */
  next: Packet | undefined;
  /**
   * Sending: the last `tail.length` bytes before `end` lie there instead of in the buffer, which has room for them. Undefined where the
   * device cannot gather them.
   */
  tail: PacketTail | undefined;

  constructor(bytes: Uint8Array, limitStart: number, limitEnd: number, index: number) {
    this.bytes = bytes;
    this.limitStart = limitStart;
    this.limitEnd = limitEnd;
    this.index = index;
    this.start = (limitStart + PACKET_HEADROOM) | 0;
    this.end = this.start;
    this.checksum = CHECKSUM_UNKNOWN;
    this.checksumStart = 0;
    this.checksumOffset = 0;
    this.segmentBytes = 0;
    this.ecn = 0;
    this.dontFragment = false;
    this.networkStart = this.start;
    this.broadcast = false;
    this.next = undefined;
    this.tail = undefined;
  }

  /** Brings the tail into the buffer, for whoever reads the packet itself. */
  flatten(): void {
    const tail = this.tail;
    if (tail === undefined || tail.count === 0) return;
    let at = (this.end - tail.length) | 0;
    for (let i = 0; i < tail.count; i++) {
      const length = tail.lengths[i]! | 0;
      copyBytes(this.bytes, at, tail.pieces[i]!.bytes, tail.starts[i]! | 0, length);
      at = (at + length) | 0;
    }
    tail.clear();
  }

  /** Empties the packet for building: the payload starts behind the head-room. */
  reset(): void {
    this.start = (this.limitStart + PACKET_HEADROOM) | 0;
    this.end = this.start;
    this.clearOffload();
    this.broadcast = false;
  }

  /** Nothing is known about it, nothing asked of those below. */
  clearOffload(): void {
    this.checksum = CHECKSUM_UNKNOWN;
    this.checksumStart = 0;
    this.checksumOffset = 0;
    this.segmentBytes = 0;
    this.ecn = 0;
    this.dontFragment = false;
  }
}
