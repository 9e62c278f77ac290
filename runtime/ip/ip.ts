// IPv4 for a host (RFC 791, RFC 1122 §3): receives what is addressed to us, reassembled and checked; sends with the right
// next hop, in fragments where a packet is too large. It forwards nothing.

import {
  ANY_ADDRESS,
  LIMITED_BROADCAST,
  formatAddress,
  isLoopback,
  isMulticast,
  isReserved,
  parseAddress,
  prefixMask,
} from '../core/address.ts';
import { copyBytes, writeU32 } from '../core/bytes.ts';
import { ipv4PseudoSum } from '../core/checksum.ts';
import type { Instant } from '../core/instant.ts';
import { CHECKSUM_VALID, Packet } from '../core/packet.ts';
import type { RandomSource } from '../core/random.ts';
import { FRAGMENT_COMPLETED, Reassembler, firstFragmentBytes, type Datagram } from '../core/reassembly.ts';
import { assert, type Result } from '../core/result.ts';
import { PacketQueue } from '../core/packet-queue.ts';
import type { Neighbours } from '../arp/arp.types.ts';
import type { Link, LinkClient } from '../ethernet/ethernet.types.ts';
import {
  ICMP_TIME_EXCEEDED,
  ICMP_UNREACHABLE,
  REASSEMBLY_TIME_EXCEEDED,
  UNREACHABLE_PROTOCOL,
  type ErrorReporter,
  type Ip,
  type IpClient,
} from './ip.types.ts';
import {
  IPV4_HEADER_BYTES,
  LARGEST_IPV4_PACKET,
  OPTIONS_OK,
  checkIpv4Options,
  fragmentOffset,
  hasMoreFragments,
  hasValidIpv4Checksum,
  ipv4Destination,
  ipv4HeaderBytes,
  ipv4Identification,
  ipv4Protocol,
  ipv4Source,
  ipv4TotalBytes,
  isIpv4,
  isWhole,
  writeIpv4,
} from './ipv4.wire.ts';
import { NO_ROUTE, RouteTable } from './routes.ts';

/** RFC 1122 §3.2.1.7, value of the IANA registry. */
const DEFAULT_TIME_TO_LIVE = 64;
/** RFC 1112 §6.1. */
const MULTICAST_TIME_TO_LIVE = 1;
/** RFC 1122 §3.3.2: EMTU_R of every host; a smaller MTU is a mistake or an attack. */
const LEAST_MTU = 576;
/** Packets to ourselves that wait for the next turn. */
export const LOOPBACK_PACKETS = 32;
export const MOST_IP_CLIENTS = 8;
/** RFC 791 §3.2: everything but the last fragment carries a multiple of eight bytes. */
const FRAGMENT_UNIT = 8;

export class Ipv4 implements Ip, LinkClient {
  address: number;
  readonly routes: RouteTable;
  readonly reassembler: Reassembler;
  readonly checksumOffload: boolean;
  /** Where protocol-unreachable and time-exceeded go; undefined before ICMP is attached. */
  errors: ErrorReporter | undefined;
  /** Packets dropped: malformed, damaged, not for us, source-routed. */
  dropped: number;
  private mask: number;
  /** Of our prefix; the limited one where there is none. */
  private directedBroadcast: number;
  private readonly segmentationBytes: number;
  private readonly link: Link;
  private readonly neighbours: Neighbours;
  private readonly random: RandomSource;
  private readonly protocols: number[];
  private readonly clients: IpClient[];
  private readonly loopback: PacketQueue;
  private identification: number;
  private pathMtu: number;

  constructor(link: Link, neighbours: Neighbours, random: RandomSource) {
    this.address = ANY_ADDRESS;
    this.routes = new RouteTable();
    this.reassembler = new Reassembler();
    this.checksumOffload = link.checksumOffload;
    this.segmentationBytes = link.segmentationBytes;
    this.errors = undefined;
    this.dropped = 0;
    this.mask = 0;
    this.directedBroadcast = LIMITED_BROADCAST;
    this.link = link;
    this.neighbours = neighbours;
    this.random = random;
    this.protocols = [];
    this.clients = [];
    this.loopback = new PacketQueue(LOOPBACK_PACKETS);
    this.identification = random.next32() & 0xffff;
    this.pathMtu = link.mtu;
  }

