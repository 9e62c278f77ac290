// The DHCP server: messages built by hand from RFC 2131 under a virtual clock, our own client on a simulated link, and noise.

import { SeededRandom } from '../../runtime/core/random.ts';
import type { Instant } from '../../runtime/core/instant.ts';
import type { Packet } from '../../runtime/core/packet.ts';
import { DhcpMessage, LARGEST_MESSAGE_BYTES } from '../../runtime/dhcp/dhcp.wire.ts';
import { MOST_POOL_ADDRESSES } from '../../runtime/dhcp/lease-table.ts';
import { MOST_LISTED, MOST_RESERVATIONS, type DhcpPoolOptions } from '../../runtime/dhcp/pool.ts';
import { DECLINE_MS, DhcpServer, MOST_POOLS, OFFER_MS } from '../../runtime/dhcp/server.ts';
import { DhcpRequest } from '../../runtime/dhcp/request.wire.ts';
import { parseAddress } from '../../runtime/core/address.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import { DHCP_CONFIG } from '../../runtime/stack/interface-config.ts';
import type { DatagramSink } from '../../runtime/udp/udp.types.ts';
import { u16, u32 } from './frames.ts';
import { FAIR, Segment, SimDevice, type Weather } from './sim.ts';
import { hex, throws, type Check } from './suite.ts';

const SERVER = 0x0a000001;
const FIRST = 0x0a000064;
const OTHER_SERVER = 0x0a000009;
const NETWORK = 0x0a000000;
const DISCOVER = 1;
const OFFER = 2;
const REQUEST = 3;
const DECLINE = 4;
const ACK = 5;
const NAK = 6;
const RELEASE = 7;
const INFORM = 8;

const POOL: DhcpPoolOptions = {
  network: '10.0.0.0/24',
  first: '10.0.0.100',
  last: '10.0.0.103',
  routers: ['10.0.0.1'],
  nameServers: ['10.0.0.1', '10.0.0.2'],
  domainName: 'example.org',
  leaseSeconds: 1000,
};

export function suite(check: Check): void {
  grants(check);
  requests(check);
  poolUse(check);
  declineAndRelease(check);
  relays(check);
  wire(check);
  configuration(check);
  noise(check);
  withClients(check);
}

/** A server and what it last answered. */
class Scene {
  readonly server: DhcpServer;
  readonly reply: DhcpMessage;
  readonly out: Uint8Array;
  length: number;
  now: Instant;

  constructor(pools: readonly DhcpPoolOptions[] = [POOL], authoritative = false) {
    this.server = new DhcpServer(pools, { authoritative });
    this.server.useAddress('10.0.0.1');
    this.reply = new DhcpMessage();
    this.out = new Uint8Array(LARGEST_MESSAGE_BYTES);
    this.length = 0;
    this.now = 0;
  }

  /** The type of the answer, 0 without one. */
  send(message: Uint8Array): number {
    this.length = this.server.answer(message, message.length, this.out, this.now);
    if (this.length === 0) return 0;
    return this.reply.decode(this.out, 0, this.length) ? this.reply.type : -1;
  }

  /** DISCOVER and REQUEST; the address that is leased, 0 without one. */
  lease(client: number): number {
    if (this.send(message(DISCOVER, client, {})) !== OFFER) return 0;
    const address = this.reply.yourAddress;
    const asked = message(REQUEST, client, { requested: address, server: SERVER });
    return this.send(asked) === ACK && this.reply.yourAddress === address ? address : 0;
  }

  /** The value of an option of the answer. */
  option(code: number): readonly number[] | undefined {
    for (let at = 240; at < this.length && this.out[at] !== 255; at += 2 + this.out[at + 1]) {
      if (this.out[at] === 0) return undefined;
      if (this.out[at] === code) return [...this.out.subarray(at + 2, at + 2 + this.out[at + 1])];
    }
    return undefined;
  }
}

