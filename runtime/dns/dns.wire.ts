// The DNS message codec, RFC 1035 §4: header, question and records as they stand in a message, compression included.
// It reads only inside the given bounds and judges nothing; the server's reading of a query is request.ts.

import {
  CLASS_IN,
  EDNS_DNSSEC_OK,
  EDNS_OPTION_COOKIE,
  FLAG_RECURSION_DESIRED,
  HEADER_LENGTH,
  MAX_LABEL_LENGTH,
  MAX_NAME_LENGTH,
  TYPE_OPT,
} from './constants.ts';
import { copyBytes, readU16, readU32, writeU16 } from '../core/bytes.ts';

/** The most pointers followed in one name; each must lead backwards, so a valid name never needs more. */
export const MAX_POINTERS = 127;

/** The header of a message, RFC 1035 §4.1.1. */
export class MessageHeader {
  id: number;
  response: boolean;
  opcode: number;
  authoritative: boolean;
  truncated: boolean;
  recursionDesired: boolean;
  recursionAvailable: boolean;
  /** AD and CD, RFC 4035 §3.2. */
  authenticData: boolean;
  checkingDisabled: boolean;
  /** The four bits in the header; EDNS extends them. */
  rcode: number;
  questionCount: number;
  answerCount: number;
  authorityCount: number;
  additionalCount: number;

  /** Reads the header of a message of at least 12 octets. */
  constructor(message: Uint8Array) {
    const high = message[2];
    const low = message[3];
    this.id = readU16(message, 0);
    this.response = (high & 0x80) !== 0;
    this.opcode = (high >> 3) & 15;
    this.authoritative = (high & 4) !== 0;
    this.truncated = (high & 2) !== 0;
    this.recursionDesired = (high & 1) !== 0;
    this.recursionAvailable = (low & 0x80) !== 0;
    this.authenticData = (low & 0x20) !== 0;
    this.checkingDisabled = (low & 0x10) !== 0;
    this.rcode = low & 15;
    this.questionCount = readU16(message, 4);
    this.answerCount = readU16(message, 6);
    this.authorityCount = readU16(message, 8);
    this.additionalCount = readU16(message, 10);
  }
}

/** The offset after the name at `at`, compressed or not, or 0 where it does not end before `end`. Follows no pointer. */
export function skipName(message: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end) {
    const length = message[next];
    if (length === 0) return next + 1;
    if (length >= 0xc0) return next + 2 <= end ? next + 2 : 0;
    if (length > MAX_LABEL_LENGTH) return 0;
    next += length + 1;
    if (next - at >= MAX_NAME_LENGTH) return 0;
  }
  return 0;
}

/**
 * The name at `at` without compression, RFC 1035 §4.1.4, or undefined where it is malformed: it leaves the message, is
 * longer than 255 octets, or a pointer does not lead backwards.
 */
export function expandName(message: Uint8Array, at: number, end: number): Uint8Array | undefined {
  const name = new Uint8Array(MAX_NAME_LENGTH);
  let written = 0;
  let next = at;
  let lowest = at;
  let pointers = 0;
  for (;;) {
    if (next >= end) return undefined;
    const length = message[next];
    if (length >= 0xc0) {
      if (next + 1 >= end || pointers >= MAX_POINTERS) return undefined;
      const target = ((length & 0x3f) << 8) | message[next + 1];
      if (target >= lowest) return undefined;
      lowest = target;
      next = target;
      pointers++;
    } else {
      if (length > MAX_LABEL_LENGTH || next + 1 + length > end || written + 1 + length > MAX_NAME_LENGTH)
        return undefined;
      copyBytes(name, written, message, next, length + 1);
      written += length + 1;
      next += length + 1;
      if (length === 0) return name.slice(0, written);
    }
  }
}

/** A record's place in a message, RFC 1035 §4.1.3; filled again by every `read`. */
export class RecordView {
  nameAt: number;
  type: number;
  class: number;
  ttl: number;
  dataAt: number;
  dataLength: number;

  constructor() {
    this.nameAt = 0;
    this.type = 0;
    this.class = 0;
    this.ttl = 0;
    this.dataAt = 0;
    this.dataLength = 0;
  }

  /** Reads the record at `at` and returns the offset after it, or 0 where it does not fit before `end`. */
  read(message: Uint8Array, at: number, end: number): number {
    const fixed = skipName(message, at, end);
    if (fixed === 0 || fixed + 10 > end) return 0;
    this.nameAt = at;
    this.type = readU16(message, fixed);
    this.class = readU16(message, fixed + 2);
    this.ttl = readU32(message, fixed + 4);
    this.dataAt = fixed + 10;
    this.dataLength = readU16(message, fixed + 8);
    const after = this.dataAt + this.dataLength;
    return after <= end ? after : 0;
  }
}

/** What `encodeQuery` puts into the OPT record, RFC 6891 §6.1.2. */
export interface EdnsQuery {
  readonly payloadSize: number;
  readonly version: number;
  readonly dnssecOk: boolean;
  /** The COOKIE option's content, RFC 7873 §4; empty for none. */
  readonly cookie: Uint8Array;
}

/** A query for one name: what a client sends. `name` is in wire form. */
export function encodeQuery(
  id: number,
  name: Uint8Array,
  type: number,
  recursionDesired: boolean,
  edns: EdnsQuery | undefined,
): Uint8Array {
  const questionEnd = HEADER_LENGTH + name.length + 4;
  const cookieLength = edns === undefined || edns.cookie.length === 0 ? 0 : edns.cookie.length + 4;
  const message = new Uint8Array(questionEnd + (edns === undefined ? 0 : 11 + cookieLength));
  writeU16(message, 0, id);
  message[2] = recursionDesired ? FLAG_RECURSION_DESIRED : 0;
  message[5] = 1;
  copyBytes(message, HEADER_LENGTH, name, 0, name.length);
  writeU16(message, questionEnd - 4, type);
  writeU16(message, questionEnd - 2, CLASS_IN);
  if (edns === undefined) return message;
  message[11] = 1;
  writeU16(message, questionEnd + 1, TYPE_OPT);
  writeU16(message, questionEnd + 3, edns.payloadSize);
  message[questionEnd + 6] = edns.version;
  message[questionEnd + 7] = edns.dnssecOk ? EDNS_DNSSEC_OK : 0;
  writeU16(message, questionEnd + 9, cookieLength);
  if (cookieLength > 0) {
    writeU16(message, questionEnd + 11, EDNS_OPTION_COOKIE);
    writeU16(message, questionEnd + 13, edns.cookie.length);
    copyBytes(message, questionEnd + 15, edns.cookie, 0, edns.cookie.length);
  }
  return message;
}
