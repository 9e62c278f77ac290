// Neighbour discovery, address configuration, router advertisements, listener discovery and address selection: messages built by
// hand from RFC 4861, 4862, 8106, 3810 under a virtual clock.

import { SeededRandom } from '../../runtime/core/random.ts';
import { AddressTable, isSix, MOST_HOSTS } from '../../runtime/ipv6/address-table.ts';
import { GENERATION_TRIES, LEAST_SHORTENED_MS } from '../../runtime/ipv6/autoconfiguration.ts';
import {
  DEPRECATED,
  MOST_LOCAL_ADDRESSES,
  OPTIMISTIC,
  PREFERRED,
  TENTATIVE,
  type LocalAddress,
} from '../../runtime/ipv6/local-addresses.ts';
import { NEIGHBOURS6 } from '../../runtime/ipv6/neighbour-cache.ts';
import { PENDING_PACKETS6, SOLICITATION_BURST } from '../../runtime/ipv6/neighbours.ts';
import {
  FIRST_SOLICITATION_MS,
  LONGEST_SOLICITATION_MS,
  MOST_NAME_SERVERS6,
  MOST_PREFIXES6,
  MOST_ROUTERS6,
  MOST_SEARCH_DOMAINS,
} from '../../runtime/ipv6/routers.ts';
import { orderDestinations, selectSource, type Candidate } from '../../runtime/ipv6/selection.ts';
import { LocalAddresses } from '../../runtime/ipv6/local-addresses.ts';
import { OUR_MAC, PEER_MAC, read16, u16, u32 } from './frames.ts';
import {
  ALL_NODES,
  advertisement,
  echo6,
  frame6,
  full,
  Host6,
  icmpFrame,
  ip6,
  ipv6,
  OUR_IP6,
  PEER_IP6,
  prefixOption,
  ROUTER_IP6,
  routerAdvertisement,
  solicitation,
  solicitedNode,
  sourceHardware,
  targetHardware,
  textOf,
  UNSPECIFIED,
  type Seen,
} from './frames6.ts';
import type { Check } from './suite.ts';

export function suite(check: Check): void {
  table(check);
  beginning(check);
  conflicts(check);
  answers(check);
  resolution(check);
  unreachability(check);
  advertisements(check);
  lifetimes(check);
  told(check);
  routerChoice(check);
  listening(check);
  sources(check);
  destinations(check);
}

function ofType(seen: readonly Seen[], type: number): Seen[] {
  return seen.filter(({ next, payload }) => next === 58 && payload[0] === type);
}

function targetOf(seen: Seen): string {
  return textOf(seen.payload, 8);
}

function local(host: Host6, index: number): LocalAddress | undefined {
  return host.six.addresses.list[index];
}

function table(check: Check): void {
  const hosts = new AddressTable(new SeededRandom(3));
  const address = Uint8Array.from(ip6('2001:db8::1'));
  const number = hosts.intern(address, 0);
  check('RFC 1112 §4: an address has a number that IPv4 never has', isSix(number) && number >>> 28 === 15);
  check('always the same', hosts.intern(address.slice(), 0) === number);
  hosts.hold(number);
  const numbers = new Set<number>();
  let last = 0;
  const other = address.slice();
  for (let i = 1; i <= 20_000; i++) {
    other.set(u16(i), 4);
    other.set(u16(i * 7), 8);
    last = hosts.intern(other, 0);
    numbers.add(last);
  }
  // Some that are forgotten meet, as hashes do.
  check('others have others', numbers.size > 19_980 && !numbers.has(number));
  check('what nobody holds is forgotten', hosts.size < 1000);
  check('what is held is not', hosts.placeOf(number) >= 0);
  check('and is again what it was', hosts.intern(other, 0) === last);
  let held = 1;
  for (let i = 0; i < MOST_HOSTS + 100; i++) {
    other.set(u32(i), 12);
    const one = hosts.intern(other, 0);
    if (one === 0) break;
    hosts.hold(one);
    held++;
  }
  check('hosts that are held are bounded', held === MOST_HOSTS && hosts.size === MOST_HOSTS);
  hosts.letGo(number);
  let found = false;
  for (let i = 0; i < MOST_HOSTS && !found; i++) {
    other.set(u32(0x7f000000 + i), 12);
    found = hosts.intern(other, 0) !== 0;
  }
  check('a place that was let go is given again', found && hosts.placeOf(number) < 0);
}

