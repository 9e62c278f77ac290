// Text and numbers of addresses: IPv4 in dotted decimal (the strict form of RFC 6943 §3.1.1), prefixes (RFC 4632 §3.1) and
// EUI-48 (RFC 9542 §2.1). IPv4 addresses are unsigned 32-bit numbers; hardware addresses are arrays of six bytes.

import { failure, success, type Result } from './result.ts';

export const ANY_ADDRESS = 0;
export const LIMITED_BROADCAST = 0xffffffff;
export const HARDWARE_ADDRESS_BYTES = 6;

export interface Prefix {
  readonly address: number;
  readonly length: number;
}

const DOT = 46;
const SLASH = 47;
const ZERO = 48;

/** Reads `text[start, end)` as decimal without leading zeros; -1 when it is not, or above `limit`. */
function decimal(text: string, start: number, end: number, limit: number): number {
  if (start >= end || end - start > 3) return -1;
  if (end - start > 1 && text.charCodeAt(start) === ZERO) return -1;
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value > limit ? -1 : value;
}

/** -1 when `text` is not an address. */
function addressNumber(text: string, end: number): number {
  let address = 0;
  let parts = 0;
  let start = 0;
  for (let i = 0; i <= end; i++) {
    if (i < end && text.charCodeAt(i) !== DOT) continue;
    const part = decimal(text, start, i, 255);
    if (part < 0 || parts === 4) return -1;
    address = ((address << 8) | part) >>> 0;
    parts++;
    start = i + 1;
  }
  return parts === 4 ? address : -1;
}

export function parseAddress(text: string): Result<number> {
  const address = addressNumber(text, text.length);
  if (address < 0) return failure(`Cannot read IPv4 address '${text}': expected four decimal numbers from 0 to 255`);
  return success(address);
}

/** `10.0.0.2/24`; the host bits may be set. */
export function parsePrefix(text: string): Result<Prefix> {
  let slash = -1;
  for (let i = 0; i < text.length && slash < 0; i++) {
    if (text.charCodeAt(i) === SLASH) slash = i;
  }
  const address = slash < 0 ? -1 : addressNumber(text, slash);
  const length = slash < 0 ? -1 : decimal(text, slash + 1, text.length, 32);
  if (address < 0 || length < 0) {
    return failure(`Cannot read IPv4 prefix '${text}': expected an address, '/' and a length from 0 to 32`);
  }
  return success({ address, length });
}

export function formatAddress(address: number): string {
  return `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

/** The network mask of a prefix length (RFC 4632 §3.1). */
export function prefixMask(length: number): number {
  return length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0;
}

/** The prefix length of a mask, -1 when its ones are not contiguous. */
export function maskLength(mask: number): number {
  for (let length = 0; length <= 32; length++) {
    if (prefixMask(length) === mask) return length;
  }
  return -1;
}

/** 224.0.0.0/4 (RFC 1112 §4). */
export function isMulticast(address: number): boolean {
  return address >>> 28 === 14;
}

/** 127.0.0.0/8 (RFC 1122 §3.2.1.3 g). */
export function isLoopback(address: number): boolean {
  return address >>> 24 === 127;
}

/** 240.0.0.0/4 without limited broadcast: never a source or destination (RFC 1112 §4, RFC 6890 table 15). */
export function isReserved(address: number): boolean {
  return address >>> 28 === 15 && address !== LIMITED_BROADCAST;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** `02:00:00:00:00:01`, with colons or hyphens. */
export function parseHardwareAddress(text: string): Result<Uint8Array> {
  const bytes = new Uint8Array(HARDWARE_ADDRESS_BYTES);
  let ok = text.length === 17;
  for (let i = 0; i < 6 && ok; i++) {
    const high = hexDigit(text.charCodeAt(i * 3));
    const low = hexDigit(text.charCodeAt(i * 3 + 1));
    const separator = i < 5 ? text.charCodeAt(i * 3 + 2) : 58;
    ok = high >= 0 && low >= 0 && (separator === 58 || separator === 45);
    if (ok) bytes[i] = (high << 4) | low;
  }
  if (!ok) return failure(`Cannot read hardware address '${text}': expected six pairs of hexadecimal digits`);
  return success(bytes);
}

export function formatHardwareAddress(bytes: Uint8Array, at: number): string {
  const digits = '0123456789abcdef';
  let text = '';
  for (let i = 0; i < HARDWARE_ADDRESS_BYTES; i++) {
    const value = bytes[at + i];
    if (i > 0) text += ':';
    text += digits.charAt(value >>> 4) + digits.charAt(value & 15);
  }
  return text;
}
