// From the characters of a master file to octets: escapes (RFC 1035 §5.1), names, numbers, periods, addresses,
// hexadecimal and base64. Each reader appends to a bounded sink and says in a sentence's second half what is wrong;
// the empty string means that nothing is.

import { parseAddress } from '../core/address.ts';
import { writeU16 } from '../core/bytes.ts';
import { MAX_LABEL_LENGTH, MAX_NAME_LENGTH } from './constants.ts';
import { grownBytes } from './grow.ts';

/** The most octets one record's RDATA has, RFC 1035 §3.2.1. */
export const MAX_RDATA_LENGTH = 65535;

/** TTLs are at most 2^31 - 1, RFC 2181 §8. */
export const MAX_TTL = 0x7fffffff;

const MAX_U32 = 0xffffffff;
const DOT = 46;
const ZERO = 48;
const BACKSLASH = 92;
const AT_SIGN = 64;
const QUOTE = 34;

/** Octets in the making; what goes past the bound is counted, not kept. */
export class ByteSink {
  bytes: Uint8Array;
  length: number;

  constructor() {
    this.bytes = new Uint8Array(512);
    this.length = 0;
  }

  push(octet: number): void {
    if (this.length < MAX_RDATA_LENGTH) {
      this.bytes = grownBytes(this.bytes, this.length + 1);
      this.bytes[this.length] = octet;
    }
    this.length++;
  }

  pushU16(value: number): void {
    this.push(value >>> 8);
    this.push(value & 0xff);
  }

  pushU32(value: number): void {
    this.pushU16(value >>> 16);
    this.pushU16(value & 0xffff);
  }

  pushAll(octets: Uint8Array): void {
    for (let i = 0; i < octets.length; i++) this.push(octets[i]);
  }

  /** Whether more came than is allowed. */
  overflowed(): boolean {
    return this.length > MAX_RDATA_LENGTH;
  }

  clear(): void {
    this.length = 0;
  }

  take(): Uint8Array {
    const taken = this.bytes.slice(0, this.length);
    this.length = 0;
    return taken;
  }

  patchU16(at: number, value: number): void {
    if (at + 2 <= this.bytes.length) writeU16(this.bytes, at, value);
  }
}

/** Takes the characters of a token one by one, escapes resolved and everything beyond ASCII as UTF-8. */
class CharacterReader {
  private readonly text: string;
  private readonly end: number;
  private at: number;
  /** Octets of a character that are still to be given. */
  private pending: number;
  private pendingCount: number;
  escaped: boolean;

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.end = end;
    this.at = start;
    this.pending = 0;
    this.pendingCount = 0;
    this.escaped = false;
  }

  /** The next octet, -1 at the end, -2 where an escape is malformed. */
  next(): number {
    if (this.pendingCount > 0) {
      this.pendingCount--;
      return 0x80 | ((this.pending >> (6 * this.pendingCount)) & 0x3f);
    }
    this.escaped = false;
    if (this.at >= this.end) return -1;
    const code = this.text.charCodeAt(this.at);
    if (code === BACKSLASH) {
      this.escaped = true;
      return this.nextEscape();
    }
    if (code < 0x80) {
      this.at++;
      return code;
    }
    return this.nextWide();
  }

  private nextEscape(): number {
    const first = this.at + 1 < this.end ? this.text.charCodeAt(this.at + 1) : -1;
    if (first < 0) return -2;
    if (first < ZERO || first > ZERO + 9) {
      this.at += 1;
      if (first >= 0x80) return this.nextWide();
      this.at += 1;
      return first;
    }
    if (this.at + 4 > this.end) return -2;
    let value = 0;
    for (let i = 1; i <= 3; i++) {
      const digit = this.text.charCodeAt(this.at + i) - ZERO;
      if (digit < 0 || digit > 9) return -2;
      value = value * 10 + digit;
    }
    this.at += 4;
    return value > 255 ? -2 : value;
  }

  private nextWide(): number {
    const code = this.text.codePointAt(this.at);
    const point = code === undefined || (code >= 0xd800 && code <= 0xdfff) ? 0xfffd : code;
    this.at += point > 0xffff ? 2 : 1;
    this.pending = point;
    if (point < 0x800) {
      this.pendingCount = 1;
      return 0xc0 | (point >> 6);
    }
    if (point < 0x10000) {
      this.pendingCount = 2;
      return 0xe0 | (point >> 12);
    }
    this.pendingCount = 3;
    return 0xf0 | (point >> 18);
  }
}

