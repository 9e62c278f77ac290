// ARP (RFC 826) with conflict detection (RFC 5227): finds the hardware addresses of neighbours, answers for our own address,
// keeps packets for a while whose destination is being asked for. Cache, queue and rate of requests are bounded.

import { ANY_ADDRESS } from '../core/address.ts';
import { equalBytes } from '../core/bytes.ts';
import { TokenBucket, type Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';
import type { RandomSource } from '../core/random.ts';
import { PacketQueue } from '../core/packet-queue.ts';
import { ETHERTYPE_ARP, ETHERTYPE_IPV4, type Link, type LinkClient } from '../ethernet/ethernet.types.ts';
import type { Neighbours } from './arp.types.ts';
import {
  ARP_BYTES,
  ARP_REPLY,
  ARP_REQUEST,
  arpOperation,
  arpSender,
  arpSenderHardware,
  arpTarget,
  isArp,
  writeArp,
} from './arp.wire.ts';
import { CACHE_ENTRIES, ENTRY_ASK_ALL, ENTRY_ASK_ONE, NeighbourCache } from './cache.ts';
import { AddressDefence, SEND_ANNOUNCEMENT, SEND_NOTHING, SEND_PROBE } from './defence.ts';

/** Packets that wait for an answer, over all neighbours; RFC 1122 §2.3.2.2 asks for at least one per neighbour. */
export const PENDING_PACKETS = 32;
/** Requests over all destinations (RFC 1122 §2.3.2.1 bounds them per destination; a scan through us would evade that). */
export const REQUESTS_PER_SECOND = 100;
export const REQUEST_BURST = 64;

export class Arp implements LinkClient, Neighbours {
  readonly defence: AddressDefence;
  readonly cache: NeighbourCache;
  /** Packets dropped because nobody answered for their next hop or the queue was full. */
  unresolved: number;
  private readonly link: Link;
  private readonly requests: TokenBucket;
  private readonly pending: PacketQueue;
  private readonly broadcast: Uint8Array;
  private readonly multicast: Uint8Array;

  constructor(link: Link, random: RandomSource) {
    this.defence = new AddressDefence(random);
    this.cache = new NeighbourCache();
    this.unresolved = 0;
    this.link = link;
    this.requests = new TokenBucket(REQUESTS_PER_SECOND, REQUEST_BURST);
    this.pending = new PacketQueue(PENDING_PACKETS);
    this.broadcast = new Uint8Array(6);
    this.broadcast.fill(0xff);
    // RFC 1112 §6.4: 01-00-5E and the low 23 bits of the group.
    this.multicast = new Uint8Array(6);
    this.multicast[0] = 0x01;
    this.multicast[2] = 0x5e;
  }

  /** Takes an address into use; `probe` and `persistent` as in `AddressDefence`. */
  claim(address: number, probe: boolean, persistent: boolean, now: Instant): void {
    this.cache.forget();
    this.dropOrphans();
    this.defence.claim(address, probe, persistent, now);
    this.onTimeout(now);
  }

  sendTo(packet: Packet, nextHop: number, now: Instant): void {
    const entry = this.cache.find(nextHop);
    if (entry >= 0 && this.cache.usable(entry, now)) {
      this.link.send(packet, this.cache.hardware, entry * 6, ETHERTYPE_IPV4);
      if (this.cache.startRefresh(entry, now)) this.ask(nextHop, this.cache.hardware, entry * 6, now);
      return;
    }
    // The latest packets are kept (RFC 1122 §2.3.2.2), so that senders with made-up addresses cannot keep others waiting.
    if (this.pending.length === PENDING_PACKETS) this.dropOldest();
    this.pending.push(packet, nextHop);
    if (entry >= 0 && this.cache.resolving(entry)) return;
    this.cache.startResolution(nextHop, now);
    this.ask(nextHop, this.broadcast, 0, now);
  }

  sendBroadcast(packet: Packet): void {
    this.link.send(packet, this.broadcast, 0, ETHERTYPE_IPV4);
  }

  sendMulticast(packet: Packet, group: number): void {
    this.multicast[3] = (group >>> 16) & 0x7f;
    this.multicast[4] = (group >>> 8) & 0xff;
    this.multicast[5] = group & 0xff;
    this.link.send(packet, this.multicast, 0, ETHERTYPE_IPV4);
  }

  receive(packet: Packet, now: Instant): boolean {
    const bytes = packet.bytes;
    const start = packet.start;
    if (!isArp(bytes, start, packet.end)) return false;
    const senderAt = arpSenderHardware(start);
    // Our own packets that a switch sends back, and senders that cannot be one.
    if (equalBytes(bytes, senderAt, this.link.hardwareAddress, 0, 6) || (bytes[senderAt] & 1) !== 0) return false;
    const sender = arpSender(bytes, start);
    const target = arpTarget(bytes, start);
    if (this.seesConflict(sender, target, now)) return false;
    const forUs = this.defence.owned && target === this.defence.address;
    if (sender !== ANY_ADDRESS && sender !== this.defence.address) {
      if (this.cache.learn(sender, bytes, senderAt, forUs, now)) this.sendPending(now);
    }
    if (forUs && arpOperation(bytes, start) === ARP_REQUEST) return this.answer(packet);
    return false;
  }

  nextTimeout(): Instant {
    return Math.min(this.cache.nextTimeout(), this.defence.nextTimeout());
  }

  onTimeout(now: Instant): void {
    let due = this.defence.onTimeout(now);
    while (due !== SEND_NOTHING) {
      this.sendClaim(due);
      due = this.defence.onTimeout(now);
    }
    if (now < this.cache.nextTimeout()) return;
    for (let entry = 0; entry < CACHE_ENTRIES; entry++) {
      const action = this.cache.step(entry, now);
      if (action === ENTRY_ASK_ALL) this.ask(this.cache.addressOf(entry), this.broadcast, 0, now);
      else if (action === ENTRY_ASK_ONE) this.ask(this.cache.addressOf(entry), this.cache.hardware, entry * 6, now);
    }
    this.cache.settle();
    this.dropOrphans();
  }

  /** Says what we use to everybody, for example when the link came back. */
  announce(): void {
    if (this.defence.owned) this.sendClaim(SEND_ANNOUNCEMENT);
  }

  /** True when the packet is about our claim and has been dealt with. */
  private seesConflict(sender: number, target: number, now: Instant): boolean {
    const claimed = this.defence.address;
    if (claimed === ANY_ADDRESS) return false;
    const asSender = sender === claimed;
    const asProbe = sender === ANY_ADDRESS && target === claimed && !this.defence.owned;
    if (!asSender && !asProbe) return false;
    const due = this.defence.onConflict(asSender, now);
    if (due !== SEND_NOTHING) this.sendClaim(due);
    return true;
  }

  /** Turns a request for our address into the reply, in its own buffer. */
  private answer(packet: Packet): boolean {
    const bytes = packet.bytes;
    const start = packet.start;
    const asker = arpSender(bytes, start);
    const askerAt = arpSenderHardware(start);
    // The target field of the reply lies where it does not overlap the sender field that it is copied from.
    writeReply(bytes, start, this.link.hardwareAddress, this.defence.address, askerAt, asker);
    packet.end = (start + ARP_BYTES) | 0;
    this.link.send(packet, bytes, start + 18, ETHERTYPE_ARP);
    return true;
  }

  private ask(target: number, to: Uint8Array, toAt: number, now: Instant): void {
    if (!this.requests.take(now)) return;
    const packet = this.link.allocate();
    if (packet === undefined) return;
    const sender = this.defence.owned ? this.defence.address : ANY_ADDRESS;
    writeArp(packet.bytes, packet.start, ARP_REQUEST, this.link.hardwareAddress, sender, undefined, 0, target);
    packet.end = (packet.start + ARP_BYTES) | 0;
    this.link.send(packet, to, toAt, ETHERTYPE_ARP);
  }

  /** A probe has no sender address, an announcement has ours twice (RFC 5227 §1.1); both are broadcast requests. */
  private sendClaim(kind: number): void {
    const packet = this.link.allocate();
    if (packet === undefined) return;
    const address = this.defence.address;
    const sender = kind === SEND_PROBE ? ANY_ADDRESS : address;
    writeArp(packet.bytes, packet.start, ARP_REQUEST, this.link.hardwareAddress, sender, undefined, 0, address);
    packet.end = (packet.start + ARP_BYTES) | 0;
    this.link.send(packet, this.broadcast, 0, ETHERTYPE_ARP);
  }

  /** Sends what waited and can go now; the rest keeps its order. */
  private sendPending(now: Instant): void {
    for (let left = this.pending.length; left > 0; left--) {
      const packet = this.pending.shift();
      if (packet === undefined) return;
      const { hop } = this.pending;
      const entry = this.cache.find(hop);
      if (entry >= 0 && this.cache.usable(entry, now)) {
        this.link.send(packet, this.cache.hardware, entry * 6, ETHERTYPE_IPV4);
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

  /** Drops what waits for an address that is not being asked for any more. */
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

function writeReply(
  bytes: Uint8Array,
  start: number,
  hardware: Uint8Array,
  address: number,
  askerAt: number,
  asker: number,
): void {
  // Target first: it is a copy of the sender field, which is overwritten next.
  bytes.copyWithin(start + 18, askerAt, askerAt + 6);
  writeArp(bytes, start, ARP_REPLY, hardware, address, bytes, start + 18, asker);
}
