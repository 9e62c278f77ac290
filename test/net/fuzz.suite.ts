// Hostile frames: sound ones with bytes changed, cut or spliced, and plain noise, into a whole interface. Nothing may throw, leak,
// spin, or leave more state than the bounds allow. A longer run takes more seeds.

import type { Packet } from '../../runtime/core/packet.ts';
import { SeededRandom } from '../../runtime/core/random.ts';
import { CHECKSUM_UNKNOWN, CHECKSUM_VALID } from '../../runtime/core/packet.ts';
import { PENDING_PACKETS } from '../../runtime/arp/arp.ts';
import { REASSEMBLY_DATAGRAMS } from '../../runtime/core/reassembly.ts';
import type { DatagramSink } from '../../runtime/udp/udp.types.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import { DHCP_CONFIG } from '../../runtime/stack/interface-config.ts';
import {
  arp,
  arpReplyFrame,
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
  udp,
  udpFrame,
} from './frames.ts';
import type { Check } from './suite.ts';
import { Wire } from './wire.ts';

export function suite(check: Check): void {
  fuzz(check, 1, 30_000);
}

class Nothing implements DatagramSink {
  count: number;

  constructor() {
    this.count = 0;
  }

  deliver({ bytes, start, end }: Packet): void {
    if (start > end || end > bytes.length) throw new Error('Cannot deliver: the range is not in the buffer');
    this.count++;
  }
}

export function fuzz(check: Check, seed: number, frames: number): void {
  const random = new SeededRandom(seed);
  const wire = new Wire(Uint8Array.from(OUR_MAC), 200, true);
  const config = { ...DHCP_CONFIG, prefix: { address: OUR_IP, length: 24 }, gateway: PEER_IP };
  const stack = new NetworkInterface(wire, config, random, 0);
  const sink = new Nothing();
  stack.udp.bind(7, 0, sink);
  const seeds = soundFrames();
  let bounded = true;
  let now = 0;
  for (let i = 0; i < frames; i++) {
    now += random.next32() % 20;
    wire.inject(damage(random, seeds), random.next32() % 4 === 0 ? CHECKSUM_VALID : CHECKSUM_UNKNOWN);
    stack.receive(now);
    stack.flush(now);
    wire.take();
    bounded = bounded && wire.inFlight <= PENDING_PACKETS && stack.ip.reassembler.inWork <= REASSEMBLY_DATAGRAMS;
  }
  check(`${frames} hostile frames: state stays bounded`, bounded);
  check('some are sound enough to be delivered', sink.count > 0);
  for (let later = 0; later < 100; later++) {
    now += 1000;
    stack.receive(now);
    wire.take();
  }
  check('and after a while nothing of them is left', wire.inFlight === 0 && stack.ip.reassembler.inWork === 0);
  wire.inject(arpReplyFrame());
  wire.inject(ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], OUR_IP)));
  wire.inject(peerFrame(ipv4(1, echoRequest(1, 1, [1]), {})));
  stack.receive(now);
  check('and the host answers as before', wire.take().length === 2);
}

export function soundFrames(): Uint8Array[] {
  const data = [1, 2, 3, 4, 5, 6, 7, 8];
  const datagram = udp(9, 7, data, PEER_IP, OUR_IP);
  const refused = ipv4(17, udp(9, 8, data, PEER_IP, OUR_IP), {});
  return [
    udpFrame(9, 7, data),
    peerFrame(refused),
    peerFrame(ipv4(1, echoRequest(1, 1, data), {})),
    peerFrame(ipv4(17, datagram, { options: [7, 7, 4, 0, 0, 0, 0, 0] })),
    peerFrame(ipv4(17, datagram.slice(0, 8), { fragment: 0x2000, identification: 5 })),
    peerFrame(ipv4(17, datagram.slice(8), { fragment: 1, identification: 5 })),
    peerFrame(ipv4(1, [3, 3, 0, 0, 0, 0, 0, 0, ...refused], {})),
    peerFrame(ipv4(99, data, {})),
    ethernet(BROADCAST_MAC, PEER_MAC, 0x0806, arp(1, PEER_MAC, PEER_IP, [0, 0, 0, 0, 0, 0], OUR_IP)),
    arpReplyFrame(),
    ethernet(OUR_MAC, PEER_MAC, 0x8100, [0, 0, 8, 0, ...ipv4(17, datagram, {})]),
  ];
}

/** One of the sound frames with something done to it; half of them get a good header checksum again. */
export function damage(random: SeededRandom, seeds: readonly Uint8Array[]): Uint8Array {
  let frame = seeds[random.next32() % seeds.length].slice();
  const kind = random.next32() % 8;
  if (kind === 0) frame = frame.slice(0, random.next32() % (frame.length + 1));
  else if (kind === 1) frame = Uint8Array.from([...frame, ...seeds[random.next32() % seeds.length]]);
  else if (kind === 2) for (let i = 12; i < frame.length; i++) frame[i] = random.next32() & 255;
  else
    for (let i = random.next32() % 6; i > 0; i--)
      frame[12 + (random.next32() % (frame.length - 12))] = random.next32() & 255;
  if (frame.length >= 34 && (random.next32() & 1) === 0) mendHeader(frame);
  return frame;
}

function mendHeader(frame: Uint8Array): void {
  const length = (frame[14] & 15) * 4;
  if (length < 20 || 14 + length > frame.length) return;
  frame[24] = 0;
  frame[25] = 0;
  const checksum = plainChecksum([...frame.subarray(14, 14 + length)]);
  frame[24] = checksum >>> 8;
  frame[25] = checksum & 255;
}
