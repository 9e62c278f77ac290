// IPv6, ICMPv6 and UDP over it: packets built by hand from RFC 8200 and RFC 4443, fragments, errors, and what leaves in answer.

import { formatAddress6, parseAddress6, parsePrefix6 } from '../../runtime/core/address6.ts';
import type { Packet } from '../../runtime/core/packet.ts';
import { FRAGMENTS_PER_DATAGRAM, REASSEMBLY_DATAGRAMS, REASSEMBLY_TIMEOUT_MS } from '../../runtime/core/reassembly.ts';
import { ERROR6_BURST } from '../../runtime/ipv6/icmp6.ts';
import { LOOPBACK_PACKETS6 } from '../../runtime/ipv6/ipv6.ts';
import { MOST_EXTENSION_HEADERS, MOST_OPTIONS } from '../../runtime/ipv6/ipv6.wire.ts';
import type { DatagramSink } from '../../runtime/udp/udp.types.ts';
import { plainChecksum, read16, read32, u16, u32 } from './frames.ts';
import {
  ALL_NODES,
  echo6,
  frame6,
  full,
  Host6,
  icmpFrame,
  ip6,
  ipv6,
  OUR_IP6,
  PEER_IP6,
  udp6,
  type Fields6,
  type Seen,
} from './frames6.ts';
import { pattern, type Check } from './suite.ts';

export function suite(check: Check): void {
  text(check);
  header(check);
  extensions(check);
  fragments(check);
  sending(check);
  echo(check);
  errors(check);
  paths(check);
  datagrams(check);
  loopback(check);
}

class Sink implements DatagramSink {
  readonly got: { data: number[]; from: string; port: number }[];
  private readonly host: Host6;

  constructor(host: Host6, port: number) {
    this.got = [];
    this.host = host;
    host.stack.udp.bind(port, 0, this);
  }

  deliver({ bytes, start, end }: Packet, source: number, port: number): void {
    const from = this.host.stack.families.ip.formatHost(source);
    this.got.push({ data: [...bytes.subarray(start, end)], from, port });
  }
}

function settled(): Host6 {
  const host = new Host6();
  host.settle();
  return host;
}