function beginning(check: Check): void {
  const host = new Host6();
  const seen = host.pass(FIRST_SOLICITATION_MS);
  const probes = ofType(seen, 135).toSorted((a, b) => (targetOf(a) > targetOf(b) ? -1 : 1));
  check('RFC 4862 §5.4.2: each address is probed for', probes.length === 2);
  check(
    'from nobody',
    probes.every(({ source }) => source === full(UNSPECIFIED)),
  );
  check('to the solicited-node group', probes[1].destination === full(solicitedNode(OUR_IP6)));
  check(
    'with the greatest hop limit',
    probes.every(({ hopLimit }) => hopLimit === 255),
  );
  check(
    'RFC 7527: and a nonce, no hardware address',
    probes.every(({ payload }) => payload[24] === 14),
  );
  check('RFC 2464 §7: to its hardware address', probes[1].frame[0] === 0x33 && probes[1].frame[5] === 2);
  const [ask] = ofType(seen, 133);
  check('RFC 4861 §6.3.7: routers are asked for at once', ask !== undefined && ask.destination === full('ff02::2'));
  check('RFC 4429 §3.2: without a hardware address', ask.payload.length === 8);
  check('RFC 4429: addresses are used with care', local(host, 1)?.state === OPTIMISTIC);
  host.pass(1100);
  check('after a second without an answer they are ours', local(host, 1)?.state === PREFERRED);
  const identifier = local(host, 0)?.bytes ?? new Uint8Array(16);
  check(
    'RFC 7217: an identifier that does not tell the hardware',
    identifier[11] !== 0xff && identifier[15] !== OUR_MAC[5],
  );
  const again = new Host6({}, 99);
  check('is the same with the same secret', textOf(local(again, 0)!.bytes, 0) === textOf(identifier, 0));
  const fresh = new Host6({ secret: undefined }, 98);
  check('and another without one', textOf(local(fresh, 0)!.bytes, 0) !== textOf(identifier, 0));
  const times: number[] = [];
  const quiet = new Host6();
  while (quiet.now < 4 * LONGEST_SOLICITATION_MS) {
    const before = quiet.now;
    if (ofType(quiet.pass(1000), 133).length > 0) times.push(before);
  }
  check('RFC 7559: solicitations come ever less often', times.length > 10 && times.length < 20);
  check('but never end', times[times.length - 1] > 2 * LONGEST_SOLICITATION_MS);
}

function conflicts(check: Check): void {
  const host = new Host6();
  host.pass(500);
  const first = textOf(local(host, 0)!.bytes, 0);
  const after = host.give(advertisement(first, 0x20, targetHardware(), { source: first, destination: ALL_NODES }));
  const second = textOf(local(host, 1)!.bytes, 0);
  check(
    'RFC 4862 §5.4.4: an address that somebody else has is given up',
    first !== second && second.startsWith('fe80'),
  );
  check('RFC 7217 §6: and another one probed for', ofType(after, 135).length === 1);
  const probe = { source: UNSPECIFIED, destination: solicitedNode(second) };
  host.give(solicitation(second, [], probe));
  check('§5.4.3: so is one that somebody probes for', !hasAddress(host, second));
  let tries = 2;
  for (; tries < 10 && host.six.addresses.linkLocal !== undefined; tries++) {
    host.pass(10);
    const taken = textOf(host.six.addresses.linkLocal.bytes, 0);
    host.give(solicitation(taken, [], { source: UNSPECIFIED, destination: solicitedNode(taken) }));
  }
  check('only a few times', tries === GENERATION_TRIES);
  const echoed = new Host6();
  const own = ofType(echoed.pass(10), 135);
  echoed.give(
    ...own.map(({ frame }) => Uint8Array.from([...frame.subarray(0, 6), ...PEER_MAC, ...frame.subarray(12)])),
  );
  check('RFC 7527: our own probes that come back are no conflict', echoed.six.addresses.list.length === 2);
  const configured = new Host6();
  configured.pass(10);
  configured.give(advertisement(OUR_IP6, 0x20, targetHardware()));
  check('a configured address that somebody has is not used', !hasAddress(configured, full(OUR_IP6)));
  const sure = new Host6();
  sure.settle();
  sure.give(advertisement(OUR_IP6, 0x20, targetHardware()));
  check('§5.4.4: one that is sure stays', hasAddress(sure, full(OUR_IP6)));
  const [defended] = sure.give(solicitation(OUR_IP6, [], { source: UNSPECIFIED, destination: solicitedNode(OUR_IP6) }));
  check(
    'and a probe for it is answered to all',
    defended.payload[0] === 136 && defended.destination === full(ALL_NODES),
  );
  check('RFC 4861 §7.2.4: not as solicited', (defended.payload[4] & 0x40) === 0);
}

