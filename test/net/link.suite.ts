// Ethernet framing and ARP, driven through a whole interface: what goes in, what comes out.

import { SeededRandom } from '../../runtime/core/random.ts';
import { PENDING_PACKETS, REQUEST_BURST } from '../../runtime/arp/arp.ts';
import { CACHE_ENTRIES, ENTRY_LIFETIME_MS, NeighbourCache, REFRESH_BEFORE_MS } from '../../runtime/arp/cache.ts';
import {
  AddressDefence,
  CLAIM_CONFLICT,
  CLAIM_LOST,
  CLAIM_READY,
  DEFEND_INTERVAL_MS,
  MAX_CONFLICTS,
  PROBE_WAIT_MS,
  RATE_LIMIT_INTERVAL_MS,
  SEND_ANNOUNCEMENT,
  SEND_NOTHING,
  SEND_PROBE,
} from '../../runtime/arp/defence.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import { DHCP_CONFIG, type InterfaceConfig } from '../../runtime/stack/interface-config.ts';
import {
  arp,
  arpReplyFrame,
  BROADCAST_MAC,
  echoRequest,
  ethernet,
  ipv4,
  OUR_IP,
  OUR_MAC,
  peerFrame,
  PEER_IP,
  PEER_MAC,
  read16,
  read32,
} from './frames.ts';
import { same, type Check } from './suite.ts';
import { Wire } from './wire.ts';

const STATIC: InterfaceConfig = { ...DHCP_CONFIG, prefix: { address: OUR_IP, length: 24 }, gateway: PEER_IP };

export function suite(check: Check): void {
  ethernetFraming(check);
  vlan(check);
  arpExchange(check);
  arpBounds(check);
  cacheAgeing(check);
  staticClaim(check);
  probing(check);
  defence(check);
}

function start(config: InterfaceConfig): { wire: Wire; stack: NetworkInterface } {
  const wire = new Wire(Uint8Array.from(OUR_MAC), 200, false);
  const stack = new NetworkInterface(wire, config, new SeededRandom(1), 0);
  return { wire, stack };
}

/** What the stack answers to a frame, at an instant. */
function exchange(wire: Wire, stack: NetworkInterface, frame: Uint8Array, now: number): Uint8Array[] {
  wire.take();
  wire.inject(frame);
  stack.receive(now);
  stack.flush(now);
  return wire.take();
}

function ping(to: readonly number[], from: readonly number[]): Uint8Array {
  return ethernet(to, from, 0x0800, ipv4(1, echoRequest(1, 1, [1, 2, 3]), {}));
}

function ethernetFraming(check: Check): void {
  const { wire, stack } = start(STATIC);
  exchange(wire, stack, arpReplyFrame(), 0);
  wire.inject(ethernet(OUR_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], OUR_IP)));
  stack.receive(1);
  check('a frame for us is answered', exchange(wire, stack, ping(OUR_MAC, PEER_MAC), 2).length === 1);
  check('a frame for another host is not', exchange(wire, stack, ping([2, 0, 0, 0, 0, 9], PEER_MAC), 3).length === 0);
  check(
    'a frame from a group address is not',
    exchange(wire, stack, ping(OUR_MAC, [3, 0, 0, 0, 0, 1]), 4).length === 0,
  );
  const dropped = stack.ethernet.dropped;
  exchange(wire, stack, ethernet(OUR_MAC, PEER_MAC, 0x88b5, [1, 2, 3]), 5);
  exchange(wire, stack, ethernet(OUR_MAC, PEER_MAC, 0x0026, [0x42, 0x42, 3]), 5);
  exchange(wire, stack, Uint8Array.from(OUR_MAC), 5);
  check('unknown types, 802.3 lengths and stumps are dropped and counted', stack.ethernet.dropped === dropped + 3);
  check('no packet leaks', wire.inFlight === 0);
}

function tagged(identifier: number, frame: Uint8Array): Uint8Array {
  return Uint8Array.from([
    ...frame.subarray(0, 12),
    0x81,
    0x00,
    identifier >>> 8,
    identifier & 255,
    ...frame.subarray(12),
  ]);
}