function text(check: Check): void {
  const good: [string, string][] = [
    ['::', '::'],
    ['::1', '::1'],
    ['1::', '1::'],
    ['2001:DB8:0:0:8:800:200C:417A', '2001:db8::8:800:200c:417a'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['::ffff:192.0.2.1', '::ffff:c000:201'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ];
  for (const [from, to] of good) {
    const parsed = parseAddress6(from);
    check(`RFC 4291 §2.2, RFC 5952: ${from}`, parsed.ok && formatAddress6(parsed.value, 0) === to);
  }
  const bad =
    '| 1 |:|:::|1:|:1|1:2:3:4:5:6:7|1:2:3:4:5:6:7:8:9|1::2::3|12345::|g::|1:2:3:4:5:6:7:8::|::1.2.3|1.2.3.4|fe80::1%1';
  for (const one of bad.split('|')) check(`'${one}' is no address`, !parseAddress6(one).ok);
  const prefix = parsePrefix6('2001:db8::1/48');
  check('a prefix', prefix.ok && prefix.value.length === 48 && prefix.value.address[15] === 1);
  for (const one of ['::1', '::/129', '::/', '::/x', '::/1234']) check(`'${one}' is no prefix`, !parsePrefix6(one).ok);
}

function echoes(seen: readonly Seen[]): Seen[] {
  return seen.filter(({ next, payload }) => next === 58 && payload[0] === 129);
}

function header(check: Check): void {
  const host = settled();
  const ask = (fields: Fields6, packetFields: Fields6 = fields): number =>
    echoes(host.give(frame6(ipv6(58, echo6([1, 2], fields), packetFields)))).length;
  check('RFC 8200 §3: a packet for us is answered', ask({}) === 1);
  check('one for somebody else is not', ask({ destination: 'fd00::9' }) === 0);
  check('nor one with a length past its end', ask({}, { length: 100 }) === 0);
  const padded = frame6([...ipv6(58, echo6([1, 2])), 9, 9, 9]);
  const [answer] = echoes(host.give(padded));
  check('what pads the frame is not part of it', answer !== undefined && answer.payload.length === 10);
  const wrong = frame6(ipv6(58, echo6([])));
  wrong[14] = 0x40;
  check('another version is dropped', host.give(wrong).length === 0);
  check('cut anywhere it is dropped', cuts(host));
  check('RFC 4291 §2.7: a group is no source', ask({ source: 'ff02::1' }) === 0);
  check('§2.5.3: nor is loopback from outside', ask({ source: '::1' }) === 0);
  check('nor an IPv4 address in disguise', ask({ source: '::ffff:10.0.0.1' }) === 0);
  check('nor our own address', ask({ source: OUR_IP6 }) === 0);
  check('§2.5.2: nobody is answered', ask({ source: '::' }) === 0);
  const datagram = { source: '::' };
  const sink = new Sink(host, 9);
  host.give(frame6(ipv6(17, udp6(5, 9, [1], datagram), datagram)));
  check('nor heard but in neighbour discovery', sink.got.length === 0);
  check('hop limit 0 is taken by a host', ask({ hopLimit: 0 }) === 1);
}

function cuts(host: Host6): boolean {
  const whole = frame6(ipv6(0, [58, 0, 1, 4, 0, 0, 0, 0, ...echo6([1, 2])]));
  for (let length = 14; length < whole.length; length++) {
    if (host.give(whole.slice(0, length)).length > 0) return false;
  }
  return host.wire.inFlight === 0;
}

/** A header of options, padded to eight bytes. */
function options(next: number, bytes: readonly number[]): number[] {
  const padded = [next, 0, ...bytes];
  while (padded.length % 8 !== 0) padded.push(0);
  padded[1] = padded.length / 8 - 1;
  return padded;
}

/** Type, code and pointer of the only error that we sent; empty without one. */
function errorOf(seen: readonly Seen[]): string {
  const found = seen.filter(({ next, payload }) => next === 58 && payload[0] < 128);
  return found.length === 1 ? `${found[0].payload[0]} ${found[0].payload[1]} ${read32(found[0].payload, 4)}` : '';
}

function extensions(check: Check): void {
  const host = settled();
  const give = (next: number, payload: readonly number[], fields: Fields6 = {}): Seen[] => {
    // The bound on errors is tested elsewhere.
    host.pass(1000);
    return host.give(frame6(ipv6(next, payload, fields), fields.destination === ALL_NODES));
  };
  const echo = echo6([1]);
  check('RFC 8200 §4.3: hop-by-hop options', echoes(give(0, [...options(58, [5, 2, 0, 0]), ...echo])).length === 1);
  check('§4.6: destination options', echoes(give(60, [...options(58, [1, 0]), ...echo])).length === 1);
  check('both', echoes(give(0, [...options(60, []), ...options(58, []), ...echo])).length === 1);
  check(
    '§4.2: an unknown option that may be skipped is',
    echoes(give(60, [...options(58, [0x3e, 0]), ...echo])).length === 1,
  );
  check('one that asks to be dropped is, silently', give(60, [...options(58, [0x7e, 0]), ...echo]).length === 0);
  check('one that asks for a report is reported', errorOf(give(60, [...options(58, [0xbe, 0]), ...echo])) === '4 2 42');
  const toGroup = { destination: ALL_NODES };
  const groupEcho = echo6([1], toGroup);
  const always = give(60, [...options(58, [0xbe, 0]), ...groupEcho], toGroup);
  check('RFC 4443 §2.4 e.3: even to a group', errorOf(always) === '4 2 42');
  check(
    'one that asks for a report unless to a group',
    errorOf(give(60, [...options(58, [0xfe, 0]), ...echo])) === '4 2 42',
  );
  check('is not reported then', give(60, [...options(58, [0xfe, 0]), ...groupEcho], toGroup).length === 0);
  check('an option past its header drops the packet', give(60, [58, 0, 0x3e, 9, 0, 0, 0, 0, ...echo]).length === 0);
  check('a header past the packet too', give(60, [58, 200, 1, 4, 0, 0, 0, 0]).length === 0);
  check(
    '§4.3: hop-by-hop elsewhere is not known',
    errorOf(give(60, [...options(0, []), ...options(58, []), ...echo])) === '4 1 40',
  );
  const routing = (left: number): number[] => [58, 0, 0, left, 0, 0, 0, 0, ...echo];
  check('§4.4: a routing header that is done', echoes(give(43, routing(0))).length === 1);
  check('RFC 5095: one that is not is refused', errorOf(give(43, routing(1))) === '4 0 42');
  check('§4.7: no next header', give(59, [1, 2, 3]).length === 0);
  check('§4: an unknown one is a parameter problem', errorOf(give(99, [1, 2, 3])) === '4 1 6');
  check('wherever it is named', errorOf(give(60, [...options(99, []), 1])) === '4 1 40');
  const chain = (count: number): number[] => {
    const bytes: number[] = [];
    for (let i = 0; i < count; i++) bytes.push(...options(i + 1 < count ? 60 : 58, []));
    return [...bytes, ...echo];
  };
  check('RFC 8504 §5.3: extension headers', echoes(give(60, chain(MOST_EXTENSION_HEADERS))).length === 1);
  check('are bounded', give(60, chain(MOST_EXTENSION_HEADERS + 1)).length === 0);
  const many: number[] = [];
  for (let i = 0; i < MOST_OPTIONS; i++) many.push(0x3e, 0);
  check('options of one header', echoes(give(60, [...options(58, many.slice(2, 2 + 2 * 11)), ...echo])).length === 1);
  check('are bounded', give(60, [...options(58, [...many, 0x3e, 0]), ...echo]).length === 0);
}

/** A fragment of `whole`, a packet's payload. */
function fragment(next: number, whole: readonly number[], start: number, end: number, id: number): Uint8Array {
  const more = end < whole.length ? 1 : 0;
  return frame6(ipv6(44, [next, 0, ...u16(start | more), ...u32(id), ...whole.slice(start, end)]));
}

function fragments(check: Check): void {
  const host = settled();
  const sink = new Sink(host, 7);
  const data = [...pattern(3000)];
  const whole = udp6(5, 7, data);
  const part = (start: number, end: number, id: number): Uint8Array => fragment(17, whole, start, end, id);
  host.give(part(0, 1000, 1), part(1000, 2000, 1), part(2000, whole.length, 1));
  check('RFC 8200 §4.5: fragments make a whole', sink.got.length === 1 && sink.got[0].data.join() === data.join());
  host.give(part(2000, whole.length, 2), part(0, 1000, 2), part(1000, 2000, 2));
  check('in any order', sink.got.length === 2);
  host.give(part(0, 1000, 3), part(0, 1000, 3), part(1000, 2000, 3), part(2000, whole.length, 3));
  check('an exact repetition is ignored', sink.got.length === 3);
  host.give(part(0, 1000, 4), part(992, 2000, 4), part(2000, whole.length, 4), part(1000, 2000, 4));
  check('RFC 5722: an overlap ends the whole', sink.got.length === 3);
  host.give(part(0, 1000, 5), part(1000, 2000, 6), part(2000, whole.length, 5));
  check('identifications are kept apart', sink.got.length === 3);
  const other = frame6(
    ipv6(44, [17, 0, ...u16(1000 | 1), ...u32(5), ...whole.slice(1000, 2000)], { source: 'fd00::8' }),
  );
  host.give(other);
  check('and sources', sink.got.length === 3);
  const small = udp6(5, 7, [1, 2, 3]);
  host.give(frame6(ipv6(44, [17, 0, 0, 0, ...u32(7), ...small])));
  check('RFC 6946: an atomic fragment is a packet', sink.got.length === 4);
  host.pass(1000);
  check('a length that is no multiple of eight is reported', errorOf(host.give(part(0, 1001, 8))) === '4 0 4');
  host.pass(1000);
  const far = frame6(ipv6(44, [17, 0, ...u16(65_528), ...u32(9), ...data.slice(0, 16)]));
  check('so is an end past 65,535', errorOf(host.give(far)) === '4 0 42');
  const cut = frame6(ipv6(44, [60, 0, 0, 1, ...u32(10), 17, 3, 1, 4, 0, 0, 0, 0]));
  const before = host.six.reassembler.inWork;
  host.give(cut);
  check('RFC 7112: a first fragment without all headers is dropped', host.six.reassembler.inWork === before);
  const inside = [...options(17, [1, 4, 0, 0, 0, 0]), ...whole];
  const parts = [0, 800, 1600, 2400].map((start) =>
    fragment(60, inside, start, Math.min(start + 800, inside.length), 11),
  );
  host.give(...parts);
  check('headers behind that of the fragment', sink.got.length === 5);
  const late = settled();
  late.give(part(0, 1000, 1), part(1000, 2000, 1));
  const errors = late.pass(REASSEMBLY_TIMEOUT_MS + 1000);
  const [told] = errors.filter(({ payload, next }) => next === 58 && payload[0] === 3);
  check('§4.5: what stays incomplete is reported', told !== undefined && told.payload[1] === 1);
  check('with its first fragment', told !== undefined && told.payload.length === 8 + 40 + 8 + 1000);
  check('and forgotten', late.six.reassembler.inWork === 0);
  const many = settled();
  for (let id = 0; id < 100; id++) many.give(part(0, 8, id));
  check('datagrams in work are bounded', many.six.reassembler.inWork <= REASSEMBLY_DATAGRAMS);
  const crumbs = settled();
  const crumbSink = new Sink(crumbs, 7);
  const crumbFrames: Uint8Array[] = [];
  for (let at = 0; at < whole.length; at += 16) crumbFrames.push(part(at, Math.min(at + 16, whole.length), 1));
  for (const frame of crumbFrames) crumbs.give(frame);
  const tooMany = crumbFrames.length > FRAGMENTS_PER_DATAGRAM;
  check('fragments of one datagram are bounded', tooMany && crumbSink.got.length === 0);
}

function sending(check: Check): void {
  const host = settled();
  const { udp } = host.stack;
  const to = host.stack.families.ip.parseHost(PEER_IP6);
  if (!to.ok) return check('a host has a number', false);
  udp.send(Uint8Array.from([1, 2, 3]), 0, 3, 7, to.value, 5, host.now);
  const [sent] = host.take();
  check('RFC 8200 §3: what we send has a header', sent.frame[14] === 0x60 && sent.hopLimit === 64);
  check('with our address and the length', sent.source === full(OUR_IP6) && read16(sent.frame, 18) === 11);
  const pseudo = [...ip6(OUR_IP6), ...ip6(PEER_IP6), ...u32(11), 0, 0, 0, 17];
  check('§8.1: and a checksum over both', plainChecksum([...pseudo, ...sent.payload]) === 0);
  const data = pattern(4000);
  udp.send(data, 0, data.length, 7, to.value, 5, host.now);
  const parts = host.take();
  check('§5: larger packets leave in fragments', parts.length === 3 && parts.every(({ next }) => next === 44));
  check(
    'none larger than the link takes',
    parts.every(({ frame }) => frame.length <= 1514),
  );
  const ids = new Set(parts.map(({ payload }) => read32(payload, 4)));
  const offsets = parts.map(({ payload }) => read16(payload, 2));
  check('of one identification', ids.size === 1 && offsets[0] === 1 && (offsets[2] & 1) === 0);
  const draft = udp.draft();
  check('a draft is as large as IPv4 takes', draft !== undefined && udp.draftBytes === 1472);
  if (draft !== undefined) {
    draft.end = draft.start + 1472;
    udp.sendDraft(draft, 7, to.value, 5, host.now);
  }
  check('one that is too large here leaves in fragments', host.take().length === 2 && host.wire.inFlight === 0);
  const forgotten = host.stack.families.ip.parseHost('2001:db8::7');
  const routeless = forgotten.ok && udp.send(data, 0, 10, 7, forgotten.value, 5, host.now);
  check('RFC 4861 §5.2: without a router there is no way off the link', !routeless && host.wire.inFlight === 0);
  check('a number of nobody is refused', !udp.send(data, 0, 10, 7, 0xf0000001, 5, host.now));
}

function echo(check: Check): void {
  const host = settled();
  const [answer] = echoes(host.give(frame6(ipv6(58, echo6([1, 2, 3])))));
  check('RFC 4443 §4.2: an echo', answer !== undefined && answer.payload[0] === 129 && answer.payload[10] === 3);
  const pseudo = [...ip6(OUR_IP6), ...ip6(PEER_IP6), ...u32(11), 0, 0, 0, 58];
  check('with its checksum', plainChecksum([...pseudo, ...answer.payload]) === 0);
  check('to who asked, from what was asked', answer.destination === full(PEER_IP6) && answer.source === full(OUR_IP6));
  const toAll = { destination: ALL_NODES };
  const [many] = echoes(host.give(frame6(ipv6(58, echo6([1], toAll), toAll), true)));
  check('a group is answered for with our address', many !== undefined && many.source === full(OUR_IP6));
  const manySum = [...ip6(OUR_IP6), ...ip6(PEER_IP6), ...u32(9), 0, 0, 0, 58];
  check('and the checksum that it needs', plainChecksum([...manySum, ...many.payload]) === 0);
  const damaged = frame6(ipv6(58, echo6([1])));
  damaged[60] ^= 1;
  check('§2.3: a wrong checksum is dropped', host.give(damaged).length === 0);
  const large = echo6([...pattern(2992)]);
  const frames = [0, 1200, 2400].map((at) => fragment(58, large, at, Math.min(at + 1200, large.length), 3));
  const back = host.give(...frames);
  check('in fragments, the same way back', back.length === 3 && back.every(({ next }) => next === 44));
}

function errors(check: Check): void {
  const host = settled();
  const closed = (length: number): Uint8Array => frame6(ipv6(17, udp6(5, 99, [...pattern(length)])));
  const [told] = host.give(closed(10));
  check('RFC 4443 §3.1: a closed port', told.payload[0] === 1 && told.payload[1] === 4);
  check('quotes the packet', told.payload.length === 8 + 40 + 18 && told.payload[8] === 0x60);
  host.pass(1000);
  const [long] = host.give(closed(1400));
  check('§2.4 c: no more than 1280 bytes in all', long.frame.length === 14 + 1280);
  host.pass(1000);
  const quote = ipv6(17, udp6(7, 5, []), { source: OUR_IP6, destination: PEER_IP6 });
  const unknown = [1, 200, 0, 0, 0, 0, 0, 0, ...quote];
  check('§2.4 e.1: none about an error', host.give(icmpFrame(unknown)).length === 0);
  check('which is counted', host.six.icmp.reported === 1);
  const group = { destination: ALL_NODES };
  check('§2.4 e.3: none about a group', host.give(frame6(ipv6(99, [1], group), true)).length === 0);
  check('nor about a frame for a group', host.give(frame6(ipv6(99, [1]), true)).length === 0);
  let sent = 0;
  for (let i = 0; i < 1000; i++) sent += host.give(closed(1)).length;
  check('§2.4 f: errors are bounded', sent > 5 && sent <= ERROR6_BURST && host.six.icmp.suppressed > 900);
}

/** "Packet too big" about a datagram of ours. */
function tooBig(mtu: number, source = OUR_IP6, destination = PEER_IP6): Uint8Array {
  const quote = ipv6(17, udp6(7, 5, [1, 2, 3, 4]), { source, destination });
  return icmpFrame([2, 0, 0, 0, ...u32(mtu), ...quote], { source: 'fd00::99' });
}

function paths(check: Check): void {
  const host = settled();
  const to = host.stack.families.ip.parseHost(PEER_IP6);
  const peer = to.ok ? to.value : 0;
  const mtu = (): number => host.six.mtuTo(peer, host.now);
  check('RFC 8201 §3: a path is as wide as the link', mtu() === 1500);
  host.give(tooBig(1400));
  check('until a router says otherwise', mtu() === 1400);
  const data = pattern(1400);
  host.stack.udp.send(data, 0, data.length, 7, peer, 5, host.now);
  check('then larger ones leave in fragments', host.take().length === 2);
  host.give(tooBig(1450));
  check('§4: a larger one is not believed', mtu() === 1400);
  host.give(tooBig(500));
  check('nothing is smaller than 1280', mtu() === 1280);
  const other = settled();
  other.give(tooBig(1300, 'fd00::77'));
  const unknown = other.stack.families.ip.parseHost(PEER_IP6);
  check('only about packets of ours', unknown.ok && other.six.mtuTo(unknown.value, other.now) === 1500);
  host.pass(601_000);
  check('§4: after ten minutes it is tried again', mtu() === 1500);
}

function datagrams(check: Check): void {
  const host = settled();
  const sink = new Sink(host, 7);
  host.give(frame6(ipv6(17, udp6(5, 7, [1, 2, 3]))));
  check('a datagram arrives', sink.got.length === 1 && sink.got[0].data.join() === '1,2,3');
  check('with the address of its sender', sink.got[0].from === PEER_IP6 && sink.got[0].port === 5);
  const unsummed = udp6(5, 7, [1]);
  unsummed[6] = 0;
  unsummed[7] = 0;
  host.give(frame6(ipv6(17, unsummed)));
  check('RFC 8200 §8.1: none without a checksum', sink.got.length === 1);
  const damaged = udp6(5, 7, [1]);
  damaged[8] ^= 1;
  host.give(frame6(ipv6(17, damaged)));
  check('nor with a wrong one', sink.got.length === 1);
  const group = { destination: ALL_NODES };
  host.give(frame6(ipv6(17, udp6(5, 7, [9], group), group), true));
  check('a group is heard', sink.got.length === 2);
  const second = new Host6({ prefix: { address: Uint8Array.from(ip6('fd00::2')), length: 64 } });
  second.settle();
  const local = second.six.addresses.linkLocal;
  const text = local === undefined ? '' : formatAddress6(local.bytes, 0);
  const fields = { source: 'fe80::1', destination: text };
  const asked = new Sink(second, 7);
  second.give(frame6(ipv6(17, udp6(5, 7, [1], fields), fields)));
  const from = second.stack.families.ip.parseHost('fe80::1');
  if (from.ok) second.stack.udp.send(Uint8Array.from([1]), 0, 1, 7, from.value, 5, second.now);
  const [solicited] = second.take();
  check(
    'RFC 6724 §5: answers leave from the address that was asked',
    asked.got.length === 1 && solicited.source === full(text),
  );
}

function loopback(check: Check): void {
  const host = settled();
  const sink = new Sink(host, 7);
  const numbers = [OUR_IP6, '::1'].map((one) => {
    const parsed = host.stack.families.ip.parseHost(one);
    return parsed.ok ? parsed.value : 0;
  });
  for (const number of numbers) host.stack.udp.send(Uint8Array.from([4]), 0, 1, 9, number, 7, host.now);
  check('what we send to ourselves does not leave', host.wire.take().length === 0);
  host.give();
  check('and arrives', sink.got.length === 2 && sink.got[0].from === OUR_IP6 && sink.got[1].from === '::1');
  let taken = 0;
  for (let i = 0; i < 100; i++) {
    if (host.stack.udp.send(Uint8Array.from([4]), 0, 1, 9, numbers[0], 7, host.now)) taken++;
  }
  check('the queue to ourselves is bounded', taken === LOOPBACK_PACKETS6);
  host.give();
  check('nothing leaks', host.wire.inFlight === 0);
}
