// One network interface: a device and the protocols on it, put together. The event loop calls it once a turn to receive and
// once to send; all time comes from there.

import { ANY_ADDRESS, formatAddress } from '../core/address.ts';
import { NEVER, SECOND, type Instant } from '../core/instant.ts';
import type { Packet } from '../core/packet.ts';
import type { RandomSource } from '../core/random.ts';
import type { Net } from '../device/net.types.ts';
import { Arp } from '../arp/arp.ts';
import { CLAIM_NEWS_NONE, CLAIM_READY } from '../arp/defence.ts';
import { DhcpClient, NEWS_BOUND, NEWS_LOST } from '../dhcp/client.ts';
import { DHCP_CLIENT_PORT, DHCP_SERVER_PORT } from '../dhcp/dhcp.wire.ts';
import { Ethernet } from '../ethernet/ethernet.ts';
import { ETHERTYPE_ARP, ETHERTYPE_IPV4 } from '../ethernet/ethernet.types.ts';
import { Icmp } from '../icmp/icmp.ts';
import { Ipv4 } from '../ip/ip.ts';
import { PROTOCOL_ICMP, PROTOCOL_UDP, type ErrorListener, type IpClient } from '../ip/ip.types.ts';
import { Udp, type UdpBinding } from '../udp/udp.ts';
import type { DatagramSink } from '../udp/udp.types.ts';
import { DatagramViews } from './datagram-views.ts';
import { Families } from './families.ts';
import type { InterfaceConfig } from './interface-config.ts';

/** A protocol with timers and users of its own, attached only by programs that use it: TCP. */
export interface Transport extends IpClient, ErrorListener {
  /** It wants a turn at once. */
  readonly busy: boolean;
  onTimeout(now: Instant): void;
  nextTimeout(): Instant;
  /** Calls its users. */
  dispatch(now: Instant): void;
  /** Sends what it has, at the end of a turn. */
  flush(now: Instant): void;
}

/** Frames handled in one turn before timers and the application get theirs. */
export const FRAMES_PER_TURN = 64;
/** So long an IPv4 address is waited for before an IPv6 one counts as the interface's. */
export const IPV4_WAIT_MS = 3 * SECOND;

export class NetworkInterface implements DatagramSink {
  readonly ethernet: Ethernet;
  readonly arp: Arp;
  /** IPv4, and in `families` all that stands beside it. */
  readonly ip: Ipv4;
  readonly families: Families;
  readonly icmp: Icmp;
  readonly udp: Udp;
  readonly dhcp: DhcpClient;
  readonly views: DatagramViews;
  /** Instant of this turn. */
  now: Instant;
  /** Called whenever an address comes into use: its text. */
  onAddress: ((address: string) => void) | undefined;
  readonly random: RandomSource;
  private transport: Transport | undefined;
  private readonly device: Net;
  private readonly config: InterfaceConfig;
  private dhcpBinding: UdpBinding | undefined;
  private readonly startedAt: Instant;
  private linkWasUp: boolean;
  private busy: boolean;
  /** The prefix that is to be used once its claim holds. */
  private wantedAddress: number;
  private wantedPrefixLength: number;

  constructor(device: Net, config: InterfaceConfig, random: RandomSource, now: Instant) {
    const configured = config.hardwareAddress;
    const hardware = configured === undefined ? device.hardwareAddress : configured;
    this.ethernet = new Ethernet(device, hardware, config.vlan);
    this.arp = new Arp(this.ethernet, random);
    this.ip = new Ipv4(this.ethernet, this.arp, random);
    this.icmp = new Icmp(this.ip, random);
    this.families = new Families(this.ethernet, this.ip, this.icmp, random, config.six, now);
    this.udp = new Udp(this.families.ip, this.families.errors, random);
    this.dhcp = new DhcpClient(hardware, config.hostName, random);
    this.views = new DatagramViews();
    this.now = now;
    this.onAddress = undefined;
    this.random = random;
    this.transport = undefined;
    this.device = device;
    this.config = config;
    this.dhcpBinding = undefined;
    this.startedAt = now;
    this.linkWasUp = device.linkUp;
    this.busy = false;
    this.wantedAddress = ANY_ADDRESS;
    this.wantedPrefixLength = 0;
    this.ethernet.attach(ETHERTYPE_IPV4, this.ip);
    this.ethernet.attach(ETHERTYPE_ARP, this.arp);
    this.families.attach(PROTOCOL_UDP, this.udp);
    this.ip.attach(PROTOCOL_ICMP, this.icmp);
    this.ip.errors = this.icmp;
    this.start(now);
  }

  attachTransport(protocol: number, transport: Transport): void {
    this.families.attach(protocol, transport);
    this.families.attachErrors(protocol, transport);
    this.transport = transport;
  }

  // The event loop's side

  receive(now: Instant): void {
    this.now = now;
    this.busy = this.device.poll(this.ethernet, FRAMES_PER_TURN, now) >= FRAMES_PER_TURN;
    if (this.device.linkUp !== this.linkWasUp) this.onLinkChange(now);
    if (this.ip.looped) this.ip.pollLoopback(now);
    if (this.families.looped) this.families.pollLoopback(now);
    if (now >= this.nextTimeout()) {
      this.arp.onTimeout(now);
      this.ip.onTimeout(now);
      this.families.onTimeout(now);
      this.dhcp.onTimeout(now);
    }
    this.settle(now);
    const transport = this.transport;
    if (transport === undefined) return;
    if (now >= transport.nextTimeout()) transport.onTimeout(now);
    transport.dispatch(now);
  }

