// The DHCP client against a server on a simulated link: the whole life of a lease, and hostile messages.

import { SeededRandom } from '../../runtime/core/random.ts';
import {
  DHCP_DECLINE,
  DHCP_DISCOVER,
  DHCP_RELEASE,
  DHCP_REQUEST,
  DhcpMessage,
  MOST_NAME_SERVERS,
  MOST_ROUTE_BYTES,
} from '../../runtime/dhcp/dhcp.wire.ts';
import {
  DhcpClient,
  FIRST_WAIT_MS,
  LONGEST_WAIT_MS,
  NEWS_BOUND,
  NEWS_LOST,
  NEWS_NONE,
} from '../../runtime/dhcp/client.ts';
import { LEAST_LEASE_MS, Lease } from '../../runtime/dhcp/lease.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import { DHCP_CONFIG } from '../../runtime/stack/interface-config.ts';
import { arp, BROADCAST_MAC, ethernet, PEER_MAC, u32 } from './frames.ts';
import { TestDhcpServer } from './dhcp-server.ts';
import { FAIR, Segment, SimDevice, type Weather } from './sim.ts';
import { hex, type Check } from './suite.ts';

const SERVER = 0x0a000001;
const FIRST = 0x0a000064;
const SECOND_ADDRESS = 0x0a000065;

export function suite(check: Check): void {
  codec(check);
  lifeOfALease(check);
  clientMessages(check);
  silence(check);
  refusal(check);
  conflict(check);
  linkChange(check);
  options(check);
  hostile(check);
  weather(check);
}

interface Scene {
  readonly segment: Segment;
  readonly device: SimDevice;
  readonly client: NetworkInterface;
  readonly server: TestDhcpServer;
}

function start(weatherNow: Weather = FAIR, seed = 1, probe = false): Scene {
  const segment = new Segment(seed, weatherNow);
  const serverConfig = { ...DHCP_CONFIG, prefix: { address: SERVER, length: 24 } };
  const serverStack = new NetworkInterface(
    new SimDevice(segment, 1, 64, false, 1500),
    serverConfig,
    new SeededRandom(seed),
    0,
  );
  const device = new SimDevice(segment, 2, 64, true, 1500);
  const client = new NetworkInterface(
    device,
    { ...DHCP_CONFIG, probe, hostName: 'guest' },
    new SeededRandom(seed + 1),
    0,
  );
  segment.add(serverStack);
  segment.add(client);
  return { segment, device, client, server: new TestDhcpServer(serverStack, SERVER, FIRST) };
}

function bound({ client, server }: Scene): boolean {
  return client.ip.address === server.address;
}

function codec(check: Check): void {
  // A reply written by hand from RFC 2131 §2 and RFC 2132: overloaded, with options in "file".
  const reply = new Uint8Array(260);
  reply.set(hex('02010600 12345678 0000 0000 00000000 0a000064 00000000 00000000 020000000002'));
  reply.set(hex('03 04 0a000001 06 08 01010101 08080808 ff'), 108);
  reply.set(hex('63825363 34 01 01 35 01 05 36 04 0a000001 33 04 00000e10 ff'), 236);
  const message = new DhcpMessage();
  check(
    'a reply is read',
    message.decode(reply, 0, reply.length) && message.transaction === 0x12345678 && message.type === 5,
  );
  check(
    'RFC 2132 §9.3: and the options in "file"',
    message.router === SERVER && message.nameServerCount === 2 && message.nameServers[1] === 0x08080808,
  );
  let sound = true;
  for (let length = 0; length < reply.length; length++) {
    const cut = new DhcpMessage();
    if (cut.decode(reply, 0, length) && length < 240) sound = false;
  }
  check('cut anywhere it is read without harm', sound);
  reply[237] = 0;
  check('without the magic it is none', !message.decode(reply, 0, reply.length));
  const many = new Uint8Array(1000);
  many.set(reply.subarray(0, 236));
  many.set(hex('63825363 35 01 05'), 236);
  let at = 243;
  for (let i = 0; i < 3; i++) {
    many.set([6, 40], at);
    many.set([121, 200], at + 42);
    at += 244;
  }
  many[at] = 255;
  check(
    'lists are bounded',
    message.decode(many, 0, many.length) &&
      message.nameServerCount === MOST_NAME_SERVERS &&
      message.routeBytes <= MOST_ROUTE_BYTES,
  );
}

