// Both versions of IP as one: what goes to a host goes by the version of its number (ip.types.ts). Transport protocols stand on
// this and never learn which it is.

import { ANY_ADDRESS } from '../core/address.ts';
import { ADDRESS6_BYTES, formatAddress6, isMapped6, isUnspecified6, parseAddress6 } from '../core/address6.ts';
import { copyBytes, readU32 } from '../core/bytes.ts';
import type { Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';
import { failure, success, type Result } from '../core/result.ts';
import type { Icmp } from '../icmp/icmp.ts';
import type { Ipv4 } from '../ip/ip.ts';
import type { ErrorReporter, Ip } from '../ip/ip.types.ts';
import { isSix } from '../ipv6/address-table.ts';
import type { Ipv6 } from '../ipv6/ipv6.ts';

const COLON = 58;

export class DualIp implements Ip, ErrorReporter {
  readonly checksumOffload: boolean;
  private readonly four: Ipv4;
  private readonly six: Ipv6;
  private readonly icmp: Icmp;

  constructor(four: Ipv4, six: Ipv6, icmp: Icmp) {
    this.checksumOffload = four.checksumOffload;
    this.four = four;
    this.six = six;
    this.icmp = icmp;
  }

  segmentationTo(destination: number): number {
    return isSix(destination) ? this.six.segmentationBytes : this.four.segmentationTo(destination);
  }

  payloadTo(destination: number): number {
    return isSix(destination) ? this.six.payloadTo(destination) : this.four.payloadTo(destination);
  }

  allocate(): Packet | undefined {
    return this.four.allocate();
  }

  allocateLarge(): Packet | undefined {
    return this.four.allocateLarge();
  }

  release(packet: Packet): void {
    this.four.release(packet);
  }

  sourceFor(destination: number): number {
    return isSix(destination) ? this.six.sourceFor(destination) : this.four.sourceFor(destination);
  }

  pseudoSum(source: number, destination: number, protocol: number, length: number): number {
    if (isSix(destination)) return this.six.pseudoSum(source, destination, protocol, length);
    return this.four.pseudoSum(source, destination, protocol, length);
  }

  needsChecksum(destination: number): boolean {
    return isSix(destination);
  }

  isBroadcast(host: number): boolean {
    return isSix(host) ? this.six.isGroup(host) : this.four.isBroadcast(host);
  }

  send(packet: Packet, protocol: number, source: number, destination: number, now: Instant): boolean {
    if (isSix(destination)) return this.six.send(packet, protocol, source, destination, now);
    return this.four.send(packet, protocol, source, destination, now);
  }

  sendLarge(
    bytes: Uint8Array,
    start: number,
    end: number,
    protocol: number,
    source: number,
    destination: number,
    now: Instant,
  ): boolean {
    if (isSix(destination)) return this.six.sendLarge(bytes, start, end, protocol, source, destination, now);
    return this.four.sendLarge(bytes, start, end, protocol, source, destination, now);
  }

  /** IPv4 addresses in IPv6's clothes are what they stand for; `::` is any address, of either version. */
  parseHost(text: string): Result<number> {
    if (!hasColon(text)) return this.four.parseHost(text);
    const parsed = parseAddress6(text);
    if (!parsed.ok) return failure(parsed.reason);
    const bytes = parsed.value;
    if (isUnspecified6(bytes, 0)) return success(ANY_ADDRESS);
    if (isMapped6(bytes, 0)) return success(readU32(bytes, 12));
    const number = this.six.table.intern(bytes, 0);
    return number === 0 ? failure(`Cannot use ${text}: too many hosts are known`) : success(number);
  }

  formatHost(host: number): string {
    if (!isSix(host)) return this.four.formatHost(host);
    const place = this.six.table.placeOf(host);
    return place < 0 ? '::' : formatAddress6(this.six.table.bytes, place * ADDRESS6_BYTES);
  }

  writeHost(host: number, into: Uint8Array): number {
    if (!isSix(host)) return this.four.writeHost(host, into);
    const place = this.six.table.placeOf(host);
    if (place >= 0) copyBytes(into, 0, this.six.table.bytes, place * ADDRESS6_BYTES, ADDRESS6_BYTES);
    return ADDRESS6_BYTES;
  }

  holdHost(host: number): void {
    if (isSix(host)) this.six.table.hold(host);
  }

  letGoHost(host: number): void {
    if (isSix(host)) this.six.table.letGo(host);
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
    if (bytes[start] >>> 4 === 6) this.six.icmp.report(type, code, bytes, start, end, broadcast, now);
    else this.icmp.report(type, code, bytes, start, end, broadcast, now);
  }
}

function hasColon(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) === COLON) return true;
  return false;
}
