// IPv4, ICMP and UDP through a whole interface: header checks, options, fragments both ways, echo, errors and their bounds.

import { SeededRandom } from '../../runtime/core/random.ts';
import { CHECKSUM_VALID, type Packet } from '../../runtime/core/packet.ts';
import { ERROR_BURST } from '../../runtime/icmp/icmp.ts';
import { LOOPBACK_PACKETS } from '../../runtime/ip/ip.ts';
import { MOST_ROUTES, NO_ROUTE, RouteTable } from '../../runtime/ip/routes.ts';
import {
  FRAGMENTS_PER_DATAGRAM,
  REASSEMBLY_BYTES,
  REASSEMBLY_DATAGRAMS,
  REASSEMBLY_TIMEOUT_MS,
} from '../../runtime/core/reassembly.ts';
import { FIRST_EPHEMERAL_PORT, LARGEST_DATAGRAM, MOST_BINDINGS, type UdpBinding } from '../../runtime/udp/udp.ts';
import type { DatagramSink } from '../../runtime/udp/udp.types.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import { DHCP_CONFIG, type InterfaceConfig } from '../../runtime/stack/interface-config.ts';
import {
  arp,
  BROADCAST_MAC,
  echoRequest,
  ethernet,
  ipv4,
  OUR_IP,
  OUR_MAC,
  PEER_IP,
  PEER_MAC,
  peerFrame,
  plainChecksum,
  read16,
  read32,
  udp,
  udpFrame,
} from './frames.ts';
import { hex, pattern, same, type Check } from './suite.ts';
import { Wire } from './wire.ts';

const STATIC: InterfaceConfig = { ...DHCP_CONFIG, prefix: { address: OUR_IP, length: 24 }, gateway: PEER_IP };

export function suite(check: Check): void {
  header(check);
  addressing(check);
  fragmentsIn(check);
  reassemblyBounds(check);
  fragmentsOut(check);
  routes(check);
  loopback(check);
  echo(check);
  errors(check);
  errorRules(check);
  datagrams(check);
  checksumOffload(check);
  ports(check);
}

/** Keeps what it gets. */
class Collector implements DatagramSink {
  readonly datagrams: Uint8Array[];
  source: number;
  sourcePort: number;

  constructor() {
    this.datagrams = [];
    this.source = 0;
    this.sourcePort = 0;
  }

  deliver({ bytes, start, end }: Packet, source: number, sourcePort: number): void {
    this.datagrams.push(bytes.slice(start, end));
    this.source = source;
    this.sourcePort = sourcePort;
  }
}

interface Host {
  readonly wire: Wire;
  readonly stack: NetworkInterface;
  /** Bound to port 7. */
  readonly port7: Collector;
  readonly binding: UdpBinding;
}

/** A host at 10.0.0.2 that already knows its peer 10.0.0.1. */
function start(offload = false): Host {
  const wire = new Wire(Uint8Array.from(OUR_MAC), 200, offload);
  const stack = new NetworkInterface(wire, STATIC, new SeededRandom(1), 0);
  wire.inject(ethernet(OUR_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], OUR_IP)));
  stack.receive(0);
  stack.receive(2500);
  wire.take();
  const port7 = new Collector();
  const bound = stack.udp.bind(7, 0, port7);
  if (!bound.ok) throw new Error(bound.reason);
  return { wire, stack, port7, binding: bound.value };
}

function exchange({ wire, stack }: Host, frame: Uint8Array, now = 3000): Uint8Array[] {
  wire.take();
  wire.inject(frame);
  stack.receive(now);
  stack.flush(now);
  return wire.take();
}

