// What the parts of IPv6 need of each other: neighbour discovery and multicast listener discovery send through IPv6, which sends
// through neighbour discovery.

import type { Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';

export interface MessageSender {
  allocate(): Packet | undefined;
  /** Completes the ICMPv6 message packet[start, end): its checksum. `source` 0: the unspecified address. */
  finishMessage(packet: Packet, source: number, destination: number): void;
  /** Puts a header before packet[start, end) and sends it. False: no way, no such host any more. Owns the packet. */
  emit(
    packet: Packet,
    nextHeader: number,
    source: number,
    destination: number,
    hopLimit: number,
    now: Instant,
  ): boolean;
}
