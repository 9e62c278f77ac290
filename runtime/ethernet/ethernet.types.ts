// The link layer as network protocols see it.

import type { Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';

/** IEEE 802 numbers, RFC 9542 §3. */
export const ETHERTYPE_IPV4 = 0x0800;
export const ETHERTYPE_ARP = 0x0806;
export const ETHERTYPE_IPV6 = 0x86dd;

export interface Link {
  /** Six bytes. */
  readonly hardwareAddress: Uint8Array;
  /** Largest network-layer packet, bytes. */
  readonly mtu: number;
  /** Transport checksums may be left to the device (CHECKSUM_PARTIAL). */
  readonly checksumOffload: boolean;
  /** Most data bytes of a packet that the device cuts into segments; 0: it does not. */
  readonly segmentationBytes: number;
  /** The same over IPv6. */
  readonly segmentationBytes6: number;
  allocate(): Packet | undefined;
  allocateLarge(): Packet | undefined;
  release(packet: Packet): void;
  /** Puts a frame header before packet[start, end) and sends it to the address of six bytes at `to[toAt]`. Owns the packet. */
  send(packet: Packet, to: Uint8Array, toAt: number, etherType: number): void;
}

export interface LinkClient {
  /** A packet of the client's EtherType, `start` at its first byte; true when the client keeps it. */
  receive(packet: Packet, now: Instant): boolean;
}
