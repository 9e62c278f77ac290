// What a hostile peer does below TCP and HTTP, each as a function that gives the harm as one number: fragments, neighbours that are not
// there, errors, advertisements, redirected paths. As in scenarios.ts nothing is judged here.

import { SeededRandom } from '../../runtime/core/random.ts';
import { DHCP_CONFIG, type InterfaceConfig } from '../../runtime/stack/interface-config.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import type { DatagramSink } from '../../runtime/udp/udp.types.ts';
import {
  arp,
  echoRequest,
  ethernet,
  ipv4,
  OUR_IP,
  OUR_MAC,
  PEER_IP,
  PEER_MAC,
  peerFrame,
  u16,
  udpFrame,
} from '../net/frames.ts';
import {
  echo6,
  frame6,
  Host6,
  ipv6,
  prefixOption,
  routerAdvertisement,
  solicitation,
  sourceHardware,
  udp6,
} from '../net/frames6.ts';
import { Wire } from '../net/wire.ts';

const STATIC: InterfaceConfig = { ...DHCP_CONFIG, prefix: { address: OUR_IP, length: 8 }, gateway: PEER_IP };
const PACKETS = 200;
const HOUR_MS = 3_600_000;
const MORE_FRAGMENTS = 0x2000;

class Counter implements DatagramSink {
  count = 0;
  deliver(): void {
    this.count++;
  }
}

interface Host {
  readonly wire: Wire;
  readonly stack: NetworkInterface;
  /** Bound to port 7. */
  readonly port7: Counter;
}

/** A host that knows its peer. */
function start(): Host {
  const wire = new Wire(Uint8Array.from(OUR_MAC), PACKETS, false);
  const stack = new NetworkInterface(wire, STATIC, new SeededRandom(1), 0);
  wire.inject(ethernet(OUR_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], OUR_IP)));
  stack.receive(0);
  stack.receive(2500);
  wire.take();
  const port7 = new Counter();
  stack.udp.bind(7, 0, port7);
  return { wire, stack, port7 };
}

/** One frame in, what we sent in answer out. */
function exchange({ wire, stack }: Host, frame: Uint8Array, now: number): Uint8Array[] {
  wire.inject(frame);
  stack.receive(now);
  stack.flush(now);
  return wire.take();
}

function fragment(data: readonly number[], offset: number, identification: number, more: boolean): Uint8Array {
  const flags = (more ? MORE_FRAGMENTS : 0) | (offset / 8);
  return peerFrame(ipv4(17, data, { identification, fragment: flags }));
}

const EIGHT = [1, 2, 3, 4, 5, 6, 7, 8];

interface Insides {
  readonly heldBytes: number;
  readonly datagrams: readonly { readonly fragments: number; readonly busy: boolean }[];
}
const insides = (host: Host): Insides => host.stack.ip.reassembler as unknown as Insides;

/** First fragments of 2,000 datagrams: how many are kept for their rest. */
export function strangersFragments(): number {
  const host = start();
  for (let i = 0; i < 2000; i++) exchange(host, fragment(EIGHT, 0, i, true), 3000 + i);
  return host.stack.ip.reassembler.inWork;
}

/** Eight bytes each at the far end of 64 KiB: bytes kept. */
export function farFragments(): number {
  const host = start();
  for (let i = 0; i < 200; i++) exchange(host, fragment(EIGHT, 65_000, i, true), 3000 + i);
  return insides(host).heldBytes;
}

/** One datagram in pieces of eight bytes: how many are put together. */
export function shreds(): number {
  const host = start();
  let most = 0;
  for (let i = 0; i < 4000; i++) {
    exchange(host, fragment(EIGHT, 8 * i, 1, true), 3000);
    most = Math.max(most, ...insides(host).datagrams.map(({ fragments }) => fragments));
  }
  return most;
}

/** A second fragment that changes what the first said: datagrams that say something else to us than to a filter before us. */
export function rewritten(): number {
  const host = start();
  // Port 9 to port 7, sixteen bytes, no checksum.
  const header = [...u16(9), ...u16(7), ...u16(24), 0, 0];
  exchange(host, fragment([...header, ...EIGHT], 0, 1, true), 3000);
  exchange(host, fragment([...EIGHT.toReversed(), ...EIGHT], 8, 1, false), 3000);
  return host.port7.count;
}

/** A fragment whose rest never comes: milliseconds that it is kept. */
export function patience(): number {
  const host = start();
  exchange(host, fragment(EIGHT, 0, 1, true), 3000);
  let now = 3000;
  while (host.stack.ip.reassembler.inWork > 0 && now < 3000 + HOUR_MS) {
    now += 1000;
    host.stack.receive(now);
  }
  return now - 3000;
}

