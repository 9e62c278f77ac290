// IP as the protocols above see it. To them a host is an unsigned 32-bit number: an IPv4 address, or a number in 240.0.0.0/4, which
// no packet can carry (RFC 1112 §4), that stands for an IPv6 address (runtime/ipv6/address-table.ts).

import type { Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';
import type { Result } from '../core/result.ts';

// IANA protocol numbers.
export const PROTOCOL_ICMP = 1;
export const PROTOCOL_TCP = 6;
export const PROTOCOL_UDP = 17;

export interface Ip {
  readonly checksumOffload: boolean;
  /** Most data bytes of a packet to `destination` that the device cuts into segments; 0: it does not. */
  segmentationTo(destination: number): number;
  /** Bytes behind the IP header that go to `destination` without fragments; 0 for the destination: to most. */
  payloadTo(destination: number): number;
  allocate(): Packet | undefined;
  /** For `segmentationTo` bytes of data. */
  allocateLarge(): Packet | undefined;
  release(packet: Packet): void;
  /** The address of ours that a packet to `destination` should carry; 0: there is none. */
  sourceFor(destination: number): number;
  /** Sum of the pseudo-header that transport checksums cover (RFC 9293 §3.1, RFC 8200 §8.1), not folded. */
  pseudoSum(source: number, destination: number, protocol: number, length: number): number;
  /** True when a datagram to `destination` must have a checksum (RFC 8200 §8.1). */
  needsChecksum(destination: number): boolean;
  /** True when the address stands for more than one host here. */
  isBroadcast(address: number): boolean;
  /** Puts an IP header before packet[start, end) and sends it; it must fit `payloadTo`. False: no route. Owns the packet. */
  send(packet: Packet, protocol: number, source: number, destination: number, now: Instant): boolean;
  /** Sends bytes[start, end) of a transport protocol, its header included, as fragments where needed. */
  sendLarge(
    bytes: Uint8Array,
    start: number,
    end: number,
    protocol: number,
    source: number,
    destination: number,
    now: Instant,
  ): boolean;
  /** A host's number from its address in text. */
  parseHost(text: string): Result<number>;
  formatHost(host: number): string;
  /** Writes the four or sixteen octets of a host's address; how many. */
  writeHost(host: number, into: Uint8Array): number;
  /** Between these the number of a host stays its own, as often as it was held. */
  holdHost(host: number): void;
  letGoHost(host: number): void;
}

export interface IpClient {
  /** A whole payload, `start` at its first byte, `networkStart` at the IP header. True: the client keeps the packet. */
  receive(packet: Packet, source: number, destination: number, now: Instant): boolean;
}

/** Where IP and UDP report what the sender should hear about; ICMP implements it. */
export interface ErrorReporter {
  /** Quotes bytes[start, end), an IP packet that was received, to its source. `broadcast`: it was not for us alone. */
  report(
    type: number,
    code: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    broadcast: boolean,
    now: Instant,
  ): void;
}

/** A transport protocol that hears of ICMP errors about its packets. */
export interface ErrorListener {
  /**
   * Somebody on the path to `remote` says that a packet of ours went wrong; bytes[start, end) is what it quotes of the transport
   * header, at least eight bytes. Anybody can forge it. `mtu`: with UNREACHABLE_FRAGMENTATION, 0 when it is not told.
   */
  onError(
    type: number,
    code: number,
    mtu: number,
    bytes: Uint8Array,
    start: number,
    local: number,
    remote: number,
    now: Instant,
  ): void;
}

// ICMP messages that others cause (RFC 792, RFC 1122 §3.2.2.1).
export const ICMP_UNREACHABLE = 3;
export const UNREACHABLE_PROTOCOL = 2;
export const UNREACHABLE_PORT = 3;
/** Fragmentation needed, but not allowed (RFC 1191 §4). */
export const UNREACHABLE_FRAGMENTATION = 4;
export const ICMP_TIME_EXCEEDED = 11;
export const REASSEMBLY_TIME_EXCEEDED = 1;