function header(check: Check): void {
  const host = start();
  const request = [1, 2, 3, 4];
  const good = ipv4(17, udp(9, 7, request, PEER_IP, OUR_IP), {});
  exchange(host, peerFrame(good));
  check(
    'a datagram arrives',
    host.port7.datagrams.length === 1 && host.port7.source === PEER_IP && host.port7.sourcePort === 9,
  );
  exchange(host, peerFrame([...good, ...pattern(20)]));
  check('RFC 894: what pads the frame is not data', same(host.port7.datagrams[1], Uint8Array.from(request)));
  for (let bit = 0; bit < 160; bit++) {
    const damaged = Uint8Array.from(good);
    damaged[bit >>> 3] = damaged[bit >>> 3] ^ (128 >>> (bit & 7));
    exchange(host, peerFrame([...damaged]));
  }
  check('RFC 1122 §3.2.1.2: no header with one flipped bit gets through', host.port7.datagrams.length === 2);
  exchange(host, peerFrame(good.slice(0, 24)));
  exchange(host, peerFrame(good.slice(0, 10)));
  check('a cut packet does not', host.port7.datagrams.length === 2);
  const recordRoute = [7, 7, 4, 0, 0, 0, 0, 0];
  exchange(host, peerFrame(ipv4(17, udp(9, 7, request, PEER_IP, OUR_IP), { options: recordRoute })));
  check('RFC 1122 §3.2.1.8: options are walked and ignored', host.port7.datagrams.length === 3);
  exchange(host, peerFrame(ipv4(17, udp(9, 7, request, PEER_IP, OUR_IP), { options: [1, 1, 1, 0] })));
  check('no-operation and end of options', host.port7.datagrams.length === 4);
  for (const options of [
    [7, 1, 0, 0],
    [7, 40, 0, 0],
    [7, 0, 0, 0],
    [1, 1, 1, 68],
  ]) {
    exchange(host, peerFrame(ipv4(17, udp(9, 7, request, PEER_IP, OUR_IP), { options })));
  }
  check('malformed options drop the packet', host.port7.datagrams.length === 4);
  for (const kind of [131, 137]) {
    exchange(host, peerFrame(ipv4(17, udp(9, 7, request, PEER_IP, OUR_IP), { options: [kind, 3, 4, 0] })));
  }
  check('RFC 7126 §4.3: source routes drop the packet', host.port7.datagrams.length === 4);
  exchange(host, peerFrame(ipv4(17, udp(9, 7, request, PEER_IP, OUR_IP), { ttl: 0 })));
  check('RFC 1122 §3.2.1.7: a host takes a TTL of zero', host.port7.datagrams.length === 5);
  check('nothing leaks', host.wire.inFlight === 0);
}

function addressing(check: Check): void {
  const host = start();
  const to = (destination: number, source: number): void => {
    exchange(host, peerFrame(ipv4(17, udp(9, 7, [1], source, destination), { source, destination })));
  };
  to(0x0a000003, PEER_IP);
  check('a packet for another address is dropped', host.port7.datagrams.length === 0);
  to(0xffffffff, PEER_IP);
  to(0x0a0000ff, PEER_IP);
  check('limited and directed broadcast are received', host.port7.datagrams.length === 2);
  to(0x7f000001, PEER_IP);
  check('RFC 1122 §3.2.1.3 g: loopback addresses never arrive from outside', host.port7.datagrams.length === 2);
  for (const source of [0xe0000001, 0xffffffff, 0x0a0000ff, 0x7f000001, 0xf1000000, OUR_IP]) to(OUR_IP, source);
  check('nor do sources that cannot be one host, nor our own', host.port7.datagrams.length === 2);
  to(0xe00000fb, PEER_IP);
  check('nor groups that nobody joined', host.port7.datagrams.length === 2);
}

/** The fragments of a datagram to port 7 with `length` bytes of data, cut at multiples of `step`. */
function fragments(length: number, step: number, identification: number): { data: Uint8Array; frames: Uint8Array[] } {
  const data = pattern(length);
  const whole = udp(9, 7, [...data], PEER_IP, OUR_IP);
  const frames: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += step) {
    const more = at + step < whole.length ? 0x2000 : 0;
    frames.push(peerFrame(ipv4(17, whole.slice(at, at + step), { identification, fragment: more | (at >>> 3) })));
  }
  return { data, frames };
}