/** Pings from 1,000 neighbours that are not there, in a second. */
function fromNobody(host: Host): number {
  let requests = 0;
  for (let i = 0; i < 1000; i++) {
    const request = ipv4(1, echoRequest(1, 1, []), { source: 0x0a010000 + i });
    requests += exchange(host, ethernet(OUR_MAC, PEER_MAC, 0x0800, request), 3000 + i).length;
  }
  return requests;
}

/** Broadcasts that we send for them. */
export function requestsForNobody(): number {
  return fromNobody(start());
}

/** Then an honest peer: 1 when it is not answered, because all buffers wait for neighbours. */
export function buffersForNobody(): number {
  const host = start();
  fromNobody(host);
  return exchange(host, peerFrame(ipv4(1, echoRequest(1, 1, []), {})), 4001).length > 0 ? 0 : 1;
}

/** The same over IPv6. */
function fromNobody6(host: Host6): number {
  let asked = 0;
  for (let i = 0; i < 1000; i++) {
    const source = `fd00::1:${i.toString(16)}`;
    host.now += 1;
    const sent = host.give(frame6(ipv6(58, echo6([1], { source }), { source })));
    asked += sent.filter(({ next, payload }) => next === 58 && payload[0] === 135).length;
  }
  return asked;
}

function settled6(): Host6 {
  const host = new Host6({}, 1, PACKETS);
  host.settle();
  return host;
}

export function requestsForNobody6(): number {
  return fromNobody6(settled6());
}

export function buffersForNobody6(): number {
  const host = settled6();
  fromNobody6(host);
  return host.give(frame6(ipv6(58, echo6([1])))).length > 0 ? 0 : 1;
}

/** Solicitations from 2,000 addresses: neighbours that are remembered. */
export function solicitors6(): number {
  const host = settled6();
  for (let i = 0; i < 2000; i++)
    host.give(solicitation('fd00::2', sourceHardware(), { source: `fd00::2:${i.toString(16)}` }));
  return host.six.neighbours.cache.states.filter((state) => state !== 0).length;
}

/** Datagrams to a closed port, 5,000 in a second: errors that we send to whoever is named as their source. */
export function errorsSent(): number {
  const host = start();
  let sent = 0;
  for (let i = 0; i < 5000; i++) sent += exchange(host, udpFrame(9, 8, [1]), 3000 + i / 5).length;
  return sent;
}

export function errorsSent6(): number {
  const host = settled6();
  let sent = 0;
  for (let i = 0; i < 5000; i++) {
    host.now += 0.2;
    sent += host.give(frame6(ipv6(17, udp6(9, 8, [1])))).length;
  }
  return sent;
}

/** Datagrams behind a hundred extension headers: 1 when they are walked to the end. */
export function headerChain6(): number {
  const host = settled6();
  const sink = new Counter();
  host.stack.udp.bind(7, 0, sink);
  const options = (next: number): number[] => [next, 0, 1, 4, 0, 0, 0, 0];
  const chain = [...Array<number[]>(99).fill(options(60)), options(17)].flat();
  host.give(frame6(ipv6(60, [...chain, ...udp6(9, 7, [1])])));
  return sink.count;
}

/** Advertisements of 100 prefixes: addresses that we take, defend and listen for. */
export function advertisedAddresses6(): number {
  const host = settled6();
  for (let i = 0; i < 100; i++)
    host.give(routerAdvertisement(1800, [...sourceHardware(), ...prefixOption(`fd01:${i}::`, 7200, 3600)]));
  return host.six.addresses.list.length;
}

/** 1,000 routers: how many are remembered. */
export function advertisedRouters6(): number {
  const host = settled6();
  for (let i = 0; i < 1000; i++) host.give(routerAdvertisement(1800, [], { source: `fe80::1:${i.toString(16)}` }));
  return host.six.routers.count;
}

/** Someone who claims our address 1,000 times in ten seconds: times that we insist on it. */
export function insistence(): number {
  const host = start();
  let sent = 0;
  const claim = ethernet(OUR_MAC, PEER_MAC, 0x0806, arp(2, PEER_MAC, OUR_IP, OUR_MAC, OUR_IP));
  for (let i = 0; i < 1000; i++) sent += exchange(host, claim, 20_000 + 9.9 * i).length;
  return sent;
}

/** 20,000 senders: hosts that are remembered. */
export function senders6(): number {
  const host = settled6();
  host.stack.udp.bind(7, 0, new Counter());
  for (let i = 0; i < 20_000; i++) {
    const fields = { source: `2001:db8::${(i >>> 8).toString(16)}:${(i & 255).toString(16)}` };
    host.wire.inject(frame6(ipv6(17, udp6(9, 7, [1], fields), fields)));
    host.stack.receive(host.now);
  }
  return host.six.table.size;
}