function vlan(check: Check): void {
  const request = ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], OUR_IP));
  const plain = start(STATIC);
  check('untagged: a priority tag is accepted', exchange(plain.wire, plain.stack, tagged(0, request), 1).length === 1);
  check('untagged: a VLAN is not', exchange(plain.wire, plain.stack, tagged(7, request), 2).length === 0);
  const seven = start({ ...STATIC, vlan: 7 });
  check('VLAN 7: an untagged frame is not accepted', exchange(seven.wire, seven.stack, request, 1).length === 0);
  check('VLAN 7: nor another VLAN', exchange(seven.wire, seven.stack, tagged(8, request), 2).length === 0);
  const answers = exchange(seven.wire, seven.stack, tagged(0x6007, request), 3);
  check('VLAN 7: its own is, whatever the priority', answers.length === 1);
  const answer = answers[0];
  check(
    'and the answer carries the tag',
    read16(answer, 12) === 0x8100 && read16(answer, 14) === 7 && read16(answer, 16) === 0x0806,
  );
}

function arpExchange(check: Check): void {
  const { wire, stack } = start(STATIC);
  wire.take();
  const request = ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], OUR_IP));
  const answers = exchange(wire, stack, request, 1);
  const expected = ethernet(PEER_MAC, OUR_MAC, 0x0806, arp(2, OUR_MAC, OUR_IP, PEER_MAC, PEER_IP));
  check('RFC 826: a request for us gets the reply, to the asker', answers.length === 1 && same(answers[0], expected));
  check('RFC 826: and the asker is known now', exchange(wire, stack, ping(OUR_MAC, PEER_MAC), 2).length === 1);
  const other = ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], 0x0a000009));
  check('a request for another host gets none', exchange(wire, stack, other, 3).length === 0);
  const wrong = request.slice();
  wrong[15] = 6;
  check('a packet for other hardware gets none', exchange(wire, stack, wrong, 4).length === 0);
  check('a cut packet gets none', exchange(wire, stack, request.subarray(0, 40), 5).length === 0);

  const fresh = start(STATIC);
  fresh.wire.take();
  const asked = exchange(fresh.wire, fresh.stack, ping(OUR_MAC, PEER_MAC), 1);
  check(
    'an unknown neighbour is asked for by broadcast',
    asked.length === 1 && read16(asked[0], 12) === 0x0806 && read32(asked[0], 38) === PEER_IP,
  );
  const released = exchange(fresh.wire, fresh.stack, arpReplyFrame(), 2);
  check(
    'RFC 1122 §2.3.2.2: its packet waits and goes when the reply comes',
    released.length === 1 && read16(released[0], 12) === 0x0800,
  );
  const stray = ethernet(OUR_MAC, PEER_MAC, 0x0806, arp(2, [2, 0, 0, 0, 0, 7], 0x0a000007, OUR_MAC, 0x0a0000ff));
  exchange(fresh.wire, fresh.stack, stray, 3);
  check('a reply that nobody asked for makes no entry', fresh.stack.arp.cache.find(0x0a000007) < 0);
}

function arpBounds(check: Check): void {
  const { wire, stack } = start(STATIC);
  wire.take();
  // The neighbour never answers: what waits is bounded, and given up.
  for (let i = 0; i < PENDING_PACKETS + 10; i++) wire.inject(ping(OUR_MAC, PEER_MAC));
  stack.receive(1);
  check('packets that wait are bounded', wire.inFlight === PENDING_PACKETS && stack.arp.unresolved === 10);
  let asked = wire.take().length;
  check('RFC 1122 §2.3.2.1: one request for all of them', asked === 1);
  for (let now = 2; now < 10_000; now += 50) {
    if (stack.nextDeadlineMs() <= now) stack.receive(now);
  }
  asked += wire
    .take()
    .filter(
      (frame) => read16(frame, 12) === 0x0806 && read32(frame, 28) === OUR_IP && read32(frame, 38) === PEER_IP,
    ).length;
  check('three requests, a second apart, then it is given up', asked === 3 && wire.inFlight === 0);
  check('and the packets are counted', stack.arp.unresolved === PENDING_PACKETS + 10);
  wire.take();
  // A scan through us: every address asks for a request of its own.
  let requests = 0;
  for (let host = 10; host < 10 + 200; host++) {
    const frame = ethernet(OUR_MAC, PEER_MAC, 0x0800, ipv4(1, echoRequest(1, 1, []), { source: 0x0a000000 + host }));
    requests += exchange(wire, stack, frame, 20_000).length;
  }
  check('requests over all destinations are bounded', requests === REQUEST_BURST);
}

