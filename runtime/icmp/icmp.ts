// ICMP for a host (RFC 792, RFC 1122 §3.2.2): answers echo requests in the buffer they came in, and reports errors, never
// about what must not be answered and never faster than a bound.

import { ANY_ADDRESS, isLoopback, isMulticast, isReserved } from '../core/address.ts';
import { copyBytes, readU32 } from '../core/bytes.ts';
import { patchWord } from '../core/checksum.ts';
import { TokenBucket, type Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';
import { randomBelow, type RandomSource } from '../core/random.ts';
import { PROTOCOL_ICMP, type ErrorListener, type ErrorReporter, type Ip, type IpClient } from '../ip/ip.types.ts';
import {
  ICMP_ECHO_REPLY,
  ICMP_ECHO_REQUEST,
  ICMP_HEADER_BYTES,
  hasValidIcmpChecksum,
  icmpChecksumAt,
  icmpNextMtu,
  icmpType,
  isIcmpError,
  writeIcmpError,
} from './icmp.wire.ts';

/** Errors sent, over all destinations (RFC 1812 §4.3.2.8 asks for a bound). */
export const ERRORS_PER_SECOND = 200;
export const ERROR_BURST = 50;
/** A sent error costs one to this many tokens at random, so that the bound cannot be used to find open ports (CVE-2020-25705). */
const LARGEST_ERROR_COST = 3;
/** An error, its IPv4 header included, is at most this long (RFC 1812 §4.3.2.3). */
export const LONGEST_ERROR = 576;

const IPV4_HEADER_BYTES = 20;
const IPV4_SOURCE = 12;
const IPV4_DESTINATION = 16;
/** RFC 792: what an error quotes at least of the data. */
const QUOTED_BYTES = 8;
const IPV4_PROTOCOL = 9;

export class Icmp implements IpClient, ErrorReporter {
  /** Errors not sent because of the bound. */
  suppressed: number;
  /** Messages dropped: too short, damaged. */
  dropped: number;
  /** Errors that others reported about our packets. */
  reported: number;
  private readonly protocols: number[];
  private readonly listeners: ErrorListener[];
  private readonly ip: Ip;
  private readonly random: RandomSource;
  private readonly errors: TokenBucket;

  constructor(ip: Ip, random: RandomSource) {
    this.suppressed = 0;
    this.dropped = 0;
    this.reported = 0;
    this.protocols = [];
    this.listeners = [];
    this.ip = ip;
    this.random = random;
    this.errors = new TokenBucket(ERRORS_PER_SECOND, ERROR_BURST);
  }

  /** Errors about packets of `protocol` go to `listener`. */
  attach(protocol: number, listener: ErrorListener): void {
    this.protocols.push(protocol);
    this.listeners.push(listener);
  }

  receive(packet: Packet, source: number, destination: number, now: Instant): boolean {
    const { bytes, start, end } = packet;
    if (end - start < ICMP_HEADER_BYTES || !hasValidIcmpChecksum(bytes, start, end)) {
      this.dropped++;
      return false;
    }
    const type = icmpType(bytes, start);
    if (type === ICMP_ECHO_REQUEST) return this.echo(packet, source, now);
    if (isIcmpError(type)) {
      this.reported++;
      if (this.listeners.length > 0) this.pass(bytes, start, end, now);
    }
    return false;
  }

  report(
    type: number,
    code: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    broadcast: boolean,
    now: Instant,
  ): void {
    if (broadcast || !mayReport(bytes, start, end)) return;
    if (!this.takeErrors(now)) {
      this.suppressed++;
      return;
    }
    const packet = this.ip.allocate();
    if (packet === undefined) return;
    const most = LONGEST_ERROR - IPV4_HEADER_BYTES - ICMP_HEADER_BYTES;
    const quoted = Math.min(end - start, most);
    copyBytes(packet.bytes, packet.start + ICMP_HEADER_BYTES, bytes, start, quoted);
    packet.end = (packet.start + ICMP_HEADER_BYTES + quoted) | 0;
    writeIcmpError(packet.bytes, packet.start, packet.end, type, code);
    const destination = sourceOf(bytes, start);
    this.ip.send(packet, PROTOCOL_ICMP, this.ip.sourceFor(destination), destination, now);
  }

  /** RFC 1122 §3.2.2: to the protocol whose header is quoted, if the packet was ours. */
  private pass(bytes: Uint8Array, start: number, end: number, now: Instant): void {
    const quote = start + ICMP_HEADER_BYTES;
    if (end - quote < IPV4_HEADER_BYTES) return;
    const transport = quote + (bytes[quote] & 0x0f) * 4;
    if (bytes[quote] >>> 4 !== 4 || transport < quote + IPV4_HEADER_BYTES || transport + QUOTED_BYTES > end) return;
    const local = sourceOf(bytes, quote);
    if (local !== this.ip.sourceFor(readU32(bytes, quote + IPV4_DESTINATION))) return;
    const mtu = icmpNextMtu(bytes, start);
    const remote = readU32(bytes, quote + IPV4_DESTINATION);
    for (let i = 0; i < this.listeners.length; i++) {
      if (this.protocols[i] !== bytes[quote + IPV4_PROTOCOL]) continue;
      this.listeners[i].onError(bytes[start], bytes[start + 1], mtu, bytes, transport, local, remote, now);
    }
  }

  /** RFC 1122 §3.2.2.6: the data come back as they are. Requests to more than one host are not answered. */
  private echo(packet: Packet, source: number, now: Instant): boolean {
    if (packet.broadcast || source === ANY_ADDRESS) return false;
    const { bytes, start, end } = packet;
    patchWord(bytes, start, (ICMP_ECHO_REPLY << 8) | bytes[start + 1], icmpChecksumAt(start));
    const local = this.ip.sourceFor(source);
    if (packet.index >= 0 && end - start <= this.ip.payloadTo(source)) {
      packet.clearOffload();
      this.ip.send(packet, PROTOCOL_ICMP, local, source, now);
      return true;
    }
    this.ip.sendLarge(bytes, start, end, PROTOCOL_ICMP, local, source, now);
    return false;
  }

  private takeErrors(now: Instant): boolean {
    for (let cost = 1 + randomBelow(this.random, LARGEST_ERROR_COST); cost > 0; cost--) {
      if (!this.errors.take(now)) return false;
    }
    return true;
  }
}

function sourceOf(bytes: Uint8Array, header: number): number {
  const at = header + IPV4_SOURCE;
  return ((bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]) >>> 0;
}

/** RFC 1122 §3.2.2: no error about an error, a later fragment, or a source that is not one host. */
function mayReport(bytes: Uint8Array, header: number, end: number): boolean {
  const source = sourceOf(bytes, header);
  if (source === ANY_ADDRESS || isMulticast(source) || isReserved(source) || isLoopback(source)) return false;
  const laterFragment = (((bytes[header + 6] << 8) | bytes[header + 7]) & 0x1fff) !== 0;
  if (laterFragment) return false;
  if (bytes[header + IPV4_PROTOCOL] !== PROTOCOL_ICMP) return true;
  const type = header + (bytes[header] & 0x0f) * 4;
  return type < end && !isIcmpError(bytes[type]);
}