function fragmentsIn(check: Check): void {
  const host = start();
  const { data, frames } = fragments(5000, 1480, 77);
  for (const frame of frames) exchange(host, frame);
  check(
    'RFC 791: fragments in order make the datagram',
    host.port7.datagrams.length === 1 && same(host.port7.datagrams[0], data),
  );
  for (const frame of fragments(5000, 1480, 78).frames.toReversed()) exchange(host, frame);
  check('and in reverse', host.port7.datagrams.length === 2 && same(host.port7.datagrams[1], data));
  const small = fragments(900, 8, 79);
  for (let i = 0; i < small.frames.length; i += 2) exchange(host, small.frames[i]);
  for (let i = 1; i < small.frames.length; i += 2) exchange(host, small.frames[i]);
  check(
    'and in eights, even ones first',
    host.port7.datagrams.length === 3 && same(host.port7.datagrams[2], small.data),
  );
  const twice = fragments(3000, 1480, 80).frames;
  for (const frame of [twice[0], twice[0], twice[1], twice[1], twice[2]]) exchange(host, frame);
  check('and repeated', host.port7.datagrams.length === 4);
  const largest = fragments(LARGEST_DATAGRAM, 1480, 81);
  for (const frame of largest.frames) exchange(host, frame);
  check('and the largest there is', host.port7.datagrams.length === 5 && same(host.port7.datagrams[4], largest.data));
  check('nothing is left behind', host.stack.ip.reassembler.inWork === 0 && host.wire.inFlight === 0);

  const overlap = fragments(3000, 1480, 90).frames;
  exchange(host, overlap[0]);
  exchange(host, peerFrame(ipv4(17, [...pattern(1480)], { identification: 90, fragment: 0x2000 | (1472 >>> 3) })));
  check('an overlap ends the datagram', host.stack.ip.reassembler.inWork === 0);
  exchange(host, overlap[1]);
  exchange(host, overlap[2]);
  check('whatever else comes of it', host.port7.datagrams.length === 5);
  const strict = start();
  const changed = fragments(3000, 1480, 91).frames;
  exchange(strict, changed[0]);
  const other = changed[0].slice();
  other[100] = other[100] ^ 1;
  exchange(strict, other);
  check('so does a repetition with other bytes', strict.stack.ip.reassembler.inWork === 0);
  exchange(strict, peerFrame(ipv4(17, [1, 2, 3], { identification: 92, fragment: 0x2000 })));
  exchange(strict, peerFrame(ipv4(17, [], { identification: 93, fragment: 0x2000 | 8 })));
  exchange(strict, peerFrame(ipv4(17, [...pattern(1400)], { identification: 94, fragment: 8191 })));
  check('odd middles, empty ones and ends past 65535 make no state', strict.stack.ip.reassembler.inWork === 0);
  const ends = start();
  const end = fragments(3000, 1480, 95).frames;
  exchange(ends, end[2]);
  exchange(ends, peerFrame(ipv4(17, [...pattern(1480)], { identification: 95, fragment: 0x2000 | (4440 >>> 3) })));
  check('a fragment past the end ends the datagram', ends.stack.ip.reassembler.inWork === 0);
  exchange(ends, peerFrame(ipv4(17, [...pattern(16)], { identification: 96, fragment: 0x2000 | 100 })));
  exchange(ends, peerFrame(ipv4(17, [...pattern(16)], { identification: 96, fragment: 10 })));
  check('and so does an end before what is there', ends.stack.ip.reassembler.inWork === 0);
}