const BAD_ESCAPE = 'a backslash must be followed by a character or three digits up to 255';

/** Appends the name in wire form; a relative one is completed with `origin`. */
export function readName(text: string, start: number, end: number, origin: Uint8Array, sink: ByteSink): string {
  if (end - start === 1 && text.charCodeAt(start) === AT_SIGN) {
    sink.pushAll(origin);
    return '';
  }
  const base = sink.length;
  if (end - start === 1 && text.charCodeAt(start) === DOT) {
    sink.push(0);
    return '';
  }
  const reader = new CharacterReader(text, start, end);
  let labelAt = sink.length;
  sink.push(0);
  for (;;) {
    const octet = reader.next();
    if (octet === -2) return BAD_ESCAPE;
    const labelLength = sink.length - labelAt - 1;
    const dot = octet === DOT && !reader.escaped;
    if (octet === QUOTE && !reader.escaped) return 'a quotation mark inside a name';
    if (dot && labelLength === 0) return 'an empty label';
    if (dot || octet === -1) {
      if (labelLength > MAX_LABEL_LENGTH) return 'a label of more than 63 octets';
      if (octet === -1 && labelLength > 0) {
        sink.bytes[labelAt] = labelLength;
        sink.pushAll(origin);
        break;
      }
      // After the final dot the length octet already there is the root's.
      if (octet === -1) break;
      sink.bytes[labelAt] = labelLength;
      labelAt = sink.length;
      sink.push(0);
    } else {
      sink.push(octet);
    }
    if (sink.length - base > MAX_NAME_LENGTH + 1) return 'a name of more than 255 octets';
  }
  return sink.length - base > MAX_NAME_LENGTH ? 'a name of more than 255 octets' : '';
}

/** Appends the octets of a word or of what stands between quotes. */
export function readOctets(text: string, start: number, end: number, sink: ByteSink): string {
  const reader = new CharacterReader(text, start, end);
  for (let octet = reader.next(); octet !== -1; octet = reader.next()) {
    if (octet === -2) return BAD_ESCAPE;
    if (octet === QUOTE && !reader.escaped) return 'a quotation mark inside a word';
    sink.push(octet);
  }
  return '';
}

/** Appends a <character-string>: a length octet and at most 255 others, RFC 1035 §3.3. */
export function readString(text: string, start: number, end: number, sink: ByteSink): string {
  const lengthAt = sink.length;
  sink.push(0);
  const problem = readOctets(text, start, end, sink);
  if (problem !== '') return problem;
  const length = sink.length - lengthAt - 1;
  if (length > 255) return 'a string of more than 255 octets';
  if (lengthAt < MAX_RDATA_LENGTH) sink.bytes[lengthAt] = length;
  return '';
}

/** The decimal number, or -1 where it is none or above `limit`. */
export function readNumber(text: string, start: number, end: number, limit: number): number {
  if (start >= end || end - start > 10) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value > limit ? -1 : value;
}