function lifeOfALease(check: Check): void {
  const scene = start();
  const { segment, client, server } = scene;
  segment.run(5000, () => bound(scene));
  check(
    'RFC 2131 §3.1: discover, offer, request, acknowledgement',
    bound(scene) && server.seen.join() === `${DHCP_DISCOVER},${DHCP_REQUEST}`,
  );
  check('the address is in use at once', segment.now < 100 && client.dhcp.lease?.prefixLength === 24);
  check(
    'the lease tells servers and names',
    client.dhcp.lease?.nameServers[0] === 0x08080808 && client.dhcp.lease.domainName === 'example.org',
  );
  server.leaseSeconds = 7200;
  segment.run(1_790_000, () => false);
  check('nothing is sent before T1', server.seen.length === 2);
  segment.run(1_810_000, () => server.seen.length > 2);
  check(
    'RFC 2131 §4.4.5: at T1 it renews, by unicast',
    server.seen.length === 3 && server.lastWasDirect && segment.now >= 1_800_000,
  );
  segment.runFor(1000);
  const lease = client.dhcp.lease;
  check('with new times', lease !== undefined && lease.expireAt > 8_900_000);
  check('and the address stays', bound(scene));
  server.answers = false;
  const before = server.seen.length;
  segment.run(8_000_000, () => false);
  check(
    'unanswered renewals stay a minute apart or more',
    server.seen.length - before < 30 && server.seen.length > before,
  );
  check('and the address stays while the lease runs', bound(scene));
  segment.run(8_200_000, () => !server.lastWasDirect);
  check('from T2 on it rebinds, by broadcast', !server.lastWasDirect && segment.now >= 8_099_000);
  segment.run(9_100_000, () => client.ip.address === 0);
  check('at the end of the lease the address goes', client.ip.address === 0 && segment.now >= 9_000_000);
  server.answers = true;
  segment.runFor(10_000 + LONGEST_WAIT_MS);
  check('and a new one is asked for', bound(scene));
  client.shutDown();
  segment.runFor(100);
  check(
    'RFC 2131 §4.4.6: a release gives it back',
    server.seen[server.seen.length - 1] === DHCP_RELEASE && server.released[0] === FIRST,
  );
  check('and it is no longer used', client.ip.address === 0);
}

/** What the client sends, by RFC 2131 table 5. */
function clientMessages(check: Check): void {
  const client = new DhcpClient(Uint8Array.from(PEER_MAC), 'guest', new SeededRandom(4));
  const out = new Uint8Array(1000);
  const sent = new DhcpMessage();
  const poll = (now: number): boolean => {
    const end = client.pollTransmit(out, 0, now);
    return end >= 300 && sent.decode(out, 0, end) && sent.operation === 1;
  };
  const answer = (type: number, server: number): void => {
    const reply = new Uint8Array(300);
    reply.set(out.subarray(0, 44));
    reply[0] = 2;
    reply.set(u32(FIRST), 16);
    reply.set(hex('63825363 35 01'), 236);
    reply.set([type, 54, 4, ...u32(server), 51, 4, ...u32(1000), 255], 242);
    client.onMessage(reply, 0, reply.length, 0);
  };
  client.start(0, 0);
  const toAll = client.transmits && client.destination === 0xffffffff;
  check('DISCOVER: to all, without addresses', toAll && poll(0) && sent.type === 1 && sent.clientAddress === 0);
  check('and it wants its answer by broadcast', out[10] === 0x80);
  check('without an offered address or a server', sent.requestedAddress === 0 && sent.server === 0);
  const first = sent.transaction;
  answer(2, SERVER);
  check('REQUEST after an offer: to all', client.destination === 0xffffffff && poll(0) && sent.type === 3);
  check('names address and server', sent.requestedAddress === FIRST && sent.server === SERVER);
  check('in the same transaction', sent.clientAddress === 0 && sent.transaction === first);
  answer(5, SECOND_ADDRESS);
  check('the acknowledgement of another server is none', client.lease === undefined);
  answer(5, SERVER);
  check('that of the chosen one is', client.lease?.address === FIRST && client.takeNews() === NEWS_BOUND);
  client.onTimeout(500_000);
  check('REQUEST in renewal: to the server', client.destination === SERVER && poll(500_000) && sent.type === 3);
  check(
    'carries the address as its own, and no options for it',
    sent.clientAddress === FIRST && sent.requestedAddress === 0 && sent.server === 0,
  );
  check('in another transaction, by unicast', sent.transaction !== first && out[10] === 0);
  client.onTimeout(875_000);
  check(
    'REQUEST in rebinding: the same, to all',
    client.destination === 0xffffffff && poll(875_000) && sent.clientAddress === FIRST,
  );
  client.confirm(880_000);
  check('REQUEST after the link came back: to all', client.destination === 0xffffffff && poll(880_000));
  check(
    'names the address but no server',
    sent.requestedAddress === FIRST && sent.server === 0 && sent.clientAddress === 0,
  );
  answer(5, SERVER);
  client.takeNews();
  client.onTimeout(client.nextTimeout());
  poll(client.nextTimeout());
  client.release();
  check(
    'RELEASE, even in renewal: to the server',
    client.takeNews() === NEWS_LOST && client.destination === SERVER && poll(900_000) && sent.type === 7,
  );
  check('with address and server', sent.clientAddress === FIRST && sent.server === SERVER);
  client.start(0, 1_000_000);
  poll(1_000_000);
  answer(2, SERVER);
  poll(1_000_000);
  answer(5, SERVER);
  client.decline(1_000_000);
  check('DECLINE: to all', client.destination === 0xffffffff && poll(1_000_000) && sent.type === 4);
  check(
    'with what is declined and whose it was',
    sent.clientAddress === 0 && sent.requestedAddress === FIRST && sent.server === SERVER && out[10] === 0,
  );
  check('nothing more is due', !client.transmits);
  client.release();
  check('and there is nothing to release', !client.transmits);
}

