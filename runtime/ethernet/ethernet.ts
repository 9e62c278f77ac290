// Ethernet II: which frames are for this host, and which protocol gets them. VLAN tags are explicit: without a configured
// VLAN only untagged and priority-tagged frames count, with one only frames of that VLAN do, and what is sent carries its tag.

import { assert } from '../core/result.ts';
import { equalBytes } from '../core/bytes.ts';
import type { Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';
import type { FrameSink, Net } from '../device/net.types.ts';
import type { Link, LinkClient } from './ethernet.types.ts';
import {
  ETHERNET_HEADER_BYTES,
  ETHERTYPE_VLAN,
  VLAN_TAG_BYTES,
  etherType,
  isGroup,
  sourceIsGroup,
  taggedEtherType,
  vlanIdentifier,
  writeEthernet,
  writeTaggedEthernet,
} from './ethernet.wire.ts';

/** `vlan` of an interface that is not in one. */
export const NO_VLAN = 0;
/** Identifier 0xfff is reserved (IEEE 802.1Q-2022 table 9-2). */
export const LARGEST_VLAN = 0xffe;
/** More protocols than anything attaches. */
export const MOST_LINK_CLIENTS = 8;

export class Ethernet implements Link, FrameSink {
  readonly hardwareAddress: Uint8Array;
  readonly checksumOffload: boolean;
  readonly segmentationBytes: number;
  readonly segmentationBytes6: number;
  /** Frames dropped: too short, not for us, another VLAN, no protocol for them. */
  dropped: number;
  private readonly device: Net;
  private readonly vlan: number;
  private readonly types: number[];
  private readonly clients: LinkClient[];

  /** `hardwareAddress` is the device's unless the interface was given another. */
  constructor(device: Net, hardwareAddress: Uint8Array, vlan: number) {
    assert(vlan >= NO_VLAN && vlan <= LARGEST_VLAN, `Cannot use VLAN ${vlan}: expected 0 to ${LARGEST_VLAN}`);
    this.hardwareAddress = hardwareAddress;
    this.checksumOffload = device.checksumOffload;
    this.segmentationBytes = device.segmentationBytes;
    this.segmentationBytes6 = device.segmentationBytes6;
    this.dropped = 0;
    this.device = device;
    this.vlan = vlan;
    this.types = [];
    this.clients = [];
  }

  get mtu(): number {
    return this.device.mtu;
  }

  attach(type: number, client: LinkClient): void {
    assert(this.clients.length < MOST_LINK_CLIENTS, 'Cannot attach a protocol to Ethernet: the table is full');
    this.types.push(type);
    this.clients.push(client);
  }

  allocate(): Packet | undefined {
    return this.device.allocate();
  }

  allocateLarge(): Packet | undefined {
    return this.device.allocateLarge();
  }

  release(packet: Packet): void {
    this.device.release(packet);
  }

  send(packet: Packet, to: Uint8Array, toAt: number, type: number): void {
    if (this.vlan === NO_VLAN) {
      packet.start = (packet.start - ETHERNET_HEADER_BYTES) | 0;
      assert(packet.start >= packet.limitStart, 'Cannot send a frame: no head-room');
      writeEthernet(packet.bytes, packet.start, to, toAt, this.hardwareAddress, type);
    } else {
      packet.start = (packet.start - ETHERNET_HEADER_BYTES - VLAN_TAG_BYTES) | 0;
      assert(packet.start >= packet.limitStart, 'Cannot send a frame: no head-room');
      writeTaggedEthernet(packet.bytes, packet.start, to, toAt, this.hardwareAddress, this.vlan, type);
    }
    this.device.transmit(packet);
  }

  onFrame(packet: Packet, now: Instant): boolean {
    const type = this.open(packet);
    for (let i = 0; i < this.types.length; i++) {
      if (this.types[i] === type) return this.clients[i].receive(packet, now);
    }
    this.dropped++;
    return false;
  }

  /** Strips the header of a frame for this host and gives its type; -1 when it is to be dropped. */
  private open(packet: Packet): number {
    const bytes = packet.bytes;
    const frame = packet.start;
    if (packet.end - frame < ETHERNET_HEADER_BYTES || sourceIsGroup(bytes, frame)) return -1;
    if (isGroup(bytes, frame)) packet.broadcast = true;
    else if (!equalBytes(bytes, frame, this.hardwareAddress, 0, 6)) return -1;
    const type = etherType(bytes, frame);
    if (type !== ETHERTYPE_VLAN) {
      packet.start = (frame + ETHERNET_HEADER_BYTES) | 0;
      return this.vlan === NO_VLAN ? type : -1;
    }
    if (packet.end - frame < ETHERNET_HEADER_BYTES + VLAN_TAG_BYTES) return -1;
    if (vlanIdentifier(bytes, frame) !== this.vlan) return -1;
    packet.start = (frame + ETHERNET_HEADER_BYTES + VLAN_TAG_BYTES) | 0;
    return taggedEtherType(bytes, frame);
  }
}