  flush(now: Instant): void {
    if (this.transport !== undefined) this.transport.flush(now);
    this.device.flush();
  }

  nextDeadlineMs(): Instant {
    if (this.busy || this.ip.looped || this.families.looped) return this.now;
    const transport = this.transport;
    if (transport === undefined) return this.nextTimeout();
    return transport.busy ? this.now : Math.min(this.nextTimeout(), transport.nextTimeout());
  }

  /** Gives a DHCP address back before the program ends. */
  shutDown(): void {
    if (this.dhcpBinding === undefined) return;
    this.dhcp.release();
    this.settle(this.now);
    this.device.flush();
  }

  /** In text, empty while there is none: IPv4's, or where none came in time IPv6's. */
  get address(): string {
    if (this.ip.address !== ANY_ADDRESS) return formatAddress(this.ip.address);
    return this.now < this.startedAt + IPV4_WAIT_MS ? '' : this.families.address6;
  }

  /** A datagram for the DHCP client. */
  deliver(packet: Packet, _source: number, sourcePort: number): void {
    if (sourcePort === DHCP_SERVER_PORT) this.dhcp.onMessage(packet.bytes, packet.start, packet.end, this.now);
  }

  private start(now: Instant): void {
    const prefix = this.config.prefix;
    if (prefix !== undefined) {
      this.wantedAddress = prefix.address;
      this.wantedPrefixLength = prefix.length;
      this.arp.claim(prefix.address, this.config.probe, true, now);
    } else {
      const bound = this.udp.bind(DHCP_CLIENT_PORT, ANY_ADDRESS, this);
      if (bound.ok) this.dhcpBinding = bound.value;
      this.dhcp.start(ANY_ADDRESS, now);
    }
    this.settle(now);
  }

  private nextTimeout(): Instant {
    const dhcp = this.dhcpBinding === undefined ? NEVER : this.dhcp.nextTimeout();
    const first = Math.min(this.arp.nextTimeout(), this.ip.nextTimeout(), this.families.nextTimeout(), dhcp);
    return this.awaitsIpv4 ? Math.min(first, this.startedAt + IPV4_WAIT_MS) : first;
  }

  /** Somebody waits for an address, and an IPv6 one might do. */
  private get awaitsIpv4(): boolean {
    const open = this.onAddress !== undefined && this.ip.address === ANY_ADDRESS;
    return open && this.now < this.startedAt + IPV4_WAIT_MS;
  }

  /** Carries news between ARP, DHCP and IPv4, and sends what DHCP has to say. */
  private settle(now: Instant): void {
    const claim = this.arp.defence.takeNews();
    if (claim === CLAIM_READY) this.useAddress();
    else if (claim !== CLAIM_NEWS_NONE) this.onConflict(now);
    if (this.dhcpBinding === undefined) return;
    // A release or decline is sent as the address goes: first the message, then the news.
    if (this.dhcp.transmits) this.sendDhcp(now);
    const news = this.dhcp.takeNews();
    if (news === NEWS_BOUND) this.useLease(now);
    else if (news === NEWS_LOST) this.dropAddress();
    if (this.arp.defence.takeNews() === CLAIM_READY) this.useAddress();
    if (this.onAddress !== undefined && this.ip.address === ANY_ADDRESS) this.tellAddress();
  }

  private tellAddress(): void {
    const text = this.address;
    if (text !== '' && this.onAddress !== undefined) this.onAddress(text);
  }

  private useAddress(): void {
    const lease = this.dhcp.lease;
    if (lease === undefined || this.dhcpBinding === undefined) {
      this.ip.configure(this.wantedAddress, this.wantedPrefixLength, this.config.gateway);
    } else {
      this.ip.configure(lease.address, lease.prefixLength, lease.gateway);
      this.ip.limitMtu(lease.mtu);
      for (let i = 0; i < lease.routes.length; i++) {
        const route = lease.routes[i];
        this.ip.routes.add(route.network, route.prefixLength, route.gateway);
      }
    }
    this.tellAddress();
  }

  private useLease(now: Instant): void {
    const lease = this.dhcp.lease;
    if (lease === undefined) return;
    if (lease.address === this.ip.address) this.useAddress();
    else this.arp.claim(lease.address, this.config.probe, false, now);
  }

  private dropAddress(): void {
    this.arp.defence.abandon();
    this.ip.deconfigure();
  }

  /** Another host has our address: DHCP declines it, a configured one is probed for until it is free. */
  private onConflict(now: Instant): void {
    this.ip.deconfigure();
    if (this.dhcpBinding !== undefined) this.dhcp.decline(now);
    else this.arp.claim(this.wantedAddress, true, true, now);
  }

  private onLinkChange(now: Instant): void {
    this.linkWasUp = this.device.linkUp;
    if (!this.linkWasUp) return;
    this.arp.announce();
    this.families.onLinkUp(now);
    if (this.dhcpBinding !== undefined) this.dhcp.confirm(now);
  }

  private sendDhcp(now: Instant): void {
    const packet = this.udp.draft();
    if (packet === undefined) return;
    const destination = this.dhcp.destination;
    packet.end = this.dhcp.pollTransmit(packet.bytes, packet.start, now) | 0;
    this.udp.sendDraft(packet, DHCP_CLIENT_PORT, destination, DHCP_SERVER_PORT, now);
  }
}