function reassemblyBounds(check: Check): void {
  const host = start();
  for (let id = 0; id < REASSEMBLY_DATAGRAMS + 5; id++)
    exchange(host, fragments(3000, 1480, 100 + id).frames[0], 3000 + id);
  check('datagrams in work are bounded', host.stack.ip.reassembler.inWork === REASSEMBLY_DATAGRAMS);
  const last = fragments(3000, 1480, 100 + REASSEMBLY_DATAGRAMS + 4).frames;
  exchange(host, last[1], 3100);
  exchange(host, last[2], 3100);
  check('the latest of them can still be completed', host.port7.datagrams.length === 1);
  const bytes = start();
  for (let id = 0; id < REASSEMBLY_DATAGRAMS; id++) {
    exchange(bytes, peerFrame(ipv4(17, [...pattern(8)], { identification: 200 + id, fragment: 0x2000 | 8000 })));
  }
  check('bytes held are bounded', bytes.stack.ip.reassembler.inWork === Math.floor(REASSEMBLY_BYTES / 65536));
  const many = start();
  const eights = fragments(FRAGMENTS_PER_DATAGRAM * 8 + 8, 8, 300).frames;
  for (const frame of eights) exchange(many, frame);
  check('fragments of one datagram are bounded', many.port7.datagrams.length === 0);

  const late = start();
  exchange(late, fragments(3000, 1480, 400).frames[0], 3000);
  late.wire.take();
  late.stack.receive(3000 + REASSEMBLY_TIMEOUT_MS - 1);
  check('a datagram waits for its rest', late.stack.ip.reassembler.inWork === 1);
  // The neighbour is aged by now: its answer to the request lets the error out.
  late.stack.receive(3000 + REASSEMBLY_TIMEOUT_MS);
  const told = late.wire.take();
  check('and not for ever', late.stack.ip.reassembler.inWork === 0);
  check(
    'RFC 1122 §3.3.2: its sender hears "reassembly time exceeded"',
    told.length === 1 && told[0][34] === 11 && told[0][35] === 1,
  );
  exchange(late, fragments(3000, 1480, 401).frames[1], 40_000);
  late.wire.take();
  late.stack.receive(40_000 + REASSEMBLY_TIMEOUT_MS);
  const silent = late.wire.take().filter((frame) => read16(frame, 12) === 0x0800);
  check('but not about a datagram without its first fragment', silent.length === 0);
}

function fragmentsOut(check: Check): void {
  const host = start();
  const data = pattern(5000);
  check('a large datagram is taken', host.stack.udp.send(data, 0, data.length, 7, PEER_IP, 9, 3000));
  const frames = host.wire.take();
  check('and leaves in fragments of the MTU', frames.length === 4 && frames[0].length === 1514);
  const offsets = frames.map((frame) => read16(frame, 20));
  check('with offsets and flags', offsets.join() === [0x2000, 0x2000 | 185, 0x2000 | 370, 555].join());
  check('and one identification', new Set(frames.map((frame) => read16(frame, 18))).size === 1);
  const whole: number[] = [];
  for (const frame of frames) whole.push(...frame.subarray(34));
  check('of the whole datagram', same(Uint8Array.from(whole.slice(8)), data));
  const pseudo = [10, 0, 0, 2, 10, 0, 0, 1, 0, 17, whole.length >>> 8, whole.length & 255];
  check('with its checksum', plainChecksum([...pseudo, ...whole]) === 0);
  let sound = true;
  for (const frame of frames) sound = sound && plainChecksum([...frame.subarray(14, 34)]) === 0;
  check('and headers with theirs', sound);
  check(
    'more than an IPv4 packet holds is refused',
    !host.stack.udp.send(new Uint8Array(LARGEST_DATAGRAM + 1), 0, LARGEST_DATAGRAM + 1, 7, PEER_IP, 9, 3000),
  );
  const held: Packet[] = [];
  for (let packet = host.stack.ip.allocate(); packet !== undefined; packet = host.stack.ip.allocate())
    held.push(packet);
  check('without buffers it says so', !host.stack.udp.send(data, 0, data.length, 7, PEER_IP, 9, 3000));
  check('in one packet as well', !host.stack.udp.send(data, 0, 10, 7, PEER_IP, 9, 3000));
  for (const packet of held) host.stack.ip.release(packet);
  host.stack.ip.deconfigure();
  check('nor in fragments without a way', !host.stack.udp.send(data, 0, data.length, 7, PEER_IP, 9, 3000));
  host.stack.ip.configure(OUR_IP, 24, PEER_IP);
  const numbers = new Set<number>();
  for (let i = 0; i < 1000; i++) {
    host.stack.udp.send(data, 0, 4, 7, PEER_IP, 9, 3000);
    for (const frame of host.wire.take()) numbers.add(read16(frame, 18));
  }
  check('RFC 6864: identifications do not repeat soon', numbers.size === 1000);
}

