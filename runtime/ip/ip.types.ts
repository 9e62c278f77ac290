// IPv4 as the protocols above see it.

import type { Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';

// IANA protocol numbers.
export const PROTOCOL_ICMP = 1;
export const PROTOCOL_TCP = 6;
export const PROTOCOL_UDP = 17;

export interface Ip {
  /** Ours, 0 while there is none. */
  readonly address: number;
  /** Largest IPv4 packet that needs no fragments, bytes. */
  readonly mtu: number;
  readonly checksumOffload: boolean;
  /** Most data bytes of a packet that the device cuts into segments; 0: it does not. */
  readonly segmentationBytes: number;
  allocate(): Packet | undefined;
  /** For `segmentationBytes` of data. */
  allocateLarge(): Packet | undefined;
  release(packet: Packet): void;
  /** The source address that a packet to `destination` will carry. */
  sourceFor(destination: number): number;
  /** True when the address stands for more than one host here. */
  isBroadcast(address: number): boolean;
  /** Puts an IPv4 header before packet[start, end) and sends it; it must fit the MTU. False: no route. Owns the packet. */
  send(packet: Packet, protocol: number, destination: number, now: Instant): boolean;
  /** Sends bytes[start, end) of a transport protocol, its header included, as fragments where needed. */
  sendLarge(
    bytes: Uint8Array,
    start: number,
    end: number,
    protocol: number,
    destination: number,
    now: Instant,
  ): boolean;
}

export interface IpClient {
  /** A whole payload, `start` at its first byte, `networkStart` at the IPv4 header. True: the client keeps the packet. */
  receive(packet: Packet, source: number, destination: number, now: Instant): boolean;
}

/** Where IPv4 and UDP report what the sender should hear about; ICMP implements it. */
export interface ErrorReporter {
  /** Quotes bytes[start, end), an IPv4 packet that was received, to its source. `broadcast`: it was not for us alone. */
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