function silence(check: Check): void {
  const scene = start();
  scene.server.answers = false;
  scene.segment.run(600_000, () => false);
  const count = scene.server.seen.length;
  check('RFC 2131 §4.1: waits double from 4 s to 64 s', count >= 11 && count <= 14);
  scene.server.answers = true;
  scene.segment.runFor(LONGEST_WAIT_MS + 2000);
  check('and a server that comes late is found', bound(scene));
  const client = new DhcpClient(new Uint8Array(6), '', new SeededRandom(1));
  client.start(0, 0);
  check('the first wait is 4 s, give or take one', Math.abs(nextAfterSend(client) - FIRST_WAIT_MS) <= 1000);
}

function nextAfterSend(client: DhcpClient): number {
  client.pollTransmit(new Uint8Array(1000), 0, 0);
  return client.nextTimeout();
}

function refusal(check: Check): void {
  const scene = start();
  const { segment, client, server } = scene;
  segment.run(5000, () => bound(scene));
  server.refuses = true;
  segment.run(1_900_000, () => client.ip.address === 0);
  check('a refused renewal loses the address', client.ip.address === 0);
  server.seen.length = 0;
  segment.runFor(100_000);
  check('a server that offers and refuses is not asked without pause', server.seen.length < 25);
  server.refuses = false;
  server.address = SECOND_ADDRESS;
  segment.runFor(20_000);
  check('and another address is taken', bound(scene));
}

function conflict(check: Check): void {
  const scene = start();
  const { segment, device, client, server } = scene;
  segment.run(5000, () => bound(scene));
  const rival = ethernet(
    BROADCAST_MAC,
    [2, 0, 0, 0, 0, 9],
    0x0806,
    arp(1, [2, 0, 0, 0, 0, 9], FIRST, [0, 0, 0, 0, 0, 0], SERVER),
  );
  device.arrive(rival, 0);
  client.receive(segment.now);
  check('one conflict is defended', bound(scene));
  segment.runFor(1000);
  device.arrive(rival, 0);
  client.receive(segment.now);
  check('a second gives the address up', client.ip.address === 0);
  server.address = SECOND_ADDRESS;
  segment.runFor(100);
  check('RFC 2131 §3.1: and declines it', server.seen[server.seen.length - 1] === DHCP_DECLINE);
  const seen = server.seen.length;
  segment.runFor(9000);
  check('then waits ten seconds', server.seen.length === seen);
  segment.runFor(5000);
  check('and gets another', bound(scene));
  const careful = start(FAIR, 5, true);
  careful.segment.run(10_000, () => bound(careful));
  check('with probing the address comes after the probes', bound(careful) && careful.segment.now > 4000);
}

