// UDP as its users see it: DHCP, sockets.

import type { Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';

export interface DatagramSink {
  /**
   * Data are packet.bytes[start, end), the sink's only until it returns. Addresses are unsigned 32-bit numbers. Four arguments,
   * because a call that is resolved at run time passes more than four in an array (docs/internals.md, Calls).
   */
  deliver(packet: Packet, source: number, sourcePort: number, now: Instant): void;
}