  get mtu(): number {
    return this.pathMtu;
  }

  segmentationTo(_destination: number): number {
    return this.segmentationBytes;
  }

  payloadTo(_destination: number): number {
    return this.pathMtu - IPV4_HEADER_BYTES;
  }

  pseudoSum(source: number, destination: number, protocol: number, length: number): number {
    return ipv4PseudoSum(source, destination, protocol, length);
  }

  needsChecksum(_destination: number): boolean {
    return false;
  }

  parseHost(text: string): Result<number> {
    return parseAddress(text);
  }

  formatHost(host: number): string {
    return formatAddress(host);
  }

  writeHost(host: number, into: Uint8Array): number {
    writeU32(into, 0, host);
    return 4;
  }

  holdHost(_host: number): void {}

  letGoHost(_host: number): void {}

  /** Sets address, prefix and default gateway (0: none); clears other routes. */
  configure(address: number, prefixLength: number, gateway: number): void {
    this.address = address;
    this.mask = prefixMask(prefixLength);
    // A prefix of 31 or 32 bits has no broadcast address (RFC 3021 §2.1).
    const has = address !== ANY_ADDRESS && prefixLength <= 30;
    this.directedBroadcast = has ? (address | ~this.mask) >>> 0 : LIMITED_BROADCAST;
    this.routes.clear();
    if (gateway !== ANY_ADDRESS) this.routes.add(0, 0, gateway);
  }

  /** No address: only the limited broadcast is received, nothing but it can be sent to. */
  deconfigure(): void {
    this.configure(ANY_ADDRESS, 0, ANY_ADDRESS);
  }

  /** Lowers the MTU below the link's, for example by DHCP option 26; 0 or less than any host must take restores it. */
  limitMtu(mtu: number): void {
    this.pathMtu = mtu < LEAST_MTU || mtu > this.link.mtu ? this.link.mtu : mtu;
  }

  attach(protocol: number, client: IpClient): void {
    assert(this.clients.length < MOST_IP_CLIENTS, 'Cannot attach a protocol to IPv4: the table is full');
    this.protocols.push(protocol);
    this.clients.push(client);
  }

  allocate(): Packet | undefined {
    return this.link.allocate();
  }

  allocateLarge(): Packet | undefined {
    return this.link.allocateLarge();
  }

  release(packet: Packet): void {
    this.link.release(packet);
  }

  sourceFor(destination: number): number {
    return isLoopback(destination) ? destination : this.address;
  }

  isBroadcast(address: number): boolean {
    return address === LIMITED_BROADCAST || address === this.directedBroadcast;
  }

  // Receiving

  receive(packet: Packet, now: Instant): boolean {
    const bytes = packet.bytes;
    const header = packet.start;
    if (!isIpv4(bytes, header, packet.end) || !hasValidIpv4Checksum(bytes, header)) return this.drop();
    const source = ipv4Source(bytes, header);
    const destination = ipv4Destination(bytes, header);
    if (!this.isForUs(destination) || !this.isPossibleSource(source)) return this.drop();
    return this.open(packet, source, destination, now);
  }

  /** Handles what was sent to ourselves since the last turn. */
  pollLoopback(now: Instant): void {
    for (let left = this.loopback.length; left > 0; left--) {
      const packet = this.loopback.shift();
      if (packet === undefined) return;
      const source = ipv4Source(packet.bytes, packet.start);
      const destination = ipv4Destination(packet.bytes, packet.start);
      packet.broadcast = false;
      packet.checksum = CHECKSUM_VALID;
      if (!this.open(packet, source, destination, now)) this.release(packet);
    }
  }