interface Fields {
  readonly requested?: number;
  readonly server?: number;
  readonly address?: number;
  readonly relay?: number;
  readonly broadcast?: boolean;
  readonly lease?: number;
  readonly options?: readonly number[];
}

function message(type: number, client: number, fields: Fields): Uint8Array {
  const bytes = new Uint8Array(700);
  bytes.set([1, 1, 6, 0, ...u32(0x1000 + client), 0, 0, ...u16(fields.broadcast === true ? 0x8000 : 0)]);
  bytes.set([...u32(fields.address ?? 0), 0, 0, 0, 0, 0, 0, 0, 0, ...u32(fields.relay ?? 0)], 12);
  bytes.set([2, 0, 0, 0, client >>> 8, client & 255], 28);
  const options = [0x63, 0x82, 0x53, 0x63, 53, 1, type];
  if (fields.requested !== undefined) options.push(50, 4, ...u32(fields.requested));
  if (fields.server !== undefined) options.push(54, 4, ...u32(fields.server));
  if (fields.lease !== undefined) options.push(51, 4, ...u32(fields.lease));
  bytes.set([...options, ...(fields.options ?? []), 255], 236);
  return bytes;
}

function grants(check: Check): void {
  const scene = new Scene();
  check('RFC 2131 §4.3.1: a discovery gets an offer', scene.send(message(DISCOVER, 1, {})) === OFFER);
  const { reply } = scene;
  check('of the first address, by this server', reply.yourAddress === FIRST && reply.server === SERVER);
  check('in the transaction, for the hardware address', reply.transaction === 0x1001 && reply.hardware[5] === 1);
  check(
    'with mask, router, name servers, domain',
    reply.subnetMask === 0xffffff00 &&
      reply.router === SERVER &&
      reply.nameServerCount === 2 &&
      reply.domainName === 'example.org',
  );
  check(
    'RFC 2131 §4.4.5: with the times of the lease',
    reply.leaseSeconds === 1000 && reply.renewalSeconds === 500 && reply.rebindingSeconds === 875,
  );
  const { destination } = scene.server;
  check('to all, because the client has no address', destination.address === '255.255.255.255');
  check('on its port', destination.port === 68);
  check('asked for, it is acknowledged', scene.lease(1) === FIRST);
  scene.send(message(DISCOVER, 2, { options: [55, 2, 1, 3] }));
  check('RFC 2132 §9.8: only what is asked for', reply.nameServerCount === 0 && reply.router === SERVER);
  scene.send(message(DISCOVER, 2, { lease: 100 }));
  check('a shorter lease may be asked for', reply.leaseSeconds === 100);
  scene.send(message(DISCOVER, 2, { lease: 1 }));
  check('but not one of a second', reply.leaseSeconds === 60);
  scene.send(message(DISCOVER, 2, { lease: 5000 }));
  check('nor a longer one', reply.leaseSeconds === 1000);
  const forever = new Scene([{ ...POOL, leaseSeconds: 0xffffffff }]);
  check('RFC 2131 §3.3: a lease without end', forever.lease(1) === FIRST && forever.reply.leaseSeconds === 0xffffffff);
  forever.now = 1e12;
  check('never ends', forever.lease(2) === FIRST + 1);
  scene.send(message(INFORM, 9, { address: 0x0a000032 }));
  check('RFC 2131 §4.3.5: inform is acknowledged', reply.type === ACK && reply.nameServerCount === 2);
  check('without an address or lease', reply.yourAddress === 0 && reply.leaseSeconds < 0);
  check('to the client itself', scene.server.destination.address === '10.0.0.50');
  const unready = new DhcpServer([POOL]);
  const ask = message(DISCOVER, 1, {});
  check('no answer before the server has an address', unready.answer(ask, ask.length, scene.out, 0) === 0);
}

