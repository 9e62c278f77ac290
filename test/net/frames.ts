// Frames for tests, built field by field from the RFCs and not through the codecs under test.

export const OUR_MAC = [0x02, 0, 0, 0, 0, 0x02];
export const PEER_MAC = [0x02, 0, 0, 0, 0, 0x01];
export const BROADCAST_MAC = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
export const OUR_IP = 0x0a000002;
export const PEER_IP = 0x0a000001;

export function u16(value: number): number[] {
  return [(value >>> 8) & 255, value & 255];
}

export function u32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

/** RFC 1071 written down a second time, one byte pair after the other. */
export function plainChecksum(bytes: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 2) {
    sum += bytes[i] * 256 + (i + 1 < bytes.length ? bytes[i + 1] : 0);
    if (sum > 65535) sum -= 65535;
  }
  return 65535 - sum;
}

export function ethernet(
  to: readonly number[],
  from: readonly number[],
  type: number,
  payload: readonly number[],
): Uint8Array {
  return Uint8Array.from([...to, ...from, ...u16(type), ...payload]);
}

export interface IpFields {
  readonly source?: number;
  readonly destination?: number;
  readonly identification?: number;
  /** Flags and offset as they stand in the header. */
  readonly fragment?: number;
  readonly options?: readonly number[];
  readonly ttl?: number;
}

export function ipv4(protocol: number, payload: readonly number[], fields: IpFields): number[] {
  const options = fields.options ?? [];
  const words = 5 + options.length / 4;
  const header = [
    0x40 | words,
    0,
    ...u16(words * 4 + payload.length),
    ...u16(fields.identification ?? 1),
    ...u16(fields.fragment ?? 0),
    fields.ttl ?? 64,
    protocol,
    0,
    0,
    ...u32(fields.source ?? PEER_IP),
    ...u32(fields.destination ?? OUR_IP),
    ...options,
  ];
  const checksum = plainChecksum(header);
  header[10] = checksum >>> 8;
  header[11] = checksum & 255;
  return [...header, ...payload];
}

export function udp(
  sourcePort: number,
  port: number,
  data: readonly number[],
  source: number,
  destination: number,
): number[] {
  const length = 8 + data.length;
  const pseudo = [...u32(source), ...u32(destination), 0, 17, ...u16(length)];
  const segment = [...u16(sourcePort), ...u16(port), ...u16(length), 0, 0, ...data];
  let checksum = plainChecksum([...pseudo, ...segment]);
  if (checksum === 0) checksum = 0xffff;
  segment[6] = checksum >>> 8;
  segment[7] = checksum & 255;
  return segment;
}

export function echoRequest(identifier: number, sequence: number, data: readonly number[]): number[] {
  const message = [8, 0, 0, 0, ...u16(identifier), ...u16(sequence), ...data];
  const checksum = plainChecksum(message);
  message[2] = checksum >>> 8;
  message[3] = checksum & 255;
  return message;
}

export function arp(
  operation: number,
  senderMac: readonly number[],
  sender: number,
  targetMac: readonly number[],
  target: number,
): number[] {
  return [0, 1, 8, 0, 6, 4, ...u16(operation), ...senderMac, ...u32(sender), ...targetMac, ...u32(target)];
}

export function peerFrame(packet: readonly number[]): Uint8Array {
  return ethernet(OUR_MAC, PEER_MAC, 0x0800, packet);
}

/** A whole UDP datagram from the peer to us. */
export function udpFrame(sourcePort: number, port: number, data: readonly number[]): Uint8Array {
  return peerFrame(ipv4(17, udp(sourcePort, port, data, PEER_IP, OUR_IP), {}));
}

export function arpReplyFrame(): Uint8Array {
  return ethernet(OUR_MAC, PEER_MAC, 0x0806, arp(2, PEER_MAC, PEER_IP, OUR_MAC, OUR_IP));
}

export function read16(bytes: Uint8Array, at: number): number {
  return bytes[at] * 256 + bytes[at + 1];
}

export function read32(bytes: Uint8Array, at: number): number {
  return read16(bytes, at) * 65536 + read16(bytes, at + 2);
}