function routes(check: Check): void {
  const table = new RouteTable();
  check('an empty table knows no way', table.lookup(0x01020304) === NO_ROUTE);
  table.add(0, 0, 0x0a000001);
  table.add(0xc0000200, 24, 0x0a000005);
  table.add(0xc0000280, 25, 0);
  check(
    'the longest prefix wins',
    table.lookup(0xc0000201) === 0x0a000005 &&
      table.lookup(0xc0000281) === 0 &&
      table.lookup(0x08080808) === 0x0a000001,
  );
  let added = 3;
  while (table.add(0xac100000 + added, 32, 1)) added++;
  check('the table is bounded', added === MOST_ROUTES);
  const host = start();
  host.stack.udp.send(Uint8Array.from([1]), 0, 1, 7, 0x08080808, 53, 3000);
  const out = host.wire.take();
  check(
    'off the link goes to the gateway',
    out.length === 1 && same(out[0].subarray(0, 6), Uint8Array.from(PEER_MAC)) && read32(out[0], 30) === 0x08080808,
  );
  host.stack.udp.send(Uint8Array.from([1]), 0, 1, 7, 0xffffffff, 53, 3000);
  host.stack.udp.send(Uint8Array.from([1]), 0, 1, 7, 0x0a0000ff, 53, 3000);
  host.stack.udp.send(Uint8Array.from([1]), 0, 1, 7, 0xe00000fb, 53, 3000);
  const wide = host.wire.take();
  check('broadcasts go to all', wide[0][0] === 0xff && wide[1][0] === 0xff);
  check(
    'RFC 1112 §6.4: a group to its hardware address, with TTL 1',
    same(wide[2].subarray(0, 6), hex('01005e0000fb')) && wide[2][22] === 1,
  );
  host.stack.ip.configure(OUR_IP, 31, PEER_IP);
  check('RFC 3021: a prefix of 31 bits has no broadcast address', !host.stack.ip.isBroadcast(OUR_IP | 1));
  host.stack.ip.configure(OUR_IP, 24, 0);
  check('without a gateway there is no way', !host.stack.udp.send(Uint8Array.from([1]), 0, 1, 7, 0x08080808, 53, 3000));
  host.stack.ip.deconfigure();
  check('without an address nothing goes', !host.stack.udp.send(Uint8Array.from([1]), 0, 1, 7, PEER_IP, 53, 3000));
  check('nor does it loop', !host.stack.udp.send(Uint8Array.from([1]), 0, 1, 7, 0, 53, 3000));
  check('nothing leaks', host.wire.inFlight === 0);
}

