// Zones and questions for measuring DNS servers: a zone of as many hosts as asked for, questions to it as text for dnsperf and
// as Ethernet frames in a capture, which `caisson-host bench-frames` plays into a module.

/** The zone `example.` with `names` hosts that have an address each, and two name servers. */
export function hostZone(names: number): string {
  const head = ['$ORIGIN example.', '$TTL 3600', '@ SOA ns1 hostmaster 1 7200 900 1209600 300', '@ NS ns1', '@ NS ns2'];
  const hosts = Array.from(
    { length: names },
    (_, i) => `host${i} A 10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
  );
  return [...head, 'ns1 A 192.0.2.1', 'ns2 A 192.0.2.2', ...hosts, ''].join('\n');
}

/** Steps through all numbers below `names` without an order that a cache likes. */
const STRIDE = 7919;

/** `count` names of that zone, of which `different` are different. */
export function hostNames(count: number, different: number): string[] {
  return Array.from({ length: count }, (_, i) => `host${((i % different) * STRIDE) % different}.example`);
}

/** A file of questions for dnsperf. */
export function dnsperfFile(names: readonly string[]): string {
  return names.map((name) => `${name} A\n`).join('');
}

/** One question as a message (RFC 1035 §4.1), without EDNS as dnsperf sends it. */
export function question(id: number, name: string): Uint8Array {
  const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
  return Uint8Array.from([id >> 8, id & 255, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, 1, 0, 1]);
}

const GUEST_MAC = [2, 0, 0, 0, 0, 1];
const CLIENT_MAC = [2, 0, 0, 0, 0, 9];
export const GUEST_ADDRESS = '10.77.0.2';
const CLIENT = [10, 77, 0, 1];
const GUEST = [10, 77, 0, 2];

/** An ARP request (RFC 826) from the client: the guest learns who asks. */
export function arpRequest(): Uint8Array {
  const broadcast = [255, 255, 255, 255, 255, 255];
  const body = [0, 1, 8, 0, 6, 4, 0, 1, ...CLIENT_MAC, ...CLIENT, 0, 0, 0, 0, 0, 0, ...GUEST];
  return Uint8Array.from([...broadcast, ...CLIENT_MAC, 8, 6, ...body]);
}

/** A UDP frame from the client's `port` to the guest's, its checksum left to be made, as between processes of one machine. */
export function udpFrame(port: number, guestPort: number, data: Uint8Array): Uint8Array {
  const total = 28 + data.length;
  const ip = [0x45, 0, total >> 8, total & 255, 0, 0, 0x40, 0, 64, 17, 0, 0, ...CLIENT, ...GUEST];
  let sum = 0;
  for (let i = 0; i < 20; i += 2) sum += (ip[i]! << 8) | ip[i + 1]!;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  ip[10] = (~sum >> 8) & 255;
  ip[11] = ~sum & 255;
  const length = 8 + data.length;
  const udp = [port >> 8, port & 255, guestPort >> 8, guestPort & 255, length >> 8, length & 255, 0, 0];
  return Uint8Array.from([...GUEST_MAC, ...CLIENT_MAC, 8, 0, ...ip, ...udp, ...data]);
}

/** A capture in the classic format (draft-ietf-opsawg-pcap), link type Ethernet. */
export function capture(frames: readonly Uint8Array[]): Uint8Array {
  const head = Buffer.alloc(24);
  head.writeUInt32LE(0xa1b23c4d, 0);
  head.writeUInt16LE(2, 4);
  head.writeUInt16LE(4, 6);
  head.writeUInt32LE(65_535, 16);
  head.writeUInt32LE(1, 20);
  const records = frames.flatMap((frame) => {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(frame.length, 8);
    record.writeUInt32LE(frame.length, 12);
    return [record, frame];
  });
  return Buffer.concat([head, ...records]);
}

/** Two clients of dnsperf in turn, one port each. */
export function queryCapture(names: readonly string[]): Uint8Array {
  const frames = names.map((name, i) => udpFrame(40_000 + (i & 1), 53, question(i & 0xffff, name)));
  return capture([arpRequest(), ...frames]);
}
