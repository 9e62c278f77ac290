// Neighbour discovery for a host (RFC 4861 §7): finds the hardware addresses of neighbours, tells them ours, notices who is gone,
// keeps packets for a while that wait for an answer, and probes for other users of our addresses (RFC 4862 §5.4, RFC 4429).

import { writeSolicitedNode } from '../core/address6.ts';
import { equalBytes } from '../core/bytes.ts';
import { TokenBucket, type Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';
import { PacketQueue } from '../core/packet-queue.ts';
import type { RandomSource } from '../core/random.ts';
import { ETHERTYPE_IPV6, type Link } from '../ethernet/ethernet.types.ts';
import type { AddressTable } from './address-table.ts';
import { HEADER_ICMP6 } from './ipv6.wire.ts';
import type { MessageSender } from './ipv6.types.ts';
import { OPTIMISTIC, TENTATIVE, type LocalAddress, type LocalAddresses } from './local-addresses.ts';
import {
  FLAG_OVERRIDE,
  FLAG_ROUTER,
  FLAG_SOLICITED,
  ND_HOP_LIMIT,
  OPTION_NONCE,
  OPTION_SOURCE_HARDWARE,
  OPTION_TARGET_HARDWARE,
  SOLICITATION_BYTES,
  TARGET,
  areOptionsSound,
  findHardware,
  findOption,
  writeAdvertisement,
  writeSolicitation,
} from './nd.wire.ts';
import {
  INCOMPLETE,
  NEIGHBOURS6,
  NeighbourCache6,
  REACHABLE,
  STEP_ASK_ALL,
  STEP_ASK_ONE,
  STEP_GONE,
} from './neighbour-cache.ts';
import { selectSource } from './selection.ts';

/** Packets that wait for an answer, over all neighbours (RFC 4861 §7.2.2 asks for one each at least). */
export const PENDING_PACKETS6 = 32;
/** Solicitations over all neighbours. */
export const SOLICITATIONS_PER_SECOND = 100;
export const SOLICITATION_BURST = 64;

export class Neighbours6 {
  readonly cache: NeighbourCache6;
  /** Packets dropped because nobody answered for their next hop or the queue was full. */
  unresolved: number;
  /** Called with an address of ours that somebody else has. */
  onConflict: ((address: LocalAddress, now: Instant) => void) | undefined;
  /** Called with the number of a router that does not answer, or is none any more. */
  onRouterGone: ((number: number) => void) | undefined;
  private readonly link: Link;
  private readonly table: AddressTable;
  private readonly addresses: LocalAddresses;
  private readonly sender: MessageSender;
  private readonly requests: TokenBucket;
  private readonly pending: PacketQueue;
  private readonly group: Uint8Array;
  private readonly multicast: Uint8Array;
  private readonly allNodes: Uint8Array;

  constructor(
    link: Link,
    table: AddressTable,
    addresses: LocalAddresses,
    sender: MessageSender,
    allNodes: Uint8Array,
    random: RandomSource,
  ) {
    this.cache = new NeighbourCache6(table, random);
    this.unresolved = 0;
    this.onConflict = undefined;
    this.onRouterGone = undefined;
    this.link = link;
    this.table = table;
    this.addresses = addresses;
    this.sender = sender;
    this.requests = new TokenBucket(SOLICITATIONS_PER_SECOND, SOLICITATION_BURST);
    this.pending = new PacketQueue(PENDING_PACKETS6);
    this.group = new Uint8Array(16);
    this.allNodes = allNodes;
    // RFC 2464 §7: 33-33 and the last four bytes of the group.
    this.multicast = new Uint8Array(6);
    this.multicast[0] = 0x33;
    this.multicast[1] = 0x33;
  }

  /** Sends to a neighbour, at once or when its hardware address is known. Owns the packet. */
  sendTo(packet: Packet, nextHop: number, now: Instant): void {
    const { cache } = this;
    let entry = cache.find(nextHop);
    if (entry >= 0 && cache.states[entry] !== INCOMPLETE) {
      cache.onUse(entry, now);
      this.link.send(packet, cache.hardware, entry * 6, ETHERTYPE_IPV6);
      return;
    }
    // RFC 4861 §7.2.2: the latest packets are kept.
    if (this.pending.length === PENDING_PACKETS6) this.dropOldest();
    this.pending.push(packet, nextHop);
    if (entry >= 0) return;
    entry = cache.startResolution(nextHop, now);
    this.ask(entry, false, now);
  }

  /** Sends to the group at bytes[at). Owns the packet. */
  sendMulticast(packet: Packet, bytes: Uint8Array, at: number): void {
    for (let i = 2; i < 6; i++) this.multicast[i] = bytes[at + 10 + i];
    this.link.send(packet, this.multicast, 0, ETHERTYPE_IPV6);
  }

  /** True: the neighbour answered lately, or was not asked yet (RFC 4861 §6.3.6). */
  mayReach(number: number): boolean {
    const entry = this.cache.find(number);
    return entry >= 0 && this.cache.states[entry] !== INCOMPLETE;
  }

  /** Somebody said where `number` is, unasked: an entry that is confirmed when it is used (§7.2.3, §6.3.4). */
  learn(number: number, bytes: Uint8Array, hardwareAt: number, isRouter: boolean, now: Instant): void {
    const { cache } = this;
    let entry = cache.find(number);
    const fresh = entry < 0;
    if (fresh) entry = cache.addStale(number);
    if (fresh || cache.states[entry] === INCOMPLETE || !cache.hasHardware(entry, bytes, hardwareAt)) {
      cache.setHardware(entry, bytes, hardwareAt);
      cache.becomeStale(entry);
    }
    if (isRouter) cache.routers[entry] = 1;
    this.sendPending(now);
  }

  /** A neighbour solicitation, its hop limit and checksum already checked (§7.1.1, §7.2.3). `source` 0: a probe. */
  onSolicitation(bytes: Uint8Array, start: number, end: number, source: number, now: Instant): void {
    const options = start + SOLICITATION_BYTES;
    if (end < options || bytes[start + TARGET] === 0xff || !areOptionsSound(bytes, options, end)) return;
    const hardwareAt = findHardware(bytes, options, end, OPTION_SOURCE_HARDWARE);
    const address = this.addresses.find(bytes, start + TARGET);
    if (address === undefined || (source === 0 && hardwareAt >= 0)) return;
    if (source === 0) {
      if (this.addresses.isProbing(address)) this.onProbe(address, bytes, options, end, now);
      else this.advertise(address, 0, now);
      return;
    }
    // RFC 4862 §5.4.3: somebody looks for it, so nobody has it yet.
    if (address.state === TENTATIVE) return;
    if (hardwareAt >= 0) this.learn(source, bytes, hardwareAt, false, now);
    this.advertise(address, source, now);
  }

  /** A neighbour advertisement, checked likewise (§7.1.2, §7.2.5). */
  onAdvertisement(bytes: Uint8Array, start: number, end: number, toGroup: boolean, now: Instant): void {
    const options = start + SOLICITATION_BYTES;
    if (end < options || bytes[start + TARGET] === 0xff || !areOptionsSound(bytes, options, end)) return;
    const flags = bytes[start + 4];
    if (toGroup && (flags & FLAG_SOLICITED) !== 0) return;
    const address = this.addresses.find(bytes, start + TARGET);
    if (address !== undefined) {
      if (this.onConflict !== undefined) this.onConflict(address, now);
      return;
    }
    const number = this.table.intern(bytes, start + TARGET);
    const entry = this.cache.find(number);
    if (entry < 0) return;
    const hardwareAt = findHardware(bytes, options, end, OPTION_TARGET_HARDWARE);
    if (this.cache.states[entry] === INCOMPLETE && hardwareAt < 0) return;
    this.update(entry, bytes, hardwareAt, flags, now);
    this.sendPending(now);
  }

  nextTimeout(): Instant {
    return Math.min(this.cache.nextTimeout(), this.addresses.nextTimeout());
  }

  onTimeout(now: Instant): void {
    let due = this.addresses.onTimeout(now);
    while (due !== undefined) {
      this.probe(due, now);
      due = this.addresses.onTimeout(now);
    }
    const { cache } = this;
    if (now < cache.nextTimeout()) return;
    for (let entry = 0; entry < NEIGHBOURS6; entry++) {
      const wasRouter = cache.routers[entry] === 1;
      const step = cache.step(entry, now);
      if (step === STEP_ASK_ALL || step === STEP_ASK_ONE) this.ask(entry, step === STEP_ASK_ONE, now);
      else if (step === STEP_GONE && wasRouter) this.tellRouterGone(cache.numberOf(entry));
    }
    cache.settle();
    this.dropOrphans();
  }

  /** The link came back: what was known of neighbours may be of another network. */
  restart(now: Instant): void {
    this.cache.forget();
    this.dropOrphans();
    this.addresses.restart(now);
  }

  private update(entry: number, bytes: Uint8Array, hardwareAt: number, flags: number, now: Instant): void {
    const { cache } = this;
    const solicited = (flags & FLAG_SOLICITED) !== 0;
    const incomplete = cache.states[entry] === INCOMPLETE;
    const differs = hardwareAt >= 0 && (incomplete || !cache.hasHardware(entry, bytes, hardwareAt));
    if (differs && !incomplete && (flags & FLAG_OVERRIDE) === 0) {
      if (cache.states[entry] === REACHABLE) cache.becomeStale(entry);
      return;
    }
    if (differs) cache.setHardware(entry, bytes, hardwareAt);
    if (solicited) cache.becomeReachable(entry, now);
    else if (differs) cache.becomeStale(entry);
    const isRouter = (flags & FLAG_ROUTER) !== 0;
    if (cache.routers[entry] === 1 && !isRouter) this.tellRouterGone(cache.numberOf(entry));
    cache.routers[entry] = isRouter ? 1 : 0;
  }

  private tellRouterGone(number: number): void {
    if (this.onRouterGone !== undefined) this.onRouterGone(number);
  }

  /** Somebody probes for an address that we probe for (RFC 4862 §5.4.3), unless it is our own packet (RFC 7527 §4.2). */
  private onProbe(address: LocalAddress, bytes: Uint8Array, options: number, end: number, now: Instant): void {
    const nonce = findOption(bytes, options, end, OPTION_NONCE);
    if (nonce >= 0 && bytes[nonce + 1] === 1 && equalBytes(bytes, nonce + 2, address.nonce, 0, 6)) return;
    if (address.probed && this.onConflict !== undefined) this.onConflict(address, now);
  }

  private probe(address: LocalAddress, now: Instant): void {
    const packet = this.sender.allocate();
    if (packet === undefined) return;
    const { bytes, start } = packet;
    packet.end = writeSolicitation(bytes, start, address.bytes, 0, undefined, address.nonce) | 0;
    this.send(packet, 0, address.groupNumber, now);
  }

  /** §7.2.4; to everybody when a probe asked. RFC 4429 §3.3: no override while it is not sure. */
  private advertise(address: LocalAddress, to: number, now: Instant): void {
    const packet = this.sender.allocate();
    if (packet === undefined) return;
    let flags = to === 0 ? 0 : FLAG_SOLICITED;
    if (address.state !== OPTIMISTIC) flags |= FLAG_OVERRIDE;
    packet.end = writeAdvertisement(packet.bytes, packet.start, address.bytes, this.link.hardwareAddress, flags) | 0;
    this.send(packet, address.number, to === 0 ? this.table.intern(this.allNodes, 0) : to, now);
  }

  /** §7.2.2; RFC 4429 §3.2: an address that is not sure must not change what neighbours know. */
  private ask(entry: number, direct: boolean, now: Instant): void {
    const number = this.cache.numberOf(entry);
    const place = this.table.placeOf(number);
    if (place < 0 || !this.requests.take(now)) return;
    const { bytes } = this.table;
    const source = selectSource(this.addresses, bytes, place * 16);
    if (source === undefined) return;
    const packet = this.sender.allocate();
    if (packet === undefined) return;
    const hardware = source.state === OPTIMISTIC ? undefined : this.link.hardwareAddress;
    packet.end = writeSolicitation(packet.bytes, packet.start, bytes, place * 16, hardware, undefined) | 0;
    writeSolicitedNode(this.group, 0, bytes, place * 16);
    this.send(packet, source.number, direct ? number : this.table.intern(this.group, 0), now);
  }

  private send(packet: Packet, source: number, destination: number, now: Instant): void {
    this.sender.finishMessage(packet, source, destination);
    this.sender.emit(packet, HEADER_ICMP6, source, destination, ND_HOP_LIMIT, now);
  }

  /** Sends what waited and can go now; the rest keeps its order. */
  private sendPending(now: Instant): void {
    for (let left = this.pending.length; left > 0; left--) {
      const packet = this.pending.shift();
      if (packet === undefined) return;
      const { hop } = this.pending;
      const entry = this.cache.find(hop);
      if (entry >= 0 && this.cache.states[entry] !== INCOMPLETE) {
        this.cache.onUse(entry, now);
        this.link.send(packet, this.cache.hardware, entry * 6, ETHERTYPE_IPV6);
      } else {
        this.pending.push(packet, hop);
      }
    }
  }

  private dropOldest(): void {
    const packet = this.pending.shift();
    if (packet === undefined) return;
    this.unresolved++;
    this.link.release(packet);
  }

  /** Drops what waits for a neighbour that is not being asked for any more. */
  private dropOrphans(): void {
    for (let left = this.pending.length; left > 0; left--) {
      const packet = this.pending.shift();
      if (packet === undefined) return;
      const { hop } = this.pending;
      if (this.cache.find(hop) < 0) {
        this.unresolved++;
        this.link.release(packet);
      } else {
        this.pending.push(packet, hop);
      }
    }
  }
}
