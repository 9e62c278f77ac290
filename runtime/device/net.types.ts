// The network device as the stack sees it: frames in packets, moved by ownership. virtio-net implements it in a module, the
// simulator in tests; whatever else does has to pass the same suite.

import type { Packet } from '../core/packet.ts';
import type { Instant } from '../core/instant.ts';

export interface FrameSink {
  /**
   * A received Ethernet frame, without FCS, in packet[start, end).
   * True: the sink keeps the packet and must `transmit` or `release` it. False: the device takes it back at return.
   */
  onFrame(packet: Packet, now: Instant): boolean;
}

export interface Net {
  /** Six bytes. */
  readonly hardwareAddress: Uint8Array;
  /** Largest network-layer packet, bytes. */
  readonly mtu: number;
  /** The device finishes packets with CHECKSUM_PARTIAL. */
  readonly checksumOffload: boolean;
  /** Most data bytes of a TCP packet that the device cuts into segments of `segmentBytes`; 0: it does not. */
  readonly segmentationBytes: number;
  /** The same over IPv6. */
  readonly segmentationBytes6: number;
  readonly linkUp: boolean;
  /** An empty packet to build in, or undefined when all are in flight: then the caller drops. */
  allocate(): Packet | undefined;
  /** One for a packet that the device cuts up, as large as `segmentationBytes` and headers; undefined as with `allocate`. */
  allocateLarge(): Packet | undefined;
  /** Gives back a packet that is not sent. */
  release(packet: Packet): void;
  /** Sends packet[start, end), a whole frame, and gives the packet away. */
  transmit(packet: Packet): void;
  /** Hands up to `budget` received frames to the sink; the number handed. */
  poll(sink: FrameSink, budget: number, now: Instant): number;
  /** Tells the device what was queued since the last call; once a turn. */
  flush(): void;
}
