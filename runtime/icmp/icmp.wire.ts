// ICMP for IPv4 (RFC 792; numbers of the IANA registry).

import { internetChecksum } from '../core/checksum.ts';
import { readU16, writeU16, writeU32 } from '../core/bytes.ts';

export const ICMP_HEADER_BYTES = 8;

export const ICMP_ECHO_REPLY = 0;
export const ICMP_DESTINATION_UNREACHABLE = 3;
export const ICMP_SOURCE_QUENCH = 4;
export const ICMP_REDIRECT = 5;
export const ICMP_ECHO_REQUEST = 8;
export const ICMP_TIME_IS_EXCEEDED = 11;
export const ICMP_PARAMETER_PROBLEM = 12;

const CHECKSUM = 2;
const NEXT_MTU = 6;

/** The messages that tell of an error, for which no error is ever sent (RFC 1122 §3.2.2). */
export function isIcmpError(type: number): boolean {
  return (
    type === ICMP_DESTINATION_UNREACHABLE ||
    type === ICMP_SOURCE_QUENCH ||
    type === ICMP_REDIRECT ||
    type === ICMP_TIME_IS_EXCEEDED ||
    type === ICMP_PARAMETER_PROBLEM
  );
}

export function icmpType(bytes: Uint8Array, at: number): number {
  return bytes[at];
}

/** Of the next hop, in "fragmentation needed" (RFC 1191 §4); 0 from routers that do not tell. */
export function icmpNextMtu(bytes: Uint8Array, at: number): number {
  return readU16(bytes, at + NEXT_MTU);
}

export function hasValidIcmpChecksum(bytes: Uint8Array, start: number, end: number): boolean {
  return internetChecksum(bytes, start, end) === 0;
}

export function icmpChecksumAt(start: number): number {
  return start + CHECKSUM;
}

/** Writes type, code and the unused word before a quotation that already stands in place, then the checksum over all. */
export function writeIcmpError(bytes: Uint8Array, start: number, end: number, type: number, code: number): void {
  bytes[start] = type;
  bytes[start + 1] = code;
  writeU16(bytes, start + CHECKSUM, 0);
  writeU32(bytes, start + 4, 0);
  writeU16(bytes, start + CHECKSUM, internetChecksum(bytes, start, end));
}
