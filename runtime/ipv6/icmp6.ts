// ICMPv6 for a host (RFC 4443): answers echo requests in the buffer they came in, reports errors within a bound, tells transport
// protocols of errors about their packets, and hands neighbour, router and listener messages to whom they are for.

import { isLinkLocal6, isMulticast6, isUnspecified6 } from '../core/address6.ts';
import { copyBytes } from '../core/bytes.ts';
import { addBytes, finishSum, patchWord } from '../core/checksum.ts';
import { TokenBucket, type Instant } from '../core/instant.ts';
import { CHECKSUM_VALID, type Packet } from '../core/packet.ts';
import { randomBelow, type RandomSource } from '../core/random.ts';
import {
  ICMP_UNREACHABLE,
  UNREACHABLE_FRAGMENTATION,
  UNREACHABLE_PORT,
  UNREACHABLE_PROTOCOL,
  type ErrorListener,
  type ErrorReporter,
} from '../ip/ip.types.ts';
import * as icmp6 from './icmp6.wire.ts';
import {
  DESTINATION6,
  HEADER_ICMP6,
  HOP_LIMIT,
  IPV6_HEADER_BYTES,
  LEAST_MTU6,
  SOURCE6,
  UpperLayer,
} from './ipv6.wire.ts';
import type { Ipv6 } from './ipv6.ts';
import { ND_HOP_LIMIT } from './nd.wire.ts';

/** Errors sent, over all destinations (RFC 4443 §2.4 f). */
export const ERRORS6_PER_SECOND = 200;
export const ERROR6_BURST = 50;
/** As in IPv4's: the bound must not be an oracle for open ports (CVE-2020-25705). */
const LARGEST_ERROR_COST = 3;
const DEFAULT_HOP_LIMIT = 64;
/** What TCP needs of its header: ports and number. */
const QUOTED_BYTES = 8;
/** How much longer an IPv6 header is: TCP takes an MTU as if the header were IPv4's. */
const LONGER_HEADER_BYTES = 20;
/** RFC 1122 §3.2.2.1: host unreachable; TCP treats all but port and protocol alike. */
const UNREACHABLE_HOST = 1;

export class Icmp6 implements ErrorReporter {
  /** Errors not sent because of the bound; messages dropped; errors that others reported about our packets. */
  suppressed: number;
  dropped: number;
  reported: number;
  private readonly protocols: number[];
  private readonly listeners: ErrorListener[];
  private readonly ip: Ipv6;
  private readonly random: RandomSource;
  private readonly errors: TokenBucket;
  private readonly upper: UpperLayer;

  constructor(ip: Ipv6, random: RandomSource) {
    this.suppressed = 0;
    this.dropped = 0;
    this.reported = 0;
    this.protocols = [];
    this.listeners = [];
    this.ip = ip;
    this.random = random;
    this.errors = new TokenBucket(ERRORS6_PER_SECOND, ERROR6_BURST);
    this.upper = new UpperLayer();
  }

  /** Errors about packets of `protocol` go to `listener`. */
  attach(protocol: number, listener: ErrorListener): void {
    this.protocols.push(protocol);
    this.listeners.push(listener);
  }

  /** `source` 0: the unspecified address. True: the packet is kept. */
  receive(packet: Packet, source: number, destination: number, now: Instant): boolean {
    const { bytes, start, end } = packet;
    if (end - start < icmp6.ICMP6_HEADER_BYTES || !this.isSound(packet, source, destination)) return this.drop();
    const type = bytes[start];
    if (type === icmp6.ICMP6_ECHO_REQUEST)
      return source === 0 ? this.drop() : this.echo(packet, source, destination, now);
    if (icmp6.isIcmp6Error(type)) {
      this.reported++;
      this.pass(bytes, start, end, now);
    } else {
      this.discover(packet, type, source, now);
    }
    return false;
  }

  /** From transport protocols, in IPv4's terms: the only error that they report is that of a closed port. */
  report(
    _type: number,
    _code: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    broadcast: boolean,
    now: Instant,
  ): void {
    this.fail(icmp6.ICMP6_UNREACHABLE, icmp6.UNREACHABLE6_PORT, 0, bytes, start, end, broadcast, now);
  }

  /** Quotes the IPv6 packet bytes[start, end) to its source, unless RFC 4443 §2.4 e forbids it. */
  fail(
    type: number,
    code: number,
    parameter: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    group: boolean,
    now: Instant,
  ): void {
    // §2.4 e.3: an option that wants it is reported even if the packet was for a group.
    const always = type === icmp6.ICMP6_PARAMETER_PROBLEM && code === icmp6.PROBLEM_OPTION;
    if ((group && !always) || !this.mayReport(bytes, start, end)) return;
    if (!this.takeErrors(now)) {
      this.suppressed++;
      return;
    }
    const packet = this.ip.allocate();
    if (packet === undefined) return;
    const destination = this.ip.table.intern(bytes, start + SOURCE6);
    const source = this.ip.sourceFor(destination);
    // §2.4 c: as much as fits into what every link carries.
    const quoted = Math.min(end - start, LEAST_MTU6 - IPV6_HEADER_BYTES - icmp6.ICMP6_HEADER_BYTES);
    icmp6.writeIcmp6(packet.bytes, packet.start, type, code, parameter);
    copyBytes(packet.bytes, packet.start + icmp6.ICMP6_HEADER_BYTES, bytes, start, quoted);
    packet.end = (packet.start + icmp6.ICMP6_HEADER_BYTES + quoted) | 0;
    if (source === 0) return this.ip.release(packet);
    this.ip.finishMessage(packet, source, destination);
    this.ip.emit(packet, HEADER_ICMP6, source, destination, DEFAULT_HOP_LIMIT, now);
  }