function requests(check: Check): void {
  const scene = new Scene();
  scene.lease(1);
  scene.now = 500_000;
  const renewal = message(REQUEST, 1, { address: FIRST });
  check('§4.3.2: a renewal is acknowledged', scene.send(renewal) === ACK && scene.reply.yourAddress === FIRST);
  check('to the client itself, by its address', scene.server.destination.address === '10.0.0.100');
  scene.now = 1_400_000;
  check('and makes the lease longer', scene.server.pools[0].leases.find(keyOf(renewal))?.isFree(scene.now) === false);
  const reboot = message(REQUEST, 1, { requested: FIRST });
  check('a client that reboots is acknowledged', scene.send(reboot) === ACK);
  check(
    'one that asks for another address is refused',
    scene.send(message(REQUEST, 1, { requested: FIRST + 1 })) === NAK,
  );
  check('one on the wrong network is refused', scene.send(message(REQUEST, 7, { requested: 0xc0a80005 })) === NAK);
  check('the refusal goes to all', scene.server.destination.address === '255.255.255.255');
  check('one that nobody knows gets no answer', scene.send(message(REQUEST, 7, { requested: FIRST + 2 })) === 0);
  check('nor does its renewal', scene.send(message(REQUEST, 7, { address: FIRST + 2 })) === 0);
  const stranger = message(REQUEST, 8, { requested: FIRST, server: SERVER });
  check('an address that was never offered is refused', scene.send(stranger) === NAK);
  scene.send(message(DISCOVER, 3, {}));
  const offered = scene.reply.yourAddress;
  const elsewhere = message(REQUEST, 3, { requested: 0x0a000096, server: OTHER_SERVER });
  check('who takes another offer gets no answer', scene.send(elsewhere) === 0);
  check('and ours is free again', scene.lease(4) !== 0 && scene.reply.yourAddress !== FIRST && offered > FIRST);
  const strict = new Scene([POOL], true);
  check('an authoritative server takes a lease over', strict.send(message(REQUEST, 1, { address: FIRST + 1 })) === ACK);
  check('but not one of somebody else', strict.send(message(REQUEST, 2, { requested: FIRST + 1 })) === NAK);
  check('nor an address outside the pool', strict.send(message(REQUEST, 2, { requested: 0x0a000005 })) === NAK);
  check('a request for nothing is ignored', strict.send(message(REQUEST, 2, {})) === 0);
}

function poolUse(check: Check): void {
  const scene = new Scene();
  const given = [scene.lease(1), scene.lease(2), scene.lease(3), scene.lease(4)];
  check('each client gets its own', given.join() === [FIRST, FIRST + 1, FIRST + 2, FIRST + 3].join());
  check('the same one again', scene.lease(2) === FIRST + 1);
  check('the pool is bounded: no offer when it is empty', scene.lease(5) === 0 && scene.server.exhausted === 1);
  check('and the table with it', scene.server.pools[0].leases.size === 4);
  scene.now = 999_000;
  scene.send(message(REQUEST, 1, { address: FIRST }));
  scene.now = 1_000_001;
  check('a lease that ended is given anew, the oldest first', scene.lease(5) === FIRST + 1);
  check('its last owner gets another', scene.lease(2) === FIRST + 2);
  const offers = new Scene();
  for (let client = 1; client <= 4; client++) offers.send(message(DISCOVER, client, {}));
  check('offers hold their address', offers.lease(5) === 0);
  offers.now = OFFER_MS;
  check('for a while', offers.lease(5) !== 0);
  const wish = new Scene();
  wish.send(message(DISCOVER, 1, { requested: FIRST + 2 }));
  check('§4.3.1: a wish is granted', wish.reply.yourAddress === FIRST + 2);
  wish.send(message(DISCOVER, 2, { requested: FIRST + 2 }));
  check('unless it is taken', wish.reply.yourAddress === FIRST);
  const ours = new Scene([{ ...POOL, first: '10.0.0.1', last: '10.0.0.2' }]);
  check("the server's own address is nobody's", ours.lease(1) === SERVER + 1 && ours.lease(2) === 0);
  const identified = new Scene();
  const tell = [61, 3, 0, 7, 7];
  identified.send(message(DISCOVER, 1, { options: tell }));
  const one = identified.reply.yourAddress;
  check('RFC 6842: the identifier comes back', (identified.option(61) ?? []).join() === '0,7,7');
  identified.send(message(DISCOVER, 2, { options: tell }));
  check('RFC 2131 §4.2: a client is its identifier', identified.reply.yourAddress === one);
  const reserved = new Scene([{ ...POOL, reservations: [{ hardware: '02:00:00:00:00:09', address: '10.0.0.101' }] }]);
  check('a reservation is for its client', reserved.lease(9) === FIRST + 1);
  reserved.lease(1);
  check('and for nobody else', reserved.lease(2) === FIRST + 2);
}

