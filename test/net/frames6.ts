// IPv6 frames for tests, built field by field from the RFCs and not through the codecs under test; and a host to send them to.

import { SeededRandom } from '../../runtime/core/random.ts';
import { parseAddress6 } from '../../runtime/core/address6.ts';
import type { Ipv6Config } from '../../runtime/stack/families.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import { DHCP_CONFIG } from '../../runtime/stack/interface-config.ts';
import { ethernet, OUR_IP, OUR_MAC, PEER_MAC, plainChecksum, u16, u32 } from './frames.ts';
import { Wire } from './wire.ts';

export const OUR_IP6 = 'fd00::2';
export const PEER_IP6 = 'fd00::1';
export const ROUTER_IP6 = 'fe80::1';
export const ALL_NODES = 'ff02::1';
export const UNSPECIFIED = '::';

export function ip6(text: string): number[] {
  const parsed = parseAddress6(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  return [...parsed.value];
}

export interface Fields6 {
  readonly source?: string;
  readonly destination?: string;
  readonly hopLimit?: number;
  /** What the header says, when it is to say something else. */
  readonly length?: number;
}

export function ipv6(next: number, payload: readonly number[], fields: Fields6 = {}): number[] {
  return [
    0x60,
    0,
    0,
    0,
    ...u16(fields.length ?? payload.length),
    next,
    fields.hopLimit ?? 64,
    ...ip6(fields.source ?? PEER_IP6),
    ...ip6(fields.destination ?? OUR_IP6),
    ...payload,
  ];
}

function pseudo(next: number, length: number, fields: Fields6): number[] {
  const to = ip6(fields.destination ?? OUR_IP6);
  return [...ip6(fields.source ?? PEER_IP6), ...to, ...u32(length), 0, 0, 0, next];
}

/** A message with its checksum. */
export function icmp6(message: readonly number[], fields: Fields6 = {}): number[] {
  const whole = [...message];
  whole[2] = 0;
  whole[3] = 0;
  const checksum = plainChecksum([...pseudo(58, whole.length, fields), ...whole]);
  whole[2] = checksum >>> 8;
  whole[3] = checksum & 255;
  return whole;
}

export function udp6(sourcePort: number, port: number, data: readonly number[], fields: Fields6 = {}): number[] {
  const length = 8 + data.length;
  const segment = [...u16(sourcePort), ...u16(port), ...u16(length), 0, 0, ...data];
  let checksum = plainChecksum([...pseudo(17, length, fields), ...segment]);
  if (checksum === 0) checksum = 0xffff;
  segment[6] = checksum >>> 8;
  segment[7] = checksum & 255;
  return segment;
}

export function echo6(data: readonly number[], fields: Fields6 = {}): number[] {
  return icmp6([128, 0, 0, 0, 0, 1, 0, 1, ...data], fields);
}

/** From the peer's hardware address to ours, or to a group. */
export function frame6(packet: readonly number[], group = false): Uint8Array {
  return ethernet(group ? [0x33, 0x33, 0, 0, 0, 1] : OUR_MAC, PEER_MAC, 0x86dd, packet);
}

export function icmpFrame(message: readonly number[], fields: Fields6 = {}, group = false): Uint8Array {
  return frame6(ipv6(58, icmp6(message, fields), fields), group);
}

const ND: Fields6 = { hopLimit: 255 };

/** Neighbour solicitation for `target`. */
export function solicitation(target: string, options: readonly number[], fields: Fields6 = {}): Uint8Array {
  return icmpFrame([135, 0, 0, 0, 0, 0, 0, 0, ...ip6(target), ...options], { ...ND, ...fields }, true);
}

/** Neighbour advertisement; `flags`: 0x80 router, 0x40 solicited, 0x20 override. */
export function advertisement(
  target: string,
  flags: number,
  options: readonly number[],
  fields: Fields6 = {},
): Uint8Array {
  return icmpFrame([136, 0, 0, 0, flags, 0, 0, 0, ...ip6(target), ...options], { ...ND, ...fields });
}

/** Router advertisement. */
export function routerAdvertisement(
  lifetime: number,
  options: readonly number[],
  fields: Fields6 = {},
  hopLimit = 64,
): Uint8Array {
  const head = [134, 0, 0, 0, hopLimit, 0, ...u16(lifetime), ...u32(0), ...u32(0)];
  return icmpFrame([...head, ...options], { ...ND, source: ROUTER_IP6, destination: ALL_NODES, ...fields }, true);
}

export function prefixOption(prefix: string, valid: number, preferred: number, flags = 0xc0, length = 64): number[] {
  return [3, 4, length, flags, ...u32(valid), ...u32(preferred), 0, 0, 0, 0, ...ip6(prefix)];
}

export function sourceHardware(mac: readonly number[] = PEER_MAC): number[] {
  return [1, 1, ...mac];
}

export function targetHardware(mac: readonly number[] = PEER_MAC): number[] {
  return [2, 1, ...mac];
}

/** What we sent: an IPv6 packet, taken apart. */
export interface Seen {
  readonly frame: Uint8Array;
  readonly next: number;
  readonly hopLimit: number;
  readonly source: string;
  readonly destination: string;
  /** Behind the IPv6 header. */
  readonly payload: Uint8Array;
}

/** One stack on a wire, with an instant of its own. */
export class Host6 {
  readonly wire: Wire;
  readonly stack: NetworkInterface;
  now: number;
  /** The peer answers solicitations for its address. */
  answers: boolean;

  constructor(config: Partial<Ipv6Config> = {}, seed = 1, packets = 64, checksumOffload = false) {
    this.wire = new Wire(Uint8Array.from(OUR_MAC), packets, checksumOffload);
    this.now = 0;
    this.answers = false;
    const prefix = { address: Uint8Array.from(ip6(OUR_IP6)), length: 64 };
    const six: Ipv6Config = { prefix, gateway: undefined, secret: new Uint8Array(16), probe: false, ...config };
    const four = { address: OUR_IP, length: 24 };
    this.stack = new NetworkInterface(this.wire, { ...DHCP_CONFIG, prefix: four, six }, new SeededRandom(seed), 0);
  }

  get six(): NetworkInterface['families']['six'] {
    return this.stack.families.six;
  }

  /** Delivers frames in one turn; what we sent in it. */
  give(...frames: Uint8Array[]): Seen[] {
    for (const frame of frames) this.wire.inject(frame);
    this.stack.receive(this.now);
    this.stack.flush(this.now);
    const seen = this.take();
    if (!this.answers) return seen;
    const asked = seen.filter((one) => isSolicitationOfPeer(one));
    if (asked.length === 0) return seen;
    const others = seen.filter((one) => !isSolicitationOfPeer(one));
    return [...others, ...this.give(advertisement(PEER_IP6, 0x60, targetHardware()))];
  }

  take(): Seen[] {
    const seen: Seen[] = [];
    for (const frame of this.wire.take()) {
      if (frame[12] !== 0x86 || frame[13] !== 0xdd) continue;
      const payload = frame.subarray(54);
      const source = textOf(frame, 22);
      seen.push({ frame, next: frame[20], hopLimit: frame[21], source, destination: textOf(frame, 38), payload });
    }
    return seen;
  }

  /** Lets time pass, turn after turn; everything sent meanwhile. */
  pass(ms: number): Seen[] {
    const seen: Seen[] = [];
    const until = this.now + ms;
    let turns = 0;
    while (this.now < until && turns < 100_000) {
      this.now = Math.min(until, Math.max(this.stack.nextDeadlineMs(), this.now + 0.01));
      seen.push(...this.give());
      turns++;
    }
    return seen;
  }

  /** Past duplicate address detection and first solicitations, the peer known. */
  settle(): void {
    this.pass(2000);
    this.give(solicitation(OUR_IP6, sourceHardware(), { destination: solicitedNode(OUR_IP6) }));
    this.take();
    this.answers = true;
  }
}

function isSolicitationOfPeer({ next, payload }: Seen): boolean {
  return next === 58 && payload[0] === 135 && textOf(payload, 8) === full(PEER_IP6);
}

/** Eight groups without shortening, so that texts are equal when addresses are. */
export function textOf(bytes: Uint8Array, at: number): string {
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push((bytes[at + i] * 256 + bytes[at + i + 1]).toString(16));
  return groups.join(':');
}

export function full(text: string): string {
  return textOf(Uint8Array.from(ip6(text)), 0);
}

export function solicitedNode(text: string): string {
  const bytes = ip6(text);
  return `ff02::1:ff${hexByte(bytes[13])}:${hexByte(bytes[14])}${hexByte(bytes[15])}`;
}

function hexByte(value: number): string {
  return (value < 16 ? '0' : '') + value.toString(16);
}