function hasAddress(host: Host6, text: string): boolean {
  return host.six.addresses.list.some(({ bytes }) => textOf(bytes, 0) === text);
}

function answers(check: Check): void {
  const ask = solicitation(OUR_IP6, sourceHardware(), { destination: solicitedNode(OUR_IP6) });
  const careful = new Host6({ probe: true });
  careful.pass(500);
  check('RFC 4862 §5.4: with probing an address is nobody’s at first', local(careful, 1)?.state === TENTATIVE);
  check('and not answered for', careful.give(ask).length === 0);
  check('nor reached', careful.give(frame6(ipv6(58, echo6([1])))).length === 0);
  careful.pass(1000);
  check('then it is', ofType(careful.give(ask), 136).length === 1);
  const host = new Host6();
  host.pass(500);
  const [early] = ofType(host.give(ask), 136);
  check('RFC 4429 §3.3: an answer that overrides nothing while it is not sure', early.payload[4] === 0x40);
  host.pass(1000);
  const [answer] = ofType(host.give(ask), 136);
  check('RFC 4861 §7.2.4: then one that does', answer.payload[4] === 0x60);
  check('to who asked, from the address', answer.destination === full(PEER_IP6) && answer.source === full(OUR_IP6));
  check('with our hardware address', answer.payload[24] === 2 && answer.payload[31] === OUR_MAC[5]);
  check('to theirs', answer.frame[5] === PEER_MAC[5]);
  const refused: [string, Uint8Array][] = [
    ['with a hop limit that a router lowered', solicitation(OUR_IP6, [], { hopLimit: 254 })],
    ['for a group', solicitation('ff02::1', [])],
    ['with an option without a length', solicitation(OUR_IP6, [1, 0, 0, 0, 0, 0, 0, 0])],
    ['with an option past its end', solicitation(OUR_IP6, [1, 2, 0, 0, 0, 0, 0, 0])],
    ['for somebody else', solicitation('fd00::77', [])],
    ['from nobody with a hardware address', solicitation(OUR_IP6, sourceHardware(), { source: UNSPECIFIED })],
    ['with another code', icmpFrame([135, 1, 0, 0, 0, 0, 0, 0, ...ip6(OUR_IP6)], { hopLimit: 255 })],
  ];
  for (const [name, frame] of refused) check(`§7.1.1: none ${name}`, ofType(host.give(frame), 136).length === 0);
}

/** Sends a datagram to a host, and gives what left. */
function send(host: Host6, to: string): Seen[] {
  const parsed = host.stack.families.ip.parseHost(to);
  if (parsed.ok) host.stack.udp.send(Uint8Array.from([1]), 0, 1, 7, parsed.value, 9, host.now);
  return host.take();
}