/** A number of seconds: digits alone, or with units as in `1h30m`, which many zone files use; -1 where it is none. */
export function readPeriod(text: string, start: number, end: number): number {
  const plain = readNumber(text, start, end, MAX_U32);
  if (plain >= 0) return plain;
  let total = 0;
  let digitsFrom = start;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= ZERO + 9) continue;
    const unit = secondsOf(code | 0x20);
    const count = readNumber(text, digitsFrom, at, MAX_U32);
    if (unit === 0 || count < 0) return -1;
    total += unit * count;
    if (total > MAX_U32) return -1;
    digitsFrom = at + 1;
  }
  return digitsFrom === end && end > start ? total : -1;
}

/** Seconds in the unit s, m, h, d or w. */
function secondsOf(letter: number): number {
  if (letter === 115) return 1;
  if (letter === 109) return 60;
  if (letter === 104) return 3600;
  if (letter === 100) return 86400;
  return letter === 119 ? 604800 : 0;
}

export function readIpv4(text: string, start: number, end: number, sink: ByteSink): string {
  const address = parseAddress(text.slice(start, end));
  if (!address.ok) return 'expected an IPv4 address';
  sink.pushU32(address.value);
  return '';
}

/** Appends the 16 octets of an IPv6 address, RFC 4291 §2.2: groups, one `::`, perhaps an IPv4 address at the end. */
export function readIpv6(text: string, start: number, end: number, sink: ByteSink): string {
  const wrong = 'expected an IPv6 address';
  const groups = new Uint16Array(8);
  let count = 0;
  let gap = -1;
  let at = start;
  if (end - start >= 2 && text.charCodeAt(start) === 58 && text.charCodeAt(start + 1) === 58) {
    gap = 0;
    at += 2;
  }
  while (at < end) {
    let stop = at;
    while (stop < end && text.charCodeAt(stop) !== 58) stop++;
    if (stop === end && text.slice(at, stop).includes('.')) {
      const address = parseAddress(text.slice(at, stop));
      if (!address.ok || count > 6) return wrong;
      groups[count] = address.value >>> 16;
      groups[count + 1] = address.value & 0xffff;
      count += 2;
      at = stop;
      break;
    }
    const group = readHexNumber(text, at, stop);
    if (group < 0 || count === 8) return wrong;
    groups[count++] = group;
    at = stop;
    if (at === end) break;
    at++;
    if (at === end) return wrong;
    if (text.charCodeAt(at) === 58) {
      if (gap >= 0) return wrong;
      gap = count;
      at++;
    }
  }
  // A gap stands for at least one group, RFC 4291 §2.2.
  if (gap < 0 ? count !== 8 : count > 7) return wrong;
  const tail = gap < 0 ? 0 : count - gap;
  for (let i = 0; i < 8; i++) {
    if (gap < 0 || i < gap) sink.pushU16(groups[i]);
    else sink.pushU16(i < 8 - tail ? 0 : groups[gap + i - (8 - tail)]);
  }
  return '';
}

/** One to four hexadecimal digits, or -1. */
function readHexNumber(text: string, start: number, end: number): number {
  if (start >= end || end - start > 4) return -1;
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = hexDigit(text.charCodeAt(at));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

export function hexDigit(code: number): number {
  if (code >= ZERO && code <= ZERO + 9) return code - ZERO;
  const lower = code | 0x20;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** Appends the octets of base64 text, RFC 4648 §4, its padding demanded. */
export function readBase64(text: string, start: number, end: number, sink: ByteSink): string {
  const wrong = 'expected base64';
  if ((end - start) % 4 !== 0) return wrong;
  let padding = 0;
  while (padding < 2 && end - padding > start && text.charCodeAt(end - padding - 1) === 61) padding++;
  let bits = 0;
  let held = 0;
  for (let at = start; at < end - padding; at++) {
    const digit = base64Digit(text.charCodeAt(at));
    if (digit < 0) return wrong;
    held = ((held << 6) | digit) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      sink.push((held >> bits) & 0xff);
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? '' : wrong;
}

function base64Digit(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= ZERO && code <= ZERO + 9) return code + 4;
  if (code === 43) return 62;
  return code === 47 ? 63 : -1;
}
