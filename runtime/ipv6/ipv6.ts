// IPv6 for a host (RFC 8200): receives what is addressed to us or a group of ours, through extension headers and in fragments;
// sends with the right next hop, in fragments where a packet is too large. It forwards nothing.

import { isLoopback6, isMapped6, isMulticast6, isUnspecified6 } from '../core/address6.ts';
import { copyBytes, equalBytes } from '../core/bytes.ts';
import { addBytes, finishSum } from '../core/checksum.ts';
import type { Instant } from '../core/instant.ts';
import { CHECKSUM_VALID, Packet } from '../core/packet.ts';
import { PacketQueue } from '../core/packet-queue.ts';
import type { RandomSource } from '../core/random.ts';
import { FRAGMENT_COMPLETED, LONGEST_KEPT_HEADER, Reassembler, firstFragmentBytes } from '../core/reassembly.ts';
import { assert } from '../core/result.ts';
import type { Link, LinkClient } from '../ethernet/ethernet.types.ts';
import type { IpClient } from '../ip/ip.types.ts';
import { AddressTable } from './address-table.ts';
import { Icmp6 } from './icmp6.ts';
import * as icmp6 from './icmp6.wire.ts';
import type { MessageSender } from './ipv6.types.ts';
import * as ipv6 from './ipv6.wire.ts';
import { Listener6 } from './listener.ts';
import { LocalAddresses } from './local-addresses.ts';
import { ND_HOP_LIMIT, writeRouterSolicitation } from './nd.wire.ts';
import { Neighbours6 } from './neighbours.ts';
import { Routers, type AdvertisementUser } from './routers.ts';
import { selectSource } from './selection.ts';

/** RFC 8200 §3, value of the IANA registry, until a router says otherwise. */
const DEFAULT_HOP_LIMIT = 64;
/** Packets to ourselves that wait for the next turn. */
export const LOOPBACK_PACKETS6 = 32;
export const MOST_IP6_CLIENTS = 4;
const FRAGMENT_UNIT = 8;

export class Ipv6 implements LinkClient, MessageSender {
  readonly table: AddressTable;
  readonly addresses: LocalAddresses;
  readonly neighbours: Neighbours6;
  readonly routers: Routers;
  readonly listener: Listener6;
  readonly icmp: Icmp6;
  readonly reassembler: Reassembler;
  /** Data bytes of TCP in one packet that the device cuts up; 0: it does not. */
  readonly segmentationBytes: number;
  /** Takes what routers advertise; undefined: nothing is taken. */
  user: AdvertisementUser | undefined;
  hopLimit: number;
  /** Packets dropped: malformed, not for us, without a way. */
  dropped: number;
  private readonly link: Link;
  private readonly random: RandomSource;
  private readonly protocols: number[];
  private readonly clients: IpClient[];
  private readonly loopback: PacketQueue;
  private readonly upper: ipv6.UpperLayer;
  private readonly allNodes: Uint8Array;
  private readonly allRouters: Uint8Array;
  private linkMtu: number;
  /** Of this turn, for what is asked without an instant. */
  private now: Instant;

  constructor(link: Link, random: RandomSource) {
    this.allNodes = group(1);
    this.allRouters = group(2);
    this.table = new AddressTable(random);
    this.addresses = new LocalAddresses(this.table, random);
    this.neighbours = new Neighbours6(link, this.table, this.addresses, this, this.allNodes, random);
    this.routers = new Routers(this.table, random);
    this.listener = new Listener6(this.addresses, this.table, this, random);
    this.icmp = new Icmp6(this, random);
    this.reassembler = new Reassembler();
    this.user = undefined;
    this.hopLimit = DEFAULT_HOP_LIMIT;
    this.dropped = 0;
    this.link = link;
    this.random = random;
    this.protocols = [];
    this.clients = [];
    this.loopback = new PacketQueue(LOOPBACK_PACKETS6);
    this.upper = new ipv6.UpperLayer();
    this.linkMtu = link.mtu;
    this.segmentationBytes = link.segmentationBytes6;
    this.now = 0;
    this.neighbours.onRouterGone = (number) => this.routers.demote(number);
  }

  attach(protocol: number, client: IpClient): void {
    assert(this.clients.length < MOST_IP6_CLIENTS, 'Cannot attach a protocol to IPv6: the table is full');
    this.protocols.push(protocol);
    this.clients.push(client);
  }