function loopback(check: Check): void {
  const host = start(true);
  const data = pattern(3000);
  host.stack.udp.send(data, 0, 10, 40_000, OUR_IP, 7, 3000);
  host.stack.udp.send(data, 0, 3000, 40_000, 0x7f000001, 7, 3000);
  check('what is sent to ourselves asks for a turn', host.stack.nextDeadlineMs() <= 3000);
  host.stack.receive(3001);
  check(
    'and arrives in it, in fragments too',
    host.port7.datagrams.length === 2 && same(host.port7.datagrams[1], data),
  );
  check('and does not leave the host', host.wire.take().length === 0 && host.wire.inFlight === 0);
  let taken = 0;
  while (host.stack.udp.send(data, 0, 10, 1, OUR_IP, 7, 3000)) taken++;
  check('the queue to ourselves is bounded', taken === LOOPBACK_PACKETS);
  host.stack.receive(3002);
  check('and drains', host.wire.inFlight === 0);
}

function echo(check: Check): void {
  const host = start();
  const request = echoRequest(0x1234, 7, [...pattern(56)]);
  const answers = exchange(host, peerFrame(ipv4(1, request, {})));
  check('an echo request is answered', answers.length === 1);
  const reply = answers[0];
  check(
    'RFC 792: by a reply with the same data',
    reply[34] === 0 && same(reply.subarray(38), Uint8Array.from(request.slice(4))),
  );
  check(
    'to the asker',
    read32(reply, 26) === OUR_IP &&
      read32(reply, 30) === PEER_IP &&
      same(reply.subarray(0, 6), Uint8Array.from(PEER_MAC)),
  );
  check(
    'with good checksums',
    plainChecksum([...reply.subarray(14, 34)]) === 0 && plainChecksum([...reply.subarray(34)]) === 0,
  );
  const damaged = request.slice();
  damaged[20] ^= 1;
  check('a damaged one is not answered', exchange(host, peerFrame(ipv4(1, damaged, {}))).length === 0);
  check('nor a stump', exchange(host, peerFrame(ipv4(1, [8, 0, 247, 255], {}))).length === 0);
  const broad = ethernet(BROADCAST_MAC, PEER_MAC, 0x0800, ipv4(1, request, { destination: 0x0a0000ff }));
  check('RFC 1122 §3.2.2.6: nor one to everybody', exchange(host, broad).length === 0);
  const odd = exchange(host, peerFrame(ipv4(1, echoRequest(1, 2, [1, 2, 3]), { options: [7, 7, 4, 0, 0, 0, 0, 0] })));
  check(
    'one with options and an odd length is',
    odd.length === 1 && plainChecksum([...odd[0].subarray(34)]) === 0 && odd[0].length === 14 + 20 + 11,
  );
  const large = echoRequest(5, 1, [...pattern(4000)]);
  let back: Uint8Array[] = [];
  for (let at = 0; at < large.length; at += 1480) {
    const more = at + 1480 < large.length ? 0x2000 : 0;
    back = exchange(
      host,
      peerFrame(ipv4(1, large.slice(at, at + 1480), { identification: 9, fragment: more | (at >>> 3) })),
    );
  }
  const whole: number[] = [];
  for (const frame of back) whole.push(...frame.subarray(34));
  check(
    'RFC 1122 §3.2.2.6: one that came in fragments comes back whole',
    back.length === 3 &&
      plainChecksum(whole) === 0 &&
      same(Uint8Array.from(whole.slice(4)), Uint8Array.from(large.slice(4))),
  );
  let answered = 0;
  for (let i = 0; i < 1000; i++) answered += exchange(host, peerFrame(ipv4(1, request, {}))).length;
  check('a flood of requests is answered, and nothing leaks', answered === 1000 && host.wire.inFlight === 0);
}

