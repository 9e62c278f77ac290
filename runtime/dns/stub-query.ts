// One question of a stub resolver and the judgement of what comes back (RFC 1035 §7.3, RFC 5452 §9.1): the identifier, the question
// with the very case it was asked in (draft-vixie-dnsext-dns0x20), addresses through aliases, and how long they hold.

import { formatAddress } from '../core/address.ts';
import { ADDRESS6_BYTES, formatAddress6 } from '../core/address6.ts';
import { copyBytes, readU16 } from '../core/bytes.ts';
import type { RandomSource } from '../core/random.ts';
import {
  CLASS_IN,
  HEADER_LENGTH,
  MAX_LABEL_LENGTH,
  MAX_NAME_LENGTH,
  RCODE_NOERROR,
  RCODE_NXDOMAIN,
  TYPE_A,
  TYPE_AAAA,
  TYPE_CNAME,
  TYPE_SOA,
} from './constants.ts';
import { encodeQuery, expandName, MessageHeader, RecordView, skipName } from './dns.wire.ts';

/** What a response is. */
export const REPLY_IGNORED = 0;
export const REPLY_ANSWER = 1;
/** There is no such name, or it has no address. */
export const REPLY_NONE = 2;
/** It did not fit into a datagram: to be asked over TCP (RFC 7766 §5). */
export const REPLY_TRUNCATED = 3;
/** The server cannot tell. */
export const REPLY_FAILED = 4;

/** Addresses of one answer that are kept. */
export const ADDRESSES_MAX = 16;
/** Aliases followed within one response. */
export const ALIASES_MAX = 8;
/** RFC 2308 §5: without an SOA a denial is not kept. */
const DENIAL_UNKNOWN = 0;
/** What fits through most paths in one piece (RFC 9715 §3.1). */
const PAYLOAD_BYTES = 1232;