  allocate(): Packet | undefined {
    return this.link.allocate();
  }

  release(packet: Packet): void {
    this.link.release(packet);
  }

  /** Lowers the MTU below the link's (RFC 4861 §4.6.4). */
  limitMtu(mtu: number): void {
    if (mtu >= ipv6.LEAST_MTU6 && mtu <= this.link.mtu) this.linkMtu = mtu;
  }

  /** RFC 8201: the largest packet that is known to get to a host. */
  mtuTo(destination: number, now: Instant): number {
    const place = this.table.placeOf(destination);
    const known = place < 0 ? 0 : this.table.pathMtu(place, now);
    return known > 0 && known < this.linkMtu ? known : this.linkMtu;
  }

  payloadTo(destination: number): number {
    return this.mtuTo(destination, this.now) - ipv6.IPV6_HEADER_BYTES;
  }

  /** The address that a host was in contact with, else the best one (RFC 6724 §5); 0: there is none. */
  sourceFor(destination: number): number {
    const place = this.table.placeOf(destination);
    if (place < 0) return 0;
    const used = this.table.local[place];
    if (used !== 0 && this.addresses.findNumber(used) !== undefined) return used;
    if (isLoopback6(this.table.bytes, place * 16)) return destination;
    const source = selectSource(this.addresses, this.table.bytes, place * 16);
    return source === undefined ? 0 : source.number;
  }

  /** RFC 8200 §8.1. */
  pseudoSum(source: number, destination: number, protocol: number, length: number): number {
    const from = source === 0 ? -1 : this.table.placeOf(source);
    const to = this.table.placeOf(destination);
    const sum = protocol + length + (to < 0 ? 0 : this.table.sums[to]);
    return from < 0 ? sum : sum + this.table.sums[from];
  }

  isGroup(host: number): boolean {
    const place = this.table.placeOf(host);
    return place >= 0 && isMulticast6(this.table.bytes, place * 16);
  }

  // Receiving

  receive(packet: Packet, now: Instant): boolean {
    this.now = now;
    const bytes = packet.bytes;
    const header = packet.start;
    if (!ipv6.isIpv6(bytes, header, packet.end)) return this.drop();
    packet.end = (header + ipv6.IPV6_HEADER_BYTES + ipv6.payloadBytes6(bytes, header)) | 0;
    const toGroup = isMulticast6(bytes, header + ipv6.DESTINATION6);
    if (toGroup) packet.broadcast = true;
    const destination = toGroup ? this.groupAt(bytes, header) : this.addressAt(bytes, header);
    if (destination === 0 || !this.isPossibleSource(bytes, header + ipv6.SOURCE6)) return this.drop();
    let source = 0;
    if (!isUnspecified6(bytes, header + ipv6.SOURCE6)) {
      source = this.table.intern(bytes, header + ipv6.SOURCE6);
      if (source === 0) return this.drop();
      if (!toGroup) this.table.local[this.table.placeOf(source)] = destination;
    }
    return this.open(packet, source, destination, now);
  }

  /** Handles what was sent to ourselves since the last turn. */
  pollLoopback(now: Instant): void {
    this.now = now;
    for (let left = this.loopback.length; left > 0; left--) {
      const packet = this.loopback.shift();
      if (packet === undefined) return;
      const source = this.table.intern(packet.bytes, packet.start + ipv6.SOURCE6);
      const destination = this.table.intern(packet.bytes, packet.start + ipv6.DESTINATION6);
      packet.broadcast = false;
      packet.checksum = CHECKSUM_VALID;
      if (!this.open(packet, source, destination, now)) this.release(packet);
    }
  }

  get looped(): boolean {
    return this.loopback.length > 0;
  }

  nextTimeout(): Instant {
    return Math.min(
      this.reassembler.nextTimeout(),
      this.neighbours.nextTimeout(),
      this.routers.nextTimeout(),
      this.listener.nextTimeout(),
    );
  }