function errors(check: Check): void {
  const host = start();
  const packet = ipv4(17, udp(9, 8, [...pattern(100)], PEER_IP, OUR_IP), {});
  const answers = exchange(host, peerFrame(packet));
  check(
    'RFC 1122 §4.1.3.1: no one at a port is "port unreachable"',
    answers.length === 1 && answers[0][34] === 3 && answers[0][35] === 3,
  );
  check('quoting the packet', same(answers[0].subarray(42), Uint8Array.from(packet)));
  check('with good checksums', plainChecksum([...answers[0].subarray(34)]) === 0);
  const protocol = exchange(host, peerFrame(ipv4(99, [1, 2, 3, 4], {})));
  check(
    'RFC 1122 §3.2.2.1: an unknown protocol is "protocol unreachable"',
    protocol.length === 1 && protocol[0][34] === 3 && protocol[0][35] === 2,
  );
  const long = exchange(host, peerFrame(ipv4(17, udp(9, 8, [...pattern(1400)], PEER_IP, OUR_IP), {})));
  check('RFC 1812 §4.3.2.3: an error is at most 576 bytes', long.length === 1 && long[0].length === 14 + 576);
  let sent = 0;
  for (let i = 0; i < 500; i++) sent += exchange(host, peerFrame(packet), 3000).length;
  check(
    'RFC 1812 §4.3.2.8: errors are bounded',
    sent < ERROR_BURST && sent > ERROR_BURST / 4 && host.stack.icmp.suppressed > 400,
  );
  check('and come again later', exchange(host, peerFrame(packet), 9000).length === 1);
}

function errorRules(check: Check): void {
  const host = start();
  const closed = udp(9, 8, [1], PEER_IP, OUR_IP);
  const quiet = (name: string, frame: Uint8Array): void =>
    check(`RFC 1122 §3.2.2: ${name}`, exchange(host, frame).length === 0);
  quiet('no error to everybody by link', ethernet(BROADCAST_MAC, PEER_MAC, 0x0800, ipv4(17, closed, {})));
  quiet('nor by address', peerFrame(ipv4(17, udp(9, 8, [1], PEER_IP, 0xffffffff), { destination: 0xffffffff })));
  quiet('nor to a source that is no host', peerFrame(ipv4(17, udp(9, 8, [1], 0, OUR_IP), { source: 0 })));
  const error = [3, 3, 0, 0, 0, 0, 0, 0, ...ipv4(17, closed, {})];
  const sum = plainChecksum(error);
  error[2] = sum >>> 8;
  error[3] = sum & 255;
  quiet('nor about an error', peerFrame(ipv4(1, error, {})));
  check('which is counted', host.stack.icmp.reported === 1);
  host.stack.icmp.report(3, 3, Uint8Array.from(ipv4(1, error, {})), 0, 20 + error.length, false, 3000);
  host.stack.icmp.report(3, 3, Uint8Array.from(ipv4(17, closed, { fragment: 3 })), 0, 20 + closed.length, false, 3000);
  check(
    'RFC 1122 §3.2.2: nor about an error we are asked to report on, or a later fragment',
    host.wire.take().length === 0,
  );
}

