// Hostile IPv6 frames: sound ones with bytes changed, cut or spliced, half of them with a good checksum again, into a whole
// interface. Nothing may throw, leak, spin, or leave more state than the bounds allow. A longer run takes more seeds.

import { CHECKSUM_UNKNOWN, CHECKSUM_VALID } from '../../runtime/core/packet.ts';
import { SeededRandom } from '../../runtime/core/random.ts';
import { REASSEMBLY_DATAGRAMS } from '../../runtime/core/reassembly.ts';
import { MOST_LOCAL_ADDRESSES } from '../../runtime/ipv6/local-addresses.ts';
import { PENDING_PACKETS6 } from '../../runtime/ipv6/neighbours.ts';
import { MOST_PREFIXES6, MOST_ROUTERS6 } from '../../runtime/ipv6/routers.ts';
import type { DatagramSink } from '../../runtime/udp/udp.types.ts';
import { plainChecksum, u16, u32 } from './frames.ts';
import {
  ALL_NODES,
  advertisement,
  echo6,
  frame6,
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
  sourceHardware,
  targetHardware,
  udp6,
} from './frames6.ts';
import { damage } from './fuzz.suite.ts';
import type { Check } from './suite.ts';

export function suite(check: Check): void {
  fuzz6(check, 1, 30_000);
}

class Counted implements DatagramSink {
  count: number;

  constructor() {
    this.count = 0;
  }

  deliver(): void {
    this.count++;
  }
}

export function fuzz6(check: Check, seed: number, frames: number): void {
  const random = new SeededRandom(seed);
  const host = new Host6({}, seed, 200, true);
  const sink = new Counted();
  host.stack.udp.bind(7, 0, sink);
  const seeds = soundFrames6();
  let bounded = true;
  for (let i = 0; i < frames; i++) {
    host.now += random.next32() % 20;
    host.wire.inject(damage6(random, seeds), random.next32() % 4 === 0 ? CHECKSUM_VALID : CHECKSUM_UNKNOWN);
    host.stack.receive(host.now);
    host.stack.flush(host.now);
    host.wire.take();
    const { six } = host;
    bounded &&= host.wire.inFlight <= PENDING_PACKETS6 && six.reassembler.inWork <= REASSEMBLY_DATAGRAMS;
    bounded &&= six.addresses.list.length <= MOST_LOCAL_ADDRESSES && six.table.size <= 4096;
    bounded &&= six.routers.count <= MOST_ROUTERS6 && six.routers.prefixCount <= MOST_PREFIXES6;
  }
  check(`${frames} hostile IPv6 frames: state stays bounded`, bounded);
  check('some are sound enough to be delivered', sink.count > 0);
  host.pass(100_000);
  check('and after a while nothing of them is left', host.wire.inFlight === 0 && host.six.reassembler.inWork === 0);
  host.answers = true;
  const fields = { source: 'fd00::4444' };
  host.give(solicitation(OUR_IP6, sourceHardware(), fields));
  const seen = host.give(frame6(ipv6(58, echo6([1], fields), fields)));
  check('and the host answers as before', seen.length === 1 && seen[0].payload[0] === 129);
}

export function soundFrames6(): Uint8Array[] {
  const data = [1, 2, 3, 4, 5, 6, 7, 8];
  const datagram = udp6(9, 7, data);
  const quote = ipv6(17, udp6(7, 5, data), { source: OUR_IP6, destination: PEER_IP6 });
  const query = { source: ROUTER_IP6, destination: ALL_NODES, hopLimit: 1 };
  return [
    frame6(ipv6(17, datagram)),
    frame6(ipv6(17, udp6(9, 8, data))),
    frame6(ipv6(58, echo6(data))),
    frame6(ipv6(0, [60, 0, 5, 2, 0, 0, 1, 0, 17, 0, 1, 4, 0, 0, 0, 0, ...datagram])),
    frame6(ipv6(44, [17, 0, ...u16(1), ...u32(5), ...datagram.slice(0, 8)])),
    frame6(ipv6(44, [17, 0, ...u16(8), ...u32(5), ...datagram.slice(8)])),
    frame6(ipv6(43, [17, 0, 0, 0, 0, 0, 0, 0, ...datagram])),
    frame6(ipv6(99, data)),
    icmpFrame([1, 4, 0, 0, 0, 0, 0, 0, ...quote]),
    icmpFrame([2, 0, 0, 0, ...u32(1400), ...quote]),
    icmpFrame([130, 0, 0, 0, ...u16(1000), 0, 0, ...ip6('::'), 2, 125, 0, 0], query, true),
    solicitation(OUR_IP6, sourceHardware()),
    advertisement(PEER_IP6, 0x60, targetHardware()),
    routerAdvertisement(1800, [
      ...sourceHardware(),
      ...prefixOption('2001:db8::', 3600, 1800),
      5,
      1,
      0,
      0,
      ...u32(1400),
    ]),
    routerAdvertisement(1800, [
      25,
      3,
      0,
      0,
      ...u32(60),
      ...ip6('2001:db8::53'),
      31,
      2,
      0,
      0,
      ...u32(60),
      1,
      97,
      0,
      0,
      0,
      0,
      0,
      0,
    ]),
  ];
}

/** One of the sound frames with something done to it; half of what is ICMPv6 gets a good checksum again. */
export function damage6(random: SeededRandom, seeds: readonly Uint8Array[]): Uint8Array {
  const frame = damage(random, seeds);
  if (frame.length < 62 || frame[12] !== 0x86 || frame[13] !== 0xdd || (random.next32() & 1) === 0) return frame;
  const length = frame[18] * 256 + frame[19];
  if (frame[20] !== 58 || length < 8 || 54 + length > frame.length) return frame;
  frame[56] = 0;
  frame[57] = 0;
  const message = [...frame.subarray(54, 54 + length)];
  const checksum = plainChecksum([...frame.subarray(22, 54), ...u32(length), 0, 0, 0, 58, ...message]);
  frame[56] = checksum >>> 8;
  frame[57] = checksum & 255;
  return frame;
}