function resolution(check: Check): void {
  const host = new Host6();
  host.pass(2000);
  const [ask] = send(host, PEER_IP6);
  check('RFC 4861 §7.2.2: a neighbour is asked for', ask.payload[0] === 135 && targetOf(ask) === full(PEER_IP6));
  check(
    'in its group, with our hardware address',
    ask.destination === full(solicitedNode(PEER_IP6)) && ask.payload[24] === 1,
  );
  check('its packet waits', host.wire.inFlight === 1);
  const [sent] = host.give(advertisement(PEER_IP6, 0x60, targetHardware()));
  check('§7.2.5: and leaves with the answer', sent.next === 17 && sent.frame[5] === PEER_MAC[5]);
  send(host, 'fd00::5');
  const more = ofType(host.pass(10_000), 135).filter((seen) => targetOf(seen) === full('fd00::5'));
  check('§10: asked three times in all', more.length === 2);
  check('then the packet is dropped', host.wire.inFlight === 0 && host.six.neighbours.unresolved === 1);
  host.give(advertisement('fd00::6', 0x60, targetHardware()));
  check('§7.2.5: an answer to no question makes no entry', send(host, 'fd00::6')[0].payload[0] === 135);
  for (let i = 0; i < 100; i++) send(host, 'fd00::7');
  check('packets that wait are bounded', host.wire.inFlight <= PENDING_PACKETS6);
  host.pass(10_000);
  let asked = 0;
  for (let i = 0; i < 300; i++) asked += ofType(send(host, `fd00::1:${i.toString(16)}`), 135).length;
  check('solicitations over all neighbours are bounded', asked <= SOLICITATION_BURST + 5 && asked > 10);
  host.pass(10_000);
  for (let i = 0; i < 2000; i++) {
    const from = `fd00::2:${i.toString(16)}`;
    host.give(solicitation(OUR_IP6, sourceHardware(), { source: from, destination: solicitedNode(OUR_IP6) }));
  }
  let known = 0;
  for (let i = 0; i < NEIGHBOURS6; i++) if (host.six.neighbours.cache.states[i] !== 0) known++;
  check('the cache is bounded', known <= NEIGHBOURS6 && known > 200 && host.six.table.size <= 1024);
  const asker = host.give(frame6(ipv6(58, echo6([1], { source: 'fd00::2:7cf' }), { source: 'fd00::2:7cf' })));
  check('§7.2.3: who asked for us is known', asker.length === 1 && asker[0].payload[0] === 129);
}

function unreachability(check: Check): void {
  const host = new Host6();
  host.settle();
  host.answers = false;
  check('RFC 4861 §7.3.3: an old entry is used', send(host, PEER_IP6)[0].next === 17);
  const quiet = host.pass(4900);
  check('and not asked about for five seconds', ofType(quiet, 135).length === 0);
  const [probe] = ofType(host.pass(200), 135);
  check('then by a message to it alone', probe.destination === full(PEER_IP6) && probe.frame[5] === PEER_MAC[5]);
  host.give(advertisement(PEER_IP6, 0x60, targetHardware()));
  send(host, PEER_IP6);
  check('an answer is good for a while', ofType(host.pass(10_000), 135).length === 0);
  host.pass(50_000);
  send(host, PEER_IP6);
  const probes = ofType(host.pass(10_000), 135);
  check('§10: three unanswered ones', probes.length === 3);
  check('and it is asked for anew', send(host, PEER_IP6)[0].destination === full(solicitedNode(PEER_IP6)));
  const other = [2, 0, 0, 0, 0, 7];
  host.give(advertisement(PEER_IP6, 0x60, targetHardware()));
  host.give(advertisement(PEER_IP6, 0x00, targetHardware(other)));
  check('§7.2.5: an answer that does not override changes nothing', send(host, PEER_IP6)[0].frame[5] === PEER_MAC[5]);
  host.give(advertisement(PEER_IP6, 0x20, targetHardware(other)));
  check('one that does changes the hardware address', send(host, PEER_IP6)[0].frame[5] === 7);
  host.give(advertisement(PEER_IP6, 0x60, targetHardware([3, 0, 0, 0, 0, 9])));
  check('a group is no hardware address of one', send(host, PEER_IP6)[0].frame[5] === 7);
}

const PREFIX = '2001:db8:1::';

function advertised(host: Host6): LocalAddress | undefined {
  return host.six.addresses.list.find(({ bytes }) => bytes[0] === 0x20);
}

