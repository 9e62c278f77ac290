// ICMPv6 messages (RFC 4443 §2.1; numbers of the IANA registry).

import { readU16, readU32, writeU16, writeU32 } from '../core/bytes.ts';

export const ICMP6_HEADER_BYTES = 8;

export const ICMP6_UNREACHABLE = 1;
export const ICMP6_TOO_BIG = 2;
export const ICMP6_TIME_EXCEEDED = 3;
export const ICMP6_PARAMETER_PROBLEM = 4;
export const ICMP6_ECHO_REQUEST = 128;
export const ICMP6_ECHO_REPLY = 129;
export const ICMP6_LISTENER_QUERY = 130;
export const ICMP6_ROUTER_SOLICITATION = 133;
export const ICMP6_ROUTER_ADVERTISEMENT = 134;
export const ICMP6_NEIGHBOUR_SOLICITATION = 135;
export const ICMP6_NEIGHBOUR_ADVERTISEMENT = 136;
export const ICMP6_REDIRECT = 137;
/** RFC 3810 §5.2. */
export const ICMP6_LISTENER_REPORT2 = 143;

/** RFC 4443 §3.1. */
export const UNREACHABLE6_PORT = 4;
/** §3.3. */
export const REASSEMBLY6_TIME_EXCEEDED = 1;
/** §3.4. */
export const PROBLEM_FIELD = 0;
export const PROBLEM_NEXT_HEADER = 1;
export const PROBLEM_OPTION = 2;

const CHECKSUM = 2;

/** §2.1: the high bit tells errors from the rest. */
export function isIcmp6Error(type: number): boolean {
  return type < 128;
}

/** §3.2: MTU; §3.4: pointer. */
export function icmp6Parameter(bytes: Uint8Array, start: number): number {
  return readU32(bytes, start + 4);
}

/** Type, code, a checksum of 0 and the word behind it. */
export function writeIcmp6(bytes: Uint8Array, start: number, type: number, code: number, parameter: number): void {
  bytes[start] = type;
  bytes[start + 1] = code;
  writeU16(bytes, start + CHECKSUM, 0);
  writeU32(bytes, start + 4, parameter);
}

export function writeIcmp6Checksum(bytes: Uint8Array, start: number, checksum: number): void {
  writeU16(bytes, start + CHECKSUM, checksum);
}

export function icmp6ChecksumAt(start: number): number {
  return start + CHECKSUM;
}

/** RFC 3810 §5.1.3: the floating form of the maximum response delay, in ms. */
export function responseDelayMs(bytes: Uint8Array, start: number): number {
  const code = readU16(bytes, start + 4);
  return code < 0x8000 ? code : ((code & 0xfff) | 0x1000) << (((code >>> 12) & 7) + 3);
}