  onTimeout(now: Instant): void {
    this.now = now;
    let late = this.reassembler.expire(now);
    while (late !== undefined) {
      // RFC 8200 §4.5: the sender hears of it if its first fragment arrived.
      if (late.headerBytes > 0) {
        const start = late.payloadStart - late.headerBytes;
        const end = start + firstFragmentBytes(late);
        const code = icmp6.REASSEMBLY6_TIME_EXCEEDED;
        this.icmp.fail(icmp6.ICMP6_TIME_EXCEEDED, code, 0, late.bytes, start, end, late.broadcast, now);
      }
      late = this.reassembler.expire(now);
    }
    this.neighbours.onTimeout(now);
    if (this.routers.onTimeout(now)) this.solicitRouters(now);
    this.listener.notice(now);
    if (now >= this.listener.nextTimeout()) this.listener.onTimeout(now);
  }

  /** The link came back. */
  restart(now: Instant): void {
    this.neighbours.restart(now);
    this.routers.start(now);
    this.listener.restart(now);
  }

  // Sending

  send(packet: Packet, protocol: number, source: number, destination: number, now: Instant): boolean {
    return this.emit(packet, protocol, source, destination, this.hopLimit, now);
  }

  finishMessage(packet: Packet, source: number, destination: number): void {
    const { bytes, start, end } = packet;
    icmp6.writeIcmp6Checksum(bytes, start, 0);
    const pseudo = this.pseudoSum(source, destination, ipv6.HEADER_ICMP6, end - start);
    icmp6.writeIcmp6Checksum(bytes, start, finishSum(addBytes(pseudo, bytes, start, end)));
  }

  emit(
    packet: Packet,
    nextHeader: number,
    source: number,
    destination: number,
    hopLimit: number,
    now: Instant,
  ): boolean {
    const payload = packet.end - packet.start;
    const to = this.table.placeOf(destination);
    const from = source === 0 ? -1 : this.table.placeOf(source);
    const tooLarge = payload + ipv6.IPV6_HEADER_BYTES > this.link.mtu && packet.segmentBytes === 0;
    // A number that was forgotten names nobody any more.
    if (to < 0 || tooLarge || (source !== 0 && from < 0)) return this.refuse(packet);
    packet.start = (packet.start - ipv6.IPV6_HEADER_BYTES) | 0;
    assert(packet.start >= packet.limitStart, 'Cannot send a packet: no head-room');
    const { bytes, start } = packet;
    ipv6.writeIpv6(bytes, start, payload, nextHeader, hopLimit, packet.ecn);
    if (from < 0) bytes.fill(0, start + ipv6.SOURCE6, start + ipv6.DESTINATION6);
    else ipv6.writeAddress6(bytes, start + ipv6.SOURCE6, this.table.bytes, from * 16);
    ipv6.writeAddress6(bytes, start + ipv6.DESTINATION6, this.table.bytes, to * 16);
    return this.route(packet, source, destination, to * 16, now);
  }

  sendLarge(
    from: Uint8Array,
    start: number,
    end: number,
    protocol: number,
    source: number,
    destination: number,
    now: Instant,
  ): boolean {
    if (end - start > ipv6.LARGEST_PAYLOAD6 - ipv6.FRAGMENT_HEADER_BYTES) return false;
    const identification = this.random.next32();
    const most = this.mtuTo(destination, now) - ipv6.IPV6_HEADER_BYTES - ipv6.FRAGMENT_HEADER_BYTES;
    const step = most - (most % FRAGMENT_UNIT);
    let offset = 0;
    while (start + offset < end) {
      const rest = end - start - offset;
      const last = rest <= most;
      const length = last ? rest : step;
      const packet = this.link.allocate();
      if (packet === undefined) return false;
      ipv6.writeFragment(packet.bytes, packet.start, protocol, offset, !last, identification);
      copyBytes(packet.bytes, packet.start + ipv6.FRAGMENT_HEADER_BYTES, from, start + offset, length);
      packet.end = (packet.start + ipv6.FRAGMENT_HEADER_BYTES + length) | 0;
      if (!this.emit(packet, ipv6.HEADER_FRAGMENT, source, destination, this.hopLimit, now)) return false;
      offset += length;
    }
    return true;
  }

  private drop(): boolean {
    this.dropped++;
    return false;
  }

  private refuse(packet: Packet): boolean {
    this.release(packet);
    return this.drop();
  }

  /** The number of the address of ours that a packet is for; 0: it is for none. */
  private addressAt(bytes: Uint8Array, header: number): number {
    const address = this.addresses.find(bytes, header + ipv6.DESTINATION6);
    // RFC 4862 §5.4: nothing but neighbour discovery, which goes to the group, reaches a tentative one.
    return address === undefined || !address.usable ? 0 : address.number;
  }