function cacheAgeing(check: Check): void {
  const cache = new NeighbourCache();
  const mac = Uint8Array.from(PEER_MAC);
  for (let i = 0; i < 4 * CACHE_ENTRIES; i++) cache.learn(0x0a000000 + i, mac, 0, true, i);
  let known = 0;
  for (let i = 0; i < 4 * CACHE_ENTRIES; i++) if (cache.find(0x0a000000 + i) >= 0) known++;
  check(
    'the cache is bounded, and used well by neighbouring addresses',
    known <= CACHE_ENTRIES && known > CACHE_ENTRIES / 2,
  );
  cache.forget();
  cache.learn(PEER_IP, mac, 0, true, 0);
  const entry = cache.find(PEER_IP);
  check(
    'an entry is good for its lifetime',
    cache.usable(entry, ENTRY_LIFETIME_MS - 1) && !cache.usable(entry, ENTRY_LIFETIME_MS),
  );
  check(
    'one in use is refreshed before it ages',
    !cache.startRefresh(entry, 1000) && cache.startRefresh(entry, ENTRY_LIFETIME_MS - REFRESH_BEFORE_MS),
  );
  check('once', !cache.startRefresh(entry, ENTRY_LIFETIME_MS - REFRESH_BEFORE_MS + 1));

  const { wire, stack } = start(STATIC);
  exchange(wire, stack, arpReplyFrame(), 0);
  wire.inject(ethernet(OUR_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], OUR_IP)));
  stack.receive(1);
  const late = exchange(wire, stack, ping(OUR_MAC, PEER_MAC), ENTRY_LIFETIME_MS - 1000);
  const unicast = late.filter(
    (frame) => read16(frame, 12) === 0x0806 && same(frame.subarray(0, 6), Uint8Array.from(PEER_MAC)),
  );
  check('RFC 1122 §2.3.2.1: the refresh is a unicast request', unicast.length === 1);
  const aged = exchange(wire, stack, ping(OUR_MAC, PEER_MAC), 3 * ENTRY_LIFETIME_MS);
  check('an aged entry is asked for anew', aged.length === 1 && read16(aged[0], 12) === 0x0806 && aged[0][0] === 0xff);
}

function staticClaim(check: Check): void {
  const { wire, stack } = start(STATIC);
  check('a static address is in use at once', stack.ip.address === OUR_IP);
  const announcement = ethernet(BROADCAST_MAC, OUR_MAC, 0x0806, arp(1, OUR_MAC, OUR_IP, [0, 0, 0, 0, 0, 0], OUR_IP));
  const first = wire.take();
  check('RFC 5227 §2.3: and announced', first.length === 1 && same(first[0], announcement));
  stack.receive(1999);
  check('not again before ANNOUNCE_INTERVAL', wire.take().length === 0);
  stack.receive(2000);
  const second = wire.take();
  check('then a second time', second.length === 1 && same(second[0], announcement));
  stack.receive(60_000);
  check('and no more', wire.take().length === 0);
  const rival = ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, OUR_IP, [0, 0, 0, 0, 0, 0], PEER_IP));
  const defended = exchange(wire, stack, rival, 61_000);
  check(
    'RFC 5227 §2.4: a conflict is answered by an announcement',
    defended.length === 1 && same(defended[0], announcement),
  );
  check('at most once in DEFEND_INTERVAL', exchange(wire, stack, rival, 62_000).length === 0);
  check('and the static address stays in use (§2.4 c)', stack.ip.address === OUR_IP);
  check('and is defended again later', exchange(wire, stack, rival, 61_000 + DEFEND_INTERVAL_MS).length === 1);
  const probe = ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, 0, [0, 0, 0, 0, 0, 0], OUR_IP));
  const answered = exchange(wire, stack, probe, 90_000);
  check(
    '§2.1.1: a probe for our address gets a reply',
    answered.length === 1 && read16(answered[0], 20) === 2 && read32(answered[0], 28) === OUR_IP,
  );
}

