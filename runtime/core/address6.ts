// Text of IPv6 addresses (RFC 4291 §2.2 to read, RFC 5952 to write) and what their bits say (RFC 4291 §2.4). An address is sixteen
// bytes in network order, somewhere in an array.

import { parseAddress } from './address.ts';
import { readU16, writeU16, writeU32 } from './bytes.ts';
import { failure, success, type Result } from './result.ts';

export const ADDRESS6_BYTES = 16;

export interface Prefix6 {
  readonly address: Uint8Array;
  readonly length: number;
}

const COLON = 58;
const DOT = 46;
const SLASH = 47;
const GROUPS = 8;

/** Scopes, RFC 4291 §2.7; unicast addresses are of link-local or global scope. */
export const SCOPE_LINK = 2;
export const SCOPE_GLOBAL = 14;

export function parseAddress6(text: string): Result<Uint8Array> {
  const bytes = new Uint8Array(ADDRESS6_BYTES);
  if (!readAddress6(text, text.length, bytes)) return failure(`Cannot read IPv6 address '${text}': see RFC 4291 §2.2`);
  return success(bytes);
}

/** `2001:db8::2/64`; the host bits may be set. */
export function parsePrefix6(text: string): Result<Prefix6> {
  let slash = 0;
  while (slash < text.length && text.charCodeAt(slash) !== SLASH) slash++;
  const address = new Uint8Array(ADDRESS6_BYTES);
  let length = 0;
  let ok = slash < text.length - 1 && text.length - slash <= 4 && readAddress6(text, slash, address);
  for (let i = slash + 1; i < text.length && ok; i++) {
    const digit = text.charCodeAt(i) - 48;
    ok = digit >= 0 && digit <= 9;
    length = length * 10 + digit;
  }
  if (!ok || length > 128) {
    return failure(`Cannot read IPv6 prefix '${text}': expected an address, '/' and a length from 0 to 128`);
  }
  return success({ address, length });
}

/** Reads text[0, end) into `bytes`, which are zeros. */
function readAddress6(text: string, end: number, bytes: Uint8Array): boolean {
  let at = 0;
  let gap = -1;
  let i = 0;
  if (end >= 2 && text.charCodeAt(0) === COLON && text.charCodeAt(1) === COLON) {
    gap = 0;
    i = 2;
  }
  while (i < end) {
    const from = i;
    let value = 0;
    while (i < end && i - from <= 4 && hexDigit(text.charCodeAt(i)) >= 0) {
      value = value * 16 + hexDigit(text.charCodeAt(i));
      i++;
    }
    if (i < end && text.charCodeAt(i) === DOT) {
      const tail = parseAddress(text.slice(from, end));
      if (!tail.ok || at > 12) return false;
      writeU32(bytes, at, tail.value);
      at += 4;
      break;
    }
    if (i === from || i - from > 4 || at > 14) return false;
    writeU16(bytes, at, value);
    at += 2;
    if (i === end) break;
    // A colon, and something behind it.
    if (text.charCodeAt(i) !== COLON || i + 1 === end) return false;
    i++;
    if (text.charCodeAt(i) !== COLON) continue;
    if (gap >= 0) return false;
    gap = at;
    i++;
  }
  if (gap < 0) return at === ADDRESS6_BYTES;
  if (at === ADDRESS6_BYTES) return false;
  const tail = at - gap;
  bytes.copyWithin(ADDRESS6_BYTES - tail, gap, at);
  bytes.fill(0, gap, ADDRESS6_BYTES - tail);
  return true;
}

/** RFC 5952 §4: lower case, no leading zeros, the longest run of zeros shortened, the first of equals. */
export function formatAddress6(bytes: Uint8Array, at: number): string {
  let best = 0;
  let bestLength = 1;
  for (let group = 0; group < GROUPS; group++) {
    let length = 0;
    while (group + length < GROUPS && readU16(bytes, at + 2 * (group + length)) === 0) length++;
    if (length > bestLength) {
      best = group;
      bestLength = length;
    }
  }
  const shortened = bestLength > 1;
  let text = '';
  for (let group = 0; group < GROUPS; group++) {
    if (shortened && group === best) {
      text += '::';
      group += bestLength - 1;
      continue;
    }
    if (group > 0 && !(shortened && group === best + bestLength)) text += ':';
    text += hexWord(readU16(bytes, at + 2 * group));
  }
  return text;
}

function hexWord(value: number): string {
  const digits = '0123456789abcdef';
  let text = '';
  for (let shift = 12; shift >= 0; shift -= 4) {
    const digit = (value >>> shift) & 15;
    if (digit !== 0 || text !== '' || shift === 0) text += digits.charAt(digit);
  }
  return text;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

export function isUnspecified6(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < ADDRESS6_BYTES; i++) if (bytes[at + i] !== 0) return false;
  return true;
}

export function isLoopback6(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < ADDRESS6_BYTES - 1; i++) if (bytes[at + i] !== 0) return false;
  return bytes[at + 15] === 1;
}

export function isMulticast6(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xff;
}

/** fe80::/10 */
export function isLinkLocal6(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xfe && (bytes[at + 1] & 0xc0) === 0x80;
}

/** ::ffff:0:0/96, which no packet carries. */
export function isMapped6(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < 10; i++) if (bytes[at + i] !== 0) return false;
  return bytes[at + 10] === 0xff && bytes[at + 11] === 0xff;
}

/** RFC 6724 §3.1; loopback counts as link-local. */
export function scope6(bytes: Uint8Array, at: number): number {
  if (isMulticast6(bytes, at)) return bytes[at + 1] & 15;
  return isLinkLocal6(bytes, at) || isLoopback6(bytes, at) ? SCOPE_LINK : SCOPE_GLOBAL;
}

/** How many of the first bits two addresses have in common. */
export function commonBits6(a: Uint8Array, aAt: number, b: Uint8Array, bAt: number): number {
  for (let i = 0; i < ADDRESS6_BYTES; i++) {
    const difference = a[aAt + i] ^ b[bAt + i];
    if (difference !== 0) return i * 8 + Math.clz32(difference) - 24;
  }
  return 128;
}

/** ff02::1:ffXX:XXXX of an address (RFC 4291 §2.7.1). */
export function writeSolicitedNode(to: Uint8Array, toAt: number, address: Uint8Array, at: number): void {
  for (let i = 0; i < ADDRESS6_BYTES; i++) to[toAt + i] = 0;
  to[toAt] = 0xff;
  to[toAt + 1] = 0x02;
  to[toAt + 11] = 0x01;
  to[toAt + 12] = 0xff;
  for (let i = 13; i < ADDRESS6_BYTES; i++) to[toAt + i] = address[at + i];
}
