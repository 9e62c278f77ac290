// The IPv6 header and its extension headers (RFC 8200 §3, §4): lengths, options (§4.2), fragments (§4.5).

import { copyBytes, readU16, readU32, writeU16, writeU32 } from '../core/bytes.ts';

export const IPV6_HEADER_BYTES = 40;
export const FRAGMENT_HEADER_BYTES = 8;
/** §5: every link carries packets of this size. */
export const LEAST_MTU6 = 1280;
export const LARGEST_PAYLOAD6 = 65_535;
/** Extension headers of one packet; RFC 8504 §5.3 lets a host set a limit. */
export const MOST_EXTENSION_HEADERS = 8;
/** Options in one extension header (RFC 8504 §5.3 names 8 as a default for those that are not padding). */
export const MOST_OPTIONS = 16;

// Next header numbers, IANA.
export const HEADER_HOP_BY_HOP = 0;
export const HEADER_ROUTING = 43;
export const HEADER_FRAGMENT = 44;
export const HEADER_ICMP6 = 58;
export const HEADER_NONE = 59;
export const HEADER_DESTINATION_OPTIONS = 60;

const PAYLOAD_LENGTH = 4;
export const NEXT_HEADER = 6;
export const HOP_LIMIT = 7;
export const SOURCE6 = 8;
export const DESTINATION6 = 24;

/** True when there is a header whose payload fits. Jumbograms (RFC 2675) do not exist here. */
export function isIpv6(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < IPV6_HEADER_BYTES || bytes[start] >>> 4 !== 6) return false;
  return IPV6_HEADER_BYTES + readU16(bytes, start + PAYLOAD_LENGTH) <= end - start;
}

export function payloadBytes6(bytes: Uint8Array, start: number): number {
  return readU16(bytes, start + PAYLOAD_LENGTH);
}

/** Traffic class but for `ecn` and flow label are 0 (RFC 6437 §3 lets a source that labels no flows send that). */
export function writeIpv6(
  bytes: Uint8Array,
  start: number,
  payloadLength: number,
  nextHeader: number,
  hopLimit: number,
  ecn: number,
): void {
  writeU32(bytes, start, (0x60000000 | (ecn << 20)) >>> 0);
  writeU16(bytes, start + PAYLOAD_LENGTH, payloadLength);
  bytes[start + NEXT_HEADER] = nextHeader;
  bytes[start + HOP_LIMIT] = hopLimit;
}

export function writeAddress6(bytes: Uint8Array, at: number, from: Uint8Array, fromAt: number): void {
  copyBytes(bytes, at, from, fromAt, 16);
}

/** A header that is skipped by its length: options, routing. */
export function isSkipped(header: number): boolean {
  return header === HEADER_HOP_BY_HOP || header === HEADER_ROUTING || header === HEADER_DESTINATION_OPTIONS;
}

/** Bytes of a header that `isSkipped`; 0 when it runs past `end`. */
export function extensionBytes(bytes: Uint8Array, at: number, end: number): number {
  if (at + 2 > end) return 0;
  const length = (bytes[at + 1] + 1) * 8;
  return at + length > end ? 0 : length;
}

/** §4.4: segments left of a routing header. */
export function segmentsLeft(bytes: Uint8Array, at: number): number {
  return bytes[at + 3];
}

export const OPTIONS6_OK = -1;
export const OPTIONS6_DROP = -2;

/** §4.2: what the options of a header say: fine, to be dropped, or where the one is that its sender must hear of. */
export function checkOptions6(bytes: Uint8Array, header: number, length: number, multicast: boolean): number {
  const end = header + length;
  let at = header + 2;
  for (let count = 0; at < end; count++) {
    if (count === MOST_OPTIONS) return OPTIONS6_DROP;
    const type = bytes[at];
    // Pad1 is the only one without a length.
    if (type === 0) {
      at++;
      continue;
    }
    if (at + 2 > end || at + 2 + bytes[at + 1] > end) return OPTIONS6_DROP;
    // The two highest bits: what a host does that does not know the option.
    const action = type >>> 6;
    if (action === 1) return OPTIONS6_DROP;
    if (action === 2 || (action === 3 && !multicast)) return at;
    if (action === 3) return OPTIONS6_DROP;
    at += 2 + bytes[at + 1];
  }
  return OPTIONS6_OK;
}

/** §4.5, in bytes. */
export function fragmentOffset6(bytes: Uint8Array, at: number): number {
  return readU16(bytes, at + 2) & 0xfff8;
}

export function hasMoreFragments6(bytes: Uint8Array, at: number): boolean {
  return (bytes[at + 3] & 1) !== 0;
}

export function fragmentIdentification6(bytes: Uint8Array, at: number): number {
  return readU32(bytes, at + 4);
}

export function writeFragment(
  bytes: Uint8Array,
  at: number,
  nextHeader: number,
  offset: number,
  more: boolean,
  identification: number,
): void {
  bytes[at] = nextHeader;
  bytes[at + 1] = 0;
  writeU16(bytes, at + 2, offset | (more ? 1 : 0));
  writeU32(bytes, at + 4, identification);
}

/** Finds what a packet carries behind its extension headers: the first fragment of it, if it comes in fragments. */
export class UpperLayer {
  protocol: number;
  at: number;

  constructor() {
    this.protocol = HEADER_NONE;
    this.at = 0;
  }

  /** False when there is none in [start, end): a later fragment, a chain that is cut or too long. */
  find(bytes: Uint8Array, start: number, end: number): boolean {
    return (
      end - start >= IPV6_HEADER_BYTES && this.follow(bytes, bytes[start + NEXT_HEADER], start + IPV6_HEADER_BYTES, end)
    );
  }

  /** The same from an extension header on. */
  follow(bytes: Uint8Array, first: number, firstAt: number, end: number): boolean {
    let header = first;
    let at = firstAt;
    for (let count = 0; count <= MOST_EXTENSION_HEADERS; count++) {
      if (header === HEADER_FRAGMENT) {
        if (at + FRAGMENT_HEADER_BYTES > end || fragmentOffset6(bytes, at) !== 0) return false;
        header = bytes[at];
        at += FRAGMENT_HEADER_BYTES;
      } else if (isSkipped(header)) {
        const length = extensionBytes(bytes, at, end);
        if (length === 0) return false;
        header = bytes[at];
        at += length;
      } else {
        this.protocol = header;
        this.at = at;
        return true;
      }
    }
    return false;
  }
}
