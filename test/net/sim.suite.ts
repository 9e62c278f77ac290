// Two hosts on a simulated link, in every weather: what arrives is what was sent, what is lost is only lost, and nothing leaks.

import type { Packet } from '../../runtime/core/packet.ts';
import { internetChecksum } from '../../runtime/core/checksum.ts';
import { SeededRandom } from '../../runtime/core/random.ts';
import type { DatagramSink } from '../../runtime/udp/udp.types.ts';
import type { Udp } from '../../runtime/udp/udp.ts';
import { NetworkInterface } from '../../runtime/stack/interface.ts';
import { DHCP_CONFIG } from '../../runtime/stack/interface-config.ts';
import { REASSEMBLY_TIMEOUT_MS } from '../../runtime/core/reassembly.ts';
import { FAIR, Segment, SimDevice, type Weather } from './sim.ts';
import type { Check } from './suite.ts';

const SERVER = 0x0a000001;
const CLIENT = 0x0a000002;
const DATAGRAMS = 60;

export const STORM: Weather = {
  loss: 0.1,
  duplication: 0.05,
  reordering: 0.2,
  reorderMs: 7,
  corruption: 0.05,
  delayMs: 1,
  jitterMs: 3,
};

export function suite(check: Check): void {
  const calm = echoRun(1, FAIR, 1500);
  check('in fair weather every answer comes, once', calm.answered === DATAGRAMS && calm.answers === DATAGRAMS);
  check('in order', calm.inOrder);
  check('a run depends on its seed alone', sameRun(echoRun(5, STORM, 1500), echoRun(5, STORM, 1500)));
  check('and on it', !sameRun(echoRun(5, STORM, 1500), echoRun(6, STORM, 1500)));
  storms(check, 1, 150);
}

/** Seeds from `first` on; the long run of the fuzz recipe takes more. */
export function storms(check: Check, first: number, count: number): void {
  let wrong = 0;
  let damaged = 0;
  let leaked = 0;
  let answered = 0;
  for (let seed = first; seed < first + count; seed++) {
    const run = echoRun(seed, STORM, seed % 3 === 0 ? 576 : 1500);
    wrong += run.wrong;
    damaged += run.damaged;
    leaked += run.leaked;
    answered += run.answered;
  }
  check(`${count} storms: no datagram arrives damaged that its checksum tells of`, wrong === 0);
  check(`${count} storms: and few of which it does not tell`, damaged <= 1 + answered / 2000);
  check(`${count} storms: no packet and no reassembly leaks`, leaked === 0);
  check(`${count} storms: most datagrams get through`, answered > (count * DATAGRAMS) / 4);
}

interface Run {
  answered: number;
  answers: number;
  wrong: number;
  damaged: number;
  leaked: number;
  inOrder: boolean;
  carried: number;
}

function sameRun(a: Run, b: Run): boolean {
  return a.answered === b.answered && a.answers === b.answers && a.carried === b.carried;
}

/** Data of a datagram: its number, then bytes that follow from it. */
function dataOf(number: number): Uint8Array {
  const bytes = new Uint8Array(4 + ((number * 397) % 4000));
  bytes[0] = number >>> 8;
  bytes[1] = number & 255;
  for (let i = 2; i < bytes.length; i++) bytes[i] = (number * 31 + i * 7) & 255;
  return bytes;
}

class Echo implements DatagramSink {
  private readonly udp: Udp;

  constructor(udp: Udp) {
    this.udp = udp;
  }

  deliver({ bytes, start, end }: Packet, source: number, port: number, now: number): void {
    this.udp.send(bytes, start, end, 7, source, port, now);
  }
}

class Asker implements DatagramSink {
  readonly seen: Set<number>;
  answers: number;
  wrong: number;
  damaged: number;
  inOrder: boolean;
  private last: number;

  constructor() {
    this.seen = new Set<number>();
    this.answers = 0;
    this.wrong = 0;
    this.damaged = 0;
    this.inOrder = true;
    this.last = -1;
  }

  deliver({ bytes, start, end }: Packet): void {
    const number = bytes[start] * 256 + bytes[start + 1];
    const expected = dataOf(number);
    let right = end - start === expected.length;
    for (let i = 0; right && i < expected.length; i++) right = bytes[start + i] === expected[i];
    // Two flipped bits can cancel in a sum of 16 bits: what the checksum cannot see is no fault of its reader.
    if (
      !right &&
      internetChecksum(bytes.slice(start, end), 0, end - start) !== internetChecksum(expected, 0, expected.length)
    )
      this.wrong++;
    if (!right) this.damaged++;
    if (number < this.last) this.inOrder = false;
    this.last = number;
    this.answers++;
    this.seen.add(number);
  }
}

function echoRun(seed: number, weather: Weather, mtu: number): Run {
  const segment = new Segment(seed, weather);
  const devices = [new SimDevice(segment, 1, 96, seed % 2 === 0, mtu), new SimDevice(segment, 2, 96, true, mtu)];
  const hosts: NetworkInterface[] = [];
  for (let i = 0; i < 2; i++) {
    const config = { ...DHCP_CONFIG, prefix: { address: i === 0 ? SERVER : CLIENT, length: 24 } };
    hosts.push(new NetworkInterface(devices[i], config, new SeededRandom(seed * 2 + i), 0));
    segment.add(hosts[i]);
  }
  const asker = new Asker();
  hosts[0].udp.bind(7, 0, new Echo(hosts[0].udp));
  hosts[1].udp.bind(9, 0, asker);
  for (let number = 0; number < DATAGRAMS; number++) {
    const data = dataOf(number);
    hosts[1].udp.send(data, 0, data.length, 9, SERVER, 7, segment.now);
    segment.runFor(20);
  }
  segment.runFor(10_000 + REASSEMBLY_TIMEOUT_MS);
  let leaked = devices[0].held + devices[1].held;
  for (const host of hosts) leaked += host.ip.reassembler.inWork;
  const { answers, wrong, damaged, inOrder } = asker;
  return { answered: asker.seen.size, answers, wrong, damaged, leaked, inOrder, carried: segment.carried };
}
