// UDP as its users see it: DHCP, sockets.

import type { Instant } from '../core/instant.ts';

export interface DatagramSink {
  /** Data in bytes[start, end), the sink's only until it returns. Addresses are unsigned 32-bit numbers. */
  deliver(
    bytes: Uint8Array,
    start: number,
    end: number,
    source: number,
    sourcePort: number,
    destination: number,
    now: Instant,
  ): void;
}
