// Responses as text, for assertions and for comparing servers: names lower-cased and expanded, records one per line.
// It uses the runtime's own codec, but none of the code that writes responses.

import { readU16, readU32 } from '../../runtime/core/bytes.ts';
import { formatName } from '../../runtime/dns/name.ts';
import { expandName, MessageHeader, RecordView, skipName } from '../../runtime/dns/dns.wire.ts';
import { FIELD_IPV4, FIELD_NAME, FieldCursor, recordType } from '../../runtime/dns/rdata.ts';
import { TYPE_OPT } from '../../runtime/dns/constants.ts';

export class Message {
  readonly header: MessageHeader;
  /** The response code with its EDNS bits. */
  rcode: number;
  question: string;
  readonly answer: string[];
  readonly authority: string[];
  readonly additional: string[];
  /** The OPT record's place: whether there is one, its size, flags and options in hexadecimal. */
  hasEdns: boolean;
  payloadSize: number;
  ednsVersion: number;
  dnssecOk: boolean;
  options: string;
  /** What is malformed, or the empty string. */
  problem: string;

  constructor(octets: Uint8Array) {
    this.header = new MessageHeader(octets);
    this.rcode = this.header.rcode;
    this.question = '';
    this.answer = [];
    this.authority = [];
    this.additional = [];
    this.hasEdns = false;
    this.payloadSize = 0;
    this.ednsVersion = 0;
    this.dnssecOk = false;
    this.options = '';
    this.problem = '';
    this.readAll(octets);
  }

  private readAll(octets: Uint8Array): void {
    let at = 12;
    for (let i = 0; i < this.header.questionCount; i++) {
      const name = expandName(octets, at, octets.length);
      at = skipName(octets, at, octets.length);
      if (name === undefined || at === 0 || at + 4 > octets.length) {
        this.problem = 'malformed question';
        return;
      }
      this.question += `${formatName(name, 0)} ${readU16(octets, at + 2)} ${readU16(octets, at)}`;
      at += 4;
    }
    at = this.readSection(octets, at, this.header.answerCount, this.answer);
    if (at > 0) at = this.readSection(octets, at, this.header.authorityCount, this.authority);
    if (at > 0) at = this.readSection(octets, at, this.header.additionalCount, this.additional);
    if (at > 0 && at !== octets.length) this.problem = `${octets.length - at} octets after the last record`;
  }

  private readSection(octets: Uint8Array, from: number, count: number, into: string[]): number {
    const record = new RecordView();
    let at = from;
    for (let i = 0; i < count; i++) {
      at = record.read(octets, at, octets.length);
      const text = at === 0 ? undefined : recordText(octets, record);
      if (text === undefined) {
        this.problem = `malformed record ${i}`;
        return 0;
      }
      if (record.type === TYPE_OPT) this.readOpt(octets, record);
      else into.push(text);
    }
    return at;
  }

  private readOpt(octets: Uint8Array, record: RecordView): void {
    if (this.hasEdns) this.problem = 'two OPT records';
    this.hasEdns = true;
    this.payloadSize = record.class;
    this.rcode |= (record.ttl >>> 24) << 4;
    this.ednsVersion = (record.ttl >>> 16) & 0xff;
    this.dnssecOk = (record.ttl & 0x8000) !== 0;
    this.options = hex(octets, record.dataAt, record.dataLength);
  }
}

export function hex(octets: Uint8Array, at: number, length: number): string {
  const digits = '0123456789abcdef';
  let text = '';
  for (let i = at; i < at + length; i++) text += digits.charAt(octets[i] >> 4) + digits.charAt(octets[i] & 15);
  return text;
}

/** The octets that pairs of hexadecimal digits stand for; blanks are skipped. */
export function unhex(text: string): Uint8Array {
  const digits = text.split(' ').join('');
  const octets = new Uint8Array(digits.length / 2);
  for (let i = 0; i < octets.length; i++) octets[i] = parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return octets;
}

function recordText(octets: Uint8Array, record: RecordView): string | undefined {
  const owner = expandName(octets, record.nameAt, octets.length);
  if (owner === undefined) return undefined;
  const type = recordType(record.type);
  const head = `${formatName(owner, 0).toLowerCase()} ${record.ttl}`;
  if (record.class !== 1 && record.type !== TYPE_OPT) return `${head} class ${record.class}`;
  if (type === undefined) return `${head} TYPE${record.type} ${hex(octets, record.dataAt, record.dataLength)}`;
  const data = expandData(octets, record, type.fields);
  return data === undefined ? undefined : `${head} ${type.mnemonic} ${data}`;
}

/** RDATA as text: names, IPv4 addresses and small numbers as people write them, the rest as octets. */
function expandData(octets: Uint8Array, record: RecordView, fields: readonly number[]): string | undefined {
  const end = record.dataAt + record.dataLength;
  const parts: string[] = [];
  let at = record.dataAt;
  for (let i = 0; i < fields.length; i++) {
    if (fields[i] === FIELD_NAME) {
      const name = expandName(octets, at, end);
      at = skipName(octets, at, end);
      if (name === undefined || at === 0) return undefined;
      parts.push(formatName(name, 0).toLowerCase());
      continue;
    }
    // One field at a time: names before it may be compressed, so the cursor sees what is left.
    const cursor = new FieldCursor(octets.slice(at, end), [fields[i], ...rest(fields, i)]);
    if (cursor.next() < 0) return undefined;
    parts.push(fieldText(octets, at, cursor.length, fields[i]));
    at += cursor.length;
  }
  return at === end ? parts.join(' ') : undefined;
}

function rest(fields: readonly number[], index: number): number[] {
  return index + 1 < fields.length ? [fields[index + 1]] : [];
}

function fieldText(octets: Uint8Array, at: number, length: number, kind: number): string {
  if (kind === FIELD_IPV4) return `${octets[at]}.${octets[at + 1]}.${octets[at + 2]}.${octets[at + 3]}`;
  if (kind < FIELD_NAME) {
    return String(length === 1 ? octets[at] : length === 2 ? readU16(octets, at) : readU32(octets, at));
  }
  return hex(octets, at, length);
}