/** A name in wire form; undefined for what is none (RFC 1035 §2.3.4). */
export function wireName(text: string): Uint8Array | undefined {
  const name = new Uint8Array(MAX_NAME_LENGTH);
  let at = 0;
  for (const label of (text.endsWith('.') ? text.slice(0, -1) : text).split('.')) {
    const { length } = label;
    if (length === 0 || length > MAX_LABEL_LENGTH || at + length + 2 > MAX_NAME_LENGTH) return undefined;
    name[at] = length;
    for (let i = 0; i < length; i++) {
      const unit = label.charCodeAt(i);
      if (unit <= 0x20 || unit >= 0x7f) return undefined;
      name[at + 1 + i] = unit;
    }
    at += length + 1;
  }
  return name.slice(0, at + 1);
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

export class StubQuery {
  readonly message: Uint8Array;
  /** After REPLY_ANSWER, in text. */
  readonly addresses: string[];
  /** Seconds that an answer or a denial may be kept. */
  ttl: number;
  private readonly id: number;
  private readonly type: number;
  private readonly questionEnd: number;

  /** `name` is in wire form; its letters get a random case. Asks for addresses of IPv6, or of IPv4. */
  constructor(name: Uint8Array, isSix: boolean, random: RandomSource) {
    const mixed = name.slice();
    let bits = 0;
    let at = 0;
    // Behind each length octet the label; lengths are below the letters.
    while (mixed[at]! > 0) {
      const end = at + 1 + mixed[at]!;
      for (let i = at + 1; i < end; i++) {
        if (bits <= 1) bits = random.next32() + 0x100000000;
        if (isLetter(mixed[i]!) && bits % 2 === 1) mixed[i] = mixed[i]! ^ 0x20;
        bits = Math.floor(bits / 2);
      }
      at = end;
    }
    this.id = random.next32() & 0xffff;
    const edns = { payloadSize: PAYLOAD_BYTES, version: 0, dnssecOk: false, cookie: new Uint8Array(0) };
    this.type = isSix ? TYPE_AAAA : TYPE_A;
    this.message = encodeQuery(this.id, mixed, this.type, true, edns);
    this.questionEnd = HEADER_LENGTH + mixed.length + 4;
    this.addresses = [];
    this.ttl = 0;
  }

  /** Judges a message that came to the port of this query from the server it was sent to. */
  read(reply: Uint8Array): number {
    const { questionEnd, message } = this;
    if (reply.length < questionEnd) return REPLY_IGNORED;
    const header = new MessageHeader(reply);
    if (!header.response || header.id !== this.id || header.opcode !== 0 || header.questionCount !== 1)
      return REPLY_IGNORED;
    for (let i = HEADER_LENGTH; i < questionEnd; i++) if (reply[i] !== message[i]) return REPLY_IGNORED;
    if (header.truncated) return REPLY_TRUNCATED;
    if (header.rcode !== RCODE_NOERROR && header.rcode !== RCODE_NXDOMAIN) return REPLY_FAILED;
    return this.readRecords(reply, header);
  }

  private readRecords(reply: Uint8Array, header: MessageHeader): number {
    const record = new RecordView();
    let wanted = expandName(reply, HEADER_LENGTH, reply.length);
    let ttl = Infinity;
    this.addresses.length = 0;
    const answersAt = this.questionEnd;
    const addressBytes = this.type === TYPE_AAAA ? ADDRESS6_BYTES : 4;
    // Aliases may stand in any order, so the answer is looked through once for each.
    for (let round = 0; round <= ALIASES_MAX && wanted !== undefined && this.addresses.length === 0; round++) {
      let alias: Uint8Array | undefined;
      let at = answersAt;
      for (let i = 0; i < header.answerCount; i++) {
        at = record.read(reply, at, reply.length);
        if (at === 0) return REPLY_FAILED;
        const owner = expandName(reply, record.nameAt, reply.length);
        if (record.class !== CLASS_IN || owner === undefined || !sameName(owner, wanted)) continue;
        if (record.type === this.type && record.dataLength === addressBytes) {
          if (this.addresses.length < ADDRESSES_MAX)
            this.addresses.push(addressText(reply, record.dataAt, addressBytes));
          ttl = Math.min(ttl, record.ttl);
        } else if (record.type === TYPE_CNAME) {
          alias = expandName(reply, record.dataAt, reply.length);
          ttl = Math.min(ttl, record.ttl);
        }
      }
      if (this.addresses.length > 0) {
        this.ttl = ttl;
        return REPLY_ANSWER;
      }
      wanted = alias;
    }
    this.ttl = this.denialTtl(reply, header);
    return REPLY_NONE;
  }

  /** RFC 2308 §5: the lesser of the SOA's own TTL and its last field. */
  private denialTtl(reply: Uint8Array, header: MessageHeader): number {
    const record = new RecordView();
    let at = this.questionEnd;
    for (let i = 0; i < header.answerCount + header.authorityCount; i++) {
      at = record.read(reply, at, reply.length);
      if (at === 0) return DENIAL_UNKNOWN;
      if (i < header.answerCount || record.type !== TYPE_SOA || record.dataLength < 22) continue;
      const minimum = record.dataAt + record.dataLength - 4;
      return Math.min(record.ttl, readWord(reply, minimum));
    }
    return DENIAL_UNKNOWN;
  }
}

function readWord(message: Uint8Array, at: number): number {
  return readU16(message, at) * 0x10000 + readU16(message, at + 2);
}

function addressText(message: Uint8Array, at: number, length: number): string {
  return length === 4 ? formatAddress(readWord(message, at)) : formatAddress6(message, at);
}

/** RFC 4343: without regard to the case of ASCII letters. */
function sameName(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (x !== y && !(isLetter(x) && (x ^ y) === 0x20)) return false;
  }
  return true;
}

/** A message behind its length, as streams carry it (RFC 1035 §4.2.2). */
export function framed(message: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(message.length + 2);
  bytes[0] = message.length >> 8;
  bytes[1] = message.length;
  copyBytes(bytes, 2, message, 0, message.length);
  return bytes;
}

/** Where the first name of a message ends; for tests that build replies. */
export function questionEndOf(message: Uint8Array): number {
  return skipName(message, HEADER_LENGTH, message.length) + 4;
}