function advertisements(check: Check): void {
  const host = new Host6();
  host.settle();
  const mtu = [5, 1, 0, 0, ...u32(1400)];
  const options = [...sourceHardware(), ...prefixOption(PREFIX, 3600, 1800), ...mtu];
  const probes = ofType(host.give(routerAdvertisement(1800, options, {}, 33)), 135);
  const address = advertised(host);
  check(
    'RFC 4862 §5.5.3: a prefix makes an address',
    address !== undefined && textOf(address.bytes, 0).startsWith('2001:db8:1:0:'),
  );
  check('which is probed for', probes.length === 1);
  host.pass(1100);
  const [sent] = send(host, '2001:db8:9::1');
  check('RFC 4861 §6.3.4: the router is the way to the rest', sent.frame[5] === PEER_MAC[5] && sent.next === 17);
  check('RFC 6724 §5: from the address that leads there', sent.source === textOf(address!.bytes, 0));
  check('with the hop limit that it says', sent.hopLimit === 33);
  check('and no more than its MTU', host.six.payloadTo(0) === 1360);
  const [near] = send(host, '2001:db8:1::9');
  check('§5.2: the prefix is on the link', near.payload[0] === 135 && targetOf(near) === full('2001:db8:1::9'));
  check('RFC 7559 §2.1: nobody is asked any more', ofType(host.pass(60_000), 133).length === 0);
  const refused: [string, Uint8Array][] = [
    ['with a lower hop limit', routerAdvertisement(1800, prefixOption('2001:db8:2::', 60, 60), { hopLimit: 254 })],
    [
      'from no link-local address',
      routerAdvertisement(1800, prefixOption('2001:db8:2::', 60, 60), { source: PEER_IP6 }),
    ],
    [
      'with an option past its end',
      routerAdvertisement(1800, [3, 5, ...prefixOption('2001:db8:2::', 60, 60).slice(2)]),
    ],
    ['of a link-local prefix', routerAdvertisement(1800, prefixOption('fe80:1::', 60, 60))],
    ['that is preferred for longer than valid', routerAdvertisement(1800, prefixOption('2001:db8:2::', 60, 61))],
    ['of another length', routerAdvertisement(1800, prefixOption('2001:db8:2::', 60, 60, 0xc0, 63))],
    ['that is not for addresses', routerAdvertisement(1800, prefixOption('2001:db8:2::', 60, 60, 0x80))],
    ['that is not valid at all', routerAdvertisement(1800, prefixOption('2001:db8:2::', 0, 0))],
  ];
  for (const [name, frame] of refused) {
    const before = host.six.addresses.list.length;
    host.give(frame);
    check(`RFC 4862 §5.5.3: no address ${name}`, host.six.addresses.list.length === before);
  }
  host.give(routerAdvertisement(1800, [5, 1, 0, 0, ...u32(1000)]));
  check('RFC 8200 §5: no MTU below 1280', host.six.payloadTo(0) === 1360);
  for (let i = 0; i < 40; i++) host.give(routerAdvertisement(1800, prefixOption(`2001:db8:${i + 16}::`, 600, 600)));
  check('addresses are bounded', host.six.addresses.list.length === MOST_LOCAL_ADDRESSES);
  check('prefixes are bounded', host.six.routers.prefixCount === MOST_PREFIXES6);
  for (let i = 0; i < 40; i++) host.give(routerAdvertisement(1800, [], { source: `fe80::1:${i}` }));
  check('routers are bounded', host.six.routers.count === MOST_ROUTERS6);
}

function lifetimes(check: Check): void {
  const host = new Host6();
  host.settle();
  const tell = (valid: number, preferred: number): void => {
    host.give(routerAdvertisement(1800, [...sourceHardware(), ...prefixOption(PREFIX, valid, preferred)]));
  };
  tell(100, 50);
  host.pass(49_000);
  check('RFC 4862 §5.5.4: an address is preferred', advertised(host)?.state === PREFERRED);
  host.pass(2000);
  check('then deprecated', advertised(host)?.state === DEPRECATED);
  check(
    'RFC 6724 rule 3: another is used for what begins',
    send(host, PREFIX.concat('9')).every(({ source }) => source === full(OUR_IP6)),
  );
  tell(100, 50);
  check('told again it is preferred', advertised(host)?.state === PREFERRED);
  host.pass(99_000);
  tell(0xffffffff, 0xffffffff);
  host.pass(10_000_000);
  check('forever is forever', advertised(host)?.state === PREFERRED);
  tell(10, 5);
  const left = (advertised(host)?.validUntil ?? 0) - host.now;
  check('§5.5.3 e: nobody shortens a life to less than two hours', left === LEAST_SHORTENED_MS);
  host.pass(LEAST_SHORTENED_MS + 1000);
  check('at its end the address goes', advertised(host) === undefined);
  const endless = new Host6();
  endless.settle();
  endless.give(routerAdvertisement(10, sourceHardware()));
  check('a router', endless.six.routers.count === 1);
  endless.pass(11_000);
  check('RFC 4861 §6.3.5: is one for its lifetime', endless.six.routers.count === 0);
  endless.give(routerAdvertisement(10, sourceHardware()));
  endless.give(routerAdvertisement(0, []));
  check('§6.3.4: or until it says that it is none', endless.six.routers.count === 0);
}