  /** RFC 4861 §6.1, §7.1: what neighbours say never passed a router. */
  private discover(packet: Packet, type: number, source: number, now: Instant): void {
    const { bytes, start, end, networkStart, broadcast } = packet;
    const { ip } = this;
    if (type === icmp6.ICMP6_LISTENER_QUERY) return ip.listener.onQuery(bytes, start, end, networkStart + SOURCE6, now);
    if (bytes[networkStart + HOP_LIMIT] !== ND_HOP_LIMIT || bytes[start + 1] !== 0) return;
    if (type === icmp6.ICMP6_NEIGHBOUR_SOLICITATION) {
      ip.neighbours.onSolicitation(bytes, start, end, source, now);
    } else if (type === icmp6.ICMP6_NEIGHBOUR_ADVERTISEMENT) {
      ip.neighbours.onAdvertisement(bytes, start, end, broadcast, now);
    } else if (type === icmp6.ICMP6_ROUTER_ADVERTISEMENT && isLinkLocal6(bytes, networkStart + SOURCE6)) {
      if (ip.user !== undefined) ip.routers.onAdvertisement(bytes, start, end, source, ip.user, now);
    }
  }

  /** RFC 4443 §2.4 d: to the protocol whose header is quoted, if the packet was ours. */
  private pass(bytes: Uint8Array, start: number, end: number, now: Instant): void {
    const quote = start + icmp6.ICMP6_HEADER_BYTES;
    const { upper, ip } = this;
    if (end - quote < IPV6_HEADER_BYTES || bytes[quote] >>> 4 !== 6) return;
    const local = ip.addresses.find(bytes, quote + SOURCE6);
    if (local === undefined || !upper.find(bytes, quote, end) || upper.at + QUOTED_BYTES > end) return;
    const remote = ip.table.intern(bytes, quote + DESTINATION6);
    const place = ip.table.placeOf(remote);
    if (place < 0) return;
    const type = bytes[start];
    const code = bytes[start + 1];
    let told = UNREACHABLE_HOST;
    let mtu = 0;
    if (type === icmp6.ICMP6_TOO_BIG) {
      // RFC 8201 §4: never below what every link carries, never a larger one.
      mtu = Math.max(icmp6.icmp6Parameter(bytes, start), LEAST_MTU6);
      if (mtu >= ip.mtuTo(remote, now)) return;
      ip.table.narrowPath(place, mtu, now);
      mtu -= LONGER_HEADER_BYTES;
      told = UNREACHABLE_FRAGMENTATION;
    } else if (type === icmp6.ICMP6_PARAMETER_PROBLEM) {
      if (code !== icmp6.PROBLEM_NEXT_HEADER) return;
      told = UNREACHABLE_PROTOCOL;
    } else if (type !== icmp6.ICMP6_UNREACHABLE) {
      return;
    } else if (code === icmp6.UNREACHABLE6_PORT) {
      told = UNREACHABLE_PORT;
    }
    for (let i = 0; i < this.listeners.length; i++) {
      if (this.protocols[i] !== upper.protocol) continue;
      this.listeners[i].onError(ICMP_UNREACHABLE, told, mtu, bytes, upper.at, local.number, remote, now);
    }
  }

  /** §4.2: the data come back as they are; a group is answered for with an address of ours. */
  private echo(packet: Packet, source: number, destination: number, now: Instant): boolean {
    const { bytes, start, end, broadcast } = packet;
    const local = broadcast ? this.ip.sourceFor(source) : destination;
    if (local === 0) return false;
    patchWord(bytes, start, (icmp6.ICMP6_ECHO_REPLY << 8) | bytes[start + 1], icmp6.icmp6ChecksumAt(start));
    if (broadcast) this.ip.finishMessage(packet, local, source);
    if (packet.index >= 0 && end - start <= this.ip.payloadTo(source)) {
      packet.clearOffload();
      this.ip.emit(packet, HEADER_ICMP6, local, source, DEFAULT_HOP_LIMIT, now);
      return true;
    }
    this.ip.sendLarge(bytes, start, end, HEADER_ICMP6, local, source, now);
    return false;
  }

  private isSound(packet: Packet, source: number, destination: number): boolean {
    if (packet.checksum === CHECKSUM_VALID) return true;
    const { bytes, start, end } = packet;
    const pseudo = this.ip.pseudoSum(source, destination, HEADER_ICMP6, end - start);
    return finishSum(addBytes(pseudo, bytes, start, end)) === 0;
  }

  /** §2.4 e: not about errors and redirects, and not to what is no single host. */
  private mayReport(bytes: Uint8Array, start: number, end: number): boolean {
    if (isUnspecified6(bytes, start + SOURCE6) || isMulticast6(bytes, start + SOURCE6)) return false;
    const { upper } = this;
    if (!upper.find(bytes, start, end) || upper.protocol !== HEADER_ICMP6) return true;
    if (upper.at >= end) return false;
    const type = bytes[upper.at];
    return !icmp6.isIcmp6Error(type) && type !== icmp6.ICMP6_REDIRECT;
  }

  private takeErrors(now: Instant): boolean {
    for (let cost = 1 + randomBelow(this.random, LARGEST_ERROR_COST); cost > 0; cost--) {
      if (!this.errors.take(now)) return false;
    }
    return true;
  }

  private drop(): boolean {
    this.dropped++;
    return false;
  }
}