function declineAndRelease(check: Check): void {
  const scene = new Scene();
  scene.lease(1);
  const declined = { requested: FIRST, server: SERVER };
  check('a decline of somebody else changes nothing', scene.send(message(DECLINE, 2, declined)) === 0);
  check('the lease stands', scene.lease(1) === FIRST);
  check('§4.3.3: a decline gets no answer', scene.send(message(DECLINE, 1, declined)) === 0);
  check('and the address is not given', scene.lease(1) === FIRST + 1 && scene.lease(2) === FIRST + 2);
  scene.lease(3);
  check('even when no other is left', scene.lease(4) === 0);
  scene.now = DECLINE_MS;
  check('until a while has passed', scene.lease(4) === FIRST);
  const back = new Scene();
  back.lease(1);
  check('a release of somebody else changes nothing', back.send(message(RELEASE, 2, { address: FIRST })) === 0);
  for (let client = 2; client <= 4; client++) back.lease(client);
  check('the pool is full', back.lease(5) === 0);
  check('§4.3.4: a release gets no answer', back.send(message(RELEASE, 1, { address: FIRST })) === 0);
  check('and frees the address', back.lease(5) === FIRST);
}

function relays(check: Check): void {
  const far: DhcpPoolOptions = { network: '10.9.0.0/16', first: '10.9.0.10', last: '10.9.0.20', mtu: 1400 };
  const scene = new Scene([POOL, far]);
  const relay = 0x0a090001;
  const information = [82, 6, 1, 4, 1, 2, 3, 4];
  const ask = message(DISCOVER, 1, { relay, options: information });
  check('§4.3.1: the pool is that of the relay', scene.send(ask) === OFFER && scene.reply.yourAddress === 0x0a09000a);
  check('with options of its own', scene.reply.mtu === 1400 && scene.reply.router === 0);
  const { destination } = scene.server;
  check('§4.1: the answer goes to the relay', destination.address === '10.9.0.1' && destination.port === 67);
  check('which finds its address in it', [...scene.out.subarray(24, 28)].join() === u32(relay).join());
  check('RFC 3046 §2.2: and its information', (scene.option(82) ?? []).join() === information.slice(2).join());
  const last = 240 + 2;
  let at = last;
  for (let i = 240; scene.out[i] !== 255; i += 2 + scene.out[i + 1]) at = i;
  check('as the last option', scene.out[at] === 82);
  const long = [82, 255, ...new Array<number>(255).fill(7)];
  scene.send(message(DISCOVER, 1, { relay, options: [61, 100, ...new Array<number>(100).fill(1), ...long] }));
  check('no answer is larger than a client takes', scene.length <= 548);
  scene.send(message(DISCOVER, 1, { relay, options: [57, 2, 5, 0, ...long] }));
  check('unless it says that it takes more', scene.option(82)?.length === 255 && scene.length > 548 - 255);
  check(
    'a refusal through a relay is to be broadcast there',
    scene.send(message(REQUEST, 1, { relay, requested: FIRST })) === NAK &&
      scene.out[10] === 0x80 &&
      scene.server.destination.address === '10.9.0.1',
  );
  const nowhere = message(DISCOVER, 1, { relay: 0x0a0a0001 });
  check('a network without a pool gets no answer', scene.send(nowhere) === 0);
}