function told(check: Check): void {
  const host = new Host6();
  host.settle();
  const servers = (lifetime: number, ...list: string[]): number[] => {
    return [25, 1 + 2 * list.length, 0, 0, ...u32(lifetime), ...list.flatMap((one) => ip6(one))];
  };
  const { routers } = host.six;
  host.give(routerAdvertisement(0, servers(60, '2001:db8::53', '2001:db8::54')));
  check('RFC 8106 §5.1: name servers are told', routers.nameServers.length === 2);
  host.give(routerAdvertisement(0, servers(60, '2001:db8::53')));
  check('and told again', routers.nameServers.length === 2);
  for (let i = 0; i < 20; i++) host.give(routerAdvertisement(0, servers(60, `2001:db8::${i}`)));
  check('they are bounded', routers.nameServers.length === MOST_NAME_SERVERS6);
  host.give(routerAdvertisement(0, servers(0, '2001:db8::53')));
  check('a lifetime of 0 takes one away', routers.nameServers.length === MOST_NAME_SERVERS6 - 1);
  host.pass(61_000);
  check('their time ends', routers.nameServers.length === 0);
  const name = [7, 101, 120, 97, 109, 112, 108, 101, 3, 111, 114, 103, 0, 3, 99, 111, 109, 0];
  const domains = [31, 4, 0, 0, ...u32(60), ...name, ...new Array<number>(24 - name.length).fill(0)];
  host.give(routerAdvertisement(0, domains));
  check('§5.2: and search domains', routers.searchList.map(({ value }) => value).join() === 'example.org,com');
  host.give(routerAdvertisement(0, [31, 2, 0, 0, ...u32(60), 9, 97, 97, 97, 97, 97, 97, 97]));
  check('a name past its end is none', routers.searchList.length === 2);
  for (let i = 0; i < 9; i++) host.give(routerAdvertisement(0, [31, 2, 0, 0, ...u32(60), 1, 97 + i, 0, 0, 0, 0, 0, 0]));
  check('they are bounded', routers.searchList.length === MOST_SEARCH_DOMAINS);
}

function routerChoice(check: Check): void {
  const host = new Host6();
  host.settle();
  const second = [2, 0, 0, 0, 0, 8];
  host.give(routerAdvertisement(1800, [...sourceHardware(), ...prefixOption(PREFIX, 3600, 3600)]));
  host.give(routerAdvertisement(1800, sourceHardware(second), { source: 'fe80::8' }));
  check('RFC 4861 §6.3.6: the first router', send(host, '2001:db8:9::1')[0].frame[5] === PEER_MAC[5]);
  host.answers = false;
  host.pass(20_000);
  check('§7.3.3: another when it does not answer', send(host, '2001:db8:9::1')[0].frame[5] === 8);
  host.give(advertisement('fe80::8', 0x60, targetHardware(second), { source: 'fe80::8' }));
  check('§7.2.5: none that became a host', host.six.routers.count === 0);
  const fixed = new Host6({ gateway: Uint8Array.from(ip6(ROUTER_IP6)) });
  fixed.pass(2000);
  check('a configured router is asked for', targetOf(send(fixed, '2001:db8:9::1')[0]) === full(ROUTER_IP6));
  fixed.pass(10_000);
  check('and stays when it does not answer', fixed.six.routers.count === 1);
}

function listening(check: Check): void {
  const host = new Host6();
  const reports = host.pass(2000).filter(({ next, payload }) => next === 0 && payload[8] === 143);
  check('RFC 3810 §6.1: groups are reported, twice', reports.length === 2);
  const [report] = reports;
  check('§5.2.14: to the routers that listen', report.destination === full('ff02::16') && report.hopLimit === 1);
  check('RFC 2711: with an alert for them', [...report.payload.subarray(0, 8)].join() === '58,0,5,2,0,0,1,0');
  check('§5.2: a record for each', read16(report.payload, 14) === 2 && report.payload[16] === 4);
  check('of our groups', textOf(report.payload, 40) === full(solicitedNode(OUR_IP6)));
  const query = (group: string, source: string): Uint8Array => {
    const fields = { source, destination: ALL_NODES, hopLimit: 1 };
    return icmpFrame([130, 0, 0, 0, ...u16(1000), 0, 0, ...ip6(group), 2, 125, 0, 0], fields, true);
  };
  const asked = (frame: Uint8Array): Seen[] => {
    host.give(frame);
    return host.pass(1100).filter(({ next, payload }) => next === 0 && payload[8] === 143);
  };
  const answer = asked(query('::', ROUTER_IP6));
  check('§6.2: a query is answered', answer.length === 1 && answer[0].payload[16] === 2);
  check('within the time it gives', asked(query(solicitedNode(OUR_IP6), ROUTER_IP6)).length === 1);
  check('not one for a group of others', asked(query('ff02::99', ROUTER_IP6)).length === 0);
  check('§5.1.14: nor one from afar', asked(query('::', PEER_IP6)).length === 0);
  for (let i = 0; i < 50; i++) host.give(query('::', ROUTER_IP6));
  check('many at once get one answer', asked(query('::', ROUTER_IP6)).length === 1);
}