  /** Packets to ourselves wait for `pollLoopback`. */
  get looped(): boolean {
    return this.loopback.length > 0;
  }

  nextTimeout(): Instant {
    return this.reassembler.nextTimeout();
  }

  onTimeout(now: Instant): void {
    let late = this.reassembler.expire(now);
    while (late !== undefined) {
      this.reportLate(late, now);
      late = this.reassembler.expire(now);
    }
  }

  // Sending

  send(packet: Packet, protocol: number, source: number, destination: number, now: Instant): boolean {
    const total = packet.end - packet.start + IPV4_HEADER_BYTES;
    // Not `assert`: its message would be made for every packet.
    if (total > this.pathMtu && packet.segmentBytes === 0) {
      throw new Error(`Cannot send a packet of ${total} bytes: it needs fragments`);
    }
    this.identification = nextIdentification(this.identification);
    return this.emit(packet, this.identification, 0, false, protocol, source, destination, now);
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
    if (end - start + IPV4_HEADER_BYTES > LARGEST_IPV4_PACKET) return false;
    // Fragments can be replaced by whoever guesses the number, so it is a random one (RFC 7739 §5 on the same in IPv6).
    const identification = this.random.next32() & 0xffff;
    const most = this.pathMtu - IPV4_HEADER_BYTES;
    const step = most - (most % FRAGMENT_UNIT);
    let offset = 0;
    while (start + offset < end) {
      const rest = end - start - offset;
      const last = rest <= most;
      const length = last ? rest : step;
      const packet = this.link.allocate();
      if (packet === undefined) return false;
      copyBytes(packet.bytes, packet.start, bytes, start + offset, length);
      packet.end = (packet.start + length) | 0;
      if (!this.emit(packet, identification, offset, !last, protocol, source, destination, now)) return false;
      offset += length;
    }
    return true;
  }

  private drop(): boolean {
    this.dropped++;
    return false;
  }

  private isForUs(destination: number): boolean {
    return (destination === this.address && destination !== ANY_ADDRESS) || this.isBroadcast(destination);
  }

  /** RFC 1122 §3.2.1.3: a source names one host. 0.0.0.0 is a host that has no address yet (§3.2.1.3 a). */
  private isPossibleSource(source: number): boolean {
    if (isMulticast(source) || isReserved(source) || isLoopback(source) || this.isBroadcast(source)) return false;
    return source !== this.address || source === ANY_ADDRESS;
  }

  /** Options, fragments, then the protocol. The header is sound and the packet ours. */
  private open(packet: Packet, source: number, destination: number, now: Instant): boolean {
    const bytes = packet.bytes;
    const header = packet.start;
    const headerBytes = ipv4HeaderBytes(bytes, header);
    packet.end = (header + ipv4TotalBytes(bytes, header)) | 0;
    // Source routes are dropped (RFC 7126 §4.3, §4.4); other options are checked and ignored (RFC 1122 §3.2.1.8).
    if (headerBytes > IPV4_HEADER_BYTES && checkIpv4Options(bytes, header) !== OPTIONS_OK) return this.drop();
    if (this.isBroadcast(destination)) packet.broadcast = true;
    if (!isWhole(bytes, header)) {
      this.collect(packet, source, destination, now);
      return false;
    }
    packet.networkStart = header;
    packet.start = (header + headerBytes) | 0;
    return this.deliver(packet, source, destination, ipv4Protocol(bytes, header), now);
  }

  private deliver(packet: Packet, source: number, destination: number, protocol: number, now: Instant): boolean {
    for (let i = 0; i < this.protocols.length; i++) {
      if (this.protocols[i] === protocol) return this.clients[i].receive(packet, source, destination, now);
    }
    this.dropped++;
    if (this.errors !== undefined) {
      this.errors.report(
        ICMP_UNREACHABLE,
        UNREACHABLE_PROTOCOL,
        packet.bytes,
        packet.networkStart,
        packet.end,
        packet.broadcast,
        now,
      );
    }
    return false;
  }