function datagrams(check: Check): void {
  const host = start();
  exchange(host, udpFrame(9, 7, []));
  check('an empty datagram is one', host.port7.datagrams.length === 1 && host.port7.datagrams[0].length === 0);
  const good = udp(9, 7, [1, 2, 3], PEER_IP, OUR_IP);
  for (let bit = 0; bit < good.length * 8; bit++) {
    const damaged = good.slice();
    damaged[bit >>> 3] ^= 128 >>> (bit & 7);
    // A checksum field that becomes zero would mean "none", which this one does not.
    exchange(host, peerFrame(ipv4(17, damaged, {})));
  }
  check('RFC 1122 §4.1.3.4: none with one flipped bit gets through', host.port7.datagrams.length === 1);
  const none = good.slice();
  none[6] = 0;
  none[7] = 0;
  exchange(host, peerFrame(ipv4(17, none, {})));
  check('RFC 768: one without checksum does', host.port7.datagrams.length === 2);
  const longer = good.slice();
  longer[5] = 60;
  exchange(host, peerFrame(ipv4(17, longer, {})));
  const shorter = good.slice();
  shorter[5] = 7;
  exchange(host, peerFrame(ipv4(17, shorter, {})));
  check('lengths that do not fit are dropped', host.port7.datagrams.length === 2);
  exchange(host, peerFrame(ipv4(17, [...good, 9, 9, 9], {})));
  check(
    'bytes behind the length are not data',
    host.port7.datagrams.length === 3 && host.port7.datagrams[2].length === 3,
  );
  const draft = host.stack.udp.draft();
  if (draft === undefined) throw new Error('Cannot test drafts: no packet');
  draft.bytes.set([5, 6, 7], draft.start);
  draft.end = draft.start + 3;
  host.stack.udp.sendDraft(draft, 7, PEER_IP, 9, 3000);
  host.stack.udp.send(Uint8Array.from([5, 6, 7]), 0, 3, 7, PEER_IP, 9, 3000);
  const [built, copied] = host.wire.take();
  check('a draft and a copy give the same datagram', same(built.subarray(34), copied.subarray(34)));
  check('which is what the RFC says', same(built.subarray(34), Uint8Array.from(udp(7, 9, [5, 6, 7], OUR_IP, PEER_IP))));
  // 0xfff0 makes the sum of this datagram all ones, so that the checksum would be zero.
  let zero = -1;
  for (let word = 0; word < 65536 && zero < 0; word++) {
    const tried = udp(7, 9, [word >>> 8, word & 255], OUR_IP, PEER_IP);
    if (tried[6] === 0xff && tried[7] === 0xff) zero = word;
  }
  host.stack.udp.send(Uint8Array.from([zero >>> 8, zero & 255]), 0, 2, 7, PEER_IP, 9, 3000);
  const [ones] = host.wire.take();
  check('RFC 768: a checksum of zero is sent as ones', zero >= 0 && read16(ones, 40) === 0xffff);
}

function checksumOffload(check: Check): void {
  const host = start(true);
  host.stack.udp.send(pattern(99), 0, 99, 7, PEER_IP, 9, 3000);
  const [frame] = host.wire.take();
  check(
    'with offload the device finishes the same checksum',
    same(frame.subarray(34), Uint8Array.from(udp(7, 9, [...pattern(99)], OUR_IP, PEER_IP))),
  );
  const damaged = udpFrame(9, 7, [1, 2, 3]);
  damaged[44] ^= 1;
  host.wire.inject(damaged, CHECKSUM_VALID);
  host.stack.receive(3000);
  check('what the device vouches for is not summed again', host.port7.datagrams.length === 1);
  const longer = udpFrame(9, 7, [1, 2, 3]);
  longer[39] = 12;
  host.wire.inject(longer, CHECKSUM_VALID);
  host.stack.receive(3000);
  check('but its length is looked at all the same', host.port7.datagrams.length === 1);
  host.wire.inject(damaged);
  host.stack.receive(3000);
  check('what it does not is', host.port7.datagrams.length === 1);
}

function ports(check: Check): void {
  const host = start();
  const sink = new Collector();
  check('a port in use is refused', !host.stack.udp.bind(7, 0, sink).ok);
  host.stack.udp.close(host.binding);
  check('and free again when closed', host.stack.udp.bind(7, 0, sink).ok);
  exchange(host, udpFrame(9, 7, [1]));
  check('then the new owner gets its datagrams', sink.datagrams.length === 1 && host.port7.datagrams.length === 0);
  const elsewhere = new Collector();
  host.stack.udp.bind(77, 0x0a000063, elsewhere);
  exchange(host, udpFrame(9, 77, [1]));
  check('a port bound to another address gets nothing', elsewhere.datagrams.length === 0);
  const chosen = host.stack.udp.bind(0, 0, sink);
  check('RFC 6335: port 0 is a dynamic port', chosen.ok && chosen.value.port >= FIRST_EPHEMERAL_PORT);
  let bound = 3;
  while (host.stack.udp.bind(0, 0, sink).ok) bound++;
  check('bound ports are bounded', bound === MOST_BINDINGS);
}