  private groupAt(bytes: Uint8Array, header: number): number {
    const at = header + ipv6.DESTINATION6;
    if (equalBytes(bytes, at, this.allNodes, 0, 16)) return this.table.intern(this.allNodes, 0);
    return this.addresses.findGroup(bytes, at);
  }

  /** RFC 4291 §2.5.2, §2.5.3, §2.7: one host, not this one, and no IPv4 address in disguise. */
  private isPossibleSource(bytes: Uint8Array, at: number): boolean {
    if (isMulticast6(bytes, at) || isLoopback6(bytes, at) || isMapped6(bytes, at)) return false;
    // Of an address that is not sure yet, another owner answers from that address.
    const ours = this.addresses.find(bytes, at);
    return ours === undefined || this.addresses.isProbing(ours);
  }

  private open(packet: Packet, source: number, destination: number, now: Instant): boolean {
    const header = packet.start;
    packet.networkStart = header;
    const first = packet.bytes[header + ipv6.NEXT_HEADER];
    const firstAt = header + ipv6.IPV6_HEADER_BYTES;
    return this.follow(packet, first, firstAt, header + ipv6.NEXT_HEADER, source, destination, now);
  }

  /** §4: header after header, each named by the byte at `namedAt`. */
  private follow(
    packet: Packet,
    first: number,
    firstAt: number,
    firstNamedAt: number,
    source: number,
    destination: number,
    now: Instant,
  ): boolean {
    const { bytes } = packet;
    let header = first;
    let at = firstAt;
    let namedAt = firstNamedAt;
    for (let count = 0; count <= ipv6.MOST_EXTENSION_HEADERS; count++) {
      if (header === ipv6.HEADER_FRAGMENT) {
        if (at + ipv6.FRAGMENT_HEADER_BYTES > packet.end) return this.drop();
        // RFC 6946: a fragment that is all of its packet stands for itself.
        const atomic = ipv6.fragmentOffset6(bytes, at) === 0 && !ipv6.hasMoreFragments6(bytes, at);
        if (!atomic) return this.collect(packet, at, source, destination, now);
        namedAt = at;
        header = bytes[at];
        at += ipv6.FRAGMENT_HEADER_BYTES;
        continue;
      }
      if (!ipv6.isSkipped(header)) return this.deliver(packet, header, at, namedAt, source, destination, now);
      const length = ipv6.extensionBytes(bytes, at, packet.end);
      if (length === 0) return this.drop();
      if (header === ipv6.HEADER_ROUTING) {
        // §4.4; RFC 5095: no type is followed here.
        if (ipv6.segmentsLeft(bytes, at) > 0) return this.complain(packet, icmp6.PROBLEM_FIELD, at + 2, now);
      } else {
        // §4.3: only right behind the IPv6 header.
        const misplaced = header === ipv6.HEADER_HOP_BY_HOP && namedAt !== packet.networkStart + ipv6.NEXT_HEADER;
        if (misplaced) return this.complain(packet, icmp6.PROBLEM_NEXT_HEADER, namedAt, now);
        const verdict = ipv6.checkOptions6(bytes, at, length, packet.broadcast);
        if (verdict >= 0) return this.complain(packet, icmp6.PROBLEM_OPTION, verdict, now);
        if (verdict === ipv6.OPTIONS6_DROP) return this.drop();
      }
      namedAt = at;
      header = bytes[at];
      at += length;
    }
    return this.drop();
  }

  private deliver(
    packet: Packet,
    protocol: number,
    at: number,
    namedAt: number,
    source: number,
    destination: number,
    now: Instant,
  ): boolean {
    packet.start = at | 0;
    if (protocol === ipv6.HEADER_ICMP6) return this.icmp.receive(packet, source, destination, now);
    if (protocol === ipv6.HEADER_NONE) return false;
    // A host without an address has nothing to say but neighbour discovery.
    if (source === 0) return this.drop();
    for (let i = 0; i < this.protocols.length; i++) {
      if (this.protocols[i] === protocol) return this.clients[i].receive(packet, source, destination, now);
    }
    return this.complain(packet, icmp6.PROBLEM_NEXT_HEADER, namedAt, now);
  }

