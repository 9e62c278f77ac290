// ARP packets for IPv4 over Ethernet (RFC 826, "Packet format"; numbers from RFC 5494 and the IANA registry).

import { readU16, readU32, writeU16, writeU32 } from '../core/bytes.ts';

export const ARP_BYTES = 28;
export const ARP_REQUEST = 1;
export const ARP_REPLY = 2;

const HARDWARE_ETHERNET = 1;
const PROTOCOL_IPV4 = 0x0800;
const HARDWARE_TYPE = 0;
const PROTOCOL_TYPE = 2;
const HARDWARE_LENGTH = 4;
const PROTOCOL_LENGTH = 5;
const OPERATION = 6;
const SENDER_HARDWARE = 8;
const SENDER_PROTOCOL = 14;
const TARGET_HARDWARE = 18;
const TARGET_PROTOCOL = 24;

/** True when there is a whole packet of this kind: Ethernet and IPv4. */
export function isArp(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    end - start >= ARP_BYTES &&
    readU16(bytes, start + HARDWARE_TYPE) === HARDWARE_ETHERNET &&
    readU16(bytes, start + PROTOCOL_TYPE) === PROTOCOL_IPV4 &&
    bytes[start + HARDWARE_LENGTH] === 6 &&
    bytes[start + PROTOCOL_LENGTH] === 4
  );
}

export function arpOperation(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + OPERATION);
}

/** Offset of the sender's hardware address. */
export function arpSenderHardware(start: number): number {
  return start + SENDER_HARDWARE;
}

export function arpSender(bytes: Uint8Array, start: number): number {
  return readU32(bytes, start + SENDER_PROTOCOL);
}

export function arpTarget(bytes: Uint8Array, start: number): number {
  return readU32(bytes, start + TARGET_PROTOCOL);
}

/** Writes a packet; `targetHardware` undefined leaves that field zero, as a request does. */
export function writeArp(
  bytes: Uint8Array,
  start: number,
  operation: number,
  senderHardware: Uint8Array,
  sender: number,
  targetHardware: Uint8Array | undefined,
  targetHardwareAt: number,
  target: number,
): void {
  writeU16(bytes, start + HARDWARE_TYPE, HARDWARE_ETHERNET);
  writeU16(bytes, start + PROTOCOL_TYPE, PROTOCOL_IPV4);
  bytes[start + HARDWARE_LENGTH] = 6;
  bytes[start + PROTOCOL_LENGTH] = 4;
  writeU16(bytes, start + OPERATION, operation);
  for (let i = 0; i < 6; i++) {
    bytes[start + SENDER_HARDWARE + i] = senderHardware[i];
    bytes[start + TARGET_HARDWARE + i] = targetHardware === undefined ? 0 : targetHardware[targetHardwareAt + i];
  }
  writeU32(bytes, start + SENDER_PROTOCOL, sender);
  writeU32(bytes, start + TARGET_PROTOCOL, target);
}
