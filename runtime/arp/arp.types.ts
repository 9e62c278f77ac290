// What IPv4 needs from the layer that knows neighbours: delivery to a host on the link by its IPv4 address.

import type { Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';

export interface Neighbours {
  /** Sends an IPv4 packet to a host on the link, at once or when its hardware address is known. Owns the packet. */
  sendTo(packet: Packet, nextHop: number, now: Instant): void;
  /** Sends an IPv4 packet to everybody on the link. Owns the packet. */
  sendBroadcast(packet: Packet): void;
  /** Sends an IPv4 packet to the hosts of a multicast group (RFC 1112 §6.4). Owns the packet. */
  sendMulticast(packet: Packet, group: number): void;
}