function sources(check: Check): void {
  const hosts = new AddressTable(new SeededRandom(1));
  // RFC 6724 §10.1, the examples that do not need mobility or temporary addresses.
  const best = (candidates: readonly string[], to: string): string => {
    const list = new LocalAddresses(hosts, new SeededRandom(1));
    for (const one of candidates) {
      const address = list.add(Uint8Array.from(ip6(one)), 64, 1, 0, false, 0);
      if (address !== undefined) address.state = PREFERRED;
    }
    const chosen = selectSource(list, Uint8Array.from(ip6(to)), 0);
    return chosen === undefined ? '' : textOf(chosen.bytes, 0);
  };
  check('RFC 6724 §10.1: scope', best(['fe80::1', '2001:db8:1::1'], '2001:db8:9::9') === full('2001:db8:1::1'));
  check('of groups too', best(['fe80::1', '2001:db8:1::1'], 'ff05::1') === full('2001:db8:1::1'));
  check('itself', best(['2001:db8:1::1', 'fe80::1'], 'fe80::1') === full('fe80::1'));
  check('link-local for the link', best(['2001:db8:1::1', 'fe80::1'], 'fe80::9') === full('fe80::1'));
  check('the longest prefix', best(['2001:db8:3::2', '2001:db8:1::2'], '2001:db8:1::1') === full('2001:db8:1::2'));
  check('a matching label', best(['2002:c633:6401::2', '2001:db8:1::2'], '2001:db8:1:9::1') === full('2001:db8:1::2'));
  check('of 6to4 too', best(['2001:db8:1::2', '2002:c633:6401::2'], '2002:c633:6401::9') === full('2002:c633:6401::2'));
  check('of unique local ones', best(['2001:db8:1::2', 'fd00::2'], 'fd11::1') === full('fd00::2'));
  check('none without addresses', best([], '2001:db8:1::1') === '');
}

function destinations(check: Check): void {
  // RFC 6724 §10.2, and an address that nothing leads to.
  const order = (...pairs: [string, string][]): string => {
    const candidates: Candidate[] = pairs.map(([address, source]) => ({
      address: Uint8Array.from(ip6(address)),
      source: source === '' ? undefined : Uint8Array.from(ip6(source)),
    }));
    return orderDestinations(candidates)
      .map(({ address }) => pairs.findIndex(([one]) => full(one) === textOf(address, 0)))
      .join();
  };
  const four = '::ffff:198.51.100.121';
  const ours4 = '::ffff:198.51.100.117';
  check('RFC 6724 §10.2: IPv6 first', order([four, ours4], ['2001:db8:1::1', '2001:db8:1::2']) === '1,0');
  check('not with a source of another scope', order(['2001:db8:1::1', 'fe80::1'], [four, ours4]) === '1,0');
  check('the smaller scope', order(['2001:db8:1::1', '2001:db8:1::2'], ['fe80::1', 'fe80::2']) === '1,0');
  check(
    'a source of the same label',
    order(['2002:c633:6401::1', '2001:db8:2::2'], ['2001:db8:1::1', '2001:db8:1::2']) === '1,0',
  );
  check(
    'the higher precedence',
    order(['2002:c633:6401::1', '2002:c633:6401::2'], ['2001:db8:1::1', '2001:db8:1::2']) === '1,0',
  );
  check(
    'the longest prefix',
    order(['2001:db8:3ffe::1', '2001:db8:1::2'], ['2001:db8:1::1', '2001:db8:1::2']) === '1,0',
  );
  check('what cannot be reached is last', order(['2001:db8:1::1', ''], [four, ours4]) === '1,0');
  check('equals stay', order([four, ours4], ['::ffff:198.51.100.9', ours4]) === '0,1');
}