function wire(check: Check): void {
  const scene = new Scene();
  const sound = message(DISCOVER, 1, {});
  check('a reply is no request', scene.send(Uint8Array.from([2, ...sound.subarray(1)])) === 0);
  const untyped = sound.slice();
  untyped[240] = 0;
  check('BOOTP without a type gets no answer', scene.send(hexZero(untyped, 240, 3)) === 0);
  let quiet = true;
  for (let length = 0; length < 243; length++) {
    if (scene.server.answer(sound, length, scene.out, 0) !== 0) quiet = false;
  }
  check('cut anywhere before its type there is no answer', quiet);
  const broken = message(DISCOVER, 1, { options: [50, 3, 1, 2, 3] });
  check('an option of impossible length makes it unreadable', scene.send(broken) === 0);
  const overloaded = message(REQUEST, 1, { requested: FIRST, options: [52, 1, 1] });
  overloaded.set(hex('3604 0a000001 ff'), 108);
  scene.send(sound);
  check('RFC 2132 §9.3: options in "file" count', scene.send(overloaded) === ACK);
}

function hexZero(bytes: Uint8Array, at: number, length: number): Uint8Array {
  bytes.fill(0, at, at + length);
  return bytes;
}

function configuration(check: Check): void {
  const bad = (change: Partial<DhcpPoolOptions>, text: string): boolean =>
    throws(() => new DhcpServer([{ ...POOL, ...change }]), text);
  check('a pool outside its network is refused', bad({ last: '10.0.1.9' }, 'not a host'));
  check('so is the broadcast address', bad({ last: '10.0.0.255' }, 'not a host'));
  check('and an empty one', bad({ last: '10.0.0.99' }, 'addresses'));
  const wide = { network: '10.0.0.0/8', first: '10.0.0.1', last: '10.1.0.1' };
  check('addresses of a pool are bounded', bad(wide, `${MOST_POOL_ADDRESSES}`));
  const many = (count: number): string[] => new Array<string>(count).fill('10.0.0.1');
  check('servers told are bounded', bad({ nameServers: many(MOST_LISTED + 1) }, 'at most'));
  check('a domain name is bounded', bad({ domainName: 'a'.repeat(65) }, 'longer'));
  check('a lease has a least length', bad({ leaseSeconds: 59 }, 'Cannot lease'));
  check('an MTU has a least', bad({ mtu: 67 }, 'RFC 2132'));
  const reservation = { hardware: '02:00:00:00:00:09', address: '10.0.0.101' };
  const reservations = Array.from({ length: MOST_RESERVATIONS + 1 }, () => reservation);
  check('reservations are bounded', bad({ reservations }, 'Cannot reserve'));
  const pools = Array.from({ length: MOST_POOLS + 1 }, () => POOL);
  check(
    'pools are bounded',
    throws(() => new DhcpServer(pools), 'pools'),
  );
}

