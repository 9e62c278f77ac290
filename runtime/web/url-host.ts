// Hosts of URLs (WHATWG URL §3): domains, IPv4 in all its old spellings, IPv6, opaque hosts. Domains are ASCII; what turns others into
// ASCII needs large tables and is linked by importing `caisson/idna` only.

import { C0_CONTROL, hexValue, percentDecode, percentEncode } from './percent.ts';
import { asciiLower } from './url-record.ts';

/** What `caisson/idna` brings; undefined results mean that the domain is not valid. */
export interface DomainProcessor {
  /** Domain to ASCII (URL §3.3), for domains that are not plain ASCII. */
  toAscii(domain: string): string | undefined;
}
interface DomainProcessing {
  processor: DomainProcessor | undefined;
}
export const domainProcessing: DomainProcessing = { processor: undefined };

/** Forbidden host code points (URL §3.2). */
const FORBIDDEN_HOST = '\0\t\n\r #/:<>?@[\\]^|';

function isForbiddenHost(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (FORBIDDEN_HOST.includes(text.charAt(i))) return true;
  return false;
}
function isForbiddenDomain(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 0x20 || unit === 0x25 || unit >= 0x7f || FORBIDDEN_HOST.includes(text.charAt(i))) return true;
  }
  return false;
}
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false;
  return true;
}

/** The host parser (URL §3.5): the serialised host, or undefined for failure. */
export function parseHost(input: string, special: boolean): string | undefined {
  if (input.startsWith('[')) {
    if (!input.endsWith(']')) return undefined;
    const pieces = parseIpv6(input.slice(1, -1));
    return pieces === undefined ? undefined : `[${serializeIpv6(pieces)}]`;
  }
  if (!special) return isForbiddenHost(input) ? undefined : percentEncode(input, C0_CONTROL);
  const domain = percentDecode(input);
  const ascii = domainToAscii(domain);
  if (ascii === undefined || ascii === '' || isForbiddenDomain(ascii)) return undefined;
  return endsInNumber(ascii) ? parseIpv4(ascii) : ascii;
}

/** Domain to ASCII (URL §3.3). Labels of an ASCII domain that say `xn--` stay as they are, as in Node. */
function domainToAscii(domain: string): string | undefined {
  if (isAscii(domain)) return asciiLower(domain);
  const { processor } = domainProcessing;
  if (processor === undefined)
    throw new TypeError('Cannot read a URL whose host is not ASCII: import "caisson/idna" first');
  return processor.toAscii(domain);
}

/** The ends-in-a-number checker (URL §3.5). */
function endsInNumber(text: string): boolean {
  const parts = text.split('.');
  if (parts.at(-1) === '') {
    if (parts.length === 1) return false;
    parts.pop();
  }
  const last = parts.at(-1)!;
  if (last !== '' && allDigits(last)) return true;
  return ipv4Number(last) !== -1;
}
function allDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x30 || unit > 0x39) return false;
  }
  return true;
}

/** The IPv4 number parser; -1 for failure. Large values stay large: only whether they fit matters. */
function ipv4Number(text: string): number {
  if (text === '') return -1;
  let digits = text;
  let radix = 10;
  if (text.startsWith('0x') || text.startsWith('0X')) {
    digits = text.slice(2);
    radix = 16;
  } else if (text.length > 1 && text.startsWith('0')) {
    digits = text.slice(1);
    radix = 8;
  }
  let value = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = hexValue(digits.charCodeAt(i));
    if (digit === -1 || digit >= radix) return -1;
    value = value * radix + digit;
  }
  return value;
}

/** Powers of 256. */
const POWERS: readonly number[] = [1, 0x100, 0x10000, 0x1000000, 0x100000000];

/** The IPv4 parser: the address in dotted decimal. */
function parseIpv4(text: string): string | undefined {
  const parts = text.split('.');
  if (parts.length > 1 && parts.at(-1) === '') parts.pop();
  if (parts.length > 4) return undefined;
  const numbers: number[] = [];
  for (const part of parts) {
    const value = ipv4Number(part);
    if (value === -1) return undefined;
    numbers.push(value);
  }
  const last = numbers.pop()!;
  if (numbers.some((value) => value > 255) || last >= POWERS[4 - numbers.length]!) return undefined;
  let address = last;
  numbers.forEach((value, index) => (address += value * POWERS[3 - index]!));
  return [Math.floor(address / 0x1000000), (address >>> 16) & 255, (address >>> 8) & 255, address & 255].join('.');
}

/** The IPv6 parser: eight pieces. */
function parseIpv6(text: string): number[] | undefined {
  const pieces = [0, 0, 0, 0, 0, 0, 0, 0];
  let piece = 0;
  let compress = -1;
  let at = 0;
  if (text.charAt(0) === ':') {
    if (text.charAt(1) !== ':') return undefined;
    at = 2;
    piece = 1;
    compress = 1;
  }
  while (at < text.length) {
    if (piece === 8) return undefined;
    if (text.charAt(at) === ':') {
      if (compress !== -1) return undefined;
      at++;
      piece++;
      compress = piece;
      continue;
    }
    let value = 0;
    let length = 0;
    while (length < 4 && at < text.length && hexValue(text.charCodeAt(at)) !== -1) {
      value = value * 16 + hexValue(text.charCodeAt(at));
      at++;
      length++;
    }
    const next = text.charAt(at);
    if (next === '.') {
      if (length === 0 || piece > 6 || !embedIpv4(text.slice(at - length), pieces, piece)) return undefined;
      piece += 2;
      break;
    }
    if (next === ':') {
      at++;
      if (at === text.length) return undefined;
    } else if (at < text.length) return undefined;
    pieces[piece] = value;
    piece++;
  }
  if (compress === -1) return piece === 8 ? pieces : undefined;
  // What stands behind the compression moves to the end.
  const behind = piece - compress;
  for (let i = 1; i <= behind; i++) {
    const value = pieces[compress + behind - i]!;
    pieces[compress + behind - i] = 0;
    pieces[8 - i] = value;
  }
  return pieces;
}

/** The last four bytes in dotted decimal, without leading zeros. */
function embedIpv4(text: string, pieces: number[], piece: number): boolean {
  const parts = text.split('.');
  if (parts.length !== 4) return false;
  for (let i = 0; i < 4; i++) {
    const part = parts[i]!;
    if (part === '' || part.length > 3 || !allDigits(part) || (part.length > 1 && part.startsWith('0'))) return false;
    const value = ipv4Number(part);
    if (value > 255) return false;
    pieces[piece + (i >> 1)] = pieces[piece + (i >> 1)]! * 256 + value;
  }
  return true;
}

/** The IPv6 serialiser: the first longest run of zeros is compressed. */
function serializeIpv6(pieces: readonly number[]): string {
  let best = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && pieces[i + length] === 0) length++;
    if (length > bestLength) {
      best = i;
      bestLength = length;
    }
  }
  let text = '';
  for (let i = 0; i < 8; i++) {
    if (i === best) {
      text += i === 0 ? '::' : ':';
      i += bestLength - 1;
      continue;
    }
    text += hexText(pieces[i]!);
    if (i < 7) text += ':';
  }
  return text;
}

const HEX = '0123456789abcdef';
/** A piece without leading zeros. */
function hexText(piece: number): string {
  let text = '';
  for (let rest = piece; rest > 0 || text === ''; rest >>>= 4) text = HEX.charAt(rest & 15) + text;
  return text;
}