  /** A parameter problem (RFC 4443 §3.4) about the byte at `at`; the packet is dropped. */
  private complain(packet: Packet, code: number, at: number, now: Instant): boolean {
    const { bytes, networkStart, end, broadcast } = packet;
    const pointer = at - networkStart;
    this.icmp.fail(icmp6.ICMP6_PARAMETER_PROBLEM, code, pointer, bytes, networkStart, end, broadcast, now);
    return this.drop();
  }

  /** §4.5. */
  private collect(packet: Packet, at: number, source: number, destination: number, now: Instant): boolean {
    const { bytes, end, networkStart } = packet;
    const payload = at + ipv6.FRAGMENT_HEADER_BYTES;
    const offset = ipv6.fragmentOffset6(bytes, at);
    const length = end - payload;
    const more = ipv6.hasMoreFragments6(bytes, at);
    if (more && length % FRAGMENT_UNIT !== 0) return this.complain(packet, icmp6.PROBLEM_FIELD, networkStart + 4, now);
    if (offset + length > ipv6.LARGEST_PAYLOAD6) return this.complain(packet, icmp6.PROBLEM_FIELD, at + 2, now);
    // RFC 7112 §5: the first fragment tells what the packet carries.
    if (offset === 0 && !this.upper.follow(bytes, bytes[at], payload, end)) return this.drop();
    if (payload - networkStart > LONGEST_KEPT_HEADER) return this.drop();
    const { fragment } = this.reassembler;
    fragment.bytes = bytes;
    fragment.header = networkStart;
    fragment.headerBytes = payload - networkStart;
    fragment.source = source;
    fragment.destination = destination;
    fragment.protocol = 0;
    fragment.identification = ipv6.fragmentIdentification6(bytes, at);
    fragment.offset = offset;
    fragment.length = length;
    fragment.more = more;
    fragment.broadcast = packet.broadcast;
    if (this.reassembler.addFragment(now) !== FRAGMENT_COMPLETED) return false;
    const whole = this.reassembler.completed;
    const loose = new Packet(whole.bytes, 0, whole.bytes.length, -1);
    loose.networkStart = whole.payloadStart - whole.headerBytes;
    loose.start = whole.payloadStart | 0;
    loose.end = (whole.payloadStart + whole.totalBytes) | 0;
    loose.broadcast = whole.broadcast;
    const named = whole.payloadStart - ipv6.FRAGMENT_HEADER_BYTES;
    this.follow(loose, whole.bytes[named], whole.payloadStart, named, source, destination, now);
    return false;
  }

  /** RFC 4861 §5.2; `at`: of the destination in the table. */
  private route(packet: Packet, source: number, destination: number, at: number, now: Instant): boolean {
    const { bytes } = this.table;
    if (isMulticast6(bytes, at)) {
      this.neighbours.sendMulticast(packet, bytes, at);
      return true;
    }
    if (isLoopback6(bytes, at) || this.addresses.findNumber(destination) !== undefined) {
      packet.flatten();
      return this.loopback.push(packet, destination) || this.refuse(packet);
    }
    if (source === 0) return this.refuse(packet);
    const nextHop = this.routers.isOnLink(bytes, at) ? destination : this.routers.choose(this.neighbours);
    if (nextHop === 0) return this.refuse(packet);
    this.neighbours.sendTo(packet, nextHop, now);
    return true;
  }

  /** RFC 4861 §6.3.7; RFC 4429 §3.2: without the hardware address while ours is not sure. */
  private solicitRouters(now: Instant): void {
    const packet = this.allocate();
    if (packet === undefined) return;
    const { linkLocal } = this.addresses;
    const source = linkLocal !== undefined && linkLocal.usable ? linkLocal.number : 0;
    const sure = linkLocal !== undefined && !this.addresses.isProbing(linkLocal);
    const hardware = sure ? this.link.hardwareAddress : undefined;
    packet.end = writeRouterSolicitation(packet.bytes, packet.start, hardware) | 0;
    const destination = this.table.intern(this.allRouters, 0);
    this.finishMessage(packet, source, destination);
    this.emit(packet, ipv6.HEADER_ICMP6, source, destination, ND_HOP_LIMIT, now);
  }
}

/** ff02::`last` (RFC 4291 §2.7.1). */
function group(last: number): Uint8Array {
  const bytes = new Uint8Array(16);
  bytes[0] = 0xff;
  bytes[1] = 0x02;
  bytes[15] = last;
  return bytes;
}