function linkChange(check: Check): void {
  const scene = start();
  const { segment, device, client, server } = scene;
  segment.run(5000, () => bound(scene));
  device.linkUp = false;
  segment.runFor(100);
  client.receive(segment.now);
  device.linkUp = true;
  client.receive(segment.now);
  server.seen.length = 0;
  segment.runFor(100);
  check(
    'RFC 2131 §3.7: after the link came back the address is confirmed',
    server.seen.join() === `${DHCP_REQUEST}` && bound(scene),
  );
  device.linkUp = false;
  client.receive(segment.now);
  device.linkUp = true;
  server.answers = false;
  client.receive(segment.now);
  segment.runFor(60_000);
  check('§3.2 step 4: unanswered, it is used for the rest of its lease', bound(scene));
  device.linkUp = false;
  client.receive(segment.now);
  device.linkUp = true;
  server.answers = true;
  server.refuses = true;
  client.receive(segment.now);
  segment.runFor(100);
  check('in another network it is refused and dropped', client.ip.address === 0);
}

function options(check: Check): void {
  const scene = start();
  const { segment, client, server } = scene;
  server.mtu = 1400;
  // RFC 3442: 192.0.2.0/24 by 10.0.0.5, 198.51.100.128/25 on the link, default by 10.0.0.6.
  server.routes = [24, 192, 0, 2, 10, 0, 0, 5, 25, 198, 51, 100, 128, 0, 0, 0, 0, 0, 10, 0, 0, 6];
  segment.run(5000, () => bound(scene));
  check('RFC 2132 §5.1: the MTU counts', client.ip.mtu === 1400);
  const routes = client.ip.routes;
  check(
    'RFC 3442: classless routes count',
    routes.lookup(0xc0000201) === 0x0a000005 && routes.lookup(0xc6336481) === 0,
  );
  check('and replace the router', routes.lookup(0x08080808) === 0x0a000006);
  const message = new DhcpMessage();
  message.yourAddress = FIRST;
  message.routes.set([33, 1, 2, 3, 4, 5, 10, 0, 0, 1]);
  message.routeBytes = 10;
  check('RFC 3442: a malformed route is none', new Lease(message, 0).routes.length === 0);
  message.routes.set([24, 192, 0, 2, 10, 0, 0, 5, 24, 1]);
  check('and one that is cut off ends the list', new Lease(message, 0).routes.length === 1);
  message.routeBytes = 0;
  message.leaseSeconds = 1;
  check('a lease of a second lasts a while', new Lease(message, 0).expireAt === LEAST_LEASE_MS);
  message.leaseSeconds = 0xffffffff;
  check('RFC 2131 §3.3: one for ever never ends', new Lease(message, 0).renewAt === Infinity);
  message.leaseSeconds = 100;
  message.renewalSeconds = 90;
  message.rebindingSeconds = 50;
  const lease = new Lease(message, 0);
  check('T1 and T2 out of order are replaced by the defaults', lease.renewAt === 50_000 && lease.rebindAt === 87_500);
  check('RFC 791: without a mask the class counts', lease.prefixLength === 8);
  server.mtu = 68;
  const small = start();
  small.server.mtu = 68;
  small.segment.run(5000, () => bound(small));
  check('an MTU below what hosts must take does not', small.client.ip.mtu === 1500);
}

function hostile(check: Check): void {
  const random = new SeededRandom(99);
  const client = new DhcpClient(Uint8Array.from(PEER_MAC), '', random);
  client.start(0, 0);
  const discover = new Uint8Array(1000);
  client.pollTransmit(discover, 0, 0);
  // Replies with random options for the right client and transaction: none is an answer, none may do harm.
  for (let round = 0; round < 5000; round++) {
    const bytes = new Uint8Array(250 + (random.next32() % 300));
    for (let i = 44; i < bytes.length; i++) bytes[i] = random.next32() & 255;
    bytes.set([2, 1, 6, 0]);
    bytes.set(discover.subarray(4, 8), 4);
    bytes.set(u32(0x0a0000c8), 16);
    bytes.set(PEER_MAC, 28);
    bytes.set([0x63, 0x82, 0x53, 0x63, 53, 1, 2 + (round % 5)], 236);
    client.onMessage(bytes, 0, bytes.length, round);
  }
  check(
    '5,000 hostile messages change nothing',
    client.lease === undefined && client.takeNews() === NEWS_NONE && !client.transmits,
  );
}

function weather(check: Check): void {
  let all = true;
  for (let seed = 1; seed <= 40; seed++) {
    const bad: Weather = {
      loss: 0.3,
      duplication: 0.2,
      reordering: 0.2,
      reorderMs: 50,
      corruption: 0.1,
      delayMs: 5,
      jitterMs: 20,
    };
    const scene = start(bad, seed);
    const arrived = scene.segment.run(900_000, () => bound(scene));
    all = all && arrived && scene.device.held === 0;
  }
  check('in bad weather, 40 seeds, every client gets its address and leaks nothing', all);
}