  private collect(packet: Packet, source: number, destination: number, now: Instant): void {
    const { bytes, start } = packet;
    const { fragment } = this.reassembler;
    fragment.bytes = bytes;
    fragment.header = start;
    fragment.headerBytes = ipv4HeaderBytes(bytes, start);
    fragment.source = source;
    fragment.destination = destination;
    fragment.protocol = ipv4Protocol(bytes, start);
    fragment.identification = ipv4Identification(bytes, start);
    fragment.offset = fragmentOffset(bytes, start);
    fragment.length = ipv4TotalBytes(bytes, start) - fragment.headerBytes;
    fragment.more = hasMoreFragments(bytes, start);
    fragment.broadcast = packet.broadcast;
    if (fragment.headerBytes + fragment.offset + fragment.length > LARGEST_IPV4_PACKET) return;
    if (this.reassembler.addFragment(now) !== FRAGMENT_COMPLETED) return;
    const whole = this.reassembler.completed;
    const header = whole.payloadStart - whole.headerBytes;
    const loose = new Packet(whole.bytes, 0, whole.bytes.length, -1);
    loose.networkStart = header;
    loose.start = whole.payloadStart | 0;
    loose.end = (whole.payloadStart + whole.totalBytes) | 0;
    loose.broadcast = whole.broadcast;
    this.deliver(loose, source, destination, ipv4Protocol(whole.bytes, header), now);
  }

  /** RFC 1122 §3.3.2: the sender hears about it if its first fragment arrived. */
  private reportLate(late: Datagram, now: Instant): void {
    if (late.headerBytes === 0 || this.errors === undefined) return;
    const start = late.payloadStart - late.headerBytes;
    const end = start + firstFragmentBytes(late);
    this.errors.report(ICMP_TIME_EXCEEDED, REASSEMBLY_TIME_EXCEEDED, late.bytes, start, end, late.broadcast, now);
  }

  /** Writes the header and finds the way (RFC 1122 §3.3.1). */
  private emit(
    packet: Packet,
    identification: number,
    offset: number,
    more: boolean,
    protocol: number,
    source: number,
    destination: number,
    now: Instant,
  ): boolean {
    const total = packet.end - packet.start + IPV4_HEADER_BYTES;
    packet.start = (packet.start - IPV4_HEADER_BYTES) | 0;
    assert(packet.start >= packet.limitStart, 'Cannot send a packet: no head-room');
    const ttl = isMulticast(destination) ? MULTICAST_TIME_TO_LIVE : DEFAULT_TIME_TO_LIVE;
    const { bytes, start, ecn, dontFragment } = packet;
    writeIpv4(bytes, start, total, identification, offset, more, ttl, protocol, source, destination, ecn, dontFragment);
    if (destination === this.address || isLoopback(destination)) return this.loop(packet, destination);
    if (this.isBroadcast(destination)) {
      this.neighbours.sendBroadcast(packet);
      return true;
    }
    if (this.address === ANY_ADDRESS) return this.refuse(packet);
    if (isMulticast(destination)) {
      this.neighbours.sendMulticast(packet, destination);
      return true;
    }
    const onLink = ((destination ^ this.address) & this.mask) === 0;
    const nextHop = onLink ? destination : this.routes.lookup(destination);
    if (nextHop === NO_ROUTE) return this.refuse(packet);
    this.neighbours.sendTo(packet, nextHop === ANY_ADDRESS ? destination : nextHop, now);
    return true;
  }

  private loop(packet: Packet, destination: number): boolean {
    packet.flatten();
    if (destination === ANY_ADDRESS || !this.loopback.push(packet, destination)) return this.refuse(packet);
    return true;
  }

  private refuse(packet: Packet): boolean {
    this.dropped++;
    this.release(packet);
    return false;
  }
}

/** A full-period sequence over 16 bits: no number comes again before all others did (RFC 6864 §4.3). */
function nextIdentification(last: number): number {
  return (last * 25173 + 13849) & 0xffff;
}