function noise(check: Check): void {
  const scene = new Scene([POOL], true);
  const random = new SeededRandom(11);
  const types = [DISCOVER, REQUEST, DECLINE, RELEASE, INFORM];
  let bounded = true;
  let answered = 0;
  for (let i = 0; i < 20_000; i++) {
    const options = [random.next32() % 90, random.next32() % 30, ...u32(random.next32())];
    const address = random.next32() % 2 === 0 ? FIRST + (random.next32() % 6) : 0;
    const requested = FIRST + (random.next32() % 6);
    const bytes = message(types[random.next32() % 5], random.next32() & 0xffff, { address, requested, options });
    for (let damage = random.next32() % 4; damage > 0; damage--) {
      bytes[random.next32() % 300] = random.next32() & 255;
    }
    scene.now += random.next32() % 100;
    const length = scene.server.answer(bytes.subarray(0, random.next32() % 700), 0, scene.out, scene.now);
    const whole = scene.server.answer(bytes, bytes.length, scene.out, scene.now);
    if (whole > 0) answered++;
    bounded = bounded && length === 0 && whole <= LARGEST_MESSAGE_BYTES && scene.server.pools[0].leases.size <= 4;
  }
  check('20,000 damaged messages: the table stays bounded', bounded && answered > 100);
  scene.now += 10_000_000;
  check('and clients are served as before', scene.lease(1) !== 0);
}

/** The server on a stack, as apps/dhcp runs it. */
class Served implements DatagramSink {
  readonly server: DhcpServer;
  answers: boolean;
  private readonly stack: NetworkInterface;
  private readonly out: Uint8Array;

  constructor(stack: NetworkInterface, server: DhcpServer) {
    this.server = server;
    this.answers = true;
    this.stack = stack;
    this.out = new Uint8Array(LARGEST_MESSAGE_BYTES);
    stack.udp.bind(67, 0, this);
  }

  deliver(packet: Packet, _source: number, _port: number, now: Instant): void {
    if (!this.answers) return;
    const bytes = packet.bytes.slice(packet.start, packet.end);
    const length = this.server.answer(bytes, bytes.length, this.out, now);
    const to = parseAddress(this.server.destination.address);
    if (length === 0 || !to.ok) return;
    this.stack.udp.send(this.out, 0, length, 67, to.value, this.server.destination.port, now);
  }
}

function withClients(check: Check): void {
  const stormy: Weather = { ...FAIR, loss: 0.2, duplication: 0.1, reordering: 0.2, reorderMs: 40, jitterMs: 20 };
  for (const [name, weather, seed] of [
    ['fair', FAIR, 1],
    ['stormy', stormy, 2],
  ] as const) {
    const segment = new Segment(seed, weather);
    const host = (number: number, prefix: { address: number; length: number } | undefined): NetworkInterface => {
      const device = new SimDevice(segment, number, 64, true, 1500);
      const stack = new NetworkInterface(device, { ...DHCP_CONFIG, prefix }, new SeededRandom(seed * 100 + number), 0);
      segment.add(stack);
      return stack;
    };
    const pool = { ...POOL, last: '10.0.0.110' };
    const served = new Served(host(1, { address: SERVER, length: 24 }), new DhcpServer([pool]));
    served.server.useAddress('10.0.0.1');
    const clients = [2, 3, 4, 5, 6].map((number) => host(number, undefined));
    const all = (): boolean => clients.every((client) => client.ip.address !== 0);
    check(`${name}: five of our clients get addresses`, segment.run(120_000, all));
    const distinct = new Set(clients.map((client) => client.ip.address));
    check(`${name}: each its own`, distinct.size === 5 && !distinct.has(SERVER));
    const before = clients.map((client) => client.ip.address).join();
    segment.runFor(3_000_000);
    check(`${name}: and keeps it through renewals`, clients.map((client) => client.ip.address).join() === before);
    served.answers = false;
    segment.runFor(1_100_000);
    check(
      `${name}: without a server leases end`,
      clients.every((client) => client.ip.address === 0),
    );
    served.answers = true;
    check(`${name}: and begin anew`, segment.run(segment.now + 400_000, all));
    clients[0].shutDown();
    segment.runFor(10_000);
    check(
      `${name}: an address that was given back is in the network`,
      (clients[1].ip.address & ~255) >>> 0 === NETWORK,
    );
  }
}

function keyOf(bytes: Uint8Array): string {
  const request = new DhcpRequest();
  request.decode(bytes, 0, bytes.length);
  return request.clientKey();
}
