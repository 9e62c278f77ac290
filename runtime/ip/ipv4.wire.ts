// The IPv4 header (RFC 791 §3.1) and its options (RFC 791 §3.1, RFC 1122 §3.2.1.8, RFC 7126).

import { addBytes, finishSum } from '../core/checksum.ts';
import { readU16, readU32, writeU16, writeU32 } from '../core/bytes.ts';

export const IPV4_HEADER_BYTES = 20;
export const LONGEST_IPV4_HEADER_BYTES = 60;
export const LARGEST_IPV4_PACKET = 65535;

const TOTAL_LENGTH = 2;
const IDENTIFICATION = 4;
const FLAGS_AND_OFFSET = 6;
const TIME_TO_LIVE = 8;
const PROTOCOL = 9;
const CHECKSUM = 10;
const SOURCE = 12;
const DESTINATION = 16;

const DONT_FRAGMENT = 0x4000;
const MORE_FRAGMENTS = 0x2000;
const OFFSET_MASK = 0x1fff;

// Options, RFC 791 §3.1.
const OPTION_END = 0;
const OPTION_NO_OPERATION = 1;
const OPTION_LOOSE_SOURCE_ROUTE = 131;
const OPTION_STRICT_SOURCE_ROUTE = 137;

export const OPTIONS_OK = 0;
export const OPTIONS_MALFORMED = 1;
export const OPTIONS_SOURCE_ROUTE = 2;

/** The length that the header claims, a multiple of four; it may be below 20 or past the end. */
export function ipv4HeaderBytes(bytes: Uint8Array, at: number): number {
  return (bytes[at] & 0x0f) * 4;
}

export function ipv4TotalBytes(bytes: Uint8Array, at: number): number {
  return readU16(bytes, at + TOTAL_LENGTH);
}

/**
 * True when bytes[at, end) begins with an IPv4 header whose lengths fit: version 4, a whole header, and a total length
 * between that and the bytes there are.
 */
export function isIpv4(bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at < IPV4_HEADER_BYTES || bytes[at] >>> 4 !== 4) return false;
  const header = ipv4HeaderBytes(bytes, at);
  const total = ipv4TotalBytes(bytes, at);
  return header >= IPV4_HEADER_BYTES && total >= header && total <= end - at;
}

export function ipv4Identification(bytes: Uint8Array, at: number): number {
  return readU16(bytes, at + IDENTIFICATION);
}

/** Neither the first of several nor a later fragment. */
export function isWhole(bytes: Uint8Array, at: number): boolean {
  return (readU16(bytes, at + FLAGS_AND_OFFSET) & (MORE_FRAGMENTS | OFFSET_MASK)) === 0;
}

export function hasMoreFragments(bytes: Uint8Array, at: number): boolean {
  return (readU16(bytes, at + FLAGS_AND_OFFSET) & MORE_FRAGMENTS) !== 0;
}

/** In bytes. */
export function fragmentOffset(bytes: Uint8Array, at: number): number {
  return (readU16(bytes, at + FLAGS_AND_OFFSET) & OFFSET_MASK) * 8;
}

export function ipv4TimeToLive(bytes: Uint8Array, at: number): number {
  return bytes[at + TIME_TO_LIVE];
}

export function ipv4Protocol(bytes: Uint8Array, at: number): number {
  return bytes[at + PROTOCOL];
}

export function ipv4Source(bytes: Uint8Array, at: number): number {
  return readU32(bytes, at + SOURCE);
}

export function ipv4Destination(bytes: Uint8Array, at: number): number {
  return readU32(bytes, at + DESTINATION);
}

export function hasValidIpv4Checksum(bytes: Uint8Array, at: number): boolean {
  return finishSum(addBytes(0, bytes, at, at + ipv4HeaderBytes(bytes, at))) === 0;
}

/** Walks the options of a header whose lengths fit. */
export function checkIpv4Options(bytes: Uint8Array, header: number): number {
  const end = header + ipv4HeaderBytes(bytes, header);
  let at = header + IPV4_HEADER_BYTES;
  while (at < end) {
    const kind = bytes[at];
    if (kind === OPTION_END) return OPTIONS_OK;
    if (kind === OPTION_NO_OPERATION) {
      at++;
      continue;
    }
    const length = at + 1 < end ? bytes[at + 1] : 0;
    if (length < 2 || at + length > end) return OPTIONS_MALFORMED;
    if (kind === OPTION_LOOSE_SOURCE_ROUTE || kind === OPTION_STRICT_SOURCE_ROUTE) return OPTIONS_SOURCE_ROUTE;
    at += length;
  }
  return OPTIONS_OK;
}

/** Writes a header without options, checksum included. `offset` in bytes, a multiple of eight; `ecn`: RFC 3168 §5. */
export function writeIpv4(
  bytes: Uint8Array,
  at: number,
  totalBytes: number,
  identification: number,
  offset: number,
  moreFragments: boolean,
  timeToLive: number,
  protocol: number,
  source: number,
  destination: number,
  ecn: number,
  dontFragment: boolean,
): void {
  const flagsAndOffset = (moreFragments ? MORE_FRAGMENTS : 0) | (dontFragment ? DONT_FRAGMENT : 0) | (offset >>> 3);
  const ttlAndProtocol = (timeToLive << 8) | protocol;
  const sum =
    (0x4500 | ecn) +
    totalBytes +
    identification +
    flagsAndOffset +
    ttlAndProtocol +
    (source >>> 16) +
    (source & 0xffff) +
    (destination >>> 16) +
    (destination & 0xffff);
  bytes[at] = 0x45;
  bytes[at + 1] = ecn;
  writeU16(bytes, at + TOTAL_LENGTH, totalBytes);
  writeU16(bytes, at + IDENTIFICATION, identification);
  writeU16(bytes, at + FLAGS_AND_OFFSET, flagsAndOffset);
  writeU16(bytes, at + TIME_TO_LIVE, ttlAndProtocol);
  writeU16(bytes, at + CHECKSUM, finishSum(sum));
  writeU32(bytes, at + SOURCE, source);
  writeU32(bytes, at + DESTINATION, destination);
}