function probing(check: Check): void {
  const { wire, stack } = start({ ...STATIC, probe: true });
  check('with probing the address is not used yet', stack.ip.address === 0);
  const probe = ethernet(BROADCAST_MAC, OUR_MAC, 0x0806, arp(1, OUR_MAC, 0, [0, 0, 0, 0, 0, 0], OUR_IP));
  let probes = 0;
  let readyAt = -1;
  for (let now = 0; now < 15_000; now += 10) {
    if (stack.nextDeadlineMs() <= now) stack.receive(now);
    for (const frame of wire.take()) if (same(frame, probe)) probes++;
    if (readyAt < 0 && stack.ip.address === OUR_IP) readyAt = now;
  }
  check('RFC 5227 §2.1.1: three probes', probes === 3);
  check('and the address after ANNOUNCE_WAIT', readyAt >= 4000 && readyAt <= 7020);
  const rivals = start({ ...STATIC, probe: true });
  const rival = ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(2, PEER_MAC, OUR_IP, OUR_MAC, OUR_IP));
  exchange(rivals.wire, rivals.stack, rival, 1500);
  for (let now = 1500; now < 3000; now += 10) if (rivals.stack.nextDeadlineMs() <= now) rivals.stack.receive(now);
  check('an address that another has is not taken', rivals.stack.ip.address === 0);
  for (let now = 3000; now < 20_000; now += 10) if (rivals.stack.nextDeadlineMs() <= now) rivals.stack.receive(now);
  check('but tried again, and taken when it is free', rivals.stack.ip.address === OUR_IP);
  const asked = start({ ...STATIC, probe: true });
  const alsoProbing = ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, 0, [0, 0, 0, 0, 0, 0], OUR_IP));
  exchange(asked.wire, asked.stack, alsoProbing, 100);
  check('§2.1.1: another that probes for the same address is a conflict', asked.stack.ip.address === 0);
  check(
    'and nothing is answered for an address in probation',
    exchange(asked.wire, asked.stack, ping(OUR_MAC, PEER_MAC), 200).length === 0,
  );
}

function defence(check: Check): void {
  const claim = new AddressDefence(new SeededRandom(3));
  claim.claim(OUR_IP, false, false, 0);
  check(
    'without probing: ready, and announced',
    claim.takeNews() === CLAIM_READY && claim.onTimeout(0) === SEND_ANNOUNCEMENT,
  );
  check('the first conflict is defended', claim.onConflict(true, 5000) === SEND_ANNOUNCEMENT);
  check(
    '§2.4 b: the second in a row gives the address up',
    claim.onConflict(true, 6000) === SEND_NOTHING && claim.takeNews() === CLAIM_LOST && !claim.owned,
  );
  let now = 10_000;
  for (let i = 0; i < MAX_CONFLICTS; i++) {
    claim.claim(OUR_IP, true, true, now);
    claim.onConflict(true, now);
    now += 1000;
  }
  check('conflicts are told', claim.takeNews() === CLAIM_CONFLICT);
  claim.claim(OUR_IP, true, true, now);
  check(
    '§2.1.1: after MAX_CONFLICTS no more than one try a minute',
    claim.nextTimeout() >= now + RATE_LIMIT_INTERVAL_MS && claim.onTimeout(now + 1000) === SEND_NOTHING,
  );
  check('then it goes on', claim.onTimeout(now + RATE_LIMIT_INTERVAL_MS + PROBE_WAIT_MS) === SEND_PROBE);
  check('a peer frame is well-formed', peerFrame([]).length === 14);
}
