// A DHCP server for tests: one address, and knobs for what can go wrong. It is not the server library.

import { ipv4Destination } from '../../runtime/ip/ipv4.wire.ts';
import type { Packet } from '../../runtime/core/packet.ts';
import type { Instant } from '../../runtime/core/instant.ts';
import {
  BOOTP_REPLY,
  DHCP_ACK,
  DHCP_DECLINE,
  DHCP_DISCOVER,
  DHCP_NAK,
  DHCP_OFFER,
  DHCP_RELEASE,
  DHCP_REQUEST,
  DhcpMessage,
  OPTION_CLASSLESS_ROUTES,
  OPTION_DNS,
  OPTION_DOMAIN_NAME,
  OPTION_LEASE_TIME,
  OPTION_MESSAGE_TYPE,
  OPTION_MTU,
  OPTION_ROUTER,
  OPTION_SERVER,
  OPTION_SUBNET_MASK,
  finishDhcp,
  writeByteOption,
  writeDhcpHeader,
  writeLongOption,
  writeTextOption,
  writeWordOption,
} from '../../runtime/dhcp/dhcp.wire.ts';
import type { DatagramSink } from '../../runtime/udp/udp.types.ts';
import type { NetworkInterface } from '../../runtime/stack/interface.ts';

export class TestDhcpServer implements DatagramSink {
  /** What is offered next. */
  address: number;
  leaseSeconds: number;
  answers: boolean;
  refuses: boolean;
  mtu: number;
  routes: readonly number[];
  /** Types received, in order. */
  readonly seen: number[];
  /** Addresses given back or declined. */
  readonly released: number[];
  readonly declined: number[];
  /** True: the last request came by unicast from the client's address. */
  lastWasDirect: boolean;
  private readonly stack: NetworkInterface;
  private readonly message: DhcpMessage;
  private readonly out: Uint8Array;
  private readonly serverAddress: number;

  constructor(stack: NetworkInterface, serverAddress: number, address: number) {
    this.address = address;
    this.leaseSeconds = 3600;
    this.answers = true;
    this.refuses = false;
    this.mtu = 0;
    this.routes = [];
    this.seen = [];
    this.released = [];
    this.declined = [];
    this.lastWasDirect = false;
    this.stack = stack;
    this.message = new DhcpMessage();
    this.out = new Uint8Array(1000);
    this.serverAddress = serverAddress;
    stack.udp.bind(67, 0, this);
  }

  deliver(packet: Packet, source: number, _port: number, now: Instant): void {
    const { bytes, start, end } = packet;
    const to = ipv4Destination(bytes, packet.networkStart);
    const message = this.message;
    if (!message.decode(bytes, start, end)) throw new Error('Cannot serve DHCP: the client sent no message');
    this.seen.push(message.type);
    this.lastWasDirect = source !== 0 && to === this.serverAddress;
    if (message.type === DHCP_RELEASE) this.released.push(message.clientAddress);
    if (message.type === DHCP_DECLINE) this.declined.push(this.address);
    if (!this.answers) return;
    if (message.type === DHCP_DISCOVER) this.reply(DHCP_OFFER, now);
    if (message.type === DHCP_REQUEST) this.reply(this.refuses ? DHCP_NAK : DHCP_ACK, now);
  }

  private reply(type: number, now: Instant): void {
    const { out, message } = this;
    const yours = type === DHCP_NAK ? 0 : this.address;
    let at = writeDhcpHeader(
      out,
      0,
      BOOTP_REPLY,
      message.transaction,
      0,
      false,
      message.clientAddress,
      yours,
      message.hardware,
    );
    at = writeByteOption(out, at, OPTION_MESSAGE_TYPE, type);
    at = writeLongOption(out, at, OPTION_SERVER, this.serverAddress);
    if (type !== DHCP_NAK) {
      at = writeLongOption(out, at, OPTION_LEASE_TIME, this.leaseSeconds);
      at = writeLongOption(out, at, OPTION_SUBNET_MASK, 0xffffff00);
      at = writeLongOption(out, at, OPTION_ROUTER, this.serverAddress);
      at = writeLongOption(out, at, OPTION_DNS, 0x08080808);
      at = writeTextOption(out, at, OPTION_DOMAIN_NAME, 'example.org');
      if (this.mtu > 0) at = writeWordOption(out, at, OPTION_MTU, this.mtu);
      if (this.routes.length > 0) {
        out[at] = OPTION_CLASSLESS_ROUTES;
        out[at + 1] = this.routes.length;
        out.set(this.routes, at + 2);
        at += 2 + this.routes.length;
      }
    }
    const end = finishDhcp(out, 0, at);
    const destination = message.clientAddress === 0 || type === DHCP_NAK ? 0xffffffff : message.clientAddress;
    this.stack.udp.send(out, 0, end, 67, destination, 68, now);
  }
}
